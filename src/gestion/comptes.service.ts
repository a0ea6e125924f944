/** The insurer's clients: those an agent looks after, and a new one opened with its first administrator. */
import { insertCollaborateur } from '../collaborateurs/collaborateur.sql.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { introuvable, invalide, type FieldError } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import type { Agent, Origine } from '../droits/acteur.js';
import type { Ouverture } from './comptes.form.js';
import * as repository from './comptes.repository.js';
import type { CompteVue } from './gestion.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly inviter: (tx: Tx, qui: { genre: 'collaborateur'; id: number }, le: Date) => Promise<void>;
}

/** What Postgres refuses twice, beside its field. */
const DEJA: Readonly<Record<string, FieldError>> = {
  compte_garant_id_numero_client_key: { field: 'numeroClient', message: 'gestion.comptes.erreurs.numeroPris' },
  contrat_garant_id_numero_key: { field: 'contrat', message: 'gestion.comptes.erreurs.contratPris' },
};

export function createComptesService({ db, clock, inviter }: Deps) {
  const consigner = createConsigner({ clock });
  return {
    /** One account; 404 when the agent does not look after it. */
    async consulter(agent: Agent, id: number): Promise<CompteVue> {
      const vue = await db.read({ garant: agent.garantId }, (tx) => repository.find(tx, agent.id, id));
      if (!vue) throw introuvable();
      return vue;
    },

    /** Opens an account: its first entity, contract, line, authorisations, and its administrator, who is invited. Answers its id. */
    async ouvrir(agent: Agent, ouverture: Ouverture, origine: Origine): Promise<number> {
      const le = clock();
      try {
        return await db.transaction({ garant: agent.garantId }, async (tx) => {
          const lieu = await repository.insert(tx, agent, ouverture, le);
          await repository.insertContrat(tx, agent, lieu, ouverture);
          const { prenom, nom, langue, email, profils } = ouverture.admin;
          const delegations = profils.includes('valideur') ? [{ montant_max: null, devise: 'EUR', types: null, entite_id: null }] : [];
          const perimetre = [{ entite_id: lieu.racineId, avec_descendants: true }];
          const id = await insertCollaborateur(tx, lieu.compteId, email, { prenom, nom, langue, profils, perimetre, delegations });
          await inviter(tx, { genre: 'collaborateur', id }, le);
          const details = { numero: ouverture.numeroClient, contrat: ouverture.contrat.numero, entiteId: lieu.racineId };
          const { compteId } = lieu;
          await consigner(tx, [{ acteur: agent, compteId, origine, acte: 'compte_ouvert', sujet: 'compte', sujetId: compteId, details }]);
          return lieu.compteId;
        });
      } catch (error) {
        const deja = DEJA[(error as { constraint?: string } | undefined)?.constraint ?? ''];
        throw deja ? invalide([deja]) : error;
      }
    },
  };
}
