/** The insurer's queue: its accounts only, the agent's clients first, the clock of the promise, the reasons in words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { delaiDe } from '../../src/cautions/delai.js';
import { EN_ATTENTE } from '../../src/gestion/attente.list.js';
import { readQuery as lireAdresse } from '../../src/listes/lecture.js';
import { sql } from '../../src/kit/database.js';
import type { Agent, RoleGarant } from '../../src/droits/acteur.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, autreGarant, construire, MAINTENANT, ORIGINE, vuesDe, type Maison } from '../setup/maison.js';

const database = useDatabase();
const HEURE = 3_600_000;
let maison: Maison;
let application: Application;
let conseiller: Agent;
let charge: Agent;
let courtier: Agent;
/** A pending caution of the adviser's client, two of another client; another insurer's has the number of the first. */
const numeros = { sienne: '', retard: '', recente: '' };

async function embaucher(role: RoleGarant): Promise<Agent> {
  const email = `${role}@assureur.example`;
  const [row] = await maison.db.systeme.rows<{ id: number; door: number }>(sql`
    with a as (insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, ${role}, 'Nadia', 'Essai', ${email}) returning id)
    insert into identifiant (email, agent_id) select ${email}, id from a returning agent_id as id, id as door`);
  return {
    genre: 'garant',
    id: row?.id ?? 0,
    identifiantId: row?.door ?? 0,
    garantId: maison.garantId,
    role,
    prenom: 'Nadia',
    nom: 'Essai',
    email,
    langue: 'fr',
  };
}

