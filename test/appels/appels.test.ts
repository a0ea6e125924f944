/** The guarantee is called: registered, examined, paid in parts, refused, recovered; what follows on the line, the premium, the page. */
import { beforeAll, describe, expect, it } from 'vitest';
import { APPEL, deciderAvant, type SituationAppel } from '../../src/appels/appel.js';
import { ETATS_APPEL, etapeDe, figuresDe, type AppelLu } from '../../src/cautions/appels.js';
import type { FaitsOpposition } from '../../src/cautions/oppositions.js';
import { CAUTION, ETATS_CAUTION } from '../../src/cautions/caution.js';
import { echeances } from '../../src/cautions/echeances.service.js';
import { passer, tenir } from '../../src/cautions/passage.sql.js';
import { facturer } from '../../src/factures/facturation.service.js';
import { fichierDe } from '../../src/documents/fichiers.sql.js';
import type { Agent } from '../../src/droits/acteur.js';
import { sql } from '../../src/kit/database.js';
import { fromDecimal, toDecimal } from '../../src/kit/money.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { MAINTENANT, ORIGINE } from '../setup/maison.js';
import { actesDe, agentDe, courrielsDe, effective, emailDe, embaucher, lettre, lireCaution } from '../oppositions/outils.js';

describe('the table', () => {
  const attendu: Record<string, readonly string[]> = {
    examiner: ['recu'],
    payer: ['examen', 'paye_en_partie'],
    solder: ['paye_en_partie'],
    refuser: ['recu', 'examen'],
    retirer: ['recu', 'examen'],
    recouvrer: ['paye_en_partie', 'paye'],
  };
  it.each(
    APPEL.noms.flatMap((nom) =>
      ETATS_APPEL.flatMap((etat) => ['garant', 'client', 'beneficiaire'].map((par) => [nom, etat, par] as const)),
    ),
  )('%s of %s by %s', (nom, etat, par) => {
    const situation: SituationAppel = { etat, solde: false };
    expect(APPEL.obstacle(nom, situation, [par])?.status ?? 0).toBe(par !== 'garant' ? 403 : attendu[nom]?.includes(etat) ? 0 : 409);
  });
  it('a payment settles it or not; every state is reached', () => {
    expect(APPEL.suite('payer', { etat: 'examen', solde: false })).toBe('paye_en_partie');
    expect(APPEL.suite('payer', { etat: 'paye_en_partie', solde: true })).toBe('paye');
    expect([...APPEL.atteignables()].sort()).toEqual([...ETATS_APPEL].sort());
  });
  it.each(ETATS_CAUTION)('a caution %s: what a call that is not settled holds', (etat) => {
    for (const geste of ['mainlever', 'reduire', 'echoir'] as const) {
      const situation = { etat, oppositions: 0, epuisee: false };
      const par = CAUTION.gestes[geste].par;
      const libre = CAUTION.obstacle(geste, situation, [par]) === undefined;
      expect(CAUTION.obstacle(geste, { ...situation, appels: 1 }, [par])?.key).toBe(libre ? 'cautions.refus.appel' : 'cautions.refus.etat');
    }
  });
  it.each([
    ['2026-06-25', true, 0, '2026-07-24'],
    ['2026-06-25', false, 0, '2026-07-25'],
    ['2026-06-25', false, 15, '2026-07-10'],
  ])('received on %s, extend or pay %s, %i days: decided by %s', (recu, prolonger, jours, avant) =>
    expect(deciderAvant(recu, prolonger, jours)).toBe(avant),
  );
  it('figures and next step', () => {
    const appel: AppelLu = {
      ...{ id: 1, version: 1, etat: 'paye_en_partie', recu_le: '2026-11-02', montant: '100.00', motif: '', prolonger_au: null },
      ...{
        decider_avant: '2026-12-02',
        reponse: '',
        paiements: [{ le: '2026-11-10', montant: '60.00' }],
        recouvrements: [{ le: '2026-11-12', montant: '25.50' }],
      },
    };
    const dites = ({ demande, paye, aPayer, recouvre, aRecouvrer }: ReturnType<typeof figuresDe>) =>
      [demande, paye, aPayer, recouvre, aRecouvrer].map(toDecimal);
    expect(dites(figuresDe(appel, 'EUR'))).toEqual(['100.00', '60.00', '40.00', '25.50', '34.50']);
    expect(dites(figuresDe({ ...appel, etat: 'paye' }, 'EUR'))[2]).toBe('0.00');
    expect(ETATS_APPEL.map((etat) => etapeDe({ ...appel, etat }, 'EUR'))).toEqual([
      'examiner',
      'decider',
      'payer',
      'recouvrer',
      'recouvrer',
      'recouvrer',
    ]);
    expect(etapeDe({ ...appel, etat: 'refuse', paiements: [], recouvrements: [] }, 'EUR')).toBe('close');
  });
});

