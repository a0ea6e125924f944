/** The first step of a demande where there are many entities: one looks in them, scripts or not, and what is chosen stays. */
import { expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { documentOf } from '../setup/client.js';
import { useHouse } from '../setup/house.js';

const house = useHouse();

const etape = async (query: string) => {
  const page = documentOf(await house.ines.get(`/demandes/nouvelle?etape=general${query}`));
  const noms = [...page.querySelectorAll<HTMLOptionElement>('[name=entiteId] option')]
    .filter(({ value }) => value !== '')
    .map(({ text }) => text.trim());
  return { page, noms };
};

it('offers no search for a handful', async () => expect((await etape('')).page.querySelector('[name=chercher]')).toBeNull());

it('finds among hundreds by words without accents, says how many, keeps the chosen one and the other choices', async () => {
  await house.maison.db.systeme.rows(sql`
    insert into entite (compte_id, parent_id, nom, etat, pays, siret)
    select ${house.maison.compteId}, ${house.maison.entites.racine}, case when n % 100 = 0 then 'Hôpital Saint-Aurélien ' || n else 'Chantier n° ' || n end, 'active', 'FR', null
    from generate_series(1, 300) n`);
  const tout = await etape('');
  expect(tout.noms.length).toBeGreaterThan(300);
  const trouve = await etape(`&chercher=aurelien+HOPITAL&entiteId=${house.maison.entites.fille}&produit=MARCHE`);
  expect(trouve.noms.filter((nom) => nom.startsWith('Hôpital'))).toHaveLength(3);
  expect(trouve.noms).toHaveLength(4);
  expect(trouve.page.querySelector('[name=chercher]')?.closest('div')?.textContent).toContain(
    '3 entités contiennent « aurelien HOPITAL ».',
  );
  expect(trouve.page.querySelector<HTMLSelectElement>('[name=entiteId]')?.value).toBe(String(house.maison.entites.fille));
  expect(trouve.page.querySelector<HTMLSelectElement>('[name=produit]')?.value).toBe('MARCHE');
  expect((await etape('&chercher=introuvable')).page.body.textContent).toContain('0 entité');
});
