/** Composes an act: the wording of a texte with its values in place, numbered, with the blocks printed around it. */
import { Refus } from '../kit/errors.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import { unprintable } from '../kit/printable.js';
import { longDay } from '../kit/dates.js';
import { formatValeur } from '../specimens/format.js';
import { conditionsRemplies, type TexteVersion, type Valeurs } from '../specimens/texte.js';
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

/** What the wording may name. A required value still missing shows as its label between brackets. */
function viewOf(texte: TexteVersion, valeurs: Valeurs, { garant, donneurDOrdre, signataire }: ContexteActe): Record<string, unknown> {
  const { langue } = texte;
  const view = bare({
    garant: bare({ ...garant, siege: oneLine(garant.siege) }),
    donneur: bare({ ...donneurDOrdre, adresse: oneLine(donneurDOrdre.adresse) }),
    signataire: bare(signataire),
  });
  for (const variable of texte.variables) {
    const { nom, type, obligatoire, si, libelle } = variable;
    const active = conditionsRemplies(si, valeurs);
    const valeur = valeurs[nom] || (obligatoire && active && type !== 'choix' ? `[${libelle[langue]}]` : '');
    if (!valeur || !active) continue;
    view[nom] = inOneClause(formatValeur(variable, valeur, valeurs.devise ?? 'EUR', langue, { long: true }));
    if (type === 'choix') view[`${nom}_${valeur}`] = true;
  }
  return view;
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
        shown('beneficiaire_adresse'),
        shown('beneficiaire_pays'),
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
export function composeActe(texte: TexteVersion, valeurs: Valeurs, contexte: ContexteActe): ActeCompose {
  const { langue } = texte;
  const ctx = { ...contexte, garant: inLanguage(contexte.garant, langue), signataire: inLanguage(contexte.signataire, langue) };
  const { garant, signataire, numero, dateEmission, versionActe, demonstration = false } = ctx;
  const label = labels(langue);
  const view = viewOf(texte, valeurs, ctx);
  const devise = valeurs.devise ?? 'EUR';
  const montant =
    valeurs.montant && /^\d+(\.\d+)?$/.test(valeurs.montant) ? formatMoney(fromDecimal(valeurs.montant, devise), langue) : undefined;
  const lieu = garant.ville;
  return whole({
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
      libelle: label(texte.nature === 'caution' ? 'montantCaution' : 'montantGarantie'),
      chiffres: montant ?? String(view.montant ?? ''),
      lettres: String(view.montant_lettres ?? ''),
    },
    articles: numberedArticles(texte, view),
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
    donnees: { ...valeurs },
  });
}
