/** The insurer's staff: how the first of them come in, from the command line of an installation. */
import { sql, type Tx } from '../kit/database.js';
import { parseEmail } from '../kit/identifiers.js';
import { createConsigner } from '../journal/consigner.js';
import { ROLES_GARANT, type RoleGarant } from '../droits/acteur.js';

export interface AgentNouveau {
  readonly role: RoleGarant;
  readonly email: string;
  readonly prenom: string;
  readonly nom: string;
}

/** Reads `conseiller nadia@assureur.example Nadia Ferrand`. Throws an Error of one sentence that says what is wrong. */
export function readAgent([role, adresse = '', prenom = '', ...noms]: readonly string[]): AgentNouveau {
  const connu = ROLES_GARANT.find((un) => un === role);
  if (!connu) throw new Error(`The role is one of ${ROLES_GARANT.join(', ')}: npm run agent -- conseiller name@insurer.example First Last`);
  const email = parseEmail(adresse);
  if (!email) throw new Error(`"${adresse}" is not an e-mail address.`);
  const nom = noms.join(' ').trim();
  if (nom === '' || nom.length > 100 || prenom.length > 100)
    throw new Error('A first name and a last name are needed, of 100 characters at most.');
  return { role: connu, email, prenom, nom };
}

/**
 * Adds somebody to the staff of the only insurer and sends the link of a first access; called again, sends a fresh link and
 * changes nothing else. Throws where the address is a client's: it would only be told of a door that is not theirs.
 */
export async function inviterAgent(
  tx: Tx,
  { role, email, prenom, nom }: AgentNouveau,
  inviter: (tx: Tx, qui: { genre: 'agent'; id: number }, le: Date) => Promise<void>,
  le: Date,
): Promise<void> {
  const garants = await tx.rows<{ id: number }>(sql`select id from garant order by id for update`);
  if (garants.length !== 1) throw new Error(`One insurer is expected, and there are ${garants.length}.`);
  const client = await tx.row(sql`select from identifiant where email = ${email} and collaborateur_id is not null`);
  if (client) throw new Error(`${email} is the address of a client's user.`);
  const connu = await tx.row<{ id: number }>(sql`select id from agent where lower(email) = ${email}`);
  const agent =
    connu ??
    (await tx.row<{ id: number }>(sql`
      insert into agent (garant_id, role, prenom, nom, email) values (${garants[0]?.id ?? 0}, ${role}, ${prenom}, ${nom}, ${email}) returning id`));
  const id = agent?.id ?? 0;
  await inviter(tx, { genre: 'agent', id }, le);
  const auteur = { acteur: undefined, origine: { adresse: 'npm run agent', requete: '' } };
  await createConsigner({ clock: () => le })(tx, [
    { ...auteur, acte: 'agent_inviter', sujet: 'agent', sujetId: id, details: { email, role } },
  ]);
}
