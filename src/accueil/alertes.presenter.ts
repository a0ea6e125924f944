/** What asks for an action, for the home page and the summaries by mail. */
import type { Alerte } from '../alertes/alertes.js';
import { somme } from '../autorisations/autorisation.js';
import type { EtatCaution } from '../cautions/caution.js';
import { avecRequete, chemins } from '../chemins.js';
import { addMonths, formatDay, formatInstant, parisDay, type Day } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, fromDecimal, type Language, type Money } from '../kit/money.js';
import { finProche } from '../specimens/fin.js';
import type { SourceAccueil } from './source.js';

interface Situation {
  readonly cle: Alerte;
  readonly ton: string;
  readonly icone: string;
  readonly nombre: number;
  readonly precision: string;
  /** The list behind the count. */
  readonly href: string;
}

type Source = Pick<SourceAccueil, 'lu' | 'langue' | 't'>;

/** The list of what ends from a day on, and for how long. */
const finissant = (jour: Day, dernier: Day) => ({ finDu: formatDay(jour), finAu: formatDay(dernier) });

/** How many are in each colour of alert, those that there are. */
export const couleurs = (nombres: Readonly<Record<'rouges' | 'oranges', number>>, t: Translate): string =>
  (['rouges', 'oranges'] as const).flatMap((cle) => (nombres[cle] > 0 ? [t(`accueil.${cle}`, { count: nombres[cle] })] : [])).join(', ');

/** Each situation with its count and the list behind it; the person's urgent cases first. */
export function alertesDe({ lu, langue, t }: Source) {
  return situationsDe({ lu, langue, t })
    .filter(({ nombre }) => nombre > 0)
    .map((alerte) => ({
      ...alerte,
      urgente: lu.urgentes.includes(alerte.cle),
      texte: t(`accueil.alerte.${alerte.cle}`, { count: alerte.nombre }),
    }))
    .sort((a, b) => Number(b.urgente) - Number(a.urgente));
}

/** Every situation, the empty ones too. */
function situationsDe({ lu, langue, t }: Source): Situation[] {
  const { faits } = lu;
  const jour = parisDay(lu.maintenant);
  const cautions = (etat: EtatCaution) => {
    const rows = lu.bilan.filter((row) => row.grain === 'type' && row.etat === etat);
    return { nombre: rows.reduce((sum, row) => sum + row.nombre, 0), montants: sommes(rows) };
  };
  const [opposition, attente] = [cautions('en_opposition'), cautions('en_attente')];
  const combien = (couleur: 'rouges' | 'oranges') => lu.autorisations.reduce((sum, usage) => sum + usage[couleur], 0);
  const [rouges, oranges] = [combien('rouges'), combien('oranges')];
  const aValider = lu.totaux_a_valider.reduce((sum, { nombre }) => sum + nombre, 0);
  return [
    {
      cle: 'aValider',
      ton: 'blue',
      icone: 'circle-dot',
      nombre: aValider,
      precision: enMots(lu.totaux_a_valider, langue),
      href: `${chemins.demandes()}?aValider=moi`,
    },
    {
      cle: 'opposition',
      ton: 'amber',
      icone: 'octagon-alert',
      nombre: opposition.nombre,
      precision: opposition.montants.map((m) => formatMoney(m, langue)).join(', '),
      href: `${chemins.cautions()}?etat=en_opposition`,
    },
    {
      cle: 'attente',
      ton: 'violet',
      icone: 'hourglass',
      nombre: attente.nombre,
      precision: faits.attente_depuis ? t('accueil.depuis', { quand: formatInstant(new Date(faits.attente_depuis), langue) }) : '',
      href: `${chemins.cautions()}?etat=en_attente`,
    },
    {
      cle: 'autorisations',
      ton: rouges > 0 ? 'red' : 'amber',
      icone: 'triangle-alert',
      nombre: rouges + oranges,
      precision: couleurs({ rouges, oranges }, t),
      href: avecRequete(chemins.autorisations(), { niveau: 'alerte' }),
    },
    {
      cle: 'documents',
      ton: 'amber',
      icone: 'file-warning',
      nombre: faits.documents,
      precision: faits.documents_echeance ? t('accueil.premierDu', { le: formatDay(faits.documents_echeance) }) : '',
      href: avecRequete(chemins.documents(), { etat: 'demande' }),
    },
    {
      cle: 'factures',
      ton: 'red',
      icone: 'receipt-text',
      nombre: faits.factures,
      precision: t('accueil.facturesPhrase', { montant: enMots(faits.factures_montants, langue), count: faits.factures_echues }),
      href: avecRequete(chemins.factures(), { etat: 'a_payer' }),
    },
    ...finsDe(faits, jour, t),
  ];
}

/** What ends, or should: cautions near their end, those that the law has freed, contracts. */
const finsDe = (faits: Source['lu']['faits'], jour: Day, t: Translate): Situation[] => [
  {
    cle: 'bientotFinies',
    ton: 'amber',
    icone: 'hourglass',
    nombre: faits.bientot_finies,
    precision: t('accueil.sous30'),
    href: avecRequete(chemins.cautions(), { etat: 'effective', finAu: formatDay(finProche(jour)), tri: 'fin' }),
  },
  {
    cle: 'liberables',
    ton: 'green',
    icone: 'lock-open',
    nombre: faits.liberables,
    precision: t('accueil.liberablesPhrase'),
    href: chemins.cautionsLiberables(),
  },
  {
    cle: 'contrats',
    ton: 'amber',
    icone: 'file-text',
    nombre: faits.contrats_a_renouveler,
    precision: t('accueil.sous90'),
    href: avecRequete(chemins.contrats(), finissant(jour, addMonths(jour, 3))),
  },
];

const enMots = (montants: readonly { readonly montant: string; readonly devise: string }[], langue: Language): string =>
  montants.map(({ montant, devise }) => formatMoney(fromDecimal(montant, devise), langue)).join(', ');

const sommes = (rows: readonly { readonly montant: string; readonly devise: string }[]): Money[] =>
  [...new Set(rows.map(({ devise }) => devise))].map((devise) =>
    somme(
      rows.filter((row) => row.devise === devise).map((row) => fromDecimal(row.montant, devise)),
      devise,
    ),
  );
