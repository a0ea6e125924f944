/** Fifty validators at once on the last euro of a line, twenty rounds: no overdraw, no gap, each answer clear. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import type { Collaborateur } from '../../src/session/acteur.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { transmettreNaivement } from './naif.js';

const VALIDEURS = 50;
const TOURS = 20;

const database = useDatabase();
let maison: Maison;
const valideurs: Collaborateur[] = [];

beforeAll(async () => {
  // Room for exactly one caution of 100 € more at each round: the line is the tightest of the three.
  maison = await construire(database.config, { ligne: '0', autorisation: '1000000', contrat: '1000000' }, 20);
  for (let i = 0; i < VALIDEURS; i += 1) valideurs.push(await maison.collaborateur(`V${i}`, ['valideur'], { delegation: null }));
});
afterAll(() => maison.db.close());

const services = () => {
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  return { demandes: createDemandesService(deps), validations: createValidationsService(deps) };
};

/** As many demandes of 100 € as there are validators, and room for one more on the line. */
async function preparer(): Promise<string[]> {
  const { demandes } = services();
  await maison.db.systeme.rows(sql`update ligne set plafond = utilise + 100 where id = ${maison.ligneId}`);
  const numeros: string[] = [];
  for (let i = 0; i < VALIDEURS; i += 1) {
    const numero = await demandes.enregistrer(maison.ines, maison.contenu('100.00'), [], ORIGINE);
    await demandes.soumettre(maison.ines, numero, ORIGINE);
    numeros.push(numero);
  }
  return numeros;
}

const etat = async () => {
  const [row] = await maison.db.systeme.rows<{ plafond: string; utilise: string; livre: string; trous: number }>(sql`
    select l.plafond, l.utilise, (select coalesce(sum(montant), 0) from mouvement where ligne_id = l.id)::text as livre,
      (select coalesce(max(rang), 0) - count(*) from caution)::int as trous
    from ligne l where l.id = ${maison.ligneId}`);
  return row;
};

describe('the last euro of a line', () => {
  it(`goes to exactly one of ${VALIDEURS}, ${TOURS} times over`, { timeout: 240_000 }, async () => {
    for (let tour = 1; tour <= TOURS; tour += 1) {
      const numeros = await preparer();
      const { validations } = services();
      const resultats = (
        await Promise.all(numeros.map((numero, i) => validations.valider(valideurs[i] as Collaborateur, [numero], ORIGINE)))
      ).flat();
      expect(resultats.map(({ issue }) => issue)).toEqual(numeros.map(() => 'transmise'));
      expect(resultats.filter(({ effective }) => effective)).toHaveLength(1);
      const apres = await etat();
      expect(Number(apres?.utilise)).toBe(100 * tour);
      expect(apres?.utilise).toBe(apres?.plafond);
      expect(Number(apres?.livre)).toBe(Number(apres?.utilise));
      expect(apres?.trous).toBe(0);
    }
  });

  it('is the same demande for all: one transmits, the others are told', { timeout: 60_000 }, async () => {
    const [numero = ''] = await preparer();
    const { validations } = services();
    const resultats = (await Promise.all(valideurs.map((valideur) => validations.valider(valideur, [numero], ORIGINE)))).flat();
    expect(resultats.filter(({ issue }) => issue === 'transmise')).toHaveLength(1);
    for (const { issue, raison } of resultats.filter((resultat) => resultat.issue !== 'transmise')) {
      expect(issue).toBe('refusee');
      expect(raison).toMatch(/^demandes\.refus\./);
    }
  });

  it('a naive version, that reads then writes, overdraws: the test above can fail', { timeout: 60_000 }, async () => {
    const numeros = await preparer();
    const emises = await Promise.all(numeros.map((numero) => transmettreNaivement(maison.db, maison.compteId, numero)));
    const apres = await etat();
    const prises = emises.filter(Boolean).length;
    expect(prises).toBeGreaterThan(1);
    expect(Number(apres?.utilise) + 100 * prises).toBeGreaterThan(Number(apres?.plafond));
  });
});
