/** Composes an act: the wording of a texte with its values in place, numbered, with the blocks printed around it. */
import { Refus } from '../kit/errors.js';
import { longDay, type Day } from '../kit/dates.js';
import { formatMoneyOfAct, fromDecimal, type Language } from '../kit/money.js';
import { unprintable } from '../kit/printable.js';
import { formatValeur } from '../specimens/format.js';
import { incoherences, incoherencesDesDates } from '../specimens/coherence.js';
import { enClair } from '../specimens/enclair.js';
import { conditionsRemplies, emises, type TexteVersion, type Valeurs } from '../specimens/texte.js';
import { fillWording } from '../specimens/wording.js';
import type { ActeCompose, ArticleCompose, ContexteActe, Paragraphe } from '../impression/acte.js';
import { labels, type Labels } from '../impression/labels.js';
import { capitalised, typography } from '../kit/typography.js';

/** An object without a prototype, so that a wording can name nothing but what is put here. */
const bare = (entries: object): Record<string, unknown> => Object.assign(Object.create(null) as Record<string, unknown>, entries);

const oneLine = (address: string): string => address.replace(/\s*,?\s*\n\s*/g, ', ');

/** The English words of the insurer or of its signatory where there are some, for an act in English. */
function inLanguage<T extends { readonly en?: Partial<T> }>({ en, ...rest }: T, langue: Language): T {
  return { ...rest, ...(langue === 'en' && en) } as T;
}

/** What is typed stays in its clause: a blank line or a dash parts what is listed, and opens neither a paragraph nor an item of the act. */
const inOneClause = (typed: string): string =>
  typed
    .split(/\n\s*\n|\n(?=\s*[-–—•*]\s)/)
    .map((part) =>
      part
        .replace(/^\s*[-–—•*]\s+/, '')
        .replace(/\s*\n\s*/g, ' ')
        .trim(),
    )
    .filter(Boolean)
    .join(' ; ');

/**
 * What the wording may name, and the names of the values that it has named: what is not said is not kept with the act. A required value
 * still missing shows as its label between brackets.
 */
function viewOf(texte: TexteVersion, valeurs: Valeurs, { garant, donneurDOrdre, signataire }: ContexteActe, label: Labels) {
  const { langue } = texte;
  const dits = new Set<string>();
  const view = bare({
    garant: bare({ ...garant, siege: oneLine(garant.siege) }),
    donneur: bare({ ...donneurDOrdre, adresse: oneLine(donneurDOrdre.adresse) }),
    signataire: bare(signataire),
  });
  const nommer = (name: string, nom: string, value: unknown): void =>
    void Object.defineProperty(view, name, { enumerable: true, get: () => (dits.add(nom), value) });
  for (const variable of texte.variables) {
    const { nom, type, obligatoire, si, libelle, calcul } = variable;
    const active = conditionsRemplies(si, valeurs);
    const blank = calcul?.type === 'emission' ? `[${label('jourEmission')}]` : `[${libelle[langue]}]`;
    const valeur = valeurs[nom] || (obligatoire && active && type !== 'choix' ? blank : '');
    if (!valeur || !active) continue;
    nommer(nom, nom, inOneClause(formatValeur(variable, valeur, valeurs.devise ?? 'EUR', langue, { long: true })));
    if (type === 'choix') nommer(`${nom}_${valeur}`, nom, true);
  }
  return { view, dits };
}

/** Blank lines part paragraphs; lines that begin with "- " are items of a list. */
function paragraphes(corps: string): Paragraphe[] {
  return corps
    .split(/\n\s*\n|\n(?=- )/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) =>
      part.startsWith('- ') ? { type: 'liste', texte: part.slice(2) } : { type: 'texte', texte: part.replaceAll('\n', ' ') },
    );
}

/** Articles run 1, 2, 3; under lettered headings A.1, A.2, B.1. */
function numberedArticles(texte: TexteVersion, view: object): ArticleCompose[] {
  let [section, rank]: [string | undefined, number] = [undefined, 0];
  return texte.articles.map((article) => {
    const opens = article.section !== undefined && article.section !== section;
    if (opens) [section, rank] = [article.section, 0];
    rank += 1;
    const body = fillWording(typography(article.corps, texte.langue), view);
    return {
      numero: section ? `${section.charAt(0)}.${rank}` : String(rank),
      titre: typography(article.titre, texte.langue),
      ...(opens && section && { section }),
      paragraphes: paragraphes(body),
    };
  });
}

