/** The bar on top: a number, a code, any words, for a client, an adviser and a broker, among what each may see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, type Maison } from '../setup/maison.js';
import { emettre } from './outils.js';

const database = useDatabase();
let maison: Maison;
let voisin: Maison;
let application: Application;
const personnes: Record<string, Client> = {};
/** The act of each caution, by the name of its beneficiary. */
const codes: Record<string, string> = { 'Palais Gallien': '7KQF2M9CX41D', Corderie: '8KQF2M9CX41D' };
const numeros: Record<string, string> = {};

beforeAll(async () => {
  maison = await construire(database.config);
  voisin = await ajouterCompte(maison.db, undefined);
  for (const role of ['conseiller', 'charge', 'courtier']) {
    const email = `${role}@cherche.example`;
    await maison.db.systeme.rows(sql`
      with a as (insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, ${role}, 'Ag', 'Ent', ${email}) returning id)
      insert into identifiant (email, agent_id) select ${email}, id from a`);
  }
  const suivi = (role: string) => sql`(select id from agent where email = ${`${role}@cherche.example`})`;
  await maison.db.systeme.rows(
    sql`update compte set conseiller_id = ${suivi('conseiller')}, charge_id = ${suivi('courtier')} where id = ${maison.compteId}`,
  );
  await emettre(maison, 1, { prefixe: 'Palais Gallien' });
  await emettre(maison, 3, { prefixe: 'Hôpital Sacré-Cœur' });
  await emettre(voisin, 1, { prefixe: 'Corderie' });
  await emettre(voisin, 2, { prefixe: 'Hôpital voisin' });
  for (const [nom, code] of Object.entries(codes)) {
    const [acte] = await maison.db.systeme.rows<{ numero: string }>(sql`
      with c as (select * from caution where beneficiaire like ${`${nom}%`}),
        f as (insert into fichier (compte_id, nom, type, taille, sha256) select compte_id, 'a.pdf', 'application/pdf', 1, '\\x00' from c returning id)
      insert into acte (compte_id, caution_id, code, composition, fichier_id, sha256, scelle_le) select c.compte_id, c.id, ${code}, '{}', f.id, '\\x00', now() from c, f
      returning (select numero from c) as numero`);
    numeros[nom] = acte?.numero ?? '';
  }
  const fille = await maison.collaborateur('Restreint', ['consultant'], { entite: maison.entites.racine });
  await maison.db.systeme.rows(sql`update perimetre set avec_descendants = false where collaborateur_id = ${fille.id}`);
  application = await demarrer(database);
  personnes.client = await client(application.url, maison.ines.email);
  personnes.restreint = await client(application.url, fille.email);
  for (const role of ['conseiller', 'charge', 'courtier']) personnes[role] = await client(application.url, `${role}@cherche.example`);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const cherche = async (qui: string, typed: string) => {
  const answer = await personnes[qui]?.get(`/recherche?numero=${encodeURIComponent(typed)}`);
  if (!answer) throw new Error(qui);
  return answer;
};

describe('straight to the page', () => {
  it.each([
    ['client', 'd26-42', '/demandes/D26-0000042'],
    ['client', 'C26-0000042', '/cautions/C26-0000042'],
    ['client', '7KQF\u20142M9C\u2014X41E', '/verifier/7KQF-2M9C-X41E'],
    ['client', 'https://x.example/verifier/7KQF-2M9C-X41E', '/verifier/7KQF-2M9C-X41E'],
    ['client', '', '/cautions'],
    ['conseiller', '7KQF2M9CX41D', '/verifier/7KQF-2M9C-X41D'],
    ['courtier', '', '/gestion'],
  ] as const)('%s, %j: %s', async (qui, typed, adresse) => {
    const answer = await cherche(qui, typed);
    expect([answer.status, answer.headers.location]).toEqual([303, adresse]);
  });

  it('of the caution whose act bears the code typed, for those who may see it; the public page for the others', async () => {
    const vers = async (qui: string, typed: string) => (await cherche(qui, typed)).headers.location as string;
    expect(await vers('client', '7kqf 2m9c x41d')).toBe(`/cautions/${numeros['Palais Gallien']}`);
    expect(await vers('restreint', '7KQF2M9CX41D')).toBe('/verifier/7KQF-2M9C-X41D');
    expect(await vers('client', '8KQF2M9CX41D')).toBe('/verifier/8KQF-2M9C-X41D');
  });

  it('of the only thing found: a caution and the demande it came from are one', async () => {
    const numero = numeros['Palais Gallien'] ?? '';
    const rang = Number(numero.slice(-7));
    for (const typed of ['gallien palais', 'PALAIS', String(rang)])
      expect((await cherche('client', typed)).headers.location, typed).toBe(`/cautions/${numero}`);
    for (const qui of ['conseiller', 'courtier']) expect((await cherche(qui, 'gallien')).headers.location).toBe('/verifier/7KQF-2M9C-X41D');
    expect((await cherche('conseiller', 'compte 1')).headers.location).toMatch(/^\/gestion\/comptes\/\d+$/);
  });
});

describe('several', () => {
  it('are grouped by kind, each count leading to the list that has as many', async () => {
    const page = documentOf(await cherche('client', "sacre coeur l'hopital".replace("l'", '')));
    const groupes = [...page.querySelectorAll('.panel')].map((panneau) => ({
      titre: panneau.querySelector('h2')?.textContent,
      lignes: panneau.querySelectorAll('tbody tr').length,
      lien: panneau.querySelector<HTMLAnchorElement>('a[data-compte]'),
    }));
    expect(groupes.map(({ titre, lignes }) => [titre, lignes])).toEqual([
      ['Cautions', 3],
      ['Demandes', 3],
    ]);
    for (const { lien, lignes } of groupes) {
      expect(lien?.dataset.compte).toBe('3');
      const liste = documentOf((await personnes.client?.get(lien?.getAttribute('href') ?? '')) as never);
      expect(liste.querySelectorAll('tbody tr')).toHaveLength(lignes);
    }
  });

  it('are those of the clients one looks after', async () => {
    const combien = async (qui: string, typed: string) => documentOf(await cherche(qui, typed)).querySelectorAll('tbody tr').length;
    expect(await combien('conseiller', 'hopital')).toBe(3);
    expect(await combien('courtier', 'hôpital')).toBe(3);
    expect(await combien('charge', 'hopital')).toBe(0);
    expect(await combien('restreint', 'hopital')).toBe(0);
    expect(await combien('conseiller', 'voisin')).toBe(0);
  });

  it('none is said, with what one may type', async () => {
    for (const qui of ['client', 'conseiller', 'courtier']) {
      const answer = await cherche(qui, 'introuvable <b>');
      expect(answer.status).toBe(200);
      expect(answer.text).toMatch(/Rien ne correspond à «\sintrouvable &lt;b&gt;\s»/);
    }
  });
});
