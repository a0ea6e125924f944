/** Work outside requests: each item alone. What cannot be done is kept aside with its reason, tried again, shown to the insurer. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { insertCourriels } from '../../src/courriels/outbox.sql.js';
import type { Courriel } from '../../src/courriels/courriel.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { RAISONS } from '../../src/travaux/travail.js';
import { travauxDe } from '../../src/jobs.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
const AGENT = 'conseiller@garant.example';
let maison: Maison;
let voisins: Maison;
let application: Application;
let owner: pg.Client;
let maintenant = MAINTENANT();

beforeAll(async () => {
  maison = await construire(database.config);
  voisins = await ajouterCompte(maison.db, undefined);
  owner = new pg.Client(database.config);
  await owner.connect();
  for (const [garant, email] of [
    [maison.garantId, AGENT],
    [
      (await owner.query<{ id: number }>(`insert into garant (code, nom, site_url) values ('autre', 'Autre', '') returning id`)).rows[0]
        ?.id,
      'autre@ailleurs.example',
    ],
  ] as const)
    await owner.query(
      `with a as (insert into agent (garant_id, role, prenom, nom, email) values ($1, 'conseiller', 'Nadia', 'Essai', $2) returning id)
       insert into identifiant (email, agent_id) select $2, id from a`,
      [garant, email],
    );
  await owner.query(`update compte set conseiller_id = (select id from agent where email = $1)`, [AGENT]);
  application = await demarrer(database, { clock: () => maintenant, jobs: true });
}, 60_000);
beforeEach(() => (maintenant = new Date(maintenant.getTime() + 86_400_000)));
afterEach(() => owner.query('delete from travail_en_peine'));
afterAll(async () => {
  await application?.stop();
  await owner?.end();
  await maison?.db.close();
});

/** Asks the queue for a job, as its hour would, and waits until it is done or has failed. */
async function travailler(nom: string): Promise<void> {
  const { rows } = await owner.query<{ id: string }>('select id from graphile_worker.add_job($1, max_attempts := 1)', [nom]);
  await vi.waitFor(
    async () => {
      const waiting = await owner.query('select from graphile_worker._private_jobs where id = $1 and attempts < max_attempts', [
        rows[0]?.id,
      ]);
      const locked = await owner.query('select from graphile_worker._private_jobs where id = $1 and locked_at is not null', [rows[0]?.id]);
      expect((waiting.rowCount ?? 0) + (locked.rowCount ?? 0)).toBe(0);
    },
    { timeout: 20_000, interval: 50 },
  );
}
const deCote = async () =>
  (
    await owner.query<{ nature: string; nom: string; raison: string; tentatives: number }>(
      'select nature, nom, raison, tentatives from travail_en_peine order by id',
    )
  ).rows;
const pageDe = async (email = AGENT) => documentOf(await (await client(application.url, email)).get('/gestion/travaux'));
const motsDe = (page: Document) =>
  [...page.querySelectorAll('tr[data-travail]')].map((row) => (row.textContent ?? '').replace(/\s+/g, ' ').trim());