function blocs(view: Record<string, unknown>, { donneurDOrdre }: ContexteActe, label: Labels): ActeCompose['blocs'] {
  const shown = (nom: string): string => (typeof view[nom] === 'string' ? view[nom] : '');
  const siret = shown('beneficiaire_siret') || shown('soustraitant_siret');
  const { nom, forme, immatriculation, adresse } = donneurDOrdre;
  return [
    {
      role: label('beneficiaire'),
      nom: shown('beneficiaire_nom'),
      lignes: [
        shown('beneficiaire_service'),
        [shown('beneficiaire_adresse'), shown('beneficiaire_pays')].filter(Boolean).join(', '),
        siret && label('siret', { siret }),
      ].filter(Boolean),
    },
    {
      role: label('donneur'),
      nom,
      lignes: [forme ?? '', oneLine(adresse), immatriculation ?? ''].filter(Boolean),
    },
  ];
}

/** An act with a letter missing, or with a name that nobody sees, is no act: refused before it is printed. Throws a Refus (409). */
function whole(acte: ActeCompose): ActeCompose {
  const refused = unprintable(JSON.stringify({ ...acte, donnees: undefined }));
  if (refused) throw new Refus(409, 'erreurs.lettre', refused);
  if (acte.blocs.some(({ nom }) => nom.trim() === '')) throw new Refus(409, 'erreurs.sans_nom');
  return acte;
}

/**
 * Composes an act from a version of a texte and the canonical values of its variables. Pure: the same inputs give the same JSON,
 * which is frozen with the caution and printed by `renderActe`.
 */
export function composeActe(texte: TexteVersion, ecrites: Valeurs, contexte: ContexteActe): ActeCompose {
  const { langue } = texte;
  if (contexte.dateEmission && texte.aRemplacerParModele && !contexte.demonstration) throw new Refus(409, 'erreurs.modele');
  const valeurs = contexte.dateEmission ? vraies(texte, ecrites, contexte.premiereEmission ?? contexte.dateEmission, contexte) : ecrites;
  const ctx = { ...contexte, garant: inLanguage(contexte.garant, langue), signataire: inLanguage(contexte.signataire, langue) };
  const { garant, signataire, numero, dateEmission, versionActe, demonstration = false } = ctx;
  const label = labels(langue);
  const { view, dits } = viewOf(texte, valeurs, ctx, label);
  const devise = valeurs.devise ?? 'EUR';
  const montant =
    valeurs.montant && /^\d+(\.\d+)?$/.test(valeurs.montant) ? formatMoneyOfAct(fromDecimal(valeurs.montant, devise), langue) : undefined;
  const lieu = garant.ville;
  const articles = numberedArticles(texte, view);
  const composed: Omit<ActeCompose, 'donnees'> = {
    langue,
    texte: { code: texte.code, version: texte.version, typeCredit: texte.typeCredit },
    titre: typography(texte.titre, langue),
    sousTitre: typography(texte.baseLegale, langue),
    numero,
    versionActe,
    dateEmission,
    garant: { ...garant, siege: oneLine(garant.siege) },
    blocs: blocs(view, ctx, label),
    montant: {
      libelle: label(texte.montantDeReference ? 'montantReference' : texte.nature === 'caution' ? 'montantCaution' : 'montantGarantie'),
      chiffres: montant ?? String(view.montant ?? ''),
      lettres: String(view.montant_lettres ?? ''),
    },
    articles,
    signature: {
      lieuEtDate: dateEmission ? label('faitA', { lieu, date: longDay(dateEmission, langue) }) : label('aSigner', { lieu }),
      pour: label('pour', { nom: garant.nom }),
      nom: signataire.nom,
      qualite: signataire.qualite,
      pouvoir: signataire.pouvoir ?? null,
    },
    piedDePage: [
      label(garant.capital ? 'garant' : 'garantSansCapital', { ...garant, siege: oneLine(garant.siege) }),
      label('agrement', { agrement: capitalised(garant.agrement), controle: garant.controle }),
    ],
    demonstration,
    horsModele: texte.aRemplacerParModele,
  };
  // The currency is that of every amount.
  const donnees = Object.fromEntries(Object.entries(valeurs).filter(([nom]) => nom === 'devise' || dits.has(nom)));
  return whole({ ...composed, donnees });
}

/** The values on the day of the first issue, where nothing is untrue: days have passed since they were typed. Throws a Refus (409). */
function vraies(texte: TexteVersion, ecrites: Valeurs, jour: Day, { donneurDOrdre }: ContexteActe): Valeurs {
  const valeurs = emises(texte, ecrites, jour);
  const emission = { devise: valeurs.devise ?? 'EUR', jour, donneur: donneurDOrdre };
  const [faute] = [...incoherencesDesDates(texte, valeurs, emission), ...incoherences(texte, valeurs, emission)];
  if (faute) throw new Refus(409, faute.message, enClair(faute.params, texte.langue));
  return valeurs;
}
