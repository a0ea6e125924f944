/** The words and figures of the home page. */
import { somme, utilisation, utilisationDe, type Utilisation } from '../autorisations/autorisation.js';
import { avecRequete, chemins } from '../chemins.js';
import { formatInstant } from '../kit/dates.js';
import { compare, formatMoney, formatPercent, fromDecimal } from '../kit/money.js';
import { personneDe } from '../garants/contacts.presenter.js';
import { alertesDe, couleurs } from './alertes.presenter.js';
import { encoursDe, enVigueurDe } from './encours.presenter.js';
import type { SourceAccueil } from './source.js';

/** Authorisations shown on the home page: the largest, and every one in alert. */
const MONTREES = 8;
const part = ({ autorise, utilise }: Utilisation): number =>
  autorise.minor === 0n ? 0 : Number((utilise.minor * 10_000n) / autorise.minor) / 10_000;
const seuil = (value: bigint): number => Number(value) / 1_000_000;

export function pageAccueil(source: SourceAccueil) {
  const { lu, acteur, catalogue, langue, t } = source;
  const autorisations = parType(source);
  return {
    titre: t('accueil.titre'),
    sousTitre: t('accueil.situation', {
      compte: acteur.compteNom,
      count: lu.faits.entites,
      quand: formatInstant(lu.maintenant, langue),
    }),
    saisisseur: acteur.profils.includes('saisisseur'),
    brouillons: lu.brouillons > 0 ? t('brouillons.nombre', { count: lu.brouillons }) : undefined,
    aFaire: alertesDe(source),
    // Those in alert first, then the largest.
    autorisations: autorisations
      .filter(({ alertes }, rang) => rang < MONTREES || alertes !== undefined)
      .sort((a, b) => (b.alertes?.rang ?? 0) - (a.alertes?.rang ?? 0)),
    partagees: parDevise(autorisations.map(({ usage }) => usage)).flatMap(({ devise, utilise }) => {
      const encours = enVigueurDe(lu, devise);
      return compare(utilise, encours) === 0
        ? []
        : [t('accueil.partagees', { utilise: formatMoney(utilise, langue), encours: formatMoney(encours, langue) })];
    }),
    totaux: parDevise(autorisations.map(({ usage }) => usage)).map(({ devise, ...usage }) => ({
      devise,
      ...usage,
      part: formatPercent(usage.part, langue, 1),
    })),
    aValider: lu.a_valider.map(({ numero, entite, beneficiaire, etat, ...ligne }) => ({
      numero,
      href: chemins.demande({ numero }),
      beneficiaire,
      entite,
      type: catalogue.type(ligne.type_credit, langue),
      montant: fromDecimal(ligne.montant, ligne.devise),
      etat,
    })),
    aValiderPhrase: lu.totaux_a_valider
      .map(({ nombre, montant, devise }) =>
        t('accueil.aValiderPhrase', { count: nombre, montant: formatMoney(fromDecimal(montant, devise), langue) }),
      )
      .join(' ; '),
    aValiderNombre: lu.totaux_a_valider.reduce((sum, { nombre }) => sum + nombre, 0),
    ...encoursDe(source),
    contacts: lu.contacts.map((contact) => personneDe(contact, t)),
    messages: lu.messages.map(({ titre, corps, publie_le }) => ({ titre: titre[langue], corps: corps[langue], le: new Date(publie_le) })),
  };
}

/** Authorisations by product, type and currency: what the perimeter may use together. */
const parType = ({ lu, catalogue, langue, t }: SourceAccueil) =>
  lu.autorisations.map((row) => {
    const usage = { ...utilisationDe(row), disponible: fromDecimal(row.disponible, row.devise) };
    return {
      usage,
      produit: catalogue.produit(row.produit, langue),
      type: catalogue.type(row.type_credit, langue),
      autorise: usage.autorise,
      utilise: usage.utilise,
      disponible: usage.disponible,
      // Colours are those of each authorisation: a sum of several may be calm while one of them is not.
      alertes:
        row.rouges + row.oranges > 0
          ? {
              rang: row.rouges > 0 ? 2 : 1,
              nombre: row.rouges + row.oranges,
              texte: couleurs(row, t),
              href: avecRequete(chemins.autorisations(), { niveau: 'alerte', produit: row.produit, typeCredit: row.type_credit }),
            }
          : undefined,
      barre: { part: part(usage), orange: seuil(usage.seuils.orange), rouge: seuil(usage.seuils.rouge), niveau: usage.niveau },
    };
  });

function parDevise(usages: readonly Utilisation[]) {
  const devises = [...new Set(usages.map(({ autorise }) => autorise.currency))];
  return devises.map((devise) => {
    const des = usages.filter(({ autorise }) => autorise.currency === devise);
    const total = utilisation(
      somme(
        des.map(({ autorise }) => autorise),
        devise,
      ),
      somme(
        des.map(({ utilise }) => utilise),
        devise,
      ),
      { orange: 0n, rouge: 0n },
    );
    return {
      devise,
      autorise: total.autorise,
      utilise: total.utilise,
      disponible: somme(
        des.map(({ disponible }) => disponible),
        devise,
      ),
      part: total.part,
    };
  });
}