const house = useHouse({ furnish: embaucher });
let conseiller: Agent;
let charge: Agent;
let bureau: Client;

beforeAll(async () => {
  [conseiller, charge] = [await agentDe(house.maison, 'conseiller'), await agentDe(house.maison, 'charge')];
  bureau = await client(house.application.url, emailDe('conseiller'));
}, 60_000);

const envoi = (version: number, mots = '') => ({ version, origine: ORIGINE, mots });
const euros = (decimal: string) => fromDecimal(decimal, 'EUR');
const appeler = async (numero: string, montant: string): Promise<number> => {
  const [nom, contenu] = lettre();
  const appel = { recuLe: '2026-11-18', montant: euros(montant), motif: 'Réserves non levées, travaux chiffrés.', prolongerAu: null };
  const fichiers = [fichierDe(nom, 'application/pdf', contenu)];
  return house.application.services.appels.enregistrer(
    conseiller,
    numero,
    { appel, fichiers },
    envoi((await lireCaution(house.maison, numero)).version),
  );
};
const lire = async (id: number) =>
  (
    await house.maison.db.systeme.rows<{ etat: string; version: number; paye: string; recouvre: string }>(sql`
      select etat, version, coalesce((select sum(montant) from paiement where appel_id = a.id), 0)::text as paye,
        coalesce((select sum(montant) from recouvrement where appel_id = a.id), 0)::text as recouvre from appel a where id = ${id}`)
  )[0] ?? { etat: '', version: 0, paye: '', recouvre: '' };
const payer = async (id: number, montant: string, agent = conseiller, version?: number) =>
  house.application.services.appels.payer(
    agent,
    id,
    { le: '2026-11-20', montant: euros(montant) },
    envoi(version ?? (await lire(id)).version),
  );
const examiner = async (id: number) => house.application.services.appels.examiner(conseiller, id, envoi((await lire(id)).version));
const utilise = async () =>
  (await house.maison.db.systeme.rows<{ utilise: string }>(sql`select utilise::text from autorisation`))[0]?.utilise ?? '';

