/** The page of the sign-in rules. */
import { chemins } from '../chemins.js';
import { typedAmount, type Language } from '../kit/money.js';
import type { Refus } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import type { Acteur } from '../droits/acteur.js';
import { avecFautes } from '../web/fautes.js';
import type { Reglage } from '../preuves/politique.js';
import { genresPour, idDe, prefixe, type SaisieReglages } from './reglages.form.js';
import type { Reglages } from './reglages.js';

interface Source {
  readonly genre: Acteur['genre'];
  readonly enVigueur: { readonly reglages: Reglages; readonly vu: string; readonly aRenouveler: number; readonly personnes: number };
  /** What was typed, when the page comes back. */
  readonly saisie: SaisieReglages | undefined;
  readonly refus: Refus | undefined;
  /** How many people the change would ask for another secret, when that was not agreed to yet. */
  readonly aConfirmer: number | undefined;
  readonly stricte: boolean;
  readonly langue: Language;
  readonly t: Translate;
}

const montantDe = (montant: string | null, langue: Language): string => (montant === null ? '' : typedAmount(montant, langue));

/** The rules in force as the fields would send them. */
function champsDe({ regles, confirmerDes }: Reglages, langue: Language): SaisieReglages {
  const champs = regles.flatMap(({ profil, secret, expire_mois: expireMois, questions }) => [
    [`${prefixe(profil)}.secret`, profil !== null && secret === 'code6' ? '' : secret],
    [`${prefixe(profil)}.expire`, expireMois === null ? '' : String(expireMois)],
    [`${prefixe(profil)}.questions`, questions ? '1' : ''],
  ]);
  return { ...Object.fromEntries(champs), confirmerDes: montantDe(confirmerDes, langue) };
}

const quiDe = (profil: Reglage['profil'], t: Translate): string => t(profil === null ? 'reglages.tous' : `collaborateurs.profil.${profil}`);

/** One line for each rule in force: what a colleague left there. */
const resumer = ({ regles, confirmerDes }: Reglages, genre: Acteur['genre'], langue: Language, t: Translate) => [
  ...regles.map(({ profil, secret, expire_mois: expireMois, questions }) => ({
    libelle: quiDe(profil, t),
    valeur: [
      t(profil !== null && secret === 'code6' ? 'reglages.commeTous' : `reglages.secret.${secret}`),
      expireMois === null ? t('reglages.jamais') : t('reglages.mois', { count: expireMois }),
      t(questions ? 'reglages.avecQuestions' : 'reglages.sansQuestions'),
    ].join(' · '),
  })),
  ...(genre === 'client'
    ? [
        {
          libelle: t('reglages.montant'),
          valeur: confirmerDes === null ? t('reglages.montantJamais') : `${montantDe(confirmerDes, langue)}\u00a0€`,
        },
      ]
    : []),
];

export function pageReglages({ genre, enVigueur, saisie, refus, aConfirmer, stricte, langue, t }: Source) {
  const { reglages, vu, aRenouveler, personnes } = enVigueur;
  const valeurs = saisie ?? champsDe(reglages, langue);
  const titre = t(genre === 'client' ? 'reglages.titre' : 'reglages.titreGarant');
  const nom = (profil: Reglage['profil'], champ: string) => `${prefixe(profil)}.${champ}`;
  const champDe = (profil: Reglage['profil'], champ: string) => ({
    nom: nom(profil, champ),
    id: idDe(nom(profil, champ)),
    valeur: valeurs[nom(profil, champ)] ?? '',
  });
  return {
    titre,
    phrase: t(genre === 'client' ? 'reglages.phrase' : 'reglages.phraseGarant'),
    fil: [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: titre }],
    action: genre === 'client' ? chemins.parametrageSecurite() : chemins.gestionSecurite(),
    vu,
    confirme: aConfirmer,
    aujourdhui: t('reglages.aujourdhui', { count: aRenouveler, personnes }),
    plancher: t(!stricte ? 'reglages.demonstration' : genre === 'client' ? 'reglages.plancher' : 'reglages.plancherGarant'),
    question: aConfirmer === undefined ? undefined : t('reglages.aConfirmer', { count: aConfirmer }),
    groupes: reglages.regles.map(({ profil }) => ({
      titre: genre === 'garant' ? t('reglages.personnel') : quiDe(profil, t),
      pourTous: profil === null,
      secret: {
        ...champDe(profil, 'secret'),
        choix: [
          ...(profil === null ? [] : [{ valeur: '', texte: t('reglages.commeTous') }]),
          ...genresPour(genre, profil).map((un) => ({
            valeur: un,
            texte: t(`reglages.secret.${un}`),
            aide: profil === null ? t(`reglages.secretAide.${un}`) : undefined,
          })),
        ],
      },
      expire: champDe(profil, 'expire'),
      questions: champDe(profil, 'questions'),
    })),
    montant: genre === 'client' ? { nom: 'confirmerDes', valeur: valeurs.confirmerDes ?? '' } : undefined,
    ...avecFautes(refus?.fields ?? [], t),
    refus: refus && refus.fields.length === 0 ? t(refus.key, refus.params) : undefined,
    enPlace: refus?.status === 409 ? resumer(reglages, genre, langue, t) : undefined,
  };
}
