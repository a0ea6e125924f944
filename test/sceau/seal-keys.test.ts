import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { BF } from '../../seeds/textes/soumission-bonne-fin.js';
import { composeActe } from '../../src/actes/compose.js';
import { readConfig } from '../../src/config.js';
import { renderActe } from '../../src/impression/render.js';
import { createSeal, seal, verifySeal, type Seal } from '../../src/sceau/seal.js';
import { openSecrets } from '../../src/secrets.js';
import { CONTEXTE_ACTE } from '../actes/contexte.js';
import { installed } from '../actes/outils.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const SEALING = { reason: 'Émission de l’acte n° C26-0000042', date: NOW };
const folder = mkdtempSync(path.join(tmpdir(), 'cachet-'));
const file = (name: string) => path.join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
afterAll(() => rmSync(folder, { recursive: true }));

let pdf: Buffer;
let ours: Seal;
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
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-subj',
      '/CN=AC de test',
      '-days',
      '30',
    );
    for (const [name, kind] of [
      ['rsa', ['-newkey', 'rsa:2048']],
      ['ec', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ] as const) {
      openssl(
        'req',
        ...kind,
        '-nodes',
        '-utf8',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.csr`,
        '-subj',
        '/C=FR/O=Méridiane/CN=Cachet Méridiane',
      );
      openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-out',
        `${name}.pem`,
        '-days',
        '30',
      );
      openssl(
        'pkcs12',
        '-export',
        '-inkey',
        `${name}.key`,
        '-in',
        `${name}.pem`,
        '-certfile',
        'ca.pem',
        '-passout',
        'pass:clé',
        '-out',
        `${name}.p12`,
      );
      const p12 = readFileSync(file(`${name}.p12`));
      const by = await createSeal({ p12, passphrase: 'clé' });
      expect(by).toMatchObject({ name: 'Cachet Méridiane', demonstration: false });
      expect(by.certificates).toHaveLength(2);
      expect(await verifySeal(await seal(pdf, by, { ...SEALING, date: new Date() }))).toMatchObject({
        intact: true,
        signer: 'Cachet Méridiane',
      });
      await expect(createSeal({ p12, passphrase: 'wrong' })).rejects.toThrow();
      const config = {
        ...readConfig({}),
        production: true,
        pepper: 'p',
        sessionSecret: 's',
        sealP12: file(`${name}.p12`),
        sealPassword: 'clé',
      };
      expect((await openSecrets(config, () => new Date())).seal.fingerprint).toBe(by.fingerprint);
      const later = () => new Date(Date.now() + 31 * 86_400_000);
      await expect(openSecrets(config, later)).rejects.toThrow(/^SEAL_P12: the certificate of the seal, “Cachet Méridiane”, ended on /);
    }
  });
});

describe('time stamp', () => {
  it.skipIf(!installed('openssl'))('is added and checked: its time cannot be changed, nor be that of something else', async () => {
    writeFileSync(
      file('tsa.cnf'),
      '[tsa]\ndefault_tsa=t\n[t]\nserial=./serial\ncrypto_device=builtin\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\naccuracy=secs:1\nordering=no\ntsa_name=no\ness_cert_id_chain=no\n',
    );
    writeFileSync(file('serial'), '01');
    writeFileSync(
      file('ext.cnf'),
      '[req]\ndistinguished_name=d\n[d]\n[v]\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n',
    );
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'tsa.key',
      '-out',
      'tsa.pem',
      '-subj',
      '/CN=Horodatage',
      '-days',
      '30',
      '-config',
      'ext.cnf',
      '-extensions',
      'v',
    );
    const tsa = async (signature: Buffer): Promise<Buffer> => {
      writeFileSync(file('signature'), signature);
      openssl('ts', '-query', '-data', 'signature', '-sha256', '-cert', '-out', 'q.tsq');
      openssl(
        'ts',
        '-reply',
        '-config',
        'tsa.cnf',
        '-queryfile',
        'q.tsq',
        '-signer',
        'tsa.pem',
        '-inkey',
        'tsa.key',
        '-token_out',
        '-out',
        'token',
      );
      return readFileSync(file('token'));
    };
    const stamped = await seal(pdf, await createSeal({ pem: ours.pem }, tsa), SEALING);
    const check = await verifySeal(stamped);
    expect(check.intact).toBe(true);
    expect(Math.abs((check.signedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    const time = Buffer.from(check.signedAt!.toISOString().replace(/\D/g, '').slice(0, 8), 'latin1').toString('hex');
    const place = stamped.indexOf(time, stamped.lastIndexOf('/Contents <'));
    for (let i = 0; i < time.length; i++) {
      const changed = Buffer.from(stamped);
      changed.writeUInt8(changed.readUInt8(place + i) ^ 1, place + i);
      expect((await verifySeal(changed)).intact).toBe(false);
    }
    const elsewhere = await seal(pdf, await createSeal({ pem: ours.pem }, () => tsa(Buffer.from('something else'))), SEALING);
    expect((await verifySeal(elsewhere)).intact).toBe(false);
  });
});
