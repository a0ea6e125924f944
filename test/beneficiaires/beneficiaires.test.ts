/** A beneficiary without an account: what he may say of his act, confirmed by the code sent to his address, and nothing otherwise. */
import { beforeAll, describe, expect, it } from 'vitest';
import { CODES_PAR_JOUR, empecheGeste, ESSAIS_MAX, masquer, readDemarche, type ActeTenu } from '../../src/beneficiaires/demarche.js';
import { sql } from '../../src/kit/database.js';
import { showControlCode } from '../../src/kit/control-code.js';
import { agent } from '../setup/agents.js';
import { etatDe, transmettre } from '../setup/cautions.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { pdfText } from '../actes/pdf-text.js';

const ACTE: ActeTenu = {
  ...{ caution_id: 1, compte_id: 1, numero: 'C26-0000001', etat: 'effective', liberation: 'libre', remplace: false, enCours: false },
  ...{
    beneficiaire: 'SCI',
    entite: 'Essai',
    devise: 'EUR',
    reste: '1000.00',
    langue: 'fr',
    email: 'anne@sci.example',
    garant: 'Méridiane',
  },
};

describe('what may be said', () => {
  it.each([
    ['accepter', {}, undefined],
    ['liberer', { etat: 'en_opposition' }, undefined],
    ['liberer', { liberation: 'paiement' }, 'paiement'],
    ['liberer', { enCours: true }, 'en_cours'],
    ['opposer', { enCours: true }, undefined],
    ['corriger', { remplace: true }, 'remplace'],
    ['opposer', { etat: 'mainlevee' }, 'plus_en_vigueur'],
    ['accepter', { etat: 'en_attente' }, 'plus_en_vigueur'],
  ] as const)('%s of %j: %s', (geste, extra, raison) =>
    expect(empecheGeste(geste, { ...ACTE, ...extra })).toBe(raison && `beneficiaires.refus.${raison}`),
  );

  const TAPEE = { signataire: 'Anne Petit, gérante', mots: '', montant: '' };
  it.each([
    ['accepter', {}, []],
    ['accepter', { signataire: ' ' }, ['signataire']],
    ['corriger', {}, ['mots']],
    ['opposer', { mots: 'Les réserves ne sont pas levées' }, []],
    ['opposer', { mots: 'Les réserves ne sont pas levées', montant: '1 000,01' }, ['montant']],
    ['liberer', { montant: '-1' }, ['montant']],
    ['corriger', { mots: 'x'.repeat(2_001) }, ['mots']],
  ] as const)('%s as %j: wrong %j', (geste, extra, champs) =>
    expect(readDemarche(geste, { ...TAPEE, ...extra }, ACTE).erreurs.map(({ field }) => field)).toEqual(champs),
  );

  it('a release of all that is left is the whole of it', () => {
    expect(readDemarche('liberer', { ...TAPEE, montant: '1 000' }, ACTE).demarche?.montant).toBeNull();
    expect(readDemarche('liberer', { ...TAPEE, montant: '400' }, ACTE).demarche?.montant).toBe('400.00');
    expect(masquer('anne.petit@sci.example')).toBe('a•••@sci.example');
  });
});

