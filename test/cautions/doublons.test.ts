/** When two acts are one guarantee: names, numbers and lots as people write them; what those of one contract amount to. */
import { describe, expect, it } from 'vitest';
import { TEXTES } from '../../seeds/textes/index.js';
import { cumulDepasse, memeGarantie, type Voisine } from '../../src/cautions/doublons.js';

const BON = { beneficiaire: 'Étanchéité Courvoisel SARL', siret: null, lot: null };

describe('the same guarantee', () => {
  it.each([
    ['a legal form, accents, a dash', { beneficiaire: 'ETANCHEITE-COURVOISEL' }, true],
    ['points in the form', { beneficiaire: 'Étanchéité Courvoisel S.A.R.L.' }, true],
    ['another company', { beneficiaire: 'Étanchéité Courvoisier SARL' }, false],
    ['a SIRET on one side only', { siret: '99512345600017' }, true],
    ['a lot on one side only', { lot: '2' }, true],
  ])('%s: %s', (_cas, autre, same) => expect(memeGarantie(BON, { ...BON, ...autre })).toBe(same));

  const SIRET = { ...BON, siret: '99512345600017' };
  it.each([
    ['another establishment of the same company', { siret: '99512345600025', beneficiaire: 'Courvoisel Nord' }, true],
    ['another company of the same name', { siret: '99100037300019' }, false],
  ])('by SIRET where both have one: %s', (_cas, autre, same) => expect(memeGarantie(SIRET, { ...SIRET, ...autre })).toBe(same));

  it.each([
    ['2', 'Lot n° 02', true],
    ['Lot 2 – Charpente', 'lot 2 charpente', true],
    ['2', '3', false],
    ['Lot A', 'lot n° B', false],
    ['', '3', true],
  ])('lots %j and %j: %s', (lot, autre, same) => expect(memeGarantie({ ...BON, lot }, { ...BON, lot: autre })).toBe(same));
});

describe('what one contract is guaranteed for', () => {
  const texte = TEXTES.find(({ code, version }) => code === 'RG_PRIV' && version === 2)!;
  const valeurs = { montant: '2500.00', montant_ttc: '100000.00', avenants_ttc: '0.00', beneficiaire_nom: 'SCI Verte' };
  const deja = (montant: string, devise = 'EUR'): Voisine => ({ ...BON, numero: 'C26-0000007', etat: 'effective', montant, devise });
  it.each([
    ['at the very limit', [deja('2500.00')], undefined],
    ['a cent above', [deja('2500.01')], '5000.01'],
    ['several of them', [deja('1500.00'), deja('1500.00')], '5500.00'],
    ['in another currency, apart', [deja('2500.01', 'USD')], undefined],
    ['alone', [], undefined],
  ])('%s', (_cas, autres, total) => {
    const cumul = cumulDepasse(texte, valeurs, 'EUR', autres);
    expect(cumul?.params.total).toEqual(total && { montant: total, devise: 'EUR' });
    if (cumul)
      expect(cumul.params).toMatchObject({
        borne: { montant: '5000.00', devise: 'EUR' },
        numeros: expect.stringContaining('C26-0000007') as string,
      });
  });
});
