/** The table of an amendment, exhaustively; what it measures; which fields a text asks, and how they are read. */
import { describe, expect, it } from 'vitest';
import { TEXTES } from '../../seeds/textes/index.js';
import { exampleValues } from '../../seeds/textes/examples.js';
import { AVENANT, empecheDemande, ETATS_AVENANT, mesurer, type SituationAvenant } from '../../src/avenants/avenant.js';
import { champsDemandes, changees, commeTapees, lireChangements, type CadreAvenant } from '../../src/avenants/champs.js';
import { controler, controlerReduction, NOMS_REGLES, type Faits } from '../../src/cautions/controle.js';
import { fromDecimal } from '../../src/kit/money.js';
import type { TexteVersion, Valeurs } from '../../src/specimens/texte.js';

const LIBRE: SituationAvenant = {
  ...{ etat: 'a_valider', sienne: false, propreValidation: false, delegue: true, transmetteurAutre: false },
  ...{ consentement: false, consenti: false, conforme: true },
};

describe('the table', () => {
  /** Who, and from which states: everything else is 403 or 409. */
  const attendu = {
    valider: ['valideur', ['a_valider']],
    ecarter: ['valideur', ['a_valider']],
    consentir: ['saisisseur', ['consentement_attendu']],
    abandonner: ['saisisseur', ['a_valider', 'consentement_attendu', 'en_attente']],
    accorder: ['garant', ['en_attente']],
    refuser: ['garant', ['consentement_attendu', 'en_attente']],
    demander_consentement: ['garant', ['en_attente']],
  } as const;
  it.each(
    AVENANT.noms.flatMap((nom) =>
      ETATS_AVENANT.flatMap((etat) => ['saisisseur', 'valideur', 'garant', 'consultant'].map((par) => [nom, etat, par] as const)),
    ),
  )('%s of %s by %s', (nom, etat, par) => {
    const [qui, de] = attendu[nom];
    const status = par !== qui ? 403 : (de as readonly string[]).includes(etat) ? undefined : 409;
    expect(AVENANT.obstacle(nom, { ...LIBRE, etat }, [par])?.status).toBe(status);
  });

  it.each<[string, Partial<SituationAvenant>, string | undefined]>([
    ['his own, where the circuit forbids it', { sienne: true }, 'avenants.refus.sa_propre_demande'],
    ['his own, where the circuit allows it', { sienne: true, propreValidation: true }, undefined],
    ['above his delegation', { delegue: false }, 'avenants.refus.hors_delegation'],
    ['another transmits', { transmetteurAutre: true }, 'demandes.refus.transmetteur'],
  ])('a validation of %s', (_nom, situation, cle) => {
    expect(AVENANT.obstacle('valider', { ...LIBRE, ...situation }, ['valideur'])?.key).toBe(cle);
  });

  it.each<[Partial<SituationAvenant>, string]>([
    [{}, 'effectif'],
    [{ conforme: false }, 'en_attente'],
    [{ consentement: true }, 'consentement_attendu'],
    [{ consentement: true, consenti: true }, 'en_attente'],
  ])('validated %j is then %s', (situation, vers) => expect(AVENANT.suite('valider', { ...LIBRE, ...situation })).toBe(vers));

  it('is not granted before the beneficiary agrees', () => {
    const attend = { ...LIBRE, etat: 'en_attente', consentement: true } as const;
    expect(AVENANT.obstacle('accorder', attend, ['garant'])?.key).toBe('avenants.refus.sans_consentement');
    expect(AVENANT.obstacle('accorder', { ...attend, consenti: true }, ['garant'])).toBeUndefined();
  });
  it('every state is reached', () => expect([...AVENANT.atteignables()].sort()).toEqual([...ETATS_AVENANT].sort()));

  it.each([
    [{ avenants: 1 }, 'avenants.refus.en_cours'],
    [{ oppositions: 1, etat: 'en_opposition' as const }, 'avenants.refus.opposition'],
    [{ mainlevees: 1 }, 'avenants.refus.mainlevee'],
    [{ etat: 'en_attente' as const }, 'avenants.refus.caution'],
    [{ etat: 'echue' as const }, 'avenants.refus.caution'],
    [{}, undefined],
  ])('one more is refused: %j', (caution, cle) =>
    expect(empecheDemande({ etat: 'effective', oppositions: 0, mainlevees: 0, avenants: 0, ...caution })).toBe(cle),
  );
});

