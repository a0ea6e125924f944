import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { BF } from '../../seeds/textes/soumission-bonne-fin.js';
import { composeActe } from '../../src/actes/compose.js';
import { renderActe } from '../../src/impression/render.js';
import { createSeal, seal, verifySeal, type Seal } from '../../src/sceau/seal.js';
import { CONTEXTE_ACTE } from '../actes/contexte.js';
import { installed } from '../actes/outils.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const SEALING = { reason: 'Émission de l’acte n° C26-0000042', date: NOW };
const folder = mkdtempSync(path.join(tmpdir(), 'cachet-'));
const file = (name: string) => path.join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

let pdf: Buffer;
let ours: Seal;
let sealed: Buffer;
beforeAll(async () => {
  const acte = composeActe(BF, exampleValues(BF), CONTEXTE_ACTE);
  pdf = await renderActe(
    acte,
    {
      type: 'original',
      code: '7KQF2M9CX41D',
      urlVerification: 'https://cautionet.example/verifier/7KQF2M9CX41D',
    },
    NOW,
  );
  ours = await createSeal({ organisation: 'Méridiane Caution', now: NOW });
  sealed = await seal(pdf, ours, SEALING);
});

describe('a sealed act', () => {
  it('says who sealed it and when, and covers the whole file', async () => {
    expect(await verifySeal(sealed)).toEqual({
      intact: true,
      coversWholeFile: true,
      signer: 'Cachet de démonstration – Méridiane Caution',
      fingerprint: ours.fingerprint,
      signedAt: NOW,
    });
    expect(ours.demonstration).toBe(true);
  });

  it('keeps every byte of the document it seals', () => expect(sealed.subarray(0, pdf.length).equals(pdf)).toBe(true));

  it('is broken by any byte changed, wherever it is', async () => {
    const contents = sealed.lastIndexOf('/Contents <');
    const places = [
      ...Array.from({ length: 250 }, (_, i) => Math.floor((i * sealed.length) / 250)),
      ...Array.from({ length: 450 }, (_, i) => contents + 11 + i * 11),
      sealed.length - 1,
    ];
    for (const [i, place] of places.entries()) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(place) ^ (1 << (i % 8)), place);
      expect((await verifySeal(changed)).intact, `byte ${place}`).toBe(false);
    }
  });

  it('is broken by bytes added or cut', async () => {
    expect(await verifySeal(Buffer.concat([sealed, Buffer.from('\n')]))).toMatchObject({ intact: false, coversWholeFile: false });
    expect((await verifySeal(sealed.subarray(0, -1))).intact).toBe(false);
  });

  it('is not confused with the seal of somebody else', async () => {
    const other = await createSeal({ organisation: 'Méridiane Caution', now: NOW });
    const check = await verifySeal(await seal(pdf, other, SEALING));
    expect(check.intact).toBe(true);
    expect(check.fingerprint).not.toBe(ours.fingerprint);
  });

  it('is sealed once', async () => await expect(seal(sealed, ours, SEALING)).rejects.toThrow('already sealed'));

  it.skipIf(!installed('qpdf'))('is a sound PDF for qpdf', () => {
    writeFileSync(file('sealed.pdf'), sealed);
    expect(execFileSync('qpdf', ['--check', file('sealed.pdf')]).toString()).toContain('No syntax or stream encoding errors found');
  });

  it.skipIf(!installed('pdfsig'))('is valid for pdfsig, and no longer once changed', () => {
    writeFileSync(file('sealed.pdf'), sealed);
    const report = execFileSync('pdfsig', ['-nocert', file('sealed.pdf')]).toString();
    expect(report).toContain('Signature is Valid');
    expect(report).toContain('Total document signed');
    expect(report).toContain('ETSI.CAdES.detached');
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(2_000) ^ 1, 2_000);
    writeFileSync(file('changed.pdf'), changed);
    expect(() => expect(execFileSync('pdfsig', ['-nocert', file('changed.pdf')]).toString()).toContain('Signature is Valid')).toThrow();
  });
});

describe('what is not one of our seals', () => {
  it.each(['', 'not a PDF', '/ByteRange [0 1 2 3]', '/ByteRange [0 20 22 2] <00> x', '%PDF-1.7 /ByteRange [0 30 40 9999999999]'])(
    '%s: not intact, no error',
    async (text) => expect(await verifySeal(Buffer.from(text))).toMatchObject({ intact: false, signer: '', signedAt: null }),
  );
  it('an act not yet sealed', async () => expect((await verifySeal(pdf)).intact).toBe(false));
});
