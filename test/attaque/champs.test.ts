/**
 * Every form that anyone is shown, every field of it, hostile values: no error of ours, nothing said back that a browser would run, no
 * way out, and the headers of every answer. `npm run attaque` sends 20 000 fields; the seed that is printed plays a run again.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import ExcelJS from 'exceljs';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { MAINTENANT, ORIGINE } from '../setup/maison.js';
import { useDatabase } from '../setup/database.js';
import { admis, preparer } from './assaut.js';
import { ouvrirMonde, type Monde } from './monde.js';
import { ouvrirNavigateur } from './navigateur.js';

const CHAMPS = Number(process.env['ATTAQUE_CHAMPS'] ?? 600);
const SEED = Number(process.env['ATTAQUE_SEED'] ?? Date.now() % 1_000_000);

const database = useDatabase();
let monde: Monde;
beforeAll(async () => {
  monde = await ouvrirMonde(database);
}, 60_000);
afterAll(() => monde?.fermer());

it(`${CHAMPS} hostile fields (ATTAQUE_SEED=${SEED}): nothing breaks, nothing comes back raw`, { timeout: 3_600_000 }, async () => {
  const bilan = await preparer(monde, { seed: SEED, parRoute: CHAMPS > 5_000 ? 3 : 1 })(CHAMPS);
  console.log(
    `ATTAQUE_SEED=${SEED}: ${bilan.champs} fields in ${bilan.requetes} requests, ${bilan.formes.size} forms, ${JSON.stringify(bilan.statuts)}`,
  );
  expect([...new Set(bilan.fautes)].slice(0, 40)).toEqual([]);
  expect(bilan.champs).toBeGreaterThanOrEqual(CHAMPS);
});

it('in the workbooks of what was kept: text, never a formula', { timeout: 120_000 }, async () => {
  const { db, ines, contenu } = monde.maison;
  const demandes = createDemandesService({ db, clock: MAINTENANT, reveiller: () => undefined });
  const hostiles = ['=1+1', '+cmd|"/c calc"!A1', '@SUM(1)', '-1+1', '<script>zqx7()</script>'];
  for (const beneficiaire_nom of hostiles)
    await demandes.enregistrer(ines, contenu('77.00', { valeurs: { beneficiaire_nom } }), [], ORIGINE);
  let cellules = 0;
  const lues = new Set<unknown>();
  for (const { nom, email } of monde.gens) {
    const qui = ouvrirNavigateur(monde.application.url, nom, email);
    await monde.reparer();
    await qui.entrer();
    for (const { path } of monde.application.routes.filter((route) => route.path.endsWith('.xlsx') && admis(qui, route.pour))) {
      const classeur = new ExcelJS.Workbook();
      await classeur.xlsx.load(await qui.octets(path));
      classeur.eachSheet((feuille) =>
        feuille.eachRow((ligne) =>
          ligne.eachCell((cellule) => {
            cellules += 1;
            lues.add(cellule.value);
            expect([path, cellule.address, cellule.formula, cellule.hyperlink]).toEqual([path, cellule.address, undefined, undefined]);
          }),
        ),
      );
    }
  }
  for (const hostile of hostiles) expect([...lues]).toContain(hostile);
  expect(cellules).toBeGreaterThan(200);
});
