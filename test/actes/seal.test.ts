import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { BF } from '../../seeds/textes/marche.js';
import { composeActe } from '../../src/actes/compose.js';
import { renderActe } from '../../src/actes/render.js';
import { createSeal, seal, verifySeal, type Seal } from '../../src/actes/seal.js';
import { CONTEXTE_ACTE } from './contexte.js';
import { installed } from './outils.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const SEALING = { reason: 'Émission de l’acte n° C26-0000042', date: NOW };
const folder = mkdtempSync(path.join(tmpdir(), 'cachet-'));
const file = (name: string) => path.join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
afterAll(() => rmSync(folder, { recursive: true }));

let pdf: Buffer;
let ours: Seal;
let sealed: Buffer;
beforeAll(async () => {
  const acte = composeActe(BF, exampleValues(BF), CONTEXTE_ACTE);
  pdf = await renderActe(acte, { type: 'original', code: '7KQF2M9CX41D', urlVerification: 'https://cautionet.example/verifier/7KQF2M9CX41D' });
  ours = await createSeal({ organisation: 'Méridiane Caution', now: NOW });
  sealed = await seal(pdf, ours, SEALING);
});

describe('a sealed act', () => {
  it('says who sealed it and when, and covers the whole file', async () => {
    expect(await verifySeal(sealed)).toEqual({
      intact: true, coversWholeFile: true, signer: 'Cachet de démonstration – Méridiane Caution', fingerprint: ours.fingerprint, signedAt: NOW,
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
      changed.writeUInt8(changed.readUInt8(place) ^ (1 << i % 8), place);
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
  it.each(['', 'not a PDF', '/ByteRange [0 1 2 3]', '/ByteRange [0 20 22 2] <00> x', '%PDF-1.7 /ByteRange [0 30 40 9999999999]'])('%s: not intact, no error', async (text) =>
    expect(await verifySeal(Buffer.from(text))).toMatchObject({ intact: false, signer: '', signedAt: null }),
  );
  it('an act not yet sealed', async () => expect((await verifySeal(pdf)).intact).toBe(false));
});

describe('where the key comes from', () => {
  it('a self-made seal comes back from its PEM', async () => {
    const again = await createSeal({ pem: ours.pem, demonstration: true });
    expect(again).toMatchObject({ fingerprint: ours.fingerprint, name: ours.name, demonstration: true });
    expect((await verifySeal(await seal(pdf, again, SEALING))).fingerprint).toBe(ours.fingerprint);
  });
  it('a key and a certificate that do not go together are refused', async () => {
    const other = await createSeal({ organisation: 'Autre', now: NOW });
    await expect(createSeal({ pem: { cle: other.pem.cle, certificat: ours.pem.certificat } })).rejects.toThrow('does not match');
  });

  it.skipIf(!installed('openssl'))('a PKCS#12 file, RSA or elliptic, with its chain; a wrong passphrase is refused', async () => {
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=AC de test', '-days', '30');
    for (const [name, kind] of [['rsa', ['-newkey', 'rsa:2048']], ['ec', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']]] as const) {
      openssl('req', ...kind, '-nodes', '-utf8', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/C=FR/O=Méridiane/CN=Cachet Méridiane');
      openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', `${name}.pem`, '-days', '30');
      openssl('pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.pem`, '-certfile', 'ca.pem', '-passout', 'pass:clé', '-out', `${name}.p12`);
      const p12 = readFileSync(file(`${name}.p12`));
      const by = await createSeal({ p12, passphrase: 'clé' });
      expect(by).toMatchObject({ name: 'Cachet Méridiane', demonstration: false });
      expect(by.certificates).toHaveLength(2);
      expect(await verifySeal(await seal(pdf, by, SEALING))).toMatchObject({ intact: true, signer: 'Cachet Méridiane' });
      await expect(createSeal({ p12, passphrase: 'wrong' })).rejects.toThrow();
    }
  });
});

describe('time stamp', () => {
  it.skipIf(!installed('openssl'))('is added, checked, and part of what no byte may change', async () => {
    writeFileSync(
      file('tsa.cnf'),
      '[tsa]\ndefault_tsa=t\n[t]\nserial=./serial\ncrypto_device=builtin\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\naccuracy=secs:1\nordering=no\ntsa_name=no\ness_cert_id_chain=no\n',
    );
    writeFileSync(file('serial'), '01');
    writeFileSync(file('ext.cnf'), '[req]\ndistinguished_name=d\n[d]\n[v]\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n');
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.pem', '-subj', '/CN=Horodatage', '-days', '30', '-config', 'ext.cnf', '-extensions', 'v');
    const tsa = async (signature: Buffer): Promise<Buffer> => {
      writeFileSync(file('signature'), signature);
      openssl('ts', '-query', '-data', 'signature', '-sha256', '-cert', '-out', 'q.tsq');
      openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'q.tsq', '-signer', 'tsa.pem', '-inkey', 'tsa.key', '-token_out', '-out', 'token');
      return readFileSync(file('token'));
    };
    const stamped = await seal(pdf, await createSeal({ pem: ours.pem }, tsa), SEALING);
    const check = await verifySeal(stamped);
    expect(check.intact).toBe(true);
    expect(Math.abs((check.signedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    const contents = stamped.lastIndexOf('/Contents <') + 11;
    for (let i = 0; i < 300; i++) {
      const changed = Buffer.from(stamped);
      const place = contents + i * 31;
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      expect((await verifySeal(changed)).intact, `byte ${place - contents}`).toBe(false);
    }
    expect(existsSync(file('token'))).toBe(true);
  });
});
