/** What the journal and the mails say of a validation. Pure. */
import type { Courriel } from '../courriels/courriel.js';
import { chemins } from '../chemins.js';
import type { DemandeVue } from '../demandes/situation.js';
import type { Fait } from '../journal/consigner.js';
import { A_NAITRE } from '../numeros/numero.js';
import type { Decision, Transmission } from './validation.js';

/** What is written of a validation, then of what the control made of it; `aussi`: mails to whoever validates next. */
export function faitsDeLaDecision(
  decision: Exclude<Decision, { issue: 'refusee' }>,
  commentaire: string,
  aussi: readonly Courriel[],
): Fait[] {
  const { demande } = decision;
  const validation: Fait = {
    acte: 'valider',
    sujet: 'demande',
    sujetId: demande.id,
    version: demande.version + 1,
    commentaire,
    details: { rang: demande.validations_faites + 1, sur: demande.validations_requises },
    courriels: aussi,
  };
  if (decision.issue === 'validee') return [validation];
  const echecs = decision.controle.filter(({ conforme }) => !conforme).length;
  return [
    validation,
    {
      acte: decision.effective ? 'caution_effective' : 'caution_en_attente',
      sujet: 'caution',
      sujetId: null,
      naissance: demande.id,
      details: { caution: A_NAITRE, regles: decision.controle.length, echecs },
      courriels: [courrielTransmise(decision)],
    },
  ];
}

const courrielTransmise = ({ demande, effective }: Transmission): Courriel => ({
  evenement: `demande ${demande.id} transmise`,
  destinataire: demande.saisi_par_email,
  langue: demande.saisi_par_langue,
  gabarit: effective ? 'caution_effective' : 'caution_en_attente',
  donnees: resume(demande, { caution: A_NAITRE, chemin: chemins.caution({ numero: A_NAITRE }) }),
});

/** What every mail about a demande says of it. */
const resume = <Extra extends object>(demande: DemandeVue, extra: Extra) => ({
  numero: demande.numero,
  beneficiaire: demande.beneficiaire,
  entite: demande.entite,
  nom: demande.saisi_par_nom,
  montant: demande.montant,
  devise: demande.devise,
  ...extra,
});
