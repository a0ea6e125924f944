/** Sends what the outbox holds: none lost, none sent twice by us, retried with back-off. */
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Translator } from '../kit/i18n.js';
import type { Mailer } from '../kit/mail.js';
import type { Views } from '../kit/views.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import type { Travail } from '../travaux/travail.js';
import type { TravauxService } from '../travaux/travaux.service.js';
import {
  courrielsDus,
  derniersCourriels,
  marquerEchec,
  marquerEnvoye,
  prendreCourriel,
  trouverCourriel,
  type Courriel,
} from './courriels.repository.js';

const LOT = 20;

/** A message as its reader sees it. */
export interface CourrielRendu {
  readonly sujet: string;
  readonly texte: string;
  readonly html: string;
  /** Absolute address of its button, when it has one. */
  readonly lien: string | undefined;
  /** The pieces of its body, for a page that shows it. */
  readonly corps: readonly string[];
  readonly bouton: string | undefined;
  readonly commentaire: unknown;
}

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly views: Views;
  readonly translator: Translator;
  /** Undefined in demo mode without a server: messages are read at /demo/courriels. */
  readonly mailer: Mailer | undefined;
  readonly appUrl: () => string;
  readonly travaux: TravauxService;
  /** What a message carries and the outbox must not hold: the address of a link, the figures of a code. */
  readonly secrets?: (donnees: Courriel['donnees']) => { readonly chemin?: string; readonly code?: string };
}

export type CourrielsService = ReturnType<typeof createCourrielsService>;

export function createCourrielsService({ db, clock, views, translator, mailer, appUrl, travaux, secrets = () => ({}) }: Deps) {
  function rendre({ gabarit, langue, donnees: gardees }: Pick<Courriel, 'gabarit' | 'langue' | 'donnees'>): CourrielRendu {
    const t = translator(langue as Language);
    const donnees: Courriel['donnees'] = { ...gardees, ...secrets(gardees) };
    const lien = typeof donnees.chemin === 'string' ? appUrl() + donnees.chemin : undefined;
    const params = { ...donnees, lien, ...montantLisible(donnees, langue as Language) };
    const words = {
      langue: langue as Language,
      sujet: t(`courriels.${gabarit}.sujet`, params),
      corps: t(`courriels.${gabarit}.corps`, params).split('\n'),
      bouton: lien ? t(`courriels.${gabarit}.bouton`) : undefined,
      lien,
      commentaire: donnees.commentaire,
      signature: t('courriels.signature'),
      adresse: appUrl(),
    };
    const { sujet, corps, bouton, commentaire } = words;
    return {
      sujet,
      corps,
      bouton,
      commentaire,
      lien,
      texte: views.render('courriels/courriel.txt.njk', words),
      html: views.render('courriels/courriel.html.njk', words),
    };
  }

  async function envoyer(id: number): Promise<void> {
    const courriel = await prendreCourriel(db, id, clock());
    if (!courriel) return;
    try {
      const { sujet, texte, html } = rendre(courriel);
      await mailer?.send({ to: courriel.destinataire, subject: sujet, text: texte, html, messageId: courriel.message_id });
    } catch (error) {
      await marquerEchec(db, id, clock(), String(error));
      throw error;
    }
    await marquerEnvoye(db, id, clock());
  }

  const envoi: Travail = {
    nature: 'courriel',
    aFaire: () => courrielsDus(db, clock(), LOT),
    faire: ({ cle }) => envoyer(Number(cle)),
  };

  return {
    rendre,

    envoi,
    /** Sends everything due, each message alone; answers how many left. */
    envoyer: (): Promise<number> => travaux.executer(envoi),

    /** The latest messages, rendered: demo mode's mailbox. */
    async derniers(limite: number) {
      const rows = await db.systeme.read((tx) => derniersCourriels(tx, limite));
      return rows.map((row) => ({ ...row, ...rendre(row) }));
    },

    async trouver(id: number) {
      const row = await db.systeme.read((tx) => trouverCourriel(tx, id));
      return row && { ...row, ...rendre(row) };
    },
  };
}

/** Amounts travel as decimals with their currency; the reader sees his own language's form. */
const montantLisible = ({ montant, devise }: Readonly<Record<string, unknown>>, langue: Language) =>
  typeof montant === 'string' && typeof devise === 'string' ? { montant: formatMoney(fromDecimal(montant, devise), langue) } : {};
