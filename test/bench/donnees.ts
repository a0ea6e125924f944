/** A portfolio for measuring: one very large client, many typical ones; made by sets, in a minute. */
import { sql, type Database, type Tx } from '../../src/kit/database.js';
import { loadCatalogue } from '../../seeds/referentiel.js';

export interface Echelle {
  /** Cautions of the largest client, and its entities. */
  readonly grandes: number;
  readonly entites: number;
  /** People of the largest client, besides the two of every account. */
  readonly personnes: number;
  /** Entities and people of an account of ordinary size, which fill one page as the largest does. */
  readonly moyen: number;
  /** Typical clients: a thousand cautions and twenty entities each. */
  readonly clients: number;
}

export interface Clients {
  readonly grand: number;
  readonly typique: number;
  readonly moyen: number;
}

const TYPIQUE = { cautions: 1_000, entites: 20 };
const EMAIL = (compte: number) => `valideur.${compte}@bench.example`;
export const emailDe = EMAIL;

/** Fills an empty, migrated database; triggers sleep while rows come, then counters and totals are made by set. */
export async function remplir(
  db: Database,
  owner: (text: string) => Promise<unknown>,
  { grandes, ...taille }: Echelle,
  secret: string,
): Promise<Clients> {
  const { garantId, textes } = await db.systeme.transaction((tx) => loadCatalogue(tx));
  const texteId = textes.find(({ texte }) => texte.code === 'RG_PRIV' && texte.enVigueurAu === null)?.id ?? 0;
  const comptes = await db.systeme.transaction((tx) => creerComptes(tx, garantId, taille, secret));
  await owner(
    'alter table demande disable trigger user; alter table caution disable trigger user; alter table mouvement disable trigger user;',
  );
  await db.systeme.transaction((tx) => creerCautions(tx, garantId, texteId, comptes.grand, grandes));
  await owner(
    'alter table demande enable trigger user; alter table caution enable trigger user; alter table mouvement enable trigger user;',
  );
  await owner(
    `insert into fragment select 'demande', id, compte_id, recherche from demande union all select 'caution', id, compte_id, recherche from caution`,
  );
  await owner('vacuum (analyze)');
  return comptes;
}

async function creerComptes(
  tx: Tx,
  garantId: number,
  { entites, personnes, moyen, clients }: Omit<Echelle, 'grandes'>,
  secret: string,
): Promise<Clients> {
  await tx.run(
    sql`insert into agent (garant_id, role, prenom, nom, email) values (${garantId}, 'conseiller', 'Nadia', 'Ferrand', 'n@bench.example')`,
  );
  await tx.run(sql`
    insert into compte (garant_id, numero_client, nom, conseiller_id)
    select ${garantId}::int, 'B' || n, 'Client ' || n, (select min(id) from agent) from generate_series(0, ${clients}::int) n`);
  await tx.run(
    sql`insert into entite (compte_id, chemin, nom, etat, adresse) select id, '{}', nom || ', siège', 'active', '1, rue du Banc' from compte order by id`,
  );
  await tx.run(sql`
    insert into entite (compte_id, parent_id, chemin, nom, etat, adresse)
    select c.id, r.id, '{}', 'Filiale ' || n || ' du ' || c.nom, 'active', '1, rue du Banc'
    from compte c join entite r on r.compte_id = c.id,
      generate_series(2, case c.numero_client when 'B0' then ${entites}::int when 'B2' then ${moyen}::int else ${TYPIQUE.entites} end) n order by c.id, n`);
  await tx.run(sql`
    insert into collaborateur (compte_id, email, prenom, nom, profils)
    select id, 'valideur.' || id || '@bench.example', 'Val', 'Ideur', '{administrateur,saisisseur,valideur}' from compte order by id`);
  await tx.run(sql`
    insert into collaborateur (compte_id, email, prenom, nom, profils)
    select id, 'saisie.' || id || '@bench.example', 'Sai', 'Sie', '{saisisseur}' from compte order by id`);
  await tx.run(sql`
    insert into collaborateur (compte_id, email, prenom, nom, profils)
    select id, 'personne.' || n || '.' || id || '@bench.example', 'Personne', 'Numéro ' || n, '{consultant}'
    from compte, generate_series(1, case numero_client when 'B0' then ${personnes}::int when 'B2' then ${moyen}::int else 0 end) n`);
  await tx.run(sql`insert into identifiant (email, secret, collaborateur_id) select email, ${secret}, id from collaborateur`);
  await tx.run(sql`
    insert into perimetre (compte_id, collaborateur_id, entite_id)
    select c.compte_id, c.id, e.id from collaborateur c join entite e on e.compte_id = c.compte_id and e.parent_id is null`);
  await tx.run(
    sql`insert into delegation (compte_id, collaborateur_id) select compte_id, id from collaborateur where 'valideur' = any (profils)`,
  );
  await tx.run(sql`
    insert into contrat (garant_id, compte_id, numero, plafond, date_debut, edition_deportee) select ${garantId}::int, id, 'CP' || id, 900000000000, '2020-01-01', true from compte`);
  await tx.run(sql`insert into contrat_entite select e.compte_id, k.id, e.id from entite e join contrat k on k.compte_id = e.compte_id`);
  await tx.run(
    sql`insert into ligne (compte_id, contrat_id, numero, libelle, plafond) select compte_id, id, 1, 'Marché', 900000000000 from contrat`,
  );
  await tx.run(sql`
    insert into autorisation (compte_id, contrat_id, ligne_id, entite_id, produit, type_credit, autorise, plafond_unitaire, duree_max_mois)
    select k.compte_id, k.id, l.id, e.id, 'MARCHE', t.code, 100000000000, 10000000, 120
    from contrat k join ligne l on l.contrat_id = k.id join entite e on e.compte_id = k.compte_id and e.parent_id is null,
      (values ('RG_PRIV'), ('RG_PUB'), ('ST'), ('BF'), ('SOUM'), ('RA'), ('FOUR')) t (code)`);
  await tx.run(sql`insert into tarif (compte_id, autorisation_id, du, taux) select compte_id, id, '2020-01-01', 0.85 from autorisation`);
  const ids = await tx.rows<{ id: number }>(sql`select id from compte order by id limit 3`);
  const [grand = 0, typique = 0, compteMoyen = 0] = ids.map(({ id }) => id);
  return { grand, typique, moyen: compteMoyen };
}

