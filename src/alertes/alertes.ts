/** The situations that ask for an action, and how a person wants to hear of them. Pure (1-domain: alerts on the home page). */

export const ALERTES = [
  'aValider',
  'opposition',
  'attente',
  'autorisations',
  'documents',
  'factures',
  'bientotFinies',
  'liberables',
  'contrats',
] as const;
export type Alerte = (typeof ALERTES)[number];

export const FREQUENCES = ['jamais', 'aussitot', 'jour', 'semaine'] as const;
export type Frequence = (typeof FREQUENCES)[number];

/** How a person hears of one situation, and whether it is one of his urgent cases. */
export interface Abonnement {
  readonly alerte: Alerte;
  readonly frequence: Frequence;
  readonly urgente: boolean;
}

/** Only a demande to validate comes at one instant, with its mail; the other situations last, and are told in a summary. */
export const frequencesDe = (alerte: Alerte): readonly Frequence[] =>
  alerte === 'aValider' ? FREQUENCES : FREQUENCES.filter((one) => one !== 'aussitot');

export const habituel = (alerte: Alerte): Abonnement => ({
  alerte,
  frequence: alerte === 'aValider' ? 'aussitot' : 'jamais',
  urgente: false,
});

/** What a person chose, completed by what is usual, in the order of the page. */
export const completer = (choisis: readonly Abonnement[]): Abonnement[] =>
  ALERTES.map((alerte) => choisis.find((one) => one.alerte === alerte) ?? habituel(alerte));

/** The situations of a summary: each day those of every day, on Mondays those of the week too. */
export const dansLeResume = ({ frequence }: Abonnement, lundi: boolean): boolean =>
  frequence === 'jour' || (frequence === 'semaine' && lundi);