/** A caution above the unit ceiling of its authorisation, pending for so many hours. */
async function enAttente(house: Maison, montant: string, heures: number): Promise<string> {
  const deps = { db: house.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const numero = await demandes.enregistrer(house.ines, house.contenu(montant), [], ORIGINE);
  await demandes.soumettre(house.ines, numero, { version: 1, origine: ORIGINE });
  const [resultat] = await createValidationsService(deps).valider(house.claire, await vuesDe(house, numero), ORIGINE);
  expect(resultat?.effective).toBe(false);
  const caution = resultat?.caution ?? '';
  await house.db.systeme.rows(
    sql`update caution set creee_le = ${new Date(MAINTENANT().getTime() - heures * HEURE)} where numero = ${caution} and compte_id = ${house.compteId}`,
  );
  return caution;
}

beforeAll(async () => {
  maison = await construire(database.config, { unitaire: '1000' });
  const voisins = await ajouterCompte(maison.db, undefined, { unitaire: '1000' });
  const ailleurs = await ajouterCompte(maison.db, await autreGarant(maison.db), { unitaire: '1000' });
  [conseiller, charge, courtier] = [await embaucher('conseiller'), await embaucher('charge'), await embaucher('courtier')];
  await maison.db.systeme.rows(
    sql`update compte set conseiller_id = ${conseiller.id}, charge_id = ${charge.id} where id = ${maison.compteId}`,
  );
  numeros.sienne = await enAttente(maison, '2000.00', 1);
  numeros.recente = await enAttente(voisins, '3000.00', 21);
  numeros.retard = await enAttente(voisins, '4000.50', 25);
  expect(await enAttente(ailleurs, '5000.00', 2)).toBe(numeros.sienne);
  application = await demarrer(database, { clock: MAINTENANT });
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

describe('the clock', () => {
  const now = MAINTENANT();
  const after = (ms: number) => delaiDe(new Date(now.getTime() - ms), now);
  it('runs for 24 hours, orange in the last four, red from the very minute it is due', () => {
    expect(after(0)).toMatchObject({ niveau: 'vert', enRetard: false, minutes: 24 * 60, part: 0 });
    expect(after(20 * HEURE - 1)).toMatchObject({ niveau: 'vert' });
    expect(after(20 * HEURE)).toMatchObject({ niveau: 'orange', enRetard: false, minutes: 240 });
    expect(after(24 * HEURE - 1)).toMatchObject({ niveau: 'orange', enRetard: false });
    expect(after(24 * HEURE)).toMatchObject({ niveau: 'rouge', enRetard: true, minutes: 0, part: 1 });
    expect(after(30 * HEURE)).toMatchObject({ niveau: 'rouge', minutes: 360, part: 1 });
  });
  it('stays within its ring when a clock of another machine is ahead', () => expect(after(-HEURE).part).toBe(0));
});

describe('the queue', () => {
  const lire = async (agent: Agent) => {
    const { services } = application;
    return services.listes.page(EN_ATTENTE, lireAdresse(EN_ATTENTE, {}), agent, 'fr');
  };

  it('shows the adviser’s own clients first, then the oldest; never another insurer’s', async () => {
    const { lignes } = await lire(conseiller);
    expect(lignes.map(({ numero }) => numero)).toEqual([numeros.sienne, numeros.retard, numeros.recente]);
    expect(lignes.map(({ sienne }) => sienne)).toEqual([true, false, false]);
  });

  it('counts an account as its underwriter’s too', async () => {
    const { lignes } = await lire(charge);
    expect(lignes.filter(({ sienne }) => sienne).map(({ numero }) => numero)).toEqual([numeros.sienne]);
  });

  it('adds everything up: late, due soon, amounts by currency', async () => {
    const { totaux } = await lire(conseiller);
    expect(totaux).toEqual([{ devise: 'EUR', nombre: 3, retard: 1, proches: 1, montant: '9000.500' }]);
  });
});

describe('the page', () => {
  it('says for each caution the client, the entity, what it is for, how long is left, and why it waits', async () => {
    const page = documentOf(await (await client(application.url, conseiller.email)).get('/gestion'));
    expect(page.querySelector('h1')?.textContent).toBe('Cautions en attente');
    const row = page.querySelector(`tr[data-numero="${numeros.sienne}"]`)?.textContent ?? '';
    const words = row.replace(/[\s\u00a0\u202f]+/g, ' ');
    expect(words).toContain(`Compte ${maison.compteId}`);
    expect(words).toContain(`Essai Bâtiment ${maison.compteId}`);
    expect(words).toContain('Retenue de garantie, marché privé');
    expect(words).toContain('reste 23 h 00');
    expect(words).toContain('avant le 22/11/2026 à 9 h 30');
    expect(words).toContain('Montant de 2 000,00 € au-dessus du plafond unitaire de 1 000,00 €');
    const [siens, autres] = [...page.querySelectorAll('section.panel h2')].map((title) => title.textContent);
    expect([siens, autres]).toEqual(['Vos clients', 'Les autres clients']);
    expect(page.querySelector(`tr[data-numero="${numeros.retard}"]`)?.textContent).toMatch(/retard de 1.h.00/);
    expect(page.querySelectorAll('tr[data-numero]')).toHaveLength(3);
    expect(page.body.textContent).not.toMatch(/5\s000,00/);
  });

  it('a figure leads to the very rows it counts, and still tells the others', async () => {
    const agent = await client(application.url, conseiller.email);
    const stats = (page: Document) =>
      [...page.querySelectorAll('.stat dd a')].map((a) => [a.getAttribute('href') ?? '', a.textContent ?? ''] as const);
    const trouvees = (page: Document) => [...page.querySelectorAll('tr[data-numero]')].map((tr) => tr.getAttribute('data-numero'));
    const [retard, proche, euros] = stats(documentOf(await agent.get('/gestion')));
    const enRetard = documentOf(await agent.get(retard?.[0] ?? ''));
    expect(trouvees(enRetard)).toEqual([numeros.retard]);
    expect(stats(enRetard).slice(0, 2)).toEqual([retard, proche]);
    expect(trouvees(documentOf(await agent.get(proche?.[0] ?? '')))).toEqual([numeros.recente]);
    expect(trouvees(documentOf(await agent.get(euros?.[0] ?? '')))).toHaveLength(3);
    const rien = documentOf(await agent.get('/gestion?devise=KWD'));
    expect(rien.body.textContent).toContain('Aucune caution en attente ne correspond');
  });

  it('is in English for who reads English', async () => {
    const person = await client(application.url, conseiller.email);
    await person.post('/langue', { langue: 'en', retour: '/gestion' });
    const words = documentOf(await person.get('/gestion')).body.textContent ?? '';
    expect(words).toContain('Your clients');
    expect(words).toContain('Amount of €2,000.00 above the unit ceiling of €1,000.00');
  });

  it('is the partners’ page for a broker: no caution of anyone', async () => {
    const page = documentOf(await (await client(application.url, courtier.email)).get('/gestion'));
    expect(page.querySelector('h1')?.textContent).toBe('Espace Partenaires');
    expect(page.querySelectorAll('tr[data-numero]')).toHaveLength(0);
    for (const numero of Object.values(numeros)) expect(page.body.textContent).not.toContain(numero);
  });

  it('is closed to clients', async () =>
    expect((await (await client(application.url, maison.ines.email)).get('/gestion')).status).toBe(403));

  it('says so when nothing waits', async () => {
    await maison.db.systeme.rows(sql`update caution set etat = 'abandonnee', terminee_le = now() where etat = 'en_attente'`);
    const page = documentOf(await (await client(application.url, charge.email)).get('/gestion'));
    expect(page.body.textContent).toContain('Rien n’attend');
  });
});
