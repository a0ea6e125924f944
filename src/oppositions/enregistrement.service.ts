/** The insurer registers what a beneficiary objects. Owns the transaction. */
import { chemins } from '../chemins.js';
import { lectureDe, type FaitsOpposition } from '../cautions/oppositions.js';
import { pisteGarant } from '../decisions/piste.sql.js';
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { joindre } from '../documents/jointes.sql.js';
import { deposerAuDossier, refuserDeuxFois } from '../dossiers/depot.sql.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import { exigerLaMain, type DossierVu } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import type { Agent } from '../droits/acteur.js';
import { createFaire, type Envoi } from '../gestes/faire.js';
import type { Consigner } from '../journal/consigner.js';
import type { Database, Tx } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { invalide } from '../kit/errors.js';
import { fautesDeDates, type BornesOpposition } from './opposition.js';
import type { LettreLue } from './oppositions.form.js';
import * as repository from './oppositions.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dossiers: DossiersService;
  readonly consigner: Consigner;
}

export function createEnregistrement({ db, clock, dossiers, consigner }: Deps) {
  const { faire } = createFaire({ db, consigner }, pisteGarant(dossiers));

  /** What the dates of a letter about a caution are held to. */
  const reperesDe = ({ caution }: DossierVu): BornesOpposition => ({
    aujourdhui: today(clock),
    effet: caution.date_effet,
    marche: caution.valeurs.marche_date,
  });

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
      const preparation = { ...envoi, avant: (tx: Tx) => deposerAuDossier(tx, numero, fichiers, agent, le) };
      return faire(agent, numero, sansEffet ? 'ecarter_opposition' : 'opposer', preparation, async ({ tx, vue, avant: ids }) => {
        exigerLaMain(agent, vue, { limite: false });
        const { caution } = vue;
        const fautes = [...fautesDeDates(faits, reperesDe(vue)), ...fautesDEffet(vue, faits, lettre.sansEffet)];
        if (fautes.length > 0) throw invalide(fautes);
        await refuserDeuxFois(tx, 'opposition', caution.id, fichiers, 'oppositions.erreurs.deja');
        const id = await repository.insert(tx, caution, lettre, { agentId: agent.id, le, jour: today(clock) });
        await joindre(tx, { compteId: caution.compte_id, sujet: 'opposition', id, fichiers: ids, le });
        const donnees = { caution: numero, beneficiaire: caution.beneficiaire, recue: faits.recue_le, sansEffet, commentaire: mots };
        return {
          details: { recue: faits.recue_le },
          commentaire: mots,
          courriels: await auxClients(tx, caution.id, {
            evenement: `opposition ${id} recue`,
            gabarit: 'opposition_recue',
            donnees: { ...donnees, chemin: chemins.caution({ numero }) },
          }),
          valeur: id,
        };
      });
    },
  };
}

/** Where the law gives a letter no effect, whoever registers it says what he does; nowhere else may he set it aside. */
function fautesDEffet({ caution }: DossierVu, faits: FaitsOpposition, sansEffet: boolean | undefined) {
  const { effet } = lectureDe(caution, faits);
  if (effet === 'aucun' && sansEffet === undefined) return [{ field: 'effet', message: 'oppositions.erreurs.effet' }];
  return effet !== 'aucun' && sansEffet ? [{ field: 'effet', message: 'oppositions.erreurs.effet_clair' }] : [];
}
