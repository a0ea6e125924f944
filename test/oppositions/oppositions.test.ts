/** A beneficiary objects: what the law makes of it, what the insurer registers, what holds the caution, what is told. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ETATS_OPPOSITION, type FaitsOpposition } from '../../src/cautions/oppositions.js';
import { passer, tenir } from '../../src/cautions/passage.sql.js';
import { lireOpposition } from '../../src/horloges/opposition.js';
import type { Opposition } from '../../src/horloges/retenue-privee.js';
import { sql } from '../../src/kit/database.js';
import { fauteDeLevee, fautesDeDates, OPPOSITION } from '../../src/oppositions/opposition.js';
import type { LettreLue } from '../../src/oppositions/oppositions.form.js';
import type { Agent } from '../../src/droits/acteur.js';
import { fichierDe } from '../../src/documents/fichiers.sql.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { ajouterCompte, MAINTENANT, ORIGINE } from '../setup/maison.js';
import { actesDe, agentDe, courrielsDe, effective, emailDe, embaucher, lettre, lireCaution } from './outils.js';

describe('the table', () => {
  const attendu: Record<string, Record<string, readonly string[]>> = {
    lever: { ouverte: ['garant'] },
    rejeter: { ouverte: ['charge'] },
  };
  it.each(
    OPPOSITION.noms.flatMap((nom) =>
      ETATS_OPPOSITION.flatMap((etat) => ['garant', 'charge', 'client'].map((par) => [nom, etat, par] as const)),
    ),
  )('%s of %s by %s', (nom, etat, par) => {
    const { par: permis } = OPPOSITION.gestes[nom];
    const possible = (attendu[nom]?.[etat] ?? []).includes(par);
    expect(OPPOSITION.obstacle(nom, { etat }, [par])?.status ?? 0).toBe(possible ? 0 : par === permis ? 409 : 403);
  });
  it('every state is reached', () => expect([...OPPOSITION.atteignables()].sort()).toEqual([...ETATS_OPPOSITION].sort()));
});

describe('what the law makes of it', () => {
  const acte = { typeCredit: 'RG_PRIV', reception: '2025-11-20', delaiMois: 12, dernier: null };
  const recommandee: Opposition = { forme: 'recommandee', destinataire: 'garant', envoyee: '2026-11-16', motif: 'inexecution' };
  it.each([
    ['in time and reasoned', {}, {}, 'bloque', []],
    ['a day too late', {}, { envoyee: '2026-11-21' }, 'aucun', ['opposition_tardive']],
    ['by e-mail', {}, { forme: 'simple' }, 'aucun', ['opposition_forme']],
    ['to the contractor only', {}, { destinataire: 'entrepreneur' }, 'aucun', ['opposition_entrepreneur']],
    ['for penalties', {}, { motif: 'penalites' }, 'examen', ['opposition_motif']],
    ['served', {}, { forme: 'commissaire' }, 'bloque', ['opposition_signifiee']],
    ['without a réception', { reception: null }, { envoyee: '2030-01-01' }, 'bloque', ['reception_attendue']],
    ['by e-mail, without a réception', { reception: null }, { forme: 'simple' }, 'aucun', ['opposition_forme', 'reception_attendue']],
    ['public retention, in time', { typeCredit: 'RG_PUB' }, { envoyee: '2026-12-20' }, 'bloque', []],
    [
      'public retention, late: reserves may hold all the same',
      { typeCredit: 'RG_PUB' },
      { envoyee: '2026-12-21' },
      'examen',
      ['opposition_tardive'],
    ],
    ['public retention, told to one', { typeCredit: 'GAPD_RG' }, { destinataire: 'entrepreneur' }, 'aucun', ['opposition_entrepreneur']],
    ['another act, as it says', { typeCredit: 'BF' }, {}, 'bloque', []],
    ['another act, by e-mail', { typeCredit: 'BF' }, { forme: 'simple' }, 'examen', ['opposition_forme']],
    ['past the firm end of an act', { typeCredit: 'BF', dernier: '2026-11-15' }, {}, 'aucun', ['opposition_tardive']],
  ] as const)('%s', (_, surActe, surLettre, effet, remarques) => {
    expect(lireOpposition({ ...acte, ...surActe }, { ...recommandee, ...surLettre })).toMatchObject({ effet, remarques });
  });

  const faits: FaitsOpposition = {
    ...{ envoyee_le: '2026-11-16', recue_le: '2026-11-18', signifiee_le: null, forme: 'recommandee' },
    ...{ destinataire: 'garant', grief: 'inexecution', reception_le: '2025-11-20' },
  };
  const reperes = { aujourdhui: '2026-11-21', effet: '2025-03-01', marche: '2025-02-15' };
  it.each([
    [{}, undefined],
    [{ recue_le: '2026-11-15' }, 'recueLe'],
    [{ recue_le: '2026-11-22' }, 'recueLe'],
    [{ envoyee_le: '2025-02-28' }, 'envoyeeLe'],
    [{ forme: 'commissaire' }, 'signifieeLe'],
    [{ forme: 'commissaire', signifiee_le: '2026-11-19' }, 'signifieeLe'],
    [{ reception_le: '2026-11-22' }, 'receptionLe'],
    [{ reception_le: '2025-02-14' }, 'receptionLe'],
  ] as const)('dates %j: %s', (autres, champ) => expect(fautesDeDates({ ...faits, ...autres }, reperes)[0]?.field).toBe(champ));
  it.each([
    [undefined, 1],
    ['2026-11-17', 1],
    ['2026-11-18', 0],
    ['2026-11-21', 0],
    ['2026-11-22', 1],
  ])('lifted on %s: %i fault', (le, fautes) => expect(fauteDeLevee(le, faits.recue_le, reperes.aujourdhui)).toHaveLength(fautes));
});

const house = useHouse({ furnish: embaucher });
let conseiller: Agent;
let charge: Agent;
let bureau: Client;
let direction: Client;

beforeAll(async () => {
  [conseiller, charge] = [await agentDe(house.maison, 'conseiller'), await agentDe(house.maison, 'charge')];
  const { url } = house.application;
  [bureau, direction] = [await client(url, emailDe('conseiller')), await client(url, emailDe('charge'))];
}, 60_000);

const FAITS = {
  envoyeeLe: '16/11/2026',
  recueLe: '18/11/2026',
  forme: 'recommandee',
  destinataire: 'garant',
  motif: 'inexecution',
  receptionLe: '20/11/2025',
};
const MOTS = { mots: 'Réserves d’étanchéité non levées.' };
const lue = (autres: Partial<LettreLue> = {}): LettreLue => ({
  faits: {
    ...{ envoyee_le: '2026-11-16', recue_le: '2026-11-18', signifiee_le: null, forme: 'recommandee' },
    ...{ destinataire: 'garant', grief: 'inexecution', reception_le: '2025-11-20' },
  },
  ...{ mots: MOTS.mots, montant: null, sansEffet: undefined },
  ...autres,
});
const fichiers = () => {
  const [nom, contenu] = lettre();
  return [fichierDe(nom, 'application/pdf', contenu)];
};
const envoi = (version: number, mots = '') => ({ version, origine: ORIGINE, mots });
const lireOppositionDe = async (cautionId: number) =>
  (
    await house.maison.db.systeme.rows<{ id: number; version: number; etat: string; pieces: number }>(sql`
      select o.id, o.version, o.etat, (select count(*)::int from jointe j where j.sujet = 'opposition' and j.sujet_id = o.id) as pieces
      from opposition o where o.caution_id = ${cautionId} order by o.id desc`)
  )[0] ?? { id: 0, version: 0, etat: '', pieces: 0 };
const poster = async (numero: string, champs: Record<string, string> = {}, files = [lettre()]) =>
  bureau.upload(`/gestion/cautions/${numero}/opposition`, 'pieces', files, {
    ...FAITS,
    ...MOTS,
    version: String((await lireCaution(house.maison, numero)).version),
    ...champs,
  });
const opposer = async (numero: string, agent = conseiller) =>
  house.application.services.oppositions.enregistrer(
    agent,
    numero,
    { lettre: lue(), fichiers: fichiers() },
    envoi((await lireCaution(house.maison, numero)).version),
  );

describe('the insurer registers a letter', () => {
  it('is told at once what the law makes of it, then registers it: the caution is held, the client told, the journal says it', async () => {
    const numero = await effective(house.maison, '1000.00');
    const dossier = documentOf(await bureau.get(`/gestion/cautions/${numero}`));
    expect(dossier.querySelector(`a[href="/gestion/cautions/${numero}/opposition"]`)).not.toBeNull();
    const vide = documentOf(await bureau.get(`/gestion/cautions/${numero}/opposition`));
    expect(vide.querySelector('form[method=post][action$=opposition]')).toBeNull();
    const page = documentOf(await bureau.get(`/gestion/cautions/${numero}/opposition?${new URLSearchParams(FAITS).toString()}`));
    expect(page.querySelector('[data-effet]')?.getAttribute('data-effet')).toBe('bloque');
    expect(page.body.textContent).toContain('loi n° 71-584 du 16 juillet 1971, art. 2');
    expect(page.body.textContent).toContain('En temps utile : elle pouvait être envoyée jusqu’au 20/11/2026');

    const fait = await poster(numero, { montant: '400,00' });
    expect(fait.status).toBe(303);
    const { id, etat } = await lireCaution(house.maison, numero);
    expect(etat).toBe('en_opposition');
    const opposition = await lireOppositionDe(id);
    expect(opposition).toMatchObject({ etat: 'ouverte', pieces: 1 });
    expect(fait.headers.location).toBe(`/gestion/oppositions/${opposition.id}`);
    expect((await actesDe(house.maison, id))[0]).toBe('caution_opposer');
    const [mail] = await courrielsDe(house.application, 'opposition_recue');
    expect([mail?.destinataire, mail?.sujet]).toEqual([house.maison.ines.email, `Caution ${numero} en opposition`]);

    const sienne = documentOf(await house.ines.get(`/cautions/${numero}`)).querySelector('[data-opposition]')?.textContent ?? '';
    for (const mots of [
      '18/11/2026',
      MOTS.mots,
      '400,00',
      'L’opposition bloque la libération',
      'art. 2',
      'demandez au bénéficiaire une lettre de levée',
    ])
      expect(sienne.replace(/\s+/g, ' ')).toContain(mots);
  });

  it('a letter that the law gives no effect is asked about, then kept without effect: the caution stays effective', async () => {
    const numero = await effective(house.maison, '1100.00');
    const tardive = { receptionLe: '10/11/2025' };
    const question = await poster(numero, tardive);
    expect(question.status).toBe(422);
    const page = documentOf(question);
    expect(page.querySelector('[data-effet]')?.getAttribute('data-effet')).toBe('aucun');
    expect(page.querySelectorAll('input[name=effet]')).toHaveLength(2);
    expect(page.querySelector<HTMLTextAreaElement>('[name=mots]')?.value).toBe(MOTS.mots);
    expect((await poster(numero, { ...tardive, effet: 'sans_effet' })).status).toBe(303);
    const { id, etat } = await lireCaution(house.maison, numero);
    expect(etat).toBe('effective');
    expect(await lireOppositionDe(id)).toMatchObject({ etat: 'sans_effet' });
    const [mail] = await courrielsDe(house.application, 'opposition_recue');
    expect(mail?.sujet).toBe(`Opposition sans effet, ${numero}`);
    expect(mail?.texte).toContain('la caution n’est pas bloquée');
    // A letter that may hold is not set aside so.
    expect((await poster(numero, { effet: 'sans_effet' })).status).toBe(422);
    // Held all the same, where the agent prefers it.
    expect((await poster(numero, { ...tardive, effet: 'retenir' })).status).toBe(303);
    expect((await lireCaution(house.maison, numero)).etat).toBe('en_opposition');
  });

  it.each([
    [{ recueLe: '15/11/2026' }, 'recueLe', 'avant d’être envoyée'],
    [{ recueLe: '22/11/2026' }, 'recueLe', 'à venir'],
    [{ envoyeeLe: '01/02/2025' }, 'envoyeeLe', 'précéder l’effet'],
    [{ envoyeeLe: '31/02/2026' }, 'envoyeeLe', 'Indiquez une date'],
    [{ receptionLe: '01/02/2025' }, 'receptionLe', 'précéder le marché'],
    [{ forme: 'pigeon' }, 'forme', 'Choisissez la forme'],
    [{ destinataire: '' }, 'destinataire', 'à qui elle est adressée'],
    [{ motif: '' }, 'motif', 'Choisissez le motif'],
    [{ mots: 'x' }, 'mots', 'trois caractères'],
    [{ montant: '9 000' }, 'montant', 'au plus celui'],
    [{ montant: '-1' }, 'montant', 'au plus celui'],
  ])('%j is refused beside %s', async (champs, nom, mots) => {
    const numero = (await connue()).numero;
    const answer = await poster(numero, champs);
    expect(answer.status).toBe(422);
    const page = documentOf(answer);
    expect(page.querySelector(`a[href="#${nom}"]`)?.textContent).toContain(mots);
    expect((await lireCaution(house.maison, numero)).etat).toBe('effective');
  });

  it('without its letter, or with something else than a PDF, it is refused; the same letter twice too', async () => {
    const { numero } = await connue();
    expect(documentOf(await poster(numero, {}, [])).querySelector('a[href="#pieces"]')?.textContent).toContain('Joignez la lettre');
    expect((await poster(numero, {}, [['photo.png', Buffer.from('89504e470d0a1a0a', 'hex')]])).status).toBe(422);
    const autre = await effective(house.maison, '1200.00');
    const une = [lettre()];
    expect((await poster(autre, {}, une)).status).toBe(303);
    const deux = await poster(autre, {}, une);
    expect([deux.status, documentOf(deux).querySelector('a[href="#pieces"]')?.textContent]).toEqual([
      422,
      'Cette lettre est déjà enregistrée, le 21/11/2026',
    ]);
  });

  let gardee: { numero: string } | undefined;
  const connue = async () => (gardee ??= { numero: await effective(house.maison, '1300.00') });
});

describe('it ends', () => {
  it('lifted on a day, with its reason and letter: effective again unless another one is open; a stale page is told', async () => {
    const numero = await effective(house.maison, '1400.00');
    const premiere = await opposer(numero);
    const seconde = await opposer(numero);
    const { id } = await lireCaution(house.maison, numero);
    const lever = (opposition: number, champs: Record<string, string>) =>
      bureau.upload(`/gestion/oppositions/${opposition}/levee`, 'pieces', [lettre()], {
        motif: 'Réserves levées.',
        version: '1',
        ...champs,
      });
    expect((await lever(premiere, { leveeLe: '22/11/2026' })).status).toBe(422);
    const tot = await lever(premiere, { leveeLe: '17/11/2026' });
    expect([tot.status, documentOf(tot).querySelector<HTMLTextAreaElement>('[name=motif]')?.value]).toEqual([422, 'Réserves levées.']);
    expect((await lever(premiere, { leveeLe: '20/11/2026', motif: '' })).status).toBe(422);
    expect((await lever(premiere, { leveeLe: '20/11/2026' })).status).toBe(303);
    expect((await lireCaution(house.maison, numero)).etat).toBe('en_opposition');
    expect((await lever(premiere, { leveeLe: '20/11/2026' })).status).toBe(409);
    expect((await lever(seconde, { leveeLe: '20/11/2026' })).status).toBe(303);
    expect((await lireCaution(house.maison, numero)).etat).toBe('effective');
    expect(await lireOppositionDe(id)).toMatchObject({ etat: 'levee', pieces: 2, version: 2 });
    expect((await actesDe(house.maison, id)).slice(0, 2)).toEqual(['opposition_lever', 'opposition_lever']);
    const mails = await courrielsDe(house.application, 'opposition_levee');
    expect(mails.map(({ texte }) => texte.includes('Une autre opposition la bloque encore'))).toEqual([false, true]);
  });

  it('rejected by the underwriter alone, with a reason that the client reads', async () => {
    const numero = await effective(house.maison, '1500.00');
    const id = await opposer(numero);
    const mots = { motifRejet: 'Elle ne dit que des pénalités, que l’acte ne garantit pas.' };
    expect((await bureau.post(`/gestion/oppositions/${id}/rejet`, mots)).status).toBe(403);
    expect(documentOf(await bureau.get(`/gestion/oppositions/${id}`)).querySelector('form[action$=rejet]')).toBeNull();
    expect((await direction.post(`/gestion/oppositions/${id}/rejet`, { motifRejet: 'non' })).status).toBe(422);
    expect((await direction.post(`/gestion/oppositions/${id}/rejet`, mots)).status).toBe(303);
    expect((await lireCaution(house.maison, numero)).etat).toBe('effective');
    const [mail] = await courrielsDe(house.application, 'opposition_levee');
    expect([mail?.sujet, mail?.texte.includes('pénalités')]).toEqual([`Opposition rejetée, ${numero}`, true]);
    expect(documentOf(await house.ines.get(`/cautions/${numero}`)).body.textContent).toContain(mots.motifRejet);
  });
});

describe('at the same time', () => {
  /** What releases a caution does no more than this. */
  const liberer = async (numero: string) => {
    const { db } = house.maison;
    const { id } = await lireCaution(house.maison, numero);
    return db.transaction({ garant: house.maison.garantId }, async (tx) => {
      const tenue = await tenir(tx, id);
      if (tenue) await passer(tx, tenue, { geste: 'mainlever', par: 'garant', le: MAINTENANT(), nature: 'mainlevee' });
    });
  };

  it('a release is granted while an opposition arrives: one of them, and the ledger agrees with it', async () => {
    const issues = new Set<string>();
    for (let tour = 0; tour < 6; tour += 1) {
      const numero = await effective(house.maison, '50.00');
      const gestes = [() => liberer(numero), () => opposer(numero)];
      const faits = await Promise.allSettled((tour % 2 ? gestes.reverse() : gestes).map((geste) => geste()));
      expect(faits.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const fait of faits) if (fait.status === 'rejected') expect((fait.reason as { status?: number }).status).toBe(409);
      const { etat, reste, montant, id } = await lireCaution(house.maison, numero);
      issues.add(etat);
      if (etat === 'mainlevee') expect([reste, (await lireOppositionDe(id)).etat]).toEqual(['0.000', '']);
      else expect([etat, reste, (await lireOppositionDe(id)).etat]).toEqual(['en_opposition', montant, 'ouverte']);
    }
    expect(issues.size).toBeGreaterThan(0);
  });

  it('held, it is neither released nor ended; two advisers lift one opposition once', async () => {
    const numero = await effective(house.maison, '60.00');
    const id = await opposer(numero);
    await expect(liberer(numero)).rejects.toMatchObject({ status: 409, key: 'cautions.refus.opposition' });
    const levee = { leveeLe: '2026-11-20', fichiers: [] };
    const { oppositions } = house.application.services;
    const faits = await Promise.allSettled(
      [conseiller, charge].map((agent) => oppositions.lever(agent, id, levee, envoi(1, 'Levée par lettre.'))),
    );
    expect(faits.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await lireCaution(house.maison, numero)).etat).toBe('effective');
  });
});

