/** The insurer registers what a beneficiary objects, and ends it. Owns the transactions. */
import { chemins } from '../chemins.js';
import { lectureDe, type EtatOpposition, type FaitsOpposition } from '../cautions/oppositions.js';
import { passer, tenir, type CautionTenue } from '../cautions/passage.sql.js';
import { pisteGarant } from '../decisions/piste.sql.js';
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { deposerPour, joindre } from '../documents/jointes.sql.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import { exigerLaMain, type DossierVu } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import type { Acteur, Agent } from '../droits/acteur.js';
import { createFaire, type Envoi, type Piste } from '../gestes/faire.js';
import { createConsigner } from '../journal/consigner.js';
import { sql, type Database, type Tx } from '../kit/database.js';
import { formatDay, today, type Clock, type Day } from '../kit/dates.js';
import { introuvable, invalide } from '../kit/errors.js';
import { fauteDeLevee, fautesDeDates, OPPOSITION, type GesteOpposition, type Reperes, type SituationOpposition } from './opposition.js';
import type { LettreLue } from './oppositions.form.js';
import * as repository from './oppositions.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dossiers: DossiersService;
  readonly reveiller: (travail: 'courriels') => void;
}

/** An opposition under its lock, after its caution's. */
interface OppositionTenue extends DossierVu {
  readonly id: number;
  readonly version: number;
  readonly etat: EtatOpposition;
  readonly opposition: repository.OppositionSeule;
  readonly tenue: CautionTenue;
}

