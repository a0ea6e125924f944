/** No amount breaks an account: what no contract could hold is refused where it is typed, and any sum can be read. */
import { describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { client, documentOf } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { MAINTENANT } from '../setup/maison.js';

const house = useHouse();

/** The amount is five per cent of the contract, left to be worked out unless it is typed. */
const saisie = (marche: string, montant = '') => ({
  entiteId: String(house.maison.entites.fille),
  produit: 'MARCHE',
  typeCredit: 'RG_PRIV',
  texteId: String(house.maison.texte.id),
  beneficiaire_nom: 'SCI Les Terrasses',
  beneficiaire_nature: 'prive',
  beneficiaire_pays: 'FR',
  beneficiaire_siret: '73282932000074',
  beneficiaire_adresse: '14, montée des Carmes\n69005 Lyon',
  marche_numero: `PLAFOND ${marche}`,
  marche_objet: 'Construction de 62 logements',
  marche_date: '04/11/2026',
  chantier_adresse: 'Lyon',
  montant_ttc: marche,
  taux: '5',
  montant,
  date_effet: '01/12/2026',
  loi: 'loi française',
  tribunal: 'tribunal de commerce de Lyon',
});

describe('an amount that no contract could hold', () => {
  it.each([
    ['899 999 999 973 204', ''],
    ['200 000 000,20', '10 000 000,01'],
  ])('5 %% of %s is refused beside the field, with the ceiling', async (marche, montant) => {
    const answer = await house.ines.post('/demandes/nouvelle', { ...saisie(marche, montant), etape: 'recapitulatif' });
    expect(answer.status).toBe(422);
    const message = documentOf(answer).querySelector('#montant-error')?.textContent?.replace(/\s/g, ' ');
    expect(message).toContain('dépasse le plafond du contrat');
    expect(message).toContain('10 000 000,00 €');
  });

  it('is told in English as well, and the computed one is refused like the typed one', async () => {
    await house.ines.post('/langue', { langue: 'en', retour: '/' });
    const answer = await house.ines.post('/demandes/nouvelle', { ...saisie('899 999 999 973 204'), etape: 'recapitulatif' });
    expect(answer.status).toBe(422);
    expect(documentOf(answer).querySelector('#montant-error')?.textContent).toContain('above the ceiling of contract');
    await house.ines.post('/langue', { langue: 'fr', retour: '/' });
  });

  it('the ceiling itself passes: the control decides of it', async () => {
    const answer = await house.ines.post('/demandes/nouvelle', { ...saisie('200 000 000', '10 000 000'), etape: 'recapitulatif' });
    expect(answer.status).toBe(200);
  });
});

describe('sums longer than any amount', () => {
  it('are kept and read on every page, deleted demandes included', async () => {
    const annee = 2026;
    for (const [rang, etat] of [
      [901, 'a_valider'],
      [902, 'a_valider'],
      [903, 'supprimee'],
      [904, 'supprimee'],
    ] as const)
      await house.maison.db.systeme.rows(sql`
        insert into demande (compte_id, garant_id, numero, annee, rang, entite_id, autorisation_id, produit, type_credit, texte_version_id, montant, devise,
          beneficiaire, marche, objet, date_effet, valeurs, saisi_par, creee_le, etat)
        values (${house.maison.compteId}, ${house.maison.garantId}, ${`D26-0000${rang}`}, ${annee}, ${rang}, ${house.maison.entites.fille},
          (select id from autorisation where compte_id = ${house.maison.compteId} and type_credit = 'RG_PRIV' limit 1), 'MARCHE', 'RG_PRIV',
          ${house.maison.texte.id}, 899999999973204, 'EUR', 'Immense', 'M', 'O', '2026-12-01', '{}', ${house.maison.ines.id}, ${MAINTENANT()}, ${etat})`);
    for (const qui of [house.maison.ines, house.maison.marc]) {
      const lecteur = await client(house.application.url, qui.email);
      for (const page of ['/', '/demandes', '/demandes?etat=supprimee', '/demandes/export.xlsx'])
        expect((await lecteur.get(page)).status, `${qui.email} ${page}`).toBe(200);
    }
    const page = documentOf(await house.ines.get('/demandes?etat=supprimee'));
    expect(page.querySelector('.result')?.textContent?.replace(/\s/g, ' ')).toContain('1 799 999 999 946 408,00 €');
  });
});
