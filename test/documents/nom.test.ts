import { describe, expect, it } from 'vitest';
import { nomDe, nomMontre } from '../../src/documents/nom.js';

describe('the name under which a document is kept', () => {
  it.each([
    ['Marché signé.pdf', 'Marché signé.pdf'],
    ["avis d'attribution (lot 3).pdf", "avis d'attribution (lot 3).pdf"],
    ['PHOTO.JPEG', 'PHOTO.jpeg', 'jpeg'],
    ['photo.png', 'photo.jpg', 'jpeg'],
    ['facture.exe', 'facture.pdf'],
    ['facture.pdf.exe', 'facture.pdf'],
    ['facture.docx.pdf', 'facture.pdf'],
    ['plan v1.2', 'plan v1.2.pdf'],
    ['sans', 'sans.pdf'],
    ['facture\u202Efdp.exe', 'facturefdp.pdf'],
    ['fac\u200bture\u200d\ufeff\u2066.pdf', 'facture.pdf'],
    ['a\u0000b\r\n\tc.pdf', 'abc.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\x\\a.pdf', 'a.pdf'],
    ['"a"<b>|c?*:.pdf', '_a__b__c___.pdf'],
    ['.htaccess', 'document.pdf'],
    ['CON.pdf', 'document.pdf'],
    ['', 'document.pdf'],
    ['\u202e.pdf', 'document.pdf'],
    [' . . .pdf', 'document.pdf'],
    ['e\u0301te\u0301.pdf', 'été.pdf'],
    ['\ud800a.pdf', 'a.pdf'],
  ] as const)('%j is %j', (envoye, garde, type: 'pdf' | 'jpeg' = 'pdf') => {
    expect(nomDe(envoye, type)).toBe(garde);
  });

  it('is short, its extension kept, no character cut', () => {
    for (const lettre of ['a', 'é', '契', '👨‍👩‍👧']) {
      const nom = nomDe(`${lettre.repeat(500)}.pdf`, 'pdf');
      expect(Buffer.byteLength(nom)).toBeLessThanOrEqual(120);
      expect(nom).toMatch(/\.pdf$/);
      expect(nom).not.toMatch(/\ufffd|\p{Cs}/u);
    }
    expect(Buffer.byteLength(nomMontre('x'.repeat(5_000)))).toBeLessThanOrEqual(120);
  });
});
