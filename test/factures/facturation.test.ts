/** The billing in SQL and the rule in TypeScript agree, line by line, on a random portfolio in a real database. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows } from '../../seeds/bulk.js';
import { loadCatalogue } from '../../seeds/referentiel.js';
import { emettreAvoirs, emettreFactures } from '../../src/factures/facturation.service.js';
import { joursDus, periodeDe, periodeSuivante, premium, type Periode, type TypePeriode } from '../../src/factures/prime.js';
import { createDatabase, sql, type Database, type Tx } from '../../src/kit/database.js';
import { addDays, daysBetween, startOfDay, type Day } from '../../src/kit/dates.js';
import { numeroter } from '../../src/numeros/numero.js';
import { decimals, fromDecimal, money, percent, subtract, toDecimal, zero, type Money } from '../../src/kit/money.js';
import { useDatabase } from '../setup/database.js';

const JOUR_1 = '2024-07-01';
const DERNIER = '2026-02-20';
const CAUTIONS = 600;

interface Terme {
  readonly devise: string;
  readonly base: 360 | 365;
  readonly periode: TypePeriode;
  readonly terme: 'avance' | 'echu';
  readonly frais: string;
  readonly taux: string;
  readonly minimum: string;
}

const TERMES: readonly Terme[] = [
  { devise: 'EUR', base: 360, periode: 'trimestre', terme: 'avance', frais: '15', taux: '0.85', minimum: '10' },
  { devise: 'EUR', base: 365, periode: 'trimestre', terme: 'echu', frais: '17', taux: '1.43', minimum: '0' },
  { devise: 'KWD', base: 365, periode: 'mois', terme: 'avance', frais: '4.125', taux: '1.1375', minimum: '2.5' },
  { devise: 'JPY', base: 360, periode: 'mois', terme: 'echu', frais: '0', taux: '0.0349', minimum: '100' },
  { devise: 'USD', base: 360, periode: 'annee', terme: 'avance', frais: '40', taux: '2', minimum: '50' },
];

interface Cas {
  readonly contrat: number;
  readonly entite: number;
  readonly unites: bigint;
  readonly effet: Day;
  readonly effective: Day;
  readonly duree: number | null;
  readonly ferme: boolean;
}

const cas: fc.Arbitrary<Cas> = fc
  .record({
    contrat: fc.nat(TERMES.length - 1),
    entite: fc.nat(2),
    unites: fc.bigInt(1n, 5_000_000_00n),
    effet: fc.nat(590).map((jours) => addDays(JOUR_1, jours)),
    decalage: fc.integer({ min: -20, max: 20 }),
    duree: fc.option(fc.oneof({ weight: 1, arbitrary: fc.constantFrom(0, 1) }, { weight: 5, arbitrary: fc.nat(250) }), { freq: 3 }),
    ferme: fc.boolean(),
  })
  .map(({ decalage, ...autres }): Cas => ({ ...autres, effective: addDays(autres.effet, decalage) }));

interface CautionCas extends Cas {
  readonly id: number;
  /** Granted, firm end and end as stored. */
  readonly etat: string;
  readonly fin: Day | null;
  readonly clos: Day | null;
}

const database = useDatabase();
let db: Database;
let cautions: CautionCas[];

beforeAll(async () => {
  db = await createDatabase({ connection: database.config });
  cautions = await db.systeme.transaction((tx) => peupler(tx, fc.sample(cas, { numRuns: CAUTIONS, seed: 20_261_121 })));
});
afterAll(() => db.close());

