/** An amendment of a caution in force: its states, what may be done with it and by whom, what it changes. Pure. */
import type { CautionVue, EtatCaution } from '../cautions/caution.js';
import { conforme, type Resultat } from '../cautions/controle.js';
import { cycle, type Empechement as Motif, type Geste, type Words } from '../kit/cycle.js';
import type { Day } from '../kit/dates.js';
import { fromDecimal, subtract, toDecimal, type Language } from '../kit/money.js';
import { memePersonne } from '../specimens/parties.js';
import type { Fin } from '../specimens/fin.js';
import type { Valeurs } from '../specimens/texte.js';

export const ETATS_AVENANT = ['a_valider', 'consentement_attendu', 'en_attente', 'effectif', 'refuse', 'abandonne'] as const;
export type EtatAvenant = (typeof ETATS_AVENANT)[number];

/** Something is still to be done with it: a caution has one such amendment at most. */
export const PENDANTS: readonly EtatAvenant[] = ['a_valider', 'consentement_attendu', 'en_attente'];

export type AuteurAvenant = 'saisisseur' | 'valideur' | 'garant';

/** What must be known of an amendment, and of the person looking at it, to say what may be done. */
export interface SituationAvenant {
  readonly etat: EtatAvenant;
  /** The person asked for it. */
  readonly sienne: boolean;
  /** The circuit lets the requester validate his own. */
  readonly propreValidation: boolean;
  /** The person's delegation covers the entity, the credit type and the new amount. */
  readonly delegue: boolean;
  /** Somebody else is named the account's exclusive transmitter. */
  readonly transmetteurAutre: boolean;
  /** The beneficiary has to agree, and his letter is there. */
  readonly consentement: boolean;
  readonly consenti: boolean;
  /** Every rule of the control passes. */
  readonly conforme: boolean;
}

type Empechement = Motif<SituationAvenant>;

const saPropreDemande: Empechement = (s) => (s.sienne && !s.propreValidation ? 'avenants.refus.sa_propre_demande' : undefined);
const horsDelegation: Empechement = (s) => (s.delegue ? undefined : 'avenants.refus.hors_delegation');
const transmetteurExclusif: Empechement = (s) => (s.transmetteurAutre ? 'demandes.refus.transmetteur' : undefined);
const sansConsentement: Empechement = (s) => (s.consentement && !s.consenti ? 'avenants.refus.sans_consentement' : undefined);

const mots = (champ: string, min: number): Words => ({ champ, min, max: 1_000 });

/** Validated: effective at once where nothing holds it, and nobody else has to agree. */
const apresValidation = {
  parmi: ['effectif', 'en_attente', 'consentement_attendu'] as const,
  selon: (s: SituationAvenant) =>
    s.consentement ? (s.consenti ? ('en_attente' as const) : ('consentement_attendu' as const)) : s.conforme ? 'effectif' : 'en_attente',
};

/** The one table. One that only lowers or shortens begins where its beneficiary has to agree; every other waits for a validation. */
export const AVENANT = cycle({
  nom: 'avenants',
  etats: ETATS_AVENANT,
  debut: ['a_valider', 'consentement_attendu'],
  gestes: {
    valider: {
      de: ['a_valider'],
      vers: apresValidation,
      par: 'valideur',
      sauf: [saPropreDemande, horsDelegation, transmetteurExclusif],
      exige: mots('commentaire', 0),
    },
    ecarter: { de: ['a_valider'], vers: 'refuse', par: 'valideur', exige: mots('commentaire', 3) },
    consentir: { de: ['consentement_attendu'], vers: 'en_attente', par: 'saisisseur' },
    abandonner: { de: PENDANTS, vers: 'abandonne', par: 'saisisseur', exige: mots('motif', 3) },
    accorder: { de: ['en_attente'], vers: 'effectif', par: 'garant', sauf: [sansConsentement] },
    refuser: { de: ['consentement_attendu', 'en_attente'], vers: 'refuse', par: 'garant', exige: mots('motif', 10) },
    demander_consentement: { de: ['en_attente'], vers: 'consentement_attendu', par: 'garant', exige: mots('demande', 10) },
  } satisfies Record<string, Geste<EtatAvenant, SituationAvenant, AuteurAvenant>>,
});

