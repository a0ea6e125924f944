/** The insurer's electronic seal on a PDF (PAdES): making one ready, sealing, verifying. */
import { verify, X509Certificate } from 'node:crypto';
import { fromP12, fromPem, makeCertificate, pemOf, type KeyAndCertificates, type SealPem } from './certificate.js';
import { bytesToSign, decodeSeal, encodeSeal, sha256, signDigest } from './cms.js';
import { createLongTerm, type Evidence, type LongTerm } from './evidence.js';
import { addSealSlot } from './seal-slot.js';
import { tokenTime, type TimeStamp } from './time-stamp.js';
import { refuseOutside, validityOf, type Validity } from './validity.js';

export type { SealPem } from './certificate.js';

/** A seal ready for use. When it is self-made (`demonstration`), acts must say so. */
export interface Seal extends KeyAndCertificates {
  readonly name: string;
  readonly demonstration: boolean;
  /** SHA-256 of the certificate, hexadecimal: to recognise our own seal. */
  readonly fingerprint: string;
  readonly validity: Validity;
  /** To be stored, so that the same seal serves again. */
  readonly pem: SealPem;
  /** Each seal is stamped, and carries what lets it be checked for years. */
  readonly longTerm?: LongTerm;
}

/** Where the key comes from: PEM, PKCS#12, or a certificate made here for an organisation, which is stored as PEM and given back with `demonstration`. */
export type SealSource =
  | { readonly pem: SealPem; readonly demonstration?: boolean }
  | { readonly p12: Buffer; readonly passphrase: string }
  | { readonly organisation: string; readonly now: Date };

const SIGNATURE_ROOM = 2_000;
const TOKEN_ROOM = 10_000;

/** Makes a seal ready; throws when the key and the certificate do not go together. `tsa` adds to each seal a time stamp (RFC 3161) and long-term evidence. */
export async function createSeal(source: SealSource, tsa?: TimeStamp): Promise<Seal> {
  const keys =
    'pem' in source
      ? fromPem(source.pem)
      : 'p12' in source
        ? await fromP12(source.p12, source.passphrase)
        : makeCertificate(source.organisation, source.now);
  const [certificate] = keys.certificates as [Buffer];
  return {
    ...keys,
    name: commonName(certificate),
    demonstration: 'organisation' in source || ('pem' in source && source.demonstration === true),
    fingerprint: sha256(certificate).toString('hex'),
    validity: validityOf(keys.certificates),
    pem: pemOf(keys),
    ...(tsa && { longTerm: createLongTerm(keys.certificates, tsa) }),
  };
}

/** Who signs and what PDF readers show of it; `evidence`: there will be a time stamp, room is kept for it. */
export interface Signing extends KeyAndCertificates {
  readonly name: string;
  readonly reason: string;
  readonly date: Date;
  readonly evidence?: Evidence | undefined;
}

/** A PDF signed: the envelope of its seal remains to be written between `start` and `end`. */
export interface Signed {
  readonly pdf: Buffer;
  readonly start: number;
  readonly end: number;
  readonly digest: Buffer;
  readonly signature: Buffer;
}

/** Signs a PDF made by us: an update is appended, the document itself keeps every byte. */
export function signPdf(pdf: Buffer, { certificates, key, name, reason, date, evidence }: Signing): Signed {
  const room = SIGNATURE_ROOM + certificates.reduce((sum, der) => sum + der.length, 0) + (evidence ? TOKEN_ROOM : 0);
  const slot = addSealSlot(pdf, { name, reason, date, size: room, evidence });
  const digest = sha256(slot.pdf.subarray(0, slot.start), slot.pdf.subarray(slot.end));
  return { ...slot, digest, signature: signDigest(digest, certificates[0] as Buffer, key) };
}

/** Writes the seal of a PDF that is signed, with the time stamp of its signature. */
export async function closeSeal(
  { pdf, start, end, digest, signature }: Signed,
  { certificates, key }: KeyAndCertificates,
  tsa?: TimeStamp,
): Promise<Buffer> {
  const token = await tsa?.(signature);
  const der = encodeSeal({ certificates, digest, signature, elliptic: key.asymmetricKeyType === 'ec', ...(token && { token }) });
  const room = (end - start - 2) / 2;
  if (der.length > room) throw new Error(`the seal takes ${der.length} bytes, ${room} were kept for it`);
  pdf.write(der.toString('hex'), start + 1, 'latin1');
  return pdf;
}

