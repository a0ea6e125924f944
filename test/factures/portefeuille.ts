/** Portfolios for the billing's tests: cautions with their ledger and tariffs, written as rows of a real database. */
import fc from 'fast-check';
import { insertRows } from '../../seeds/bulk.js';
import { loadCatalogue } from '../../seeds/referentiel.js';
import type { Tarif } from '../../src/autorisations/tarif.js';
import type { Tx } from '../../src/kit/database.js';
import { addDays, startOfDay, type Day } from '../../src/kit/dates.js';
import { fromDecimal, money, percent, percentToDecimal, toDecimal } from '../../src/kit/money.js';
import { numeroter } from '../../src/numeros/numero.js';
import { cautionDuCas, type CautionConnue, type Contrat } from './registre.js';
import type { CasDePrime } from './cas.js';

export const JOUR_1 = '2024-07-01';
export const DERNIER = '2026-02-20';

/** A contrat with its authorisations' tariffs and the cautions of each. */
export interface ContratEssai {
  readonly contrat: Contrat;
  readonly autorisations: readonly { readonly tarifs: readonly Tarif[]; readonly cautions: readonly CautionEssai[] }[];
}
type CautionEssai = CautionConnue & { readonly entite: number };

export const contratDuCas = (cas: CasDePrime): ContratEssai => {
  const caution = cautionDuCas(cas);
  return { contrat: cas, autorisations: [{ tarifs: caution.tarifs, cautions: [{ ...caution, entite: 0 }] }] };
};

const CONTRATS: readonly (Contrat & { readonly prix: readonly (readonly [du: Day, taux: string, minimum: string, frais: string])[] })[] = [
  { devise: 'EUR', base: 360, periode: 'trimestre', terme: 'avance', prix: [['2024-07-01', '0.85', '10', '15']] },
  { devise: 'EUR', base: 365, periode: 'trimestre', terme: 'echu', prix: [['2024-07-01', '1.43', '0', '17']] },
  { devise: 'KWD', base: 365, periode: 'mois', terme: 'avance', prix: [['2024-07-01', '1.1375', '2.5', '4.125']] },
  { devise: 'JPY', base: 360, periode: 'mois', terme: 'echu', prix: [['2024-07-01', '0.0349', '100', '0']] },
  { devise: 'USD', base: 360, periode: 'annee', terme: 'avance', factureDes: '2024-11-12', prix: [['2024-07-01', '2', '50', '40']] },
];
/** Dated changes: rate times, minimum added, fee. */
const CHANGEMENTS = [
  [],
  [['2025-02-15', '1.2'] as const],
  [['2024-09-10', '0.9'] as const, ['2025-07-01', '1.1'] as const, ['2025-07-02', '1.3'] as const],
];

const caution = fc.record({
  contrat: fc.nat(CONTRATS.length - 1),
  autorisation: fc.nat(CHANGEMENTS.length - 1),
  entite: fc.nat(2),
  unites: fc.bigInt(1000n, 5_000_000_00n),
  effet: fc.nat(590).map((jours) => addDays(JOUR_1, jours)),
  decalage: fc.integer({ min: -40, max: 40 }),
  duree: fc.option(fc.oneof({ weight: 1, arbitrary: fc.constantFrom(0, 1) }, { weight: 5, arbitrary: fc.nat(250) }), { freq: 3 }),
  suites: fc.array(
    fc.record({ apres: fc.nat(200), minute: fc.nat(1439), part: fc.oneof(fc.constant(-100), fc.integer({ min: -90, max: 60 })) }),
    {
      maxLength: 4,
    },
  ),
});

/** The same every time. */
export function portefeuille(nombre: number): ContratEssai[] {
  const tirages = fc.sample(caution, { numRuns: nombre, seed: 20_261_121 });
  return CONTRATS.map(({ prix, ...contrat }, c) => ({
    contrat,
    autorisations: CHANGEMENTS.map((changements, a) => {
      const tarifs = [
        ...prix,
        ...changements.map(([du, fois]) => [du, String(Number((Number(prix[0]?.[1]) * Number(fois)).toFixed(4))), '3', '1'] as const),
      ].map(([du, taux, minimum, frais]) => ({
        du,
        taux: percent(taux),
        minimum: fromDecimal(minimum, contrat.devise),
        frais: fromDecimal(frais, contrat.devise),
      }));
      const siens = tirages.map((tirage, rang) => ({ ...tirage, rang })).filter((t) => t.contrat === c && t.autorisation === a);
      return { tarifs, cautions: siens.map((t) => ({ ...tiree(t, contrat), contrat, tarifs, entite: t.entite })) };
    }),
  }));
}

type Tirage = (typeof caution extends fc.Arbitrary<infer T> ? T : never) & { readonly rang: number };

/** Its ledger: issue, then releases and increases in part, never below nothing. */
function tiree({ rang, unites, effet, decalage, duree, suites }: Tirage, { devise }: Contrat) {
  const accordee = addDays(effet, decalage);
  let reste = unites;
  const mouvements = [{ le: midi(accordee, 600), montant: money(unites, devise) }];
  for (const { apres, minute, part } of [...suites].sort((a, b) => a.apres - b.apres)) {
    const montant = part === -100 ? -reste : (reste * BigInt(part)) / 100n;
    if (montant === 0n) continue;
    reste += montant;
    // The last minutes of a day in Paris are another day in UTC, half of the year.
    mouvements.push({ le: midi(addDays(accordee, apres), minute), montant: money(montant, devise) });
  }
  return { cle: String(rang), effet, dernier: duree === null ? null : addDays(effet, duree), mouvements };
}

