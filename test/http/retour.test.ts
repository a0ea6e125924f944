/**
 * A browser's Back never asks to send a form again. Every form of the house is sent as a browser sends it, well and badly: its answer
 * is read at an address that may be asked for again, and that shows what was refused and what was typed; a program has the same at once.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createKeptForms } from '../../src/http/kept-forms.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { visiter, type Navigateur } from '../setup/navigateur.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
const objets: Record<string, string> = { geste: 'supprimer', jeton: 'a'.repeat(43), rang: '1' };
const gens = new Map<string, Navigateur>();

beforeAll(async () => {
  maison = await construire(database.config);
  const demandes = createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
  objets.numero = await demandes.enregistrer(maison.ines, maison.contenu('1000.00'), [], ORIGINE);
  application = await demarrer(database);
  const tout = await maison.collaborateur('Omar', ['administrateur', 'saisisseur', 'valideur'], { delegation: null });
  const [agent] = await maison.db.systeme.rows<{ id: number }>(sql`
    insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, 'conseiller', 'Ag', 'Ent', 'agent@garant.example') returning id`);
  await maison.db.systeme.rows(sql`
    insert into identifiant (email, agent_id, secret) select 'agent@garant.example', ${agent?.id}, secret from identifiant where secret is not null limit 1`);
  await maison.db.systeme.rows(sql`
    update identifiant set secret = (select secret from identifiant where secret is not null limit 1) where secret is null`);
  gens.set('client', await visiter(application.url, tout.email));
  gens.set('garant', await visiter(application.url, 'agent@garant.example'));
  gens.set('personne', await visiter(application.url));
}, 90_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const qui = (nom: string): Navigateur => gens.get(nom) as Navigateur;
const adresse = (path: string): string =>
  path.replace(
    /:(\w+)/g,
    (_, nom: string) => objets[nom] ?? (/^\/profil|^\/gestion\/travaux/.test(path) ? '987654' : String(maison.entites.fille)),
  );

describe('every form of the house', () => {
  const envois = () =>
    application.routes
      .filter(({ method, path }) => method === 'post' && path !== '/deconnexion' && path !== '/demo/connexion')
      .map(({ path, pour }) => {
        const chez = Array.isArray(pour) && ['conseiller', 'charge', 'courtier'].includes(String(pour[0])) ? 'garant' : 'client';
        return { path, nom: pour === 'tous' && path !== '/langue' ? 'personne' : chez };
      });

  it('is answered elsewhere: no page is the answer of a form', { timeout: 120_000 }, async () => {
    const fautes: string[] = [];
    let envoyes = 0;
    for (const { path, nom } of envois())
      for (const champs of [
        {},
        { etape: 'enregistrer', version: '999' },
        { _csrf: 'faux' },
        { etape: '2', decision: 'renvoyer', numeros: 'D26-9999999' },
      ]) {
        const reponse = await qui(nom).naviguer(adresse(path), champs);
        envoyes += 1;
        const vers = reponse.headers.location ?? '';
        if (reponse.status !== 303) fautes.push(`${nom} ${path} ${JSON.stringify(champs)}: ${reponse.status}`);
        else if ((await qui(nom).get(vers)).status >= 500) fautes.push(`${path}: ${vers} fails`);
      }
    expect(fautes).toEqual([]);
    expect(envoyes).toBeGreaterThan(190);
  });

  it('sent by a program, has the status of what happened', async () => {
    const refuse = await qui('client').envoyer(`/demandes/${objets.numero}/soumission`, { version: '999' });
    expect(refuse.status).toBe(409);
    expect((await qui('client').envoyer('/profil', { prenom: '', nom: '', langue: 'xx' })).status).toBe(422);
    const inconnu = await visiter(application.url);
    expect((await inconnu.envoyer('/connexion', { email: 'x@y.example', motDePasse: 'faux' })).status).toBe(422);
  });
});

describe('what is shown again', () => {
  it('has the status of the refusal, what was typed, and is there as often as it is asked for', async () => {
    const { headers } = await qui('client').naviguer('/profil', { prenom: 'Ré\u0000my', nom: '', langue: 'fr' });
    const vers = headers.location ?? '';
    expect(vers).toMatch(/^\/profil\?formulaire=/);
    for (let fois = 0; fois < 2; fois += 1) {
      const page = await qui('client').get(vers);
      const texte = page.text;
      expect([page.status, /id="nom-error"/.test(texte), /value="R/.test(texte)]).toEqual([422, true, true]);
    }
    // In the other language, with the words of that language.
    await qui('client').envoyer('/langue', { langue: 'en', retour: '/' });
    expect((await qui('client').get(vers)).text).toContain('<html lang="en">');
    await qui('client').envoyer('/langue', { langue: 'fr', retour: '/' });
  });

  it('is nobody else’s, and of no other address', async () => {
    const { headers } = await qui('client').naviguer('/profil', { prenom: 'Secret-de-Omar', nom: '' });
    const vers = headers.location ?? '';
    const autre = await visiter(application.url, maison.ines.email);
    for (const [qui_, ou] of [
      [autre, vers],
      [qui('garant'), vers],
      [qui('client'), vers.replace('/profil', '/profil/alertes')],
      [qui('client'), vers.replace(/=.*/, `=${randomUUID()}`)],
      [qui('client'), vers.replace(/=.*/, "=' or 1=1 --")],
    ] as const) {
      const page = await qui_.get(ou);
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('Secret-de-Omar');
    }
    const dehors = await qui('personne').get(vers);
    expect([dehors.status, dehors.headers.location]).toEqual([303, `/connexion?retour=${encodeURIComponent(vers)}`]);
  });

  it('keeps no secret, of nobody, anywhere', async () => {
    await qui('client').naviguer('/profil/mot-de-passe', { actuel: 'canari-1', motDePasse: 'canari-2', confirmation: 'canari-3' });
    await qui('client').naviguer('/confirmer', { preuve: 'canari-4' });
    const gardes = await maison.db.systeme.rows<{ champs: object }>(sql`select champs from formulaire`);
    expect(gardes.length).toBeGreaterThan(0);
    expect(JSON.stringify(gardes)).not.toContain('canari');
    const inconnu = await visiter(application.url);
    const { headers } = await inconnu.naviguer('/connexion', { email: 'a@b.example', motDePasse: 'canari-5' });
    expect(String(headers['set-cookie'])).not.toContain('b.example');
    const page = documentOf(await inconnu.get(headers.location ?? ''));
    expect(page.querySelector<HTMLInputElement>('form[novalidate] [name=email]')?.value).toBe('a@b.example');
    expect(page.body.innerHTML).not.toContain('canari');
  });

  it('is forgotten two days later, and twenty at most are kept for a person', async () => {
    for (let i = 0; i < 25; i += 1) await qui('client').naviguer('/profil', { prenom: String(i), nom: '' });
    const combien = async () =>
      (
        await maison.db.systeme.rows<{ n: number }>(sql`
      select max(n)::int as n from (select count(*) as n from formulaire group by identifiant_id) x`)
      )[0]?.n;
    expect(await combien()).toBe(20);
    await createKeptForms(maison.db, () => new Date(application.services.clock().getTime() + 49 * 3_600_000)).forgetOld();
    expect(await combien()).toBeNull();
  });
});

