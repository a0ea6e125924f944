/** The insurer's side: his queue, the file of an amendment, what he decides; two people at once; ceilings that hold. */
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import type { Agent } from '../../src/droits/acteur.js';
import { emettre } from '../actes/emettre.js';
import { agent } from '../setup/agents.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { ORIGINE } from '../setup/maison.js';
import { caution, consentir, demander, dernier, poster, versionDe } from './outils.js';

let nadia: Agent;
const house = useHouse({
  plafonds: { autorisation: '20000', unitaire: '2000' },
  async furnish(maison) {
    nadia = await agent(maison, 'conseiller', { prenom: 'Nadia', limite: '5000' });
    await agent(maison, 'charge', { prenom: 'Aude' });
    await agent(maison, 'conseiller', { prenom: 'Paul', suit: false });
    await agent(maison, 'courtier', { prenom: 'Cora', suit: false });
  },
});
let conseiller: Client;
let claire: Client;
beforeAll(async () => {
  const { application, maison } = house;
  [conseiller, claire] = await Promise.all([client(application.url, nadia.email), client(application.url, maison.claire.email)]);
}, 60_000);

const effective = (montant = '1000.00') => emettre(house.maison, montant);
const decider = (id: number, geste: string, champs: Record<string, string> = {}, qui = conseiller) =>
  qui.post(`/gestion/avenants/${id}/${geste}`, champs, `/gestion/avenants/${id}`);
const page = async (id: number, qui = conseiller) => documentOf(await qui.get(`/gestion/avenants/${id}`));
const mails = async (gabarit: string, numero: string) =>
  (await house.application.services.courriels.listLatest(100)).filter((mail) => mail.gabarit === gabarit && mail.sujet.includes(numero));

/** Asked for, validated: above the unit ceiling it waits for the insurer. */
async function enAttente(ttc = '44 000,00'): Promise<{ numero: string; id: number }> {
  const numero = await effective();
  await demander(house.ines, numero, { montant_ttc: ttc });
  const { id } = await dernier(house.maison, numero);
  expect((await poster(claire, numero, id, 'validation')).status).toBe(303);
  expect((await dernier(house.maison, numero)).etat).toBe('en_attente');
  return { numero, id };
}

describe('what waits', () => {
  it('is in the queue with its clock, told to the adviser with the reason, and read whole on its file', async () => {
    const { numero, id } = await enAttente();
    const file = documentOf(await conseiller.get('/gestion/avenants'));
    expect(file.querySelector(`tr[data-avenant="${id}"]`)?.textContent).toMatch(/reste\s24\sh\s00/);
    expect((await mails('avenant_a_decider', numero))[0]?.texte).toMatch(/plafond/i);
    expect((await mails('avenant_en_attente', numero))[0]?.destinataire).toBe(house.maison.ines.email);
    const fiche = await page(id);
    const change = fiche.querySelector('[data-changements]')?.textContent ?? '';
    expect(change).toContain('1\u202f000,00\u00a0€');
    expect(change).toContain('2\u202f200,00\u00a0€');
    expect(fiche.querySelector('[data-regle=plafond_unitaire]')?.classList.contains('ko')).toBe(true);
    expect(fiche.querySelector('[data-regle=disponible]')?.classList.contains('ko')).toBe(false);
    expect(fiche.body.textContent).toContain('Autorisation, ligne, contrat');
  });

  it('is granted with a reasoned exception, refused without; a stale page is told', async () => {
    const { numero, id } = await enAttente();
    expect((await decider(id, 'accord')).status).toBe(422);
    expect((await decider(id, 'accord', { exception_plafond_unitaire: 'court' })).text).toContain('court');
    const motif = { exception_plafond_unitaire: 'Le marché est couvert par une contre-garantie' };
    expect((await decider(id, 'accord', { ...motif, version: '1' })).status).toBe(409);
    expect((await decider(id, 'accord', motif)).status).toBe(303);
    expect(await dernier(house.maison, numero)).toMatchObject({ etat: 'effectif', acte_version: 2 });
    expect(await caution(house.maison, numero)).toMatchObject({ montant: '2200.000', reste: '2200.000', acte_version: 2 });
    expect(await mails('avenant_effectif', numero)).toHaveLength(1);
    const timeline = documentOf(await house.ines.get(`/cautions/${numero}`)).querySelector('ol.tl')?.textContent;
    expect(timeline).toContain('Avenant accordé par l’assureur');
    expect(timeline).toContain('contre-garantie');
    expect((await decider(id, 'refus', { motif: 'trop tard pour cela' })).status).toBe(409);
  });

  it('is refused with a reason that the client reads', async () => {
    const { numero, id } = await enAttente();
    const court = await decider(id, 'refus', { motif: 'non' });
    expect(court.status).toBe(422);
    expect(documentOf(court).querySelector<HTMLTextAreaElement>('[name=motif]')?.value).toBe('non');
    expect((await decider(id, 'refus', { motif: 'Le marché n’a pas été porté à ce montant' })).status).toBe(303);
    expect((await mails('avenant_refuse', numero))[0]?.texte).toContain('porté à ce montant');
    expect(documentOf(await house.ines.get(`/cautions/${numero}`)).querySelector('[data-avenant]')?.textContent).toContain(
      'porté à ce montant',
    );
    expect(await caution(house.maison, numero)).toMatchObject({ montant: '1000.000', acte_version: 1 });
  });

  it('a colleague takes it over first; above an adviser’s limit it is the underwriter’s; a broker and a client see nothing', async () => {
    const { application, maison } = house;
    const [paul, aude, cora] = await Promise.all(['paul', 'aude', 'cora'].map((nom) => client(application.url, `${nom}@garant.example`)));
    const { numero, id } = await enAttente();
    const motif = { exception_plafond_unitaire: 'Le marché est couvert par une contre-garantie' };
    expect((await decider(id, 'accord', motif, paul)).status).toBe(409);
    expect((await cora?.get(`/gestion/avenants/${id}`))?.status).toBe(403);
    expect((await house.ines.get(`/gestion/avenants/${id}`)).status).toBe(403);
    expect(
      (await paul?.post(`/gestion/cautions/${numero}/prise/avenant/${id}`, { mot: 'Nadia est absente' }, `/gestion/avenants/${id}`))
        ?.headers.location,
    ).toBe(`/gestion/avenants/${id}`);
    expect((await decider(id, 'accord', motif, paul)).status).toBe(303);

    await maison.db.systeme.rows(sql`update agent set decide_jusqua = 2000 where id = ${nadia.id}`);
    const grand = await enAttente();
    expect((await page(grand.id)).querySelector('form[action$="/accord"]')).toBeNull();
    expect((await decider(grand.id, 'accord', { ...motif, version: '2' })).status).toBe(409);
    expect((await decider(grand.id, 'accord', motif, aude)).status).toBe(303);
    await maison.db.systeme.rows(sql`update agent set decide_jusqua = 5000 where id = ${nadia.id}`);
  });
});

