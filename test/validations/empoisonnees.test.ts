/** Demandes that cannot be validated, among many that can: each is whole or untouched, each is told, the others are done. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { FAUTES } from '../seeds/invariants.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let owner: pg.Client;
let claire: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { clock: MAINTENANT });
  owner = new pg.Client(database.config);
  await owner.connect();
  claire = await client(application.url, maison.claire.email);
  // The ledger refuses these amounts: once the number of the caution was taken.
  await owner.query(`
    create function casser() returns trigger language plpgsql as $$ begin raise exception 'cassé'; end $$;
    create trigger casser before insert on mouvement for each row when (new.montant = 13) execute function casser()`);
}, 60_000);
afterAll(async () => {
  await owner?.end();
  await application?.stop();
  await maison?.db.close();
});

async function aValider(montant: string): Promise<string> {
  const demandes = createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
  const numero = await demandes.enregistrer(maison.ines, maison.contenu(montant), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  return numero;
}

/** Ways for a row to be what no form of ours would have written. */
const POISONS: Readonly<Record<string, (numero: string) => Promise<unknown>>> = {
  'an amount of its act is no number': (numero) =>
    owner.query(`update demande set valeurs = valeurs || '{"montant_ttc":"beaucoup"}' where numero = $1`, [numero]),
  'its text has no readable limits': (numero) =>
    owner.query(
      `with texte as (
        insert into texte_version (garant_id, code, version, type_credit, produits, langue, titre, en_vigueur_du, en_vigueur_au, fin, edition_deportee, contenu)
        select garant_id, 'ABIME', 1, type_credit, produits, langue, titre, en_vigueur_du, en_vigueur_au, fin, edition_deportee, contenu - 'limites'
        from texte_version where id = (select texte_version_id from demande where numero = $1) returning id)
      update demande set texte_version_id = texte.id from texte where numero = $1`,
      [numero],
    ),
  'the ledger refuses its amount': () => Promise.resolve(),
};

const etats = async (numeros: readonly string[]) =>
  (
    await maison.db.systeme.rows<{ etat: string; version: number; cautions: number; actes: number }>(sql`
      select d.etat, d.version, (select count(*)::int from caution c where c.demande_id = d.id) as cautions,
        (select count(*)::int from journal j where j.sujet = 'demande' and j.sujet_id = d.id and j.acte = 'valider') as actes
      from demande d where d.numero = any (${numeros}) order by array_position(${numeros}, d.numero)`)
  ).map(({ etat, version, cautions, actes }) => `${etat} v${version} ${cautions} ${actes}`);

async function fautes(): Promise<string[]> {
  const trouvees: string[] = [];
  for (const [nom, faute] of Object.entries(FAUTES)) {
    const { text, values } = faute('2026-11-21', MAINTENANT());
    if ((await owner.query({ text, values })).rows.length > 0) trouvees.push(nom);
  }
  return trouvees;
}

const formulaire = async (numeros: readonly string[]) => ({
  numeros,
  versions: (await vues(maison.db, ...numeros)).map(({ numero, version }) => `${numero}:${version}`),
});
const dites = async () => {
  const page = documentOf(await claire.get('/demandes/validation'));
  return new Map([...page.querySelectorAll('tr[data-numero]')].map((tr) => [tr.getAttribute('data-numero'), tr.textContent]));
};

describe.each(Object.entries(POISONS))('one whose row is spoiled: %s', (nom, empoisonner) => {
  const numeros: string[] = [];
  let mauvaise = '';
  beforeAll(async () => {
    for (let i = 0; i < 12; i += 1) numeros.push(await aValider(i === 7 && nom.includes('ledger') ? '13.00' : `${100 + i}.00`));
    mauvaise = numeros[7]!;
    await empoisonner(mauvaise);
  });

  it('is left as it was and told so; the others are validated, in one answer, once', async () => {
    const envoi = { ...(await formulaire(numeros)), etape: 'confirmer', _idempotence: randomUUID() };
    for (let copie = 0; copie < 2; copie += 1) {
      const answer = await claire.post('/demandes/validation', envoi);
      expect([answer.status, answer.headers.location]).toEqual([303, '/demandes/validation']);
      const lignes = await dites();
      expect([...lignes.keys()].sort()).toEqual([...numeros].sort());
      for (const numero of numeros)
        expect(lignes.get(numero), numero).toMatch(numero === mauvaise ? /n’a pas pu être validée/ : /caution effective.*C26-\d{7}/);
      expect(await etats(numeros)).toEqual(numeros.map((numero) => (numero === mauvaise ? 'a_valider v2 0 0' : 'transmise v3 1 1')));
    }
    expect(await fautes()).toEqual([]);
  });

  it('alone: a page that says it, not an error of ours', async () => {
    const answer = await claire.post(`/demandes/${mauvaise}/validation`, {});
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('n’a pas pu être validée');
    expect(await etats([mauvaise])).toEqual(['a_valider v2 0 0']);
  });

  it('is foreseen where it can be: the confirmation page is shown in any case', async () => {
    const answer = await claire.post('/demandes/validation', await formulaire([mauvaise]));
    expect(answer.status).toBe(200);
    if (!nom.includes('ledger')) expect(answer.text).toContain('n’a pas pu être validée');
  });
});

it('several spoiled ones are each found, and the last room of a line goes to one that can take it', async () => {
  const numeros: string[] = [];
  for (const montant of ['13.00', '60.00', '13.00', '60.00', '60.00', '13.00']) numeros.push(await aValider(montant));
  // Room for two of the three: what the spoiled ones would have taken is given to none, and nothing is taken twice.
  await maison.db.systeme.rows(sql`update ligne set plafond = utilise + 125 where id = ${maison.ligneId}`);
  await claire.post('/demandes/validation', { ...(await formulaire(numeros)), etape: 'confirmer' });
  const lignes = await dites();
  expect(numeros.map((numero) => /n’a pas pu|effective|en attente/.exec(lignes.get(numero) ?? '')?.[0])).toEqual([
    'n’a pas pu',
    'effective',
    'n’a pas pu',
    'effective',
    // Without room a caution waits, takes nothing of the ledger, and spoils nothing.
    'en attente',
    'en attente',
  ]);
  expect(await fautes()).toEqual([]);
  const [row] = await maison.db.systeme.rows<{ reste: number; trous: number }>(sql`
    select (l.plafond - l.utilise)::int as reste, (select coalesce(max(rang), 0) - count(*) from caution)::int as trous
    from ligne l where l.id = ${maison.ligneId}`);
  expect(row).toEqual({ reste: 5, trous: 0 });
});

it('a whole without fault costs no part: no savepoint is sent', async () => {
  const envoyes: string[] = [];
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  await maison.db.systeme.rows(sql`update ligne set plafond = utilise + 5000 where id = ${maison.ligneId}`);
  const choix = await vues(maison.db, await aValider('20.00'), await aValider('21.00'));
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: unknown[]) {
      const [un] = args as [string | { text: string }];
      envoyes.push(typeof un === 'string' ? un : (un?.text ?? ''));
      return query.apply(this, args);
    },
  });
  try {
    const resultats = await application.services.validations.valider(maison.claire, choix, ORIGINE);
    expect(resultats.map(({ effective }) => effective)).toEqual([true, true]);
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
  expect(envoyes.filter((texte) => /savepoint/i.test(texte))).toEqual([]);
  expect(envoyes.length).toBeLessThan(20);
});
