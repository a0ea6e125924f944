/** What the insurer's queues about cautions are searched by: a caution `c` of an account `k`. */
import type { Agent } from '../droits/acteur.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { sql } from '../kit/database.js';
import { choix, fragment } from '../listes/critere.js';

/** A number, a beneficiary, a client. */
export const chercheCaution = () =>
  fragment<Agent>(
    'texte',
    (typed) => sql`(c.numero ilike ${like(typed)} or c.beneficiaire ilike ${like(typed)} or k.nom ilike ${like(typed)})`,
    { libelle: 'dossiers.chercher', grand: true },
  );

const like = (typed: string): string => `%${typed.replace(/[\\%_]/g, '\\$&')}%`;

/** Mine, or the others'. */
export const duSuivi = () =>
  choix<Agent>('a', ['moi', 'autres'], (code, { id }) => (code === 'moi' ? suiviPar(id) : sql`not ${suiviPar(id)}`), {
    libelle: 'dossiers.suivi',
    nommer: (code, { t }) => t(`dossiers.suivis.${code}`),
  });