describe('a call paid in two parts', () => {
  it('is registered, examined, paid in part, then the rest, and recovered: caution, ledger, line, page, mails and journal follow', async () => {
    const avant = Number(await utilise());
    const numero = await effective(house.maison, '10000.00');
    const champs = { recuLe: '18/11/2026', montant: '10 000,00', motif: 'Travaux de reprise chiffrés.' };
    const poster = async (autres: Record<string, string> = {}, files = [lettre()]) =>
      bureau.upload(`/gestion/cautions/${numero}/appel`, 'pieces', files, {
        ...champs,
        version: String((await lireCaution(house.maison, numero)).version),
        ...autres,
      });
    for (const [faux, nom] of [
      [{ recuLe: '22/11/2026' }, 'recuLe'],
      [{ recuLe: '01/02/2025' }, 'recuLe'],
      [{ recuLe: '' }, 'recuLe'],
      [{ montant: '10 000,01' }, 'montant'],
      [{ montant: '0' }, 'montant'],
      [{ motif: 'x' }, 'motif'],
      [{ prolongerAu: '20/11/2026' }, 'prolongerAu'],
    ] as const) {
      const refus = await poster(faux);
      expect([refus.status, documentOf(refus).querySelector(`a[href="#${nom}"]`) !== null], JSON.stringify(faux)).toEqual([422, true]);
    }
    expect((await poster({}, [])).status).toBe(422);
    const une = [lettre()];
    const fait = await poster({}, une);
    expect(fait.status).toBe(303);
    expect((await poster({}, une)).status).toBe(422);
    const id = Number(/\d+$/.exec(fait.headers.location ?? '')?.[0]);
    expect(await lireCaution(house.maison, numero)).toMatchObject({ etat: 'effective', reste: '10000.000' });

    const page = `/gestion/mises-en-jeu/${id}`;
    const geste = (nom: string, mots: Record<string, string> = {}) => bureau.post(`${page}/${nom}`, mots);
    expect((await geste('payer', { versement: '100', verseLe: '20/11/2026' })).status).toBe(409);
    expect((await geste('examiner')).status).toBe(303);
    for (const faux of [{ versement: '10 000,01' }, { versement: '-1' }, { verseLe: '22/11/2026' }, { verseLe: '17/11/2026' }])
      expect((await geste('payer', { versement: '4 000,00', verseLe: '20/11/2026', ...faux })).status, JSON.stringify(faux)).toBe(422);
    expect((await geste('payer', { versement: '4 000,00', verseLe: '20/11/2026' })).status).toBe(303);
    expect(await lireCaution(house.maison, numero)).toMatchObject({ etat: 'effective', montant: '6000.000', reste: '6000.000' });
    expect(Number(await utilise())).toBe(avant + 6000);
    expect(await lire(id)).toMatchObject({ etat: 'paye_en_partie', paye: '4000.000' });
    // What is paid and not settled holds the release.
    const { db, garantId } = house.maison;
    const { id: cautionId } = await lireCaution(house.maison, numero);
    await expect(
      db.transaction({ garant: garantId }, async (tx) => {
        const tenue = await tenir(tx, cautionId);
        if (tenue) await passer(tx, tenue, { geste: 'mainlever', par: 'garant', le: MAINTENANT(), nature: 'mainlevee' });
      }),
    ).rejects.toMatchObject({ status: 409, key: 'cautions.refus.appel' });

    expect((await geste('recouvrer', { recouvrement: '4 000,01', recouvreLe: '20/11/2026' })).status).toBe(422);
    expect((await geste('recouvrer', { recouvrement: '1 500,00', recouvreLe: '20/11/2026' })).status).toBe(303);
    const sienne = documentOf(await house.ines.get(`/cautions/${numero}`)).querySelector('[data-appel]')?.textContent ?? '';
    for (const mots of [
      'Demandé10 000,00 €',
      'Payé4 000,00 €',
      'Reste à payer6 000,00 €',
      'Recouvré1 500,00 €',
      'Reste à recouvrer2 500,00 €',
    ])
      expect(sienne.replace(/[\u202f\u00a0]/g, ' ').replace(/\s+/g, ' ')).toContain(mots);

    expect((await geste('payer', { versement: '6 000,00', verseLe: '21/11/2026' })).status).toBe(303);
    expect(await lireCaution(house.maison, numero)).toMatchObject({ etat: 'appelee', reste: '0.000' });
    expect(Number(await utilise())).toBe(avant);
    expect(await lire(id)).toMatchObject({ etat: 'paye', paye: '10000.000', recouvre: '1500.000' });
    expect((await geste('payer', { versement: '1', verseLe: '21/11/2026' })).status).toBe(409);
    expect((await geste('recouvrer', { recouvrement: '8 500,00', recouvreLe: '21/11/2026' })).status).toBe(303);
    expect(documentOf(await bureau.get(page)).body.textContent).toContain('Rien ne reste à faire.');

    expect((await actesDe(house.maison, cautionId)).slice(0, 6).reverse()).toEqual([
      ...['caution_mettre_en_jeu', 'appel_examiner', 'appel_payer', 'appel_recouvrer', 'appel_payer', 'appel_recouvrer'],
    ]);
    const sujets = (await courrielsDe(house.application, 'appel_suivi')).map(({ sujet, destinataire }) => [
      sujet.split(',')[0],
      destinataire,
    ]);
    expect(sujets.reverse()).toEqual(
      [
        'Mise en jeu reçue',
        'Mise en jeu en examen',
        'Paiement au bénéficiaire',
        'Remboursement enregistré',
        'Paiement au bénéficiaire',
        'Remboursement enregistré',
      ].map((sujet) => [sujet, house.maison.ines.email]),
    );
  });

  it('the premium follows the ledger from that day', async () => {
    const numero = await effective(house.maison, '100000.00');
    const { id: cautionId } = await lireCaution(house.maison, numero);
    const { db, contratId } = house.maison;
    const nuit = (emiseLe: string) => db.systeme.transaction((tx) => facturer(tx, { contrats: [contratId], emiseLe }));
    await nuit('2026-11-21');
    const id = await appeler(numero, '100000.00');
    await examiner(id);
    await payer(id, '60000.00');
    await nuit('2026-11-22');
    // 51 days of 100 000 and 41 of 40 000 instead of 92 of 100 000, at 0,85 % of 360: 159,14 for 217,22.
    expect(
      await db.systeme.rows(sql`
        select f.nature, l.montant::text from facture_ligne l join facture f on f.id = l.facture_id
        where l.caution_id = ${cautionId} and f.emise_le = '2026-11-22' and f.periode_du = '2026-10-01'`),
    ).toEqual([{ nature: 'avoir', montant: '58.080' }]);
  });
});

