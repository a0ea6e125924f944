/** The night ends what prints its end, and nothing else. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echeances, reconductions } from '../../src/cautions/echeances.service.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let owner: pg.Client;

beforeAll(async () => {
  maison = await construire(database.config);
  owner = new pg.Client(database.config);
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await maison.db.close();
});

/** An effective caution of 100 € of a text, with an end. */
async function effective(texte: string, fin: string | null): Promise<string> {
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const demande = await demandes.enregistrer(maison.ines, maison.contenu('100.00'), [], ORIGINE);
  await demandes.soumettre(maison.ines, demande, { version: 1, origine: ORIGINE });
  const [resultat] = await createValidationsService(deps).valider(maison.marc, await vues(maison.db, demande), ORIGINE);
  const numero = resultat?.caution ?? '';
  await owner.query(
    `update caution set date_fin = $2, a_sceller = false,
       texte_version_id = (select id from texte_version where code = $3 order by version desc limit 1) where numero = $1`,
    [numero, fin, texte],
  );
  return numero;
}

async function nuitDu(instant: string): Promise<void> {
  for (const travail of [echeances, reconductions].map((creer) => creer({ db: maison.db, clock: () => new Date(instant) })))
    for (const item of await travail.aFaire()) await travail.faire(item);
}
const lire = async (numero: string) =>
  (
    await owner.query<{ etat: string; reste: string; rendu: string | null }>(
      `select c.etat, sum(m.montant)::text as reste, min(m.montant) filter (where m.nature = 'echeance')::text as rendu
       from caution c join mouvement m on m.caution_id = c.id where c.numero = $1 group by c.etat`,
      [numero],
    )
  ).rows[0];

describe('at its end', () => {
  it('a performance bond that prints a long-stop date is over the day after it, in Paris, and its amount is given back once', async () => {
    const numero = await effective('BF', '2027-08-25');
    await nuitDu('2027-08-25T21:59:00Z');
    expect(await lire(numero)).toMatchObject({ etat: 'effective' });
    await nuitDu('2027-08-25T22:10:00Z');
    await nuitDu('2027-08-25T22:10:00Z');
    expect(await lire(numero)).toEqual({ etat: 'echue', reste: '0.000', rendu: '-100.000' });
  });

  it('gives back what is left of it, not what it began with', async () => {
    const numero = await effective('BF', '2027-08-25');
    await owner.query(
      `insert into mouvement (compte_id, contrat_id, ligne_id, autorisation_id, caution_id, nature, montant, le)
       select compte_id, contrat_id, ligne_id, autorisation_id, caution_id, 'mainlevee', -40, le from mouvement m
       where caution_id = (select id from caution where numero = $1)`,
      [numero],
    );
    await nuitDu('2027-08-26T01:00:00Z');
    expect(await lire(numero)).toEqual({ etat: 'echue', reste: '0.000', rendu: '-60.000' });
  });

  it.each([
    ['a performance bond without a long-stop date', 'BF', null],
    ['a subcontract bond, whatever end was foreseen', 'ST', '2027-01-31'],
    ['a retention bond', 'RG_PRIV', '2027-01-31'],
    ['a yearly guarantee, which another year follows', 'TT', '2027-01-31'],
  ])('%s stays in force', async (_, texte, fin) => {
    const numero = await effective(texte, fin);
    await nuitDu('2029-01-01T01:00:00Z');
    expect(await lire(numero)).toMatchObject({ etat: 'effective', reste: '100.000' });
  });

  it('a yearly guarantee begins its next year, once, and says so', async () => {
    const numero = await effective('TT', '2027-01-31');
    const fin = async () =>
      (await owner.query<{ fin: string }>(`select date_fin::text as fin from caution where numero = $1`, [numero])).rows[0]?.fin;
    await nuitDu('2027-01-31T22:30:00Z');
    expect(await fin()).toBe('2027-01-31');
    await nuitDu('2027-01-31T23:10:00Z');
    await nuitDu('2027-02-01T23:10:00Z');
    expect(await fin()).toBe('2028-01-31');
    const { rows } = await owner.query(
      `select details from journal where acte = 'reconduction' and sujet = 'caution' and sujet_id = (select id from caution where numero = $1)`,
      [numero],
    );
    expect(rows).toEqual([{ details: { fin: '2028-01-31' } }]);
  });

  it('an opposition received in time keeps it open; once it is lifted, it ends', async () => {
    const numero = await effective('BF', '2027-08-25');
    await owner.query(`update caution set etat = 'en_opposition' where numero = $1`, [numero]);
    await nuitDu('2027-09-26T01:00:00Z');
    expect(await lire(numero)).toMatchObject({ etat: 'en_opposition' });
    await owner.query(`update caution set etat = 'effective' where numero = $1`, [numero]);
    await nuitDu('2027-09-27T01:00:00Z');
    expect(await lire(numero)).toMatchObject({ etat: 'echue', reste: '0.000' });
  });
});

describe('an end that is near', () => {
  let application: Application;
  beforeAll(async () => {
    await owner.query(`update caution set date_fin = null`);
    for (const [texte, fin] of [
      ['BF', '2026-11-21'],
      ['BF', '2026-12-21'],
      ['BF', '2026-12-22'],
      ['TT', '2026-12-01'],
      // Case 39: the end foreseen is past, and the bond is still in force: somebody must look at it.
      ['ST', '2026-10-31'],
      ['ST', '2027-10-31'],
    ] as const)
      await effective(texte, fin);
    application = await demarrer(database, { clock: MAINTENANT });
  }, 60_000);
  afterAll(() => application.stop());

  it('is counted on the home page as on the list that it leads to, foreseen ends that are past included', async () => {
    const ines = await client(application.url, maison.ines.email);
    const accueil = documentOf(await ines.get('/'));
    const lien = [...accueil.querySelectorAll<HTMLAnchorElement>('a[href*="finAu"][href*="etat=effective"]')][0];
    expect(lien?.textContent).toMatch(/4\s*Cautions dont la fin approche/);
    const liste = documentOf(await ines.get(lien?.getAttribute('href') ?? ''));
    expect(liste.querySelectorAll('tr[data-numero]')).toHaveLength(4);
  });

  it('is the month of its end in the outstanding; what only an event ends has none', async () => {
    const ines = await client(application.url, maison.ines.email);
    const encours = documentOf(await ines.get('/encours?par=fin'));
    const mots = (encours.querySelector('main')?.textContent ?? '').replace(/\s+/g, ' ');
    expect(mots).toContain('12/2026');
    expect(mots).not.toContain('10/2027');
    const decembre = documentOf(await ines.get('/cautions?fin=2026-12'));
    expect(decembre.querySelectorAll('tr[data-numero]')).toHaveLength(3);
    expect(documentOf(await ines.get('/cautions?fin=2027-10')).querySelectorAll('tr[data-numero]')).toHaveLength(0);
  });

  it('is named for what it is on the page of the caution', async () => {
    const ines = await client(application.url, maison.ines.email);
    const { rows } = await owner.query<{ numero: string; code: string }>(
      `select distinct on (t.code) c.numero, t.code from caution c join texte_version t on t.id = c.texte_version_id where c.date_fin is not null order by t.code`,
    );
    const libelles: Record<string, string> = { BF: 'Fin de l’acte', ST: 'Fin prévue', TT: 'Renouvellement' };
    for (const { numero, code } of rows)
      expect(documentOf(await ines.get(`/cautions/${numero}`)).querySelector('main')?.textContent).toContain(libelles[code]);
  });
});
