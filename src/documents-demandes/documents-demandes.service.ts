/** A document that the insurer asks for: given by the client, accepted, or asked for again. Owns the transactions. */
import { chemins } from '../chemins.js';
import type { Courriel } from '../courriels/courriel.js';
import { auxClientsDe } from '../dossiers/destinataires.sql.js';
import { findConseiller } from '../garants/contacts.sql.js';
import { exigerLaMain, exigerLeSuivi } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { deposerPour, joindre } from '../documents/jointes.sql.js';
import { scopeOf, type Acteur, type Agent, type Collaborateur } from '../droits/acteur.js';
import { createFaire, type Envoi, type Piste } from '../gestes/faire.js';
import { createConsigner } from '../journal/consigner.js';
import { sql, type Database, type Tx } from '../kit/database.js';
import { today, type Clock, type Day } from '../kit/dates.js';
import { invalide } from '../kit/errors.js';
import type { Language } from '../kit/money.js';
import { createConsultationDeDocuments, objetDe } from './consultation.service.js';
import { auteursDocument, DOCUMENT, type DocumentVue, type EtatDocument, type SituationDocument } from './document.js';
import * as repository from './documents-demandes.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dossiers: DossiersService;
  readonly reveiller: (travail: 'courriels') => void;
  /** What else follows, in the same transaction: a release that waited for it goes on once it is given, and waits again once it is asked again. */
  readonly apres?: (tx: Tx, document: DocumentVue, geste: 'fournir' | 'redemander') => Promise<void>;
}

const PISTE: Piste<EtatDocument, SituationDocument, (typeof DOCUMENT.noms)[number], Acteur, number, DocumentVue> = {
  cycle: DOCUMENT,
  sujet: 'document',
  prefixe: 'document_',
  scope: (acteur) => (acteur.genre === 'client' ? scopeOf(acteur) : { garant: acteur.garantId }),
  find: repository.lock,
  situation: ({ etat }) => ({ etat }),
  auteurs: (_vue, acteur) => auteursDocument(acteur),
  raconte: ({ id, caution_id: cautionId }) =>
    cautionId === null ? { sujet: 'document', sujetId: id } : { sujet: 'caution', sujetId: cautionId },
  compteId: ({ compte_id: compteId }) => compteId,
  move: repository.move,
};

export function createDocumentsDemandesService({ db, clock, dossiers, reveiller, apres }: Deps) {
  const { faire } = createFaire({ db, consigner: createConsigner({ clock, reveiller }) }, PISTE);

  /** Refuses whoever has not the file in hand; without a caution there is no file, and it is whoever follows the account. */
  async function exigerDossier(tx: Tx, agent: Agent, { id, caution_id: cautionId, suivi }: DocumentVue): Promise<void> {
    if (cautionId === null) return exigerLeSuivi({ suivi });
    exigerLaMain(agent, await dossiers.lire(tx, agent, cautionId, objetDe(id)), { limite: false });
  }

  return {
    ...createConsultationDeDocuments({ db, dossiers }),

    /** Gives it: at least one file. `mots`: a word to the adviser. */
    fournir: (acteur: Collaborateur, id: number, fichiers: readonly NouveauFichier[], envoi: Envoi): Promise<undefined> => {
      const avant = (tx: Tx) => deposerPour(tx, acteur.compteId, fichiers, acteur, clock());
      return faire(acteur, id, 'fournir', { ...envoi, avant }, async ({ tx, vue, avant: deposes, move }) => {
        if (deposes.length === 0) throw invalide([{ field: 'pieces', message: 'demandes.erreurs.piece' }]);
        const le = clock();
        await move(sql`, recu_le = ${le}`);
        await joindre(tx, { compteId: acteur.compteId, sujet: 'document', id, fichiers: deposes, le });
        await apres?.(tx, vue, 'fournir');
        const conseiller = await findConseiller(tx, acteur.compteId);
        const mot = (envoi.mots ?? '').trim();
        return {
          details: { nom: vue.objet },
          commentaire: [mot, fichiers.map(({ nom }) => nom).join(', ')].filter((one) => one !== '').join('\n'),
          courriels: conseiller ? [auConseiller(conseiller, vue, mot)] : [],
        };
      });
    },

    /** It is what was asked for. */
    accepter: (agent: Agent, id: number, envoi: Envoi): Promise<undefined> =>
      faire(agent, id, 'accepter', envoi, async ({ tx, vue }) => {
        await exigerDossier(tx, agent, vue);
        return { details: { nom: vue.objet } };
      }),

    /** It is not: asked for again by a day to come, with a reason that the client reads. */
    redemander: (agent: Agent, id: number, echeance: Day | undefined, envoi: Envoi): Promise<undefined> =>
      faire(agent, id, 'redemander', envoi, async ({ tx, vue, move }) => {
        await exigerDossier(tx, agent, vue);
        if (echeance === undefined || echeance <= today(clock))
          throw invalide([{ field: 'echeance', message: 'decisions.erreurs.echeance' }]);
        const motif = (envoi.mots ?? '').trim();
        await move(sql`, recu_le = null, echeance = ${echeance}, reponse = ${motif}`);
        await apres?.(tx, vue, 'redemander');
        return {
          details: { nom: vue.objet, echeance },
          courriels: await auxClientsDe(tx, vue, {
            evenement: `document ${id} redemande ${vue.version}`,
            gabarit: 'document_redemande',
            donnees: { objet: vue.objet, sur: vue.caution ?? vue.entite, echeance, commentaire: motif, chemin: chemins.document({ id }) },
          }),
        };
      }),
  };
}

/** The adviser is told. */
const auConseiller = (
  { email, langue, client }: { readonly email: string; readonly langue: Language; readonly client: string },
  { id, version, objet, caution, entite }: DocumentVue,
  commentaire: string,
): Courriel => ({
  evenement: `document ${id} recu ${version}`,
  destinataire: email,
  langue,
  gabarit: 'document_recu',
  donnees: { objet, client, sur: caution ?? entite, commentaire, chemin: chemins.gestionDocument({ id }) },
});
