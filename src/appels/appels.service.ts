/** The insurer is called: registered, examined, paid, refused, recovered. Owns the transactions. */
import { pisteGarant } from '../decisions/piste.sql.js';
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { joindre } from '../documents/jointes.sql.js';
import { deposerAuDossier, refuserDeuxFois } from '../dossiers/depot.sql.js';
import { exigerLaMain } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import type { Agent } from '../droits/acteur.js';
import { createFaire, type Envoi } from '../gestes/faire.js';
import { createConsigner } from '../journal/consigner.js';
import { sql, type Database, type Tx } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { introuvable, invalide } from '../kit/errors.js';
import { fromDecimal, toDecimal } from '../kit/money.js';
import { deciderAvant, fautesDAppel, type AppelRecu, type EtapeDite } from './appel.js';
import * as repository from './appels.repository.js';
import { pisteAppel, prevenir } from './piste.sql.js';
import { createVersements } from './versements.service.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dossiers: DossiersService;
  readonly reveiller: (travail: 'courriels') => void;
}

export function createAppelsService({ db, clock, dossiers, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });
  const { faire: faireCaution } = createFaire({ db, consigner }, pisteGarant(dossiers));
  const { faire } = createFaire({ db, consigner }, pisteAppel(dossiers, clock));

  /** A geste that only says why. */
  const dire = (geste: 'examiner' | 'solder' | 'refuser' | 'retirer', etape: EtapeDite) => (agent: Agent, id: number, envoi: Envoi) =>
    faire(agent, { id }, geste, envoi, async ({ tx, vue, move }) => {
      const { montant } = vue.appel;
      exigerLaMain(agent, vue, { limite: geste !== 'examiner', montant });
      const mots = (envoi.mots ?? '').trim();
      await move(sql`, reponse = ${mots}`);
      return { courriels: await prevenir(tx, vue, { id, version: vue.version, etape, montant, mots }) };
    });

  return {
    ...createVersements({ clock, faire }),
    examiner: dire('examiner', 'examen'),
    solder: dire('solder', 'solde'),
    refuser: dire('refuser', 'refuse'),
    retirer: dire('retirer', 'retire'),

    /** Registers a call of a caution in force: nothing of it moves yet. */
    async enregistrer(
      agent: Agent,
      numero: string,
      { appel, fichiers }: { readonly appel: AppelRecu; readonly fichiers: readonly NouveauFichier[] },
      envoi: Envoi,
    ): Promise<number> {
      const le = clock();
      const preparation = { ...envoi, avant: (tx: Tx) => deposerAuDossier(tx, numero, fichiers, agent, le) };
      return faireCaution(agent, numero, 'mettre_en_jeu', preparation, async ({ tx, vue, avant: ids }) => {
        exigerLaMain(agent, vue, { limite: false });
        const { caution } = vue;
        const reste = fromDecimal(caution.montant, caution.devise);
        const fautes = fautesDAppel(appel, { aujourdhui: today(clock), effet: caution.date_effet, fin: caution.date_fin, reste });
        if (fautes.length > 0) throw invalide(fautes);
        await refuserDeuxFois(tx, 'appel', caution.id, fichiers, 'appels.erreurs.deja');
        const jour = deciderAvant(appel.recuLe, appel.prolongerAu !== null, Number(caution.valeurs.delai_paiement_jours));
        const id = await repository.insert(tx, caution, appel, { agentId: agent.id, le, avant: jour });
        await joindre(tx, { compteId: caution.compte_id, sujet: 'appel', id, fichiers: ids, le });
        const montant = toDecimal(appel.montant);
        return {
          details: { montant },
          commentaire: appel.motif,
          courriels: await prevenir(tx, vue, { id, version: 0, etape: 'recu', montant, mots: appel.motif }),
          valeur: id,
        };
      });
    },

    /** One of them with its file. */
    async consulter(agent: Agent, id: number) {
      const appel = await db.read({ garant: agent.garantId }, (tx) => repository.find(tx, id));
      if (!appel) throw introuvable();
      return { appel, ...(await dossiers.consulter(agent, appel.caution_id, { sujet: 'appel', id })) };
    },
  };
}
