/** The insurer's clients, in words. */
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { chemins } from '../chemins.js';
import { countryOptions } from '../kit/countries.js';
import { formatDay, parisDay } from '../kit/dates.js';
import { LANGUAGES, type Translate } from '../kit/i18n.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import { PROFILS } from '../droits/acteur.js';
import type { TapeeCompte } from './comptes.form.js';
import type { CompteVue } from './gestion.js';

interface Mots {
  readonly langue: Language;
  readonly t: Translate;
}
const fil = (t: Translate, ...suite: { href?: string; texte: string }[]) => [
  { href: chemins.gestion(), texte: t('menus.gestion') },
  { href: chemins.gestionComptes(), texte: t('menus.comptes') },
  ...suite,
];

export function pageCompte(vue: CompteVue, catalogue: Catalogue, { langue, t }: Mots) {
  return {
    titre: vue.nom,
    fil: fil(t, { texte: vue.nom }),
    numero: vue.numero_client,
    details: [
      { libelle: t('gestion.comptes.numeroClient'), valeur: vue.numero_client },
      { libelle: t('gestion.comptes.ouvertLe'), valeur: formatDay(parisDay(vue.ouvert_le)) },
      { libelle: t('accueil.role.conseiller'), valeur: vue.conseiller },
      { libelle: t('accueil.role.charge'), valeur: vue.charge },
      { libelle: t('gestion.comptes.entites'), valeur: String(vue.entites) },
      { libelle: t('gestion.comptes.personnes'), valeur: String(vue.personnes) },
    ],
    racine: vue.racine,
    administrateurs: vue.administrateurs,
    contrats: vue.contrats.map((contrat) => ({
      numero: contrat.numero,
      precision: t('gestion.comptes.contratPrecision', {
        plafond: formatMoney(fromDecimal(contrat.plafond, contrat.devise), langue),
        le: formatDay(contrat.date_debut),
      }),
      lignes: contrat.lignes.map(({ libelle, plafond }) => ({ libelle, plafond: fromDecimal(plafond, contrat.devise) })),
      autorisations: contrat.autorisations.map(({ produit, type, autorise }) => ({
        type: catalogue.type(type, langue),
        produit: catalogue.produit(produit, langue),
        autorise: fromDecimal(autorise, contrat.devise),
      })),
    })),
  };
}

export function pageOuverture(saisie: TapeeCompte, catalogue: Catalogue, { langue, t }: Mots) {
  return {
    titre: t('gestion.comptes.ouvrir'),
    fil: fil(t, { texte: t('gestion.comptes.ouvrir') }),
    saisie,
    payss: countryOptions(langue).map(({ valeur, libelle }) => ({ valeur, texte: libelle })),
    choixLangues: LANGUAGES.map((one) => ({ valeur: one, texte: t(`kit.langue.${one}`) })),
    choixProfils: PROFILS.map((profil) => ({ valeur: profil, texte: t(`profil.profils.${profil}`) })),
    produits: catalogue.produits.map(({ code, libelle }) => ({ valeur: code, texte: libelle[langue] })),
    choixTypes: catalogue.types.map(({ code, libelle, produits }) => ({
      valeur: code,
      texte: libelle[langue],
      aide: produits.map((produit) => catalogue.produit(produit, langue)).join(', '),
    })),
  };
}
