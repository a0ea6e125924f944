/** The senders: each takes the next message, holds it as long as it takes to leave, and says so. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Mailer } from '../kit/mail.js';
import { isAway, isFull } from '../kit/outage.js';
import { prochainEssai, type FileDAttente } from '../travaux/travail.js';
import { bringForward, markFailed, markSent, take, renewLease, type CourrielPris } from './courriels.repository.js';
import type { CourrielEnregistre } from './courriel.js';
import { PRIORITES } from './modele.js';
import type { CourrielRendu } from './rendu.js';

/** A sender that dies holds its message for that long; one that lives holds it as long as it needs. */
const BAIL_MS = 120_000;
/** So many failures in a row are the server's, not the messages': the rest waits for the next minute instead of being kept aside one by one. */
const SILENCES = 5;
const ENCORE_MS = 500;

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  /** Undefined in demo mode without a server: messages are read at /demo/courriels. */
  readonly mailer: Mailer | undefined;
  readonly rendre: (courriel: CourrielEnregistre) => CourrielRendu;
  /** How many leave at once. */
  readonly mains: number;
  readonly bailMs?: number;
}

export function createEnvoi({ db, clock, mailer, rendre, mains, bailMs = BAIL_MS }: Deps): FileDAttente {
  /** The account served last, by priority. */
  const apres: number[] = PRIORITES.map(() => -1);
  let silences = 0;

  async function envoyer(courriel: CourrielPris): Promise<void> {
    const bail = setInterval(() => {
      renewLease(db, courriel, new Date(clock().getTime() + bailMs)).catch(() => undefined);
    }, bailMs / 3);
    try {
      await partir(courriel);
      await inscrire(courriel.id);
    } finally {
      clearInterval(bail);
    }
  }

  async function partir(courriel: CourrielPris): Promise<void> {
    try {
      const { expediteur, sujet, texte, html } = rendre(courriel);
      await mailer?.send({
        name: expediteur,
        to: courriel.destinataire,
        subject: sujet,
        text: texte,
        html,
        messageId: courriel.message_id,
      });
      silences = 0;
    } catch (error) {
      silences = duServeur(error) ? silences + 1 : 0;
      await markFailed(db, courriel, prochainEssai(courriel.tentatives, clock()), String(error));
      throw error;
    }
  }

  /** The server has it: a database that comes back, or has room again, before the lease ends is told, or it would leave again. */
  async function inscrire(id: number): Promise<void> {
    for (const limite = Date.now() + bailMs; ; await sleep(ENCORE_MS)) {
      try {
        return void (await markSent(db, id, clock()));
      } catch (error) {
        if (!(isAway(error) || isFull(error)) || Date.now() > limite) throw error;
      }
    }
  }

  return {
    nature: 'courriel',
    mains,
    async ouvrir() {
      silences = 0;
      await bringForward(db, clock());
    },
    async prendre() {
      if (silences >= SILENCES) return undefined;
      const courriel = await take(db, apres, { now: clock(), bailMs });
      if (!courriel) return undefined;
      const { id, destinataire: nom, compte_id, garant_id, priorite, tentatives } = courriel;
      apres[priorite] = compte_id ?? 0;
      return { sujet: { cle: String(id), nom, compte_id, garant_id }, tentatives: tentatives - 1, faire: () => envoyer(courriel) };
    },
  };
}

/** Silent, unreachable, or asking to be left alone for a while (4xx). */
function duServeur(error: unknown): boolean {
  const { responseCode } = (error ?? {}) as { readonly responseCode?: unknown };
  return typeof responseCode === 'number' ? responseCode < 500 : error instanceof Error && 'command' in error;
}
