/** Where a seal's key comes from: PEM files, a PKCS#12 file, or a certificate made here for the demonstration. */
import { createPrivateKey, generateKeyPairSync, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { toArrayBuffer } from './cms.js';

/** PEM text of a private key, of its certificate, and of those above it. */
export interface SealPem {
  readonly cle: string;
  readonly certificat: string;
  readonly chaine?: string;
}

export interface KeyAndCertificates {
  readonly key: KeyObject;
  /** DER, the signer's first. */
  readonly certificates: readonly Buffer[];
}

const YEARS = 10;
const COMMON_NAME = '2.5.4.3';
const SHA256_RSA = '1.2.840.113549.1.1.11';

const toPem = (der: Buffer, label: string): string =>
  `-----BEGIN ${label}-----\n${der.toString('base64').replace(/(.{64})(?=.)/g, '$1\n')}\n-----END ${label}-----\n`;

/** The certificates of a PEM text, in order. */
const certificatesOf = (pem: string): Buffer[] =>
  [...pem.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)].map(([text]) => new X509Certificate(text).raw);

export function fromPem({ cle, certificat, chaine = '' }: SealPem): KeyAndCertificates {
  const key = createPrivateKey(cle);
  return matching(key, [...certificatesOf(certificat), ...certificatesOf(chaine)]);
}

export const pemOf = ({ key, certificates }: KeyAndCertificates): SealPem => {
  const [first, ...others] = certificates.map((der) => toPem(der, 'CERTIFICATE'));
  return {
    cle: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificat: first ?? '',
    ...(others.length > 0 && { chaine: others.join('') }),
  };
};

/** Puts the certificate of the key first; throws when none is its own. */
function matching(key: KeyObject, certificates: readonly Buffer[]): KeyAndCertificates {
  const own = certificates.find((der) => new X509Certificate(der).checkPrivateKey(key));
  if (!own) throw new Error('the seal’s certificate does not match its private key');
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'ec') throw new Error('the seal’s key must be RSA or elliptic');
  return { key, certificates: [own, ...certificates.filter((der) => der !== own)] };
}

/** Reads a PKCS#12 file (PBES2, as OpenSSL 3 and Java write them); throws when the passphrase is wrong. */
export async function fromP12(p12: Buffer, passphrase: string): Promise<KeyAndCertificates> {
  const password = toArrayBuffer(Buffer.from(passphrase, 'utf8'));
  const pfx = pkijs.PFX.fromBER(toArrayBuffer(p12));
  await pfx.parseInternalValues({ password, checkIntegrity: true });
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (!safe) throw new Error('this PKCS#12 file is empty');
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
  const { safeContents } = safe.parsedValue as { safeContents: { value: pkijs.SafeContents }[] };
  let key: KeyObject | undefined;
  const certificates: Buffer[] = [];
  for (const { bagValue } of safeContents.flatMap(({ value }) => value.safeBags)) {
    if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
      await (bagValue as unknown as { parseInternalValues(options: { password: ArrayBuffer }): Promise<void> }).parseInternalValues({
        password,
      });
      if (bagValue.parsedValue)
        key = createPrivateKey({ key: Buffer.from(bagValue.parsedValue.toSchema().toBER()), format: 'der', type: 'pkcs8' });
    } else if (bagValue instanceof pkijs.CertBag && bagValue.parsedValue instanceof pkijs.Certificate) {
      certificates.push(Buffer.from(bagValue.parsedValue.toSchema().toBER()));
    }
  }
  if (!key) throw new Error('this PKCS#12 file holds no private key');
  return matching(key, certificates);
}

/** A self-signed RSA certificate that says in its name that it is a demonstration; valid from a year before `now`, for eleven. */
export function makeCertificate(organisation: string, now: Date): KeyAndCertificates {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const commonName = new asn1js.Utf8String({ value: `Cachet de démonstration – ${organisation}` });
  const name = new pkijs.RelativeDistinguishedNames({
    typesAndValues: [new pkijs.AttributeTypeAndValue({ type: COMMON_NAME, value: commonName })],
  });
  const certificate = new pkijs.Certificate({ version: 2, issuer: name, subject: name });
  const serial = randomBytes(12);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40; // positive and of fixed length
  certificate.serialNumber = new asn1js.Integer({ valueHex: toArrayBuffer(serial) });
  certificate.notBefore.value = new Date(now.getTime() - 365 * 86_400_000); // a demonstration's clock may be set back
  certificate.notAfter.value = new Date(now.getTime() + YEARS * 365 * 86_400_000);
  certificate.subjectPublicKeyInfo = pkijs.PublicKeyInfo.fromBER(toArrayBuffer(publicKey.export({ type: 'spki', format: 'der' })));
  const keyUsage = new asn1js.BitString({ valueHex: toArrayBuffer(Buffer.from([0xc0])), unusedBits: 6 }); // digitalSignature, nonRepudiation
  certificate.extensions = [new pkijs.Extension({ extnID: '2.5.29.15', critical: true, extnValue: keyUsage.toBER() })];
  const algorithm = new pkijs.AlgorithmIdentifier({ algorithmId: SHA256_RSA, algorithmParams: new asn1js.Null() });
  certificate.signature = algorithm;
  certificate.signatureAlgorithm = algorithm;
  const body = Buffer.from(certificate.encodeTBS().toBER());
  certificate.signatureValue = new asn1js.BitString({ valueHex: toArrayBuffer(sign('sha256', body, privateKey)) });
  certificate.tbsView = new Uint8Array(body);
  return { key: privateKey, certificates: [Buffer.from(certificate.toSchema().toBER())] };
}
