/**
 * A random year of what happens to cautions: releases in part and in whole, calls paid in parts, amendments
 * up. After each season the ledger, the ceilings, the counters, the outstanding and its workbook agree to the cent, and nothing is
 * invoiced twice (`test/factures` computes the premium of a ledger day by day, independently).
 */
import exceljs from 'exceljs';
import { beforeAll, expect, it } from 'vitest';
import type { Agent } from '../../src/droits/acteur.js';
import { fichierDe } from '../../src/documents/fichiers.sql.js';
import { facturer } from '../../src/factures/facturation.service.js';
import { sql } from '../../src/kit/database.js';
import { fromDecimal } from '../../src/kit/money.js';
import { pdf } from '../documents/fabrique.js';
import { agent } from '../setup/agents.js';
import { etatDe, transmettre } from '../setup/cautions.js';
import { documentOf } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { MAINTENANT, ORIGINE } from '../setup/maison.js';

const house = useHouse({ plafonds: { autorisation: '3000000', unitaire: '400000' } });
let nadia: Agent;
beforeAll(async () => {
  nadia = await agent(house.maison, 'charge', { prenom: 'Nadia' });
});

/** The same numbers each time: a failure is found again. */
const hasard = (graine: number) => {
  let etat = graine;
  const suivant = () => (etat = (etat * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return { parmi: <T>(choix: readonly T[]): T => choix[Math.floor(suivant() * choix.length)] as T, part: () => 0.1 + suivant() * 0.6 };
};
const piece = (nom: string) => fichierDe(nom, 'application/pdf', Buffer.concat([pdf(), Buffer.from(`\n% ${nom}\n`)]));
const decimal = (cents: number) => (cents / 100).toFixed(2);

it.each([11, 29])('seed %i', { timeout: 120_000 }, async (graine) => {
  const { maison, application, ines } = house;
  const { demandesDeMainlevee, mainlevees, appels, avenants } = application.services;
  const { db } = maison;
  const h = hasard(graine);
  const envoi = (version: number, mots = '') => ({ version, origine: ORIGINE, mots });
  const versionDe = async (table: 'appel' | 'mainlevee' | 'avenant', id: number) =>
    (
      await db.systeme.rows<{ version: number }>(
        {
          appel: sql`select version from appel where id = ${id}`,
          mainlevee: sql`select version from mainlevee where id = ${id}`,

          avenant: sql`select version from avenant where id = ${id}`,
        }[table],
      )
    )[0]?.version ?? 0;
  const dernier = async (requete: ReturnType<typeof sql>) => (await db.systeme.rows<{ id: number }>(requete))[0]?.id ?? 0;
  let rang = 0;

  const GESTES = {
    async mainlevee(numero: string, partielle: boolean) {
      const { version, reste } = await etatDe(maison, numero);
      const montant = partielle ? decimal(Math.floor(Number(reste) * 100 * h.part())) : '';
      const tapee = {
        motif: 'lettre_beneficiaire',
        dateLettre: '20/11/2026',
        signataire: 'Anne Petit',
        montant: montant.replace('.', ','),
      };
      await demandesDeMainlevee.demander(maison.ines, numero, { tapee, fichiers: [piece('lettre.pdf')], langue: 'fr' }, envoi(version));
      const id = await dernier(sql`select max(id)::int as id from mainlevee`);
      await mainlevees.accorder(nadia, id, envoi(await versionDe('mainlevee', id)));
    },
    async appel(numero: string) {
      const { version, reste } = await etatDe(maison, numero);
      const cents = Math.floor(Number(reste) * 100 * h.part());
      const montant = fromDecimal(decimal(cents), 'EUR');
      const appel = { recuLe: '2026-11-18', montant, motif: 'Réserves non levées, travaux chiffrés', prolongerAu: null };
      const id = await appels.enregistrer(
        nadia,
        numero,
        { appel, fichiers: [piece(`appel ${graine} ${(rang += 1)}.pdf`)] },
        envoi(version),
      );
      await appels.examiner(nadia, id, envoi(await versionDe('appel', id)));
      const moitie = { ...montant, minor: montant.minor / 2n };
      for (const part of [moitie, { ...montant, minor: montant.minor - moitie.minor }])
        await appels.payer(nadia, id, { le: '2026-11-20', montant: part }, envoi(await versionDe('appel', id)));
    },
    async avenant(numero: string) {
      const { version, montant } = await etatDe(maison, numero);
      // Up: one that lowers waits for its beneficiary.
      const ttc = decimal(Math.round(Number(montant) * 100 * 20 * (1 + h.part())));
      await avenants.demander(maison.ines, numero, {
        ...envoi(version, 'Avenant n° 1 au marché'),
        langue: 'fr',
        fichiers: [],
        typed: { montant_ttc: ttc },
      });
      const id = await dernier(sql`select max(id)::int as id from avenant`);
      await avenants.valider(maison.claire, { numero, id }, envoi(await versionDe('avenant', id)));
    },
  };
  const portefeuille: string[] = [];
  for (let i = 0; i < 8; i += 1)
    portefeuille.push(await transmettre(application.services, maison, decimal(h.parmi([150_000, 333_333, 999_999, 1_234_567]))));

  // In force since last year, so that what happened to them this year may be told.
  await db.systeme.rows(sql`
    update caution set creee_le = '2025-03-01', effective_le = '2025-03-01', date_effet = '2025-03-01', valeurs = valeurs || '{"date_effet": "2025-03-01", "marche_date": "2025-02-15"}'
    where numero = any (${portefeuille})`);

  for (let saison = 0; saison < 3; saison += 1) {
    for (let i = 0; i < 6; i += 1) {
      const numero = h.parmi(portefeuille);
      const geste = h.parmi(['partielle', 'totale', 'appel', 'avenant'] as const);
      // What may not be done now is refused in words, and changes nothing: the year goes on.
      await (
        geste === 'appel'
          ? GESTES.appel(numero)
          : geste === 'avenant'
            ? GESTES.avenant(numero)
            : GESTES.mainlevee(numero, geste === 'partielle')
      ).catch((error: unknown) => expect(error).toMatchObject({ name: 'Refus' }));
    }
    await accord();
  }

  /** Everything that says how much says the same. */
  async function accord(): Promise<void> {
    const un = async <T>(requete: ReturnType<typeof sql>) => (await db.systeme.rows<T>(requete))[0] as T;
    expect(
      await db.systeme.rows(sql`
        select c.numero, c.montant, coalesce(sum(m.montant), 0) as reste from caution c left join mouvement m on m.caution_id = c.id
        group by c.id having coalesce(sum(m.montant), 0) <> case when c.etat in ('effective', 'en_opposition') then c.montant else 0 end`),
    ).toEqual([]);
    const { encours } = await un<{ encours: string }>(
      sql`select sum(montant)::text as encours from caution where etat in ('effective', 'en_opposition')`,
    );
    for (const table of [
      sql`select utilise::text as t from autorisation`,
      sql`select utilise::text as t from ligne`,
      sql`select utilise::text as t from contrat`,
    ])
      expect((await un<{ t: string }>(table)).t).toBe(encours);
    expect(
      (
        await un<{ t: string }>(
          sql`select sum(montant)::text as t from bilan where objet = 'caution' and entite_id = 0 and etat in ('effective', 'en_opposition')`,
        )
      ).t,
    ).toBe(encours);
    const page =
      documentOf(await ines.get('/encours')).querySelector('tfoot, .tot')?.textContent ??
      documentOf(await ines.get('/encours')).body.textContent ??
      '';
    const lisible = Number(encours).toFixed(2).replace('.', ',');
    expect(page.replace(/[\s\u202f\u00a0]/g, '')).toContain(lisible);
    const livre = new exceljs.Workbook();
    await livre.xlsx.load((await ines.bytes('/encours/export.xlsx')).body as never);
    const feuille = livre.worksheets[0];
    const montants: number[] = [];
    feuille?.eachRow((ligne) => ligne.eachCell((cell) => typeof cell.value === 'number' && montants.push(cell.value)));
    expect(montants.some((montant) => Math.abs(montant - Number(encours)) < 0.005)).toBe(true);
  }

  // Invoiced once a day of the year to come or all at the end: the same, and nothing is due twice.
  await db.systeme.transaction((tx) => facturer(tx, { contrats: [maison.contratId], emiseLe: MAINTENANT().toISOString().slice(0, 10) }));
  const encore = await db.systeme.transaction((tx) =>
    facturer(tx, { contrats: [maison.contratId], emiseLe: MAINTENANT().toISOString().slice(0, 10) }),
  );
  expect(encore).toEqual({ factures: 0, avoirs: 0, lignes: 0 });
});

it('those years were full ones: each kind of movement happened', async () => {
  const natures = await house.maison.db.systeme.rows<{ nature: string }>(sql`select distinct nature from mouvement order by 1`);
  expect(natures.map(({ nature }) => nature)).toEqual(['appel', 'avenant', 'emission', 'mainlevee']);
});
