/** The CMS structure of a PAdES seal (ETSI EN 319 142-1, level B-B, B-T with a time stamp). One layout only: verifying rebuilds it byte for byte. */
import { createHash, sign, type KeyObject } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  ecdsaSha256: '1.2.840.10045.4.3.2',
} as const;

/** Everything a seal's CMS is made of. Certificates in DER, the signer's first. */
export interface SealParts {
  readonly certificates: readonly Buffer[];
  /** SHA-256 of the signed bytes. */
  readonly digest: Buffer;
  readonly signature: Buffer;
  readonly elliptic: boolean;
  readonly token?: Buffer;
}

export const sha256 = (...parts: readonly Buffer[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** A copy that owns its memory, as ASN.1 values ask. */
export const toArrayBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

const octets = (bytes: Buffer): asn1js.OctetString => new asn1js.OctetString({ valueHex: toArrayBuffer(bytes) });

/** ESSCertIDv2 of the signer's certificate (RFC 5035), SHA-256 being its default: ties the seal to that certificate. */
function signingCertificate(certificate: Buffer): asn1js.Sequence {
  const certId = new asn1js.Sequence({ value: [octets(sha256(certificate))] });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [certId] })] });
}

/** The attributes that are signed, in DER order. */
const signedAttributes = (digest: Buffer, certificate: Buffer): pkijs.SignedAndUnsignedAttributes =>
  new pkijs.SignedAndUnsignedAttributes({
    type: 0,
    attributes: [
      new pkijs.Attribute({ type: OID.contentType, values: [new asn1js.ObjectIdentifier({ value: OID.data })] }),
      new pkijs.Attribute({ type: OID.messageDigest, values: [octets(digest)] }),
      new pkijs.Attribute({ type: OID.signingCertificateV2, values: [signingCertificate(certificate)] }),
    ],
  });

/** What the signature is computed on: the attributes as a SET. */
export function bytesToSign(digest: Buffer, certificate: Buffer): Buffer {
  const der = Buffer.from(signedAttributes(digest, certificate).toSchema().toBER());
  der[0] = 0x31;
  return der;
}

/** Signs a digest: RSA (PKCS#1 v1.5) or ECDSA, with SHA-256. */
export const signDigest = (digest: Buffer, certificate: Buffer, key: KeyObject): Buffer =>
  sign('sha256', bytesToSign(digest, certificate), key);

const algorithm = (oid: string, params = true): pkijs.AlgorithmIdentifier =>
  new pkijs.AlgorithmIdentifier({ algorithmId: oid, ...(params && { algorithmParams: new asn1js.Null() }) });

/** The DER bytes of a seal. */
export function encodeSeal({ certificates, digest, signature, elliptic, token }: SealParts): Buffer {
  const [signer] = certificates;
  if (!signer) throw new Error('a seal needs its certificate');
  const parsed = certificates.map((der) => pkijs.Certificate.fromBER(toArrayBuffer(der)));
  const first = parsed[0] as pkijs.Certificate;
  const signerInfo = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: first.issuer, serialNumber: first.serialNumber }),
    digestAlgorithm: algorithm(OID.sha256),
    signedAttrs: signedAttributes(digest, signer),
    signatureAlgorithm: elliptic ? algorithm(OID.ecdsaSha256, false) : algorithm(OID.rsa),
    signature: octets(signature),
    ...(token && {
      unsignedAttrs: new pkijs.SignedAndUnsignedAttributes({
        type: 1,
        attributes: [new pkijs.Attribute({ type: OID.timeStampToken, values: [asn1js.fromBER(toArrayBuffer(token)).result] })],
      }),
    }),
  });
  const content = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [algorithm(OID.sha256)],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: parsed,
    signerInfos: [signerInfo],
  });
  return Buffer.from(new pkijs.ContentInfo({ contentType: OID.signedData, content: content.toSchema(true) }).toSchema().toBER());
}

/** The parts of a seal, or undefined when the bytes are not one. */
export function decodeSeal(der: Buffer): SealParts | undefined {
  const content = pkijs.ContentInfo.fromBER(toArrayBuffer(der));
  if (content.contentType !== OID.signedData) return undefined;
  const data = new pkijs.SignedData({ schema: content.content });
  const [signer] = data.signerInfos;
  const certificates = (data.certificates ?? []).map((certificate) => Buffer.from(certificate.toSchema().toBER()));
  const digest = signer?.signedAttrs?.attributes.find(({ type }) => type === OID.messageDigest)?.values[0] as
    asn1js.OctetString | undefined;
  if (!signer || !digest || data.signerInfos.length !== 1 || certificates.length === 0) return undefined;
  const token = signer.unsignedAttrs?.attributes.find(({ type }) => type === OID.timeStampToken)?.values[0] as asn1js.Sequence | undefined;
  return {
    certificates,
    digest: Buffer.from(digest.valueBlock.valueHexView),
    signature: Buffer.from(signer.signature.valueBlock.valueHexView),
    elliptic: signer.signatureAlgorithm.algorithmId === OID.ecdsaSha256,
    ...(token && { token: Buffer.from(token.toBER()) }),
  };
}