describe('a form of another session', () => {
  const champs = { prenom: 'Inès', nom: '', langue: 'fr' };

  it('signed out since: back with what was typed once signed in, and nothing was done before', async () => {
    const ines = await visiter(application.url, maison.ines.email);
    await maison.db.systeme.rows(
      sql`update session set expire = now() - interval '1 minute' where sess #>> '{passport,user}' = ${String(maison.ines.identifiantId)}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const porte = await ines.naviguer('/profil', { ...champs, nom: 'Tapé avant la fin' });
    const retour = new URL(porte.headers.location ?? '', application.url).searchParams.get('retour') ?? '';
    expect(retour).toMatch(/^\/profil\?formulaire=/);
    expect((await ines.get(porte.headers.location ?? '')).text).toContain('est gardé');
    const suite = await ines.entrer(maison.ines.email, retour);
    expect(suite).toBe(retour);
    const page = (await ines.get(suite)).text;
    expect(page).toContain('Tapé avant la fin');
    expect(page).toContain('rien n’a été envoyé');
    const [nom] = await maison.db.systeme.rows<{ nom: string }>(sql`select nom from collaborateur where id = ${maison.ines.id}`);
    expect(nom?.nom).not.toBe('Tapé avant la fin');
  });

  it('signed in again since, elsewhere: shown again, with what was typed', async () => {
    const ines = await visiter(application.url, maison.ines.email);
    const ancien = ines.jeton();
    await ines.entrer(maison.ines.email);
    const reponse = await ines.naviguer('/profil', { ...champs, nom: 'Encore là', _csrf: ancien });
    const page = await ines.get(reponse.headers.location ?? '');
    const texte = page.text;
    expect([page.status, texte.includes('Encore là'), texte.includes('avant votre dernière connexion')]).toEqual([403, true, true]);
  });

  it('signed in as another: he sees nothing of it; its author finds it', async () => {
    const navigateur = await visiter(application.url, maison.ines.email);
    const ancien = navigateur.jeton();
    await navigateur.entrer(maison.marc.email);
    const reponse = await navigateur.naviguer('/profil', { ...champs, nom: 'Mots-de-Inès', _csrf: ancien });
    const page = await navigateur.get(reponse.headers.location ?? '');
    const texte = page.text;
    expect([page.status, texte.includes('Mots-de-Inès'), texte.includes('une autre personne')]).toEqual([403, false, true]);
    const retour = documentOf(page).querySelector<HTMLInputElement>('main form[action="/deconnexion"] [name=retour]')?.value ?? '';
    expect(retour).toMatch(/^\/profil\?formulaire=/);
    expect((await navigateur.get(retour)).text).not.toContain('Mots-de-Inès');
    await navigateur.entrer(maison.ines.email);
    expect((await navigateur.get(retour)).text).toContain('Mots-de-Inès');
  });

  it('of no page of ours: refused, and none of its words is put in a form', async () => {
    for (const _csrf of ['', 'faux', `${'a'.repeat(64)}.1.zz.${'A'.repeat(43)}`]) {
      const reponse = await qui('client').naviguer('/profil', { ...champs, nom: 'Mots-d’ailleurs', _csrf });
      const page = await qui('client').get(reponse.headers.location ?? '');
      const texte = page.text;
      expect([page.status, texte.includes('Mots-d’ailleurs')]).toEqual([403, false]);
      const program = await qui('client').envoyer('/profil', { ...champs, _csrf });
      expect(program.status).toBe(403);
    }
  });
});