describe('down', () => {
  it('the letter is read, another is asked for, and it is granted whatever else holds the client', async () => {
    const { maison } = house;
    const numero = await effective();
    await demander(house.ines, numero, { avenants_ttc: '-4 000,00' });
    const { id } = await dernier(maison, numero);
    expect((await decider(id, 'accord', { version: '1' })).status).toBe(409);
    await consentir(house.ines, numero, id);
    expect((await page(id)).querySelector('a[href^="/gestion/fichiers/"]')).not.toBeNull();
    expect((await decider(id, 'consentement', { demande: 'La lettre n’est pas signée' })).status).toBe(303);
    expect(await dernier(maison, numero)).toMatchObject({ etat: 'consentement_attendu', reponse: 'La lettre n’est pas signée' });
    expect((await mails('avenant_consentement', numero))[0]?.texte).toContain('pas signée');
    expect(documentOf(await house.ines.get(`/cautions/${numero}/avenant`)).body.textContent).toContain('La lettre n’est pas signée');
    await consentir(house.ines, numero, id);
    const lettre = (await page(id)).querySelector('main a[href^="/gestion/fichiers/"]')?.getAttribute('href') ?? '';
    expect((await conseiller.bytes(lettre)).status).toBe(200);
    // Nothing is left on the authorisation: less is possible all the same.
    await maison.db.systeme.rows(sql`update autorisation set autorise = utilise - 100 where id = ${maison.autorisationId}`);
    expect((await decider(id, 'accord')).status).toBe(303);
    expect(await caution(maison, numero)).toMatchObject({ montant: '800.000', reste: '800.000', acte_version: 2 });
    await maison.db.systeme.rows(sql`update autorisation set autorise = 50000 where id = ${maison.autorisationId}`);
    await house.application.travailler();
    const codes = await maison.db.systeme.rows<{ code: string }>(
      sql`select a.code from acte a join caution c on c.id = a.caution_id where c.numero = ${numero} order by a.version`,
    );
    const dits = async (code = '') => documentOf(await house.ines.get(`/verifier/${code}`)).querySelector('dl.dg')?.textContent ?? '';
    expect(await dits(codes[0]?.code)).toContain('Montant aujourd’hui1\u202f000,00\u00a0€');
    expect(await dits(codes[1]?.code)).toContain('Montant aujourd’hui800,00\u00a0€');
  });
});

