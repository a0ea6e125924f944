/** A refusal contested once, with an argument, and decided again by an underwriter who did not take it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ETATS_REVISION } from '../../src/cautions/caution.js';
import { REVISION, situationRevision } from '../../src/revisions/revision.js';
import { ROLES_GARANT, type Agent } from '../../src/droits/acteur.js';
import { fichierDe } from '../../src/documents/fichiers.sql.js';
import { sql } from '../../src/kit/database.js';
import { pdf } from '../documents/fabrique.js';
import { actesDe, engager, transmettre } from '../setup/assureur.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { ajouterCompte, ORIGINE, type Maison } from '../setup/maison.js';

describe('the table', () => {
  it.each(
    REVISION.noms.flatMap((nom) =>
      ETATS_REVISION.flatMap((etat) => ROLES_GARANT.flatMap((role) => [true, false].map((premier) => [nom, etat, role, premier] as const))),
    ),
  )('%s of %s by %s, who refused first: %s', (nom, etat, role, premier) => {
    const obstacle = REVISION.obstacle(nom, { etat, premier }, [role]);
    expect(obstacle?.status ?? 0).toBe(role !== 'charge' ? 403 : etat === 'demandee' && !premier ? 0 : 409);
    if (role === 'charge' && etat === 'demandee' && premier) expect(obstacle?.key).toBe('revisions.refus.premier');
  });
  it('every state is reached', () => expect([...REVISION.atteignables()].sort()).toEqual([...ETATS_REVISION].sort()));
  it('nobody is the first decider where the journal does not say', () =>
    expect(situationRevision({ etat: 'demandee', refusee_par: null }, 3).premier).toBe(false));
});

const staff: Partial<Record<'conseiller' | 'charge' | 'autre', Agent>> = {};
let voisins: Maison;
const house = useHouse({
  plafonds: { unitaire: '1000' },
  furnish: async (maison) => {
    staff.conseiller = await engager(maison, 'conseiller', { suit: true });
    staff.charge = await engager(maison, 'charge', { prenom: 'Paul', suit: true });
    staff.autre = await engager(maison, 'charge', { prenom: 'Vera' });
    voisins = await ajouterCompte(maison.db, undefined);
  },
});
const qui = (nom: keyof typeof staff): Agent => staff[nom] as Agent;
let charge: Client;
beforeAll(async () => {
  charge = await client(house.application.url, qui('charge').email);
});
const services = () => house.application.services;
const ARGUMENT = 'Le marché a été porté à un autre montant depuis le refus.';
const envoi = (version: number, mots = '') => ({ version, mots, origine: ORIGINE });
const caution = async (id: number) =>
  (
    await house.maison.db.systeme.rows<{ etat: string; version: number; finie: boolean; a_sceller: boolean; reste: string }>(sql`
      select etat, version, terminee_le is not null as finie, a_sceller,
        coalesce((select sum(montant) from mouvement where caution_id = caution.id), 0)::text as reste from caution where id = ${id}`)
  )[0];

/** A caution refused by somebody, the adviser unless told. */
async function refuser(par: keyof typeof staff = 'conseiller') {
  const { numero, id } = await transmettre(house.maison, '2000.00');
  const version = (await caution(id))?.version ?? 0;
  await services().decisions.refuser(qui(par), numero, envoi(version, 'Montant trop élevé pour ce bénéficiaire.'));
  return { numero, id, version: version + 1 };
}
async function contester(par?: keyof typeof staff) {
  const refusee = await refuser(par);
  const fichiers = [fichierDe('avenant.pdf', 'application/pdf', pdf())];
  await services().revisions.demander(house.maison.ines, refusee.numero, fichiers, envoi(refusee.version, ARGUMENT));
  const [row] = await house.maison.db.systeme.rows<{ id: number }>(sql`select id from revision where caution_id = ${refusee.id}`);
  return { ...refusee, revision: row?.id ?? 0 };
}
const courriel = async (gabarit: string) => (await services().courriels.listLatest(200)).find((one) => one.gabarit === gabarit);
const exceptions = { plafond_unitaire: 'Client ancien, garantie réelle prise.' };

