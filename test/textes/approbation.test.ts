/** Who answers for a text: the table, the pages of the insurer, and what a real installation does without an approval. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPROBATION, ETATS_APPROBATION, fauteDeRelecture } from '../../src/textes/approbation.js';
import { ROLES_GARANT } from '../../src/droits/acteur.js';
import { sql } from '../../src/kit/database.js';
import { addDays } from '../../src/kit/dates.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { autreGarant, construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

describe('the table', () => {
  const attendu: Record<string, Record<string, number>> = {
    approuver: { a_approuver: 0, approuve: 0 },
    retirer: { a_approuver: 409, approuve: 0 },
  };
  it.each(APPROBATION.noms.flatMap((nom) => ETATS_APPROBATION.flatMap((etat) => ROLES_GARANT.map((role) => [nom, etat, role] as const))))(
    '%s of %s by %s',
    (nom, etat, role) => {
      const obstacle = APPROBATION.obstacle(nom, { etat, modele: false }, [role]);
      expect(obstacle?.status ?? 0).toBe(role === 'charge' ? attendu[nom]?.[etat] : 403);
      if (nom === 'approuver' && role === 'charge')
        expect(APPROBATION.obstacle(nom, { etat, modele: true }, [role])?.key).toBe('textes.refus.modele');
    },
  );
  it('every state is reached', () => expect([...APPROBATION.atteignables()].sort()).toEqual([...ETATS_APPROBATION].sort()));
  it.each([
    [undefined, true],
    ['2026-11-21', true],
    ['2026-11-22', false],
    ['2029-11-20', false],
    ['2029-12-31', true],
  ])('to be read again on %s: refused %s', (jour, refuse) => expect(fauteDeRelecture(jour, '2026-11-21') !== undefined).toBe(refuse));
});

const database = useDatabase();
let maison: Maison;
let application: Application;
let owner: pg.Pool;
let charge: Client;
let conseiller: Client;
let ines: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  for (const role of ['charge', 'conseiller', 'courtier'])
    await maison.db.systeme.rows(sql`
      with a as (insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, ${role}, 'Aude', ${role}, ${`${role}@garant.example`}) returning id, email)
      insert into identifiant (email, agent_id) select email, id from a`);
  application = await demarrer(database, { clock: MAINTENANT });
  owner = new pg.Pool({ connectionString: database.url, max: 1 });
  [charge, conseiller, ines] = await Promise.all([
    client(application.url, 'charge@garant.example'),
    client(application.url, 'conseiller@garant.example'),
    client(application.url, maison.ines.email),
  ]);
}, 60_000);
afterAll(async () => {
  await owner?.end();
  await application?.stop();
  await maison?.db.close();
});

const idDe = async (code: string) =>
  (await maison.db.systeme.rows<{ id: number }>(sql`select id from texte_version where code = ${code} order by version desc limit 1`))[0]
    ?.id ?? 0;
const etatDe = async (id: number) =>
  (
    await maison.db.systeme.rows<{ etat: string; version: number; relire_le: string | null; lu: string | null }>(
      sql`select etat, version, relire_le, lu from approbation where texte_version_id = ${id}`,
    )
  )[0];
const LU = 'Loi 71-584 art. 1 et 2, arrêts du 22 septembre 2004 et du 4 février 2016.';
const approuver = async (id: number, mots: Record<string, string> = {}) =>
  charge.post(`/gestion/textes/${id}/approuver`, { lu: LU, relireLe: '30/06/2027', ...mots }, `/gestion/textes/${id}`);

describe('the insurer’s pages', () => {
  it('lists every version, what waits first; one version is read clause by clause, with what is to be confirmed', async () => {
    const page = documentOf(await conseiller.get('/gestion/textes'));
    expect(page.querySelectorAll('tbody tr')).toHaveLength(
      Number((await maison.db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from texte_version`))[0]?.n),
    );
    expect(page.querySelector('tbody tr')?.textContent).toContain('À approuver');
    const id = await idDe('RG_PRIV');
    const detail = documentOf(await conseiller.get(`/gestion/textes/${id}`)).body.textContent;
    expect(detail).toContain('Règle appliquée : loi n° 71-584 du 16 juillet 1971, art. 2');
    expect(detail).toContain('À confirmer : acte de commissaire de justice');
    expect(detail).toContain('Personne ne répond de cette version');
  });

  it('an adviser reads and decides nothing; a broker, a client and another insurer’s agent see nothing', async () => {
    const id = await idDe('RG_PRIV');
    expect(documentOf(await conseiller.get(`/gestion/textes/${id}`)).querySelector('form[action$=approuver]')).toBeNull();
    const refus = await conseiller.post(`/gestion/textes/${id}/approuver`, { lu: LU, relireLe: '30/06/2027', version: '1' });
    expect(refus.status).toBe(403);
    expect((await (await client(application.url, 'courtier@garant.example')).get(`/gestion/textes/${id}`)).status).toBe(403);
    expect([403, 404]).toContain((await ines.get(`/gestion/textes/${id}`)).status);
    const { garantId } = await autreGarant(maison.db);
    const [autre] = await maison.db.systeme.rows<{ id: number }>(
      sql`select id from texte_version where garant_id = ${garantId} and code = 'RG_PRIV' limit 1`,
    );
    expect((await charge.get(`/gestion/textes/${autre?.id}`)).status).toBe(404);
    expect((await approuver(autre?.id ?? 0)).status).toBe(404);
    expect(await etatDe(autre?.id ?? 0)).toMatchObject({ etat: 'a_approuver' });
  });

  it('asks what was read and until when, beside the fields; approves; a stale page is told; the approval is withdrawn', async () => {
    const id = await idDe('RG_PRIV');
    const vide = await approuver(id, { lu: 'vu' });
    expect(vide.status).toBe(422);
    expect(vide.text).toContain('Dites ce qui a été lu');
    const passe = await approuver(id, { relireLe: '20/11/2026' });
    expect(passe.status).toBe(422);
    expect(documentOf(passe).querySelector<HTMLTextAreaElement>('[name=lu]')?.value).toBe(LU);

    expect((await approuver(id)).status).toBe(303);
    expect(await etatDe(id)).toEqual({ etat: 'approuve', version: 2, relire_le: '2027-06-30', lu: LU });
    const page = documentOf(await charge.get(`/gestion/textes/${id}`)).body.textContent;
    expect(page).toContain('Aude charge');
    expect(page).toContain('Texte approuvé');
    expect((await approuver(id, { version: '1' })).status).toBe(409);

    const retirer = { motif: 'Un arrêt récent rend la clause C7 douteuse.' };
    expect((await charge.post(`/gestion/textes/${id}/retirer`, retirer, `/gestion/textes/${id}`)).status).toBe(303);
    expect(await etatDe(id)).toEqual({ etat: 'a_approuver', version: 3, relire_le: null, lu: null });
    const [chaine] = await maison.db.systeme.rows<{ n: number }>(
      sql`select count(*)::int as n from journal where sujet = 'texte' and sujet_id = ${id}`,
    );
    expect(chaine?.n).toBe(2);
  });

  it('a version near its day is to be read again; a model that the law imposes cannot be approved', async () => {
    const id = await idDe('BF');
    await approuver(id, { relireLe: `${addDays('2026-11-21', 59).split('-').reverse().join('/')}` });
    const liste = documentOf(await charge.get('/gestion/textes?etat=a_relire'));
    expect([...liste.querySelectorAll('tbody tr')].map((tr) => tr.getAttribute('data-texte'))).toEqual([String(id)]);
    const modele = await idDe('RG_PUB');
    expect(documentOf(await charge.get(`/gestion/textes/${modele}`)).querySelector('form[action$=approuver]')).toBeNull();
    const refus = await approuver(modele, { version: '1' });
    expect(refus.status).toBe(409);
    expect(refus.text).toContain('La loi impose un modèle');
  });

  it('what was approved never changes', async () => {
    const id = await idDe('ST');
    await expect(owner.query(`update texte_version set contenu = contenu || '{"titre": "autre"}' where id = $1`, [id])).rejects.toThrow(
      'ne change plus',
    );
  });
});

describe('in a real installation', () => {
  beforeAll(() => owner.query('update installation set demonstration = false'));
  afterAll(() => owner.query('update installation set demonstration = true'));

  it('only approved texts are offered, and the control makes a demande wait whose text is no longer', async () => {
    const id = maison.texte.id;
    const codes = async () => [...documentOf(await ines.get('/specimens')).querySelectorAll('tbody th a')].map((a) => a.textContent);
    expect(await codes()).toEqual(['BF']);
    await approuver(id);
    expect(await codes()).toEqual(['RG_PRIV', 'BF']);

    const { demandes, validations } = application.services;
    const demander = async (marche: string) => {
      const contenu = maison.contenu('1000.00', { valeurs: { marche_numero: marche } });
      const numero = await demandes.enregistrer(maison.ines, contenu, [], ORIGINE);
      await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
      return numero;
    };
    const valider = async (numero: string) => {
      await validations.valider(maison.claire, await vues(maison.db, numero), ORIGINE);
      const [caution] = await maison.db.systeme.rows<{ etat: string; raison: string | null }>(sql`
        select c.etat, jsonb_path_query_first(c.controle, '$[*] ? (@.conforme == false).raison') #>> '{}' as raison
        from caution c join demande d on d.id = c.demande_id where d.numero = ${numero}`);
      return caution;
    };
    const [premiere, seconde] = [await demander('M-1'), await demander('M-2')];
    expect(await valider(premiere)).toEqual({ etat: 'effective', raison: null });
    await charge.post(`/gestion/textes/${id}/retirer`, { motif: 'Un arrêt récent rend la clause C7 douteuse.' }, `/gestion/textes/${id}`);
    expect(await valider(seconde)).toEqual({ etat: 'en_attente', raison: 'non_approuve' });
    expect(await codes()).toEqual(['BF']);
  });
});