describe('it ends otherwise', () => {
  it('refused with a reason that the client reads; withdrawn; closed without another payment', async () => {
    const numero = await effective(house.maison, '2000.00');
    const [refuse, retire, solde] = [await appeler(numero, '500.00'), await appeler(numero, '500.00'), await appeler(numero, '500.00')];
    const geste = (id: number, nom: string, mots: Record<string, string>) => bureau.post(`/gestion/mises-en-jeu/${id}/${nom}`, mots);
    expect((await geste(refuse, 'refuser', { motifRefus: 'non' })).status).toBe(422);
    const motif = 'Les travaux réclamés sont hors marché.';
    expect((await geste(refuse, 'refuser', { motifRefus: motif })).status).toBe(303);
    expect((await courrielsDe(house.application, 'appel_suivi'))[0]?.texte).toContain(motif);
    expect(documentOf(await house.ines.get(`/cautions/${numero}`)).body.textContent).toContain(motif);
    expect((await geste(retire, 'retirer', { motifRetrait: 'Acte prolongé par avenant.' })).status).toBe(303);
    await examiner(solde);
    await payer(solde, '200.00');
    expect((await geste(solde, 'solder', { motifSolde: 'Le reste n’est pas justifié.' })).status).toBe(303);
    expect([(await lire(refuse)).etat, (await lire(retire)).etat, (await lire(solde)).etat]).toEqual(['refuse', 'retire', 'paye']);
    expect(await lireCaution(house.maison, numero)).toMatchObject({ etat: 'effective', montant: '1800.000', reste: '1800.000' });
    expect((await geste(refuse, 'examiner', {})).status).toBe(409);
    expect((await geste(refuse, 'sauter', {})).status).toBe(404);
  });

  it('keeps a firm end open until it is settled', async () => {
    const numero = await effective(house.maison, '2100.00');
    const { db } = house.maison;
    await db.systeme.rows(sql`
      update caution set date_fin = '2026-11-30', texte_version_id = (select id from texte_version where code = 'BF' order by version desc limit 1) where numero = ${numero}`);
    const id = await appeler(numero, '2100.00');
    const nuit = async () => {
      const travail = echeances({ db, clock: () => new Date('2026-12-02T01:00:00Z') });
      for (const item of await travail.aFaire()) await travail.faire(item);
    };
    await nuit();
    expect((await lireCaution(house.maison, numero)).etat).toBe('effective');
    await house.application.services.appels.refuser(conseiller, id, envoi(1, 'La demande n’est pas justifiée.'));
    await nuit();
    expect(await lireCaution(house.maison, numero)).toMatchObject({ etat: 'echue', reste: '0.000' });
  });
});

