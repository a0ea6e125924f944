/** Passkeys: to come in with, to add, to check again who one is. The browser's answers are verified by simplewebauthn. */
import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { spendChallenge } from './defi-cle.sql.js';
import type { Personne } from './politique.js';

export interface CleAcces {
  readonly id: string;
  readonly nom: string;
  readonly creee_le: Date;
  readonly vue_le: Date | null;
}

/** What a browser made for a new passkey, verified. */
interface CleNeuve {
  readonly id: string;
  readonly publique: Buffer;
  readonly compteur: number;
  readonly transports: readonly string[];
}

export type PasskeyService = ReturnType<typeof createPasskeyService>;

export function createPasskeyService({ db, clock, appUrl }: { db: Database; clock: Clock; appUrl: () => string }) {
  const domaine = () => new URL(appUrl()).hostname;
  /** What the answer to a challenge must be about. */
  const attendu = (expectedChallenge: string) => ({
    expectedChallenge,
    expectedOrigin: new URL(appUrl()).origin,
    expectedRPID: domaine(),
    requireUserVerification: true,
  });
  const list = (id: number): Promise<CleAcces[]> =>
    db.systeme.rows<CleAcces>(sql`select id, nom, creee_le, vue_le from cle_acces where identifiant_id = ${id} order by creee_le, id`);

  return {
    /** Browsers tie a passkey to a name: none where the product is reached by a number, as 127.0.0.1. */
    possible: (): boolean => isIP(domaine()) === 0,
    list,

    /** The challenge to sign at the door: any passkey of ours, its owner recognised by his device. */
    async optionsEntree(challenge?: string): Promise<{ challenge: string; options: string }> {
      const options = await generateAuthenticationOptions({
        rpID: domaine(),
        userVerification: 'required',
        ...(challenge ? { challenge: Buffer.from(challenge, 'base64url') } : {}),
      });
      return { challenge: options.challenge, options: JSON.stringify(options) };
    },

    /** Whose passkey answered this challenge; undefined when none did. A cloned one, whose count goes back, is refused. */
    async reconnaitre(reponse: string, challenge: string | undefined): Promise<number | undefined> {
      const response = lire<AuthenticationResponseJSON>(reponse);
      if (!response || !challenge) return undefined;
      const [cle] = await db.systeme.rows<{ identifiant_id: number; cle_publique: Buffer; compteur: number }>(
        sql`select identifiant_id, cle_publique, compteur from cle_acces where id = ${response.id}`,
      );
      if (!cle) return undefined;
      const credential = { id: response.id, publicKey: new Uint8Array(cle.cle_publique), counter: cle.compteur };
      const verified = await verifyAuthenticationResponse({ response, credential, ...attendu(challenge) }).catch(() => undefined);
      if (!verified?.verified) return undefined;
      const { newCounter } = verified.authenticationInfo;
      const faits = await db.systeme.rows(sql`
        update cle_acces set compteur = ${newCounter}, vue_le = ${clock()}
        where id = ${response.id} and (compteur < ${newCounter} or (compteur = 0 and ${newCounter} = 0)) returning id`);
      // An answer serves once, wherever its challenge was kept.
      return faits.length === 1 && (await spendChallenge(db, challenge, cle.identifiant_id, clock())) ? cle.identifiant_id : undefined;
    },

    /** What a browser needs to make a new passkey for a person. */
    async optionsAjout({ id, email }: Pick<Personne, 'id' | 'email'>, garant: string): Promise<{ challenge: string; options: string }> {
      const options = await generateRegistrationOptions({
        rpName: `${garant} Cautionet`,
        rpID: domaine(),
        userName: email,
        userID: new Uint8Array(Buffer.from(`cautionet ${id}`)),
        excludeCredentials: (await list(id)).map((cle) => ({ id: cle.id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      return { challenge: options.challenge, options: JSON.stringify(options) };
    },

    async verifierAjout(reponse: string, challenge: string | undefined): Promise<CleNeuve | undefined> {
      const response = lire<RegistrationResponseJSON>(reponse);
      if (!response || !challenge) return undefined;
      const verified = await verifyRegistrationResponse({ response, ...attendu(challenge) }).catch(() => undefined);
      if (!verified?.verified) return undefined;
      const { credential } = verified.registrationInfo;
      const { id, publicKey, counter, transports = [] } = credential;
      return { id, publique: Buffer.from(publicKey), compteur: counter, transports };
    },

    /** False when this passkey is known already. */
    ajouter: async (tx: Tx, identifiantId: number, { id, publique, compteur, transports }: CleNeuve, nom: string): Promise<boolean> =>
      (await tx.run(sql`
        insert into cle_acces (id, identifiant_id, cle_publique, compteur, transports, nom, creee_le)
        values (${id}, ${identifiantId}, ${publique}, ${compteur}, ${transports}, ${nom}, ${clock()}) on conflict do nothing`)) === 1,

    retirer: (tx: Tx, identifiantId: number, id: string): Promise<{ nom: string } | undefined> =>
      tx.row<{ nom: string }>(sql`delete from cle_acces where id = ${id} and identifiant_id = ${identifiantId} returning nom`),
  };
}

/** An answer of a browser, as far as its shape can be trusted before it is verified. */
function lire<Reponse extends { id: string }>(text: string): Reponse | undefined {
  try {
    const value = JSON.parse(text) as Reponse;
    return typeof value === 'object' && value !== null && typeof value.id === 'string' && /^[\w-]{1,1400}$/.test(value.id)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