export function createOppositionsService({ db, clock, dossiers, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });
  const { faire: faireCaution } = createFaire({ db, consigner }, pisteGarant(dossiers));
  const objet = (id: number) => ({ sujet: 'opposition', id }) as const;

  const piste: Piste<EtatOpposition, SituationOpposition, GesteOpposition, Agent, number, OppositionTenue> = {
    cycle: OPPOSITION,
    sujet: 'opposition',
    prefixe: 'opposition_',
    scope: ({ garantId }) => ({ garant: garantId }),
    find: async (tx, agent, id) => {
      const seen = await repository.find(tx, id);
      const tenue = seen && (await tenir(tx, seen.caution_id));
      if (!tenue) return undefined;
      await repository.lock(tx, id);
      const [opposition, dossier] = [await repository.find(tx, id), await dossiers.lire(tx, agent, tenue.id, objet(id))];
      return opposition && { ...dossier, id, version: opposition.version, etat: opposition.etat, opposition, tenue };
    },
    situation: ({ etat }) => ({ etat }),
    auteurs: (_vue, { role }) => (role === 'charge' ? ['garant', 'charge'] : ['garant']),
    raconte: ({ tenue }) => ({ sujet: 'caution', sujetId: tenue.id }),
    compteId: ({ tenue }) => tenue.compte_id,
    move: repository.move,
  };
  const { faire } = createFaire({ db, consigner }, piste);

  /** What the dates of a letter about a caution are held to. */
  const reperesDe = ({ caution }: DossierVu): Reperes => ({
    aujourdhui: today(clock),
    effet: caution.date_effet,
    marche: caution.valeurs.marche_date,
  });

  /** The caution is in force again, unless another opposition holds it; its client is told. */
  async function rendre(tx: Tx, { tenue, caution }: OppositionTenue, id: number, { rejetee, motif }: { rejetee: boolean; motif: string }) {
    const oppositions = tenue.oppositions - 1;
    const etat = await passer(tx, { ...tenue, oppositions }, { geste: 'lever_opposition', par: 'garant', le: clock() });
    const { numero, beneficiaire } = caution;
    return auxClients(tx, tenue.id, {
      evenement: `opposition ${id} finie`,
      gabarit: 'opposition_levee',
      donnees: {
        caution: numero,
        beneficiaire,
        rejetee,
        tenue: etat === 'en_opposition',
        commentaire: motif,
        chemin: chemins.caution({ numero }),
      },
    });
  }

  return {
    /** A caution that may be objected to, and what is known of its réception. */
    async preparer(agent: Agent, numero: string) {
      const dossier = await dossiers.consulter(agent, numero);
      const reception = await db.read({ garant: agent.garantId }, (tx) => repository.findReception(tx, dossier.caution.id));
      return { ...dossier, reception, reperes: reperesDe(dossier) };
    },

    /** Registers a letter: the caution is under opposition, unless the law gives the letter no effect and the agent says so. */
    async enregistrer(
      agent: Agent,
      numero: string,
      { lettre, fichiers }: { readonly lettre: LettreLue; readonly fichiers: readonly NouveauFichier[] },
      envoi: Envoi,
    ): Promise<number> {
      const { faits, mots, sansEffet = false } = lettre;
      const le = clock();
      const avant = async (tx: Tx): Promise<number[]> => {
        const caution = await repository.findCaution(tx, numero);
        if (!caution) throw introuvable();
        return deposerPour(tx, caution.compte_id, fichiers, agent, le);
      };
      return faireCaution(
        agent,
        numero,
        sansEffet ? 'ecarter_opposition' : 'opposer',
        { ...envoi, avant },
        async ({ tx, vue, avant: ids }) => {
          exigerLaMain(agent, vue, { limite: false });
          const { caution } = vue;
          const fautes = [...fautesDeDates(faits, reperesDe(vue)), ...fautesDEffet(vue, faits, lettre.sansEffet)];
          if (fautes.length > 0) throw invalide(fautes);
          const meme = await repository.findMeme(
            tx,
            caution.id,
            fichiers.map(({ sha256 }) => sha256),
          );
          if (meme) throw invalide([{ field: 'pieces', message: 'oppositions.erreurs.deja', params: { le: formatDay(meme.recue_le) } }]);
          const id = await repository.insert(tx, caution, lettre, { agentId: agent.id, le, jour: today(clock) });
          await joindre(tx, { compteId: caution.compte_id, sujet: 'opposition', id, fichiers: ids, le });
          return {
            details: { recue: faits.recue_le },
            commentaire: mots,
            courriels: await auxClients(tx, caution.id, {
              evenement: `opposition ${id} recue`,
              gabarit: 'opposition_recue',
              donnees: {
                caution: numero,
                beneficiaire: caution.beneficiaire,
                recue: faits.recue_le,
                sansEffet,
                commentaire: mots,
                chemin: chemins.caution({ numero }),
              },
            }),
            valeur: id,
          };
        },
      );
    },

    /** One of them with its file. */
    async consulter(agent: Agent, id: number) {
      const opposition = await db.read({ garant: agent.garantId }, (tx) => repository.find(tx, id));
      if (!opposition) throw introuvable();
      return { opposition, ...(await dossiers.consulter(agent, opposition.caution_id, objet(id))) };
    },

    /** The beneficiary gives it up; his letter comes along where there is one. */
    lever(
      agent: Agent,
      id: number,
      { leveeLe, fichiers }: { readonly leveeLe: Day | undefined; readonly fichiers: readonly NouveauFichier[] },
      envoi: Envoi,
    ): Promise<undefined> {
      const le = clock();
      const avant = async (tx: Tx): Promise<number[]> => {
        const opposition = await repository.find(tx, id);
        if (!opposition) throw introuvable();
        return deposerPour(tx, opposition.compte_id, fichiers, agent, le);
      };
      return faire(agent, id, 'lever', { ...envoi, avant }, async ({ tx, vue, avant: ids, move }) => {
        exigerLaMain(agent, vue, { limite: false });
        const fautes = fauteDeLevee(leveeLe, vue.opposition.recue_le, today(clock));
        if (fautes.length > 0) throw invalide(fautes);
        const motif = (envoi.mots ?? '').trim();
        await move(sql`, levee_le = ${leveeLe}, reponse = ${motif}`);
        await joindre(tx, { compteId: vue.tenue.compte_id, sujet: 'opposition', id, fichiers: ids, le });
        return { details: { levee: leveeLe }, courriels: await rendre(tx, vue, id, { rejetee: false, motif }) };
      });
    },

    /** The insurer answers that it holds nothing: the underwriter's. */
    rejeter: (agent: Agent, id: number, envoi: Envoi): Promise<undefined> =>
      faire(agent, id, 'rejeter', envoi, async ({ tx, vue, move }) => {
        exigerLaMain(agent, vue, { limite: false });
        const motif = (envoi.mots ?? '').trim();
        await move(sql`, levee_le = ${today(clock)}, reponse = ${motif}`);
        return { courriels: await rendre(tx, vue, id, { rejetee: true, motif }) };
      }),

    /** What the letter of answer is written from; `numero`: of the caution, where the address says it. */
    async reponse(acteur: Acteur, id: number, numero?: string): Promise<repository.FaitsDeReponse> {
      const scope = acteur.genre === 'client' ? { compte: acteur.compteId } : { garant: acteur.garantId };
      const faits = await db.read(scope, (tx) => repository.findReponse(tx, acteur, id, numero));
      if (!faits) throw introuvable();
      return faits;
    },
  };
}

/** Where the law gives a letter no effect, whoever registers it says what he does; nowhere else may he set it aside. */
function fautesDEffet({ caution }: DossierVu, faits: FaitsOpposition, sansEffet: boolean | undefined) {
  const { effet } = lectureDe(caution, faits);
  if (effet === 'aucun' && sansEffet === undefined) return [{ field: 'effet', message: 'oppositions.erreurs.effet' }];
  return effet !== 'aucun' && sansEffet ? [{ field: 'effet', message: 'oppositions.erreurs.effet_clair' }] : [];
}
