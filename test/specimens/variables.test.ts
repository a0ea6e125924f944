import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { TEXTES } from '../../seeds/textes/index.js';
import { createTranslator } from '../../src/kit/i18n.js';
import { enClair } from '../../src/specimens/enclair.js';
import { limitMessage } from '../../src/specimens/limits.js';
import { checkLimits, formFields, readVariables } from '../../src/specimens/variables.js';
import { versionEnVigueur, type TexteVersion } from '../../src/specimens/texte.js';

const CTX = { devise: 'EUR', today: '2026-11-20' };
const translate = createTranslator({ strict: true });

const texte = (code: string): TexteVersion => versionEnVigueur(TEXTES, code, CTX.today) as TexteVersion;
const RG = texte('RG_PRIV');
const bon = exampleValues(RG);
/** What a form sends when only some names change. */
const avec = (changes: Record<string, unknown>, base: TexteVersion = RG) =>
  readVariables(base, { ...exampleValues(base), ...changes }, CTX);
const erreur = (changes: Record<string, unknown>, nom: string) =>
  avec(changes)
    .erreurs.find(({ field }) => field === nom)
    ?.message.replace('variables.erreurs.', '');

describe('readVariables', () => {
  it('reads what a person types into canonical values', () => {
    const { valeurs, erreurs } = avec({
      montant_ttc: ' 500 000,50 € ',
      montant_ht: '',
      avenants_ttc: '-1.000,50',
      taux: '4,5 %',
      montant: '',
      marche_date: '5/9/2026',
      beneficiaire_siret: '732 829 320 00074',
      beneficiaire_pays: 'France',
    });
    expect(erreurs).toEqual([]);
    expect(valeurs).toMatchObject({
      montant_ttc: '500000.50',
      avenants_ttc: '-1000.50',
      taux: '4.5',
      marche_date: '2026-09-05',
      beneficiaire_siret: '73282932000074',
      beneficiaire_pays: 'FR',
      devise: 'EUR',
    });
  });

  it('works the amount out from base and rate, and keeps one that is typed when it is that one', () => {
    expect(avec({ montant_ht: '', montant_ttc: '500000', avenants_ttc: '20000', taux: '5', montant: '' }).valeurs).toMatchObject({
      montant: '26000.00',
      montant_lettres: 'vingt-six mille euros',
    });
    expect(avec({ montant_ht: '', montant_ttc: '240000', avenants_ttc: '', montant: '12 000' })).toMatchObject({
      erreurs: [],
      valeurs: { montant: '12000.00', montant_lettres: 'douze mille euros' },
    });
  });

  it('never takes a locked value from the form', () => {
    expect(
      avec({ montant_ht: '', montant_ttc: '2000', avenants_ttc: '', montant: '100', montant_lettres: 'un milliard', devise: 'USD' })
        .valeurs,
    ).toMatchObject({
      montant_lettres: 'cent euros',
      devise: 'EUR',
    });
  });

  it('computes the end of a tender guarantee from the validity of the offer', () => {
    expect(avec({ remise_date: '2026-12-01', validite_offre_jours: '90' }, texte('SOUM')).valeurs.date_fin).toBe('2027-03-01');
  });

  it.each([
    [{ beneficiaire_nom: '' }, 'beneficiaire_nom', 'obligatoire'],
    [{ beneficiaire_nom: ' \t ' }, 'beneficiaire_nom', 'obligatoire'],
    [{ beneficiaire_nom: 'x'.repeat(201) }, 'beneficiaire_nom', 'trop_long'],
    [{ beneficiaire_nom: 'x' }, 'beneficiaire_nom', 'trop_court'],
    [{ beneficiaire_nom: ['a', 'b'] }, 'beneficiaire_nom', 'forme'],
    [{ beneficiaire_nom: { a: 1 } }, 'beneficiaire_nom', 'forme'],
    [{ beneficiaire_nom: 'SCI \u0000 Nul' }, 'beneficiaire_nom', 'caracteres'],
    [{ beneficiaire_nom: '建設会社' }, 'beneficiaire_nom', 'caracteres'],
    [{ beneficiaire_nom: 'SCI 🏗' }, 'beneficiaire_nom', 'caracteres'],
    [{ montant: '-5' }, 'montant', 'montant_positif'],
    [{ montant: '0' }, 'montant', 'montant_positif'],
    [{ montant: '12345678901234567890' }, 'montant', 'montant_long'],
    [{ montant: 'cent' }, 'montant', 'montant'],
    [{ montant: '1,234' + '5' }, 'montant', 'montant_decimales'],
    [{ montant: '', taux: '' }, 'taux', 'obligatoire'],
    [{ taux: '5,01' }, 'taux', 'pourcentage_max'],
    [{ taux: '0' }, 'taux', 'pourcentage_borne'],
    [{ taux: '101' }, 'taux', 'pourcentage_borne'],
    [{ taux: 'beaucoup' }, 'taux', 'pourcentage'],
    [{ marche_date: '31/02/2026' }, 'marche_date', 'date'],
    [{ marche_date: 'demain' }, 'marche_date', 'date'],
    [{ date_effet: '2026-11-20', date_fin: '20/11/2026' }, 'date_fin', 'date_apres'],
    [{ beneficiaire_siret: '73282932000075' }, 'beneficiaire_siret', 'siret_cle'],
    [{ beneficiaire_siret: '7328293200007' }, 'beneficiaire_siret', 'siret_longueur'],
    [{ beneficiaire_siret: '' }, 'beneficiaire_siret', 'obligatoire'],
    [{ beneficiaire_pays: 'Narnia' }, 'beneficiaire_pays', 'pays'],
    [{ beneficiaire_nature: 'autre' }, 'beneficiaire_nature', 'choix'],
    [{ beneficiaire_email: 'pas une adresse' }, 'beneficiaire_email', 'email'],
    [{ montant_ht: '600000', montant_ttc: '500000' }, 'montant_ttc', 'montant_min'],
    [{ montant_ht: '', montant_ttc: '100000', montant: '1000' }, 'montant', 'montant_produit'],
    [{ montant_ht: '', montant_ttc: '100000', montant: '5000,01' }, 'montant', 'montant_produit'],
    [{ montant_ht: '', montant_ttc: '100', avenants_ttc: '-100', montant: '' }, 'montant', 'montant_positif'],
    [{ marche_date: '21/11/2026' }, 'marche_date', 'date_max'],
    [{ date_effet: '19/11/2026' }, 'date_effet', 'variables.dates.effet_passe'],
    [{ beneficiaire_nom: 'Commune de Valombreuse' }, 'beneficiaire_nom', 'variables.limites.nature_public'],
    [{ beneficiaire_nature: 'public' }, 'beneficiaire_nature', 'choix'],
  ])('%o: an error beside %s (%s)', (changes, nom, cle) => expect(erreur(changes, nom)).toBe(cle));

  it('asks no SIRET of a private individual nor of a foreign beneficiary, and forgets one that was typed', () => {
    for (const changes of [{ beneficiaire_nature: 'particulier' }, { beneficiaire_pays: 'BE' }]) {
      const { valeurs, erreurs } = avec({ ...changes, beneficiaire_siret: 'nonsense' });
      expect(erreurs).toEqual([]);
      expect(valeurs).not.toHaveProperty('beneficiaire_siret');
    }
  });

  it('takes the literal text of what looks like a template or a formula, and ignores unknown names', () => {
    const { valeurs, erreurs } = avec({ beneficiaire_nom: '{{7*7}}', marche_numero: '=1+1', inconnu: 'x', __proto__: { montant: '1' } });
    expect(erreurs).toEqual([]);
    expect(valeurs).toMatchObject({ beneficiaire_nom: '{{7*7}}', marche_numero: '=1+1' });
    expect(valeurs).not.toHaveProperty('inconnu');
  });

  it('every message has its words in both languages', () => {
    for (const langue of ['fr', 'en'] as const) {
      const { erreurs } = readVariables(
        RG,
        { taux: '6', montant: 'x', marche_date: '31/02/2026', beneficiaire_siret: '12' },
        { ...CTX, langue },
      );
      expect(erreurs.length).toBeGreaterThan(5);
      for (const { message, params } of erreurs) expect(translate(langue)(message, params)).not.toContain('{{');
    }
  });

  it('withstands anything, for every texte: never throws, never an error without a field of the texte', () => {
    const chaos = fc.dictionary(
      fc.constantFrom('montant', 'taux', 'date_fin', 'marche_date', 'beneficiaire_nom', 'devise', 'beneficiaire_siret', 'montant_ttc', 'x'),
      fc.oneof(fc.anything(), fc.string(), fc.constantFrom('1e308', '٣٤', '\ud800', '9'.repeat(400))),
    );
    fc.assert(
      fc.property(fc.constantFrom(...TEXTES), chaos, fc.constantFrom('EUR', 'JPY', 'TND'), (un, brut, devise) => {
        const { valeurs, erreurs } = readVariables(un, brut, { ...CTX, devise });
        const noms = new Set(un.variables.map(({ nom }) => nom));
        expect([...Object.keys(valeurs), ...erreurs.map(({ field }) => field)].every((nom) => noms.has(nom))).toBe(true);
        expect(Object.values(valeurs).every((valeur) => typeof valeur === 'string')).toBe(true);
        checkLimits(un, valeurs, devise, CTX.today);
        formFields(un, brut, erreurs, 'fr', { devise });
      }),
      { numRuns: 300 },
    );
    expect(readVariables(RG, null as unknown as Record<string, unknown>, CTX).erreurs.length).toBeGreaterThan(0);
  });
});

