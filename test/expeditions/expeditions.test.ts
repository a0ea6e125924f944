/** An act that the insurer prints: on the queue from its seal on, printed, sent, received. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ETATS_CAUTION, EN_VIGUEUR } from '../../src/cautions/caution.js';
import { ETATS_EXPEDITION } from '../../src/cautions/etapes.js';
import { auteursExpedition, EXPEDITION } from '../../src/cautions/expedition.js';
import { PROFILS, type Agent, type Collaborateur } from '../../src/droits/acteur.js';
import { sql } from '../../src/kit/database.js';
import { actesDe, engager, transmettre } from '../setup/assureur.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { ajouterCompte, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';

describe('the table', () => {
  const attendu: Record<string, readonly [par: string, de: string]> = {
    editer: ['garant', 'a_editer'],
    expedier: ['garant', 'editee'],
    recevoir: ['client', 'expediee'],
    constater_reception: ['garant', 'expediee'],
  };
  it.each(
    EXPEDITION.noms.flatMap((nom) =>
      ETATS_EXPEDITION.flatMap((etat) => ['client', 'garant', 'personne'].map((qui) => [nom, etat, qui] as const)),
    ),
  )('%s of %s by %s', (nom, etat, qui) => {
    const [par, de] = attendu[nom] ?? ['', ''];
    for (const caution of ETATS_CAUTION) {
      const part = EN_VIGUEUR.includes(caution) || nom === 'recevoir' || nom === 'constater_reception';
      expect(EXPEDITION.obstacle(nom, { etat, caution }, [qui])?.status ?? 0).toBe(qui !== par ? 403 : etat === de && part ? 0 : 409);
    }
  });
  it('every state is reached', () => expect([...EXPEDITION.atteignables()].sort()).toEqual([...ETATS_EXPEDITION].sort()));
  it('a consultant says nothing', () =>
    expect(
      PROFILS.filter((profil) => auteursExpedition({ genre: 'client', profils: [profil] } as unknown as Collaborateur).length > 0),
    ).toEqual(['administrateur', 'saisisseur', 'valideur']));
});

const staff: Partial<Record<'conseiller' | 'collegue', Agent>> = {};
let voisins: Maison;
const house = useHouse({
  furnish: async (maison) => {
    staff.conseiller = await engager(maison, 'conseiller', { suit: true });
    staff.collegue = await engager(maison, 'conseiller', { prenom: 'Karim' });
    voisins = await ajouterCompte(maison.db, undefined);
    await maison.db.systeme.rows(sql`update contrat set edition_deportee = false where id = ${maison.contratId}`);
  },
});
const qui = (nom: keyof typeof staff): Agent => staff[nom] as Agent;
let conseiller: Client;
beforeAll(async () => {
  conseiller = await client(house.application.url, qui('conseiller').email);
});
const expeditions = () => house.application.services.expeditions;

/** A caution in force whose act the insurer prints, sealed. */
async function sceller() {
  const caution = await transmettre(house.maison, '1000.00');
  expect(caution.effective).toBe(true);
  await house.application.services.actes.sceller(caution.id);
  await house.application.services.actes.sceller(caution.id);
  const rows = await house.maison.db.systeme.rows<{ id: number }>(sql`select id from expedition where caution_id = ${caution.id}`);
  expect(rows).toHaveLength(1);
  return { ...caution, acte: rows[0]?.id ?? 0 };
}
const etatDe = async (id: number) =>
  (
    await house.maison.db.systeme.rows<{ etat: string; version: number; transporteur: string; suivi: string }>(
      sql`select etat, version, transporteur, suivi from expedition where id = ${id}`,
    )
  )[0];
const envoi = (version: number, mots = '') => ({ version, mots, origine: ORIGINE });

