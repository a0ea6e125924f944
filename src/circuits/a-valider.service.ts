/** The mail "validation asked", to everyone who may give the next validation. */
import { listSilencieux } from '../alertes/silence.sql.js';
import { avecRequete, chemins } from '../chemins.js';
import type { Courriel, Message } from '../courriels/courriel.js';
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

/** Who can act on these demandes as they now stand in the transaction, and one mail to each of them who did not choose a summary. */
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
  const parPersonne = new Map<number, Attente[]>();
  for (const attente of attentes)
    if (!silencieux.has(attente.id)) parPersonne.set(attente.id, [...(parPersonne.get(attente.id) ?? []), attente]);
  const courriels = [...parPersonne.values()].flatMap((siennes) => {
    const attendues = siennes.flatMap(({ demande_id }) => parId.get(demande_id) ?? []);
    const [[personne], [premiere]] = [siennes, attendues];
    if (!personne || !premiere) return [];
    const { email: destinataire, langue } = personne;
    return [{ destinataire, langue, ...(attendues.length === 1 ? messageDUne(premiere) : messageDePlusieurs(attendues)) }];
  });
  return { attentes, courriels };
}

// One mail a person, a round and a step: a demande sent back and submitted again writes again.
const etapeDe = ({ id, tour, validations_faites }: AValider): string => `demande ${id} a_valider ${tour} ${validations_faites}`;

function messageDUne(demande: AValider): Message {
  const { numero, beneficiaire, entite, montant, devise, saisi_par_nom: nom } = demande;
  const donnees = { numero, beneficiaire, entite, montant, devise, nom, chemin: chemins.demande({ numero }) };
  return { evenement: etapeDe(demande), gabarit: 'validation_demandee', donnees };
}

/** Several that come to somebody together are one mail. */
function messageDePlusieurs(attendues: readonly AValider[]): Message {
  const demandes = attendues.map(({ id, numero, beneficiaire, entite, montant, devise }) => ({
    id,
    numero,
    beneficiaire,
    entite,
    montant,
    devise,
  }));
  const chemin = avecRequete(chemins.demandes(), { aValider: 'moi' });
  return { evenement: attendues.map(etapeDe).join(', ').slice(0, 400), gabarit: 'validations_demandees', donnees: { demandes, chemin } };
}
