/** A small named cast for tests: one account with an entity and its people, one line, one text of each type. */
import { createDatabase, sql, type Database } from '../../src/kit/database.js';
import type { Clock, Day } from '../../src/kit/dates.js';
import type { Collaborateur, Profil } from '../../src/droits/acteur.js';
import { insertRows } from '../../seeds/bulk.js';
import { loadCatalogue } from '../../seeds/referentiel.js';
import { exampleValues } from '../../seeds/textes/examples.js';
import { computeVariables } from '../../src/specimens/computed.js';
import type { TexteVersion } from '../../src/specimens/texte.js';
import type { Contenu } from '../../src/demandes/contenu.js';

export const MAINTENANT: Clock = () => new Date('2026-11-21T09:30:00Z');
export const ORIGINE = { adresse: '127.0.0.1', requete: 'essai' };

/** Demandes as a page would show them now: with the version that a geste must carry. */
export const vues = (db: Database, ...numeros: readonly string[]) => vuesDe({ db, compteId: null }, ...numeros);

/** The same of one account, where another insurer's may have the same numbers. */
export const vuesDe = async (
  { db, compteId }: { readonly db: Database; readonly compteId: number | null },
  ...numeros: readonly string[]
): Promise<{ numero: string; version: number }[]> => {
  const rows = await db.systeme.rows<{ numero: string; version: number }>(
    sql`select numero, version from demande where numero = any (${numeros}) and (${compteId}::int is null or compte_id = ${compteId}::int)`,
  );
  return numeros.map((numero) => rows.find((row) => row.numero === numero) ?? { numero, version: 0 });
};

export interface Maison {
  readonly db: Database;
  readonly compteId: number;
  readonly garantId: number;
  readonly contratId: number;
  readonly ligneId: number;
  /** Root entity and its child. */
  readonly entites: { readonly racine: number; readonly fille: number };
  readonly autorisationId: number;
  readonly ines: Collaborateur;
  readonly marc: Collaborateur;
  readonly claire: Collaborateur;
  readonly texte: { readonly id: number; readonly texte: TexteVersion };
  /** The content of a demande of RG_PRIV for an amount. */
  contenu(montant: string, extra?: Partial<Contenu> & { valeurs?: Record<string, string> }): Contenu;
  collaborateur(
    prenom: string,
    profils: readonly Profil[],
    options?: { delegation?: string | null; entite?: number },
  ): Promise<Collaborateur>;
}

export interface Plafonds {
  readonly contrat?: string;
  readonly ligne?: string;
  readonly autorisation?: string;
  readonly unitaire?: string;
}

/** Another insurer beside the first, with texts of its own: the same words. */
export const autreGarant = (db: Database): Promise<Reference> =>
  db.systeme.transaction(async (tx) => {
    const { id: garantId } = await tx.one<{ id: number }>(
      sql`insert into garant (code, nom, site_url, identite)
        select 'autre', 'Autre Caution', 'https://autre.example/', identite from garant order by id limit 1 returning id`,
    );
    await tx.run(sql`
      insert into texte_version (garant_id, code, version, type_credit, produits, langue, titre, en_vigueur_du, en_vigueur_au, fin, edition_deportee, contenu)
      select ${garantId}::int, code, version, type_credit, produits, langue, titre, en_vigueur_du, en_vigueur_au, fin, edition_deportee, contenu
      from texte_version where garant_id <> ${garantId}`);
    return { garantId };
  });

type Reference = Pick<Awaited<ReturnType<typeof loadCatalogue>>, 'garantId'>;

/** Builds the house in a fresh database: Inès enters, Marc validates up to 150 000 €, Claire without limit. */
export async function construire(
  config: Parameters<typeof createDatabase>[0]['connection'],
  plafonds: Plafonds = {},
  poolSize = 12,
): Promise<Maison> {
  const db = await createDatabase({ connection: config, poolSize });
  const reference = await db.systeme.transaction((tx) => loadCatalogue(tx));
  return ajouterCompte(db, reference, plafonds);
}