describe('on the pages', () => {
  const house = useHouse();
  let anne: Client;
  let nadia: Client;
  const acte = async (montant = '1000.00', email = 'anne@sci.example') => {
    const numero = await transmettre(house.application.services, house.maison, montant, { valeurs: { beneficiaire_email: email } });
    await house.application.travailler();
    const [row] = await house.maison.db.systeme.rows<{ code: string }>(
      sql`select a.code from acte a join caution c on c.id = a.caution_id where c.numero = ${numero}`,
    );
    return { numero, code: showControlCode(row?.code ?? '') };
  };
  const mails = async (gabarit: string) =>
    (await house.application.services.courriels.listLatest(200)).filter((mail) => mail.gabarit === gabarit);
  /** What was said, and the page of its code. */
  const dire = (code: string, geste: string, fields: Record<string, string> = {}) =>
    anne.post(
      `/verifier/${code}/demarche/${geste}`,
      { signataire: 'Anne Petit, gérante', ...fields },
      `/verifier/${code}/demarche/${geste}`,
    );
  const codeRecu = async () => /\b(\d{8})\b/.exec((await mails('code_beneficiaire'))[0]?.texte ?? '')?.[1] ?? '';

  beforeAll(async () => {
    await agent(house.maison, 'conseiller', { prenom: 'Nadia' });
    const hash = await house.application.services.hasher.hash('246813');
    await house.maison.db.systeme.rows(sql`update identifiant set secret = ${hash} where secret is null`);
    anne = await client(house.application.url);
    nadia = await client(house.application.url, 'nadia@garant.example');
  }, 60_000);

  it('releases: nothing before the code, then the insurer has it in his queue and grants it', async () => {
    const { numero, code } = await acte();
    const page = documentOf(await anne.get(`/verifier/${code}`));
    const lien = [...page.querySelectorAll('a')].find((a) => a.textContent === 'Donner mainlevée')?.getAttribute('href') ?? '';
    expect((await anne.get(lien)).status).toBe(200);
    expect((await dire(code, 'liberer', { signataire: '' })).status).toBe(422);
    const reponse = await dire(code, 'liberer');
    expect(reponse.status).toBe(303);
    const confirmation = String(reponse.headers.location);
    // A robot that opens every link changes nothing.
    for (let i = 0; i < 3; i += 1) expect((await anne.get(confirmation)).status).toBe(200);
    const combien = async () =>
      Number((await house.maison.db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from mainlevee`))[0]?.n);
    const avant = await combien();
    expect((await anne.post(confirmation, { code: '00000000' }, confirmation)).status).toBe(422);
    expect(await combien()).toBe(avant);
    const bon = await codeRecu();
    expect((await anne.post(confirmation, { code: `${bon.slice(0, 4)} ${bon.slice(4)}` }, confirmation)).status).toBe(303);
    expect(await combien()).toBe(avant + 1);
    expect((await anne.post(confirmation, { code: bon }, confirmation)).status).toBe(409);
    expect((await mails('beneficiaire_parle')).map(({ destinataire }) => destinataire)).toEqual([house.maison.ines.email]);
    expect((await mails('beneficiaire_parle_au_garant')).map(({ destinataire }) => destinataire)).toEqual(['nadia@garant.example']);
    expect(documentOf(await house.ines.get(`/cautions/${numero}`)).body.textContent).toContain('Mainlevée donnée par le bénéficiaire');
    const [{ id } = { id: 0 }] = await house.maison.db.systeme.rows<{ id: number }>(sql`select id from mainlevee order by id desc limit 1`);
    expect((await nadia.post(`/gestion/mainlevees/${id}/accord`)).status).toBe(303);
    expect(await etatDe(house.maison, numero)).toMatchObject({ etat: 'mainlevee', reste: '0.000' });
    expect(documentOf(await anne.get(`/verifier/${code}`)).body.textContent).not.toContain('Donner mainlevée');
  });

  it('accepts, corrects, objects: written in the timeline, the caution stays as it is', async () => {
    const { numero, code } = await acte();
    for (const [geste, mots, dit] of [
      ['accepter', '', 'Acceptée par le bénéficiaire'],
      ['corriger', 'L’adresse du chantier est fausse', 'Correction demandée par le bénéficiaire'],
      ['opposer', 'Les réserves ne sont pas levées', 'Le bénéficiaire s’oppose à la mainlevée'],
    ] as const) {
      const confirmation = String((await dire(code, geste, { mots })).headers.location);
      expect((await anne.post(confirmation, { code: await codeRecu() }, confirmation)).status).toBe(303);
      const texte = documentOf(await house.ines.get(`/cautions/${numero}`)).body.textContent;
      expect(texte).toContain(dit);
      expect(texte).toContain(mots);
    }
    expect((await etatDe(house.maison, numero)).etat).toBe('effective');
  });

  it('a code is tried five times, and five are sent for an act in a day', async () => {
    const { code } = await acte();
    const confirmation = String((await dire(code, 'accepter')).headers.location);
    const bon = await codeRecu();
    const mauvais = bon === '12345678' ? '87654321' : '12345678';
    for (let i = 0; i < ESSAIS_MAX; i += 1) expect((await anne.post(confirmation, { code: mauvais }, confirmation)).status).toBe(422);
    expect((await anne.post(confirmation, { code: bon }, confirmation)).status).toBe(409);
    await house.maison.db.systeme.rows(sql`update demarche set creee_le = creee_le`);
    const { beneficiairesDActes } = house.application.services;
    const tapee = { signataire: 'Anne Petit', mots: '', montant: '' };
    const encore = await Promise.allSettled(Array.from({ length: 8 }, () => beneficiairesDActes.dire(code, 'accepter', tapee, 'fr')));
    expect(encore.filter(({ status }) => status === 'fulfilled')).toHaveLength(CODES_PAR_JOUR - 1);
  });

  it('without an address known the insurer is written to: the form of release is there, with its code', async () => {
    const { numero, code } = await acte('1234.50', '');
    const page = documentOf(await anne.get(`/verifier/${code}/demarche/liberer`));
    expect(page.querySelector('form[method=post] [name=signataire]')).toBeNull();
    expect(page.body.textContent).toContain('ne connaît pas votre adresse');
    expect((await dire(code, 'liberer')).status).toBe(409);
    const formulaire = await anne.bytes(`/verifier/${code}/mainlevee.pdf`);
    expect([formulaire.status, formulaire.headers['content-type']]).toEqual([200, 'application/pdf']);
    const texte = await pdfText(formulaire.body as Buffer);
    for (const mot of [numero, code, '1 234,50']) expect(texte.replace(/\s/g, ' ')).toContain(mot);
    expect((await anne.get('/verifier/AAAA-BBBB-CCCC/mainlevee.pdf')).status).toBe(404);
    expect((await anne.get(`/verifier/${code}/demarche/inventer`)).status).toBe(404);
  });

  it('asks for patience of whoever asks too often', async () => {
    const { code } = await acte();
    const reponses = await Promise.all(Array.from({ length: 80 }, () => anne.get(`/verifier/${code}/demarche/accepter`)));
    expect(reponses.some(({ status }) => status === 429)).toBe(true);
  });
});
