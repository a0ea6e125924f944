/** Cautions in force, the insurer's staff and letters: for the tests of what a beneficiary does with his act. */
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import type { Agent, RoleGarant } from '../../src/droits/acteur.js';
import { sql } from '../../src/kit/database.js';
import type { Application } from '../setup/application.js';
import { pdf } from '../documents/fabrique.js';
import { MAINTENANT, ORIGINE, vuesDe, type Maison } from '../setup/maison.js';

export const emailDe = (role: RoleGarant) => `${role}@garant.example`;

/** An adviser, an underwriter and a broker; the first two look after the account. */
export const embaucher = async ({ db, garantId, compteId }: Maison) => {
  for (const role of ['conseiller', 'charge', 'courtier'] as const)
    await db.systeme.rows(sql`
      with a as (insert into agent (garant_id, role, prenom, nom, email) values (${garantId}, ${role}, 'Aude', ${role}, ${emailDe(role)}) returning id, email)
      insert into identifiant (email, agent_id) select email, id from a`);
  await db.systeme.rows(sql`
    update compte set conseiller_id = (select id from agent where role = 'conseiller' limit 1), charge_id = (select id from agent where role = 'charge' limit 1)
    where id = ${compteId}`);
};

export async function agentDe({ db, garantId }: Maison, role: RoleGarant): Promise<Agent> {
  const [row] = await db.systeme.rows<{ id: number; door: number }>(sql`
    select a.id, i.id as door from agent a join identifiant i on i.agent_id = a.id where a.email = ${emailDe(role)}`);
  const { id, door } = row ?? { id: 0, door: 0 };
  return { genre: 'garant', id, identifiantId: door, garantId, role, prenom: 'Aude', nom: role, email: emailDe(role), langue: 'fr' };
}

/** An effective caution of private retention, of this amount, as if it had been in force since the spring of 2025. */
export async function effective(maison: Maison, montant: string): Promise<string> {
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const demande = await demandes.enregistrer(maison.ines, maison.contenu(montant), [], ORIGINE);
  await demandes.soumettre(maison.ines, demande, { version: 1, origine: ORIGINE });
  const validations = createValidationsService(deps);
  const [resultat] = await validations.valider(maison.claire, await vuesDe(maison, demande), ORIGINE);
  const caution = resultat?.caution ?? (await validations.valider(maison.marc, await vuesDe(maison, demande), ORIGINE))[0]?.caution ?? '';
  await maison.db.systeme.rows(sql`
    update caution set date_effet = '2025-03-01', valeurs = valeurs || '{"date_effet": "2025-03-01", "marche_date": "2025-02-15"}' where numero = ${caution}`);
  return caution;
}

export const lireCaution = async ({ db }: Maison, numero: string) =>
  (
    await db.systeme.rows<{ id: number; version: number; etat: string; montant: string; reste: string }>(sql`
      select c.id, c.version, c.etat, c.montant::text, coalesce((select sum(m.montant) from mouvement m where m.caution_id = c.id), 0)::text as reste
      from caution c where c.numero = ${numero}`)
  )[0] ?? { id: 0, version: 0, etat: '', montant: '', reste: '' };

let lettres = 0;
/** A letter like no other. */
export const lettre = (): readonly [string, Buffer] => {
  lettres += 1;
  return ['lettre.pdf', Buffer.concat([pdf(), Buffer.from(`\n% ${lettres}\n`)])];
};

/** The words of the journal about a caution, the latest first. */
export const actesDe = async ({ db }: Maison, cautionId: number): Promise<string[]> =>
  (
    await db.systeme.rows<{ acte: string }>(
      sql`select acte from journal where sujet = 'caution' and sujet_id = ${cautionId} order by id desc`,
    )
  ).map(({ acte }) => acte);

/** The latest messages of a kind: to whom, and what they are called. */
export const courrielsDe = async ({ services }: Application, gabarit: string) =>
  (await services.courriels.listLatest(200)).filter((mail) => mail.gabarit === gabarit);
