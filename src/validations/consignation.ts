/** What the journal and the mails say of a validation. Pure. */
import type { Resultat } from '../cautions/controle.js';
import type { Courriel } from '../courriels/courriel.js';
import { chemins } from '../chemins.js';
import type { Decideur } from '../garants/contacts.sql.js';
import type { DemandeVue } from '../demandes/situation.js';
import type { Fait } from '../journal/consigner.js';
import { A_NAITRE } from '../numeros/numero.js';
import type { Decision, Transmission } from './validation.js';

/** What somebody's validation led to. */
interface Faite {
  readonly par: { readonly id: number };
  readonly commentaire: string;
  readonly decision: Exclude<Decision, { issue: 'refusee' }>;
}

/**
 * What is written of each validation, then of what the control made of it; `aussi`: mails to whoever validates next. The requester of
 * several demandes that one person validates at once is told of all of them in one mail.
 */
export function faitsDesDecisions<F extends Faite>(faites: readonly F[], aussi: readonly Courriel[]): (readonly [F, Fait])[] {
  const lots = new Map<string, Transmission[]>();
  const lotDe = ({ par, decision: { demande } }: Faite) => `${par.id} ${demande.saisi_par_email}`;
  for (const faite of faites)
    if (faite.decision.issue === 'transmise') lots.set(lotDe(faite), [...(lots.get(lotDe(faite)) ?? []), faite.decision]);
  const ensemble = [...lots.values()].filter(({ length }) => length > 1).map(courrielDesTransmises);
  return faites.flatMap((faite, i) => {
    const seule = lots.get(lotDe(faite))?.length === 1;
    return faitsDeLaDecision(faite, i === 0 ? [...aussi, ...ensemble] : [], seule).map((fait) => [faite, fait] as const);
  });
}

function faitsDeLaDecision({ decision, commentaire }: Faite, aussi: readonly Courriel[], seule: boolean): Fait[] {
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
  const echecs = echecsDe(decision.controle).length;
  return [
    validation,
    {
      acte: decision.effective ? 'caution_effective' : 'caution_en_attente',
      sujet: 'caution',
      sujetId: null,
      naissance: demande.id,
      details: { caution: A_NAITRE, regles: decision.controle.length, echecs },
      courriels: seule ? [courrielTransmise(decision)] : [],
    },
  ];
}

const courrielTransmise = ({ demande, effective, controle }: Transmission): Courriel => ({
  evenement: `demande ${demande.id} transmise`,
  destinataire: demande.saisi_par_email,
  langue: demande.saisi_par_langue,
  ...(effective
    ? { gabarit: 'caution_effective', donnees: resume(demande, SA_CAUTION) }
    : { gabarit: 'caution_en_attente', donnees: resume(demande, { ...SA_CAUTION, controle: echecsDe(controle) }) }),
});
const SA_CAUTION = { caution: A_NAITRE, chemin: chemins.caution({ numero: A_NAITRE }) };
/** What does not pass. */
const echecsDe = (controle: readonly Resultat[]) => controle.filter(({ conforme }) => !conforme);

function courrielDesTransmises(lot: readonly Transmission[]): Courriel {
  const { saisi_par_email: destinataire, saisi_par_langue: langue } = (lot[0] as Transmission).demande;
  const demandes = lot.map((transmission) => ({ ...listee(transmission), effective: transmission.effective }));
  const evenement = `demandes ${demandes.map(({ id }) => id).join(' ')} transmises`.slice(0, 400);
  return { evenement, destinataire, langue, gabarit: 'demandes_transmises', donnees: { demandes, chemin: chemins.demandes() } };
}

/** One line of a message about several. */
const listee = ({ controle, demande: { id, numero, beneficiaire, entite, montant, devise } }: Transmission) => ({
  ...{ id, numero, beneficiaire, entite, montant, devise },
  controle: echecsDe(controle),
});

/** To the insurer: those that wait for him, all in one message. */
export function courrielADecider({ email: destinataire, langue, client }: Decideur, attentes: readonly Transmission[]): Courriel {
  const demandes = attentes.map(listee);
  const evenement = `demandes ${demandes.map(({ id }) => id).join(' ')} a decider`.slice(0, 400);
  return { evenement, destinataire, langue, gabarit: 'cautions_a_decider', donnees: { client, demandes, chemin: chemins.gestion() } };
}

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
