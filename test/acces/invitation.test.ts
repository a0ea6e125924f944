/** The way in that an account's administrator, or the insurer, gives to a person. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCles, empreinteDe } from '../../src/preuves/cles.js';
import { createInviter, type Invite } from '../../src/acces/invitation.service.js';
import { sql, type Scope } from '../../src/kit/database.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, MAINTENANT, type Maison } from '../setup/maison.js';

const database = useDatabase();
const cles = createCles('un poivre de test long de plus de trente-deux caractères');
const LE = MAINTENANT();
let maison: Maison;
let voisins: Maison;
let reveils = 0;
const inviter = createInviter({ cles, reveiller: () => (reveils += 1) });
const inviterDans = (scope: Scope, qui: Invite) => maison.db.transaction(scope, (tx) => inviter(tx, qui, LE));
const embaucher = async (email: string, compteId = maison.compteId): Promise<Invite> => {
  const [row] = await maison.db.systeme.rows<{ id: number }>(sql`
    insert into collaborateur (compte_id, email, nom, profils) values (${compteId}, ${email}, 'Nouveau', array['consultant']) returning id`);
  return { genre: 'collaborateur', id: row?.id ?? 0 };
};
const courriels = (destinataire: string) =>
  maison.db.systeme.rows<{ gabarit: string; compte_id: number | null; donnees: Record<string, string> }>(
    sql`select gabarit, compte_id, donnees from courriel where destinataire = ${destinataire} order by id`,
  );
const jetons = (email: string) =>
  maison.db.systeme.rows<{ id: string; nature: string; empreinte: Buffer; expire_le: Date }>(
    sql`select j.* from jeton j join identifiant i on i.id = j.identifiant_id where i.email = ${email}`,
  );

beforeAll(async () => {
  maison = await construire(database.config);
  voisins = await ajouterCompte(maison.db, undefined);
  await maison.db.systeme.rows(sql`update identifiant set secret = 'x'`);
});
beforeEach(() => (reveils = 0));
afterAll(() => maison.db.close());

describe('inviting', () => {
  it('makes the identifiant, one link of 24 hours and its mail, which holds no token', async () => {
    const qui = await embaucher('Nadia@Essai.example');
    await inviterDans({ compte: maison.compteId }, qui);
    const [jeton, ...autres] = await jetons('nadia@essai.example');
    expect(autres).toEqual([]);
    expect(jeton?.nature).toBe('acces');
    expect(jeton?.expire_le).toEqual(new Date(LE.getTime() + 86_400_000));
    expect(jeton?.empreinte).toEqual(empreinteDe(cles.jeton(jeton?.id ?? '')));
    expect(await courriels('nadia@essai.example')).toEqual([
      { gabarit: 'premier_acces', compte_id: maison.compteId, donnees: { chez: expect.any(String), jeton: jeton?.id } },
    ]);
    expect(reveils).toBe(1);
  });

  it('called again, sends a fresh link and the older one dies', async () => {
    const qui = await embaucher('omar@essai.example');
    await inviterDans({ garant: maison.garantId }, qui);
    const [avant] = await jetons('omar@essai.example');
    await inviterDans({ garant: maison.garantId }, qui);
    const apres = await jetons('omar@essai.example');
    expect(apres).toHaveLength(1);
    expect(apres[0]?.id).not.toBe(avant?.id);
    expect(await courriels('omar@essai.example')).toHaveLength(2);
  });

  it('follows an address corrected before the first access', async () => {
    const qui = await embaucher('faute@essai.example');
    await inviterDans({ compte: maison.compteId }, qui);
    await maison.db.systeme.rows(sql`update collaborateur set email = 'juste@essai.example' where id = ${qui.id}`);
    await inviterDans({ compte: maison.compteId }, qui);
    expect(await jetons('faute@essai.example')).toEqual([]);
    expect(await jetons('juste@essai.example')).toHaveLength(1);
    await maison.db.systeme.rows(sql`update collaborateur set email = ${voisins.marc.email} where id = ${qui.id}`);
    await inviterDans({ compte: maison.compteId }, qui);
    expect(await jetons('juste@essai.example')).toEqual([]);
  });

  it('tells the owner of an address already known, and nothing to the caller, who sees the same', async () => {
    const qui = await embaucher(voisins.ines.email);
    expect(await inviterDans({ compte: maison.compteId }, qui)).toBeUndefined();
    expect(await courriels(voisins.ines.email)).toMatchObject([{ gabarit: 'acces_existant', compte_id: null }]);
    const vus = await maison.db.read({ compte: maison.compteId }, (tx) =>
      tx.rows(sql`select id from courriel where destinataire = ${voisins.ines.email}`),
    );
    expect(vus).toEqual([]);
    expect(await maison.db.systeme.rows(sql`select id from identifiant where collaborateur_id = ${qui.id}`)).toEqual([]);
    expect(reveils).toBe(1);
  });

  it('invites one of the insurer’s people', async () => {
    const [agent] = await maison.db.systeme.rows<{ id: number }>(sql`
      insert into agent (garant_id, role, nom, email) values (${maison.garantId}, 'charge', 'Agent', 'agent@garant.example') returning id`);
    await inviterDans({ garant: maison.garantId }, { genre: 'agent', id: agent?.id ?? 0 });
    expect(await courriels('agent@garant.example')).toMatchObject([{ gabarit: 'premier_acces', compte_id: null }]);
  });

  it('gives nothing to a suspended person, and refuses a person of another account', async () => {
    const parti = await embaucher('parti@essai.example');
    await maison.db.systeme.rows(sql`update collaborateur set actif = false where id = ${parti.id}`);
    await inviterDans({ compte: maison.compteId }, parti);
    expect(await courriels('parti@essai.example')).toEqual([]);
    const ailleurs = await embaucher('ailleurs@essai.example', voisins.compteId);
    await expect(inviterDans({ compte: maison.compteId }, ailleurs)).rejects.toThrow(/hors de portée/);
    await expect(inviterDans({ garant: maison.garantId + 1 }, ailleurs)).rejects.toThrow(/hors de portée/);
  });

  it('is undone with the transaction of its caller', async () => {
    const qui = await embaucher('annule@essai.example');
    const echec = maison.db.transaction({ compte: maison.compteId }, async (tx) => {
      await inviter(tx, qui, LE);
      throw new Error('annulé');
    });
    await expect(echec).rejects.toThrow('annulé');
    expect(await courriels('annule@essai.example')).toEqual([]);
    expect(reveils).toBe(0);
  });
});
