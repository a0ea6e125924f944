/**
 * What lets a seal be checked long after its certificate has ended (PAdES B-LT): the certificates of the seal and of its time stamp, and
 * the lists of those revoked, gathered before sealing so that the seal covers them too.
 */
import { randomBytes, X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';
import { toArrayBuffer } from './cms.js';
import { tokenCertificates, type TimeStamp } from './time-stamp.js';

/** In DER. */
export interface Evidence {
  readonly certificates: readonly Buffer[];
  readonly crls: readonly Buffer[];
}

const DISTRIBUTION_POINTS = '2.5.29.31';
const ACCESS = '1.3.6.1.5.5.7.1.1';
const ISSUERS = '1.3.6.1.5.5.7.48.2';
const URI = 6;
/** Certificates above one another. */
const DEPTH = 8;
const TIMEOUT_MS = 5_000;
const MOST_BYTES = 4_000_000;
const KEPT_MS = 3_600_000;

async function download(url: string): Promise<Buffer> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (bytes.length > MOST_BYTES) throw new Error(`${url} is too long to be kept in an act`);
  return bytes;
}

const parse = (der: Buffer): pkijs.Certificate => pkijs.Certificate.fromBER(toArrayBuffer(der));
const extension = (der: Buffer, oid: string): unknown => parse(der).extensions?.find(({ extnID }) => extnID === oid)?.parsedValue;
const addresses = (names: readonly pkijs.GeneralName[]): string[] =>
  names.filter(({ type, value }) => type === URI && /^https?:/.test(String(value))).map(({ value }) => String(value));

/** Where a certificate says that its list of revoked ones is. */
const crlAddresses = (der: Buffer): string[] => {
  const points = extension(der, DISTRIBUTION_POINTS) as pkijs.CRLDistributionPoints | undefined;
  return (points?.distributionPoints ?? []).flatMap(({ distributionPoint: names }) => (Array.isArray(names) ? addresses(names) : []));
};
/** Where a certificate says that the one above it is. */
const issuerAddresses = (der: Buffer): string[] => {
  const access = extension(der, ACCESS) as pkijs.InfoAccess | undefined;
  return addresses(
    (access?.accessDescriptions ?? []).filter(({ accessMethod }) => accessMethod === ISSUERS).map(({ accessLocation }) => accessLocation),
  );
};

const selfIssued = (der: Buffer): boolean => {
  const one = new X509Certificate(der);
  return one.checkIssued(one);
};
const issuerOf = (der: Buffer, all: readonly Buffer[]): Buffer | undefined =>
  all.find((other) => other !== der && new X509Certificate(der).checkIssued(new X509Certificate(other)));

const unique = (all: readonly Buffer[]): Buffer[] => [...new Map(all.map((der) => [der.toString('base64'), der])).values()];

/** These certificates and those above them, fetched where they say. */
async function chains(given: readonly Buffer[]): Promise<Buffer[]> {
  let all = unique(given);
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const missing = all.filter((der) => !selfIssued(der) && !issuerOf(der, all)).flatMap((der) => issuerAddresses(der).slice(0, 1));
    if (missing.length === 0) break;
    const found = unique([...all, ...(await Promise.all([...new Set(missing)].map(download)))]);
    if (found.length === all.length) break;
    all = found;
  }
  return all;
}

/** The list that a certificate names, signed by its issuer and in its days; throws when the certificate is on it. */
async function crlOf(der: Buffer, all: readonly Buffer[], at: Date): Promise<{ crl: Buffer; until: Date } | undefined> {
  const [address] = crlAddresses(der);
  const issuer = issuerOf(der, all);
  if (!address || !issuer) return undefined;
  const crl = await download(address);
  const list = pkijs.CertificateRevocationList.fromBER(toArrayBuffer(crl));
  const until = list.nextUpdate?.value ?? new Date(at.getTime() + KEPT_MS);
  if (!(await list.verify({ issuerCertificate: parse(issuer) })))
    throw new Error(`${address} is not signed by the issuer of the certificate`);
  if (until < at) throw new Error(`${address} is out of date`);
  if (list.isCertificateRevoked(parse(der))) throw new Error(`the certificate “${new X509Certificate(der).subject}” is revoked`);
  return { crl, until };
}

export type LongTerm = ReturnType<typeof createLongTerm>;

/** Evidence for the seals of these certificates, stamped by that server; kept an hour, and no longer than its lists say. */
export function createLongTerm(certificates: readonly Buffer[], tsa: TimeStamp) {
  let kept: { evidence: Evidence; until: number } | undefined;

  async function gather(at: Date): Promise<NonNullable<typeof kept>> {
    // The server's own certificates are known by a stamp of nothing.
    const all = await chains([...certificates, ...tokenCertificates(await tsa(randomBytes(32)))]);
    const lists = (await Promise.all(all.filter((der) => !selfIssued(der)).map((der) => crlOf(der, all, at)))).flatMap((one) => one ?? []);
    const until = Math.min(at.getTime() + KEPT_MS, ...lists.map((list) => list.until.getTime()));
    return { evidence: { certificates: all, crls: unique(lists.map(({ crl }) => crl)) }, until };
  }

  return {
    /** Throws when a list cannot be had, or when a certificate is revoked: nothing is sealed with it. */
    async evidence(at: Date): Promise<Evidence> {
      if (!kept || kept.until <= at.getTime()) kept = await gather(at);
      return kept.evidence;
    },

    /** A time stamp whose certificates are in the evidence; throws, and forgets it, when the server has changed them. */
    async stamp(signature: Buffer): Promise<Buffer> {
      const token = await tsa(signature);
      const known = kept?.evidence.certificates ?? [];
      if (tokenCertificates(token).every((der) => known.some((one) => one.equals(der)))) return token;
      kept = undefined;
      throw new Error('the time-stamp server has changed its certificate');
    },
  };
}
