/** The insurer recognises an entity, or sends it back with a reason. Owns the transactions. */
import { chemins } from '../chemins.js';
import type { Courriel } from '../courriels/courriel.js';
import { createFaire, type Envoi } from '../gestes/faire.js';
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { introuvable, invalide, type FieldError } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import { readTimeline } from '../journal/journal.js';
import { findEntite, lockArbre } from '../entites/entites.sql.js';
import type { EntiteVue } from '../entites/entite.js';
import { pisteEntite } from '../entites/entites.service.js';
import type { Agent } from '../droits/acteur.js';
import * as repository from './identification.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly reveiller: (travail: 'courriels') => void;
}

export interface Identification {
  readonly numeroClient: string;
  readonly contrats: readonly number[];
}

export function createIdentificationService({ db, clock, reveiller }: Deps) {
  const { faire } = createFaire(
    { db, consigner: createConsigner({ clock, reveiller }) },
    pisteEntite<Agent>({
      scope: ({ garantId }) => ({ garant: garantId }),
      // Under the lock of the account's tree: of two agents at once, the second is told.
      find: async (tx, agent, id) => {
        const compte = await repository.findCompte(tx, agent.id, id);
        if (!compte) return undefined;
        await lockArbre(tx, compte.id);
        return findEntite(tx, id);
      },
      auteurs: () => ['garant'],
    }),
  );

  async function trouver(tx: Tx, agent: Agent, id: number): Promise<{ vue: EntiteVue; compte: { id: number; nom: string } }> {
    const compte = await repository.findCompte(tx, agent.id, id);
    const vue = compte && (await findEntite(tx, id));
    if (!vue || !compte) throw introuvable();
    return { vue, compte };
  }

  return {
    consulter: (agent: Agent, id: number) =>
      db.read({ garant: agent.garantId }, async (tx) => {
        const { vue, compte } = await trouver(tx, agent, id);
        return {
          vue,
          compte,
          contrats: await repository.listContrats(tx, compte.id),
          evenements: await readTimeline(tx, 'entite', id),
        };
      }),

    identifier: (agent: Agent, id: number, { numeroClient, contrats }: Identification, envoi: Envoi): Promise<string> =>
      faire(agent, id, 'identifier', envoi, async ({ tx, vue, move }) => {
        const connus = (await repository.listContrats(tx, vue.compte_id)).filter((contrat) => contrats.includes(contrat.id));
        const fautes: FieldError[] = [];
        const pris = await repository.findByNumero(tx, vue.compte_id, numeroClient, id);
        if (!/^[A-Za-z0-9][A-Za-z0-9 ./-]{0,29}$/.test(numeroClient))
          fautes.push({ field: 'numeroClient', message: 'gestion.entites.erreurs.numero' });
        else if (pris) fautes.push({ field: 'numeroClient', message: 'gestion.entites.erreurs.numero_pris', params: { nom: pris.nom } });
        if (connus.length === 0 || connus.length !== new Set(contrats).size)
          fautes.push({ field: 'contrats', message: 'gestion.entites.erreurs.contrats' });
        if (fautes.length > 0) throw invalide(fautes);
        await move(sql`, numero_client = ${numeroClient}`);
        await repository.attachContrats(tx, vue.compte_id, id, contrats);
        return {
          details: { avant: { etat: vue.etat }, apres: { numeroClient, contrats: connus.map(({ numero }) => numero) } },
          courriels: await reponse(tx, vue, 'entite_identifiee', ''),
          valeur: vue.nom,
        };
      }),

    renvoyer: (agent: Agent, id: number, envoi: Envoi): Promise<string> =>
      faire(agent, id, 'renvoyer', envoi, async ({ tx, vue }) => ({
        details: { avant: { etat: vue.etat } },
        courriels: await reponse(tx, vue, 'entite_renvoyee', envoi.mots ?? ''),
        valeur: vue.nom,
      })),
  };
}

/** The insurer's answer, to the administrators of the account. */
async function reponse(
  tx: Tx,
  { id, nom, compte_id, version }: EntiteVue,
  gabarit: 'entite_identifiee' | 'entite_renvoyee',
  commentaire: string,
): Promise<Courriel[]> {
  const donnees = { entite: nom, commentaire, chemin: chemins.organisationEntite({ id }) };
  const evenement = `entite ${id} ${gabarit} ${version}`;
  return (await repository.listAdministrateurs(tx, compte_id)).map(({ email, langue }) => ({
    evenement,
    destinataire: email,
    langue,
    gabarit,
    donnees,
  }));
}
