/** The insurer answers a release that was asked: granted, refused, or a document is wanted first. Owns the transactions. */
import { chemins } from '../chemins.js';
import { passer, tenir } from '../cautions/passage.sql.js';
import { jointesDe, type Jointe } from '../documents/jointes.sql.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import { exigerLaMain, type DossierVu } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import type { Agent } from '../droits/acteur.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { createFaire, type Envoi, type Piste } from '../gestes/faire.js';
import { liberationPour } from '../horloges/pour.js';
import { createConsigner } from '../journal/consigner.js';
import { sql, type Database, type Tx } from '../kit/database.js';
import { today, type Clock, type Day } from '../kit/dates.js';
import { introuvable, invalide } from '../kit/errors.js';
import { fromDecimal, money } from '../kit/money.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import { MAINLEVEE, situationMainlevee, type EtatMainlevee, type MainleveeVue, type SituationMainlevee } from './mainlevee.js';
import * as repository from './mainlevees.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dossiers: DossiersService;
  readonly specimens: SpecimensService;
  readonly reveiller: (travail: 'courriels') => void;
}

const PISTE: Piste<EtatMainlevee, SituationMainlevee, (typeof MAINLEVEE.noms)[number], Agent, number, MainleveeVue> = {
  cycle: MAINLEVEE,
  sujet: 'mainlevee',
  prefixe: 'mainlevee_',
  scope: ({ garantId }) => ({ garant: garantId }),
  // The caution first, after its ceilings: an opposition that arrives waits for the release, or the release for it.
  find: async (tx, _agent, id) => {
    const cautionId = await repository.findCautionId(tx, id);
    return cautionId !== undefined && (await tenir(tx, cautionId)) ? repository.find(tx, id) : undefined;
  },
  situation: situationMainlevee,
  auteurs: () => ['garant'],
  raconte: ({ caution_id: sujetId }) => ({ sujet: 'caution', sujetId }),
  compteId: ({ compte_id: compteId }) => compteId,
  move: repository.move,
};

function createConsultation({ db, clock, dossiers, specimens }: Omit<Deps, 'reveiller'>) {
  return {
    /** A release with the file of its caution; 404 when it is not the insurer's. */
    async consulter(agent: Agent, id: number) {
      const lu = await db.read({ garant: agent.garantId }, async (tx) => {
        const mainlevee = await repository.find(tx, id);
        const pieces =
          mainlevee && (await tx.one<{ pieces: Jointe[] }>(sql`select ${jointesDe('mainlevee', sql`${id}::bigint`)} as pieces`)).pieces;
        return mainlevee && pieces && { mainlevee, pieces };
      });
      if (!lu) throw introuvable();
      const dossier = await dossiers.consulter(agent, lu.mainlevee.caution_id, { sujet: 'mainlevee', id });
      const { caution } = dossier;
      const { dateEffet: reception, dateLevee: levees, datePaiement: paye } = lu.mainlevee.donnees;
      const liberation = liberationPour({ typeCredit: caution.type_credit, valeurs: caution.valeurs, reception, levees, paye });
      return { ...lu, dossier, liberation, texte: await specimens.texte(caution.texte_id), aujourdhui: today(clock) };
    },
  };
}