async function creerCautions(tx: Tx, garantId: number, texteId: number, grand: number, grandes: number): Promise<void> {
  // Demandes first, one a caution; amounts, entities, types and states are spread by arithmetic, the same each time.
  await tx.run(sql`
    insert into demande (compte_id, garant_id, numero, annee, rang, entite_id, autorisation_id, produit, type_credit, texte_version_id, montant, devise, beneficiaire, marche,
      objet, date_effet, valeurs, etat, saisi_par, creee_le, validations_faites)
    select c.id, c.garant_id, 'D25-' || to_char(row_number() over (), 'FM0000000'), 2025, row_number() over (), e.ids[1 + n % cardinality(e.ids)],
      a.ids[1 + n % 7], 'MARCHE', a.types[1 + n % 7], ${texteId}::int, 1000 + (n * 7919) % 90000, 'EUR', 'Bénéficiaire ' || (n * 31) % 5000, 'M-' || n,
      'Travaux ' || n, date '2025-01-01' + (n % 365)::int, '{}', 'transmise', s.id, timestamptz '2025-01-01' + n * interval '1 minute', 1
    from compte c
      cross join lateral (select array_agg(id order by id) as ids from entite where compte_id = c.id) e
      cross join lateral (select array_agg(id order by id) as ids, array_agg(type_credit order by id) as types from autorisation where compte_id = c.id) a
      cross join lateral (select min(id) as id from collaborateur where compte_id = c.id) s
      cross join lateral generate_series(1, case when c.id = ${grand} then ${grandes}::int else ${TYPIQUE.cautions} end) n`);
  await tx.run(sql`
    insert into caution (compte_id, garant_id, numero, annee, rang, demande_id, entite_id, contrat_id, autorisation_id, produit, type_credit, texte_version_id,
      montant, devise, beneficiaire, marche, objet, date_effet, valeurs, donneur_ordre, etat, controle, edition_deportee, creee_le, effective_le)
    select d.compte_id, ${garantId}::int, 'C' || substr(d.numero, 2), d.annee, d.rang, d.id, d.entite_id, k.id, d.autorisation_id, d.produit, d.type_credit,
      d.texte_version_id, d.montant, d.devise, d.beneficiaire, d.marche, d.objet, d.date_effet, '{}', '{}',
      case when d.id % 3 = 0 then 'mainlevee' when d.id % 200 = 1 then 'en_attente' when d.id % 150 = 1 then 'en_opposition' else 'effective' end, '[]', true,
      d.creee_le, case when d.id % 3 <> 0 and d.id % 200 = 1 then null else d.creee_le end
    from demande d join contrat k on k.compte_id = d.compte_id order by d.id`);
  await tx.run(sql`
    insert into mouvement (compte_id, contrat_id, ligne_id, autorisation_id, caution_id, nature, montant, le)
    select c.compte_id, c.contrat_id, a.ligne_id, a.id, c.id, 'emission', c.montant, c.creee_le
    from caution c join autorisation a on a.id = c.autorisation_id where c.etat in ('effective', 'en_opposition')`);
  await tx.run(
    sql`update autorisation a set utilise = m.total from (select autorisation_id, sum(montant) as total from mouvement group by 1) m where m.autorisation_id = a.id`,
  );
  await tx.run(
    sql`update ligne l set utilise = m.total from (select ligne_id, sum(montant) as total from mouvement group by 1) m where m.ligne_id = l.id`,
  );
  await tx.run(
    sql`update contrat k set utilise = m.total from (select contrat_id, sum(montant) as total from mouvement group by 1) m where m.contrat_id = k.id`,
  );
  for (const [objet, table] of [
    ['demande', sql`demande`],
    ['caution', sql`caution`],
  ] as const)
    await tx.run(sql`
      insert into bilan
      select x.compte_id, ${objet}, g.e, g.p, g.t, x.devise, x.etat, count(*), sum(x.montant)
      from ${table} x, lateral (values (x.entite_id, x.produit, x.type_credit), (0, x.produit, x.type_credit), (x.entite_id, '*', '*')) g (e, p, t)
      group by 1, 3, 4, 5, 6, 7`);
  await tx.run(sql`
    insert into journal (compte_id, le, acte, sujet, sujet_id, qui, details)
    select c.compte_id, c.creee_le, 'caution_effective', 'caution', c.id, 'Val Ideur', jsonb_build_object('caution', c.numero)
    from caution c where c.compte_id <> ${grand} or c.id % 20 = 0`);
  await tx.run(
    sql`insert into compteur select garant_id, 'demande', 2025, count(*) from demande group by 1 union all select garant_id, 'caution', 2025, count(*) from caution group by 1`,
  );
}
