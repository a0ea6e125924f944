/** Clauses that several French acts share, in their order (C2 parties … C15 signature). `Caution` or `Garant` is how the insurer is called. */
import type { Article } from '../../src/specimens/texte.js';

export type Role = 'Caution' | 'Garant';
const le = (role: Role): string => (role === 'Caution' ? 'la Caution' : 'le Garant');
const Le = (role: Role): string => (role === 'Caution' ? 'La Caution' : 'Le Garant');
const du = (role: Role): string => (role === 'Caution' ? 'de la Caution' : 'du Garant');

export const article = (code: string, titre: string, ...paragraphes: string[]): Article => ({
  code,
  titre,
  corps: paragraphes.join('\n\n'),
});

/** Puts articles under a lettered heading. */
export const sous = (section: string, articles: readonly Article[]): Article[] => articles.map((a) => ({ ...a, section }));

export const ASSUREUR =
  '{{garant.nom}}, {{garant.forme}}{{#garant.capital}} au capital de {{garant.capital}}{{/garant.capital}}, dont le siège est situé {{garant.siege}}, ' +
  'RCS {{garant.rcs}}, {{garant.agrement}}, représentée par {{signataire.nom}}, {{signataire.qualite}}, ' +
  'ayant tous pouvoirs à l’effet des présentes{{#signataire.pouvoir}} ({{signataire.pouvoir}}){{/signataire.pouvoir}}';

export const DONNEUR =
  '{{donneur.nom}}{{#donneur.forme}}, {{donneur.forme}}{{/donneur.forme}}{{#donneur.immatriculation}}, {{donneur.immatriculation}}{{/donneur.immatriculation}}, dont le siège est situé {{donneur.adresse}}';

export const BENEFICIAIRE =
  '{{beneficiaire_nom}}{{#beneficiaire_nature_public}}, personne publique{{/beneficiaire_nature_public}}{{#beneficiaire_siret}}, SIRET {{beneficiaire_siret}}{{/beneficiaire_siret}}, {{beneficiaire_adresse}}, {{beneficiaire_pays}}{{#beneficiaire_service}}, service {{beneficiaire_service}}{{/beneficiaire_service}}';

/** C2: who stands surety, for whom, towards whom. `debiteur` is how the applicant is called in the act. */
export const parties = (role: Role, debiteur = 'le Donneur d’ordre', beneficiaire = 'le Bénéficiaire'): Article =>
  article(
    'C2',
    'Parties',
    `${ASSUREUR}, ci-après « ${le(role)} »,`,
    `s’engage, dans les conditions du présent acte, pour le compte de ${DONNEUR}, ci-après « ${debiteur} »,`,
    `au profit de ${BENEFICIAIRE}, ci-après « ${beneficiaire} ».`,
  );

const NUMERO = '{{#marche_numero}} n° {{marche_numero}}{{/marche_numero}}';
const LOT = '{{#marche_lot}} (lot {{marche_lot}}){{/marche_lot}}';

/** C3: the contract whose performance is guaranteed. */
export const contratGaranti = (sujet = 'le Bénéficiaire a confié au Donneur d’ordre'): Article =>
  article(
    'C3',
    'Marché garanti',
    `Par un marché${NUMERO} signé le {{marche_date}}, ${sujet} l’exécution des prestations suivantes${LOT} : {{marche_objet}}.`,
    'Les travaux sont exécutés à l’adresse suivante : {{chantier_adresse}}.',
    'Le montant du marché est de {{montant_ttc}} toutes taxes comprises{{#montant_ht}}, soit {{montant_ht}} hors taxes{{/montant_ht}}{{#avenants_ttc}}, modifié par avenants à hauteur de {{avenants_ttc}} toutes taxes comprises{{/avenants_ttc}}.',
  );

/** C4 of a caution: personal, solidaire, both benefits waived (C. civ. 2305 and 2306). */
export const engagementSolidaire = (debiteur = 'du Donneur d’ordre'): Article =>
  article(
    'C4',
    'Engagement de caution',
    `La Caution se constitue caution personnelle et solidaire ${debiteur} envers le Bénéficiaire, au sens des articles 2288 et suivants du code civil.`,
    'Elle renonce expressément au bénéfice de discussion prévu à l’article 2305 du code civil et au bénéfice de division prévu à son article 2306.',
  );

/** C4 of a guarantee on first demand (C. civ. 2321). */
export const engagementAutonome: Article = article(
  'C4',
  'Engagement autonome',
  'Le Garant s’oblige, de manière irrévocable et autonome au sens de l’article 2321 du code civil, à verser au Bénéficiaire, à première demande de sa part, toute somme réclamée dans la limite du montant garanti.',
  'Cet engagement constitue une obligation propre du Garant, indépendante du marché qui en est la cause.',
);