describe('what it measures', () => {
  const acte: Valeurs = { montant: '1000.00', date_fin: '2027-06-30', beneficiaire_nom: 'SCI Verte', beneficiaire_adresse: '1 rue A' };
  it.each<[string, Partial<Record<string, string>>, ReturnType<typeof mesurer>]>([
    ['up', { montant: '1200.00' }, { ecart: '200.00', reduction: false, consentement: false }],
    ['down', { montant: '900.00' }, { ecart: '-100.00', reduction: true, consentement: true }],
    ['longer', { date_fin: '2027-07-01' }, { ecart: '0.00', reduction: false, consentement: false }],
    ['shorter', { date_fin: '2027-06-29' }, { ecart: '0.00', reduction: true, consentement: true }],
    ['up and shorter', { montant: '1200.00', date_fin: '2027-06-29' }, { ecart: '200.00', reduction: false, consentement: true }],
    ['an address', { beneficiaire_adresse: '2 rue B' }, { ecart: '0.00', reduction: false, consentement: false }],
    ['the same name, its legal form aside', { beneficiaire_nom: 'Verte' }, { ecart: '0.00', reduction: false, consentement: false }],
    ['another beneficiary', { beneficiaire_nom: 'SCI Bleue' }, { ecart: '0.00', reduction: false, consentement: true }],
    ['down, for another', { montant: '900.00', beneficiaire_nom: 'SCI Bleue' }, { ecart: '-100.00', reduction: false, consentement: true }],
  ])('%s', (_nom, change, mesure) => {
    expect(mesurer(acte, { ...acte, ...change } as Valeurs, { devise: 'EUR', fin: 'date' })).toEqual(mesure);
  });
  it('an end that binds nobody weighs nothing', () =>
    expect(mesurer(acte, { ...acte, date_fin: '2026-12-31' }, { devise: 'EUR', fin: 'evenement' })).toMatchObject({
      reduction: false,
      consentement: false,
    }));
  it('a company that keeps its SIRET is the same under another name', () => {
    const siret = { beneficiaire_siret: '55208131766522' };
    expect(
      mesurer({ ...acte, ...siret }, { ...acte, ...siret, beneficiaire_nom: 'Autre' }, { devise: 'EUR', fin: 'date' }).consentement,
    ).toBe(false);
  });
});

const texteDe = (code: string): TexteVersion => TEXTES.findLast((texte) => texte.code === code) as TexteVersion;
const actuels = TEXTES.filter(({ enVigueurAu }) => enVigueurAu === null);

describe('the fields', () => {
  it('of a retention are its bases, whose product is the amount; of a performance bond its amount and its end', () => {
    expect(champsDemandes(texteDe('RG_PRIV'), exampleValues(texteDe('RG_PRIV')))).toEqual([
      'beneficiaire_nom',
      'beneficiaire_adresse',
      'montant_ht',
      'montant_ttc',
      'avenants_ttc',
    ]);
    const bf = texteDe('BF');
    expect(champsDemandes(bf, exampleValues(bf))).toEqual(expect.arrayContaining(['date_fin', 'beneficiaire_nom']));
  });

  it.each(actuels.map((texte) => [texte.code, texte] as const))('of %s: as it is, nothing changes', (_code, texte) => {
    const valeurs = exampleValues(texte);
    for (const langue of ['fr', 'en'] as const) {
      const cadre = cadreDe({ langue, emission: valeurs.date_effet ?? '2026-11-21' });
      const { fautes } = lireChangements(texte, valeurs, {}, cadre);
      expect(fautes.map(({ message }) => message)).toEqual(['avenants.erreurs.rien']);
      const tapees = commeTapees(texte, valeurs, langue);
      const { apres } = lireChangements(
        texte,
        valeurs,
        Object.fromEntries(champsDemandes(texte, valeurs).map((nom) => [nom, tapees[nom] ?? ''])),
        cadre,
      );
      expect(changees(texte, valeurs, apres)).toEqual([]);
    }
  });

  it('work out the amount, down to the cent, and refuse what a demande would', () => {
    const rg = texteDe('RG_PRIV');
    const avant = { ...exampleValues(rg), montant_ttc: '20000.00', avenants_ttc: '', taux: '5', montant: '1000.00' } as Record<
      string,
      string
    >;
    delete avant.avenants_ttc;
    delete avant.montant_ht;
    const lire = (typed: Record<string, string>, cadre: Partial<CadreAvenant> = {}) =>
      lireChangements(rg, avant, typed, cadreDe({ emission: avant.date_effet ?? '', ...cadre }));
    expect(lire({ montant_ttc: '24 000,39' }).apres.montant).toBe('1200.01');
    expect(lire({ avenants_ttc: '-4 000' }).apres.montant).toBe('800.00');
    expect(lire({ montant_ttc: 'beaucoup' }).fautes).toMatchObject([{ field: 'montant_ttc', message: 'variables.erreurs.montant' }]);
    expect(lire({ montant_ttc: '' }).fautes).toMatchObject([{ field: 'montant_ttc' }]);
    expect(lire({ beneficiaire_nom: '' }).fautes).toMatchObject([{ field: 'beneficiaire_nom', message: 'variables.erreurs.obligatoire' }]);
    expect(lire({ beneficiaire_nom: 'Groupe Essai' }).fautes).toMatchObject([
      { field: 'beneficiaire_nom', message: 'variables.erreurs.meme_partie' },
    ]);
    expect(lire({ avenants_ttc: '-30 000' }).fautes).toMatchObject([{ field: 'montant_ttc' }]);
    expect(lire({ montant_ttc: '900 000 000' }).fautes).toMatchObject([
      { field: 'montant_ttc', message: 'demandes.erreurs.plafondContrat' },
    ]);
    expect(lire({ montant: '5000', montant_ttc: '24000' }).apres.montant).toBe('1200.00');
  });

  it('an end is not past, nor after the contract; the effect is not judged again', () => {
    const bf = texteDe('BF');
    const avant = { ...exampleValues(bf), marche_date: '2025-12-01', date_effet: '2026-01-05', date_fin: '2027-06-30' };
    const lire = (dateFin: string) => lireChangements(bf, avant, { date_fin: dateFin }, cadreDe({ emission: '2026-01-05' })).fautes;
    expect(lire('30/09/2027')).toEqual([]);
    expect(lire('20/11/2026')).toMatchObject([{ field: 'dateFin', message: 'variables.dates.fin_passee' }]);
    expect(lire('01/01/2029')).toMatchObject([{ field: 'dateFin', message: 'variables.dates.fin_hors_contrat' }]);
    expect(lire('31/02/2027')).toMatchObject([{ field: 'dateFin', message: 'variables.erreurs.date' }]);
  });
});

