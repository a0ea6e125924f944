/** SQL that reads the organisation: one level at a time, never the whole tree. */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import { holds } from '../kit/search.js';
import { ETATS_ENTITE, PLUS_DE, type CircuitVue, type EntiteVue, type NoeudVue } from './entite.js';

export const NOEUD = sql`e.id, e.nom, cardinality(e.chemin) - 1 as niveau, e.etat, e.siret, e.siren, e.immatriculation, e.numero_client,
  (select count(*)::int from entite f where f.compte_id = e.compte_id and f.parent_id = e.id) as enfants,
  (select p.nom from entite p where p.id = e.parent_id) as parent`;

export const findRacine = (tx: Tx, compteId: number): Promise<{ id: number } | undefined> =>
  tx.row(sql`select id from entite where compte_id = ${compteId} and parent_id is null order by id limit 1`);

/** From the root down to the parent. */
export const listAncetres = (tx: Tx, chemin: readonly number[]): Promise<NoeudVue[]> =>
  tx.rows<NoeudVue>(sql`select ${NOEUD} from entite e where e.id = any (${chemin}) order by cardinality(e.chemin)`);

export interface TrancheVue {
  readonly debut: number;
  readonly taille: number;
}

export const listEnfants = (tx: Tx, compteId: number, parentId: number, { debut, taille }: TrancheVue): Promise<NoeudVue[]> =>
  tx.rows<NoeudVue>(sql`
    select ${NOEUD} from entite e where e.compte_id = ${compteId} and e.parent_id = ${parentId}
    order by e.nom, e.id offset ${debut} limit ${taille}`);

/** A name, a client number, a registration; digits also find a SIREN or the start of a SIRET. */
export function trouveePar(texte: string): Sql {
  const chiffres = texte.replace(/[\s\u00a0\u202f.]/g, '');
  // Digits only: anything else would be read as a pattern.
  const legal = /^\d+$/.test(chiffres) ? sql`or e.siret like ${`${chiffres}%`} or e.siren = ${chiffres}` : empty;
  return sql`(${holds(sql`e.recherche`, texte)} ${legal})`;
}

/** The first entities found so, by name. */
export const listFound = (tx: Tx, compteId: number, texte: string, limite: number): Promise<NoeudVue[]> =>
  tx.rows<NoeudVue>(
    sql`select ${NOEUD} from entite e where e.compte_id = ${compteId} and ${trouveePar(texte)} order by e.nom, e.id limit ${limite}`,
  );

/** How many entities are in each state, counted up to one more than `PLUS_DE`: a page never reads thousands for a figure. */
export const comptesParEtat = (compteId: number): Sql => sql`
  select s.etat as code, (select count(*)::int from (
    select from entite where compte_id = ${compteId} and etat = s.etat limit ${PLUS_DE + 1}) x) as nombre
  from unnest(${ETATS_ENTITE}::text[]) as s (etat)`;

/** Another entity of the account that already has this SIRET. */
export const findBySiret = (tx: Tx, compteId: number, siret: string, saufId: number): Promise<{ nom: string } | undefined> =>
  tx.row(sql`select nom from entite where compte_id = ${compteId} and siret = ${siret} and id <> ${saufId}`);

export const listContrats = (tx: Tx, id: number): Promise<{ numero: string }[]> =>
  tx.rows(sql`select c.numero from contrat_entite x join contrat c on c.id = x.contrat_id where x.entite_id = ${id} order by c.numero`);

/** The nearest circuit on a path, from its end. */
export const findCircuit = (tx: Tx, chemin: readonly number[]): Promise<CircuitVue | undefined> =>
  tx.row<CircuitVue>(sql`
    select c.entite_id, e.nom as entite, coalesce((
      select json_agg(json_build_object('a_partir_de', t.a_partir_de::text, 'validations', t.validations) order by t.a_partir_de)
      from circuit_tranche t where t.circuit_id = c.id), '[]') as tranches
    from circuit c join entite e on e.id = c.entite_id where c.entite_id = any (${chemin})
    order by cardinality(e.chemin) desc limit 1`);

export interface PersonneVue {
  readonly id: number;
  readonly nom: string;
  readonly profils: readonly string[];
}

/** People whose perimeter covers the end of a path. */
export const listPersonnes = (tx: Tx, compteId: number, chemin: readonly number[]): Promise<PersonneVue[]> =>
  tx.rows<PersonneVue>(sql`
    select c.id, trim(c.prenom || ' ' || c.nom) as nom, c.profils from collaborateur c
    where c.compte_id = ${compteId} and c.actif and exists (
      select from perimetre p where p.collaborateur_id = c.id and p.entite_id = any (${chemin})
        and (p.avec_descendants or p.entite_id = ${chemin.at(-1) ?? 0}))
    order by c.nom, c.prenom, c.id limit 200`);

/** People who hold a delegation that reaches the end of a path because of one entity of it. */
export const listDelegations = (tx: Tx, compteId: number, chemin: readonly number[]): Promise<{ id: number; nom: string }[]> =>
  tx.rows(sql`
    select distinct d.id, trim(c.prenom || ' ' || c.nom) || ' (' || e.nom || ')' as nom
    from delegation d join collaborateur c on c.id = d.collaborateur_id join entite e on e.id = d.entite_id
    where d.compte_id = ${compteId} and d.entite_id = any (${chemin}) order by nom limit 200`);

/** What is under way or open in an entity: told before it is deactivated. */
export const countEnCours = async (tx: Tx, compteId: number, id: number): Promise<{ demandes: number; cautions: number }> =>
  (await tx.row<{ demandes: number; cautions: number }>(sql`
    select coalesce(sum(nombre) filter (where objet = 'demande' and etat in ('creee', 'a_valider', 'en_cours')), 0)::int as demandes,
      coalesce(sum(nombre) filter (where objet = 'caution' and etat in ('en_attente', 'effective', 'en_opposition')), 0)::int as cautions
    from bilan where compte_id = ${compteId} and entite_id = ${id} and produit = '*'`)) ?? { demandes: 0, cautions: 0 };

export const countBranche = async (tx: Tx, id: number): Promise<number> =>
  (await tx.row<{ n: number }>(sql`select count(*)::int as n from entite where chemin @> array[${id}::int]`))?.n ?? 0;

/** What a move changes for the branch: people, delegations, circuit. */
export async function findEffets(tx: Tx, compteId: number, vue: EntiteVue, parent: EntiteVue) {
  const [avant, apres] = [vue.chemin, [...parent.chemin, vue.id]];
  const ecart = <T extends { id: number }>(a: readonly T[], b: readonly T[]) => a.filter(({ id }) => !b.some((one) => one.id === id));
  const [gensAvant, gensApres] = [await listPersonnes(tx, compteId, avant), await listPersonnes(tx, compteId, apres)];
  const [delAvant, delApres] = [await listDelegations(tx, compteId, avant), await listDelegations(tx, compteId, apres)];
  return {
    entites: await countBranche(tx, vue.id),
    gagnent: ecart(gensApres, gensAvant),
    perdent: ecart(gensAvant, gensApres),
    delegationsGagnees: ecart(delApres, delAvant),
    delegationsPerdues: ecart(delAvant, delApres),
    circuitAvant: await findCircuit(tx, avant),
    circuitApres: await findCircuit(tx, apres),
  };
}
