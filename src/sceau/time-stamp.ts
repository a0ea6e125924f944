/** Time stamps (RFC 3161): asked for when sealing, checked when verifying. */
import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { sha256, toArrayBuffer } from './cms.js';

/** Gives the time-stamp token (DER) of a signature. */
export type TimeStamp = (signature: Buffer) => Promise<Buffer>;

const SHA256 = '2.16.840.1.101.3.4.2.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const GRANTED = [0, 1];
const HASHES: Readonly<Record<string, string>> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** The request for a signature: its SHA-256, a nonce, and the server's certificate wanted in the answer. */
export function timeStampRequest(signature: Buffer): Buffer {
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1js.Null() }),
      hashedMessage: new asn1js.OctetString({ valueHex: toArrayBuffer(sha256(signature)) }),
    }),
    nonce: new asn1js.Integer({ valueHex: toArrayBuffer(Buffer.concat([Buffer.from([1]), randomBytes(8)])) }),
    certReq: true,
  });
  return Buffer.from(request.toSchema().toBER());
}

/** Asks a time-stamp server by HTTP; throws when it refuses or does not answer within `timeoutMs`. */
export function timeStampServer(url: string, { timeoutMs = 5_000 } = {}): TimeStamp {
  return async (signature) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(timeStampRequest(signature)),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) throw new Error(`the time-stamp server answered ${answer.status}`);
    const { status, timeStampToken } = pkijs.TimeStampResp.fromBER(await answer.arrayBuffer());
    if (!GRANTED.includes(status.status) || !timeStampToken) throw new Error(`the time-stamp server refused (${status.status})`);
    const token = Buffer.from(timeStampToken.toSchema().toBER());
    if ((await tokenTime(token, signature)) === null) throw new Error('the time stamp received is not that of this signature');
    return token;
  };
}

const signedDataOf = (token: Buffer): pkijs.SignedData =>
  new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(toArrayBuffer(token)).content });

/** The certificates that a token carries, in DER. */
export const tokenCertificates = (token: Buffer): Buffer[] =>
  (signedDataOf(token).certificates ?? []).map((certificate) => Buffer.from(certificate.toSchema().toBER()));

/** The time of a token if it is that of this signature and its own signature holds, else null. */
export async function tokenTime(token: Buffer, signature: Buffer): Promise<Date | null> {
  const data = signedDataOf(token);
  const { eContent, eContentType } = data.encapContentInfo;
  const [signer] = data.signerInfos;
  if (!eContent || !signer?.signedAttrs || eContentType !== TST_INFO) return null;
  const content = Buffer.from(eContent.getValue());
  const info = pkijs.TSTInfo.fromBER(toArrayBuffer(content));
  const imprint = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
  const imprinted = HASHES[info.messageImprint.hashAlgorithm.algorithmId];
  if (!imprinted || !createHash(imprinted).update(signature).digest().equals(imprint)) return null;

  const hash = HASHES[signer.digestAlgorithm.algorithmId];
  const digest = signer.signedAttrs.attributes.find(({ type }) => type === MESSAGE_DIGEST)?.values[0] as asn1js.OctetString | undefined;
  if (!hash || !digest || !createHash(hash).update(content).digest().equals(Buffer.from(digest.valueBlock.valueHexView))) return null;
  const attributes = Buffer.from(new Uint8Array(signer.signedAttrs.encodedValue));
  attributes[0] = 0x31;
  const value = Buffer.from(signer.signature.valueBlock.valueHexView);
  const keys = tokenCertificates(token).map((der) => new X509Certificate(der).publicKey);
  return keys.some((key) => verify(hash, attributes, key, value)) ? info.genTime : null;
}