describe('asked', () => {
  it('from the page of a refused caution, with an argument and documents, once; the underwriter is told', async () => {
    const { numero, id, version } = await refuser();
    const page = documentOf(await house.ines.get(`/cautions/${numero}`));
    expect(page.querySelector('form[action$=revision]')).not.toBeNull();
    const demander = (argument: string, v = version) =>
      house.ines.upload(`/cautions/${numero}/revision`, 'pieces', [['avenant.pdf', pdf()]], { version: String(v), argument });
    const court = await demander('Trop court');
    expect(court.status).toBe(422);
    expect(documentOf(court).querySelector<HTMLTextAreaElement>('[name=argument]')?.value).toBe('Trop court');
    expect((await demander('x'.repeat(2_001))).status).toBe(422);
    expect((await demander(ARGUMENT, version - 1)).status).toBe(409);
    expect((await demander(ARGUMENT)).status).toBe(303);
    const apres = documentOf(await house.ines.get(`/cautions/${numero}`));
    expect(apres.querySelector('[data-revision]')?.getAttribute('data-etat')).toBe('demandee');
    expect(apres.querySelector('form[action$=revision]')).toBeNull();
    const encore = await demander(ARGUMENT);
    expect(encore.status).toBe(409);
    expect(encore.text).toContain('déjà été demandée');
    expect(await actesDe(house.maison, id)).toContain('caution_demander_revision');
    const mail = await courriel('revision_demandee');
    expect(mail).toMatchObject({ destinataire: qui('charge').email });
    expect(mail?.texte).toContain(ARGUMENT);
    expect((await charge.get(new URL(mail?.lien ?? '').pathname)).status).toBe(200);
  });

  it('two requests at once: one is kept', async () => {
    const { numero, id, version } = await refuser();
    const demander = () => services().revisions.demander(house.maison.ines, numero, [], envoi(version, ARGUMENT));
    const issues = await Promise.allSettled([demander(), demander()]);
    expect(issues.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(issues.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { status: 409, key: 'revisions.refus.deja' } });
    expect(await house.maison.db.systeme.rows(sql`select 1 from revision where caution_id = ${id}`)).toHaveLength(1);
  });

  it('only of a refusal, by whoever enters demandes, within his account and perimeter', async () => {
    const attente = await transmettre(house.maison, '2000.00');
    const version = (await caution(attente.id))?.version ?? 0;
    const demander = (acteur: Parameters<ReturnType<typeof services>['revisions']['demander']>[0], numero: string, v: number) =>
      services().revisions.demander(acteur, numero, [], envoi(v, ARGUMENT));
    await expect(demander(house.maison.ines, attente.numero, version)).rejects.toMatchObject({ status: 409 });
    const refusee = await refuser();
    const consultant = await house.maison.collaborateur('Rose', ['consultant']);
    await expect(demander(consultant, refusee.numero, refusee.version)).rejects.toMatchObject({ status: 403 });
    await expect(demander(voisins.ines, refusee.numero, refusee.version)).rejects.toMatchObject({ status: 404 });
    const ailleurs = await house.maison.collaborateur('Omar', ['saisisseur'], { entite: house.maison.entites.racine });
    await house.maison.db.systeme.rows(sql`update perimetre set avec_descendants = false where collaborateur_id = ${ailleurs.id}`);
    await expect(demander(ailleurs, refusee.numero, refusee.version)).rejects.toMatchObject({ status: 404 });
  });
});

