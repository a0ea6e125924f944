/** The billing in SQL finds what is computed by hand, and what the rule in TypeScript finds on a random portfolio, line by line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facturation, facturer } from '../../src/factures/facturation.service.js';
import { createDatabase, sql, type Database, type Tx } from '../../src/kit/database.js';
import { addDays, addMonths, type Day } from '../../src/kit/dates.js';
import { fromDecimal, toDecimal } from '../../src/kit/money.js';
import { useDatabase } from '../setup/database.js';
import { CAS } from './cas.js';
import { contratDuCas, DERNIER, JOUR_1, peupler, portefeuille } from './portefeuille.js';
import { registre } from './registre.js';

interface Ligne {
  readonly caution_id: number;
  readonly devise: string;
  readonly periode_du: Day;
  readonly jours: number;
  readonly prime: string;
  readonly frais: string;
  /** Negative on a credit note. */
  readonly ecart: string;
}

const lire = (tx: Tx, emiseLe: Day, contrats: readonly number[]): Promise<Ligne[]> =>
  tx.rows<Ligne>(sql`
    select l.caution_id, f.devise, f.periode_du, l.jours, l.prime::text, l.frais::text, (case f.nature when 'avoir' then -l.montant else l.montant end)::text as ecart
    from facture_ligne l join facture f on f.id = l.facture_id where f.emise_le = ${emiseLe} and f.contrat_id = any (${contrats})
    order by l.caution_id, f.periode_du`);
const decimal = (montant: string, devise: string): string => toDecimal(fromDecimal(montant, devise));

describe('computed by hand', () => {
  const database = useDatabase();
  let db: Database;
  let contrats: number[];
  beforeAll(async () => {
    db = await createDatabase({ connection: database.config });
    ({ contrats } = await db.systeme.transaction((tx) => peupler(tx, CAS.map(contratDuCas))));
  });
  afterAll(() => db.close());

  it.each(CAS.map((cas, rang) => ({ ...cas, rang })))('$nom', async ({ nuits, rang }) => {
    const contrat = contrats[rang] ?? 0;
    const trouvees = [];
    for (const [le] of nuits)
      trouvees.push(
        await db.systeme.transaction(async (tx) => {
          await facturer(tx, { contrats: [contrat], emiseLe: le });
          return [le, (await lire(tx, le, [contrat])).map(({ periode_du, ecart, devise }) => [periode_du, decimal(ecart, devise)])];
        }),
      );
    expect(trouvees).toEqual(nuits);
  });
});

