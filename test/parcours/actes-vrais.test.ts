/**
 * Acts that are void, contradictory or untrue, asked for as a person asks for them: each is refused beside the field to correct, in words,
 * and what is right beside it passes. The message is the one that he reads.
 */
import { describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { sql } from '../../src/kit/database.js';
import type { TexteVersion } from '../../src/specimens/texte.js';
import { estVerrouillee } from '../../src/specimens/texte.js';
import { documentOf } from '../setup/client.js';
import { useHouse } from '../setup/house.js';

/** The day of the house is 21/11/2026; its contract runs from 2024. */
const JOUR = '2026-11-21';
const TYPES = ['ST', 'BF', 'RG_PUB', 'GAPD_AV', 'SOUM', 'RA', 'FOUR', 'P1799'];

let textes: ReadonlyMap<string, { id: number; contenu: TexteVersion }>;

const house = useHouse({
  async furnish(maison) {
    await maison.db.systeme.rows(sql`
    with a as (insert into autorisation (compte_id, contrat_id, ligne_id, entite_id, produit, type_credit, devise, autorise, plafond_unitaire, duree_max_mois)
      select compte_id, contrat_id, ligne_id, entite_id, produit, t, devise, autorise, plafond_unitaire, duree_max_mois
      from autorisation, unnest(${TYPES}::text[]) as t where id = ${maison.autorisationId} returning id, compte_id)
    insert into tarif (compte_id, autorisation_id, du, taux) select compte_id, id, '2024-01-01', 1 from a`);
    const rows = await maison.db.systeme.rows<{ id: number; contenu: TexteVersion }>(sql`
    select id, contenu from texte_version where en_vigueur_au is null and produits @> '{MARCHE}' and langue = 'fr'`);
    textes = new Map(rows.map((row) => [row.contenu.typeCredit, row]));
  },
});

const frenchDay = (value: string) => value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');

/** The summary that follows the details, as the browser asks for it. */
async function recapituler(type: string, changes: Readonly<Record<string, string>>) {
  const texte = textes.get(type);
  if (!texte) throw new Error(`no text of ${type} in force`);
  const { contenu } = texte;
  const saisies = { ...exampleValues(contenu, { today: JOUR }), date_effet: '', ...changes };
  const champs = Object.fromEntries(
    contenu.variables
      .filter((variable) => !estVerrouillee(variable) && !(variable.calcul?.type === 'pourcentage' && !(variable.nom in changes)))
      .map(({ nom }) => [nom, frenchDay(saisies[nom as keyof typeof saisies] ?? '')]),
  );
  const choix = { entiteId: String(house.maison.entites.fille), produit: 'MARCHE', typeCredit: type, texteId: String(texte.id) };
  const answer = await house.ines.post('/demandes/nouvelle', { ...choix, ...champs, etape: 'recapitulatif' });
  const page = documentOf(answer);
  const fautes = [...page.querySelectorAll('.govuk-error-message')].map(
    ({ id, textContent }) => [id.replace(/-error$/, ''), textContent?.replace(/\s+/g, ' ').trim() ?? ''] as const,
  );
  return { status: answer.status, fautes };
}

const REFUS: readonly (readonly [point: string, type: string, changes: Readonly<Record<string, string>>, champ: string, dit: RegExp])[] = [
  [
    '1: the subcontract was signed before the act',
    'ST',
    { soustraite_date: '2026-11-20' },
    'soustraite_date',
    /serait émis le 21\/11\/2026, après le 20\/11\/2026.*art\. 14/,
  ],
  ['1: the works had begun', 'ST', { soustraite_date: '2026-12-15', travaux_date: '2026-11-20' }, 'travaux_date', /21 janvier 2021/],
  [
    '1: an effect of before the issue',
    'RG_PRIV',
    { date_effet: '2019-01-01' },
    'date_effet',
    /antérieure au jour de l’émission, le 21\/11\/2026/,
  ],
  ['1: a contract signed in the future', 'RG_PRIV', { marche_date: '2026-12-24' }, 'marche_date', /21\/11\/2026 au plus tard/],
  ['1: a tender that is closed', 'SOUM', { remise_date: '2026-11-20' }, 'remise_date', /21\/11\/2026 au plus tôt/],
  ['1: an end that is past', 'BF', { date_fin: '2026-11-20' }, 'date_fin', /déjà passée/],
  [
    '1: an effect outside the contract with the insurer',
    'RG_PRIV',
    { date_effet: '2199-01-01' },
    'date_effet',
    /en dehors du contrat avec l’assureur/,
  ],
  [
    '2: an amount that is not its rate',
    'RG_PRIV',
    { montant_ttc: '100000', avenants_ttc: '', taux: '5', montant: '1000' },
    'montant',
    /5.% de 100.000,00.€ font 5.000,00.€, et non 1.000,00.€/,
  ],
  ['2: more than the law allows', 'RG_PRIV', { taux: '6' }, 'taux', /5.% au plus/],
  [
    '6: a natural person as public buyer',
    'RG_PUB',
    { beneficiaire_nom: 'Mme Hélène Thévenard', beneficiaire_siret: '' },
    'beneficiaire_nom',
    /personne physique/,
  ],
  [
    '6: a commune as private owner',
    'RG_PRIV',
    { beneficiaire_nom: 'Commune d’Avallon', beneficiaire_siret: '' },
    'beneficiaire_nom',
    /personne publique/,
  ],
  [
    '6: the cap of a subcontract is not the subcontract',
    'ST',
    { soustraite_date: '2026-12-15', soustraite_montant: '100000', montant: '90000' },
    'montant',
    /100.000,00.€ exactement/,
  ],
  ['6: an advance above its contract', 'GAPD_AV', { montant_ttc: '100000', avance_montant: '150000' }, 'avance_montant', /150.000,00/],
  ['6: an acompte above its contract', 'RA', { montant_ttc: '100000', acompte_montant: '150000' }, 'acompte_montant', /150.000,00/],
  ['6: below the threshold of the law', 'P1799', { montant_ht: '12000' }, 'montant_ht', /12.000,00/],
];

describe('refused, beside the field, in words', () => {
  it.each(REFUS)('%s', async (_point, type, changes, champ, dit) => {
    const { status, fautes } = await recapituler(type, changes);
    expect(status, JSON.stringify(fautes)).toBe(422);
    const dites = new Map(fautes);
    expect(dites.get(champ), JSON.stringify(fautes)).toMatch(dit);
  });

  it('6: the beneficiary is the applicant', async () => {
    const [{ nom } = { nom: '' }] = await house.maison.db.systeme.rows<{ nom: string }>(
      sql`select nom from entite where id = ${house.maison.entites.fille}`,
    );
    const { status, fautes } = await recapituler('RG_PRIV', { beneficiaire_nom: `${nom.toUpperCase()} S.A.R.L.`, beneficiaire_siret: '' });
    expect(status).toBe(422);
    expect(new Map(fautes).get('beneficiaire_nom')).toContain('la même personne');
  });
});

describe('what is right beside it passes', () => {
  it.each([
    ['a subcontract to be signed', 'ST', { soustraite_date: '2026-12-15' }],
    ['a subcontract signed on the very day', 'ST', { soustraite_date: JOUR }],
    ['an effect left to the issue', 'RG_PRIV', {}],
    ['an effect to come', 'RG_PRIV', { date_effet: '2026-12-01' }],
    ['the product, typed', 'RG_PRIV', { montant_ttc: '100000', avenants_ttc: '', taux: '5', montant: '5000' }],
    ['a public buyer', 'RG_PUB', {}],
    ['a performance bond with its long-stop date', 'BF', {}],
  ])('%s', async (_quoi, type, changes) => {
    const { status, fautes } = await recapituler(type, changes);
    expect(fautes).toEqual([]);
    expect([200, 303]).toContain(status);
  });
});
