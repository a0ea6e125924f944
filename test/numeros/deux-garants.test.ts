/** Two insurers whose numbers are the same: each account, agent, act and mail keeps to its own. */
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { facturer } from '../../src/factures/facturation.service.js';
import { raw, sql } from '../../src/kit/database.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { createVerificationService } from '../../src/actes/verification.service.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, autreGarant, construire, MAINTENANT, ORIGINE, vuesDe, type Maison } from '../setup/maison.js';

const DEMANDE = 'D26-0000001';
const CAUTION = 'C26-0000001';
const EN_ATTENTE = 'C26-0000002';

const database = useDatabase();
let application: Application;
/** The same life in both houses: one caution in force, one above the unit ceiling that waits for its insurer. */
const maisons: Maison[] = [];
const agents: string[] = [];
const BENEFICIAIRES = ['SCI Première', 'SARL Seconde'] as const;

async function emettre(maison: Maison, montant: string, beneficiaire: string): Promise<string | undefined> {
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const contenu = maison.contenu(montant, { valeurs: { beneficiaire_nom: beneficiaire } });
  const numero = await demandes.enregistrer(maison.ines, contenu, [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  return (await createValidationsService(deps).valider(maison.claire, await vuesDe(maison, numero), ORIGINE))[0]?.caution;
}

async function agent({ db, garantId }: Maison): Promise<string> {
  const email = `agent.${garantId}@assureur.example`;
  await db.systeme.rows(sql`
    with a as (insert into agent (garant_id, role, prenom, nom, email) values (${garantId}, 'charge', 'Nadia', 'Essai', ${email}) returning id)
    insert into identifiant (email, agent_id) select ${email}, id from a`);
  return email;
}

beforeAll(async () => {
  const premiere = await construire(database.config, { unitaire: '5000' });
  maisons.push(premiere, await ajouterCompte(premiere.db, await autreGarant(premiere.db), { unitaire: '5000' }));
  for (const [i, maison] of maisons.entries()) {
    expect(await emettre(maison, '1000.00', BENEFICIAIRES[i] ?? '')).toBe(CAUTION);
    expect(await emettre(maison, '6000.00', `${BENEFICIAIRES[i]} attend`)).toBe(EN_ATTENTE);
    agents.push(await agent(maison));
  }
  application = await demarrer(database, { clock: MAINTENANT });
  await application.services.actes.scellerEnAttente();
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maisons[0]?.db.close();
});

describe.each([0, 1])('the client of insurer %i', (mien) => {
  const [le, autre] = [BENEFICIAIRES[mien] ?? '', BENEFICIAIRES[1 - mien] ?? ''];
  let ines: Client;
  beforeAll(async () => {
    ines = await client(application.url, maisons[mien]?.ines.email);
  });

  it.each([
    `/demandes/${DEMANDE}`,
    `/cautions/${CAUTION}`,
    '/demandes',
    '/cautions',
    `/demandes?numero=${DEMANDE}`,
    `/cautions?numero=${CAUTION}`,
    '/cautions?numero=1',
    '/encours?par=beneficiaire',
  ])('sees its own on %s', async (adresse) => {
    const { status, text } = await ines.get(adresse);
    expect(status).toBe(200);
    expect(text).toContain(le);
    expect(text).not.toContain(autre);
  });

  it('exports its own', async () => {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await ines.bytes('/cautions/export.xlsx')).body as ArrayBuffer);
    const cells: string[] = [];
    workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell(({ text }) => cells.push(text))));
    expect(cells.filter((text) => text === CAUTION)).toHaveLength(1);
    expect([cells.includes(le), cells.includes(autre)]).toEqual([true, false]);
  });

  it('prints its own act, whose code says what it is', async () => {
    const answer = await ines.post(`/cautions/${CAUTION}/acte.pdf`);
    expect(answer.status).toBe(303);
    const [acte] = await maisons[0]!.db.systeme.rows<{ code: string; editions: number }>(sql`
      select a.code, (select count(*)::int from edition e where e.acte_id = a.id) as editions
      from acte a join caution c on c.id = a.caution_id where c.compte_id = ${maisons[mien]!.compteId}`);
    expect(acte?.editions).toBe(1);
    expect(await createVerificationService({ db: maisons[0]!.db }).verifier(acte?.code ?? '')).toMatchObject({
      numero: CAUTION,
      beneficiaire: le,
    });
  });

  it('is written to about its own, with its number and address; its journal too', async () => {
    const courriels = await maisons[0]!.db.systeme.rows<{ gabarit: string; donnees: Record<string, string> }>(sql`
      select gabarit, donnees from courriel where destinataire = ${maisons[mien]!.ines.email} order by id`);
    expect(courriels.map(({ gabarit, donnees }) => [gabarit, donnees.caution, donnees.chemin, donnees.beneficiaire])).toEqual([
      ['caution_effective', CAUTION, `/cautions/${CAUTION}`, le],
      ['caution_en_attente', EN_ATTENTE, `/cautions/${EN_ATTENTE}`, `${le} attend`],
    ]);
    const journal = await maisons[0]!.db.systeme.rows<{ acte: string; dite: string; vraie: string }>(sql`
      select j.acte, j.details ->> 'caution' as dite, c.numero as vraie from journal j join caution c on c.id = j.sujet_id
      where j.sujet = 'caution' and j.acte like 'caution%' and j.compte_id = ${maisons[mien]!.compteId} and c.compte_id = j.compte_id order by j.id`);
    expect(journal).toEqual([
      { acte: 'caution_effective', dite: CAUTION, vraie: CAUTION },
      { acte: 'caution_en_attente', dite: EN_ATTENTE, vraie: EN_ATTENTE },
    ]);
  });

  it('waits for its own insurer, who sees no other', async () => {
    const page = documentOf(await (await client(application.url, agents[mien])).get('/gestion'));
    expect([...page.querySelectorAll('tr[data-numero]')].map((row) => row.getAttribute('data-numero'))).toEqual([EN_ATTENTE]);
    expect(page.body.textContent).toContain(`${le} attend`);
    expect(page.body.textContent).not.toContain(autre);
  });
});

it('bills each insurer’s cautions with its own numbers, in one statement', async () => {
  const { db } = maisons[0]!;
  await db.systeme.transaction((tx) => facturer(tx, { contrats: maisons.map(({ contratId }) => contratId), emiseLe: '2026-11-22' }));
  const factures = await db.systeme.rows<{ garant_id: number; numero: string; compte_id: number }>(
    sql`select garant_id, numero, compte_id from facture order by garant_id`,
  );
  expect(factures).toEqual(maisons.map(({ garantId, compteId }) => ({ garant_id: garantId, numero: 'F26-0000001', compte_id: compteId })));
});

it('never gives one number twice, nor one that is not its rank, nor one of another insurer', async () => {
  const { db, compteId } = maisons[0]!;
  const changer = (quoi: string) => db.systeme.rows(sql`update caution set ${raw(quoi)} where compte_id = ${compteId} and rang = 1`);
  await expect(changer(`rang = 2, numero = 'C26-0000002'`)).rejects.toMatchObject({ code: '23505' });
  await expect(changer(`numero = 'C26-0000009'`)).rejects.toMatchObject({ code: '23514' });
  await expect(changer(`rang = 9, numero = 'C26-0000009', garant_id = ${maisons[1]!.garantId}`)).rejects.toMatchObject({ code: '23503' });
});
