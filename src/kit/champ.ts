/** A field of a form as pages describe it, turned into the options of the govuk-frontend macro that draws it. */
import type { Translate } from './i18n.js';
import { escape, type Printable } from './markup.js';

export interface Option {
  readonly valeur: string | number;
  readonly texte: string;
  readonly aide?: string;
  readonly inactif?: boolean;
}

/** What a page says of a field; `views/kit/champ.njk` shows each with an example. */
export interface ChampOptions {
  readonly nom: string;
  readonly libelle: Printable;
  readonly type?: keyof typeof TEXT_FIELDS | 'texte_long' | 'choix' | 'radios' | 'cases' | 'case' | 'fichier';
  /** Identifier in the page: the name unless told. */
  readonly id?: string;
  /** As typed; the list of the values ticked for `cases`; ticked or not for `case`. */
  readonly valeur?: unknown;
  /** Said in words beside the label, either way; `null` says nothing. */
  readonly obligatoire?: boolean | null;
  /** What is expected, told before the field. */
  readonly aide?: Printable;
  /** What is wrong and what to do about it. */
  readonly erreur?: string;
  readonly choix?: readonly Option[];
  /** No empty first line in a `choix`: there is always an answer. */
  readonly sansVide?: boolean;
  readonly suffixe?: string;
  /** Currency of a `montant`: EUR unless told. */
  readonly devise?: string;
  /** A `montant` that may be negative: no keypad of figures has its sign. */
  readonly signe?: boolean;
  readonly largeur?: 'w-5' | 'w-10' | 'w-20';
  readonly enLigne?: boolean;
  readonly lignes?: number;
  readonly multiple?: boolean;
  /** Value sent by a `case` when it is ticked: `1` unless told. */
  readonly coche?: string;
  readonly attributs?: Readonly<Record<string, string | number | boolean>>;
}

/** Fields of one line: what a keyboard and a browser should know of each. A keypad never forbids what the field takes. */
const TEXT_FIELDS = {
  texte: { type: 'text' },
  email: { type: 'email', spellcheck: false, autocomplete: 'email' },
  telephone: { type: 'tel', autocomplete: 'tel', width: 'w-20' },
  montant: { type: 'text', inputmode: 'decimal', autocomplete: 'off', suffix: '€', width: 'w-20', classes: 'num', read: 'montant' },
  pourcentage: { type: 'text', inputmode: 'decimal', autocomplete: 'off', suffix: '%', width: 'w-10', classes: 'num' },
  entier: { type: 'text', inputmode: 'numeric', autocomplete: 'off', width: 'w-10', classes: 'num' },
  // No keypad of figures: a date is typed with slashes, points or the letters of its month.
  date: { type: 'text', autocomplete: 'off', width: 'w-10', classes: 'num', read: 'date' },
  code: { type: 'password', inputmode: 'numeric', autocomplete: 'current-password', classes: 'code' },
  secret: { type: 'password', autocomplete: 'current-password' },
} as const satisfies Record<string, TextField>;

interface TextField {
  readonly type: string;
  readonly inputmode?: string;
  readonly autocomplete?: string;
  readonly spellcheck?: boolean;
  readonly suffix?: string;
  readonly width?: string;
  readonly classes?: string;
  /** What the server reads of it is said back while one types. */
  readonly read?: 'montant' | 'date';
}