async function peupler(tx: Tx, tirages: readonly Cas[]): Promise<CautionCas[]> {
  const { garantId, textes } = await loadCatalogue(tx);
  const texte = (ferme: boolean) =>
    textes.find(({ texte: { produits, fin } }) => produits.includes('MARCHE') && (fin === 'date') === ferme)?.id;
  const [compte] = await insertRows<{ id: number }>(tx, 'compte', [{ garant_id: garantId, numero_client: '1', nom: 'Essai' }], 'id');
  const compte_id = compte?.id ?? 0;
  const entites = await insertRows<{ id: number }>(
    tx,
    'entite',
    ['A', 'B', 'C'].map((nom) => ({ compte_id, nom, chemin: [], etat: 'active' })),
    'id',
  );
  const [personne] = await insertRows<{ id: number }>(
    tx,
    'collaborateur',
    [{ compte_id, email: 'a@essai.example', nom: 'A', profils: ['saisisseur'] }],
    'id',
  );
  const contrats = await insertRows<{ id: number }>(
    tx,
    'contrat',
    TERMES.map((t, i) => ({
      garant_id: garantId,
      compte_id,
      numero: `CP${i}`,
      devise: t.devise,
      plafond: 1,
      date_debut: JOUR_1,
      base_jours: t.base,
      periode: t.periode,
      terme: t.terme,
      frais_acte: t.frais,
    })),
    'id',
  );
  const lignes = await insertRows<{ id: number }>(
    tx,
    'ligne',
    contrats.map(({ id }) => ({ compte_id, contrat_id: id, numero: 1, libelle: 'L', plafond: 1 })),
    'id',
  );
  const autorisations = await insertRows<{ id: number }>(
    tx,
    'autorisation',
    TERMES.map((t, i) => ({
      compte_id,
      contrat_id: contrats[i]?.id,
      ligne_id: lignes[i]?.id,
      entite_id: entites[0]?.id,
      produit: 'MARCHE',
      type_credit: 'RG_PRIV',
      devise: t.devise,
      autorise: 1,
      plafond_unitaire: 1,
      duree_max_mois: 12,
      taux: t.taux,
      minimum: t.minimum,
    })),
    'id',
  );

  const connues = tirages.map((c, i) => {
    const terme = TERMES[c.contrat] as Terme;
    const debut = c.effet > c.effective ? c.effet : c.effective;
    const close = c.duree !== null && !c.ferme ? addDays(debut, c.duree) : null;
    const fin = c.ferme && c.duree !== null ? addDays(c.effet, c.duree) : null;
    const etat = close === null || close > DERNIER ? 'effective' : i % 5 === 0 ? 'appelee' : 'mainlevee';
    const commun = {
      compte_id,
      garant_id: garantId,
      annee: 2024,
      rang: i + 1,
      entite_id: entites[c.entite]?.id,
      autorisation_id: autorisations[c.contrat]?.id,
      produit: 'MARCHE',
      type_credit: 'RG_PRIV',
      texte_version_id: texte(c.ferme),
      montant: toDecimal(money(c.unites, terme.devise)),
      devise: terme.devise,
      beneficiaire: 'B',
      date_effet: c.effet,
      date_fin: fin,
      valeurs: {},
    };
    // The last minute of a day in Paris is another day in UTC, half of the year.
    const fermeture = (jour: Day) => new Date(startOfDay(addDays(jour, 1)).getTime() - 60_000).toISOString();
    return {
      caution: { ...c, etat, fin, clos: etat === 'effective' ? null : close },
      demande: {
        ...commun,
        numero: numeroter('D', 2024, i + 1),
        etat: 'transmise',
        saisi_par: personne?.id,
        creee_le: fermeture(c.effective),
      },
      ligne: {
        ...commun,
        numero: numeroter('C', 2024, i + 1),
        contrat_id: contrats[c.contrat]?.id,
        donneur_ordre: {},
        etat,
        controle: [],
        edition_deportee: false,
        creee_le: fermeture(c.effective),
        effective_le: fermeture(c.effective),
        terminee_le: etat === 'effective' || close === null ? null : fermeture(close),
      },
    };
  });
  const demandes = await insertRows<{ id: number }>(
    tx,
    'demande',
    connues.map(({ demande }) => demande),
    'id',
  );
  const ids = await insertRows<{ id: number }>(
    tx,
    'caution',
    connues.map(({ ligne }, i) => ({ ...ligne, demande_id: demandes[i]?.id })),
    'id',
  );
  return connues.map(({ caution }, i) => ({ ...caution, id: ids[i]?.id ?? 0 }));
}

