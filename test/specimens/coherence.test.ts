/** What would make an act untrue or void: refused beside the field, by the control, and before the seal. */
import { describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { TEXTES } from '../../seeds/textes/index.js';
import { composeActe } from '../../src/actes/compose.js';
import { LANGUAGES, createTranslator } from '../../src/kit/i18n.js';
import { siretOf } from '../../src/kit/identifiers.js';
import { denomination } from '../../src/kit/denomination.js';
import { incoherences, incoherencesDesDates } from '../../src/specimens/coherence.js';
import { enClair } from '../../src/specimens/enclair.js';
import { memePersonne, natureApparente } from '../../src/specimens/parties.js';
import { versionEnVigueur, type TexteVersion } from '../../src/specimens/texte.js';
import { readVariables } from '../../src/specimens/variables.js';
import { CONTEXTE_ACTE } from '../actes/contexte.js';

const JOUR = '2026-11-20';
const CONTRAT = { du: '2026-01-01', au: '2027-12-31' };
const DONNEUR = { nom: 'Rhône Bâtir Gros Œuvre', immatriculation: '991234564' };
const translate = createTranslator({ strict: true });
const texte = (code: string): TexteVersion => versionEnVigueur(TEXTES, code, JOUR) as TexteVersion;

type Cas = readonly [nom: string, code: string, changes: Record<string, string>, champ: string, message: string];

const CAS: readonly Cas[] = [
  ['an effect before the day of issue', 'RG_PRIV', { date_effet: '2019-01-01' }, 'date_effet', 'dates.effet_passe'],
  ['an effect after the contract with the insurer', 'RG_PRIV', { date_effet: '2028-01-01' }, 'date_effet', 'dates.effet_hors_contrat'],
  ['an end already past', 'BF', { date_effet: '2026-11-20', date_fin: '2026-11-19' }, 'date_fin', 'dates.fin_passee'],
  ['an end after the contract with the insurer', 'BF', { date_fin: '2028-01-01' }, 'date_fin', 'dates.fin_hors_contrat'],
  ['a tender closed', 'SOUM', { remise_date: '2026-11-19' }, 'remise_date', 'erreurs.date_min'],
  ['a tender closed, abroad', 'BID_EN', { remise_date: '2026-11-19' }, 'remise_date', 'erreurs.date_min'],
  [
    'a bid guarantee that ends before the offer',
    'BID_EN',
    { remise_date: '2026-12-10', validite_offre_jours: '120', date_fin: '2027-04-08' },
    'date_fin',
    'erreurs.date_min',
  ],
  ['a contract signed in the future', 'RG_PUB', { marche_date: '2026-11-21' }, 'marche_date', 'erreurs.date_max'],
  ['a contract signed in the future, abroad', 'PERF_EN', { marche_date: '2026-11-21' }, 'marche_date', 'erreurs.date_max'],
  ['an order of tomorrow', 'FOUR', { commande_date: '2026-11-21' }, 'commande_date', 'erreurs.date_max'],
  ['no time left to claim', 'FOUR', { echeance_date: '2027-10-10', date_fin: '2027-11-20' }, 'echeance_date', 'limites.date_avant'],
  ['a subcontract signed before the act', 'ST', { soustraite_date: '2026-11-19' }, 'soustraite_date', 'limites.date_avant_emission'],
  ['works begun before the act', 'ST', { travaux_date: '2026-11-19' }, 'travaux_date', 'limites.date_avant_emission'],
  [
    'an approval given before the act',
    'ST',
    { effet_sous_traite: 'agrement', agrement_date: '2026-11-19' },
    'agrement_date',
    'limites.date_avant_emission',
  ],
  ['a part of the subcontract', 'ST', { montant: '1000.00' }, 'montant', 'limites.egal'],
  [
    'an amount that is not its product',
    'RG_PRIV',
    { montant_ttc: '100000.00', montant_ht: '', avenants_ttc: '', montant: '1000.00' },
    'montant',
    'erreurs.montant_produit',
  ],
  ['an advance that is not its product', 'GAPD_AV', { avance_montant: '1000.00' }, 'avance_montant', 'erreurs.montant_produit'],
  ['an advance above the contract', 'GAPD_AV', { avance_base_montant: '9999999.00' }, 'avance_base_montant', 'limites.plafond'],
  ['an advance above the contract, abroad', 'ADV_EN', { avance_montant: '9999999.00' }, 'avance_montant', 'limites.plafond'],
  ['a deposit above the contract', 'RA', { acompte_montant: '9999999.00', montant: '9999999.00' }, 'acompte_montant', 'limites.plafond'],
  [
    'a member guaranteed on the whole contract',
    'RG_PUB',
    { groupement: 'conjoint', part_montant: '21000.00', montant_ttc: '84000.00', montant_ht: '', avenants_ttc: '', montant: '4200.00' },
    'montant',
    'erreurs.montant_produit',
  ],
  [
    'a natural person as public buyer',
    'RG_PUB',
    { beneficiaire_nom: 'M. Driss Ferragut' },
    'beneficiaire_nom',
    'limites.nature_particulier',
  ],
  ['a commune as private owner', 'RG_PRIV', { beneficiaire_nom: 'Commune de Valombreuse' }, 'beneficiaire_nom', 'limites.nature_public'],
  ['a public SIREN as private owner', 'RG_PRIV', { beneficiaire_siret: '21690123100011' }, 'beneficiaire_nom', 'limites.nature_public'],
  [
    'the applicant as beneficiary, by name',
    'RG_PRIV',
    { beneficiaire_nom: 'RHONE BATIR – GROS OEUVRE S.A.S.', beneficiaire_pays: 'BE', beneficiaire_siret: '' },
    'beneficiaire_nom',
    'erreurs.meme_partie',
  ],
  [
    'the applicant as beneficiary, another establishment',
    'ST',
    { soustraitant_siret: siretOf('991234564', 12) },
    'beneficiaire_nom',
    'erreurs.meme_partie',
  ],
];

const essayer = (code: string, changes: Record<string, string>) => {
  const un = texte(code);
  const valeurs: Record<string, string> = { ...exampleValues(un, { today: JOUR }), ...changes };
  // What follows from the change is worked out again.
  for (const { nom, calcul } of un.variables) if (calcul?.type === 'pourcentage' && !(nom in changes)) delete valeurs[nom];
  for (const [nom, valeur] of Object.entries(changes)) if (valeur === '') delete valeurs[nom];
  return { un, valeurs };
};

describe.each(CAS)('%s (%s)', (_, code, changes, champ, message) => {
  const { un, valeurs } = essayer(code, changes);
  const emission = { devise: 'EUR', jour: JOUR, contrat: CONTRAT, donneur: DONNEUR };

  it('is told beside the field, in both languages', () => {
    for (const langue of LANGUAGES) {
      const { erreurs } = readVariables(un, valeurs, { ...emission, today: JOUR, langue });
      const erreur = erreurs.find(({ field }) => field === champ);
      expect(erreur, JSON.stringify(erreurs)).toMatchObject({ message: `variables.${message}` });
      expect(translate(langue)(erreur?.message ?? '', erreur?.params)).not.toMatch(/\{\{|\d{4}-\d\d-\d\d|undefined/);
    }
  });

  it('is seen again by the control and keeps the act from the seal', () => {
    const lues = readVariables(un, valeurs, { devise: 'EUR', today: JOUR }).valeurs;
    const fautes = [...incoherencesDesDates(un, lues, emission), ...incoherences(un, lues, emission)];
    const faute = fautes.find((one) => one.message === `variables.${message}`);
    expect(faute?.champ).toBe(champ);
    expect(translate('fr')(faute?.message ?? '', enClair(faute?.params ?? {}, 'fr'))).not.toMatch(/\{\{/);
    if (!message.endsWith('hors_contrat')) expect(() => composeActe(un, lues, CONTEXTE_ACTE)).toThrow();
  });
});

it('what was right when it was typed is refused once days have passed', () => {
  const { un, valeurs } = essayer('ST', { soustraite_date: '2026-11-23', date_effet: '' });
  expect(readVariables(un, valeurs, { devise: 'EUR', today: JOUR }).erreurs).toEqual([]);
  expect(() => composeActe(un, valeurs, { ...CONTEXTE_ACTE, dateEmission: '2026-11-23' })).not.toThrow();
  expect(() => composeActe(un, valeurs, { ...CONTEXTE_ACTE, dateEmission: '2026-11-24' })).toThrow('variables.limites.date_avant_emission');
});

it('an effect left open is the day of issue, and the act says that day', () => {
  const { un, valeurs } = essayer('RG_PRIV', { date_effet: '' });
  const lues = readVariables(un, valeurs, { devise: 'EUR', today: JOUR });
  expect(lues.erreurs).toEqual([]);
  expect(lues.valeurs).not.toHaveProperty('date_effet');
  const acte = composeActe(un, lues.valeurs, { ...CONTEXTE_ACTE, dateEmission: '2026-12-24' });
  expect(JSON.stringify(acte.articles)).toContain('prend effet le 24\u00a0décembre\u00a02026');
  expect(acte.donnees.date_effet).toBe('2026-12-24');
  const projet = composeActe(un, lues.valeurs, { ...CONTEXTE_ACTE, numero: null, dateEmission: null });
  expect(JSON.stringify(projet.articles)).toContain('[jour de l’émission]');
});

describe('the subcontract and its act (loi n° 75-1334, art. 14)', () => {
  const fautes = (changes: Record<string, string>, jour: string) => {
    const { un, valeurs } = essayer('ST', { date_effet: '', date_fin: '', ...changes });
    return incoherences(un, valeurs, { devise: 'EUR', jour });
  };
  it('case 37: signed on 10/06, issued on 12/06/2026: refused', () =>
    expect(fautes({ soustraite_date: '2026-06-10' }, '2026-06-12').map(({ champ }) => champ)).toContain('soustraite_date'));
  it('case 38: effective at the approval of 15/07, act of 14/07, works of 20/07/2026: accepted', () =>
    expect(
      fautes(
        { soustraite_date: '2026-07-01', effet_sous_traite: 'agrement', agrement_date: '2026-07-15', travaux_date: '2026-07-20' },
        '2026-07-14',
      ),
    ).toEqual([]));
});

describe('names', () => {
  it.each([
    ['Étanchéité Courvoisel SARL', 'ETANCHEITE COURVOISEL', true],
    ['Rhône-Bâtir', 'Rhone Batir S.A.S.', true],
    ['Société anonyme Logis du Ponant', 'Logis du Ponant SA', true],
    ['Méridiane Ltd', 'Méridienne Ltd', false],
    ['SAS', 'SARL', false],
  ])('%s and %s: %s', (a, b, same) => {
    expect(denomination(a) === denomination(b)).toBe(same);
    expect(memePersonne({ nom: a }, { nom: b })).toBe(same);
  });
  it.each([
    ['Ville de Lyon', undefined, 'public'],
    ['COMMUNE D’AVALLON', undefined, 'public'],
    ['SCI Ville de Rêve', undefined, undefined],
    ['Mme Hélène Thévenard', undefined, 'particulier'],
    ['Menuiserie Morel', '99100037300019', undefined],
    ['Menuiserie Morel', '13000000000012', 'public'],
  ])('%s %s: %s', (nom, siret, nature) => expect(natureApparente(nom, siret)).toBe(nature));
});