describe('at once', () => {
  const envoi = { version: 1, origine: ORIGINE, langue: 'fr' as const, fichiers: [], mots: 'Avenant n° 1' };
  const statuts = async (promesses: readonly Promise<unknown>[]) =>
    (await Promise.allSettled(promesses)).map((un) => (un.status === 'fulfilled' ? 'fait' : (un.reason as { key: string }).key)).sort();

  it('two who ask: one amendment', async () => {
    const { avenants } = house.application.services;
    const numero = await effective();
    const demande = () => avenants.demander(house.maison.ines, numero, { ...envoi, typed: { montant_ttc: '24000' } });
    expect(await statuts([demande(), demande()])).toEqual(['avenants.refus.en_cours', 'fait']);
  });

  it('a release and an amendment: one of the two', async () => {
    const { avenants, demandesDeMainlevee } = house.application.services;
    const numero = await effective();
    const tapee = { motif: 'lettre_beneficiaire', dateLettre: '21/11/2026', signataire: 'Le maire' } as never;
    const fichier = { nom: 'l.pdf', type: 'application/pdf', sha256: Buffer.alloc(32), contenu: Buffer.from('%PDF') };
    const issues = await statuts([
      avenants.demander(house.maison.ines, numero, { ...envoi, typed: { montant_ttc: '24000' } }),
      demandesDeMainlevee.demander(house.maison.ines, numero, { tapee, fichiers: [fichier], langue: 'fr' }, envoi),
    ]);
    expect(issues).toHaveLength(2);
    expect(issues).toContain('fait');
    expect(['avenants.refus.mainlevee', 'mainlevees.refus.avenant']).toContain(issues.find((issue) => issue !== 'fait'));
  });

  it('validated twice, and decided twice: once each', async () => {
    const { avenants } = house.application.services;
    const { maison } = house;
    const numero = await effective();
    await avenants.demander(maison.ines, numero, { ...envoi, typed: { montant_ttc: '24000' } });
    const { id } = await dernier(maison, numero);
    expect(await statuts([maison.marc, maison.claire].map((qui) => avenants.valider(qui, { numero, id }, envoi)))).toEqual([
      'fait',
      'gestes.perimee',
    ]);
    expect(await caution(maison, numero)).toMatchObject({ montant: '1200.000', reste: '1200.000' });
    const attente = await enAttente();
    const decision = { version: 2, origine: ORIGINE, mots: 'Le marché est couvert par une contre-garantie' };
    const issues = await statuts([
      avenants.accorder(nadia, attente.id, { plafond_unitaire: decision.mots }, decision),
      avenants.refuser(nadia, attente.id, decision),
      avenants.abandonner(maison.ines, attente, decision),
    ]);
    expect(issues.filter((issue) => issue === 'fait')).toHaveLength(1);
  });

  it('room taken between the request and the decision: it waits, no exception is possible, and no ceiling is exceeded whoever runs', async () => {
    const { maison, application } = house;
    const { avenants } = application.services;
    const { db, autorisationId } = maison;
    const place = async () =>
      (
        await db.systeme.rows<{ place: string; utilise: string }>(
          sql`select (autorise - utilise)::text as place, utilise::text from autorisation where id = ${autorisationId}`,
        )
      )[0];
    const numeros = [await effective(), await effective(), await effective()];
    for (const numero of numeros) await avenants.demander(maison.ines, numero, { ...envoi, typed: { montant_ttc: '30000' } });
    // Room for one increase of 500 €, and less than two.
    await db.systeme.rows(sql`update autorisation set autorise = utilise + 700 where id = ${autorisationId}`);
    const ids = await Promise.all(numeros.map(async (numero) => ({ numero, id: (await dernier(maison, numero)).id })));
    const etats = await Promise.all(ids.map((cle) => avenants.valider(maison.claire, cle, envoi)));
    expect([...etats].sort()).toEqual(['effectif', 'en_attente', 'en_attente']);
    expect(await place()).toMatchObject({ place: '200.000' });

    const attend = ids.filter((_cle, i) => etats[i] === 'en_attente');
    const [un] = attend;
    const refus = await decider(un?.id ?? 0, 'accord', { exception_disponible: 'Il y en aura bientôt de nouveau' });
    expect(refus.status).toBe(422);
    expect(refus.text).toContain('aucune exception n’est possible');
    await db.systeme.rows(sql`update autorisation set autorise = autorise + 300 where id = ${autorisationId}`);
    const decision = { version: 2, origine: ORIGINE };
    expect(
      (await statuts(attend.map(({ id }) => avenants.accorder(nadia, id, {}, decision)))).filter((issue) => issue === 'fait'),
    ).toHaveLength(1);
    expect(await place()).toMatchObject({ place: '0.000' });
    const [somme] = await db.systeme.rows<{ n: string }>(
      sql`select sum(montant)::text as n from mouvement where autorisation_id = ${autorisationId}`,
    );
    expect((await place())?.utilise).toBe(somme?.n);
  });
});

it('the page of a caution that ended meanwhile says why nothing is granted', async () => {
  const { db } = house.maison;
  await db.systeme.rows(sql`update autorisation set autorise = utilise + 5000 where id = ${house.maison.autorisationId}`);
  const { numero, id } = await enAttente();
  await db.systeme.rows(sql`update caution set etat = 'mainlevee', terminee_le = now(), version = version + 1 where numero = ${numero}`);
  const refus = await decider(id, 'accord', { exception_plafond_unitaire: 'Le marché est couvert par une contre-garantie' });
  expect(refus.status).toBe(409);
  expect(refus.text).toContain('L’état de la caution ne permet pas cela');
  expect((await decider(id, 'refus', { motif: 'La caution a pris fin entre-temps' })).status).toBe(303);
  expect(await versionDe(house.ines, `/cautions/${numero}/avenant`)).toBe('');
});