const midi = (jour: Day, minute: number): Date => new Date(startOfDay(jour).getTime() + Math.max(minute, 1) * 60_000);

/** Writes them; answers the contrats' ids and, for each caution's id, its `cle`. */
export async function peupler(tx: Tx, essais: readonly ContratEssai[]): Promise<{ contrats: number[]; cles: ReadonlyMap<number, string> }> {
  const inserer = async (table: string, rows: readonly Record<string, unknown>[]) =>
    (await insertRows<{ id: number }>(tx, table, rows, 'id')).map(({ id }) => id);
  const { garantId, textes } = await loadCatalogue(tx);
  const texte = (ferme: boolean) =>
    textes.find(({ texte: { produits, fin } }) => produits.includes('MARCHE') && (fin === 'date') === ferme)?.id;
  const [compte_id = 0] = await inserer('compte', [{ garant_id: garantId, numero_client: '1', nom: 'Essai' }]);
  const entites = await inserer(
    'entite',
    ['A', 'B', 'C'].map((nom) => ({ compte_id, nom, chemin: [], etat: 'active' })),
  );
  const [saisi_par] = await inserer('collaborateur', [{ compte_id, email: 'a@essai.example', nom: 'A', profils: ['saisisseur'] }]);
  const PLAFOND = '900000000000';
  const contrats = await inserer(
    'contrat',
    essais.map(({ contrat }, i) => ({
      garant_id: garantId,
      compte_id,
      numero: `CP${i}`,
      devise: contrat.devise,
      plafond: PLAFOND,
      utilise: 0,
      acces: true,
      edition_deportee: true,
      tolerance_impaye_jours: 30,
      date_debut: JOUR_1,
      base_jours: contrat.base,
      periode: contrat.periode,
      terme: contrat.terme,
      facture_des: contrat.factureDes ?? null,
    })),
  );
  const toutes = essais.flatMap(({ contrat, autorisations }, i) =>
    autorisations.map((autorisation, rang) => ({ contrat, i, rang, ...autorisation })),
  );
  const lignes = await inserer(
    'ligne',
    toutes.map(({ i, rang }) => ({ compte_id, contrat_id: contrats[i], numero: rang + 1, libelle: 'L', plafond: PLAFOND, utilise: 0 })),
  );
  const autorisationIds = await inserer(
    'autorisation',
    toutes.map(({ contrat, i }, a) => ({
      compte_id,
      contrat_id: contrats[i],
      ligne_id: lignes[a],
      entite_id: entites[0],
      produit: 'MARCHE',
      type_credit: 'RG_PRIV',
      devise: contrat.devise,
      autorise: PLAFOND,
      utilise: 0,
      plafond_unitaire: 1,
      duree_max_mois: 12,
    })),
  );
  await insertRows(
    tx,
    'tarif',
    toutes.flatMap(({ tarifs }, a) =>
      tarifs.map((tarif) => ({
        compte_id,
        autorisation_id: autorisationIds[a],
        du: tarif.du,
        taux: percentToDecimal(tarif.taux),
        minimum: toDecimal(tarif.minimum),
        frais: toDecimal(tarif.frais),
        inscrit_le: startOfDay(JOUR_1).toISOString(),
      })),
    ),
  );

  const cautions = toutes.flatMap(({ contrat, i, cautions: siennes }, a) => siennes.map((c) => ({ ...c, contrat, i, a })));
  const commun = cautions.map(({ contrat, a, entite, mouvements, effet, dernier }, rang) => ({
    compte_id,
    garant_id: garantId,
    annee: 2024,
    rang: rang + 1,
    entite_id: entites[entite],
    autorisation_id: autorisationIds[a],
    produit: 'MARCHE',
    type_credit: 'RG_PRIV',
    texte_version_id: texte(dernier !== null),
    montant: toDecimal(mouvements[0]?.montant ?? money(0n, contrat.devise)),
    devise: contrat.devise,
    beneficiaire: 'B',
    date_effet: effet,
    // An end that an act does not print ends nothing.
    date_fin: dernier ?? addDays(effet, 30),
    valeurs: {},
    creee_le: mouvements[0]?.le.toISOString(),
  }));
  const demandes = await inserer(
    'demande',
    commun.map((ligne, i) => ({ ...ligne, numero: numeroter('D', 2024, i + 1), etat: 'transmise', saisi_par })),
  );
  const ids = await inserer(
    'caution',
    commun.map((ligne, i) => ({
      ...ligne,
      numero: numeroter('C', 2024, i + 1),
      demande_id: demandes[i],
      contrat_id: contrats[cautions[i]?.i ?? 0],
      donneur_ordre: {},
      etat: 'effective',
      controle: [],
      edition_deportee: false,
      effective_le: ligne.creee_le,
    })),
  );
  const mouvements = cautions.flatMap(({ mouvements: siens, i, a }, c) =>
    siens.map(({ le, montant }, rang) => ({
      compte_id,
      contrat_id: contrats[i],
      ligne_id: lignes[a],
      autorisation_id: autorisationIds[a],
      caution_id: ids[c],
      nature: rang === 0 ? 'emission' : montant.minor < 0n ? 'mainlevee' : 'avenant',
      montant: toDecimal(montant),
      le: le.toISOString(),
    })),
  );
  await insertRows(
    tx,
    'mouvement',
    mouvements.sort((a, b) => (a.le < b.le ? -1 : 1)),
  );
  return { contrats, cles: new Map(ids.map((id, i) => [id, cautions[i]?.cle ?? ''])) };
}
