/** Drafts: kept at each step, found again elsewhere, by their person only; two pages of one draft lose nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrouillonsService } from '../../src/demandes/brouillons.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, MAINTENANT, type Maison } from '../setup/maison.js';
import { visiter, type Navigateur } from '../setup/navigateur.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let ines: Navigateur;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { clock: MAINTENANT });
  ines = await visiter(application.url, maison.ines.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const cadre = () => ({
  entiteId: String(maison.entites.fille),
  produit: 'MARCHE',
  typeCredit: 'RG_PRIV',
  texteId: String(maison.texte.id),
});
const bons = {
  beneficiaire_nom: 'SCI Les Terrasses',
  beneficiaire_nature: 'prive',
  beneficiaire_pays: 'FR',
  beneficiaire_siret: '73282932000074',
  beneficiaire_adresse: '14, montée des Carmes\n69005 Lyon',
  marche_numero: 'M-1',
  marche_objet: 'Construction de 62 logements',
  marche_date: '04/11/2026',
  chantier_adresse: 'Lyon',
  montant_ttc: '1 440 000,00',
  taux: '5',
  date_effet: '01/12/2026',
  loi: 'loi française',
  tribunal: 'tribunal de commerce de Lyon',
};
const feuille = (id: string = randomUUID(), rang = 0) => ({ brouillon: id, rang: String(rang), feuille: randomUUID() });
const champ = (page: Document, nom: string) => page.querySelector<HTMLInputElement>(`[name="${nom}"]`)?.value;
const lire = async (qui: Navigateur, id: string, etape = 'details') =>
  documentOf(await qui.get(`/demandes/nouvelle?brouillon=${id}&etape=${etape}`));
const enCours = async (qui: Navigateur) =>
  [...documentOf(await qui.get('/demandes/brouillons')).querySelectorAll('.drafts a[href*="brouillon="]')].map((a) => a.textContent ?? '');

describe('a draft', () => {
  it('is kept at each step, takes no number, and is gone once it is a demande', async () => {
    const nombre = async () => (await maison.db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from demande`))[0]?.n;
    const avant = await nombre();
    const page = feuille();
    const envoi = await ines.naviguer('/demandes/nouvelle', { ...cadre(), ...bons, ...page, etape: 'recapitulatif' });
    expect([envoi.status, envoi.headers.location]).toEqual([303, `/demandes/nouvelle?brouillon=${page.brouillon}&etape=recapitulatif`]);
    const resume = await ines.get(envoi.headers.location ?? '');
    expect([resume.status, champ(documentOf(resume), 'marche_numero')]).toEqual([200, 'M-1']);
    expect(await nombre()).toBe(avant);
    // On another machine.
    const ailleurs = await visiter(application.url, maison.ines.email);
    expect(await enCours(ailleurs)).toEqual([expect.stringContaining('SCI Les Terrasses')]);
    expect(champ(await lire(ailleurs, page.brouillon), 'montant_ttc')).toBe('1\u202f440\u202f000,00');
    expect((await ailleurs.get('/demandes/nouvelle')).text).toContain('SCI Les Terrasses');

    const fin = await ines.naviguer('/demandes/nouvelle', {
      ...{ ...cadre(), ...bons, brouillon: page.brouillon, etape: 'enregistrer', _idempotence: randomUUID() },
    });
    expect(fin.headers.location).toMatch(/^\/demandes\/D26-/);
    expect(await enCours(ines)).toEqual([]);
    // A page left open on it: where it went, and nothing is written twice.
    for (const envoye of [
      await ailleurs.get(`/demandes/nouvelle?brouillon=${page.brouillon}&etape=details`),
      await ailleurs.naviguer('/demandes/nouvelle', { ...cadre(), ...bons, ...page, etape: 'recapitulatif' }),
    ])
      expect(envoye.headers.location).toBe(fin.headers.location);
    expect(await nombre()).toBe((avant ?? 0) + 1);
    const [reste] = await maison.db.systeme.rows<{ saisie: object }>(sql`select saisie from brouillon where id = ${page.brouillon}`);
    expect(reste?.saisie).toEqual({});
  });

  it('keeps what cannot be read, as it was typed, and says so on its page', async () => {
    const page = feuille();
    const faux = { ...bons, montant_ttc: '12.500', marche_date: '31/02/2026', marche_objet: 'a\u0000b' };
    const { headers } = await ines.naviguer('/demandes/nouvelle', { ...cadre(), ...faux, ...page, etape: 'recapitulatif' });
    const suite = await ines.get(headers.location ?? '');
    expect(suite.status).toBe(422);
    const vue = documentOf(suite);
    expect([champ(vue, 'montant_ttc'), champ(vue, 'marche_date')]).toEqual(['12.500', '31/02/2026']);
    expect(vue.querySelector('#montant_ttc-error')).not.toBeNull();
    await ines.naviguer(`/demandes/brouillons/${page.brouillon}/abandon`);
    expect(await enCours(ines)).toEqual([]);
  });

  it('is nobody else’s: neither a colleague’s, nor another account’s, nor the insurer’s', async () => {
    const page = feuille();
    await ines.naviguer('/demandes/nouvelle', { ...cadre(), ...bons, beneficiaire_nom: 'Canari SA', ...page, etape: 'recapitulatif' });
    const voisins = await ajouterCompte(maison.db, undefined);
    const collegue = await maison.collaborateur('Paula', ['saisisseur'], { delegation: null });
    const etranger = await voisins.collaborateur('Igor', ['saisisseur'], { delegation: null });
    await maison.db.systeme.rows(sql`
      update identifiant set secret = (select secret from identifiant where secret is not null limit 1) where secret is null`);
    for (const { email } of [collegue, etranger]) {
      const autre = await visiter(application.url, email);
      const vue = await autre.get(`/demandes/nouvelle?brouillon=${page.brouillon}&etape=details`);
      expect(vue.text).not.toContain('Canari SA');
      expect(await enCours(autre)).toEqual([]);
      await autre.naviguer(`/demandes/brouillons/${page.brouillon}/abandon`);
      // The same id is another draft.
      await autre.naviguer('/demandes/nouvelle', {
        ...cadre(),
        beneficiaire_nom: 'Intrus',
        ...feuille(page.brouillon, 1),
        etape: 'general',
      });
    }
    expect(champ(await lire(ines, page.brouillon), 'beneficiaire_nom')).toBe('Canari SA');
    const vus = await maison.db.read({ compte: voisins.compteId }, (tx) => tx.rows<{ s: object }>(sql`select saisie as s from brouillon`));
    expect(JSON.stringify(vus)).not.toContain('Canari');
    await expect(maison.db.read({ garant: maison.garantId }, (tx) => tx.rows(sql`select * from brouillon`))).rejects.toThrow(
      /permission denied/,
    );
  });

  it('goes on in two tabs as two drafts; a page saves again after itself', async () => {
    const brouillons = createBrouillonsService({ db: maison.db, clock: MAINTENANT });
    const id = randomUUID();
    const [a, b] = [randomUUID(), randomUUID()];
    const mots = (marche: string) => ({ demandeId: null, version: 0, choix: {}, saisie: { marche_numero: marche } });
    const garder = (onglet: string, rang: number, marche: string) =>
      brouillons.save(maison.ines, { id, rang, feuille: onglet }, mots(marche));
    expect(await garder(a, 0, 'un')).toEqual({ issue: 'garde', id, rang: 1, ailleurs: false });
    // Back from the summary: the page says what it knew at first.
    expect(await garder(a, 0, 'deux')).toEqual({ issue: 'garde', id, rang: 2, ailleurs: false });
    expect(await garder(b, 2, 'trois')).toMatchObject({ id, rang: 3, ailleurs: false });
    const copie = await garder(a, 2, 'quatre');
    expect(copie).toMatchObject({ issue: 'garde', rang: 1, ailleurs: true });
    expect((await brouillons.find(maison.ines, id))?.saisie).toEqual({ marche_numero: 'trois' });
    expect((await brouillons.find(maison.ines, copie?.issue === 'garde' ? copie.id : id))?.saisie).toEqual({ marche_numero: 'quatre' });
  });

  it('of a change stays as stale as it was: a faster colleague is told of when it is saved', async () => {
    const cree = await ines.naviguer('/demandes/nouvelle', { ...cadre(), ...bons, marche_numero: 'M-9', etape: 'enregistrer' });
    const numero = (cree.headers.location ?? '').split('/').at(-1) ?? '';
    const ici = `/demandes/${numero}/modification`;
    const page = feuille();
    await ines.naviguer(ici, { ...cadre(), ...bons, marche_lot: 'mien', version: '1', ...page, etape: 'recapitulatif' });
    await ines.envoyer(ici, { ...cadre(), ...bons, marche_lot: 'sien', version: '1', etape: 'enregistrer' });
    expect((await ines.get(ici)).text).toContain(`${ici}?brouillon=${page.brouillon}`);
    const resume = documentOf(await ines.get(`${ici}?brouillon=${page.brouillon}&etape=recapitulatif`));
    expect([champ(resume, 'version'), champ(resume, 'marche_lot')]).toEqual(['1', 'mien']);
    const refus = await ines.naviguer(ici, {
      ...{ ...cadre(), ...bons, marche_lot: 'mien', version: '1', brouillon: page.brouillon, etape: 'enregistrer' },
    });
    const encore = await ines.get(refus.headers.location ?? '');
    expect([encore.status, encore.text.includes('sien'), champ(documentOf(encore), 'marche_lot')]).toEqual([409, true, 'mien']);
    expect(
      (await ines.naviguer(ici, { ...cadre(), ...bons, marche_lot: 'mien', version: '2', brouillon: page.brouillon, etape: 'enregistrer' }))
        .headers.location,
    ).toBe(`/demandes/${numero}`);
  });

  it('ends thirty days after its person last typed in it', async () => {
    const le = (jours: number) => () => new Date(MAINTENANT().getTime() + jours * 86_400_000);
    const reste = async () =>
      (await maison.db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from brouillon where numero is null`))[0]?.n ?? 0;
    const avant = await reste();
    expect(avant).toBeGreaterThan(0);
    await createBrouillonsService({ db: maison.db, clock: le(29) }).purger();
    expect(await reste()).toBe(avant);
    await createBrouillonsService({ db: maison.db, clock: le(31) }).purger();
    expect(await reste()).toBe(0);
  });
});