export function createMainleveesService({ db, clock, dossiers, specimens, reveiller }: Deps) {
  const { faire } = createFaire({ db, consigner: createConsigner({ clock, reveiller }) }, PISTE);

  const enMain = async (tx: Tx, agent: Agent, vue: MainleveeVue, limite: boolean): Promise<DossierVu> => {
    const dossier = await dossiers.lire(tx, agent, vue.caution_id, { sujet: 'mainlevee', id: vue.id });
    exigerLaMain(agent, dossier, { limite, ...(vue.montant !== null && { montant: vue.montant }) });
    return dossier;
  };
  return {
    ...createConsultation({ db, clock, dossiers, specimens }),

    /** Ends the caution, or gives back the part that was asked, with its ledger. */
    accorder: (agent: Agent, id: number, envoi: Envoi): Promise<string> =>
      faire(agent, id, 'accorder', envoi, async ({ tx, vue, move }) => {
        const dossier = await enMain(tx, agent, vue, true);
        const le = clock();
        const tenue = await tenir(tx, vue.caution_id);
        if (!tenue) throw introuvable();
        await passer(tx, tenue, { le, nature: 'mainlevee', ...passageDe(vue) });
        if (vue.motif === 'beneficiaire') await repository.dropOppositions(tx, vue.caution_id, today(clock));
        await move(sql`, decidee_le = ${le}, reponse = ${envoi.mots?.trim() ?? ''}`);
        return {
          ...(vue.montant && { details: { montant: vue.montant } }),
          courriels: await auxClients(tx, vue.caution_id, {
            evenement: `mainlevee ${id} accordee`,
            gabarit: 'mainlevee_accordee',
            donnees: { ...resumeMainlevee(dossier), montant: vue.montant ?? dossier.caution.montant, partielle: vue.montant !== null },
          }),
          valeur: vue.caution,
        };
      }),

    /** Refuses it, with a reason that the client reads; the caution stays as it is. */
    refuser: (agent: Agent, id: number, envoi: Envoi): Promise<string> =>
      faire(agent, id, 'refuser', envoi, async ({ tx, vue, move }) => {
        const dossier = await enMain(tx, agent, vue, false);
        const commentaire = envoi.mots?.trim() ?? '';
        await move(sql`, decidee_le = ${clock()}, reponse = ${commentaire}`);
        return {
          courriels: await auxClients(tx, vue.caution_id, {
            evenement: `mainlevee ${id} refusee`,
            gabarit: 'mainlevee_refusee',
            donnees: { ...resumeMainlevee(dossier), commentaire },
          }),
          valeur: vue.caution,
        };
      }),

    /** Asks the client for a document first, by a day to come. */
    demanderDocument: (agent: Agent, id: number, echeance: Day | undefined, envoi: Envoi): Promise<string> =>
      faire(agent, id, 'demander_document', envoi, async ({ tx, vue, move }) => {
        const { caution } = await enMain(tx, agent, vue, false);
        if (echeance === undefined || echeance <= today(clock))
          throw invalide([{ field: 'echeance', message: 'decisions.erreurs.echeance' }]);
        const objet = envoi.mots?.trim() ?? '';
        const document = await repository.insertDocument(tx, vue, { objet, echeance, agentId: agent.id, le: clock() });
        await move(sql`, document_le = ${echeance}, reponse = ${objet}`);
        return {
          details: { echeance },
          courriels: await auxClients(tx, vue.caution_id, {
            evenement: `document ${document} demande`,
            gabarit: 'document_demande',
            donnees: {
              caution: vue.caution,
              beneficiaire: caution.beneficiaire,
              objet,
              echeance,
              chemin: chemins.document({ id: document }),
            },
          }),
          valeur: vue.caution,
        };
      }),

    suivante: (agent: Agent): Promise<{ id: number } | undefined> =>
      db.read({ garant: agent.garantId }, (tx) => repository.findSuivante(tx, suiviPar(agent.id))),
  };
}

/** What every mail about it says. */
export const resumeMainlevee = ({ caution: { demande: numero, numero: caution, beneficiaire, entite, montant, devise } }: DossierVu) => ({
  ...{ numero, caution, beneficiaire, entite, montant, devise, chemin: chemins.caution({ numero: caution }) },
});

/** What a release does to its caution: a part given back, all of it, or given up by whoever could object. */
export const passageDe = ({ montant, motif, devise }: Pick<MainleveeVue, 'montant' | 'motif' | 'devise'>) =>
  montant !== null
    ? ({ geste: 'reduire', par: 'garant', ecart: money(-fromDecimal(montant, devise).minor, devise) } as const)
    : motif === 'beneficiaire'
      ? ({ geste: 'liberer', par: 'beneficiaire' } as const)
      : ({ geste: 'mainlever', par: 'garant' } as const);