/** Signs and closes, in one go. Throws a Refus when the certificate is not valid on `date`. */
export async function seal(pdf: Buffer, by: Seal, { reason, date }: { reason: string; date: Date }): Promise<Buffer> {
  refuseOutside(by.validity, date);
  const evidence = await by.longTerm?.evidence(date);
  return closeSeal(signPdf(pdf, { ...by, reason, date, evidence }), by, by.longTerm?.stamp);
}

/** What a sealed PDF says. Nothing is intact unless every byte of the file is the one that was sealed. */
export interface SealCheck {
  readonly intact: boolean;
  /** No byte of the file lies outside what the seal covers. */
  readonly coversWholeFile: boolean;
  /** Common name of the certificate; empty when there is no seal. */
  readonly signer: string;
  readonly fingerprint: string;
  /** Time of the time stamp, or the one written when sealing. */
  readonly signedAt: Date | null;
}

const UNSEALED: SealCheck = { intact: false, coversWholeFile: false, signer: '', fingerprint: '', signedAt: null };

/**
 * Checks the seal of a PDF that we sealed. Never throws. That the signer is the insurer is told by `fingerprint`.
 * The envelope of a time stamp, made elsewhere, is checked for its signature, time and subject, not byte for byte:
 * the SHA-256 kept with the act covers that too.
 */
export async function verifySeal(pdf: Buffer): Promise<SealCheck> {
  try {
    return await check(pdf);
  } catch {
    return UNSEALED;
  }
}

async function check(pdf: Buffer): Promise<SealCheck> {
  const at = pdf.lastIndexOf('/ByteRange [');
  const [, start = 0, end = 0, tail = 0] = (/^\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(pdf.toString('latin1', at, at + 60)) ?? []).map(
    Number,
  );
  const coversWholeFile = at > 0 && start > 0 && end > start && end + tail === pdf.length;
  const contents = /^<((?:[0-9a-f]{2})+)>$/.exec(pdf.toString('latin1', start, end))?.[1];
  if (at < 0 || !contents) return UNSEALED;
  const bytes = Buffer.from(contents, 'hex');
  const length = derLength(bytes);
  const parts = decodeSeal(bytes.subarray(0, length));
  const certificate = parts?.certificates[0];
  if (!parts || !certificate) return UNSEALED;

  // Rebuilding the seal from its parts leaves no byte of it unaccounted for.
  const sameBytes = encodeSeal(parts).equals(bytes.subarray(0, length)) && bytes.subarray(length).every((byte) => byte === 0);
  const digest = sha256(pdf.subarray(0, start), pdf.subarray(end));
  const { publicKey } = new X509Certificate(certificate);
  const signed = verify('sha256', bytesToSign(digest, certificate), publicKey, parts.signature);
  const stamped = parts.token ? await tokenTime(parts.token, parts.signature) : undefined;
  return {
    intact: coversWholeFile && sameBytes && signed && digest.equals(parts.digest) && stamped !== null,
    coversWholeFile,
    signer: commonName(certificate),
    fingerprint: sha256(certificate).toString('hex'),
    signedAt: stamped ?? writtenDate(pdf.toString('latin1', pdf.lastIndexOf('/Type /Sig', at), at)),
  };
}

/** Length of a DER value, header included. */
function derLength(der: Buffer): number {
  const first = der[1] ?? 0;
  if (first < 0x80) return 2 + first;
  const size = first & 0x7f;
  return 2 + size + der.readUIntBE(2, size);
}

const commonName = (certificate: Buffer): string => /(?:^|\n)CN=(.*)/.exec(new X509Certificate(certificate).subject)?.[1] ?? '';

function writtenDate(dictionary: string): Date | null {
  const found = /\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/.exec(dictionary);
  return found ? new Date(`${found.slice(1, 4).join('-')}T${found.slice(4).join(':')}Z`) : null;
}
