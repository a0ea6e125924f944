/** What every list owes to its definition: pages, order, totals, versions, words in both languages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAUTIONS } from '../../src/cautions/cautions.list.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import type { LigneDossier } from '../../src/listes/colonnes.js';
import { readQuery, ouDe } from '../../src/listes/lecture.js';
import { readPage, toutSql } from '../../src/listes/liste.sql.js';
import { createReperes } from '../../src/listes/reperes.js';
import { totauxComptes } from '../../src/listes/totaux.sql.js';
import { LISTS } from '../../src/lists.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { emettre } from './outils.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let ines: Client;
let marc: Client;
let numero: string;

beforeAll(async () => {
  maison = await construire(database.config);
  await emettre(maison, 1_210);
  await emettre(maison, 40, { devise: 'KWD', prefixe: 'Koweït' });
  await emettre(maison, 30, { etat: 'en_opposition', prefixe: 'Opposée' });
  const demandes = createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
  numero = await demandes.enregistrer(maison.ines, maison.contenu('2500.00'), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  const email = 'conseil@assureur.example';
  await maison.db.systeme.rows(sql`
    with a as (insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, 'conseiller', 'Nadia', 'Essai', ${email}) returning id),
      k as (update compte set conseiller_id = a.id from a where compte.id = ${maison.compteId})
    insert into identifiant (email, agent_id) select ${email}, id from a`);
  application = await demarrer(database);
  ines = await client(application.url, maison.ines.email);
  marc = await client(application.url, maison.marc.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const mots = (text: string | null | undefined) => (text ?? '').replace(/\s/g, ' ').trim();
const numerosDe = (page: Document) => [...page.querySelectorAll('tbody tr')].map((row) => row.getAttribute('data-numero'));

async function contexte(query: Record<string, string | string[]>) {
  const lecture = readQuery(CAUTIONS, query);
  const catalogue = await application.services.catalogue.read();
  const t = application.services.translator('fr');
  return { lecture, ou: ouDe(lecture, maison.ines, { langue: 'fr', t, catalogue, maintenant: MAINTENANT() }) };
}

describe('pages', () => {
  it.each(['', 'date', '-numero', 'numero', 'entite', '-type', 'beneficiaire', '-montant', 'montant', 'fin', '-fin', 'etat'])(
    'sorted by "%s", one after the other, are the whole in its order, from whichever end they are found',
    async (tri) => {
      const { lecture, ou } = await contexte({ tri, taille: '50' });
      const connus = createReperes();
      const { tout, pages } = await maison.db.read({ compte: maison.compteId }, async (tx) => ({
        tout: await tx.rows<LigneDossier>(toutSql(CAUTIONS, lecture, ou)),
        pages: await Promise.all(
          Array.from({ length: 26 }, async (_, i) => (await readPage({ tx, connus }, CAUTIONS, { ...lecture, page: i + 1 }, ou)).lignes),
        ),
      }));
      expect(tout).toHaveLength(1_280);
      expect(pages.flat().map((row) => row.numero)).toEqual(tout.map((row) => row.numero));
    },
  );

  it('are made of the same rows as exports: same names, same kinds of values', async () => {
    const { lecture, ou } = await contexte({ tri: 'fin' });
    const { lignes } = await maison.db.read({ compte: maison.compteId }, (tx) =>
      readPage({ tx, connus: createReperes() }, CAUTIONS, lecture, ou),
    );
    for await (const lot of maison.db.stream({ compte: maison.compteId }, toutSql(CAUTIONS, lecture, ou))) {
      expect(lignes).toEqual(lot.slice(0, lignes.length));
      break;
    }
  });

  it('past the last one are the last one', async () => {
    const derniere = documentOf(await ines.get('/cautions?taille=50&page=26'));
    expect(numerosDe(derniere)).toHaveLength(30);
    for (const page of [27, 99_999]) {
      const passee = documentOf(await ines.get(`/cautions?taille=50&page=${page}`));
      expect(numerosDe(passee)).toEqual(numerosDe(derniere));
      expect(passee.querySelector('.pager [aria-current=page]')?.textContent).toBe('Page 26');
    }
    const courte = documentOf(await ines.get('/cautions?etat=en_opposition&taille=25&page=3'));
    expect(numerosDe(courte)).toHaveLength(5);
  });
});

describe('totals', () => {
  it.each([
    {},
    { etat: 'effective' },
    { etat: ['effective', 'en_opposition'], produit: 'MARCHE' },
    { typeCredit: 'RG_PRIV' },
    { produit: 'DOUANE' },
    { numero: 'Koweït' },
  ])('of %j are those of its rows, one a currency', async (query) => {
    const { ou } = await contexte(query as Record<string, string | string[]>);
    const source = CAUTIONS.source(ou);
    const [tenus, comptes] = await maison.db.read({ compte: maison.compteId }, (tx) =>
      Promise.all([tx.rows(source.totaux), tx.rows(totauxComptes(source, ou))]),
    );
    expect(tenus).toEqual(comptes);
  });

  it('come from the counters when these hold what is asked, and only then', async () => {
    const compteurs = async (query: Record<string, string>) => (await contexte(query)).ou.compteurs;
    expect(await compteurs({ etat: 'effective' })).toEqual(new Set(['etat']));
    expect(await compteurs({ entite: String(maison.entites.fille), produit: 'MARCHE' })).toEqual(new Set(['entite', 'type']));
    for (const champ of [{ numero: '42' }, { du: '01/01/2026' }, { entiteNom: 'Essai' }] as Record<string, string>[])
      expect(await compteurs(champ)).toBeUndefined();
  });

  it('are said above the rows and under them without being added', async () => {
    const page = documentOf(await ines.get('/cautions?page=1'));
    const [euros] = [mots(page.querySelector('.result')?.textContent)];
    expect(euros).toMatch(/^1 280 cautions pour [\d ]+,\d\d €, 1 180,000 KWD$/);
    expect([...page.querySelectorAll('tfoot th')].map(({ textContent }) => mots(textContent))).toEqual([
      'Total des 1 240 lignes',
      'Total des 40 lignes',
    ]);
  });
});

describe('what may be validated', () => {
  it('carries the version it was seen at beside its box, changed by every change', async () => {
    const vues = async () =>
      [...documentOf(await marc.get('/demandes?aValider=moi')).querySelectorAll<HTMLInputElement>('form [name=versions]')].map(
        ({ type, value }) => [type, value],
      );
    const [avant] = await maison.db.systeme.rows<{ version: number }>(sql`select version from demande where numero = ${numero}`);
    expect(await vues()).toEqual([['hidden', `${numero}:${avant?.version}`]]);
    await maison.db.systeme.rows(sql`update demande set version = version + 1 where numero = ${numero}`);
    expect(await vues()).toEqual([['hidden', `${numero}:${(avant?.version ?? 0) + 1}`]]);
  });

  it('is ticked by its number; a reader who validates nothing has no box', async () => {
    const page = documentOf(await marc.get('/demandes?aValider=moi'));
    expect(page.querySelector<HTMLInputElement>('input[name=numeros]')?.value).toBe(numero);
    expect(documentOf(await ines.get('/demandes?page=1')).querySelector('[name=numeros], [name=versions]')).toBeNull();
  });
});

describe('the address', () => {
  it('comes back as it was asked, its fields filled, its chips each without themselves', async () => {
    const page = documentOf(
      await ines.get('/cautions?entite=&numero=Introuv%C3%A9+%22&du=01/01/2026&au=02/01/2026&etat=effective&etat=echue&tri=-montant'),
    );
    const champ = (name: string) => page.querySelector<HTMLInputElement>(`#f-${name}`)?.value;
    expect([champ('numero'), champ('du'), champ('au')]).toEqual(['Introuvé "', '01/01/2026', '02/01/2026']);
    const puces = [...page.querySelectorAll('a.chip')].map((a) => decodeURIComponent(a.getAttribute('href') ?? ''));
    expect(puces).toContain('/cautions?numero=Introuvé+"&du=01/01/2026&au=02/01/2026&etat=echue&tri=-montant');
    expect(puces).toHaveLength(5);
    expect(page.querySelector('.empty')?.textContent).toContain('Aucune caution ne correspond');
  });

  it('a day that does not exist is said beside its field', async () => {
    const answer = await ines.get('/cautions?du=31/02/2026');
    expect(answer.status).toBe(422);
    expect(documentOf(answer).querySelector('a[href="#f-du"]')?.textContent).toContain('Saisissez une date qui existe');
  });
});

describe.each(['fr', 'en'])('in %s', (langue) => {
  it.each(LISTS.map(({ nom, chemin, pour }) => [nom, chemin(), pour] as const))(
    '%s has its words, full, empty and found empty',
    async (_nom, adresse, pour) => {
      const qui = await client(
        application.url,
        (pour as readonly string[]).includes('conseiller') ? 'conseil@assureur.example' : maison.ines.email,
      );
      await qui.post('/langue', { langue, retour: adresse });
      for (const query of ['page=1', 'numero=rien-de-tel&texte=rien-de-tel&q=rien-de-tel&produit=DOUANE']) {
        const answer = await qui.get(`${adresse}?${query}`);
        expect(answer.status, `${adresse}?${query}`).toBe(200);
        expect(answer.text).not.toMatch(/undefined|\{\{|\[object/);
      }
    },
  );
});

describe('a search', () => {
  it.each(['echelons', 'ECHELONS', 'échelons', "l'échelons", 'echelons coeur', 'coeur echelons', 'sacre-coeur', 'e\u0301chelons'])(
    '%j finds what was written with accents, hyphens and ligatures, in demandes and cautions',
    async (typed) => {
      await maison.db.systeme.rows(
        sql`update demande set beneficiaire = 'L’Échelons du Sacré-Cœur' where id = (select min(id) from demande where compte_id = ${maison.compteId})`,
      );
      const page = documentOf(await ines.get(`/demandes?numero=${encodeURIComponent(typed)}&page=1`));
      expect(page.querySelectorAll('tr[data-numero]').length, typed).toBeGreaterThan(0);
    },
  );
});
