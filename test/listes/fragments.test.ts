/** The index of words finds what a comparison of each row finds, in the rows of whoever asks and in no others. */
import pg from 'pg';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAUTIONS } from '../../src/cautions/cautions.list.js';
import { sql, type Scope } from '../../src/kit/database.js';
import { fold } from '../../src/kit/fold.js';
import { holds } from '../../src/kit/search.js';
import { chercher, findFragments, MONTRES } from '../../src/listes/fragments.sql.js';
import { fragmentsDe, readQuery } from '../../src/listes/lecture.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, autreGarant, construire, type Maison } from '../setup/maison.js';
import { prendre } from '../setup/portee.js';
import { emettre } from './outils.js';

const database = useDatabase();
let owner: pg.Client;
let maison: Maison;
let voisin: Maison;
let ailleurs: Maison;
let application: Application;

const NOMS = [
  'Conseil régional de Saint-Étienne',
  'Société d’économie mixte de L’Écluse',
  'Œuvre du Sacré-Cœur',
  'Hôpital de Fourvière',
  'Les Échelons',
  'Mairie de Saint-Aurélien',
  'Straße & Søn',
  'A1 B2',
];

beforeAll(async () => {
  owner = new pg.Client(database.config);
  await owner.connect();
  maison = await construire(database.config);
  voisin = await ajouterCompte(maison.db, undefined);
  ailleurs = await ajouterCompte(maison.db, await autreGarant(maison.db));
  for (const une of [maison, voisin, ailleurs]) {
    for (const nom of NOMS) await emettre(une, 3, { prefixe: nom });
    // Written decomposed, as some keyboards and files do.
    await emettre(une, 1, { prefixe: 'Hôtel-Dieu décomposé'.normalize('NFD') });
  }
  await emettre(maison, MONTRES + 20, { prefixe: 'Nombreux' });
  application = await demarrer(database);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
  await owner?.end();
});

const parIndex = (portee: Scope, typed: string) => maison.db.read(portee, (tx) => findFragments(tx, { objet: 'caution', textes: [typed] }));
const unParUn = async (portee: Scope, typed: string) =>
  (await maison.db.rows<{ id: number }>(portee, sql`select id from caution where ${holds(sql`recherche`, typed)} order by id`)).map(
    ({ id }) => Number(id),
  );
const triees = (ids: unknown) => (Array.isArray(ids) ? (ids as number[]).sort((a, b) => a - b) : ids);