/** An effective caution that waits for its seal. */
async function effective(house: Maison): Promise<string> {
  const deps = { db: house.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const numero = await demandes.enregistrer(house.ines, house.contenu('100.00'), [], ORIGINE);
  await demandes.soumettre(house.ines, numero, { version: 1, origine: ORIGINE });
  const [resultat] = await createValidationsService(deps).valider(house.marc, await vues(house.db, numero), ORIGINE);
  return resultat?.caution ?? '';
}

describe('an act that cannot be sealed', () => {
  it('holds up no other, is shown with its reason, and is sealed once mended and asked for again', { timeout: 60_000 }, async () => {
    const cautions = [await effective(maison), await effective(maison), await effective(voisins)];
    const [poison = ''] = cautions;
    const donneur = (await owner.query<{ donneur: object }>('select donneur_ordre as donneur from caution where numero = $1', [poison]))
      .rows[0]?.donneur;
    await owner.query(`update caution set donneur_ordre = 'null' where numero = $1`, [poison]);
    await travailler('actes');
    const scelles = async () =>
      (
        await owner.query<{ numero: string }>(
          'select c.numero from acte a join caution c on c.id = a.caution_id where c.numero = any ($1) order by 1',
          [cautions],
        )
      ).rows.map(({ numero }) => numero);
    expect(await scelles()).toEqual(cautions.slice(1));
    expect(await deCote()).toEqual([{ nature: 'acte', nom: poison, raison: 'contenu', tentatives: 1 }]);

    // A job that nobody here knows how to do waits.
    await owner.query(`select graphile_worker.add_job('sans_ouvrier', job_key := 'essai')`);
    const mesures = await (await fetch(`${application.url}/metriques`)).text();
    expect(mesures).toContain('cautionet_travaux_en_peine{nature="acte"} 1');
    expect(mesures).toContain('cautionet_file_travaux{tache="sans_ouvrier"} 1');
    await owner.query(`select graphile_worker.remove_job('essai')`);

    // Not tried again before its time, however often the job runs.
    await travailler('actes');
    expect(await deCote()).toMatchObject([{ tentatives: 1 }]);

    const nadia = await client(application.url, AGENT);
    const page = documentOf(await nadia.get('/gestion/travaux'));
    expect(page.querySelector('h1')?.textContent).toBe('Travaux à reprendre');
    const [ligne = ''] = motsDe(page);
    expect(ligne).toContain(`Original de la caution${poison}`);
    expect(ligne).toContain(`Compte ${maison.compteId}`);
    expect(ligne).toContain('Les données enregistrées ne permettent pas de l’établir.');

    await owner.query('update caution set donneur_ordre = $2 where numero = $1', [poison, donneur]);
    const bouton = page.querySelector('form [formaction$="/reprise"]');
    const cle = bouton?.getAttribute('value') ?? '';
    expect(bouton?.textContent).toBe('Réessayer maintenant');
    const adresse = bouton?.getAttribute('formaction') ?? '';
    const answers = [await nadia.post(adresse, { _idempotence: cle }), await nadia.post(adresse, { _idempotence: cle })];
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual([
      [303, '/gestion/travaux'],
      [303, '/gestion/travaux'],
    ]);
    await vi.waitFor(async () => expect(await scelles()).toEqual(cautions), { timeout: 10_000 });
    await vi.waitFor(async () => expect(await deCote()).toEqual([]));
    const { rows } = await owner.query(`select compte_id, qui, details from journal where acte = 'travail_reessayer'`);
    expect(rows).toEqual([{ compte_id: maison.compteId, qui: 'Nadia Essai', details: { nature: 'acte', nom: poison } }]);
  });

  it('is tried again by itself, later and later', async () => {
    const poison = await effective(maison);
    await owner.query(`update caution set donneur_ordre = 'null' where numero = $1`, [poison]);
    const essais = async () =>
      (
        await owner.query<{ minutes: number }>(
          `select extract(epoch from prochain_essai - dernier_essai)::int / 60 as minutes from travail_en_peine`,
        )
      ).rows[0]?.minutes;
    for (const minutes of [1, 2, 4]) {
      await travailler('actes');
      expect(await essais()).toBe(minutes);
      maintenant = new Date(maintenant.getTime() + minutes * 60_000);
    }
    await owner.query('update caution set a_sceller = false where numero = $1', [poison]);
  });
});

describe('the night', () => {
  it('goes on after a step that fails, which is everybody’s and is tried again', { timeout: 60_000 }, async () => {
    const reste = async () => (await owner.query<{ n: number }>(`select count(*)::int as n from session where sid = 'vieille'`)).rows[0]?.n;
    await owner.query(`insert into session (sid, sess, expire) values ('vieille', '{}', '2026-01-01')`);
    await owner.query('alter table essai_adresse rename to essai_adresse_absente');
    await travailler('nuit');
    expect(await reste()).toBe(0);
    expect(await deCote()).toEqual([{ nature: 'defis', nom: '', raison: 'regle', tentatives: 1 }]);
    for (const email of [AGENT, 'autre@ailleurs.example'])
      expect(motsDe(await pageDe(email)).join()).toContain('Oubli des connexions abandonnéesTous les clients');

    await owner.query('alter table essai_adresse_absente rename to essai_adresse');
    const nadia = await client(application.url, AGENT);
    const adresse =
      documentOf(await nadia.get('/gestion/travaux'))
        .querySelector('form [formaction$="/reprise"]')
        ?.getAttribute('formaction') ?? '';
    expect((await nadia.post(adresse)).status).toBe(303);
    await vi.waitFor(async () => expect(await deCote()).toEqual([]), { timeout: 10_000 });
  });

  it('ends each caution alone: one that cannot end keeps its own amount only', { timeout: 60_000 }, async () => {
    const cautions = [await effective(maison), await effective(maison), await effective(voisins)];
    await owner.query(`update caution set date_fin = '2026-11-22', a_sceller = false where numero = any ($1)`, [cautions]);
    await owner.query(`update texte_version set fin = 'date'`);
    await owner.query(`create function refuser() returns trigger language plpgsql as $$ begin
      if new.caution_id = (select id from caution where numero = '${cautions[0]}') then raise exception 'poison' using errcode = '23514'; end if; return new; end $$`);
    await owner.query('create trigger poison before insert on mouvement for each row execute function refuser()');
    await travailler('nuit');
    const etats = async () =>
      (await owner.query<{ etat: string }>('select etat from caution where numero = any ($1) order by id', [cautions])).rows.map(
        ({ etat }) => etat,
      );
    expect(await etats()).toEqual(['effective', 'echue', 'echue']);
    expect(await deCote()).toEqual([{ nature: 'echeance', nom: cautions[0], raison: 'regle', tentatives: 1 }]);
    await owner.query('drop trigger poison on mouvement');
    await travailler('nuit');
    expect(await etats()).toEqual(['echue', 'echue', 'echue']);
    expect(await deCote()).toEqual([]);
    const { rows } = await owner.query(
      `select c.numero, m.montant from mouvement m join caution c on c.id = m.caution_id where m.nature = 'echeance' and c.numero = any ($1) order by c.id`,
      [cautions],
    );
    expect(rows).toEqual(cautions.map((numero) => ({ numero, montant: '-100.000' })));
  });
});

it('a contract that cannot be invoiced holds up no other, and is invoiced once it can be', { timeout: 60_000 }, async () => {
  for (const house of [maison, voisins]) await effective(house);
  await owner.query(`create function refuser_facture() returns trigger language plpgsql as $$ begin
    if new.contrat_id = ${maison.contratId} then raise exception 'poison' using errcode = '23514'; end if; return new; end $$`);
  await owner.query('create trigger poison before insert on facture for each row execute function refuser_facture()');
  const factures = async () =>
    (await owner.query<{ contrat_id: number; n: number }>('select contrat_id, count(*)::int as n from facture group by 1 order by 1')).rows;
  await owner.query('alter table facture_ligne disable trigger user');
  await owner.query('delete from facture_ligne');
  await owner.query('delete from facture');
  await travailler('nuit');
  const facturees = await factures();
  expect(facturees.map(({ contrat_id }) => contrat_id)).toEqual([voisins.contratId]);
  expect(await deCote()).toMatchObject([{ nature: 'facturation', raison: 'regle', tentatives: 1 }]);
  await owner.query('drop trigger poison on facture');
  await travailler('nuit');
  await travailler('nuit');
  expect((await factures()).map(({ contrat_id }) => contrat_id)).toEqual([maison.contratId, voisins.contratId]);
  expect((await factures()).find(({ contrat_id }) => contrat_id === voisins.contratId)).toEqual(facturees[0]);
  expect(await deCote()).toEqual([]);
});

it('a summary that cannot be made holds up nobody’s', { timeout: 60_000 }, async () => {
  for (const house of [maison, voisins]) {
    await owner.query(
      `insert into abonnement (collaborateur_id, compte_id, alerte, frequence, urgente) values ($1, $2, 'aValider', 'jour', false)`,
      [house.marc.id, house.compteId],
    );
    const demandes = createDemandesService({ db: house.db, clock: MAINTENANT, reveiller: () => undefined });
    await demandes.soumettre(house.ines, await demandes.enregistrer(house.ines, house.contenu('100.00'), [], ORIGINE), {
      version: 1,
      origine: ORIGINE,
    });
  }
  // The home page of the first account cannot be read.
  await owner.query(`create policy poison on entite as restrictive for select to cautionet_client
    using (1 / (portee('compte') - ${maison.compteId}) is not null)`);
  await travailler('resumes');
  const resumes = async () =>
    (await owner.query<{ destinataire: string }>(`select destinataire from courriel where gabarit = 'resume' order by id`)).rows.map(
      ({ destinataire }) => destinataire,
    );
  expect(await resumes()).toEqual([voisins.marc.email]);
  expect(await deCote()).toMatchObject([{ nature: 'resume', nom: maison.marc.email }]);
  await owner.query('drop policy poison on entite');
  maintenant = new Date(maintenant.getTime() + 60_000);
  await travailler('reprises');
  expect(await resumes()).toEqual([voisins.marc.email, maison.marc.email]);
});

describe('an e-mail that cannot leave', () => {
  const courriel = (destinataire: string, gabarit: string) =>
    ({ evenement: `essai ${destinataire}`, destinataire, langue: 'fr', gabarit, donnees: { chemin: '/' } }) as unknown as Courriel;

  it('waits aside while the others leave, and is its own insurer’s to see', { timeout: 60_000 }, async () => {
    await maison.db.systeme.transaction((tx) =>
      insertCourriels(
        tx,
        maison.compteId,
        [courriel(maison.marc.email, 'inconnu'), courriel(maison.claire.email, 'mot_de_passe_change')],
        maintenant,
      ),
    );
    // One to the other insurer's staff, of no account.
    await maison.db.systeme.transaction((tx) => insertCourriels(tx, null, [courriel('autre@ailleurs.example', 'inconnu')], maintenant));
    await travailler('courriels');
    const envoyes = (await owner.query(`select destinataire from courriel where evenement like 'essai %' and envoye_le is not null`)).rows;
    expect(envoyes).toEqual([{ destinataire: maison.claire.email }]);
    // Two senders: whichever was first.
    expect((await deCote()).map(({ nature, nom }) => `${nature} ${nom}`).sort()).toEqual(
      ['courriel autre@ailleurs.example', `courriel ${maison.marc.email}`].sort(),
    );
    expect(motsDe(await pageDe()).join()).toContain(`E-mail à${maison.marc.email}Compte ${maison.compteId}`);
    expect(motsDe(await pageDe())).toHaveLength(1);
    expect(motsDe(await pageDe('autre@ailleurs.example')).join()).toContain('autre@ailleurs.example');
    await owner.query(`delete from courriel where evenement like 'essai %'`);
  });
});

describe('the page', () => {
  it('says so when there is nothing, in both languages, and is closed to clients and brokers', async () => {
    const nadia = await client(application.url, AGENT);
    expect(documentOf(await nadia.get('/gestion/travaux')).querySelector('.empty')?.textContent).toContain('Rien à reprendre');
    await nadia.post('/langue', { langue: 'en', retour: '/gestion/travaux' });
    expect(documentOf(await nadia.get('/gestion/travaux')).querySelector('.empty')?.textContent).toContain('Nothing to resume');
    expect((await (await client(application.url, maison.ines.email)).get('/gestion/travaux')).status).toBe(403);
  });

  it('is not another insurer’s: what is not seen is not found', async () => {
    await owner.query(
      `insert into travail_en_peine (nature, cle, nom, compte_id, raison, detail, tentatives, depuis, dernier_essai, prochain_essai)
       values ('acte', '0', 'C', $1, 'contenu', '', 1, now(), now(), now() + interval '1 day')`,
      [maison.compteId],
    );
    const { rows } = await owner.query<{ id: string }>('select id from travail_en_peine');
    const autre = await client(application.url, 'autre@ailleurs.example');
    expect(motsDe(await pageDe('autre@ailleurs.example'))).toEqual([]);
    expect((await autre.post(`/gestion/travaux/${rows[0]?.id}/reprise`)).status).toBe(404);
  });

  it('has words for every work and every reason, in both languages', () => {
    const natures = Object.values(travauxDe(application.services))
      .flat()
      .map(({ nature }) => nature);
    for (const langue of ['fr', 'en'] as const) {
      const t = application.services.translator(langue);
      for (const nature of natures) expect(t(`reprises.natures.${nature}`)).not.toBe('');
      for (const raison of RAISONS) expect(t(`reprises.raisons.${raison}`)).not.toBe('');
    }
  });
});
