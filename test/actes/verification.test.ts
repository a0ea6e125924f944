/** The public check: authentic or not, and nothing more; codes as people type them; no guessing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showControlCode } from '../../src/kit/control-code.js';
import { createVerificationService } from '../../src/actes/verification.service.js';
import { codeLisible } from '../../src/actes/verification.presenter.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
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

describe('a code', () => {
  it.each(['0KQF-2M9C-141D', '0kqf2m9c141d', ' 0KQF 2M9C 141D ', 'OKQF-2M9C-I4LD', 'oKQF–2M9C–l41d', '0KQF.2M9C.141D'])(
    'is read as typed: %s',
    async (typed) => {
      const service = createVerificationService({ db: maison.db });
      expect(await service.verifier(typed)).toEqual({
        numero,
        beneficiaire: 'SCI <script>alert(1)</script> Verte',
        montant: '1000.000',
        devise: 'EUR',
        etat: 'effective',
      });
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
  it('tells number, beneficiary, amount and state of an act, and nothing else of its account', async () => {
    const { status, titre, document, html } = await page(`/verifier/${CODE}`);
    expect([status, titre]).toEqual([200, 'Acte authentique, en vigueur']);
    expect([...document.querySelectorAll('main dt')].map((term) => term.textContent)).toEqual([
      'Numéro',
      'État',
      'Montant',
      'Bénéficiaire',
    ]);
    expect(document.querySelector('[data-etat]')?.getAttribute('data-etat')).toBe('effective');
    expect(html).toContain('SCI &lt;script&gt;');
    for (const secret of [`Compte ${maison.compteId}`, 'Essai Bâtiment', 'Inès', 'RG_PRIV', `CP ${maison.compteId}`])
      expect(document.querySelector('main')?.textContent).not.toContain(secret);
  });

  it('has the same status and form when no act carries the code', async () => {
    const unknown = await page('/verifier/AAAA-BBBB-CCCC');
    expect([unknown.status, unknown.titre]).toEqual([200, 'Aucun acte ne porte ce code']);
    expect(unknown.document.querySelector('[data-etat]')).toBeNull();
    expect(unknown.document.querySelector<HTMLInputElement>('input[name=code]')?.value).toBe('AAAA-BBBB-CCCC');
  });

  it.each([
    ['en_opposition', 'Acte authentique, en opposition'],
    ['mainlevee', 'Acte authentique, qui n’est plus en vigueur'],
    ['echue', 'Acte authentique, qui n’est plus en vigueur'],
    ['appelee', 'Acte authentique, qui n’est plus en vigueur'],
  ])('of an act whose caution is %s says so in its title', async (etat, titre) => {
    const fin = etat === 'en_opposition' ? null : MAINTENANT();
    await maison.db.systeme.rows(sql`update caution set etat = ${etat}, terminee_le = ${fin}`);
    expect((await page(`/verifier/${CODE}`)).titre).toBe(titre);
    await maison.db.systeme.rows(sql`update caution set etat = 'effective', terminee_le = null`);
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
