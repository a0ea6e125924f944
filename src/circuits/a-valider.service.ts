/** The mail "validation asked", to everyone who may give the next validation. */
import { listSilencieux } from '../alertes/silence.sql.js';
import { chemins } from '../chemins.js';
import type { Courriel } from '../courriels/courriel.js';
import type { Tx } from '../kit/database.js';
import { listValideurs, type Attente } from './valideurs.sql.js';

/** What the mail says of a demande. */
export interface AValider {
  readonly id: number;
  readonly numero: string;
  readonly tour: number;
  readonly validations_faites: number;
  readonly beneficiaire: string;
  readonly entite: string;
  readonly montant: string;
  readonly devise: string;
  readonly saisi_par_nom: string;
}

/** Who can act on these demandes as they now stand in the transaction, and the mail to each of them who did not choose a summary. */
export async function courrielsAValider(
  tx: Tx,
  demandes: readonly AValider[],
): Promise<{ readonly attentes: readonly Attente[]; readonly courriels: readonly Courriel[] }> {
  const attentes = await listValideurs(
    tx,
    demandes.map(({ id }) => id),
  );
  const parId = new Map(demandes.map((demande) => [demande.id, demande]));
  const silencieux = await listSilencieux(tx, [...new Set(attentes.map(({ id }) => id))]);
  const courriels = attentes.flatMap(({ id, demande_id, email, langue }): Courriel[] => {
    const demande = parId.get(demande_id);
    if (!demande || silencieux.has(id)) return [];
    const { numero, tour, validations_faites, beneficiaire, entite, montant, devise, saisi_par_nom } = demande;
    return [
      {
        // One mail a person, a round and a step: a demande sent back and submitted again writes again.
        evenement: `demande ${demande_id} a_valider ${tour} ${validations_faites}`,
        destinataire: email,
        langue,
        gabarit: 'validation_demandee',
        donnees: { numero, beneficiaire, entite, montant, devise, nom: saisi_par_nom, chemin: chemins.demande({ numero }) },
      },
    ];
  });
  return { attentes, courriels };
}