/** Another account beside the first, in the same database. */
export async function ajouterCompte(db: Database, reference: Reference | undefined, plafonds: Plafonds = {}): Promise<Maison> {
  const ids = await db.systeme.transaction(async (tx) => {
    const { rang } = await tx.one<{ rang: number }>(sql`select count(*)::int + 1 as rang from compte`);
    const one = async (table: string, row: Record<string, unknown>) =>
      (await insertRows<{ id: number }>(tx, table, [row], 'id'))[0]?.id ?? 0;
    const garantId = reference?.garantId ?? (await tx.row<{ id: number }>(sql`select id from garant order by id limit 1`))?.id ?? 0;
    const compteId = await one('compte', {
      garant_id: garantId,
      numero_client: `K${rang}`,
      nom: `Compte ${rang}`,
      seuil_orange: 80,
      seuil_rouge: 80,
      ouvert_le: '2024-01-01',
    });
    const racine = await entite(one, compteId, `Groupe Essai ${rang}`, []);
    const fille = await entite(one, compteId, `Essai Bâtiment ${rang}`, [racine]);
    const contratId = await one('contrat', {
      garant_id: garantId,
      compte_id: compteId,
      numero: `CP ${rang}`,
      devise: 'EUR',
      plafond: plafonds.contrat ?? '10000000',
      utilise: 0,
      date_debut: '2024-01-01',
      date_fin: '2028-12-31',
      acces: true,
      edition_deportee: true,
      tolerance_impaye_jours: 30,
      base_jours: 360,
      periode: 'trimestre',
      terme: 'avance',
    });
    for (const entite_id of [racine, fille])
      await insertRows(tx, 'contrat_entite', [{ compte_id: compteId, contrat_id: contratId, entite_id }]);
    const ligneId = await one('ligne', {
      compte_id: compteId,
      contrat_id: contratId,
      numero: 1,
      libelle: 'Marché',
      plafond: plafonds.ligne ?? '5000000',
      utilise: 0,
    });
    const autorisationId = await one('autorisation', {
      compte_id: compteId,
      contrat_id: contratId,
      ligne_id: ligneId,
      entite_id: racine,
      produit: 'MARCHE',
      type_credit: 'RG_PRIV',
      devise: 'EUR',
      autorise: plafonds.autorisation ?? '1000000',
      utilise: 0,
      plafond_unitaire: plafonds.unitaire ?? '500000',
      duree_max_mois: 60,
    });
    await insertRows(tx, 'tarif', [
      { compte_id: compteId, autorisation_id: autorisationId, du: '2024-01-01', taux: '0.85', minimum: '20', frais: '17' },
    ]);
    await insertRows(tx, 'circuit', [{ compte_id: compteId, entite_id: racine, propre_validation: false }]);
    const circuitId = (await tx.row<{ id: number }>(sql`select id from circuit where entite_id = ${racine}`))?.id ?? 0;
    await insertRows(tx, 'circuit_tranche', [
      { compte_id: compteId, circuit_id: circuitId, a_partir_de: 0, validations: 1 },
      { compte_id: compteId, circuit_id: circuitId, a_partir_de: 50_000, validations: 2 },
    ]);
    const texte = await tx.row<{ id: number; contenu: TexteVersion }>(sql`
      select id, contenu from texte_version where garant_id = ${garantId} and code = 'RG_PRIV' and en_vigueur_au is null order by version desc limit 1`);
    if (!texte) throw new Error('no RG_PRIV in force');
    return { garantId, compteId, racine, fille, contratId, ligneId, autorisationId, texte: { id: texte.id, texte: texte.contenu } };
  });

  const maison = { db, ...ids, entites: { racine: ids.racine, fille: ids.fille } };
  const collaborateur: Maison['collaborateur'] = (prenom, profils, options) => embaucher(maison, prenom, profils, options);
  const [ines, marc, claire] = [
    await collaborateur('Inès', ['saisisseur', 'administrateur']),
    await collaborateur('Marc', ['valideur'], { delegation: '150000' }),
    await collaborateur('Claire', ['valideur'], { delegation: null }),
  ];
  const contenu: Maison['contenu'] = (montant, { valeurs, ...extra } = {}) => ({
    entiteId: ids.fille,
    autorisationId: ids.autorisationId,
    produit: 'MARCHE',
    typeCredit: 'RG_PRIV',
    texteId: ids.texte.id,
    devise: 'EUR',
    ...extra,
    valeurs: computeVariables(
      ids.texte.texte,
      { ...exampleValues(ids.texte.texte), ...marche(montant), ...valeurs },
      extra.devise ?? 'EUR',
    ),
  });
  return { ...maison, ines, marc, claire, contenu, collaborateur };
}

let marches = 0;
/** A contract of its own, twenty times the amount: 5 % exactly, and never the same twice. */
const marche = (montant: string): Record<string, string> => {
  marches += 1;
  const day: Day = '2026-11-21';
  return {
    montant,
    montant_ttc: (Number(montant) * 20).toFixed(2),
    montant_ht: '',
    avenants_ttc: '',
    taux: '5',
    marche_numero: `M-${marches}`,
    date_effet: day,
    devise: 'EUR',
  };
};

async function entite(
  one: (table: string, row: Record<string, unknown>) => Promise<number>,
  compteId: number,
  nom: string,
  ancetres: readonly number[],
): Promise<number> {
  const id = await one('entite', {
    compte_id: compteId,
    parent_id: ancetres.at(-1) ?? null,
    chemin: [],
    nom,
    forme: 'SAS',
    adresse: '1, rue des Essais\n69000 Lyon',
    pays: 'FR',
    etat: 'active',
  });
  return id;
}

async function embaucher(
  { db, compteId, garantId, racine }: { db: Database; compteId: number; garantId: number; racine: number },
  prenom: string,
  profils: readonly Profil[],
  { delegation, entite: entiteId = racine }: { delegation?: string | null; entite?: number } = {},
): Promise<Collaborateur> {
  const email = `${prenom
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '')}.${compteId}@essai.example`;
  return db.systeme.transaction(async (tx) => {
    const [person] = await insertRows<{ id: number }>(
      tx,
      'collaborateur',
      [{ compte_id: compteId, email, prenom, nom: 'Essai', langue: 'fr', profils, actif: true }],
      'id',
    );
    const id = person?.id ?? 0;
    const door = await tx.row<{ id: number }>(sql`insert into identifiant (email, collaborateur_id) values (${email}, ${id}) returning id`);
    await tx.run(sql`insert into perimetre (compte_id, collaborateur_id, entite_id) values (${compteId}, ${id}, ${entiteId})`);
    if (delegation !== undefined)
      await tx.run(sql`insert into delegation (compte_id, collaborateur_id, montant_max) values (${compteId}, ${id}, ${delegation})`);
    const seen = await tx.rows<{ id: number }>(sql`select id from entite where ${entiteId} = any (chemin)`);
    return {
      genre: 'client',
      id,
      identifiantId: door?.id ?? 0,
      compteId,
      compteNom: `Compte ${compteId}`,
      garantId,
      prenom,
      nom: 'Essai',
      email,
      langue: 'fr',
      profils,
      perimetre: { tout: entiteId === racine, entites: entiteId === racine ? [] : seen.map((row) => row.id) },
    };
  });
}
