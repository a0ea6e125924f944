/** A sealed act is certified: nothing may be added to it, and whoever looks sees that something was. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { BF } from '../../seeds/textes/soumission-bonne-fin.js';
import { composeActe } from '../../src/actes/compose.js';
import { renderActe } from '../../src/impression/render.js';
import { createSeal, seal, verifySeal } from '../../src/sceau/seal.js';
import { CONTEXTE_ACTE } from '../actes/contexte.js';
import { installed } from '../actes/outils.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const folder = mkdtempSync(path.join(tmpdir(), 'certifie-'));
afterAll(() => rmSync(folder, { recursive: true }));

let sealed: Buffer;
beforeAll(async () => {
  const marque = { type: 'original', code: '7KQF2M9CX41D', urlVerification: 'https://cautionet.example/verifier/7KQF2M9CX41D' } as const;
  const pdf = await renderActe(composeActe(BF, exampleValues(BF), CONTEXTE_ACTE), marque, NOW);
  sealed = await seal(pdf, await createSeal({ organisation: 'Méridiane Caution', now: NOW }), { reason: 'Émission', date: NOW });
});

const pdfsig = (name: string, bytes: Buffer): string => {
  writeFileSync(path.join(folder, name), bytes);
  return execFileSync('pdfsig', ['-nocert', path.join(folder, name)]).toString();
};

/** An update that an attacker appends: another first page, and a table of objects that leads to it. */
function updated(): Buffer {
  const text = sealed.toString('latin1');
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const [, root] = /\/Root (\d+) 0 R/.exec(trailer) ?? [];
  const [, size] = /\/Size (\d+)/.exec(trailer) ?? [];
  const catalog =
    text
      .slice(text.lastIndexOf(`\n${root} 0 obj`))
      .split('endobj')[0]
      ?.split('obj')[1]
      ?.trim() ?? '';
  const object = `${root} 0 obj\n${catalog.replace(/>>$/, '/Lang (de-DE)\n>>')}\nendobj\n`;
  const table = `xref\n${root} 1\n${String(sealed.length).padStart(10, '0')} 00000 n \n`;
  const end = `trailer\n<<\n/Size ${size}\n/Root ${root} 0 R\n/Prev ${previous}\n>>\nstartxref\n${sealed.length + object.length}\n%%EOF\n`;
  return Buffer.concat([sealed, Buffer.from(object + table + end, 'latin1')]);
}

describe('a sealed act', () => {
  it('is certified: its catalogue names the signature that allows no change', () => {
    const text = sealed.toString('latin1');
    const [, signature] = /\/Perms << \/DocMDP (\d+) 0 R >>/.exec(text) ?? [];
    const dictionary = text.slice(text.indexOf(`\n${signature} 0 obj`)).split('endobj')[0] ?? '';
    expect(dictionary).toContain('/Type /Sig\n');
    expect(dictionary).toMatch(
      /\/Reference \[<< \/TransformMethod \/DocMDP \/TransformParams << \/Type \/TransformParams \/P 1 \/V \/1\.2 >> >>\]/,
    );
  });

  it.each([
    ['bytes', () => Buffer.concat([sealed, Buffer.from('% added\n')])],
    ['an incremental update', updated],
    ['its own last revision again', () => Buffer.concat([sealed, sealed.subarray(-200)])],
  ])('with %s appended is no longer intact', async (_, changed) => {
    expect(await verifySeal(changed())).toMatchObject({ intact: false, coversWholeFile: false });
  });

  it.skipIf(!installed('pdfsig'))('pdfsig says that the whole document is signed, and no longer once something is appended', () => {
    expect(pdfsig('sealed.pdf', sealed)).toContain('Total document signed');
    for (const changed of [updated(), Buffer.concat([sealed, Buffer.from('% added\n')])])
      expect(pdfsig('changed.pdf', changed)).not.toContain('Total document signed');
  });
});