describe('formFields', () => {
  const champ = (saisie: Record<string, unknown>, nom: string, erreurs = [] as ReturnType<typeof avec>['erreurs']) =>
    formFields(RG, saisie, erreurs, 'fr', { today: CTX.today })
      .flatMap(({ champs }) => champs)
      .find((un) => un.nom === nom);

  it('shows values as a person types them', () => {
    expect(champ(bon, 'montant_ttc')).toMatchObject({ valeur: '84\u202f000,00', suffixe: '€', obligatoire: true });
    expect(champ(bon, 'date_effet')?.valeur).toBe('20/11/2026');
    expect(champ({}, 'taux')).toMatchObject({ valeur: '5', suffixe: '%' });
    expect(champ({}, 'montant_lettres')).toMatchObject({ verrouille: true, obligatoire: false });
    expect(champ({}, 'beneficiaire_pays')?.choix?.length).toBe(249);
  });
  it('gives back exactly what was typed when something is wrong', () => {
    const typed = { ...bon, montant: '1 2 3 x', date_effet: '1/1/26' };
    const { erreurs } = readVariables(RG, typed, CTX);
    expect(champ(typed, 'montant', erreurs)).toMatchObject({ valeur: '1 2 3 x', erreur: { message: 'variables.erreurs.montant' } });
    expect(champ(typed, 'montant_ttc', erreurs)?.valeur).toBe('84000.00');
  });
  it('does not ask what does not apply', () => {
    expect(champ({ beneficiaire_pays: 'BE' }, 'beneficiaire_siret')).toMatchObject({ actif: false, obligatoire: false });
    expect(champ({}, 'beneficiaire_siret')).toMatchObject({ actif: true, obligatoire: true });
  });
});

