/** The second factor: an authenticator's code, its recovery codes, or the eight figures sent by mail. */
import { randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { sameSecret } from '../kit/secret.js';
import type { Cles } from './cles.js';
import type { Personne } from './politique.js';

export type FacteurService = ReturnType<typeof createFacteurService>;

/** A clock half a minute late or early is forgiven. */
const TOLERANCE_S = 30;
const SECOURS = 10;
/** Without letters or figures that are taken for one another: five bits each. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz023456789';

export function createFacteurService({ db, clock, cles }: { db: Database; clock: Clock; cles: Cles }) {
  /** The time step in which an authenticator gave this code, or undefined. */
  function pasDuCode(totp: string, code: string): number | undefined {
    const epoch = Math.floor(clock().getTime() / 1000);
    const result = verifySync({ secret: totp, token: code, epoch, epochTolerance: TOLERANCE_S });
    return result.valid && 'timeStep' in result ? result.timeStep : undefined;
  }

  async function parApplication({ id, totp }: Personne, code: string): Promise<boolean> {
    const pas = totp ? pasDuCode(cles.dechiffrer(totp, id), code) : undefined;
    if (pas === undefined) return false;
    // One statement: of two copies of a code sent at once, one is accepted.
    const faits = await db.systeme.rows(sql`
      update identifiant set totp_pas = ${pas} where id = ${id} and (totp_pas is null or totp_pas < ${pas}) returning id`);
    return faits.length === 1;
  }

  async function parSecours({ id }: Personne, code: string): Promise<boolean> {
    const faits = await db.systeme.rows(sql`
      update code_secours set utilise_le = ${clock()}
      where identifiant_id = ${id} and empreinte = ${cles.secours(code, id)} and utilise_le is null returning identifiant_id`);
    return faits.length === 1;
  }

  return {
    /** True when a code proves possession: it serves once. The mailed one only where there is nothing better. */
    async prouver(personne: Personne, saisi: string, { defi }: { defi?: string } = {}): Promise<boolean> {
      const code = saisi.replaceAll(/[\s-]/g, '').toLowerCase();
      const facteur = personne.totp !== null || personne.cles > 0;
      if (/^\d{6}$/.test(code)) return facteur && parApplication(personne, code);
      if (/^\d{8}$/.test(code)) return defi !== undefined && !facteur && sameSecret(code, cles.code(defi));
      return /^[a-z0-9]{10}$/.test(code) && facteur && parSecours(personne, code);
    },

    nouveau: (): string => generateSecret(),
    /** What the QR code of an authenticator says. */
    adresseDe: (secret: string, { email }: Pick<Personne, 'email'>, garant: string): string =>
      generateURI({ issuer: `${garant} Cautionet`, label: email, secret }),

    /** True when this code comes from that secret. */
    confirme: (secret: string, code: string): boolean => /^\d{6}$/.test(code) && pasDuCode(secret, code) !== undefined,

    poser: (tx: Tx, id: number, secret: string) =>
      tx.run(sql`update identifiant set totp = ${cles.chiffrer(secret, id)}, totp_pas = null where id = ${id} and totp is null`),
    retirer: (tx: Tx, id: number) => tx.run(sql`update identifiant set totp = null, totp_pas = null where id = ${id} and totp is not null`),

    /** Ten new recovery codes, shown once: the former die. */
    async renouvelerSecours(tx: Tx, id: number): Promise<string[]> {
      const codes = Array.from({ length: SECOURS }, () =>
        [...randomBytes(10)].map((octet) => ALPHABET[octet % ALPHABET.length] ?? 'a').join(''),
      );
      await tx.run(sql`delete from code_secours where identifiant_id = ${id}`);
      await tx.run(sql`
        insert into code_secours (identifiant_id, empreinte)
        select ${id}, e from unnest(${codes.map((code) => cles.secours(code, id))}::bytea[]) e`);
      return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
    },
    /** Recovery codes without anything to recover would be a way in of their own. */
    oublierSecours: (tx: Tx, id: number) =>
      tx.run(sql`
        delete from code_secours where identifiant_id = ${id}
          and exists (select from identifiant where id = ${id} and totp is null) and not exists (select from cle_acces where identifiant_id = ${id})`),
    secoursRestants: async (id: number): Promise<number> =>
      (
        await db.systeme.rows<{ n: number }>(
          sql`select count(*)::int as n from code_secours where identifiant_id = ${id} and utilise_le is null`,
        )
      )[0]?.n ?? 0,
  };
}
