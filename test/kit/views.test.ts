import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/kit/i18n.js';
import { money } from '../../src/kit/money.js';
import { createViews } from '../../src/kit/views.js';
import { STATES } from '../../src/kit/states.js';
import { draw, eur } from './views-exemple.js';

const EVIL = '<script>alert("x")</script>';
const NNBSP = '\u202f';

describe('amounts, dates and counts', () => {
  it('lets the cents recede and keeps the exact value for machines', () => {
    const amount = draw('{{ m | montant }}', { m: eur(123456789) }).querySelector('data')!;
    expect(amount.getAttribute('value')).toBe('1234567.89');
    expect(amount.textContent).toBe(`1${NNBSP}234${NNBSP}567,89\u00a0€`);
    expect(amount.querySelector('i')?.textContent).toBe(',89');
  });

  it('writes them in English too, and in other currencies', () => {
    expect(draw('{{ m | montant }}', { m: eur(-123456), langue: 'en' }).textContent).toBe('€−1,234.56');
    expect(draw('{{ m | montant }}', { m: money(123456n, 'JPY') }).textContent).toBe(`123${NNBSP}456\u00a0¥`);
    expect(draw('{{ m | montant }}', { m: money(1050n, 'CHF'), langue: 'en' }).textContent).toBe('CHF\u00a010.50');
  });

  it('colours what is owed and what is given back', () => {
    expect(draw('{{ m | montant("due") }}', { m: eur(1) }).querySelector('.amt--due')).not.toBeNull();
    expect(draw('{{ m | montant("avoir") }}', { m: eur(1) }).querySelector('.amt--avoir')).not.toBeNull();
  });

  it('writes nothing when there is nothing', () => {
    expect(draw('{{ x | montant }}{{ x | montantTexte }}{{ x | jour }}{{ x | instant }}{{ x | pourcent }}{{ x | nombre }}').innerHTML).toBe(
      '',
    );
  });

  it('gives days and instants their machine form', () => {
    const body = draw('{{ d | jour }}{{ i | instant }}', { d: '2026-11-21', i: new Date('2026-11-21T13:31:00Z') });
    const [day, instant] = [...body.querySelectorAll('time')];
    expect([day?.dateTime, day?.textContent]).toEqual(['2026-11-21', '21/11/2026']);
    expect([instant?.dateTime, instant?.textContent]).toEqual(['2026-11-21T13:31:00.000Z', '21/11/2026 à 14\u00a0h\u00a031']);
  });

  it('separates thousands', () => {
    expect(draw('{{ 1874 | nombre }} {{ "1000+" | nombre }} {{ 12 | nombre }}').textContent).toBe(`1${NNBSP}874 1000+ 12`);
  });
});

describe('a state', () => {
  it.each(Object.keys(STATES))('%s has a colour, an icon and a word in each language', (etat) => {
    for (const langue of LANGUAGES) {
      const badge = draw('{{ badge(etat) }}', { etat, langue }).querySelector('.badge')!;
      expect(badge.getAttribute('data-etat')).toBe(etat);
      expect(badge.className).toMatch(/c-(neutral|blue|violet|green|amber|grey|red)$/);
      expect(badge.querySelector('svg[aria-hidden=true] use')?.getAttribute('href')).toMatch(
        /^\/public\/icones\.svg\?v=[\w-]{10}#i-[\w-]+$/,
      );
      expect(badge.textContent?.trim()).not.toBe('');
    }
  });

  it('is refused when nobody knows it, as an icon is', () => {
    expect(() => draw('{{ badge("inconnu") }}')).toThrow(/inconnu/);
    expect(() => draw('{{ icone("licorne") }}')).toThrow(/licorne/);
    expect(() => draw('{{ asset("/absent.css") }}')).toThrow(/absent/);
  });
});

