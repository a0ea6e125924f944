/** The policies on what is written of the sign-in rules: each belongs to somebody, and each is needed. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../setup/database.js';
import { prendre } from '../setup/portee.js';

const database = useDatabase();
let owner: pg.Client;
/** Two insurers; the first has two accounts, the second one. */
const ids = { garant: 0, autreGarant: 0, compte: 0, voisin: 0, ailleurs: 0 };

beforeAll(async () => {
  owner = new pg.Client(database.config);
  await owner.connect();
  const id = async (text: string, values: unknown[]) =>
    (await owner.query<{ id: number }>(`${text} returning id`, values)).rows[0]?.id ?? 0;
  const garant = (code: string) => id(`insert into garant (code, nom, site_url) values ($1, $1, '')`, [code]);
  const compte = (garantId: number, numero: string) =>
    id(`insert into compte (garant_id, numero_client, nom) values ($1, $2, $2)`, [garantId, numero]);
  ids.garant = await garant('UN');
  ids.autreGarant = await garant('DEUX');
  ids.compte = await compte(ids.garant, 'C1');
  ids.voisin = await compte(ids.garant, 'C2');
  ids.ailleurs = await compte(ids.autreGarant, 'C3');
});
afterAll(() => owner?.end());

describe('the sign-in rules', () => {
  const CLIENT = 'cautionet_client';
  const GARANT = 'cautionet_garant';
  /** Acts under a role, then takes everything back; answers how many rows changed, or that the database refused. */
  async function essai(role: string, ecriture: string, change = ''): Promise<number | 'refused'> {
    await owner.query('begin');
    try {
      await owner.query(`insert into agent (id, garant_id, role, prenom, nom, email) overriding system value
        values (9001, ${ids.garant}, 'conseiller', '', 'A', 'a@x'), (9002, ${ids.autreGarant}, 'conseiller', '', 'B', 'b@x')`);
      await owner.query(`insert into politique (garant_id, compte_id, secret) values
        (${ids.garant}, ${ids.compte}, 'phrase'), (${ids.garant}, ${ids.voisin}, 'phrase'),
        (${ids.garant}, null, 'phrase'), (${ids.autreGarant}, null, 'phrase')`);
      if (change) await owner.query(change);
      await prendre(owner, role, role === CLIENT ? { compte: ids.compte } : { garant: ids.garant });
      return (await owner.query(ecriture)).rowCount ?? 0;
    } catch (error) {
      if ((error as { code?: string }).code !== '42501') throw error;
      return 'refused';
    } finally {
      await owner.query('rollback');
    }
  }
  const pose = (garant: number, compte: number | null, colonne = '', valeur = '') =>
    `insert into politique (garant_id${compte === null ? '' : ', compte_id'}${colonne && `, ${colonne}`}, secret)
     values (${garant}${compte === null ? '' : `, ${compte}`}${valeur && `, ${valeur}`}, 'complexe')`;
  const noter = (acte: string, agent: number) =>
    `insert into journal (le, acte, sujet, agent_id, qui, origine) values (now(), '${acte}', 'regles', ${agent}, 'A', 'x')`;

  it('are written by those they belong to, and by nobody else', async () => {
    expect(await essai(CLIENT, pose(ids.garant, ids.compte, 'profil', `'valideur'`))).toBe(1);
    expect(await essai(CLIENT, pose(ids.garant, ids.voisin, 'profil', `'valideur'`))).toBe('refused');
    expect(await essai(CLIENT, pose(ids.autreGarant, ids.compte, 'profil', `'valideur'`))).toBe('refused');
    expect(await essai(CLIENT, pose(ids.garant, null))).toBe('refused');
    expect(await essai(CLIENT, `update politique set secret = 'complexe'`)).toBe(1);
    expect(await essai(CLIENT, `update politique set compte_id = ${ids.voisin}`)).toBe('refused');
    expect(await essai(CLIENT, 'delete from politique')).toBe(1);
    expect(await essai(CLIENT, 'update compte set confirmer_des = 1')).toBe(1);
    expect(await essai(GARANT, `update politique set secret = 'complexe'`)).toBe(1);
    expect(await essai(GARANT, 'delete from politique')).toBe('refused');
    expect(await essai(GARANT, pose(ids.garant, ids.compte, 'profil', `'valideur'`))).toBe('refused');
    expect(await essai(GARANT, pose(ids.autreGarant, null))).toBe('refused');
    expect(await essai(GARANT, noter('regles_modifier', 9001))).toBe(1);
    expect(await essai(GARANT, noter('regles_modifier', 9002))).toBe('refused');
    expect(await essai(GARANT, noter('connexion', 9001))).toBe('refused');
  });

  it('miss each of their policies: taken away or opened wide, that is noticed', async () => {
    const sienne = `delete from politique where garant_id = ${ids.garant} and compte_id is null`;
    expect(await essai(GARANT, pose(ids.garant, null), sienne)).toBe(1);
    expect(await essai(GARANT, pose(ids.garant, null), `${sienne}; drop policy garant_pose on politique`)).toBe('refused');
    const ailleurs = `delete from politique where garant_id = ${ids.autreGarant}`;
    expect(await essai(GARANT, pose(ids.autreGarant, null), `${ailleurs}; alter policy garant_pose on politique with check (true)`)).toBe(
      1,
    );
    const complexe = `update politique set secret = 'complexe'`;
    expect(await essai(GARANT, complexe, 'drop policy garant_change on politique')).toBe(0);
    expect(await essai(GARANT, complexe, 'alter policy garant_change on politique using (true) with check (true)')).toBe(4);
    expect(await essai(GARANT, noter('regles_modifier', 9001), 'drop policy garant_regles on journal')).toBe('refused');
    expect(await essai(GARANT, noter('connexion', 9001), 'alter policy garant_regles on journal with check (true)')).toBe(1);
    const autre = pose(ids.autreGarant, ids.compte, 'profil', `'valideur'`);
    expect(await essai(CLIENT, autre, 'alter policy compte on politique with check (true)')).toBe(1);
  });
});