function cadreDe(cadre: Partial<CadreAvenant>): CadreAvenant {
  return {
    devise: 'EUR',
    langue: 'fr',
    emission: '2026-11-21',
    aujourdhui: '2026-11-21',
    contrat: { numero: 'CP 1', du: '2024-01-01', au: '2028-12-31', plafond: '10000000' },
    donneur: { nom: 'Groupe Essai' },
    ...cadre,
  };
}

describe('the control', () => {
  const eur = (decimal: string) => fromDecimal(decimal, 'EUR');
  const place = (decimal: string) => ({ autorisation: eur(decimal), ligne: eur(decimal), contrat: eur(decimal) });
  const faits = { montant: eur('1200'), disponible: place('250') } as Faits;
  const disponible = (supplement: string, reste = '250') =>
    controler({ ...BON, ...faits, supplement: eur(supplement), disponible: place(reste) }).find(({ regle }) => regle === 'disponible');
  it('asks room for what it adds, and nothing for what it gives back, even where nothing is left', () => {
    expect(disponible('200')).toMatchObject({ conforme: true });
    expect(disponible('250.01')).toMatchObject({ conforme: false, params: { montant: '250.01', disponible: '250.00' } });
    expect(disponible('-1', '-50')).toMatchObject({ conforme: true });
  });
  it('of a reduction looks at what its act says, and nothing else', () => {
    expect(controlerReduction(BON).map(({ regle }) => regle)).toEqual(['texte', 'duree', 'limite_legale']);
    expect(controler(BON)).toHaveLength(NOMS_REGLES.length);
  });
});

const BON: Faits = {
  aujourdhui: '2026-11-21',
  montant: fromDecimal('1000', 'EUR'),
  dateEffet: '2026-11-21',
  dateFin: null,
  finDemandee: false,
  contrat: { du: '2024-01-01', au: null, acces: true },
  entite: { active: true, rattachee: true },
  texte: { du: '2024-01-01', au: null, garantConcorde: true, admis: true, modifie: null },
  plafondUnitaire: fromDecimal('5000', 'EUR'),
  dureeMaxMois: 60,
  disponible: { autorisation: fromDecimal('5000', 'EUR'), ligne: fromDecimal('5000', 'EUR'), contrat: fromDecimal('5000', 'EUR') },
  datesFausses: [],
  limitesDepassees: [],
  impaye: { jours: 0, toleranceJours: 30 },
  documentEnRetard: null,
  pays: { beneficiaire: 'FR', admis: null },
  opposition: { derniere: null, exclueMois: null },
  doublon: null,
};
