import { describe, expect, it } from 'vitest';
import { draw } from './views-exemple.js';

const EVIL = '<script>alert("x")</script>';

const champ = (o: Record<string, unknown>, langue: 'fr' | 'en' = 'fr') =>
  draw('{{ champ(o) }}', { o: { nom: 'montant', libelle: 'Montant', ...o }, langue });

/** The control that a label names. */
const labelled = (body: HTMLElement, words: string) =>
  [...body.querySelectorAll('label')].find((label) => label.textContent?.includes(words))?.control as HTMLInputElement | null;

const TEXT_TYPES = [
  'texte',
  'montant',
  'pourcentage',
  'entier',
  'date',
  'email',
  'telephone',
  'code',
  'secret',
  'texte_long',
  'choix',
  'fichier',
];

describe.each(TEXT_TYPES)('a field of type %s', (type) => {
  it('is named by its label, and described by its help and its error', () => {
    const body = champ({ type, aide: 'Au plus 5 %.', erreur: 'Saisissez moins', obligatoire: true });
    const control = labelled(body, 'Montant')!;
    expect([control.id, control.name]).toEqual(['montant', 'montant']);
    expect(control.getAttribute('aria-describedby')).toBe('montant-hint montant-error');
    expect(body.querySelector('#montant-hint')?.textContent?.trim()).toBe(type === 'date' ? 'Au plus 5 %. jj/mm/aaaa' : 'Au plus 5 %.');
    expect(body.querySelector('#montant-error')?.textContent?.replace(/\s+/g, ' ').trim()).toBe('Erreur : Saisissez moins');
    expect(body.querySelector('label .req')?.textContent).toBe('obligatoire');
  });

  it('says that it is optional, and escapes what it is given', () => {
    const body = champ({
      type,
      libelle: EVIL,
      aide: EVIL,
      erreur: EVIL,
      valeur: EVIL,
      attributs: { placeholder: EVIL },
      choix: [{ valeur: EVIL, texte: EVIL }],
    });
    expect(body.querySelector('script')).toBeNull();
    expect(body.querySelector('label')?.textContent).toContain(EVIL);
    expect(body.querySelector('.opt')?.textContent).toBe('(facultatif)');
  });
});

describe('a field', () => {
  it('gives back what was typed', () => {
    expect(labelled(champ({ type: 'montant', valeur: '1 234,5 "?' }), 'Montant')?.value).toBe('1 234,5 "?');
    expect(labelled(champ({ type: 'texte_long', valeur: 'a\nb' }), 'Montant')?.value).toBe('a\nb');
    expect(
      labelled(
        champ({
          type: 'choix',
          valeur: 2,
          choix: [
            { valeur: 1, texte: 'Un' },
            { valeur: 2, texte: 'Deux' },
          ],
        }),
        'Montant',
      )?.value,
    ).toBe('2');
  });

  it('takes a date as one text, day first', () => {
    const date = labelled(champ({ type: 'date' }), 'Montant')!;
    expect([date.type, date.inputMode || date.getAttribute('inputmode')]).toEqual(['text', null]);
    expect(champ({ type: 'date' }).querySelector('.govuk-hint')?.textContent).toContain('jj/mm/aaaa');
    expect(champ({ type: 'date' }, 'en').querySelector('.govuk-hint')?.textContent).toContain('dd/mm/yyyy');
  });

  it('says nothing of being required when asked not to', () => {
    expect(champ({ obligatoire: null }).querySelector('.req, .opt')).toBeNull();
  });

  it('passes attributes on, one autocomplete only', () => {
    const html = champ({ type: 'code', attributs: { autocomplete: 'one-time-code', maxlength: 6 } }).innerHTML;
    expect(html.match(/autocomplete=/g)).toHaveLength(1);
    expect(html).toContain('autocomplete="one-time-code"');
    expect(html).toContain('maxlength="6"');
  });
});

describe('a choice', () => {
  const choix = [
    { valeur: 'a', texte: 'Premier' },
    { valeur: 'b', texte: 'Second', aide: 'Le suivant' },
  ];

  it('is a group named by its legend, radios', () => {
    const body = champ({ type: 'radios', choix, valeur: 'b', obligatoire: true, erreur: 'Choisissez' });
    expect(body.querySelector('fieldset legend')?.textContent).toContain('Montant');
    expect(body.querySelector('fieldset')?.getAttribute('aria-describedby')).toBe('montant-error');
    expect(labelled(body, 'Second')?.checked).toBe(true);
    expect(labelled(body, 'Premier')?.id).toBe('montant');
  });

  it('may be several boxes', () => {
    const body = champ({ type: 'cases', choix, valeur: ['a', 'b'] });
    expect([...body.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value)).toEqual(['a', 'b']);
  });

  it('may be one box', () => {
    const box = labelled(champ({ type: 'case', valeur: true, obligatoire: true }), 'Montant')!;
    expect([box.type, box.name, box.value, box.checked]).toEqual(['checkbox', 'montant', '1', true]);
    expect(labelled(champ({ type: 'case' }), 'Montant')?.checked).toBe(false);
  });

  it('begins with nothing chosen, unless there is always an answer', () => {
    expect(champ({ type: 'choix', choix }).querySelectorAll('option')).toHaveLength(3);
    expect(champ({ type: 'choix', choix, sansVide: true }).querySelectorAll('option')).toHaveLength(2);
  });
});

describe('a form', () => {
  it('carries its token and its key', () => {
    const body = draw('<form>{{ cles({ csrf: "jeton", idempotence: "k1" }) }}</form>');
    expect(body.querySelector<HTMLInputElement>('[name=_csrf]')?.value).toBe('jeton');
    expect(body.querySelector<HTMLInputElement>('[name=_idempotence]')?.value).toBe('k1');
    expect(draw('{{ cles({ csrf: "jeton" }) }}').querySelector('[name=_idempotence]')).toBeNull();
  });

  it('sums its errors up, each leading to its field', () => {
    const body = draw('{{ erreurs(liste) }}', {
      liste: [
        { href: '#a', texte: EVIL },
        { href: '#b', texte: 'Deux' },
      ],
    });
    expect(body.querySelector('[role=alert] h2')?.textContent?.trim()).toBe('2 points à corriger avant de continuer');
    expect([...body.querySelectorAll('a')].map((link) => [link.getAttribute('href'), link.textContent])).toEqual([
      ['#a', EVIL],
      ['#b', 'Deux'],
    ]);
    expect(draw('{{ erreurs([]) }}').innerHTML.trim()).toBe('');
  });

  it('says which step one is at', () => {
    const body = draw(
      '{{ etapes({ libelle: "Étapes", etapes: [{ texte: "Général", href: "?e=1", etat: "faite" }, { texte: "Détails", etat: "courante" }, { texte: "Fin", etat: "avenir" }] }) }}',
    );
    expect(body.querySelector('[aria-current=step]')?.textContent).toBe('Étape 2 sur 3\u00a0: Détails');
    expect(body.querySelector('.done a')?.textContent).toBe('Étape terminée\u00a0: Général');
  });
});
