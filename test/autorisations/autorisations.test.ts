/** Authorisations: sorted, searched, contract by contract, and exported as they are shown. */
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows } from '../../seeds/bulk.js';
import { pdfText } from '../actes/pdf-text.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
const ADRESSE = '/contrats/autorisations';
let maison: Maison;
let application: Application;
let ines: Client;
let local: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  const { db, compteId, garantId, entites, contratId, ligneId } = maison;
  await db.systeme.transaction(async (tx) => {
    const commun = {
      garant_id: garantId,
      compte_id: compteId,
      plafond: '90000000',
      utilise: 0,
      date_debut: '2024-01-01',
      acces: true,
      edition_deportee: true,
    };
    const facture = { tolerance_impaye_jours: 30, base_jours: 360, periode: 'trimestre', terme: 'avance' };
    const ids: Record<string, [number, number]> = { EUR: [contratId, ligneId] };
    for (const [numero, devise] of [
      ['CP 900', 'EUR'],
      ['CP 800', 'USD'],
    ] as const) {
      // prettier-ignore
      const [contrat] = await insertRows<{ id: number }>(tx, 'contrat', [{ ...commun, ...facture, numero, devise }], 'id');
      const [ligne] = await insertRows<{ id: number }>(tx, 'ligne', [{ compte_id: compteId, contrat_id: contrat?.id, numero: 1, libelle: 'Marché', plafond: '80000000', utilise: 0 }], 'id'); // prettier-ignore
      ids[numero] = [contrat?.id ?? 0, ligne?.id ?? 0];
    }
    const une = (contrat: string, entite_id: number, type_credit: string, devise: string, autorise: string, utilise: string) => ({
      compte_id: compteId, contrat_id: ids[contrat]?.[0], ligne_id: ids[contrat]?.[1], entite_id, produit: 'MARCHE', type_credit, devise, autorise, utilise,
      plafond_unitaire: '500000', duree_max_mois: 60,
    }); // prettier-ignore
    const posees = await insertRows<{ id: number }>(
      tx,
      'autorisation',
      [
        une('EUR', entites.fille, 'BID', 'EUR', '200000', '160000'),
        une('CP 900', entites.racine, 'BF', 'EUR', '3000000', '3100000'),
        une('CP 900', entites.fille, 'RG_PUB', 'EUR', '500000', '1'),
        une('CP 800', entites.racine, 'BID', 'USD', '70000000', '0'),
      ],
      'id',
    );
    await insertRows(
      tx,
      'tarif',
      posees.map(({ id }) => ({ compte_id: compteId, autorisation_id: id, du: '2024-01-01', taux: '0.85', minimum: '20', frais: '17' })),
    );
  });
  const marie = await maison.collaborateur('Marie', ['consultant'], { entite: entites.fille });
  application = await demarrer(database);
  ines = await client(application.url, maison.ines.email);
  local = await client(application.url, marie.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const mots = (text: string | null | undefined) => (text ?? '').replace(/\s/g, ' ').trim();
const page = async (query = '', qui = ines) => documentOf(await qui.get(ADRESSE + query));
const autorises = (lue: Document) =>
  [...lue.querySelectorAll('tbody tr:not(.subtotal) td[data-l="Autorisé"]')].map((td) => mots(td.textContent));
const EUROS = ['3 000 000,00 €', '1 000 000,00 €', '500 000,00 €', '200 000,00 €'];
const DOLLARS = '70 000 000,00 $';
const classeurDe = async (query = '') => {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await ines.bytes(`${ADRESSE}/export.xlsx${query}`)).body as ArrayBuffer);
  return ((book.worksheets[0]?.getSheetValues() ?? []) as unknown[][]).slice(1).map((row) => row.slice(1));
};