describe('at the same time', () => {
  it('two payments of one page: once; of two calls of one caution: never more than what is left, and nothing of an exhausted one', async () => {
    const numero = await effective(house.maison, '3000.00');
    const [un, deux] = [await appeler(numero, '2000.00'), await appeler(numero, '2000.00')];
    await examiner(un);
    await examiner(deux);
    const memePage = await Promise.allSettled([payer(un, '1000.00', conseiller, 2), payer(un, '1000.00', charge, 2)]);
    expect(memePage.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await lireCaution(house.maison, numero)).toMatchObject({ montant: '2000.000', reste: '2000.000' });
    const croises = await Promise.allSettled([payer(un, '1000.00'), payer(deux, '2000.00')]);
    const faits = croises.filter(({ status }) => status === 'fulfilled');
    expect(faits).toHaveLength(1);
    const { reste, etat } = await lireCaution(house.maison, numero);
    expect([
      ['0.000', 'appelee'],
      ['1000.000', 'effective'],
    ]).toContainEqual([reste, etat]);
    if (etat === 'effective') await payer(deux, '1000.00');
    expect(await lireCaution(house.maison, numero)).toMatchObject({ etat: 'appelee', reste: '0.000' });
    const ouvert = (await lire(un)).etat === 'paye_en_partie' ? un : undefined;
    if (ouvert) await expect(payer(ouvert, '1.00')).rejects.toMatchObject({ status: 409, key: 'appels.refus.epuisee' });
    const [somme] = await house.maison.db.systeme.rows<{ paye: string }>(sql`
      select sum(p.montant)::text as paye from paiement p where p.appel_id in (${un}, ${deux})`);
    expect(somme?.paye).toBe('3000.000');
    await expect(appeler(numero, '1.00')).rejects.toMatchObject({ status: 409 });
  });

  it('the last payment of a caution under opposition ends both', async () => {
    const numero = await effective(house.maison, '400.00');
    const { id: cautionId, version } = await lireCaution(house.maison, numero);
    const faits: FaitsOpposition = {
      ...{ envoyee_le: '2026-11-16', recue_le: '2026-11-18', signifiee_le: null, forme: 'recommandee', destinataire: 'garant' },
      ...{ grief: 'inexecution', reception_le: '2025-11-20' },
    };
    const [nom, contenu] = lettre();
    await house.application.services.oppositions.enregistrer(
      conseiller,
      numero,
      {
        lettre: { faits, mots: 'Réserves non levées.', montant: null, sansEffet: undefined },
        fichiers: [fichierDe(nom, 'application/pdf', contenu)],
      },
      envoi(version),
    );
    const id = await appeler(numero, '400.00');
    await examiner(id);
    await payer(id, '150.00');
    expect((await lireCaution(house.maison, numero)).etat).toBe('en_opposition');
    await payer(id, '250.00');
    expect((await lireCaution(house.maison, numero)).etat).toBe('appelee');
    expect(await house.maison.db.systeme.rows(sql`select etat from opposition where caution_id = ${cautionId}`)).toEqual([
      { etat: 'levee' },
    ]);
  });
});

describe('who may', () => {
  it('above his limit an adviser pays nothing; the queue shows what is to be settled first', async () => {
    const numero = await effective(house.maison, '5000.00');
    const id = await appeler(numero, '5000.00');
    await examiner(id);
    const { db } = house.maison;
    await db.systeme.rows(sql`update agent set decide_jusqua = 1000 where id = ${conseiller.id}`);
    await expect(payer(id, '1000.01')).rejects.toMatchObject({ status: 409, key: 'dossiers.refus.limite' });
    await payer(id, '1000.00');
    await payer(id, '4000.00', charge);
    await db.systeme.rows(sql`update agent set decide_jusqua = null where id = ${conseiller.id}`);
    await appeler(await effective(house.maison, '70.00'), '70.00');
    const etats = [...documentOf(await bureau.get('/gestion/mises-en-jeu')).querySelectorAll('tbody tr')].map((tr) =>
      tr.querySelector('[data-etat]')?.getAttribute('data-etat'),
    );
    expect(etats[0]).toMatch(/recu|examen|paye_en_partie/);
    expect(etats.at(-1)).toMatch(/^(paye|refuse|retire)$/);
    expect((await (await client(house.application.url, emailDe('courtier'))).get('/gestion/mises-en-jeu')).status).toBe(403);
    expect((await house.ines.get(`/gestion/mises-en-jeu/${id}`)).status).toBe(403);
    expect((await bureau.get('/gestion/mises-en-jeu/987654')).status).toBe(404);
  });
});
