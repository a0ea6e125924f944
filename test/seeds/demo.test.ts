/** The demonstration on a real database: consistent to the last cent, whatever the day it starts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_ACCOUNTS, isEmpty, loadDemo, loadReference } from '../../seeds/index.js';
import { NOMS_REGLES } from '../../src/cautions/controle.js';
import { createDatabase, raw, sql, type Database } from '../../src/kit/database.js';
import { parisDay } from '../../src/kit/dates.js';
import { isEmail, isSiren, isSiret } from '../../src/kit/identifiers.js';
import type { TexteVersion } from '../../src/specimens/texte.js';
import { incoherences, incoherencesDesDates } from '../../src/specimens/coherence.js';
import { checkLimits, readVariables } from '../../src/specimens/variables.js';
import { freshDatabase, useDatabase, type TestDatabase } from '../setup/database.js';
import { fautesDe, VECUES, type CautionVecue } from './droit.js';
import { FAUTES } from './invariants.js';

/** An ordinary day, and the first minutes of a year on a Saturday in summer's other time. */
const JOURS = ['2026-11-21T09:30:00Z', '2027-12-31T23:20:00Z'];

const charger = (db: Database, instant: string): Promise<void> =>
  loadDemo(db, { clock: () => new Date(instant), hashSecret: (secret) => Promise.resolve(`hash of ${secret}`), progress: () => undefined });

