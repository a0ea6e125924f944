/** The people of an account, over HTTP: added, changed, suspended; what would break is said; nobody else's are seen. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';

const database = useDatabase();
const LISTE = '/parametrage/collaborateurs';
let maison: Maison;
let voisins: Maison;
let application: Application;
let ines: Client;
let marc: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  voisins = await ajouterCompte(maison.db, undefined);
  application = await demarrer(database, { clock: MAINTENANT });
  ines = await client(application.url, maison.ines.email);
  marc = await client(application.url, maison.marc.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const rows = <Row>(query: ReturnType<typeof sql>) => maison.db.systeme.rows<Row>(query);
const fiche = (id: number) => `${LISTE}/${id}`;
const bon = (email: string, changes: Record<string, string | string[]> = {}) => ({
  ...(email ? { email } : {}),
  prenom: 'Nadia',
  nom: 'Roche',
  langue: 'fr',
  profils: ['valideur'],
  perimetre: [String(maison.entites.racine)],
  descendants: [String(maison.entites.racine)],
  'delegations.0.montant': '75 000',
  ...changes,
});
const trouver = async (email: string) =>
  (
    await rows<{ id: number; version: number; actif: boolean }>(sql`select id, version, actif from collaborateur where email = ${email}`)
  )[0];
const creer = async (email: string, changes = {}) => {
  expect((await ines.post(`${LISTE}/nouveau`, bon(email, changes))).status).toBe(303);
  return (await trouver(email)) ?? { id: 0, version: 0, actif: false };
};
const demandes = () => createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
const soumettre = async (montant: string) => {
  const numero = await demandes().enregistrer(maison.ines, maison.contenu(montant), [], ORIGINE);
  await demandes().soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  return numero;
};
const signaler = () => new Promise((resolve) => setTimeout(resolve, 150));

describe('who may', () => {
  it('administrators only', async () => {
    for (const adresse of [LISTE, `${LISTE}/nouveau`, `${LISTE}/export.xlsx`, fiche(maison.marc.id)])
      expect((await marc.get(adresse)).status, adresse).toBe(403);
    expect((await marc.post(`${LISTE}/nouveau`, bon('x@essai.example'))).status).toBe(403);
    expect((await marc.get('/')).text).not.toContain(LISTE);
    expect((await ines.get('/')).text).toContain(LISTE);
  });

  it('somebody of another account is nobody', async () => {
    for (const id of [String(voisins.marc.id), '999999', '0', 'abc', '1e9', '99999999999']) {
      const answer = await ines.get(`${LISTE}/${id}`);
      expect(answer.status, id).toBe(404);
      for (const geste of ['', '/suspension', '/retablissement', '/courriel-acces'])
        expect((await ines.post(`${LISTE}/${id}${geste}`, bon('x@essai.example', { confirme: 'oui' }))).status, id + geste).toBe(404);
    }
    const page = (await ines.get(LISTE)).text;
    expect(page).toContain(maison.marc.email);
    expect(page).not.toContain(voisins.marc.email);
  });

  it('an entity of another account cannot be given', async () => {
    const answer = await ines.post(`${LISTE}/nouveau`, bon('vol@essai.example', { perimetre: [String(voisins.entites.racine)] }));
    expect(answer.status).toBe(422);
    expect(documentOf(answer).querySelector('#perimetre-error')).not.toBeNull();
    expect(await trouver('vol@essai.example')).toBeUndefined();
  });
});

describe('adding', () => {
  it('writes the person, the perimeter, the delegations and the journal, once', async () => {
    const cle = crypto.randomUUID();
    const corps = { ...bon('nadia@essai.example'), 'delegations.1.illimite': '1', 'delegations.1.types': 'BID', _idempotence: cle };
    const answers = await Promise.all(Array.from({ length: 5 }, () => ines.post(`${LISTE}/nouveau`, corps)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    const { id } = (await trouver('nadia@essai.example')) ?? { id: 0 };
    const page = documentOf(await ines.get(fiche(id)));
    expect(page.querySelector<HTMLInputElement>('[name="delegations.0.montant"]')?.value.replace(/\s/g, '')).toBe('75000,00');
    expect(page.querySelector<HTMLInputElement>('[name="delegations.1.illimite"]')?.checked).toBe(true);
    expect(page.querySelector('[data-etat]')?.getAttribute('data-etat')).toBe('invite');
    const journal = await rows<{ details: { email: string } }>(sql`select details from journal where acte = 'collaborateur_ajouter'`);
    expect(journal.filter(({ details }) => details.email === 'nadia@essai.example')).toHaveLength(1);
  });

  it('an address of the account is refused beside its field, whatever its case, and nothing typed is lost', async () => {
    const answer = await ines.post(`${LISTE}/nouveau`, bon(maison.marc.email.toUpperCase()));
    expect(answer.status).toBe(422);
    const page = documentOf(answer);
    expect(page.querySelector('#email-error')?.textContent).toContain('votre compte');
    expect(page.querySelector<HTMLInputElement>('[name=nom]')?.value).toBe('Roche');
    expect(page.querySelector<HTMLInputElement>('[name="delegations.0.montant"]')?.value).toBe('75 000');
    expect(page.title).toMatch(/^Erreur/);
  });

  it('an address of another account is answered as any other', async () => {
    const libre = await ines.post(`${LISTE}/nouveau`, bon('libre@essai.example'));
    const prise = await ines.post(`${LISTE}/nouveau`, bon(voisins.marc.email));
    expect([prise.status, prise.headers.location]).toEqual([libre.status, libre.headers.location]);
  });

  it('rows of delegations come and go without scripts', async () => {
    const plus = await ines.post(`${LISTE}/nouveau`, { ...bon('a@essai.example'), etape: 'ajouter' });
    expect(plus.status).toBe(200);
    expect(documentOf(plus).querySelectorAll('[name$=".montant"]')).toHaveLength(2);
    const moins = await ines.post(`${LISTE}/nouveau`, { ...bon('a@essai.example'), etape: 'retirer-0' });
    expect(documentOf(moins).querySelectorAll('[name$=".montant"]')).toHaveLength(0);
    expect(await trouver('a@essai.example')).toBeUndefined();
  });

  it('hostile input is an answer, never a crash', async () => {
    const hostiles: Record<string, string | string[]>[] = [
      { etape: ['a', 'b'] },
      { ...bon('b@essai.example'), nom: '<script>alert(1)</script>{{7*7}}', 'delegations.0.montant': '1e309' },
      { ...bon('b@essai.example'), perimetre: Array.from({ length: 1_500 }, (_, i) => String(i + 1)) },
      { ...bon('b\u0000@essai.example') },
      { ...bon('b@essai.example'), 'delegations.0.entite': '1.5' },
      { ...bon('b@essai.example'), 'delegations.0.entite': '99999999999999999999' },
    ];
    for (const corps of hostiles) {
      const answer = await ines.post(`${LISTE}/nouveau`, corps);
      expect([200, 422], answer.text.slice(0, 200)).toContain(answer.status);
      expect(answer.text).not.toContain('<script>alert');
    }
    for (const q of ['?q=%25_\\', '?page=99999', '?page=-1', '?etat=roi', '?q[]=a', '?profil=valideur&entite=Essai', '?etat=invite'])
      expect((await ines.get(LISTE + q)).status, q).toBe(200);
  });
});

describe('changing', () => {
  it('gives rights at once, says what was before and after', async () => {
    const { id, version } = await creer('plus@essai.example');
    const answer = await ines.post(fiche(id), bon('', { version: String(version), profils: ['valideur', 'consultant'] }));
    expect(answer.status).toBe(303);
    const [entree] = await rows<{ details: { avant: { profils: string[] }; apres: { profils: string[] } } }>(
      sql`select details from journal where acte = 'collaborateur_modifier' order by id desc limit 1`,
    );
    expect(entree?.details.avant.profils).toEqual(['valideur']);
    expect(entree?.details.apres.profils).toEqual(['valideur', 'consultant']);
  });

  it('a stale page changes nothing and says so, with what was typed', async () => {
    const { id } = await creer('perime@essai.example');
    const answer = await ines.post(fiche(id), bon('', { version: '99', nom: 'Tapé' }));
    expect(answer.status).toBe(409);
    expect(documentOf(answer).querySelector<HTMLInputElement>('[name=nom]')?.value).toBe('Tapé');
    expect(documentOf(answer).querySelector<HTMLInputElement>('[name=version]')?.value).toBe('1');
  });

  it('what would break is told first, nothing is done until it is confirmed', async () => {
    await maison.collaborateur('Paul', ['valideur'], { delegation: null });
    const numero = await soumettre('200000.00'); // Two validations, and Claire and Paul alone may validate so much.
    const marcVoit = documentOf(await marc.get(`/demandes/${numero}`)).querySelector('main')?.textContent ?? '';
    expect(marcVoit).toContain('dépasse votre délégation');
    expect(marcVoit).toMatch(/Peuvent la valider\s: Claire Essai, .*Paul Essai/);
    const claire = (await trouver(maison.claire.email)) ?? { id: 0, version: 0, actif: false };
    const moins = {
      ...bon('', { version: String(claire.version), prenom: 'Claire', nom: 'Essai' }),
      'delegations.0.montant': '100 000',
    };
    const question = await ines.post(fiche(claire.id), moins);
    expect(question.status).toBe(200);
    const page = documentOf(question);
    expect([...page.querySelectorAll('main a.ref')].map((lien) => lien.textContent)).toContain(numero);
    expect((await trouver(maison.claire.email))?.version).toBe(claire.version);

    // A demande that came in between is asked about too.
    const nouvelle = await soumettre('210000.00');
    const encore = await ines.post(fiche(claire.id), { ...moins, confirme: 'oui', numeros: [numero] });
    expect(documentOf(encore).querySelector('main')?.textContent).toContain(nouvelle);
    expect((await trouver(maison.claire.email))?.version).toBe(claire.version);

    // The page itself carries all that must be sent again.
    const form = [...documentOf(encore).querySelectorAll('main form')].at(-1);
    const champs: Record<string, string[]> = {};
    for (const input of form?.querySelectorAll('input') ?? []) if (input.name !== '_csrf') (champs[input.name] ??= []).push(input.value);
    expect((await ines.post(form?.getAttribute('action') ?? '', champs)).status).toBe(303);
    expect((await trouver(maison.claire.email))?.version).toBe(claire.version + 1);
  });
});

describe('suspending', () => {
  it('asks, then closes the door on the next request, and opens it again', async () => {
    const lea = await maison.collaborateur('Léa', ['valideur'], { delegation: '1' });
    await maison.db.systeme
      .rows(sql`update identifiant set secret = (select secret from identifiant where id = ${maison.ines.identifiantId})
      where id = ${lea.identifiantId}`);
    const elle = await client(application.url, lea.email);
    expect((await elle.get('/demandes')).status).toBe(200);
    expect((await ines.post(`${fiche(lea.id)}/suspension`)).status).toBe(200);
    expect((await elle.get('/demandes')).status).toBe(200);
    expect((await ines.post(`${fiche(lea.id)}/suspension`, { confirme: 'oui' })).status).toBe(303);
    await signaler();
    expect((await elle.get('/demandes')).status).toBe(303);
    expect((await ines.post(`${fiche(lea.id)}/suspension`, { confirme: 'oui' })).status).toBe(409);
    expect((await ines.post(`${fiche(lea.id)}/retablissement`)).status).toBe(303);
    expect((await trouver(lea.email))?.actif).toBe(true);
  });

  it('the last administrator stays, in clear words', async () => {
    const answer = await ines.post(`${fiche(maison.ines.id)}/suspension`, { confirme: 'oui' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('dernier administrateur');
    expect((await trouver(maison.ines.email))?.actif).toBe(true);
  });

  it('of two administrators who demote each other at the same moment, one stays', async () => {
    const deux = await Promise.all([0, 1].map((i) => voisins.collaborateur(`Admin${i}`, ['administrateur'])));
    await rows(sql`update collaborateur set actif = false where id = ${voisins.ines.id}`);
    const attempts = await Promise.allSettled(
      deux.map(({ id }) =>
        maison.db.transaction({ compte: voisins.compteId }, (tx) => tx.run(sql`update collaborateur set actif = false where id = ${id}`)),
      ),
    );
    expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('rights between the page and its button', () => {
  it.each([
    ['a lower delegation', sql`update delegation set montant_max = 1 where collaborateur_id = `, 409],
    ['no perimeter', sql`delete from perimetre where collaborateur_id = `, 404],
    ['no profile', sql`update collaborateur set profils = '{consultant}' where id = `, 403],
    ['a suspension', sql`update collaborateur set actif = false where id = `, 303],
    [
      'a session that was closed',
      sql`delete from session where sess #>> '{passport,user}' = (select id::text from identifiant where collaborateur_id = `,
      303,
    ],
  ])('%s stops the validation', async (label, change, statut) => {
    const numero = await soumettre('1000.00');
    const qui = await maison.collaborateur(`V${numero}`, ['valideur'], { delegation: '50000' });
    await rows(sql`update identifiant set secret = (select secret from identifiant where id = ${maison.ines.identifiantId})
      where id = ${qui.identifiantId}`);
    const lui = await client(application.url, qui.email);
    const page = await lui.get(`/demandes/${numero}`);
    expect(page.text).toContain(`/demandes/${numero}/validation`);
    const token = documentOf(page).querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? '';
    await rows(label.includes('session') ? sql`${change} ${qui.id})` : sql`${change} ${qui.id}`);
    await signaler();
    const answer = await lui.raw(`/demandes/${numero}/validation`, new URLSearchParams({ _csrf: token }).toString());
    expect(answer.status).toBe(statut);
    if (statut === 303) expect(answer.headers.location).toBe('/connexion');
    const [row] = await rows<{ etat: string }>(sql`select etat from demande where numero = ${numero}`);
    expect(row?.etat).toBe('a_valider');
  });
});

describe('three hundred people', () => {
  it('are listed by pages, searched and exported', { timeout: 60_000 }, async () => {
    await rows(sql`insert into collaborateur (compte_id, email, prenom, nom, profils)
      select ${maison.compteId}, 'p' || i || '@essai.example', 'Prénom', 'Nom ' || lpad(i::text, 3, '0'), '{consultant}' from generate_series(1, 300) i`);
    const page = documentOf(await ines.get(LISTE));
    expect(page.querySelectorAll('tr[data-email]')).toHaveLength(50);
    const trouve = documentOf(await ines.get(`${LISTE}?q=nom+150`));
    expect([...trouve.querySelectorAll('tr[data-email]')].map((tr) => tr.getAttribute('data-email'))).toEqual(['p150@essai.example']);
    expect((await ines.get(`${LISTE}?q=personne-du-tout`)).text).toContain('Aucun collaborateur');
    const fichier = await ines.get(`${LISTE}/export.xlsx`).then((answer) => answer);
    expect(fichier.headers['content-type']).toContain('spreadsheetml');
  });
});

describe('a delegation in another currency', () => {
  it('is offered where the account has bonds in it, and kept when the person is saved', async () => {
    const { id } = await creer('devises@essai.example');
    expect((await ines.get(fiche(id))).text).not.toContain('delegations.0.devise');
    await rows(sql`update delegation set devise = 'USD' where collaborateur_id = ${id}`);
    const page = documentOf(await ines.get(fiche(id)));
    expect(page.querySelector<HTMLSelectElement>('[name="delegations.0.devise"]')?.value).toBe('USD');
    const { version } = (await trouver('devises@essai.example')) ?? { version: 0 };
    const change = { ...bon('', { 'delegations.0.devise': 'USD' }), nom: 'Autre', version: String(version) };
    expect((await ines.post(fiche(id), change)).status).toBe(303);
    const [delegation] = await rows(sql`select devise, montant_max::text from delegation where collaborateur_id = ${id}`);
    expect(delegation).toMatchObject({ devise: 'USD', montant_max: expect.stringMatching(/^75000/) });
    expect((await ines.get(`${LISTE}?q=devises@`)).text).toMatch(/75\s000,00\s\$/);
  });
});

describe('an address that was mistyped', () => {
  const corps = (version: number, email: string) => ({ ...bon(email), version: String(version) });
  const lienDe = async (email: string) => {
    const courriels = await application.services.courriels.listLatest(500);
    return courriels
      .filter(({ destinataire, lien }) => destinataire === email && lien?.includes('/definir/'))
      .map(({ lien }) => lien ?? '');
  };

  it('is corrected while nobody has come: the older link dies, another leaves for the right address', async () => {
    const { id, version } = await creer('nadja@essai.example');
    const [ancien = ''] = await lienDe('nadja@essai.example');
    const faux = await ines.post(fiche(id), corps(version, 'nadia@'));
    expect(faux.status).toBe(422);
    expect(documentOf(faux).querySelector<HTMLInputElement>('[name=email]')?.value).toBe('nadia@');
    expect((await ines.post(fiche(id), corps(version, maison.marc.email))).status).toBe(422);
    expect((await ines.post(fiche(id), corps(version, 'Nadia.Roche@essai.example'))).status).toBe(303);
    expect(await lienDe('nadia.roche@essai.example')).toHaveLength(1);
    expect((await (await client(application.url)).get(new URL(ancien).pathname)).status).toBe(404);
    const [identifiant] = await rows(sql`select email from identifiant where collaborateur_id = ${id}`);
    expect(identifiant).toEqual({ email: 'nadia.roche@essai.example' });
    const [trace] = await rows<{ details: { avant: object; apres: object } }>(
      sql`select details from journal where acte = 'collaborateur_modifier' order by id desc limit 1`,
    );
    expect(trace?.details).toMatchObject({ avant: { email: 'nadja@essai.example' }, apres: { email: 'nadia.roche@essai.example' } });
  });

  it('is the person’s own once he has come, whatever a form says', async () => {
    const { id, version } = await creer('venu@essai.example');
    await rows(sql`update identifiant set derniere_connexion = ${MAINTENANT()} where collaborateur_id = ${id}`);
    expect(documentOf(await ines.get(fiche(id))).querySelector('[name=email]')).toBeNull();
    expect((await ines.post(fiche(id), corps(version, 'pirate@essai.example'))).status).toBe(303);
    expect(await trouver('pirate@essai.example')).toBeUndefined();
    // Between the page and its button.
    const autre = await creer('presque@essai.example');
    await rows(sql`update identifiant set secret = 'x' where collaborateur_id = ${autre.id}`);
    expect((await ines.post(fiche(autre.id), corps(autre.version, 'pirate@essai.example'))).status).toBe(409);
    expect(await trouver('presque@essai.example')).toBeDefined();
  });

  it('is never that of another account’s person', async () => {
    const { rows: refus } = await maison.db.transaction({ compte: maison.compteId }, async (tx) => ({
      rows: await tx.rows<{ fait: boolean }>(sql`select corriger_courriel(${voisins.ines.id}, 'vol@essai.example') as fait`),
    }));
    expect(refus).toEqual([{ fait: false }]);
  });
});