/** The options of the macro named `composant`, for templates. */
export function champOptions(t: Translate) {
  const shared = (o: ChampOptions) => {
    const hint = o.type === 'date' ? [o.aide, t('kit.champ.date')].filter(Boolean).map(String).join(' ') : o.aide;
    return {
      name: o.nom,
      label: { html: labelMarkup(t, o) },
      hint: hint === undefined || hint === '' ? undefined : { html: escape(hint) },
      errorMessage: o.erreur ? { text: o.erreur, visuallyHiddenText: t('kit.erreurChamp') } : undefined,
      formGroup: { classes: o.largeur },
      attributes: o.attributs,
    };
  };

  function textOptions(o: ChampOptions, field: TextField) {
    const { autocomplete = field.autocomplete, ...attributes } = o.attributs ?? {};
    const suffix = o.suffixe ?? field.suffix;
    return {
      ...shared(o),
      composant: 'input',
      id: o.id ?? o.nom,
      value: textOf(o.valeur),
      type: field.type,
      inputmode: o.signe ? undefined : field.inputmode,
      spellcheck: field.spellcheck,
      classes: field.classes,
      autocomplete,
      attributes: { ...reading(t, field, o), ...attributes },
      suffix: suffix ? { text: suffix } : undefined,
      formGroup: { classes: o.largeur ?? field.width },
    };
  }

  const listOptions = (o: ChampOptions, composant: string) => ({
    ...shared(o),
    composant,
    idPrefix: o.id ?? o.nom,
    classes: o.enLigne ? `govuk-${composant}--inline` : '',
    fieldset: { legend: { html: labelMarkup(t, o) } },
    items: itemsOf(o),
  });

  return (o: ChampOptions): Record<string, unknown> => {
    switch (o.type) {
      case 'texte_long':
        return { ...shared(o), composant: 'textarea', id: o.id ?? o.nom, value: textOf(o.valeur), rows: o.lignes ?? 3 };
      case 'choix': {
        const empty = o.sansVide ? [] : [{ value: '', text: t('kit.champ.choisir') }];
        return { ...shared(o), composant: 'select', id: o.id ?? o.nom, value: textOf(o.valeur), items: [...empty, ...itemsOf(o)] };
      }
      case 'radios':
        return { ...listOptions(o, 'radios'), value: textOf(o.valeur) };
      case 'cases':
        return { ...listOptions(o, 'checkboxes'), values: [o.valeur ?? []].flat().map(textOf) };
      case 'case': {
        const { hint, attributes, label, ...rest } = shared(o);
        const item = { value: o.coche ?? '1', html: label.html, checked: Boolean(o.valeur), hint, attributes };
        return { ...rest, composant: 'checkboxes', idPrefix: o.id ?? o.nom, items: [item] };
      }
      case 'fichier':
        return {
          ...shared(o),
          composant: 'fichier',
          id: o.id ?? o.nom,
          multiple: o.multiple,
          attributes: { ...fileWords(t, o), ...o.attributs },
        };
      default:
        return textOptions(o, TEXT_FIELDS[o.type ?? 'texte']);
    }
  };
}

function labelMarkup(t: Translate, { libelle, obligatoire, type }: ChampOptions): string {
  if (obligatoire) return `${escape(libelle)} <span class="req">${escape(t('kit.champ.obligatoire'))}</span>`;
  if (obligatoire === null || type === 'case') return escape(libelle);
  return `${escape(libelle)} <span class="opt">${escape(t('kit.champ.facultatif'))}</span>`;
}

/** For the script of the fields (public/js/fields.js): what to read back, the words of the calendar. */
const reading = (t: Translate, { read }: TextField, { devise }: ChampOptions): Record<string, string> =>
  read === 'montant'
    ? { 'data-relire': read, 'data-devise': devise ?? 'EUR' }
    : read === 'date'
      ? { 'data-relire': read, 'data-calendrier': t('kit.champ.calendrier') }
      : {};

/** Words of the place where files are dropped, which a script draws over the browser's own control. */
function fileWords(t: Translate, { multiple }: ChampOptions) {
  return {
    'data-choisir': t(multiple ? 'kit.champ.choisirFichiers' : 'kit.champ.choisirFichier'),
    'data-deposer': t('kit.champ.deposer'),
    'data-aucun': t('kit.champ.aucunFichier'),
    'data-envoi': t('kit.champ.envoi'),
    'data-controle': t('kit.champ.controle'),
    'data-coupe': t('kit.champ.coupe'),
  };
}

/** An error as a page lists it: the address of its field and what to do. */
export interface ErreurListee {
  readonly href: string;
  readonly texte: string;
}

/** Errors as the summary's macro takes them. */
export const lignesErreurs = (errors: readonly ErreurListee[]) => errors.map(({ href, texte }) => ({ href, text: texte }));

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value as string | number));

const itemsOf = ({ choix = [] }: ChampOptions) =>
  choix.map(({ valeur, texte, aide, inactif }) => ({
    value: String(valeur),
    text: texte,
    hint: aide ? { text: aide } : undefined,
    disabled: inactif,
  }));