describe.each(JOURS)('the demonstration on %s', (instant) => {
  const database = useDatabase();
  let db: Database;
  const jour = parisDay(new Date(instant));
  const un = async <T>(query: ReturnType<typeof sql>): Promise<T> => (await db.systeme.rows<T>(query))[0] as T;
  const compter = async (table: string, where = 'true'): Promise<number> =>
    (await un<{ n: number }>(sql`select count(*) as n from ${raw(table)} where ${raw(where)}`)).n;

  beforeAll(async () => {
    db = await createDatabase({ connection: database.config });
    expect(await isEmpty(db)).toBe(true);
    await charger(db, instant);
  });
  afterAll(() => db.close());

  it.each(Object.entries(FAUTES))('has no %s', async (_, faute) => {
    expect(await db.systeme.rows(faute(jour, new Date(instant)))).toEqual([]);
  });

  it.each([
    ['compte', 12, 12],
    ['contrat', 40, 40],
    ['autorisation', 150, 150],
    ['demande', 3_400, 3_400],
    ['caution', 2_900, 3_100],
    ['facture', 600, 900],
    ['agent', 7, 7],
    ['message', 5, 20],
    ['demande_document', 30, 90],
    ['piece', 100, 500],
  ])('has its number of %s', async (table, min, max) => {
    const nombre = await compter(table);
    expect(nombre).toBeGreaterThanOrEqual(min);
    expect(nombre).toBeLessThanOrEqual(max);
  });

  it('shows every state', async () => {
    const etats = async (table: string) =>
      (await db.systeme.rows<{ etat: string }>(sql`select distinct etat from ${raw(table)} order by 1`)).map(({ etat }) => etat);
    expect(await etats('demande')).toEqual(['a_valider', 'creee', 'en_cours', 'refusee', 'supprimee', 'transmise']);
    expect(await etats('caution')).toEqual([
      'abandonnee',
      'appelee',
      'echue',
      'effective',
      'en_attente',
      'en_opposition',
      'mainlevee',
      'refusee',
    ]);
    expect(await etats('mainlevee')).toEqual(['accordee', 'document_demande', 'refusee', 'transmise']);
    expect(await etats('opposition')).toEqual(['levee', 'ouverte', 'rejetee', 'sans_effet']);
    expect(await etats('appel')).toEqual(['examen', 'paye', 'paye_en_partie', 'recu', 'refuse', 'retire']);
    expect(await etats('entite')).toEqual(['a_identifier', 'active', 'brouillon', 'identifiee', 'inactive', 'validee']);
    for (const [table, where] of [
      ['opposition', 'levee_le is null'],
      ['opposition', 'levee_le is not null'],
      ['demande_document', 'recu_le is not null'],
      ['demande_document', `recu_le is null and echeance < '${jour}'`],
      ['demande_document', `recu_le is null and echeance >= '${jour}'`],
      ['facture', "nature = 'facture' and soldee_le is null"],
      ['facture', "nature = 'avoir' and soldee_le is null"],
      ['facture', "nature = 'avoir' and soldee_le is not null"],
      ['facture', "devise = 'KWD'"],
      ['validation', 'tour > 1'],
      ['contrat', `date_fin < '${jour}'`],
    ])
      expect(await compter(table ?? '', where), `${table} where ${where}`).toBeGreaterThan(0);
  });

  it('has authorisations of every colour, one at exactly 80 %', async () => {
    const couleurs = await db.systeme.rows<{ couleur: string; n: number }>(sql`
      select case when utilise * 100 > autorise * rouge then 'rouge' when utilise > 0 and utilise * 100 >= autorise * orange then 'orange' else 'vert' end as couleur, count(*) as n
      from (select a.*, coalesce(a.seuil_orange, c.seuil_orange) as orange, coalesce(a.seuil_rouge, c.seuil_rouge) as rouge
        from autorisation a join compte c on c.id = a.compte_id) s group by 1 order by 1`);
    expect(couleurs.map(({ couleur }) => couleur)).toEqual(['orange', 'rouge', 'vert']);
    expect(couleurs.find(({ couleur }) => couleur === 'orange')?.n).toBeGreaterThanOrEqual(3);
    expect(couleurs.find(({ couleur }) => couleur === 'rouge')?.n).toBeGreaterThanOrEqual(4);
    expect(
      await compter(
        'autorisation a join compte c on c.id = a.compte_id',
        'utilise * 100 = autorise * 80 and utilise > 0 and c.seuil_rouge = 80',
      ),
    ).toBeGreaterThan(0);
  });

  it('keeps values that their text accepts and the law allows', async () => {
    const rows = await db.systeme.rows<{
      numero: string;
      devise: string;
      creee: string;
      valeurs: Record<string, string>;
      contenu: TexteVersion;
    }>(sql`
      select d.numero, d.devise, (d.creee_le at time zone 'Europe/Paris')::date as creee, d.valeurs, t.contenu from demande d join texte_version t on t.id = d.texte_version_id where d.id % 5 = 0`);
    expect(rows.length).toBeGreaterThan(600);
    for (const { numero, devise, creee, valeurs, contenu } of rows) {
      const lues = readVariables(contenu, valeurs, { devise, today: creee });
      expect(lues.erreurs, numero).toEqual([]);
      expect(lues.valeurs, numero).toEqual(valeurs);
      expect(
        checkLimits(contenu, valeurs, devise, creee).filter(({ respectee }) => !respectee),
        numero,
      ).toEqual([]);
    }
  });

  it('has no act that says anything untrue on the day it is issued, nor one outside its contract', async () => {
    const rows = await db.systeme.rows<{
      numero: string;
      devise: string;
      jour: string;
      du: string;
      au: string | null;
      valeurs: Record<string, string>;
      donneur: { nom: string; siren: string | null };
      texte: number;
    }>(sql`
      select c.numero, c.devise, (c.effective_le at time zone 'Europe/Paris')::date as jour, k.date_debut as du, k.date_fin as au, c.valeurs,
        c.donneur_ordre as donneur, c.texte_version_id as texte
      from caution c join contrat k on k.id = c.contrat_id where c.effective_le is not null`);
    const textes = new Map(
      (await db.systeme.rows<{ id: number; contenu: TexteVersion }>(sql`select id, contenu from texte_version`)).map(({ id, contenu }) => [
        id,
        contenu,
      ]),
    );
    expect(rows.length).toBeGreaterThan(2_500);
    const fautes = rows.flatMap(({ numero, devise, jour: emission, du, au, valeurs, donneur, texte }) => {
      const contenu = textes.get(texte) as TexteVersion;
      const quand = {
        devise,
        jour: emission,
        contrat: { du, au },
        donneur: { nom: donneur.nom, immatriculation: donneur.siren ?? undefined },
      };
      return [...incoherencesDesDates(contenu, valeurs, quand), ...incoherences(contenu, valeurs, quand)].map(
        ({ message }) => `${numero} ${contenu.code} ${message}`,
      );
    });
    expect(fautes).toEqual([]);
  });

  it('obeys the law that it shows: every caution released, ended, called or objected to', async () => {
    const vecues = await db.systeme.rows<CautionVecue>(VECUES);
    expect(vecues.flatMap((caution) => fautesDe(caution, jour))).toEqual([]);
    // The law is tried on enough of each kind.
    const combien = (quoi: (c: CautionVecue) => boolean) => vecues.filter(quoi).length;
    expect(combien((c) => c.type_credit === 'ST' && c.etat === 'mainlevee')).toBeGreaterThan(50);
    expect(combien((c) => c.mainlevees.some(({ motif, etat }) => motif === 'pv_reception' && etat === 'accordee'))).toBeGreaterThan(200);
    expect(combien((c) => c.fin === 'annee')).toBeGreaterThan(20);
    expect(combien((c) => c.type_credit === 'BF' && c.etat === 'echue')).toBeGreaterThan(3);
    expect(combien((c) => c.oppositions.length > 0)).toBeGreaterThan(20);
  });

  it('keeps the eleven rules of each control, in their order', async () => {
    const [controle] = await db.systeme.rows<{ regles: string[] }>(sql`
      select distinct array(select r ->> 'regle' from jsonb_array_elements(controle) with ordinality as x (r, o) order by o) as regles from caution`);
    expect(controle?.regles).toEqual(NOMS_REGLES);
  });

  it('invents identifiers that pass their check and addresses that lead nowhere', async () => {
    const entites = await db.systeme.rows<{ siren: string; siret: string }>(sql`select siren, siret from entite where siren is not null`);
    expect(entites.every(({ siren, siret }) => isSiren(siren) && isSiret(siret) && siret.startsWith(siren) && siren.startsWith('99'))).toBe(
      true,
    );
    const emails = await db.systeme.rows<{ email: string }>(sql`select email from identifiant`);
    expect(emails.every(({ email }) => isEmail(email) && email.endsWith('.example'))).toBe(true);
  });

  it('opens to the nine sign-ins', async () => {
    const connus = await db.systeme.rows<{ email: string }>(sql`
      select email from identifiant where secret = 'hash of 246813' and email = any (${DEMO_ACCOUNTS.map(({ email }) => email)})`);
    expect(new Set(connus.map(({ email }) => email))).toEqual(new Set(DEMO_ACCOUNTS.map(({ email }) => email)));
    expect(DEMO_ACCOUNTS).toHaveLength(9);
  });

  it('has the building group as it is told: 24 entities over four levels, 30 users, six entities for the requester', async () => {
    expect(
      await un(sql`
      select (select count(*) from entite e where e.compte_id = c.compte_id) as entites,
        (select max(cardinality(chemin)) from entite e where e.compte_id = c.compte_id) as niveaux,
        (select count(*) from collaborateur x where x.compte_id = c.compte_id) as personnes,
        (select count(*) from entite e join perimetre p on p.entite_id = any (e.chemin) where p.collaborateur_id = c.id) as siennes
      from collaborateur c where c.email = 'saisie@rhonebatir.example'`),
    ).toEqual({ entites: 24, niveaux: 4, personnes: 30, siennes: 6 });
    expect(await un(sql`select max(n)::int as n from (select count(*) as n from entite group by compte_id) s`)).toEqual({ n: 300 });
  });

  it.each([
    ['valideur@rhonebatir.example', 20],
    ['directrice@rhonebatir.example', 20],
    ['gerant@menuiserie-morel.example', 1],
  ])('leaves something to validate to %s', async (email, min) => {
    const { n } = await un<{ n: number }>(sql`
      select count(*) as n from collaborateur x join demande d on d.compte_id = x.compte_id join delegation g on g.collaborateur_id = x.id
      where x.email = ${email} and d.etat in ('a_valider', 'en_cours') and (g.montant_max is null or (d.montant <= g.montant_max and d.devise = g.devise))
        and (d.propre_validation or d.saisi_par <> x.id)
        and not exists (select from validation v where v.demande_id = d.id and v.tour = d.tour and v.collaborateur_id = x.id)`);
    expect(n).toBeGreaterThanOrEqual(min);
  });

  it('leaves some above the delegation of the first of them', async () => {
    expect(
      await compter(
        'demande d join compte c on c.id = d.compte_id',
        "c.nom = 'Groupe Rhône Bâtir' and d.etat in ('a_valider', 'en_cours') and d.montant > 150000",
      ),
    ).toBeGreaterThan(0);
  });

  it('is loaded once', async () => {
    const avant = await compter('journal');
    await Promise.all([charger(db, instant), loadReference(db)]);
    expect(await compter('journal')).toBe(avant);
    expect(await isEmpty(db)).toBe(false);
  });
});