describe('a random portfolio', () => {
  const database = useDatabase();
  const essais = portefeuille(500);
  const cautions = essais.flatMap(({ autorisations }) => autorisations.flatMap((a) => a.cautions));
  let db: Database;
  let contrats: number[];
  let cles: ReadonlyMap<number, string>;
  beforeAll(async () => {
    db = await createDatabase({ connection: database.config });
    ({ contrats, cles } = await db.systeme.transaction((tx) => peupler(tx, essais)));
  });
  afterAll(() => db.close());

  it('is invoiced as the rule says, night after night, releases, increases and new rates included', async () => {
    const tenu = registre();
    const parCle = (a: { cle: string; periode: Day }, b: { cle: string; periode: Day }) =>
      a.cle < b.cle ? -1 : a.cle > b.cle ? 1 : a.periode < b.periode ? -1 : 1;
    const compte = { factures: 0, avoirs: 0 };
    for (let mois = JOUR_1; mois <= DERNIER; mois = addMonths(mois, 1))
      for (const jour of [mois, addDays(mois, 19)]) {
        const voulues = tenu
          .nuit(cautions, jour)
          .map(({ prime, frais, ecart, ...autres }) => ({
            ...autres,
            prime: toDecimal(prime),
            frais: toDecimal(frais),
            ecart: toDecimal(ecart),
          }))
          .sort(parCle);
        const lues = await db.systeme.transaction(async (tx) => {
          await facturer(tx, { contrats, emiseLe: jour });
          return lire(tx, jour, contrats);
        });
        const trouvees = lues
          .map(({ caution_id, periode_du, jours, devise, prime, frais, ecart }) => ({
            cle: cles.get(caution_id) ?? '',
            periode: periode_du,
            jours,
            prime: decimal(prime, devise),
            frais: decimal(frais, devise),
            ecart: decimal(ecart, devise),
          }))
          .sort(parCle);
        expect(trouvees, jour).toEqual(voulues);
        compte.factures += voulues.filter(({ ecart }) => !ecart.startsWith('-')).length;
        compte.avoirs += voulues.filter(({ ecart }) => ecart.startsWith('-')).length;
      }
    expect(compte.factures).toBeGreaterThan(1_000);
    expect(compte.avoirs).toBeGreaterThan(100);
  }, 120_000);

  it('shows how each premium is made: its segments say its days, in order, without a gap', async () => {
    const lignes = await db.systeme.rows<{ jours: number; segments: { du: Day; au: Day; jours: number; base: string; taux: string }[] }>(
      sql`select jours, segments from facture_ligne where jours > 0`,
    );
    expect(lignes.filter(({ segments }) => segments.length > 1).length).toBeGreaterThan(100);
    for (const { jours, segments } of lignes) {
      expect(segments.reduce((somme, segment) => somme + segment.jours, 0)).toBe(jours);
      expect(segments.every((segment) => addDays(segment.du, segment.jours - 1) === segment.au && Number(segment.base) > 0)).toBe(true);
    }
  });

  it('makes documents that are the sum of their lines, numbered without a break, due in thirty days', async () => {
    expect(
      await db.systeme.rows(sql`
        select f.numero from facture f
        where f.montant <> (select sum(l.montant) from facture_ligne l where l.facture_id = f.id)
          or f.echeance <> f.emise_le + case f.nature when 'facture' then 30 else 0 end`),
    ).toEqual([]);
    const series = await db.systeme.rows<{ premier: string; dernier: string; n: number }>(sql`
      select min(numero) as premier, max(numero) as dernier, count(*) as n from facture group by left(numero, 3) order by 1`);
    expect(series.map(({ premier }) => premier)).toEqual(
      [24, 25, 26].flatMap((an) => [`A${an}-0000001`]).concat([24, 25, 26].map((an) => `F${an}-0000001`)),
    );
    for (const { dernier, n } of series) expect(Number(dernier.slice(4))).toBe(n);
  });

  it('is not invoiced twice, even by jobs at once', async () => {
    const jour = addDays(DERNIER, 20);
    const encore = () => db.systeme.transaction((tx) => facturer(tx, { contrats, emiseLe: jour }));
    const [un, deux, trois] = await Promise.all([encore(), encore(), encore()]);
    const faites = [un, deux, trois].filter(({ lignes }) => lignes > 0);
    expect(faites).toHaveLength(1);
    expect(await encore()).toEqual({ factures: 0, avoirs: 0, lignes: 0 });
  });

  it('is invoiced by the night, each contrat alone: one that cannot be holds up no other', async () => {
    const travail = facturation({ db, clock: () => new Date('2026-04-01T01:00:00Z') });
    const items = await travail.aFaire();
    expect(items.map(({ cle }) => Number(cle))).toEqual(contrats);
    for (const item of items) await travail.faire(item);
    const emises = async () =>
      (await db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from facture where emise_le = '2026-04-01'`))[0]?.n;
    const faites = await emises();
    expect(faites).toBeGreaterThan(10);
    for (const item of items) await travail.faire(item);
    expect(await emises()).toBe(faites);
  });

  it('keeps every tariff that ever was', async () => {
    for (const change of [sql`update tarif set taux = 1`, sql`delete from tarif`])
      await expect(db.systeme.rows(change)).rejects.toMatchObject({ code: '42501' });
    await expect(
      db.systeme.transaction((tx) =>
        tx.run(sql`
          insert into autorisation (compte_id, contrat_id, ligne_id, entite_id, produit, type_credit, devise, autorise, plafond_unitaire, duree_max_mois)
          select compte_id, contrat_id, ligne_id, entite_id, produit, 'ST', devise, 1, 1, 1 from autorisation limit 1`),
      ),
    ).rejects.toMatchObject({ constraint: 'autorisation_tarifee' });
  });
});
