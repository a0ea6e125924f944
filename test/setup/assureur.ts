/** The insurer's staff of a test, and cautions that wait for them. */
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import type { Agent, RoleGarant } from '../../src/droits/acteur.js';
import { sql } from '../../src/kit/database.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { MAINTENANT, ORIGINE, vuesDe, type Maison } from './maison.js';

/** Somebody of the insurer, who may sign in; `suit`: he looks after the account. */
export async function engager(
  { db, garantId, compteId }: Maison,
  role: RoleGarant,
  { prenom = 'Nadia', suit = false }: { readonly prenom?: string; readonly suit?: boolean } = {},
): Promise<Agent> {
  const email = `${prenom.toLowerCase()}.${role}@assureur.example`;
  const [row] = await db.systeme.rows<{ id: number; door: number }>(sql`
    with a as (insert into agent (garant_id, role, prenom, nom, email) values (${garantId}, ${role}, ${prenom}, 'Essai', ${email}) returning id)
    insert into identifiant (email, agent_id) select ${email}, id from a returning agent_id as id, id as door`);
  const agent = { id: row?.id ?? 0, identifiantId: row?.door ?? 0 };
  if (suit && role === 'conseiller') await db.systeme.rows(sql`update compte set conseiller_id = ${agent.id} where id = ${compteId}`);
  if (suit && role === 'charge') await db.systeme.rows(sql`update compte set charge_id = ${agent.id} where id = ${compteId}`);
  return { genre: 'garant', ...agent, garantId, role, prenom, nom: 'Essai', email, langue: 'fr' };
}

/** A demande entered, submitted and validated: the number of its caution, effective or not. */
export async function transmettre(
  maison: Maison,
  montant: string,
  extra: Parameters<Maison['contenu']>[1] = {},
): Promise<{ numero: string; id: number; effective: boolean }> {
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const numero = await demandes.enregistrer(maison.ines, maison.contenu(montant, extra), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  const [resultat] = await createValidationsService(deps).valider(maison.claire, await vuesDe(maison, numero), ORIGINE);
  const caution = resultat?.caution ?? '';
  const [row] = await maison.db.systeme.rows<{ id: number }>(
    sql`select id from caution where numero = ${caution} and compte_id = ${maison.compteId}`,
  );
  return { numero: caution, id: row?.id ?? 0, effective: resultat?.effective ?? false };
}

/** The acts of the journal about a caution, oldest first. */
export const actesDe = async ({ db }: Pick<Maison, 'db'>, cautionId: number): Promise<string[]> =>
  (
    await db.systeme.rows<{ acte: string }>(sql`select acte from journal where sujet = 'caution' and sujet_id = ${cautionId} order by id`)
  ).map(({ acte }) => acte);