describe('pictures', () => {
  it('draws the use of a line in percent, and says it', () => {
    const body = draw('{{ barre({ part: 835500, orange: 0.8, rouge: 0.95, niveau: "orange" }) }}', {});
    const bar = draw('{{ barre({ part: p, orange: 0.8, rouge: 0.95, niveau: "orange" }) }}', { p: 835_522n });
    expect(body.querySelector('.us')?.getAttribute('width')).toBe('100%');
    expect(bar.querySelector('.us')?.getAttribute('width')).toBe('83.55%');
    expect(bar.querySelector('.th2')?.getAttribute('x1')).toBe('80%');
    expect(bar.querySelector('.use.is-orange')?.textContent).toBe('83,6\u00a0% · orange');
  });

  it('shows what one asks for beyond what is used, without leaving the bar', () => {
    const bar = draw('{{ barre({ part: 0.9, plus: 0.3, niveau: "rouge" }) }}');
    expect(bar.querySelector('.plus')?.getAttribute('x')).toBe('90%');
    expect(bar.querySelector('.plus')?.getAttribute('width')).toBe('10%');
    expect(bar.textContent).toContain('de 90,0\u00a0% à 120,0\u00a0%');
  });

  it('escapes the words beside a picture', () => {
    for (const call of ['barre({ part: 0, texte: x })', 'horloge({ part: 0, texte: x, precision: x })'])
      expect(draw(`{{ ${call} }}`, { x: EVIL }).querySelector('script')).toBeNull();
  });

  it('ranks lines on the scale of the largest, with all figures in a table behind', () => {
    const body = draw('{{ repartition(o) }}', {
      o: {
        libelle: 'Par filiale',
        series: ['A', 'B'],
        total: eur(150),
        lignes: [
          { texte: 'Un', valeur: eur(100), parts: [eur(75), eur(25)] },
          { texte: 'Deux', valeur: eur(50), parts: [eur(50), eur(0)] },
        ],
      },
    });
    expect([...body.querySelectorAll('.rank rect:not(.gap)')].map((rect) => rect.getAttribute('width'))).toEqual(['75%', '25%', '50%']);
    expect(body.querySelectorAll('details table tbody tr')).toHaveLength(2);
  });

  it('draws nothing but zeros without dividing by them', () => {
    expect(
      draw('{{ colonnes({ libelle: "x", entete: "Mois", series: ["A"], colonnes: [{ texte: "nov.", parts: [0] }] }) }}').innerHTML,
    ).not.toMatch(/NaN|Infinity/);
    expect(draw('{{ barre({ part: partDe(z, z) }) }}', { z: eur(0) }).textContent).toBe('0,0\u00a0%');
  });
});

describe('lists', () => {
  it('says how a column is sorted', () => {
    const th = draw(
      '<table><tr>{{ tete({ texte: "Montant", href: "?tri=montant", tri: "descending", classe: "r" }) }}</tr></table>',
    ).querySelector('th')!;
    expect(th.getAttribute('aria-sort')).toBe('descending');
    expect(th.querySelector('a')?.getAttribute('href')).toBe('?tri=montant');
    expect(th.scope).toBe('col');
  });

  it('marks the current page and leads to the others', () => {
    const body = draw('{{ pagination(o) }}', {
      o: {
        premier: 26,
        dernier: 50,
        total: 1042,
        precedente: '?page=1',
        suivante: '?page=3',
        pages: [{ numero: 1, href: '?page=1' }, { numero: 2, href: '?page=2', courante: true }, null],
        tailles: [
          { taille: 25, courante: true },
          { taille: 50, href: '?taille=50' },
        ],
      },
    });
    expect(body.querySelector('nav [aria-current=page]')?.textContent).toBe('Page 2');
    expect(body.querySelector('a[rel=next]')?.getAttribute('href')).toBe('?page=3');
    expect(body.querySelector('.pager')?.textContent).toContain(`26 à 50 sur 1${NNBSP}042`);
    expect(body.querySelector('.hm a')?.getAttribute('href')).toBe('?taille=50');
  });

  it('draws a bulk bar without figures, which only a script can keep true', () => {
    const bar = draw(
      '{% call masse({ un: "{n} demande", plusieurs: "{n} demandes" }) %}<button>Valider</button>{% endcall %}',
    ).querySelector('.bulk')!;
    expect(bar.textContent).not.toMatch(/\d/);
    expect(bar.getAttribute('data-plusieurs')).toBe('{n} demandes');
    expect(bar.querySelectorAll('button')).toHaveLength(2);
  });

  it('keeps what was searched, several values included', () => {
    const body = draw(
      '{{ filtres({ action: "/demandes", libelle: "Demandes", champs: [{ nom: "numero", libelle: "Numéro", valeur: x }, { nom: "etat", libelle: "État", type: "multiple", valeur: ["b"], choix: [{ valeur: "a", texte: "A" }, { valeur: "b", texte: "B" }] }] }) }}',
      { x: '"42"' },
    );
    const form = body.querySelector('form')!;
    expect([form.method, form.getAttribute('action')]).toEqual(['get', '/demandes']);
    expect(form.querySelector<HTMLInputElement>('#f-numero')?.value).toBe('"42"');
    expect([...form.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value)).toEqual(['b']);
  });

  it('removes a filter by its link', () => {
    const body = draw('{{ puces({ puces: [{ libelle: "Produit", valeur: x, href: "?sans" }] }) }}', { x: EVIL });
    expect(body.querySelector('a.chip')?.getAttribute('href')).toBe('?sans');
    expect(body.querySelector('script')).toBeNull();
    expect(draw('{{ puces({ puces: [] }) }}').textContent?.trim()).toBe('');
  });
});

it('every view compiles, ahead of its first reader', async () => {
  const views = createViews({ production: true, globals: { chemins: {} } });
  await views.warm();
});
