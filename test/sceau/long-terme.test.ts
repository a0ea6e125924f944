/** Seals that hold for years: time stamp and evidence of an authority of our own, made by `openssl`, read back by `openssl` and `pdfsig`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { BF } from '../../seeds/textes/soumission-bonne-fin.js';
import { composeActe } from '../../src/actes/compose.js';
import { renderActe } from '../../src/impression/render.js';
import { decodeSeal } from '../../src/sceau/cms.js';
import { createSeal, seal, verifySeal, type Seal } from '../../src/sceau/seal.js';
import { timeStampServer } from '../../src/sceau/time-stamp.js';
import { CONTEXTE_ACTE } from '../actes/contexte.js';
import { installed } from '../actes/outils.js';

const folder = mkdtempSync(path.join(tmpdir(), 'long-terme-'));
const file = (name: string) => path.join(folder, name);
const openssl = (...args: string[]): string => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString();
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

let server: Server;
let url: string;
let tsa = 'tsa';
let pdf: Buffer;
let by: Seal;
let sealed: Buffer;

/** A certificate under the authority, which says where its list and its issuer are. */
function certify(name: string, commonName: string, extensions: string): void {
  writeFileSync(
    file(`${name}.ext`),
    `crlDistributionPoints=URI:${url}/ca.crl\nauthorityInfoAccess=caIssuers;URI:${url}/ca.der\nkeyUsage=critical,digitalSignature\n${extensions}\n`,
  );
  openssl('req', ...EC, '-utf8', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${commonName}`);
  const issue = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '30', '-extfile', `${name}.ext`];
  openssl('x509', '-req', '-in', `${name}.csr`, ...issue, '-out', `${name}.pem`);
}
function publishList(): void {
  openssl('ca', '-config', 'ca.cnf', '-gencrl', '-out', 'crl.pem');
  openssl('crl', '-in', 'crl.pem', '-outform', 'DER', '-out', 'ca.crl');
}
const sealOf = (): Promise<Seal> => createSeal({ p12: readFileSync(file('cachet.p12')), passphrase: 'mot' }, timeStampServer(`${url}/tsa`));
const sealing = () => ({ reason: 'Émission', date: new Date() });

/** Answers as the authority does: its certificate, its list, its time stamps. */
function answerOf(address: string, body: Buffer): Buffer {
  if (address !== '/tsa') return readFileSync(file(address.slice(1)));
  writeFileSync(file('q.tsq'), body);
  const signer = ['-signer', `${tsa}.pem`, '-inkey', `${tsa}.key`];
  openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'q.tsq', ...signer, '-out', 'r.tsr');
  return readFileSync(file('r.tsr'));
}

const usable = installed('openssl');
beforeAll(async () => {
  if (!usable) return;
  server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part)).on('end', () => res.end(answerOf(req.url ?? '', Buffer.concat(parts))));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(file('index.txt'), '');
  writeFileSync(file('serial'), '01');
  writeFileSync(
    file('ca.cnf'),
    '[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=7\ncertificate=ca.pem\nprivate_key=ca.key\n',
  );
  writeFileSync(
    file('tsa.cnf'),
    '[tsa]\ndefault_tsa=t\n[t]\nserial=./serial\ncrypto_device=builtin\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\naccuracy=secs:1\n',
  );
  openssl('req', '-x509', ...EC, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=AC de test', '-days', '30');
  openssl('x509', '-in', 'ca.pem', '-outform', 'DER', '-out', 'ca.der');
  certify('cachet', 'Cachet Méridiane', '');
  certify('tsa', 'Horodatage', 'extendedKeyUsage=critical,timeStamping');
  certify('tsa2', 'Horodatage 2', 'extendedKeyUsage=critical,timeStamping');
  openssl('pkcs12', '-export', '-inkey', 'cachet.key', '-in', 'cachet.pem', '-passout', 'pass:mot', '-out', 'cachet.p12');
  publishList();
  const marque = { type: 'original', code: '7KQF2M9CX41D', urlVerification: 'https://cautionet.example/verifier/7KQF2M9CX41D' } as const;
  pdf = await renderActe(composeActe(BF, exampleValues(BF), CONTEXTE_ACTE), marque, new Date());
  by = await sealOf();
  sealed = await seal(pdf, by, sealing());
}, 60_000);
afterAll(() => {
  server?.close();
  rmSync(folder, { recursive: true });
});

/** The streams that an entry of the security store names, as they are in the file. */
function stored(entry: 'Certs' | 'CRLs'): Buffer[] {
  const text = sealed.toString('latin1');
  const [, numbers = ''] = new RegExp(`/${entry} \\[([^\\]]*)\\]`).exec(text) ?? [];
  return [...numbers.matchAll(/(\d+) 0 R/g)].map(([, number]) => {
    const [, body = ''] = text.slice(text.lastIndexOf(`\n${number} 0 obj`)).split(/stream\n|\nendstream/);
    return Buffer.from(body, 'latin1');
  });
}
/** The bytes that are signed, and the envelope of the seal. */
function parts(): { signed: Buffer; envelope: Buffer } {
  const [, start = 0, end = 0] = (/\/ByteRange \[0 (\d+) (\d+) \d+\]/.exec(sealed.toString('latin1')) ?? []).map(Number);
  const envelope = Buffer.from(sealed.toString('latin1', start + 1, end - 1), 'hex');
  return { signed: Buffer.concat([sealed.subarray(0, start), sealed.subarray(end)]), envelope };
}

describe.skipIf(!usable)('a seal with a time-stamp server', () => {
  it('is intact, at the time of its stamp, and covers its evidence', async () => {
    const check = await verifySeal(sealed);
    expect(check).toMatchObject({ intact: true, coversWholeFile: true, signer: 'Cachet Méridiane' });
    expect(Math.abs((check.signedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(120_000);
    const place = sealed.indexOf(stored('CRLs')[0]!) + 20;
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
    expect((await verifySeal(changed)).intact).toBe(false);
  });

  it('holds both certificates, that of the authority, and its list, by which openssl finds none revoked', () => {
    const certificates = stored('Certs');
    expect(certificates).toHaveLength(3);
    const crls = stored('CRLs');
    expect(crls).toHaveLength(1);
    writeFileSync(file('dss.crl'), crls[0]!);
    openssl('crl', '-inform', 'DER', '-in', 'dss.crl', '-out', 'dss-crl.pem');
    for (const [i, der] of certificates.entries()) {
      writeFileSync(file(`dss-${i}.der`), der);
      openssl('x509', '-inform', 'DER', '-in', `dss-${i}.der`, '-out', `dss-${i}.pem`);
      expect(openssl('verify', '-crl_check', '-CAfile', 'ca.pem', '-CRLfile', 'dss-crl.pem', `dss-${i}.pem`)).toContain('OK');
    }
  });

  it('is accepted by openssl: the signature and its time stamp', () => {
    const { signed, envelope } = parts();
    writeFileSync(file('signed'), signed);
    writeFileSync(file('envelope'), envelope);
    const verify = ['cms', '-verify', '-binary', '-inform', 'DER', '-purpose', 'any', '-CAfile', 'ca.pem', '-out', 'out'];
    openssl(...verify, '-in', 'envelope', '-content', 'signed');
    writeFileSync(file('signed'), Buffer.concat([signed, Buffer.from('x')]));
    expect(() => openssl(...verify, '-in', 'envelope', '-content', 'signed')).toThrow();
    const { token, signature } = decodeSeal(envelope) ?? {};
    writeFileSync(file('token'), token!);
    writeFileSync(file('signature'), signature!);
    expect(openssl('ts', '-verify', '-token_in', '-in', 'token', '-data', 'signature', '-CAfile', 'ca.pem')).toContain('OK');
  });

  it.skipIf(!installed('pdfsig'))('is accepted by pdfsig and by qpdf, nothing being outside the seal', () => {
    writeFileSync(file('sealed.pdf'), sealed);
    const report = execFileSync('pdfsig', ['-nocert', file('sealed.pdf')]).toString();
    expect(report).toContain('Signature is Valid');
    expect(report).toContain('Total document signed');
    if (installed('qpdf')) expect(execFileSync('qpdf', ['--check', file('sealed.pdf')]).toString()).toContain('No syntax or stream');
  });

  it('a server that changes its certificate stamps nothing with the evidence of the former one; the next seal has the new one', async () => {
    tsa = 'tsa2';
    await expect(seal(pdf, by, sealing())).rejects.toThrow('has changed its certificate');
    expect(await verifySeal(await seal(pdf, by, sealing()))).toMatchObject({ intact: true });
  });

  it('a revoked certificate seals nothing, nor does one whose list cannot be had', async () => {
    openssl('ca', '-config', 'ca.cnf', '-revoke', 'cachet.pem');
    publishList();
    await expect(seal(pdf, await sealOf(), sealing())).rejects.toThrow(/“CN=Cachet Méridiane” is revoked/);
    rmSync(file('ca.crl'));
    writeFileSync(file('ca.crl'), 'no list');
    await expect(seal(pdf, await sealOf(), sealing())).rejects.toThrow();
  });
});