describe('the page', () => {
  it('is sorted by what is authorised, from the largest, a currency after the other', async () => {
    expect(autorises(await page())).toEqual([...EUROS, DOLLARS]);
    expect([...(await page()).querySelectorAll('tfoot tr')].map((tr) => mots(tr.textContent))).toEqual([
      expect.stringContaining('4 700 000,00 €'),
      expect.stringContaining(DOLLARS),
    ]);
  });

  it.each([
    ['autorise', [...EUROS].reverse()],
    ['-utilise', ['3 000 000,00 €', '200 000,00 €', '500 000,00 €', '1 000 000,00 €']],
    ['-disponible', ['1 000 000,00 €', '500 000,00 €', '200 000,00 €', '3 000 000,00 €']],
    ['-utilisation', ['3 000 000,00 €', '200 000,00 €', '500 000,00 €', '1 000 000,00 €']],
  ])('sorts by %s', async (tri, attendus) => {
    expect(autorises(await page(`?tri=${tri}`))).toEqual([...attendus, DOLLARS]);
  });

  it.each(['entite', '-entite', 'type', '-type', 'acces', '-acces'])('sorts by %s, with nothing lost', async (tri) => {
    for (const par of ['', '&par=contrat']) expect(autorises(await page(`?tri=${tri}${par}`)).sort()).toEqual([...EUROS, DOLLARS].sort());
  });

  it.each([
    ['contrat=900', ['3 000 000,00 €', '500 000,00 €']],
    ['contrat=cp+800', [DOLLARS]],
    ['typeCredit=BID', ['200 000,00 €', DOLLARS]],
    ['niveau=rouge', ['3 000 000,00 €']],
    ['niveau=orange', ['200 000,00 €']],
    ['niveau=alerte', ['3 000 000,00 €', '200 000,00 €']],
    ['niveau=vert', ['1 000 000,00 €', '500 000,00 €', DOLLARS]],
    ['produit=DOUANE', []],
  ])('finds by %s, its totals too', async (query, attendus) => {
    const lue = await page(`?${query}`);
    expect(autorises(lue)).toEqual(attendus);
    expect(lue.querySelectorAll('tfoot tr')).toHaveLength(new Set(attendus.map((un) => un.at(-1))).size);
  });

  it('finds what serves an entity: its own, and those of the entities above', async () => {
    expect(autorises(await page(`?entite=${maison.entites.racine}&seules=1`))).toEqual(['3 000 000,00 €', '1 000 000,00 €', DOLLARS]);
    expect(autorises(await page(`?entite=${maison.entites.racine}`))).toEqual([...EUROS, DOLLARS]);
    expect(autorises(await page(`?entite=${maison.entites.fille}`))).toEqual([...EUROS, DOLLARS]);
  });

  it('shows to whoever works on one entity what serves it, and no other contract’s entity', async () => {
    expect(autorises(await page('', local))).toEqual([...EUROS, DOLLARS]);
    expect(autorises(await page(`?entite=${maison.entites.racine}`, local))).toEqual([]);
  });
});

describe('contract by contract', () => {
  it('no contract is parted, and each has its subtotal', async () => {
    for (const tri of ['', '-disponible', 'utilise', 'entite', '-type', 'acces', '-utilisation']) {
      const lignes = [...(await page(`?par=contrat&tri=${tri}`)).querySelectorAll('tbody tr')];
      const contrats = lignes.filter((tr) => !tr.classList.contains('subtotal')).map((tr) => /CP \d+/.exec(mots(tr.textContent))?.[0]);
      expect(
        contrats.filter((un, i) => un !== contrats[i - 1]),
        tri,
      ).toHaveLength(3);
      const sousTotaux = lignes.filter((tr) => tr.classList.contains('subtotal')).map((tr) => mots(tr.textContent));
      expect(sousTotaux).toHaveLength(2);
      expect(sousTotaux.find((un) => un.includes('CP 900'))).toContain('3 500 000,00 €');
      // What one line is over takes nothing from the room of another.
      expect(sousTotaux.find((un) => un.includes('CP 900'))).toContain('499 999,00 €');
    }
  });
});

describe('exports', () => {
  it('a workbook holds what the page shows, sums as its foot says them', async () => {
    const [tete, ...lignes] = await classeurDe('?par=contrat');
    expect(tete).toEqual(['Entité', 'Contrat', 'Ligne', 'Type de crédit', 'Produit', 'Utilisation', 'Autorisé', 'Utilisé', 'Disponible', 'Devise', 'Accès Cautionet']); // prettier-ignore
    expect(lignes.map((ligne) => [String(ligne[0]).slice(0, 10), ...ligne.slice(6, 10)])).toEqual([
      ['Groupe Ess', 3_000_000, 3_100_000, 0, 'EUR'],
      ['Essai Bâti', 500_000, 1, 499_999, 'EUR'],
      ['Sous-total', 3_500_000, 3_100_001, 499_999, 'EUR'],
      ['Groupe Ess', 1_000_000, 0, 1_000_000, 'EUR'],
      ['Essai Bâti', 200_000, 160_000, 40_000, 'EUR'],
      ['Sous-total', 1_200_000, 160_000, 1_040_000, 'EUR'],
      ['Groupe Ess', 70_000_000, 0, 70_000_000, 'USD'],
      ['Total', 4_700_000, 3_260_001, 1_539_999, 'EUR'],
      ['Total', 70_000_000, 0, 70_000_000, 'USD'],
    ]);
    expect(lignes.map((ligne) => ligne[5] ?? '')).toEqual([1.033333, 0.000002, '', 0, 0.8, '', 0, '', '']);
  });

  it('and what is searched', async () => {
    expect((await classeurDe('?niveau=orange')).slice(1).map((ligne) => ligne[6])).toEqual([200_000, 200_000]);
  });

  it('a PDF too, with who it is from and what was asked', async () => {
    const imprime = mots(await pdfText((await ines.bytes(`${ADRESSE}/export.pdf?par=contrat&contrat=900`)).body as Buffer));
    for (const dit of [
      'Autorisations',
      'Par contrat',
      'Contrat : 900',
      maison.ines.compteNom,
      '3 000 000,00 €',
      '103,3 %',
      'Sous-total, contrat CP 900',
      '499 999,00 €',
    ])
      expect(imprime).toContain(dit);
    expect(imprime).not.toContain('CP 800');
  });
});
