/** Who is told of an amendment: its requester, whoever may validate it, the adviser. */
import { chemins } from '../chemins.js';
import type { Destinataire } from '../circuits/valideurs.sql.js';
import type { Courriel, Message } from '../courriels/courriel.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import { findConseiller } from '../garants/contacts.sql.js';
import type { Tx } from '../kit/database.js';
import type { AvenantLu } from './avenant.js';

type Lu = Pick<AvenantLu, 'avenant' | 'caution'>;

/** What every message about it says: the caution as it would be. */
const resume = ({ avenant, caution }: Lu) => ({
  numero: caution.demande,
  caution: caution.numero,
  beneficiaire: avenant.apres.beneficiaire_nom ?? caution.beneficiaire,
  entite: caution.entite,
  montant: avenant.montant,
  devise: caution.devise,
});

const page = ({ caution: { numero } }: Lu): string => chemins.cautionAvenant({ numero });
const evenement = ({ avenant: { id, version } }: Lu, quoi: string): string => `avenant ${id} ${quoi} ${version}`;

/** Whoever asked for it, or whoever may act for him once he is gone. */
const auDemandeur = async (tx: Tx, { avenant }: Lu, message: Message): Promise<Courriel[]> =>
  avenant.par_actif
    ? [{ ...message, destinataire: avenant.par_email, langue: avenant.par_langue }]
    : auxClients(tx, avenant.caution_id, message);

export const aValider = (lu: Lu, valideurs: readonly Destinataire[]): Courriel[] =>
  valideurs.map(({ email, langue }) => ({
    evenement: evenement(lu, 'a_valider'),
    gabarit: 'avenant_a_valider',
    donnees: { ...resume(lu), nom: lu.avenant.par, chemin: page(lu) },
    destinataire: email,
    langue,
  }));

/** It waits for the insurer: the adviser is told, and the requester. */
export async function enAttente(tx: Tx, lu: AvenantLu): Promise<Courriel[]> {
  const { caution, avenant } = lu;
  const controle = lu.resultats.filter(({ conforme }) => !conforme);
  const conseiller = await findConseiller(tx, avenant.compte_id);
  const attente = await auDemandeur(tx, lu, {
    evenement: evenement(lu, 'en_attente'),
    gabarit: 'avenant_en_attente',
    donnees: { ...resume(lu), controle, chemin: page(lu) },
  });
  if (!conseiller) return attente;
  const { email, langue, client } = conseiller;
  const donnees = { ...resume(lu), client, controle, chemin: chemins.gestionAvenant({ id: avenant.id }) };
  const aDecider = { evenement: `${evenement(lu, 'a_decider')} ${caution.numero}`, gabarit: 'avenant_a_decider', donnees } as const;
  return [...attente, { ...aDecider, destinataire: email, langue }];
}

export const effectif = (tx: Tx, lu: Lu, version: number): Promise<Courriel[]> =>
  auDemandeur(tx, lu, {
    evenement: evenement(lu, 'effectif'),
    gabarit: 'avenant_effectif',
    donnees: { ...resume(lu), version, chemin: chemins.caution({ numero: lu.caution.numero }) },
  });

export const refuse = (tx: Tx, lu: Lu, { nom, commentaire }: { readonly nom: string; readonly commentaire: string }): Promise<Courriel[]> =>
  auDemandeur(tx, lu, {
    evenement: evenement(lu, 'refuse'),
    gabarit: 'avenant_refuse',
    donnees: { ...resume(lu), nom, commentaire, chemin: chemins.caution({ numero: lu.caution.numero }) },
  });

/** What the insurer says of the agreement that it asks for; nothing where the amendment itself asks. */
export const consentement = (tx: Tx, lu: Lu, commentaire: string): Promise<Courriel[]> =>
  auDemandeur(tx, lu, {
    evenement: evenement(lu, 'consentement'),
    gabarit: 'avenant_consentement',
    donnees: { ...resume(lu), commentaire, chemin: page(lu) },
  });