describe('decided', () => {
  it('waits in the queue with its clock; its page tells the first decision, who took it, the argument and the documents', async () => {
    const { revision } = await contester();
    const row = documentOf(await charge.get('/gestion/revisions?a=moi')).querySelector(`tr[data-revision="${revision}"]`);
    expect(row?.textContent).toMatch(/reste 24/);
    expect(row?.textContent).toContain('Nadia Essai');
    const page = documentOf(await charge.get(`/gestion/revisions/${revision}`));
    const mots = page.body.textContent ?? '';
    for (const dit of ['Montant trop élevé pour ce bénéficiaire.', 'Nadia Essai', ARGUMENT, 'avenant.pdf']) expect(mots).toContain(dit);
    expect(page.querySelector('[name=exception_plafond_unitaire]')).not.toBeNull();
    const conseiller = await client(house.application.url, qui('conseiller').email);
    const lue = documentOf(await conseiller.get(`/gestion/revisions/${revision}`));
    expect(lue.querySelector('form[action$=accord]')).toBeNull();
    expect((await conseiller.post(`/gestion/revisions/${revision}/maintien`, { motif: 'Rien n’a changé depuis.' })).status).toBe(403);
  });

  it('upheld with a reason that the client reads', async () => {
    const { revision, id, numero } = await contester();
    const adresse = `/gestion/revisions/${revision}/maintien`;
    const court = await charge.post(adresse, { motif: 'Non' });
    expect(court.status).toBe(422);
    expect((await charge.post(adresse, { motif: 'Rien n’a changé depuis.' })).status).toBe(303);
    expect(await caution(id)).toMatchObject({ etat: 'refusee', reste: '0' });
    expect(await actesDe(house.maison, id)).toContain('revision_maintenir');
    expect((await courriel('revision_maintenue'))?.texte).toContain('Rien n’a changé depuis.');
    const page = documentOf(await house.ines.get(`/cautions/${numero}`));
    expect(page.querySelector('[data-revision]')?.getAttribute('data-etat')).toBe('maintenue');
    expect(page.querySelector('[data-revision]')?.textContent).toContain('Rien n’a changé depuis.');
    expect((await charge.post(adresse, { motif: 'Rien n’a changé depuis.' })).status).toBe(409);
  });

  it('granted as one that waits is: rules run again, exceptions with their reasons, day of effect, ledger, act', async () => {
    const { revision, id } = await contester();
    const adresse = `/gestion/revisions/${revision}/accord`;
    const sans = await charge.post(adresse, {});
    expect(sans.status).toBe(422);
    expect(documentOf(sans).querySelector('a[href="#exception_plafond_unitaire"]')).not.toBeNull();
    const passee = await charge.post(adresse, { exception_plafond_unitaire: exceptions.plafond_unitaire, dateEffet: '20/11/2026' });
    expect(passee.status).toBe(422);
    expect(await caution(id)).toMatchObject({ etat: 'refusee' });
    const accord = await charge.post(adresse, { exception_plafond_unitaire: exceptions.plafond_unitaire, dateEffet: '21/11/2026' });
    expect(accord.status).toBe(303);
    expect(await caution(id)).toMatchObject({ etat: 'effective', finie: false, a_sceller: true, reste: '2000.000' });
    expect(await actesDe(house.maison, id)).toContain('revision_accorder');
    expect(await courriel('revision_accordee')).toMatchObject({ destinataire: house.maison.ines.email });
    const [row] = await house.maison.db.systeme.rows(sql`select etat, agent_id from revision where id = ${revision}`);
    expect(row).toEqual({ etat: 'accordee', agent_id: qui('charge').id });
  });

  it('never by who refused first: in words; another underwriter takes the file over', async () => {
    const { revision, numero, id } = await contester('charge');
    const refus = await charge.post(`/gestion/revisions/${revision}/maintien`, { motif: 'Je l’ai déjà dit.' });
    expect(refus.status).toBe(409);
    expect(refus.text).toContain('Vous avez pris la première décision');
    await expect(
      services().revisions.accorder(qui('autre'), revision, { exceptions, dateEffet: undefined }, envoi(1)),
    ).rejects.toMatchObject({
      key: 'dossiers.refus.main',
    });
    const vera = await client(house.application.url, qui('autre').email);
    const prise = await vera.post(
      `/gestion/cautions/${numero}/prise/revision/${revision}`,
      { mot: 'Paul a refusé, je révise' },
      `/gestion/revisions/${revision}`,
    );
    expect(prise.headers.location).toBe(`/gestion/revisions/${revision}`);
    await services().revisions.accorder(qui('autre'), revision, { exceptions, dateEffet: undefined }, envoi(1));
    expect(await caution(id)).toMatchObject({ etat: 'effective' });
  });

  it('upheld and granted at once: one of them, the ledger says which', async () => {
    const { revision, id } = await contester();
    const issues = await Promise.allSettled([
      services().revisions.accorder(qui('charge'), revision, { exceptions, dateEffet: undefined }, envoi(1)),
      services().revisions.maintenir(qui('charge'), revision, envoi(1, 'Rien n’a changé depuis.')),
    ]);
    expect(issues.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(issues.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { status: 409 } });
    const { etat, reste } = (await caution(id)) ?? {};
    expect([etat, reste]).toEqual(issues[0]?.status === 'fulfilled' ? ['effective', '2000.000'] : ['refusee', '0']);
  });
});
