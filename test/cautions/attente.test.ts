/** A caution that waits says why, until when and whom to call; what was foreseen before is what the control found. */
import { describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { documentOf } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { MAINTENANT, ORIGINE, vues } from '../setup/maison.js';

const house = useHouse({
  async furnish(maison) {
    await maison.db.systeme.rows(sql`
    with conseiller as (
      insert into agent (garant_id, email, prenom, nom, role, telephone)
      values (${maison.garantId}, 'nadia@assureur.example', 'Nadia', 'Benali', 'conseiller', '04 72 00 00 00') returning id)
    update compte set conseiller_id = conseiller.id from conseiller where compte.id = ${maison.compteId}`);
  },
});

const deps = () => ({ db: house.maison.db, clock: MAINTENANT, reveiller: () => undefined });
async function demande(montant: string, valeurs: Record<string, string>): Promise<string> {
  const demandes = createDemandesService(deps());
  const numero = await demandes.enregistrer(house.maison.ines, house.maison.contenu(montant, { valeurs }), [], ORIGINE);
  await demandes.soumettre(house.maison.ines, numero, { version: 1, origine: ORIGINE });
  return numero;
}
const page = async (address: string) => documentOf(await house.ines.get(address));
const lignes = (ici: Document, choix: string) => [...ici.querySelectorAll(choix)].map(({ textContent }) => textContent?.trim());

describe('a caution that waits', () => {
  it('says on top what its demande had said before: the same reasons', async () => {
    const numero = await demande('40000.00', { montant_ttc: '100000.00' });
    const prevues = lignes(await page(`/demandes/${numero}`), '[data-prevision="en_attente"] li');
    expect(prevues).toHaveLength(1);
    expect(prevues[0]).toMatch(/40.000,00/);
    const [resultat] = await createValidationsService(deps()).valider(house.maison.marc, await vues(house.maison.db, numero), ORIGINE);
    expect(resultat).toMatchObject({ issue: 'transmise', effective: false });
    const adresse = `/cautions/${resultat?.caution}`;
    const attente = await page(adresse);
    expect(lignes(attente, '[data-raisons] li')).toEqual(prevues);
    const note = () => page(adresse).then((ici) => ici.querySelector('.flash .note')?.textContent?.replace(/\s+/g, ' ') ?? '');
    // Twenty-four hours from its creation, as the adviser's own queue counts them.
    expect(await note()).toMatch(/due avant le 22\/11\/2026 à 10 h 30 : il lui reste 24 h 00/);
    expect(attente.querySelector('.note a[href="tel:0472000000"]')).not.toBeNull();
    expect(attente.querySelector('.note a[href="mailto:nadia@assureur.example"]')).not.toBeNull();
    await house.maison.db.systeme.rows(
      sql`update caution set creee_le = creee_le - interval '25 hours' where numero = ${resultat?.caution}`,
    );
    expect(await note()).toMatch(/était due le 21\/11\/2026 à 9 h 30, il y a 1 h 00 : appelez-le/);
  });

  it('one in force has no such note', async () => {
    const numero = await demande('1000.00', {});
    expect((await page(`/demandes/${numero}`)).querySelector('[data-prevision]')?.getAttribute('data-prevision')).toBe('effective');
    const [resultat] = await createValidationsService(deps()).valider(house.maison.marc, await vues(house.maison.db, numero), ORIGINE);
    expect((await page(`/cautions/${resultat?.caution}`)).querySelector('[data-raisons]')).toBeNull();
    expect((await page(`/demandes/${numero}`)).querySelector('[data-prevision]')).toBeNull();
  });

  it('its double is told of while it is written and when it waits, with where it is', async () => {
    const premiere = await demande('2000.00', { marche_numero: 'DOUBLE-1' });
    const seconde = await demande('2000.00', { marche_numero: 'DOUBLE-1' });
    expect(lignes(await page(`/demandes/${seconde}`), '[data-jumelles] a')).toEqual([premiere]);
    expect(lignes(await page(`/demandes/${premiere}`), '[data-jumelles] a')).toEqual([seconde]);
  });

  it('says what no longer holds it: the rules are run again as things are now', async () => {
    const numero = await demande('40000.00', { montant_ttc: '800000.00', marche_numero: 'LEVEE-1' });
    await house.maison.db.systeme.rows(sql`update autorisation set plafond_unitaire = 30000`);
    const [resultat] = await createValidationsService(deps()).valider(house.maison.claire, await vues(house.maison.db, numero), ORIGINE);
    const adresse = `/cautions/${resultat?.caution}`;
    const retenue = lignes(await page(adresse), '[data-raisons] li');
    expect(retenue).toHaveLength(1);
    await house.maison.db.systeme.rows(sql`update autorisation set plafond_unitaire = 80000`);
    const libre = await page(adresse);
    expect(lignes(libre, '[data-raisons] li')).toEqual([]);
    expect(lignes(libre, '[data-levees] li')).toEqual(retenue);
    expect(libre.querySelector('.flash .note')?.textContent).toContain('plus rien ne la retient aujourd’hui');
    // Another one that came meanwhile for the same works is its double, and it is none of its own.
    await createValidationsService(deps()).valider(
      house.maison.claire,
      await vues(
        house.maison.db,
        await demande('1000.00', { marche_numero: 'levee 1', beneficiaire_nom: 'Autre SA', beneficiaire_siret: '99100037300019' }),
      ),
      ORIGINE,
    );
    expect(lignes(await page(adresse), '[data-raisons] li')).toEqual([]);
    await createValidationsService(deps()).valider(
      house.maison.claire,
      await vues(house.maison.db, await demande('1000.00', { marche_numero: 'Levée-1' })),
      ORIGINE,
    );
    const [cumul, double] = lignes(await page(adresse), '[data-raisons] li');
    expect(cumul).toMatch(/ce marché serait garanti pour 41.000,00/);
    expect(double).toMatch(/^C26-\d{7} garantit déjà le même marché/);
  });
});