describe('what the index finds', () => {
  it.each([
    'echelons',
    'fourviere',
    'FOURVIÈRE',
    'saint aurelien',
    'aurelien saint',
    'hopital',
    'sacre-coeur',
    'sacré cœur',
    "l'écluse",
    'l’ecluse',
    'ecluse societe',
    'strasse son',
    'hotel dieu',
    'décomposé'.normalize('NFD'),
    'ourvi',
    'C26',
    'nulle part',
  ])('%j is what a comparison finds', async (typed) => {
    const portee = { compte: voisin.compteId };
    const trouves = await parIndex(portee, typed);
    expect(triees(trouves)).toEqual(await unParUn(portee, typed));
    if (typed !== 'nulle part') expect(trouves).not.toEqual([]);
  });

  it('is, for any piece of what is written, what a comparison finds, unless it is too short to be told', async () => {
    const portee = { compte: voisin.compteId };
    const morceau = fc
      .constantFrom(...NOMS)
      .chain((nom) => fc.tuple(fc.nat(nom.length), fc.nat(nom.length)).map(([a, b]) => nom.slice(Math.min(a, b), Math.max(a, b))));
    await fc.assert(
      fc.asyncProperty(fc.array(morceau, { minLength: 1, maxLength: 2 }), async (morceaux) => {
        const typed = morceaux.join(' ');
        const trouves = await parIndex(portee, typed);
        if (trouves) expect(triees(trouves)).toEqual(await unParUn(portee, typed));
        else
          expect(
            fold(typed)
              .split(' ')
              .filter((mot) => mot.length > 1),
          ).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('follows what is written, changed and removed', async () => {
    const portee = { compte: voisin.compteId };
    const une = sql`select min(id) from caution where compte_id = ${voisin.compteId}`;
    const [avant] = await maison.db.systeme.rows<{ id: number; beneficiaire: string }>(
      sql`select id, beneficiaire from caution where id = (${une})`,
    );
    await maison.db.systeme.rows(sql`update caution set beneficiaire = 'Zébulon' where id = ${avant?.id}`);
    expect(await parIndex(portee, 'zebulon')).toEqual([Number(avant?.id)]);
    await maison.db.systeme.rows(sql`update caution set beneficiaire = ${avant?.beneficiaire} where id = ${avant?.id}`);
    expect(await parIndex(portee, 'zebulon')).toEqual([]);
    await owner.query('begin');
    await owner.query('alter table caution disable trigger all; alter table caution enable trigger caution_fragment_ote');
    await owner.query('delete from caution where id = $1', [avant?.id]);
    const { rows } = await owner.query(`select from fragment where objet = 'caution' and dossier_id = $1`, [avant?.id]);
    await owner.query('rollback');
    expect(rows).toEqual([]);
  });

  it('a number by its rank, however short, with or without its letter', () => {
    const cherche = (numero: string) => fragmentsDe(readQuery(CAUTIONS, { numero }), maison.ines);
    expect(cherche('42')).toEqual({ objet: 'caution', textes: ['42', '0000042'] });
    expect(cherche('C26-0000042')).toBeUndefined();
    expect(cherche('')).toBeUndefined();
  });
});

describe('whose rows it reads', () => {
  const trouver = async (role: string, portees: readonly Scope[], appel: string) => {
    await owner.query('begin');
    try {
      await prendre(owner, role, ...portees);
      const { rows } = await owner.query<{ ids: string[] | null }>(`select ${appel} as ids`);
      const ids = rows[0]?.ids?.map(Number) ?? [];
      await owner.query(`select set_config('role', 'none', true)`);
      const { rows: comptes } = await owner.query<{ id: number }>(
        'select distinct compte_id as id from caution where id = any ($1) order by 1',
        [ids],
      );
      return comptes.map(({ id }) => id);
    } finally {
      await owner.query('rollback');
    }
  };
  const tout = (comptes = 'null') => `chercher('caution', array['hopital'], 900, ${comptes})`;

  it('the account of the sealed word, whatever accounts are asked', async () => {
    const autres = `array[${voisin.compteId}, ${ailleurs.compteId}]`;
    expect(await trouver('cautionet_client', [{ compte: maison.compteId }], tout())).toEqual([maison.compteId]);
    expect(await trouver('cautionet_client', [{ compte: maison.compteId }], tout(autres))).toEqual([maison.compteId]);
  });

  it('the accounts of the insurer, or those of them that are asked', async () => {
    const garant = { garant: maison.garantId };
    expect(await trouver('cautionet_garant', [garant], tout())).toEqual([maison.compteId, voisin.compteId]);
    expect(await trouver('cautionet_garant', [garant], tout(`array[${voisin.compteId}, ${ailleurs.compteId}]`))).toEqual([voisin.compteId]);
    expect(await trouver('cautionet_garant', [{ garant: ailleurs.garantId }], tout())).toEqual([ailleurs.compteId]);
  });

  it('nobody’s without a word, or under a word that was made up', async () => {
    expect(await trouver('cautionet_client', [], tout())).toEqual([]);
    await owner.query('begin');
    await owner.query(
      `set local role cautionet_client; set local app.compte = '${voisin.compteId}:${'00'.repeat(32)}'; set local app.garant = '${maison.garantId}:00'`,
    );
    const { rows } = await owner.query(`select ${tout()} as ids`);
    await owner.query('rollback');
    expect(rows[0]?.ids).toEqual([]);
  });

  it('is written by nobody who serves clients or the insurer', async () => {
    for (const role of ['cautionet_client', 'cautionet_garant'])
      for (const droit of ['insert', 'update', 'delete']) {
        const { rows } = await owner.query<{ oui: boolean }>(`select has_table_privilege($1, 'fragment', $2) as oui`, [role, droit]);
        expect(rows[0]?.oui, `${role} ${droit}`).toBe(false);
      }
  });
});

describe('too many to read them all', () => {
  it('are counted up to a thousand, and shown first to last in the order asked; the rest is a narrower search', async () => {
    const ines = await client(application.url, maison.ines.email);
    const page = documentOf(await ines.get('/cautions?numero=nombreux&taille=50'));
    expect(page.querySelector('.result')?.textContent).toMatch(/Plus de 1\s000 résultats/);
    expect(page.querySelector('tfoot')).toBeNull();
    expect(page.querySelector('.pager')?.textContent).toMatch(/Page 20/);
    const derniere = documentOf(await ines.get('/cautions?numero=nombreux&taille=50&page=20&tri=numero'));
    const rangs = [...derniere.querySelectorAll('tbody tr')].map((row) => Number(row.getAttribute('data-numero')?.slice(-7)));
    expect(rangs).toHaveLength(50);
    expect(rangs).toEqual([...rangs].sort((a, b) => a - b));
    const juste = documentOf(await ines.get('/cautions?numero=hopital&taille=50'));
    expect(juste.querySelector('.result')?.textContent).toMatch(/^\s*3 cautions/);
  });
});

it('says that there are more than asked, by the index or because nearly every row has the word', async () => {
  for (const [compteId, typed, limite] of [
    [voisin.compteId, 'hopital', 2],
    [maison.compteId, 'nombreux', 900],
  ] as const) {
    const [row] = await maison.db.rows<{ combien: number }>(
      { compte: compteId },
      sql`select cardinality(${chercher({ objet: 'caution', textes: [typed] }, limite)}) as combien`,
    );
    expect(row?.combien).toBe(limite + 1);
  }
});