describe('who sees what', () => {
  it('the queue: open ones first with their days, filtered by state, by words, by whose they are', async () => {
    const lignes = async (requete: string) =>
      [...documentOf(await bureau.get(`/gestion/oppositions${requete}`)).querySelectorAll('tbody tr')].map((tr) =>
        tr.querySelector('[data-etat]')?.getAttribute('data-etat'),
      );
    const toutes = await lignes('');
    expect(toutes.length).toBeGreaterThan(5);
    expect(toutes[0]).toBe('ouverte');
    expect(toutes.lastIndexOf('ouverte')).toBeLessThan(toutes.findIndex((etat) => etat !== 'ouverte'));
    expect(new Set(await lignes('?etat=sans_effet'))).toEqual(new Set(['sans_effet']));
    expect(await lignes('?a=autres')).toEqual([]);
    expect((await lignes('?a=moi')).length).toBe(toutes.length);
    expect(await lignes('?texte=introuvable')).toEqual([]);
  });

  it('the answer is drafted from the facts, for the insurer and for the client; nobody else reads it', async () => {
    const numero = await effective(house.maison, '1600.00');
    const id = await opposer(numero);
    for (const [qui, adresse] of [
      [bureau, `/gestion/oppositions/${id}/reponse.pdf`],
      [house.ines, `/cautions/${numero}/oppositions/${id}/reponse.pdf`],
    ] as const) {
      const answer = await qui.bytes(adresse);
      expect([answer.status, answer.headers['content-type'], (answer.body as Buffer).subarray(0, 5).toString()]).toEqual([
        200,
        'application/pdf',
        '%PDF-',
      ]);
    }
    const autre = await effective(house.maison, '1700.00');
    expect((await house.ines.get(`/cautions/${autre}/oppositions/${id}/reponse.pdf`)).status).toBe(404);
    const voisins = await ajouterCompte(house.maison.db, undefined);
    await house.maison.db.systeme.rows(sql`
      update identifiant set secret = (select secret from identifiant where email = ${house.maison.ines.email}) where secret is null`);
    const voisine = await client(house.application.url, voisins.ines.email);
    expect((await voisine.get(`/cautions/${numero}/oppositions/${id}/reponse.pdf`)).status).toBe(404);
    const courtier = await client(house.application.url, emailDe('courtier'));
    for (const adresse of ['/gestion/oppositions', `/gestion/oppositions/${id}`, `/gestion/cautions/${numero}/opposition`])
      expect((await courtier.get(adresse)).status).toBe(403);
    expect((await house.ines.get(`/gestion/oppositions/${id}`)).status).toBe(403);
  });

  it('whoever has not the file in hand takes it over first', async () => {
    const numero = await effective(house.maison, '1800.00');
    const id = await opposer(numero);
    const { db, compteId } = house.maison;
    await db.systeme.rows(sql`update compte set conseiller_id = null where id = ${compteId}`);
    const levee = { leveeLe: '2026-11-20', fichiers: [] };
    const { oppositions } = house.application.services;
    await expect(oppositions.lever(conseiller, id, levee, envoi(1, 'Levée.'))).rejects.toMatchObject({
      status: 409,
      key: 'dossiers.refus.main',
    });
    const page = documentOf(await bureau.get(`/gestion/oppositions/${id}`));
    const prise = page.querySelector('form[action*=prise]')?.getAttribute('action') ?? '';
    const pris = await bureau.post(prise, { mot: 'Aude est absente.' }, `/gestion/oppositions/${id}`);
    expect([pris.status, pris.headers.location]).toEqual([303, `/gestion/oppositions/${id}`]);
    await oppositions.lever(conseiller, id, levee, envoi(1, 'Levée.'));
    expect((await lireCaution(house.maison, numero)).etat).toBe('effective');
    await db.systeme.rows(sql`update compte set conseiller_id = ${conseiller.id} where id = ${compteId}`);
  });
});
