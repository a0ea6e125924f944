/** Periods: two days typed, or one that people ask for by name. */
import { sql, type Sql } from '../kit/database.js';
import { addDays, addMonths, formatDay, parisDay, parseDay, startOfDay, type Day } from '../kit/dates.js';
import { texte, type Critere } from './critere.js';

const premierDuMois = (jour: Day): Day => `${jour.slice(0, 7)}-01`;
const premierDuTrimestre = (jour: Day): Day => addMonths(premierDuMois(jour), -((Number(jour.slice(5, 7)) - 1) % 3));
const mois = (premier: Day, combien = 1): readonly [Day, Day] => [premier, addDays(addMonths(premier, combien), -1)];
const prochains = (jours: number) => (jour: Day) => [jour, addDays(jour, jours)] as const;

const BORNES_DE = {
  moisDernier: (jour: Day) => mois(addMonths(premierDuMois(jour), -1)),
  ceMois: (jour: Day) => mois(premierDuMois(jour)),
  trimestre: (jour: Day) => mois(premierDuTrimestre(jour), 3),
  annee: (jour: Day) => mois(`${jour.slice(0, 4)}-01-01`, 12),
  anneeDerniere: (jour: Day) => mois(`${Number(jour.slice(0, 4)) - 1}-01-01`, 12),
  trenteJours: prochains(30),
  quatreVingtDixJours: prochains(90),
} as const;
type Raccourci = keyof typeof BORNES_DE;

/** Those of what has happened, and those of what will end. */
const PASSES: readonly Raccourci[] = ['ceMois', 'moisDernier', 'trimestre', 'annee', 'anneeDerniere'];
const A_VENIR: readonly Raccourci[] = ['trenteJours', 'quatreVingtDixJours', 'ceMois', 'trimestre', 'annee'];

/** What a period is called in an address, and whether its column holds days or instants. */
interface Bornes {
  readonly champs: readonly [string, string];
  readonly libelles: readonly [string, string];
  readonly jours: boolean;
  readonly raccourcis: readonly Raccourci[];
}
const CREATION: Bornes = { champs: ['du', 'au'], libelles: ['listes.du', 'listes.au'], jours: false, raccourcis: PASSES };
/** When what is asked ends: `finDu`, `finAu`. */
export const FIN: Bornes = { champs: ['finDu', 'finAu'], libelles: ['listes.finDu', 'listes.finAu'], jours: true, raccourcis: A_VENIR };

/** From one day to another, both included; a day that does not exist is an error beside its field. */
export const periode =
  (colonne: Sql, { champs, libelles, jours: enJours, raccourcis }: Bornes = CREATION): Critere =>
  (query) => {
    const [typed, jours] = [champs.map((nom) => texte(query[nom])), champs.map((nom) => parseDay(texte(query[nom])))];
    const [du, au] = jours;
    const erreurs = champs.filter((_, i) => typed[i] !== '' && !jours[i]).map((field) => ({ field, message: 'listes.erreurs.date' }));
    if (du && au && au < du) erreurs.push({ field: champs[1], message: 'listes.erreurs.periode' });
    const dits = champs.flatMap((nom, i) => (jours[i] ? [[nom, libelles[i] ?? '', formatDay(jours[i])] as const] : []));
    const depuis = du ? (enJours ? sql`${colonne} >= ${du}::date` : sql`${colonne} >= ${startOfDay(du)}`) : undefined;
    const avant = au ? (enJours ? sql`${colonne} <= ${au}::date` : sql`${colonne} < ${startOfDay(addDays(au, 1))}`) : undefined;
    const ecrits = (bornes: readonly Day[]) => Object.fromEntries(champs.map((nom, i) => [nom, bornes[i] ? [formatDay(bornes[i])] : []]));
    return {
      requete: Object.fromEntries(dits.map(([nom, , jour]) => [nom, [jour]])),
      condition: () => (depuis && avant ? sql`${depuis} and ${avant}` : (depuis ?? avant)),
      champs: ({ t }) => champs.map((nom, i) => ({ nom, type: 'date', libelle: t(libelles[i] ?? ''), valeur: typed[i] })),
      puces: ({ t }) => dits.map(([nom, libelle, jour]) => ({ libelle: t(libelle), valeur: jour, sans: { [nom]: [] } })),
      raccourcis: ({ t, maintenant }) => ({
        libelle: t(`listes.periodes.${champs[0]}`),
        choix: raccourcis.map((nom) => {
          const avec = ecrits(BORNES_DE[nom](parisDay(maintenant)));
          return {
            texte: t(`listes.periodes.${nom}`),
            avec,
            courant: champs.every((champ, i) => avec[champ]?.[0] === (jours[i] && formatDay(jours[i]))),
          };
        }),
      }),
      erreurs,
    };
  };
