/** What people do at the door, for the tests of this room. */
import { sql } from '../../src/kit/database.js';
import type { Profil } from '../../src/droits/acteur.js';
import { CODE, type Application } from '../setup/application.js';
import { client, type Client } from '../setup/client.js';
import type { Maison } from '../setup/maison.js';

/** The latest message to somebody, rendered as its reader sees it. */
export async function dernierCourriel({ services }: Application, destinataire: string) {
  const courriels = await services.courriels.listLatest(500);
  return courriels.find((courriel) => courriel.destinataire === destinataire);
}

/** The path of the latest link sent to somebody. */
export async function dernierLien(application: Application, destinataire: string): Promise<string> {
  const courriels = await application.services.courriels.listLatest(500);
  const lien = courriels.find((courriel) => courriel.destinataire === destinataire && courriel.lien?.includes('/definir/'))?.lien;
  if (!lien) throw new Error(`no link for ${destinataire}`);
  return new URL(lien).pathname;
}

/** A new person of the account, invited as its administrator would. */
export async function inviter(application: Application, maison: Maison, email: string, profils: readonly Profil[] = ['consultant']) {
  const [row] = await maison.db.systeme.rows<{ id: number }>(sql`
    insert into collaborateur (compte_id, email, nom, profils) values (${maison.compteId}, ${email}, 'Invité', ${profils}) returning id`);
  const id = row?.id ?? 0;
  const { clock, acces, db } = application.services;
  await maison.db.systeme.rows(
    sql`insert into perimetre (compte_id, collaborateur_id, entite_id) values (${maison.compteId}, ${id}, ${maison.entites.racine})`,
  );
  await db.transaction({ compte: maison.compteId }, (tx) => acces.inviter(tx, { genre: 'collaborateur', id }, clock()));
  return id;
}

/** The journal of signing in, latest first. */
export const journal = async ({ db }: Maison, limite = 20) =>
  db.systeme.rows<{ acte: string; qui: string; details: Record<string, unknown> }>(
    sql`select acte, qui, details from journal order by id desc limit ${limite}`,
  );

/** Signs somebody in where the way in is strict: the secret, then the code sent to a browser not known yet. */
export async function entrerStrictement(application: Application, email: string): Promise<Client> {
  const person = await client(application.url);
  await person.post('/connexion', { email, motDePasse: CODE }, '/connexion');
  await application.travailler();
  const code = /\b\d{8}\b/.exec((await dernierCourriel(application, email))?.texte ?? '')?.[0] ?? '';
  const answer = await person.post('/connexion/verification', { code }, '/connexion/verification');
  if (answer.headers.location !== '/') throw new Error(`${email} did not enter: ${answer.status} ${answer.headers.location}`);
  return person;
}
