/** The pages of the texts: what is in force, what was, what changed, and the PDF of each. */
import { describe, expect, it } from 'vitest';
import { differences } from '../../src/specimens/specimens.presenter.js';
import type { Article } from '../../src/specimens/texte.js';
import { sql } from '../../src/kit/database.js';
import { pdfText } from '../actes/pdf-text.js';
import { documentOf } from '../setup/client.js';
import { useHouse } from '../setup/house.js';

const house = useHouse();

const codes = async (address: string) =>
  [...documentOf(await house.ines.get(address)).querySelectorAll('tbody th a')].map((a) => a.textContent);

describe('the list', () => {
  it('holds each text in force once, and says which have earlier versions', async () => {
    const all = await codes('/specimens');
    expect(all.length).toBeGreaterThan(20);
    expect(new Set(all).size).toBe(all.length);
    const page = documentOf(await house.ines.get('/specimens'));
    const row = [...page.querySelectorAll('tbody tr')].find((tr) => tr.querySelector('th')?.textContent === 'RG_PRIV')?.textContent;
    expect(row).toContain('version 2, depuis le 01/01/2025');
    expect(row).toContain('1 version antérieure');
  });

  it('is narrowed by product and credit type, each removed by its chip', async () => {
    expect(await codes('/specimens?typeCredit=RG_PRIV')).toEqual(['RG_PRIV', 'RG_PRIV_SNSO']);
    expect(await codes('/specimens?typeCredit=RG_PRIV&produit=SNSO')).toEqual(['RG_PRIV_SNSO']);
    const page = documentOf(await house.ines.get('/specimens?typeCredit=RG_PRIV&produit=SNSO'));
    expect([...page.querySelectorAll('a.chip')].map((a) => a.getAttribute('href'))).toEqual([
      '/specimens?typeCredit=RG_PRIV',
      '/specimens?produit=SNSO',
    ]);
    expect(documentOf(await house.ines.get('/specimens?typeCredit=INCONNU')).body.textContent).toContain('Aucun texte ne correspond');
  });
});

describe('a text', () => {
  it('reads article by article with its blanks named', async () => {
    const words = documentOf(await house.ines.get('/specimens/RG_PRIV')).querySelector('.wording')?.textContent ?? '';
    expect(words).toContain('[Maître d’ouvrage ou entrepreneur principal]');
    expect(words).not.toMatch(/\{\{|undefined/);
  });

  it('says what changed since the version before, and leads to it', async () => {
    const page = documentOf(await house.ines.get('/specimens/RG_PRIV'));
    expect(page.querySelectorAll('del').length).toBeGreaterThan(0);
    expect(page.querySelectorAll('ins').length).toBeGreaterThan(0);
    const before = documentOf(await house.ines.get('/specimens/RG_PRIV?version=1'));
    expect(before.body.textContent).toContain('Cette version n’est pas en vigueur aujourd’hui');
    expect(before.querySelector('.note a')?.getAttribute('href')).toBe('/specimens/RG_PRIV');
    expect([...before.querySelectorAll('[data-etat]')].map((badge) => badge.getAttribute('data-etat'))).toEqual(['en_vigueur', 'remplace']);
  });

  it.each(['/specimens/NUL', '/specimens/RG_PRIV?version=9', '/specimens/RG_PRIV?version=', '/specimens/RG_PRIV?version=1&version=2'])(
    '%s does not exist',
    async (address) => expect((await house.ines.get(address)).status).toBe(404),
  );

  it('of another insurer does not exist either', async () => {
    const [autre] = await house.maison.db.systeme.rows<{ id: number }>(
      sql`insert into garant (code, nom, site_url) values ('autre', 'Autre', 'https://autre.example/') returning id`,
    );
    await house.maison.db.systeme.rows(sql`
      insert into texte_version (garant_id, code, version, type_credit, produits, langue, titre, en_vigueur_du, edition_deportee, fin, contenu)
      select ${autre?.id}, 'SECRET', 1, type_credit, produits, langue, titre, en_vigueur_du, edition_deportee, fin, contenu
      from texte_version where code = 'RG_PUB'`);
    expect((await house.ines.get('/specimens/SECRET')).status).toBe(404);
    expect((await house.ines.get('/specimens/SECRET/specimen.pdf')).status).toBe(404);
    expect(await codes('/specimens')).not.toContain('SECRET');
  });
});

describe('the PDF', () => {
  it.each([
    ['/specimens/RG_PRIV/specimen.pdf', 'specimen-RG_PRIV-v2.pdf'],
    ['/specimens/RG_PRIV/specimen.pdf?version=1', 'specimen-RG_PRIV-v1.pdf'],
    ['/specimens/PERF_EN/specimen.pdf', 'specimen-PERF_EN-v1.pdf'],
  ])('%s is marked as a specimen', async (address, name) => {
    const answer = await house.ines.get(address);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.headers['content-disposition']).toContain(name);
    const text = await pdfText(answer.body as Buffer);
    expect(text).toMatch(/SP[ÉE]CIMEN/);
    expect(text).toMatch(/\[(Maître d’ouvrage|Beneficiary)/);
  });
});

describe('what changed', () => {
  const article = (code: string, corps: string, titre = code): Article => ({ code, titre, corps }) as Article;
  it('is found article by article: added, changed, removed; what only moved did not change', () => {
    const avant = [article('a', '1'), article('b', '2'), article('c', '3'), article('d', '4')];
    const apres = [article('c', '3'), article('a', '1'), article('b', '2 bis'), article('e', '5'), article('d', '4', 'Titre neuf')];
    expect(differences(avant, apres)).toEqual([
      { nature: 'modifie', titre: 'b', avant: '2', apres: '2 bis' },
      { nature: 'ajoute', titre: 'e', avant: '', apres: '5' },
      { nature: 'modifie', titre: 'Titre neuf', avant: '4', apres: '4' },
    ]);
    expect(differences(avant, [])).toHaveLength(4);
    expect(differences(avant, []).every(({ nature }) => nature === 'retire')).toBe(true);
  });
});