interface Ligne {
  readonly caution_id: number;
  readonly jours: number;
  readonly frais: string;
  readonly montant: string;
}

const lire = (tx: Tx, nature: string, { du, au }: Periode, emiseLe: Day): Promise<Ligne[]> =>
  tx.rows<Ligne>(sql`
    select l.caution_id, l.jours, l.frais::text, l.montant::text from facture_ligne l join facture f on f.id = l.facture_id
    where f.nature = ${nature} and f.periode_du = ${du} and f.periode_au = ${au} and f.emise_le = ${emiseLe} order by 1`);

const debutDe = ({ effet, effective }: CautionCas): Day => (effet > effective ? effet : effective);

/** First day no longer outstanding, as known on a day. */
function finDe(c: CautionCas, connuLe: Day): Day | null {
  const lendemain = addDays(debutDe(c), 1);
  const bornes = [
    c.clos !== null && c.clos <= connuLe ? (c.clos > lendemain ? c.clos : lendemain) : null,
    c.ferme && c.fin !== null ? addDays(c.fin, 1) : null,
  ];
  return bornes.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
}

function attendue(c: CautionCas, periode: Periode, emiseLe: Day): Ligne[] {
  const t = TERMES[c.contrat] as Terme;
  const exigible = t.terme === 'avance' ? periode.du <= emiseLe : periode.au < emiseLe;
  const debut = debutDe(c);
  const jours = joursDus(periode, debut, finDe(c, emiseLe));
  if (t.periode !== periode.type || !exigible || c.effective > emiseLe || jours < 1) return [];
  const frais = debut >= periode.du ? fromDecimal(t.frais, t.devise) : zero(t.devise);
  return [enLigne(c, jours, frais, primeDe(c, jours, frais))];
}

function primeDe(c: CautionCas, jours: number, frais: Money): Money {
  const t = TERMES[c.contrat] as Terme;
  return premium({
    montant: money(c.unites, t.devise),
    taux: percent(t.taux),
    jours,
    base: t.base,
    minimum: fromDecimal(t.minimum, t.devise),
    frais,
  });
}

/** As Postgres writes it: three decimals. */
const enLigne = (c: CautionCas, jours: number, frais: Money, montant: Money): Ligne => {
  const trois = (m: Money): string => toDecimal(money(m.minor * 10n ** BigInt(3 - decimals(m.currency)), 'KWD'));
  return { caution_id: c.id, jours, frais: trois(frais), montant: trois(montant) };
};

describe.each(['mois', 'trimestre', 'annee'] as const)('invoices by %s', (type) => {
  it('agree with the rule on every line, from the first period to the last', async () => {
    await db.systeme.transaction(async (tx) => {
      let lignes = 0;
      for (let periode = periodeDe(type, JOUR_1); periode.du <= DERNIER; periode = periodeSuivante(periode)) {
        // In advance on the tenth day, and in arrears for the one before, as a job that runs that day would.
        for (const emiseLe of [addDays(periode.du, 9), addDays(periode.au, 10)].filter((jour) => jour <= DERNIER)) {
          const deja = new Set((await lire(tx, 'facture', periode, addDays(periode.du, 9))).map(({ caution_id }) => caution_id));
          const voulues = cautions.flatMap((c) => (deja.has(c.id) ? [] : attendue(c, periode, emiseLe)));
          const emises = await emettreFactures(tx, { periode, emiseLe });
          expect(await lire(tx, 'facture', periode, emiseLe)).toEqual(voulues);
          expect(emises.lignes).toBe(voulues.length);
          lignes += voulues.length;
        }
      }
      expect(lignes).toBeGreaterThan(50);
    });
  });
});

