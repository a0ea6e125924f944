/** The insurer recognises an entity, or sends it back with a reason. Owns the transactions. */
import { chemins } from '../chemins.js';
import { ecrireCourriels } from '../courriels/courriels.repository.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, introuvable, invalide, type FieldError } from '../kit/errors.js';
import { journaliser, type Origine } from '../journal/journal.js';
import { empecheEntite } from '../organisation/entite.js';
import { verrouillerArbre } from '../organisation/entites.ecriture.js';
import { trouverEntite, type EntiteVue } from '../organisation/entites.repository.js';
import { situationDe } from '../organisation/entites.service.js';
import type { Agent } from '../session/acteur.js';
import * as depot from './identification.repository.js';

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
  async function trouver(tx: Tx, agent: Agent, id: number): Promise<{ vue: EntiteVue; compte: { id: number; nom: string } }> {
    const compte = await depot.compteSuivi(tx, agent.id, id);
    const vue = compte && (await trouverEntite(tx, id));
    if (!vue || !compte) throw introuvable();
    return { vue, compte };
  }

  /** Taken under the lock of the account's tree: of two agents at once, the second is told. */
  async function prendre(tx: Tx, agent: Agent, id: number, geste: 'identifier' | 'renvoyer', version: number) {
    const { compte } = await trouver(tx, agent, id);
    await verrouillerArbre(tx, compte.id);
    const { vue } = await trouver(tx, agent, id);
    const raison = empecheEntite(geste, situationDe(vue), ['garant']);
    if (raison) throw conflit(raison);
    if (vue.version !== version) throw conflit('organisation.refus.perimee');
    return { vue, compte };
  }

  async function conclure(
    tx: Tx,
    agent: Agent,
    vue: EntiteVue,
    { acte, gabarit, commentaire = '', apres, origine }: Conclusion,
  ): Promise<void> {
    const le = clock();
    const details = { entiteId: vue.id, avant: { etat: vue.etat }, apres };
    await journaliser(tx, { acteur: agent, compteId: vue.compte_id, origine, le }, [{ acte, commentaire, details }]);
    const courriels = (await depot.administrateursDuCompte(tx, vue.compte_id)).map(({ email, langue }) => ({
      evenement: `entite ${vue.id} ${gabarit} ${vue.version}`,
      destinataire: email,
      langue,
      gabarit,
      donnees: { entite: vue.nom, commentaire, chemin: chemins.organisationEntite({ id: vue.id }) },
    }));
    await ecrireCourriels(tx, vue.compte_id, courriels, le);
    tx.afterCommit(() => reveiller('courriels'));
  }

  return {
    consulter: (agent: Agent, id: number) =>
      db.read({ garant: agent.garantId }, async (tx) => {
        const { vue, compte } = await trouver(tx, agent, id);
        return { vue, compte, contrats: await depot.contratsDuCompte(tx, compte.id) };
      }),

    identifier: (
      agent: Agent,
      id: number,
      version: number,
      { numeroClient, contrats }: Identification,
      origine: Origine,
    ): Promise<string> =>
      db.transaction({ garant: agent.garantId }, async (tx) => {
        const { vue, compte } = await prendre(tx, agent, id, 'identifier', version);
        const connus = (await depot.contratsDuCompte(tx, compte.id)).filter((contrat) => contrats.includes(contrat.id));
        const fautes: FieldError[] = [];
        const pris = await depot.numeroPris(tx, compte.id, numeroClient, id);
        if (!/^[A-Za-z0-9][A-Za-z0-9 ./-]{0,29}$/.test(numeroClient))
          fautes.push({ field: 'numeroClient', message: 'gestion.entites.erreurs.numero' });
        else if (pris) fautes.push({ field: 'numeroClient', message: 'gestion.entites.erreurs.numero_pris', params: { nom: pris.nom } });
        if (connus.length === 0 || connus.length !== new Set(contrats).size)
          fautes.push({ field: 'contrats', message: 'gestion.entites.erreurs.contrats' });
        if (fautes.length > 0) throw invalide(fautes);
        await depot.identifierEntite(tx, id, numeroClient);
        await depot.rattacher(tx, compte.id, id, contrats);
        const apres = { etat: 'identifiee', numeroClient, contrats: connus.map(({ numero }) => numero) };
        await conclure(tx, agent, vue, { acte: 'entite_identifier', gabarit: 'entite_identifiee', apres, origine });
        return vue.nom;
      }),

    renvoyer: (agent: Agent, id: number, version: number, motif: string, origine: Origine): Promise<string> =>
      db.transaction({ garant: agent.garantId }, async (tx) => {
        const { vue } = await prendre(tx, agent, id, 'renvoyer', version);
        if (motif.length < 3 || motif.length > 1_000) throw invalide([{ field: 'motif', message: 'gestion.entites.erreurs.motif' }]);
        await depot.renvoyerEntite(tx, id);
        await conclure(tx, agent, vue, {
          acte: 'entite_renvoyer',
          gabarit: 'entite_renvoyee',
          commentaire: motif,
          apres: { etat: 'brouillon' },
          origine,
        });
        return vue.nom;
      }),
  };
}

interface Conclusion {
  readonly acte: string;
  readonly gabarit: string;
  readonly commentaire?: string;
  readonly apres: Readonly<Record<string, unknown>>;
  readonly origine: Origine;
}
