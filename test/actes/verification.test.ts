/** The public check: what an act is and is worth, its original, what a file is; codes as people type them; no guessing. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showControlCode } from '../../src/kit/control-code.js';
import { createVerificationService } from '../../src/actes/verification.service.js';
import { comparer, finDe, verdictDe, type Authentique } from '../../src/actes/verification.js';
import { codeLisible } from '../../src/actes/verification.presenter.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let passant: Client;
let numero: string;
const CODE = '0KQF2M9C141D';

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const contenu = maison.contenu('1000.00', { valeurs: { beneficiaire_nom: 'SCI <script>alert(1)</script> Verte' } });
  const demande = await demandes.enregistrer(maison.ines, contenu, [], ORIGINE);
  await demandes.soumettre(maison.ines, demande, { version: 1, origine: ORIGINE });
  numero = (await createValidationsService(deps).valider(maison.marc, await vues(maison.db, demande), ORIGINE))[0]?.caution ?? '';
  await application.services.actes.scellerEnAttente();
  await maison.db.systeme.rows(sql`update acte set code = ${CODE}`);
  passant = await client(application.url);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const page = async (adresse: string) => {
  const answer = await passant.get(adresse);
  const document = documentOf(answer);
  return { status: answer.status, html: answer.text, titre: document.querySelector('h1')?.textContent, document };
};

/** What the page says, by its terms. */
const dits = (document: Document): Record<string, string> =>
  Object.fromEntries(
    [...document.querySelectorAll('main dl.dg > div')].map((pair) => [
      pair.querySelector('dt')?.textContent ?? '',
      (pair.querySelector('dd')?.textContent ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim(),
    ]),
  );

describe('a code', () => {
  it.each(['0KQF-2M9C-141D', '0kqf2m9c141d', ' 0KQF 2M9C 141D ', 'OKQF-2M9C-I4LD', 'oKQF–2M9C–l41d', '0KQF.2M9C.141D'])(
    'is read as typed: %s',
    async (typed) => {
      const service = createVerificationService({ db: maison.db });
      expect(await service.verifier(typed)).toMatchObject({ code: CODE, numero });
      expect(codeLisible(typed)).toBe(showControlCode(CODE));
    },
  );

  it.each(['0KQF-2M9C-141E', '', '0KQF', 'UUUU-UUUU-UUUU', "' or true --", `${CODE}0`])('%j is nobody’s', async (typed) =>
    expect(await createVerificationService({ db: maison.db }).verifier(typed)).toBeUndefined(),
  );

  it('typed in the form leads to the address of its act', async () => {
    expect((await passant.get('/verifier?code=okqf2m9c141d')).headers.location).toBe('/verifier/0KQF-2M9C-141D');
    expect((await passant.get('/verifier?code=%20%20')).status).toBe(200);
    expect((await passant.get('/verifier?code=..%2F..%2F')).headers.location).toBe('/verifier/..%2F..%2F');
    expect((await passant.get('/verifier?code=a&code=b')).status).toBe(200);
  });
});

describe('the answer', () => {
  it('tells what the act is and what it is worth today, and nothing else of its account', async () => {
    const { status, titre, document, html } = await page(`/verifier/${CODE}`);
    expect([status, titre]).toEqual([200, 'Acte authentique, en vigueur']);
    expect(dits(document)).toEqual({
      Numéro: numero,
      État: 'En vigueur',
      Nature: 'Caution personnelle et solidaire',
      Acte: 'Caution personnelle et solidaire en remplacement de la retenue de garantie',
      'Donneur d’ordre': `Essai Bâtiment ${maison.compteId}`,
      Bénéficiaire: 'SCI <script>alert(1)</script> Verte',
      'Montant de l’acte': '1 000,00 €',
      'Montant aujourd’hui': '1 000,00 €',
      'Prise d’effet': '21/11/2026',
      Fin: 'Par un événement que l’acte décrit, sans date',
      Version: '1 sur 1',
      'Scellé le': expect.stringMatching(/^21\/11\/2026 à 10 h 3\d$/) as string,
      'Empreinte SHA-256': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(html).toContain('SCI &lt;script&gt;');
    for (const secret of [`Compte ${maison.compteId}`, 'Inès', 'RG_PRIV', `CP ${maison.compteId}`])
      expect(document.querySelector('main')?.textContent).not.toContain(secret);
  });

  it('has the same status and form when no act carries the code', async () => {
    const unknown = await page('/verifier/AAAA-BBBB-CCCC');
    expect([unknown.status, unknown.titre]).toEqual([200, 'Aucun acte ne porte ce code']);
    expect(unknown.document.querySelector('[data-etat]')).toBeNull();
    expect(unknown.document.querySelector<HTMLInputElement>('input[name=code]')?.value).toBe('AAAA-BBBB-CCCC');
  });

  it('of an act called in part tells what is left, then that nothing is', async () => {
    const appeler = (montant: string) =>
      maison.db.systeme.rows(sql`
        insert into mouvement (compte_id, contrat_id, ligne_id, autorisation_id, caution_id, nature, montant, le)
        select c.compte_id, c.contrat_id, a.ligne_id, a.id, c.id, 'appel', ${`-${montant}`}::numeric, now()
        from caution c join autorisation a on a.id = c.autorisation_id`);
    await maison.db.systeme.rows(sql`update caution set etat = 'appelee', terminee_le = ${MAINTENANT()}`);
    await appeler('400.00');
    const partie = await page(`/verifier/${CODE}`);
    expect(partie.titre).toBe('Acte authentique, en vigueur pour le reste');
    expect(dits(partie.document)).toMatchObject({ 'Montant de l’acte': '1 000,00 €', 'Montant aujourd’hui': '600,00 €' });
    await appeler('600.00');
    const toute = await page(`/verifier/${CODE}`);
    expect(toute.titre).toBe('Acte authentique, entièrement mis en jeu');
    expect(dits(toute.document)['Montant aujourd’hui']).toBe('0,00 €');
    await maison.db.systeme.rows(sql`update caution set etat = 'effective', terminee_le = null`);
  });

  it('of a replaced act keeps its own amount, and says that replaced is not released', async () => {
    const [second] = await maison.db.systeme.rows<{ id: string }>(sql`
      insert into acte (compte_id, caution_id, version, code, composition, fichier_id, sha256, scelle_le)
      select compte_id, caution_id, 2, 'ZZZZ2M9C141D', jsonb_set(composition, '{donnees,montant}', '"7000.00"'), fichier_id, sha256 || '!'::bytea, now()
      from acte where version = 1 returning id`);
    await maison.db.systeme.rows(sql`update caution set acte_version = 2`);
    const ancien = await page(`/verifier/${CODE}`);
    expect(ancien.titre).toBe('Acte authentique, remplacé par une version plus récente');
    expect(ancien.document.querySelector('.note')?.textContent).toContain('Remplacé n’est pas libéré');
    expect(dits(ancien.document)).toMatchObject({ 'Montant aujourd’hui': '1 000,00 €', Version: '1 sur 2' });
    const recent = dits((await page('/verifier/ZZZZ2M9C141D')).document);
    expect(recent).toMatchObject({ 'Montant de l’acte': '7 000,00 €', Version: '2 sur 2' });
    await maison.db.systeme.rows(sql`delete from acte where id = ${second?.id}`);
    await maison.db.systeme.rows(sql`update caution set acte_version = 1`);
  });
});

describe('what an act is worth on a day', () => {
  const acte: Authentique = {
    ...{ code: CODE, numero: 'C26-0000001', nature: 'caution', titre: '', langue: 'fr', donneur: '', beneficiaire: '' },
    ...{
      effet: '2026-11-21',
      fin: 'evenement',
      date_fin: null,
      montant: '100',
      devise: 'EUR',
      reference: false,
      entamee: false,
      reste: '100',
    },
    ...{ version: 1, derniere: 1, etat: 'effective', terminee_le: null, scelle_le: MAINTENANT(), empreinte: '' },
  };
  it.each<[string, Partial<Authentique>, string, string, string | null]>([
    ['before its effect', {}, '2026-11-20', 'a_venir', null],
    ['on its effect', {}, '2026-11-21', 'vigueur', null],
    ['its end foreseen is no end', { date_fin: '2026-12-01' }, '2027-01-01', 'vigueur', null],
    ['on its last day', { fin: 'date', date_fin: '2026-12-01' }, '2026-12-01', 'vigueur', null],
    ['the day after, before any job ran', { fin: 'date', date_fin: '2026-12-01' }, '2026-12-02', 'finie', '2026-12-01'],
    ['a year that another follows', { fin: 'annee', date_fin: '2026-12-01' }, '2026-12-02', 'vigueur', null],
    ['ended by the job', { fin: 'date', date_fin: '2026-12-01', etat: 'echue', reste: '0' }, '2027-01-01', 'finie', '2026-12-01'],
    ['released', { etat: 'mainlevee', terminee_le: '2026-11-30', reste: '0' }, '2027-01-01', 'liberee', '2026-11-30'],
    [
      'released, then past its end',
      { etat: 'mainlevee', terminee_le: '2026-11-30', fin: 'date', date_fin: '2026-12-01' },
      '2027-01-01',
      'liberee',
      '2026-11-30',
    ],
    ['opposed', { etat: 'en_opposition' }, '2027-01-01', 'opposition', null],
    ['opposed, past its end', { etat: 'en_opposition', fin: 'date', date_fin: '2026-12-01' }, '2027-01-01', 'finie', '2026-12-01'],
    ['called in part', { etat: 'appelee', reste: '0.01' }, '2027-01-01', 'entamee', null],
    ['called in part, in force', { entamee: true, reste: '0.01' }, '2027-01-01', 'entamee', null],
    ['called in full', { etat: 'appelee', reste: '0', terminee_le: '2026-12-24' }, '2027-01-01', 'epuisee', '2026-12-24'],
    ['replaced', { derniere: 2 }, '2027-01-01', 'remplacee', null],
    ['replaced and released', { derniere: 2, etat: 'mainlevee', terminee_le: '2026-11-30' }, '2027-01-01', 'liberee', '2026-11-30'],
  ])('%s', (_cas, change, jour, verdict, fin) => {
    const un = { ...acte, ...change };
    expect(verdictDe(un, jour)).toBe(verdict);
    expect(finDe(un, verdictDe(un, jour))).toBe(fin);
  });
});

describe('the sealed original and files', () => {
  it('gives the very bytes that were sealed, to whoever has the code', async () => {
    const answer = await passant.bytes(`/verifier/${CODE.toLowerCase()}/original.pdf`);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.headers['content-disposition']).toContain(`${numero}-v1.pdf`);
    const empreinte = createHash('sha256')
      .update(answer.body as Buffer)
      .digest('hex');
    expect(dits((await page(`/verifier/${CODE}`)).document)['Empreinte SHA-256']).toBe(empreinte);
    expect((await passant.get('/verifier/AAAA-BBBB-CCCC/original.pdf')).status).toBe(404);
  });

  it('tells a file: the original, a duplicate, one changed, one of another act', async () => {
    const original = (await passant.bytes(`/verifier/${CODE}/original.pdf`)).body as Buffer;
    const empreinte = createHash('sha256').update(original).digest('hex');
    const lu = async (adresse: string) => (await page(adresse)).document.querySelector('[data-fichier]')?.textContent?.trim();
    expect((await passant.get(`/verifier?empreinte=${empreinte.toUpperCase()}`)).headers.location).toBe(
      `/verifier/${showControlCode(CODE)}?empreinte=${empreinte}`,
    );
    expect(await lu(`/verifier/${CODE}?empreinte=${empreinte}`)).toContain('est l’original scellé de cet acte');
    const change = createHash('sha256')
      .update(Buffer.concat([original, Buffer.from(' ')]))
      .digest('hex');
    expect(await lu(`/verifier/${CODE}?empreinte=${change}`)).toContain('a été modifié');
    expect(await lu(`/verifier?empreinte=${change}`)).toContain('a été modifié');
    expect(await lu(`/verifier/${CODE}?empreinte=zzz`)).toBeUndefined();
    expect(await lu(`/verifier?empreinte[]=${change}`)).toBeUndefined();

    const rang = await application.services.actes.editer(maison.ines, numero, ORIGINE);
    const duplicata = await application.services.actes.edition(maison.ines, numero, rang);
    const sienne = createHash('sha256').update(duplicata.contenu).digest('hex');
    expect(await lu(`/verifier/${CODE}?empreinte=${sienne}`)).toMatch(new RegExp(`est le duplicata n°\\s${rang} de cet acte`));
  });

  it('a PDF dropped on the page is compared without leaving it, in both languages, accessible', { timeout: 60_000 }, async () => {
    const browser = await openBrowser();
    try {
      const original = (await passant.bytes(`/verifier/${CODE}/original.pdf`)).body as Buffer;
      for (const [locale, vrai, faux] of [
        ['fr-FR', 'est l’original scellé de cet acte', 'a été modifié'],
        ['en-GB', 'is the sealed original of this act', 'was changed'],
      ] as const) {
        const page = await (await browser.newContext({ locale, viewport: { width: 390, height: 900 } })).newPage();
        const envois: string[] = [];
        page.on('request', (request) => request.method() !== 'GET' && envois.push(request.url()));
        await page.goto(`${application.url}/verifier`);
        const comparer = async (buffer: Buffer) => {
          await Promise.all([
            page.waitForURL(/empreinte=/),
            page.locator('input[type=file]').setInputFiles({ name: 'acte.pdf', mimeType: 'application/pdf', buffer }),
          ]);
          return page.locator('[data-fichier]').textContent();
        };
        expect(await comparer(original)).toContain(vrai);
        expect(page.url()).toContain(showControlCode(CODE));
        expect(await axe(page)).toEqual([]);
        await page.goto(`${application.url}/verifier`);
        expect(await comparer(Buffer.concat([original, Buffer.from('\n')]))).toContain(faux);
        expect(envois).toEqual([]);
      }
    } finally {
      await browser.close();
    }
  });

  it('compares files of other versions and other acts', () => {
    const acte = { code: CODE, numero: 'C26-0000001' };
    const connu = { code: CODE, numero: 'C26-0000001', version: 1, rang: null };
    expect(comparer(acte, connu)).toBe('original');
    expect(comparer(acte, { ...connu, rang: 2 })).toBe('duplicata');
    expect(comparer(acte, { ...connu, code: 'AUTRE', version: 2 })).toBe('autre_version');
    expect(comparer(acte, { ...connu, code: 'AUTRE', numero: 'C26-0000002' })).toBe('autre_acte');
    expect(comparer(acte, undefined)).toBe('inconnu');
  });
});

it('stops answering an address that tries codes, and says when to come back', async () => {
  const answers = [];
  for (let i = 0; i < 62; i += 1) answers.push(await passant.get(`/verifier/AAAA-BBBB-${String(1000 + i)}`));
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.text).toContain('attendez une minute');
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60);
  expect((await passant.get('/verifier')).status).toBe(200);
});