/** C6: the cap, in figures and in words, everything included. `calcul` says what it is worked out on. */
export const plafond = (role: Role, calcul = ''): Article =>
  article(
    'C6',
    'Montant garanti',
    `L’engagement ${du(role)} est limité à la somme de {{montant}} ({{montant_lettres}})${calcul}.`,
    'Ce montant est un plafond : il comprend le principal, les intérêts, les frais et tous accessoires. En cas de discordance entre les chiffres et les lettres, la somme en lettres prévaut.',
  );

export const SUR_MARCHE = ', par application du taux de {{taux}} au montant toutes taxes comprises du marché, avenants inclus';

/** C7: the call, its form and its proofs. */
export const appel = (role: Role, preuve: string): Article =>
  article(
    'C7',
    'Mise en jeu',
    `Le Bénéficiaire met en jeu le présent engagement par lettre recommandée avec demande d’avis de réception adressée ${role === 'Caution' ? 'à la Caution' : 'au Garant'} à son siège, {{garant.siege}}. La lettre rappelle le numéro de l’acte, indique le motif de la demande et le montant réclamé, et est accompagnée ${preuve}.`,
    `${Le(role)} règle les sommes dues dans les {{delai_paiement_jours}} jours de la réception de la demande complète. Plusieurs demandes peuvent être présentées, sans que leur total excède le montant garanti.`,
  );

/** C8 of a caution. */
export const exceptions: Article = article(
  'C8',
  'Exceptions',
  'Conformément à l’article 2298 du code civil, la Caution peut opposer au Bénéficiaire toutes les exceptions, personnelles ou inhérentes à la dette, qui appartiennent au Donneur d’ordre.',
);

/** C8 of a guarantee on first demand. */
export const inopposabilite: Article = article(
  'C8',
  'Inopposabilité des exceptions',
  'Le Garant ne peut opposer aucune exception tenant au marché ni différer son paiement, sauf abus ou fraude manifestes du Bénéficiaire ou collusion de celui-ci avec le Donneur d’ordre (article 2321, alinéa 2, du code civil).',
);

export const effet = (role: Role, condition = ''): Article =>
  article('C9', 'Prise d’effet', `L’engagement ${du(role)} prend effet le {{date_effet}}${condition}.`);

/** C10 with a firm date, after an event that may end it earlier. */
export const finADate = (role: Role, evenement = ''): Article =>
  article(
    'C10',
    'Fin de l’engagement',
    `${evenement ? `${evenement} En tout état de cause, l` : 'L'}’engagement ${du(role)} prend fin de plein droit le {{date_fin}} à vingt-quatre heures, heure de Paris. Aucune demande reçue après cette date n’est recevable, et l’absence de restitution de l’acte est sans effet sur son extinction.`,
  );

/** C12. */
export const avenant = (role: Role): Article =>
  article(
    'C12',
    'Modification',
    `Toute augmentation du montant garanti, toute prorogation et toute extension de l’objet supposent un avenant émis par ${le(role)}. Les modifications du marché n’aggravent pas son engagement sans cet avenant.`,
  );

/** C13 of a caution: it follows the debt. */
export const transmission: Article = article(
  'C13',
  'Cession',
  'Le cautionnement suit la créance garantie. Toute cession n’est opposable à la Caution qu’une fois notifiée à celle-ci par lettre recommandée avec demande d’avis de réception.',
);

/** C13 of a guarantee on first demand: it does not follow the debt (C. civ. 2321, last paragraph). */
export const intransmissible: Article = article(
  'C13',
  'Cession',
  'Sauf accord écrit du Garant, la présente garantie ne suit pas l’obligation garantie (article 2321, dernier alinéa, du code civil).',
);

/** C14. */
export const loiEtTribunal: Article = article(
  'C14',
  'Droit applicable et juridiction',
  'Le présent acte est régi par la {{loi}}. Entre commerçants, tout différend né de sa formation, de son exécution ou de son interprétation relève de la compétence du {{tribunal}}.',
);

/** C15. */
export const signature = (role: Role): Article =>
  article(
    'C15',
    'Signature électronique',
    `L’acte est établi sous forme électronique et revêtu du cachet ${du(role)} (articles 1366 et 1367 du code civil). L’original est conservé par l’assureur ; toute édition en est un duplicata, dont l’authenticité et l’état se vérifient à l’adresse et avec le code portés sur l’acte.`,
  );

/** C12 to C15, the end of every French act. */
export const finales = (role: Role): Article[] => [
  avenant(role),
  role === 'Caution' ? transmission : intransmissible,
  loiEtTribunal,
  signature(role),
];