export type GesteAvenant = (typeof AVENANT.noms)[number];

/** An amendment as it is read. Amounts are decimals of the caution's currency. */
export interface AvenantVue {
  readonly id: number;
  readonly version: number;
  readonly etat: EtatAvenant;
  readonly caution_id: number;
  readonly compte_id: number;
  readonly objet: string;
  readonly avant: Valeurs;
  readonly apres: Valeurs;
  /** Of the act it asks for, and what the ledger moves by. */
  readonly montant: string;
  readonly ecart: string;
  readonly date_fin: Day | null;
  readonly consentement: boolean;
  readonly consentement_le: Day | null;
  readonly consentement_id: number | null;
  readonly propre_validation: boolean;
  readonly demande_par: number;
  readonly demande_le: Date;
  readonly attend_le: Date | null;
  readonly controle: readonly Resultat[];
  readonly reponse: string;
  readonly par: string;
  readonly par_email: string;
  readonly par_langue: Language;
  readonly par_actif: boolean;
  readonly pieces: readonly { readonly id: number; readonly nom: string; readonly taille: number }[];
}

/** What the acting person may do about it, beside it. */
export interface DroitsSurAvenant {
  readonly sienne: boolean;
  readonly delegue: boolean;
  readonly transmetteur_autre: boolean;
}

/** An amendment with its caution, and what the rules say of it now. */
export interface AvenantLu {
  readonly avenant: AvenantVue;
  readonly caution: CautionVue;
  readonly resultats: readonly Resultat[];
}

/** What the table asks of it; `droits`: of the client's person who looks. */
export const situationDe = (
  { avenant, resultats }: Pick<AvenantLu, 'avenant' | 'resultats'>,
  droits?: DroitsSurAvenant,
): SituationAvenant => ({
  etat: avenant.etat,
  sienne: droits?.sienne ?? false,
  propreValidation: avenant.propre_validation,
  delegue: droits?.delegue ?? true,
  transmetteurAutre: droits?.transmetteur_autre ?? false,
  consentement: avenant.consentement,
  consenti: avenant.consentement_le !== null,
  conforme: conforme(resultats),
});

/** What stands in the way of asking for one: a message key, or nothing. */
export function empecheDemande(caution: {
  readonly etat: EtatCaution;
  readonly oppositions: number;
  readonly mainlevees: number;
  readonly avenants: number;
}): string | undefined {
  if (caution.avenants > 0) return 'avenants.refus.en_cours';
  if (caution.oppositions > 0) return 'avenants.refus.opposition';
  if (caution.mainlevees > 0) return 'avenants.refus.mainlevee';
  return caution.etat === 'effective' ? undefined : 'avenants.refus.caution';
}

/** What an amendment does: to the insurer's engagement, and to its beneficiary. */
export interface Mesure {
  /** Decimal, signed: between the two acts. */
  readonly ecart: string;
  /** It takes and lengthens nothing: only what its act says is judged. */
  readonly reduction: boolean;
  /** The beneficiary's position worsens: less, sooner, or another in his place. */
  readonly consentement: boolean;
}

const beneficiaire = ({ beneficiaire_nom: nom = '', beneficiaire_siret, soustraitant_siret }: Valeurs) => ({
  nom,
  immatriculation: beneficiaire_siret ?? soustraitant_siret,
});

/** `fin`: how the text ends its act; an end that binds nobody weighs nothing. */
export function mesurer(avant: Valeurs, apres: Valeurs, { devise, fin }: { readonly devise: string; readonly fin: Fin }): Mesure {
  const ecart = subtract(fromDecimal(apres.montant ?? '0', devise), fromDecimal(avant.montant ?? '0', devise));
  const [terme, nouveau] = fin === 'date' ? [avant.date_fin ?? '9999', apres.date_fin ?? '9999'] : ['', ''];
  const releve = ecart.minor > 0n || nouveau > terme;
  const abaisse = ecart.minor < 0n || nouveau < terme;
  const autre = !memePersonne(beneficiaire(avant), beneficiaire(apres));
  const coordonnees = ['beneficiaire_nom', 'beneficiaire_adresse'].some((nom) => avant[nom] !== apres[nom]);
  return { ecart: toDecimal(ecart), reduction: abaisse && !releve && !coordonnees, consentement: abaisse || autre };
}
