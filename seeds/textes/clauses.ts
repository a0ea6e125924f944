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

/** The rule that a clause applies, and what is still to be confirmed of it. */
export const selon = (fondement: string, clause: Article, reserve?: string): Article => ({
  ...clause,
  fondement,
  ...(reserve && { reserve }),
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

/** The amendments and what the contract amounts to with them: the base of what is worked out. */
export const AVENANTS =
  '{{#avenants_ttc}}, modifié par avenants à hauteur de {{avenants_ttc}} toutes taxes comprises, portant le marché à {{montant_total}}{{/avenants_ttc}}';

/** C3: the contract whose performance is guaranteed. */
export const contratGaranti = (sujet = 'le Bénéficiaire a confié au Donneur d’ordre'): Article =>
  article(
    'C3',
    'Marché garanti',
    `Par un marché${NUMERO} signé le {{marche_date}}, ${sujet} l’exécution des prestations suivantes${LOT} : {{marche_objet}}.`,
    'Les travaux sont exécutés à l’adresse suivante : {{chantier_adresse}}.',
    `Le montant du marché est de {{montant_ttc}} toutes taxes comprises{{#montant_ht}}, soit {{montant_ht}} hors taxes{{/montant_ht}}${AVENANTS}.`,
  );

/** C4 of a caution: personal, solidaire, both benefits waived (C. civ. 2305 and 2306). */
export const engagementSolidaire = (debiteur = 'du Donneur d’ordre', envers = 'le Bénéficiaire'): Article =>
  selon(
    'code civil, art. 2288, 2305 et 2306',
    article(
      'C4',
      'Engagement de caution',
      `La Caution se constitue caution personnelle et solidaire ${debiteur} envers ${envers}, au sens des articles 2288 et suivants du code civil.`,
      'Elle renonce expressément au bénéfice de discussion prévu à l’article 2305 du code civil et au bénéfice de division prévu à son article 2306.',
    ),
    'numérotation du code civil postérieure à 2022, hors art. 2305',
  );

/** C4 of a guarantee on first demand (C. civ. 2321): a sum of its own, never the applicant's debt, or a judge would call it a caution. */
export const engagementAutonome = (envers = 'au Bénéficiaire'): Article =>
  selon(
    'code civil, art. 2321 ; Cass. com., 20 avril 2017, 15-18.203, et 9 mars 2022, 19-24.990',
    article(
      'C4',
      'Engagement autonome',
      `Le Garant s’oblige de manière irrévocable et autonome, au sens de l’article 2321 du code civil, à payer ${envers}, sur sa première demande motivée, toute somme que celle-ci indique, jusqu’à concurrence de {{montant}} ({{montant_lettres}}).`,
      'Cet engagement est une obligation propre du Garant. Le marché n’est cité que pour en dire la cause : ni son exécution, ni l’existence ou le montant d’une créance contre le Titulaire n’en sont une condition.',
    ),
  );

/** C6: the cap, in figures and in words, everything included. `calcul` says what it is worked out on. */
export const plafond = (role: Role, calcul = ''): Article =>
  selon(
    'code civil, art. 2294 et 2296',
    article(
      'C6',
      'Montant garanti',
      `L’engagement ${du(role)} est limité à la somme de {{montant}} ({{montant_lettres}})${calcul}.`,
      'Ce montant est un plafond : il comprend le principal, les intérêts, les frais et tous accessoires. En cas de discordance entre les chiffres et les lettres, la somme en lettres prévaut.',
    ),
    'la somme en lettres prévaut : code civil, art. 1376',
  );

export const SUR_MARCHE = ', soit {{taux}} du montant toutes taxes comprises du marché, avenants inclus';

/** C7: the call, its form and its proofs. */
export const appel = (role: Role, preuve: string): Article =>
  article(
    'C7',
    'Mise en jeu',
    `Le Bénéficiaire met en jeu le présent engagement par lettre recommandée adressée ${role === 'Caution' ? 'à la Caution' : 'au Garant'} à son siège, {{garant.siege}}. La lettre rappelle le numéro de l’acte, indique le motif de la demande et le montant réclamé, et est accompagnée ${preuve}.`,
    `${Le(role)} règle les sommes dues dans les {{delai_paiement_jours}} jours de la réception de la demande complète. Plusieurs demandes peuvent être présentées, sans que leur total excède le montant garanti.`,
  );

/** C8 of a caution. */
export const exceptions = (debiteur = 'au Donneur d’ordre'): Article =>
  selon(
    'code civil, art. 2298',
    article(
      'C8',
      'Exceptions',
      `Conformément à l’article 2298 du code civil, la Caution peut opposer au Bénéficiaire toutes les exceptions, personnelles ou inhérentes à la dette, qui appartiennent ${debiteur}.`,
    ),
  );

/** C8 of a guarantee on first demand. */
export const inopposabilite = (beneficiaire = 'de l’Acheteur'): Article =>
  selon(
    'code civil, art. 2321, al. 2 et 3',
    article(
      'C8',
      'Inopposabilité des exceptions',
      `Le Garant ne peut opposer aucune exception tenant au marché, ni différer son paiement, ni soulever de contestation, sauf abus ou fraude manifestes ${beneficiaire} ou collusion avec le Titulaire (article 2321 du code civil).`,
    ),
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

/** C12; `objet`: what must not make it heavier without an amendment, where something can. */
export const avenant = (role: Role, objet = ''): Article =>
  article(
    'C12',
    'Modification',
    `Toute augmentation du montant garanti, toute prorogation et toute extension de l’objet supposent un avenant émis par ${le(role)}.${objet ? ` ${objet} n’aggravent pas son engagement sans cet avenant.` : ''}`,
  );

/** C13 of a caution: it follows the debt. */
export const transmission: Article = selon(
  'code civil, art. 1321 et 1324',
  article(
    'C13',
    'Cession',
    'Le cautionnement suit la créance garantie. Toute cession n’est opposable à la Caution qu’une fois notifiée à celle-ci par lettre recommandée.',
  ),
  'articles de la cession de créance',
);

/** C13 of a guarantee on first demand: it does not follow the debt (C. civ. 2321, last paragraph). */
export const intransmissible: Article = selon(
  'code civil, art. 2321, dernier al.',
  article(
    'C13',
    'Cession',
    'Sauf accord écrit du Garant, la présente garantie ne suit pas l’obligation garantie (article 2321, dernier alinéa, du code civil).',
  ),
);

/** C14: the court of the insurer's seat between traders only; whoever is none goes before the court that the law says. */
export const loiEtTribunal: Article = selon(
  'code de procédure civile, art. 48',
  article(
    'C14',
    'Droit applicable et juridiction',
    'Le présent acte est régi par la {{loi}}. {{#beneficiaire_nature_prive}}Entre commerçants, tout différend né de sa formation, de son exécution ou de son interprétation relève de la compétence exclusive de la juridiction suivante : {{tribunal}} ; dans les autres cas, des juridictions que la loi désigne.{{/beneficiaire_nature_prive}}{{^beneficiaire_nature_prive}}Tout différend né de sa formation, de son exécution ou de son interprétation relève des juridictions que la loi désigne.{{/beneficiaire_nature_prive}}',
  ),
  'clause entre commerçants',
);

/** C14 where the beneficiary is a public person: the law says which court. */
export const loiSeule: Article = article(
  'C14',
  'Droit applicable et juridiction',
  'Le présent acte est régi par la {{loi}}. Tout différend né de sa formation, de son exécution ou de son interprétation relève des juridictions que la loi désigne.',
);

/** C15. */
export const signature = (role: Role): Article =>
  selon(
    'code civil, art. 1366 et 1367',
    article(
      'C15',
      'Signature électronique',
      `L’acte est établi sous forme électronique et revêtu du cachet ${du(role)} (articles 1366 et 1367 du code civil). L’original est conservé par l’assureur ; toute édition en est un duplicata, dont l’authenticité et l’état se vérifient à l’adresse et avec le code portés sur l’acte.`,
    ),
  );

export const DU_MARCHE = 'Les modifications du marché';

/** C12 to C15, the end of every French act; `objet`: see `avenant`. */
export const finales = (role: Role, objet = DU_MARCHE, juridiction = loiEtTribunal): Article[] => [
  avenant(role, objet),
  role === 'Caution' ? transmission : intransmissible,
  juridiction,
  signature(role),
];
