/** What every queue of the insurer has in common: its clock, and whose files its rows are. */
import { PROMESSE_HEURES, seuilsDe } from '../cautions/delai.js';
import { avecRequete, type Chemin } from '../chemins.js';
import type { Agent } from '../droits/acteur.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { empty, sql, type Sql } from '../kit/database.js';
import { choix, fragment, type Critere, type Mots } from '../listes/critere.js';
import type { Chiffre } from '../listes/liste.js';
import type { SujetDeDossier } from './dossier.js';

/** A number, a beneficiary, a client: of a caution `c` of an account `k`. */
export const chercheCaution = () =>
  fragment<Agent>(
    'texte',
    (typed) => sql`(c.numero ilike ${like(typed)} or c.beneficiaire ilike ${like(typed)} or k.nom ilike ${like(typed)})`,
    { libelle: 'dossiers.chercher', grand: true },
  );

const like = (typed: string): string => `%${typed.replace(/[\\%_]/g, '\\$&')}%`;

/** Late, or due within hours, of what the promise runs from. */
export const delais = (depuis: Sql, heures = PROMESSE_HEURES) => ({
  retard: (maintenant: Date): Sql => sql`${depuis} <= ${seuilsDe(maintenant, heures).retard}`,
  proche: (maintenant: Date): Sql =>
    sql`(${depuis} > ${seuilsDe(maintenant, heures).retard} and ${depuis} <= ${seuilsDe(maintenant, heures).proche})`,
});
type Delais = ReturnType<typeof delais>;

/** The same as a criterion; `attend`: which rows the promise still runs for. */
export const parDelai = (seuils: Delais, attend: Sql = sql`true`): Critere<Agent> =>
  choix('delai', Object.keys(seuils), (code, _agent, { maintenant }) => sql`(${attend} and ${seuils[code as keyof Delais](maintenant)})`, {
    libelle: 'gestion.delai',
    nommer: (code, { t }) => t(code === 'retard' ? 'gestion.enRetard' : 'gestion.proches'),
  });

/** Whose file a row is: whoever took it over, else whoever looks after its account `k`. */
export const aSoi = ({ id }: Agent, sujet: SujetDeDossier, sujetId: Sql): Sql => sql`
  coalesce((select p.agent_id = ${id}::int from prise p where p.sujet = ${sujet} and p.sujet_id = ${sujetId}), ${suiviPar(id)})`;

/** Mine, or the others; everybody's unless told. */
export const parMain = (sujet: SujetDeDossier, sujetId: Sql): Critere<Agent> =>
  choix('a', ['moi', 'autres'], (code, agent) => sql`${code === 'moi' ? empty : sql`not `}(${aSoi(agent, sujet, sujetId)})`, {
    libelle: 'dossiers.suivi',
    nommer: (code, { t }) => t(`dossiers.suivis.${code}`),
  });

/** What is late and what soon will be, whatever is looked for: its figures lead to it. */
export interface TotalDeFile {
  readonly nombre: number;
  readonly retard: number;
  readonly proches: number;
}

export const totauxDeFile = (from: Sql, conditions: Sql, seuils: Delais, maintenant: Date, attend: Sql): Sql => sql`
  select (count(*) filter (where ${conditions}))::int as nombre,
    (count(*) filter (where ${attend} and ${seuils.retard(maintenant)}))::int as retard,
    (count(*) filter (where ${attend} and ${seuils.proche(maintenant)}))::int as proches from ${from}`;

export const chiffresDeFile =
  (chemin: Chemin, heures = PROMESSE_HEURES) =>
  ([total]: readonly TotalDeFile[], { t }: Mots): readonly Chiffre[] =>
    (['retard', 'proches'] as const).map((nom) => ({
      libelle: t(nom === 'retard' ? 'gestion.enRetard' : 'gestion.proches'),
      valeur: total?.[nom] ?? 0,
      precision: t(`dossiers.promesse.${nom}`, { heures }),
      alerte: nom === 'retard' && (total?.retard ?? 0) > 0,
      href: avecRequete(chemin(), { delai: nom === 'retard' ? 'retard' : 'proche' }),
    }));