describe('checkLimits', () => {
  const manquees = (code: string, changes: Record<string, string>) =>
    checkLimits(texte(code), { ...exampleValues(texte(code)), ...changes }, 'EUR', CTX.today).filter(({ respectee }) => !respectee);

  it.each([
    ['RG_PRIV', { montant_ttc: '100000.00', montant: '5000.00' }, 0],
    ['RG_PRIV', { montant_ttc: '100000.00', montant: '5000.01' }, 1],
    ['RG_PRIV', { montant_ttc: '100000.00', avenants_ttc: '20000.00', montant: '6000.00' }, 0],
    ['RG_PUB', { montant_ttc: '100000.00', montant: '5000.00', pme: 'oui' }, 0],
    ['RG_PUB', { montant_ttc: '100000.00', montant: '5000.00', pme: 'oui', acheteur_classe: 'etat' }, 1],
    ['RG_PUB', { montant_ttc: '100000.00', montant: '5000.00', pme: 'oui', acheteur_classe: 'collectivite_importante' }, 1],
    ['RG_PUB', { montant_ttc: '100000.00', montant: '3000.00', pme: 'oui', acheteur_classe: 'etat' }, 0],
    ['RG_PUB', { montant_ttc: '100000.00', montant: '5000.00', groupement: 'conjoint', part_montant: '25000.00' }, 1],
    ['RG_PUB', { montant_ttc: '100000.00', montant: '1250.00', groupement: 'conjoint', part_montant: '25000.00' }, 0],
    ['RG_PUB', { montant_ttc: '100000.00', montant: '5000.00', groupement: 'conjoint', part_montant: '100000.01' }, 1],
    ['RG_PRIV', { montant_ttc: '100.39', montant: '5.02' }, 1],
    ['RG_PRIV', { montant_ttc: '100.39', montant: '5.01' }, 0],
    ['P1799', { montant_ht: '12000.00' }, 1],
    ['P1799', { montant_ht: '12000.01' }, 0],
    ['ST', { soustraite_montant: '100000.00', montant: '99999.99' }, 1],
    ['ST', { soustraite_montant: '100000.00', montant: '100000.01' }, 1],
    ['ST', { date_effet: '2026-12-01', soustraite_date: '2026-11-30' }, 1],
    ['ST', { date_effet: '2026-12-01', soustraite_date: '2026-12-01' }, 0],
    ['ST', { date_effet: '2026-11-10', soustraite_date: '2026-11-19' }, 1],
    ['ST', { travaux_date: '2026-11-19' }, 2],
    ['GAPD_AV', { montant_ttc: '100000.00', avance_base_montant: '100000.01' }, 1],
    ['RA', { acompte_montant: '1000.00', montant: '1000.01' }, 1],
    ['RA', { montant_ttc: '900.00', acompte_montant: '1000.00', montant: '1000.00' }, 1],
    ['TT', { ca_ht: '10000000.00', montant: '799999.99' }, 1],
    ['TT', { ca_ht: '100000.00', montant: '151444.99' }, 1],
    ['IMMO', { fonds_montant: '50000.00', montant: '60000.00', annees_activite: 'moins_de_deux_ans' }, 0],
    ['IMMO', { fonds_montant: '50000.00', montant: '60000.00', annees_activite: 'deux_ans_et_plus' }, 1],
  ])('%s %o: %i broken', (code, changes, count) => expect(manquees(code, changes)).toHaveLength(count));

  it('says why in both languages', () => {
    const [limite] = manquees('RG_PRIV', { montant_ttc: '100000.00', montant: '6000.00' });
    const { message, params } = limitMessage(limite!, 'EUR');
    expect(translate('fr')(message, enClair(params, 'fr'))).toBe(
      'Le montant garanti, 6\u202f000,00\u00a0€, dépasse 5\u00a0% de la base, soit 5\u202f000,00\u00a0€ (loi n° 71-584 du 16 juillet 1971, art. 1).',
    );
  });
  it('a limit that cannot be worked out is not kept', () => {
    expect(manquees('RG_PRIV', { montant_ttc: '', avenants_ttc: '' })).toHaveLength(1);
    expect(checkLimits(texte('P1799'), exampleValues(texte('P1799')), 'USD', CTX.today).at(-1)?.respectee).toBe(false);
  });
});