describe('credit notes', () => {
  it('give back the premium of the days after a mainlevée, and no more', async () => {
    await db.systeme.transaction(async (tx) => {
      const payees = await tx.rows<Ligne & { periode_du: Day; periode_au: Day }>(sql`
        select l.caution_id, l.jours, l.frais::text, l.montant::text, f.periode_du, f.periode_au
        from facture_ligne l join facture f on f.id = l.facture_id where f.nature = 'facture' order by f.periode_du, l.caution_id`);
      const parId = new Map(cautions.map((c) => [c.id, c]));
      const voulus = payees.flatMap(({ caution_id, jours, periode_du, periode_au }) => {
        const c = parId.get(caution_id) as CautionCas;
        const t = TERMES[c.contrat] as Terme;
        const fin = finDe(c, DERNIER);
        if (t.terme !== 'avance' || c.etat !== 'mainlevee' || c.clos === null || c.clos > periode_au || fin === null) return [];
        const premier = debutDe(c) > periode_du ? debutDe(c) : periode_du;
        const courus = Math.max(0, Math.min(jours, daysBetween(premier, fin)));
        const du = courus === 0 ? zero(t.devise) : primeDe(c, courus, zero(t.devise));
        const rendu = subtract(primeDe(c, jours, zero(t.devise)), du);
        return courus < jours && rendu.minor > 0n
          ? [`${periode_du} ${JSON.stringify(enLigne(c, jours - courus, zero(t.devise), rendu))}`]
          : [];
      });
      const emis = await emettreAvoirs(tx, { emiseLe: DERNIER });
      const lignes = await tx.rows<Ligne & { periode_du: Day }>(sql`
        select l.caution_id, l.jours, l.frais::text, l.montant::text, f.periode_du
        from facture_ligne l join facture f on f.id = l.facture_id where f.nature = 'avoir' order by f.periode_du, l.caution_id`);
      expect(lignes.map(({ periode_du, ...ligne }) => `${periode_du} ${JSON.stringify(ligne)}`)).toEqual(voulus);
      expect(emis.lignes).toBe(voulus.length);
      expect(voulus.length).toBeGreaterThan(15);
    });
  });
});

describe('issued documents', () => {
  it('have the sum of their lines, an unbroken number and a due date', async () => {
    const [faux] = await db.systeme.rows<{ n: number }>(sql`
      select count(*) as n from facture f
      where f.montant <> (select sum(l.montant) from facture_ligne l where l.facture_id = f.id) or f.echeance <> f.emise_le + case f.nature when 'facture' then 30 else 0 end`);
    expect(faux?.n).toBe(0);
    const series = await db.systeme.rows<{ premier: string; dernier: string; n: number }>(sql`
      select min(numero) as premier, max(numero) as dernier, count(*) as n from facture group by left(numero, 3) order by 1`);
    expect(series.map(({ premier }) => premier)).toEqual(['A26-0000001', 'F24-0000001', 'F25-0000001', 'F26-0000001']);
    for (const { dernier, n } of series) expect(Number(dernier.slice(4))).toBe(n);
  });

  it('are not issued twice, even by two jobs at once', async () => {
    const compter = async () => (await db.systeme.rows<{ n: number }>(sql`select count(*) as n from facture_ligne`))[0]?.n;
    const avant = await compter();
    const encore = () =>
      db.systeme.transaction(async (tx) => {
        await emettreFactures(tx, { periode: periodeDe('trimestre', DERNIER), emiseLe: DERNIER });
        await emettreAvoirs(tx, { emiseLe: DERNIER });
      });
    await encore();
    const apres = await compter();
    await Promise.all([encore(), encore(), encore()]);
    expect(await compter()).toBe(apres);
    expect(apres).toBeGreaterThanOrEqual(avant ?? 0);
  });

  it('are for the contrats asked only', async () => {
    await expect(
      db.systeme.transaction((tx) =>
        emettreFactures(tx, { periode: periodeDe('trimestre', '2026-05-01'), emiseLe: '2026-05-01', contrats: [] }),
      ),
    ).resolves.toEqual({ documents: 0, lignes: 0 });
  });
});