describe('from its seal on', () => {
  it('waits with its 48 hours, its sealed original is read, it is printed, sent, received; each told to the client', async () => {
    const { numero, id, acte } = await sceller();
    const row = documentOf(await conseiller.get('/gestion/actes')).querySelector(`tr[data-acte="${acte}"]`);
    expect(row?.textContent).toMatch(/reste 2\sj 0\sh/);
    const original = await conseiller.bytes(`/gestion/actes/${acte}/acte.pdf`);
    expect(original.headers['content-type']).toContain('application/pdf');
    const [garde] = await house.maison.db.systeme.rows<{ contenu: Buffer }>(
      sql`select f.contenu from fichier f join acte a on a.fichier_id = f.id where a.caution_id = ${id}`,
    );
    expect(original.body).toEqual(garde?.contenu);

    const caution = async () => documentOf(await house.ines.get(`/cautions/${numero}`)).querySelector('[data-expedition]');
    expect((await caution())?.getAttribute('data-etat')).toBe('a_editer');
    expect((await caution())?.textContent).toContain('23/11/2026');
    const avant = await conseiller.post(`/gestion/actes/${acte}/expedition`, { transporteur: 'La Poste', suivi: '1A 234' });
    expect(avant.status).toBe(409);
    expect((await conseiller.post(`/gestion/actes/${acte}/edition`)).status).toBe(303);
    expect((await caution())?.getAttribute('data-etat')).toBe('editee');
    expect((await caution())?.querySelector('form')).toBeNull();

    const vide = await conseiller.post(`/gestion/actes/${acte}/expedition`, { transporteur: 'La Poste', suivi: '' });
    expect(vide.status).toBe(422);
    expect(documentOf(vide).querySelector<HTMLInputElement>('[name=transporteur]')?.value).toBe('La Poste');
    expect((await conseiller.post(`/gestion/actes/${acte}/expedition`, { transporteur: '', suivi: '1A 234' })).status).toBe(422);
    expect((await conseiller.post(`/gestion/actes/${acte}/expedition`, { transporteur: 'La Poste', suivi: '1A 234' })).status).toBe(303);
    expect(await etatDe(acte)).toEqual({ etat: 'expediee', version: 3, transporteur: 'La Poste', suivi: '1A 234' });
    const mail = (await house.application.services.courriels.listLatest(50)).find(({ gabarit }) => gabarit === 'acte_expedie');
    expect(mail).toMatchObject({ destinataire: house.maison.ines.email });
    expect(mail?.texte).toContain('1A 234');
    expect((await caution())?.textContent).toContain('1A 234');

    expect((await house.ines.post(`/cautions/${numero}/acte/reception`)).status).toBe(303);
    expect((await caution())?.getAttribute('data-etat')).toBe('recue');
    expect(await actesDe(house.maison, id)).toEqual(expect.arrayContaining(['sceller', 'acte_editer', 'acte_expedier', 'acte_recevoir']));
    expect((await house.ines.post(`/cautions/${numero}/acte/reception`)).status).toBe(409);
    expect(documentOf(await conseiller.get('/gestion/actes')).querySelector(`tr[data-acte="${acte}"]`)).toBeNull();
    expect(documentOf(await conseiller.get('/gestion/actes?etat=recue')).querySelector(`tr[data-acte="${acte}"]`)).not.toBeNull();
  });

  it('late once 48 hours are over, to the minute; the insurer may know that it was received', async () => {
    const { acte } = await sceller();
    await house.maison.db.systeme.rows(
      sql`update expedition set depuis = ${new Date(MAINTENANT().getTime() - 48 * 3_600_000)} where id = ${acte}`,
    );
    const retard = documentOf(await conseiller.get('/gestion/actes?delai=retard'));
    expect([...retard.querySelectorAll('tr[data-acte]')].map((tr) => tr.getAttribute('data-acte'))).toEqual([String(acte)]);
    await expeditions().editer(qui('conseiller'), acte, envoi(1));
    await expeditions().expedier(qui('conseiller'), acte, 'XY1', envoi(2, 'Coursier'));
    await expeditions().constaterReception(qui('conseiller'), acte, envoi(3));
    expect(await etatDe(acte)).toMatchObject({ etat: 'recue', version: 4 });
  });

  it('an act printed by its client goes on no queue; that of a caution that ended does not leave', async () => {
    await house.maison.db.systeme.rows(sql`update contrat set edition_deportee = true where id = ${house.maison.contratId}`);
    const deportee = await transmettre(house.maison, '1000.00');
    await house.application.services.actes.sceller(deportee.id);
    await house.maison.db.systeme.rows(sql`update contrat set edition_deportee = false where id = ${house.maison.contratId}`);
    expect(await house.maison.db.systeme.rows(sql`select 1 from expedition where caution_id = ${deportee.id}`)).toEqual([]);

    const { id, acte } = await sceller();
    await house.maison.db.systeme.rows(sql`update caution set etat = 'mainlevee', terminee_le = now() where id = ${id}`);
    await expect(expeditions().editer(qui('conseiller'), acte, envoi(1))).rejects.toMatchObject({
      status: 409,
      key: 'expeditions.refus.plus_en_vigueur',
    });
    expect(documentOf(await conseiller.get('/gestion/actes')).querySelector(`tr[data-acte="${acte}"]`)).toBeNull();
    expect(documentOf(await conseiller.get(`/gestion/actes/${acte}`)).body.textContent).toContain('son acte ne part plus');
  });
});

describe('who', () => {
  it('a colleague takes the file over first; two at once: one does, the other is told', async () => {
    const { acte, numero } = await sceller();
    await expect(expeditions().editer(qui('collegue'), acte, envoi(1))).rejects.toMatchObject({ status: 409, key: 'dossiers.refus.main' });
    const karim = await client(house.application.url, qui('collegue').email);
    const prise = await karim.post(
      `/gestion/cautions/${numero}/prise/acte/${acte}`,
      { mot: 'Nadia est absente' },
      `/gestion/actes/${acte}`,
    );
    expect(prise.headers.location).toBe(`/gestion/actes/${acte}`);
    const issues = await Promise.allSettled([1, 2].map(() => expeditions().editer(qui('collegue'), acte, envoi(1))));
    expect(issues.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(issues.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { status: 409, key: 'gestes.perimee' } });
  });

  it('another account, another perimeter: 404; a consultant: 403', async () => {
    const { acte, numero } = await sceller();
    await expeditions().editer(qui('conseiller'), acte, envoi(1));
    await expeditions().expedier(qui('conseiller'), acte, 'XY1', envoi(2, 'Coursier'));
    const ailleurs = await house.maison.collaborateur('Omar', ['saisisseur'], { entite: house.maison.entites.racine });
    await house.maison.db.systeme.rows(sql`update perimetre set avec_descendants = false where collaborateur_id = ${ailleurs.id}`);
    for (const acteur of [voisins.ines, ailleurs])
      await expect(expeditions().recevoir(acteur, numero, envoi(3))).rejects.toMatchObject({ status: 404 });
    const consultant = await house.maison.collaborateur('Rose', ['consultant']);
    await expect(expeditions().recevoir(consultant, numero, envoi(3))).rejects.toMatchObject({ status: 403 });
    await expect(expeditions().original(qui('conseiller'), 987_654)).rejects.toMatchObject({ status: 404 });
  });
});