describe('two loads', () => {
  const bases: TestDatabase[] = [];
  afterAll(() => Promise.all(bases.map((base) => base.drop())));

  /** A digest of the rows of each table. */
  async function empreintes(instant: string): Promise<unknown> {
    const base = await freshDatabase();
    bases.push(base);
    const db = await createDatabase({ connection: base.config });
    try {
      await charger(db, instant);
      const tables = await db.systeme.rows<{ tablename: string }>(
        sql`select tablename from pg_tables where schemaname = 'public' and tablename not like 'knex%' and tablename <> 'connexion' order by 1`,
      );
      const lignes = [];
      for (const { tablename } of tables)
        lignes.push(
          ...(await db.systeme.rows(
            sql`select ${tablename} as table, count(*) as n, md5(string_agg(t::text, ' ' order by t::text)) as md5 from ${raw(tablename)} t`,
          )),
        );
      return lignes;
    } finally {
      await db.close();
    }
  }

  it('with the same clock give the same data', async () => {
    const [un, autre] = [await empreintes(JOURS[0] ?? ''), await empreintes(JOURS[0] ?? '')];
    expect(un).toEqual(autre);
  }, 60_000);
});

describe('a real installation', () => {
  const database = useDatabase();

  it('starts with the insurer and its catalogue alone', async () => {
    const db = await createDatabase({ connection: database.config });
    try {
      await loadReference(db);
      const [row] = await db.systeme.rows<{ textes: number; types: number; comptes: number }>(sql`
        select (select count(*) from texte_version) as textes, (select count(*) from type_credit) as types, (select count(*) from compte) as comptes`);
      expect(row).toEqual({ textes: 30, types: 21, comptes: 0 });
    } finally {
      await db.close();
    }
  });
});
