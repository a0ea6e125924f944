import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { cadre, catalogue, views } from './views-exemple.js';

const EVIL = '<script>alert("x")</script>';

describe('the frame of a page', () => {
  const page = (context: Record<string, unknown>) =>
    new JSDOM(views.render('kit/catalogue.njk', { ...catalogue, ...context })).window.document;

  it('has one title, one main, a way to skip to it, and marks where one is', () => {
    const document = page({});
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(document.querySelector('.skip')?.getAttribute('href')).toBe('#contenu');
    expect(document.querySelector('main#contenu')).not.toBeNull();
    expect(document.querySelector('.nav [data-courant] [aria-current=page]')?.textContent).toContain('Demandes');
    expect(document.title).toBe('Composants – Cautionet');
    expect(document.documentElement.lang).toBe('fr');
  });

  it('announces an error in the title', () => {
    expect(page({ corrections: [{ href: '#montant', texte: 'Trop' }] }).title).toMatch(/^Erreur/);
  });

  it('changes the language and signs out by POST, with the token of the session', () => {
    for (const form of page({}).querySelectorAll<HTMLFormElement>('form[action="/langue"], form[action="/deconnexion"]')) {
      expect(form.method).toBe('post');
      expect(form.querySelector<HTMLInputElement>('[name=_csrf]')?.value).toBe('jeton');
    }
    const language = page({}).querySelector('form[action="/langue"]')!;
    expect(language.querySelector<HTMLInputElement>('[name=retour]')?.value).toBe('/composants?page=2');
    expect(language.querySelector('[aria-current=true]')?.getAttribute('value')).toBe('fr');
  });

  it('shows neither menus nor search to a stranger, and no banner outside the demonstration', () => {
    const document = page({ acteur: null, demo: false });
    expect(document.querySelector('.nav, .find, .burger, form[action="/deconnexion"], .demo')).toBeNull();
    expect(document.querySelector('form[action="/langue"]')).not.toBeNull();
  });

  it('fits a strict policy: no inline script, no style, no handler', () => {
    const document = page({});
    expect(document.querySelectorAll('script:not([src]), style, [style], [onclick], [onchange]')).toHaveLength(0);
    for (const file of document.querySelectorAll('link[rel=stylesheet], script')) expect(file.outerHTML).toMatch(/\?v=[\w-]{10}"/);
  });

  it('never lets a name become markup', () => {
    const document = page({
      titre: EVIL,
      acteur: { ...cadre.acteur, nom: EVIL },
      message: { type: 'erreur', texte: EVIL },
      fil: [{ texte: EVIL }],
      garant: { nom: EVIL },
      adresse: `/"${EVIL}`,
    });
    expect(document.querySelectorAll('script:not([src])')).toHaveLength(0);
    expect(document.querySelector('[role=alert].note')?.textContent).toContain(EVIL);
  });

  it('says what went wrong and gives a reference', () => {
    const document = new JSDOM(
      views.render('kit/erreur.njk', { ...cadre, message: null, status: 404, titre: 'Page introuvable', texte: 'x', requestId: 'r-1' }),
    ).window.document;
    expect(document.querySelector('h1')?.textContent).toBe('Page introuvable');
    expect(document.querySelector('main')?.textContent).toContain('r-1');
    expect(document.querySelector('main a.btn')?.getAttribute('href')).toBe('/');
  });
});
