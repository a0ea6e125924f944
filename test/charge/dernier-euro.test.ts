/** Fifty validators at once on the last euro of a line, twenty rounds: no overdraw, no gap, each answer clear. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import type { Collaborateur } from '../../src/droits/acteur.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';
import { emettreNaivement, type Bilan } from './naif.js';

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
    await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
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

/** What must hold after a round: one issued, nothing above the ceiling. */
function verifier({ plafond, utilise, emises }: Bilan): void {
  expect(emises).toBe(1);
  expect(utilise).toBe(plafond);
}

describe('the last euro of a line', () => {
  it(`goes to exactly one of ${VALIDEURS}, ${TOURS} times over`, { timeout: 240_000 }, async () => {
    for (let tour = 1; tour <= TOURS; tour += 1) {
      const numeros = await preparer();
      const { validations } = services();
      const choix = await vues(maison.db, ...numeros);
      const resultats = (await Promise.all(choix.map((un, i) => validations.valider(valideurs[i] as Collaborateur, [un], ORIGINE)))).flat();
      expect(resultats.map(({ issue }) => issue)).toEqual(numeros.map(() => 'transmise'));
      const apres = await etat();
      expect(Number(apres?.utilise)).toBe(100 * tour);
      verifier({
        plafond: Number(apres?.plafond),
        utilise: Number(apres?.utilise),
        emises: resultats.filter(({ effective }) => effective).length,
      });
      expect(Number(apres?.livre)).toBe(Number(apres?.utilise));
      expect(apres?.trous).toBe(0);
    }
  });

  it('is the same demande for all: one transmits, the others are told', { timeout: 60_000 }, async () => {
    const [numero = ''] = await preparer();
    const { validations } = services();
    const choix = await vues(maison.db, numero);
    const resultats = (await Promise.all(valideurs.map((valideur) => validations.valider(valideur, choix, ORIGINE)))).flat();
    expect(resultats.filter(({ issue }) => issue === 'transmise')).toHaveLength(1);
    for (const { issue, raison } of resultats.filter((resultat) => resultat.issue !== 'transmise')) {
      expect(issue).toBe('refusee');
      expect(raison).toMatch(/^(demandes\.refus|gestes)\./);
    }
  });

  it('the same check fails a naive version, that reads then writes', { timeout: 60_000 }, async () => {
    const naif = await emettreNaivement(database.config, 30);
    expect(() => verifier(naif)).toThrow();
  });
});
