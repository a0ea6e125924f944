/** The words and figures of the home page. */
import { somme, utilisation, utilisationDe, type Utilisation } from '../autorisations/autorisation.js';
import { progression } from '../demandes/demandes.list.js';
import { chemins } from '../chemins.js';
import { formatInstant, parisDay } from '../kit/dates.js';
import { add, formatMoney, formatPercent, fromDecimal } from '../kit/money.js';
import { initiales, nomComplet } from '../session/acteur.js';
import { alertesDe } from './alertes.presenter.js';
import { encoursDe } from './encours.presenter.js';
import type { Source } from './source.js';

/** Authorisations shown on the home page: the largest, and every one in alert. */
const MONTREES = 8;
const part = ({ autorise, utilise }: Utilisation): number =>
  autorise.minor === 0n ? 0 : Number((utilise.minor * 10_000n) / autorise.minor) / 10_000;
const seuil = (value: bigint): number => Number(value) / 1_000_000;

export function pageAccueil(source: Source) {
  const { lu, acteur, catalogue, langue, t } = source;
  const autorisations = parType(source);
  return {
    titre: t('accueil.titre'),
    sousTitre: t('accueil.situation', {
      compte: acteur.compteNom,
      count: lu.faits?.entites ?? 0,
      quand: formatInstant(lu.maintenant, langue),
    }),
    saisisseur: acteur.profils.includes('saisisseur'),
    aFaire: alertesDe(source),
    autorisations: autorisations.filter(({ niveau: couleur }, rang) => rang < MONTREES || couleur !== 'vert'),
    totaux: parDevise(autorisations.map(({ usage }) => usage)).map(({ devise, ...usage }) => ({
      devise,
      ...usage,
      part: formatPercent(usage.part, langue, 1),
    })),
    aValider: lu.aValider.map((ligne) => ({
      ...ligne,
      href: chemins.demande({ numero: ligne.numero }),
      jour: parisDay(ligne.creee_le),
      type: catalogue.type(ligne.type_credit, langue),
      precision: [ligne.marche, ligne.objet].filter((text) => text !== '').join(', '),
      montant: fromDecimal(ligne.montant, ligne.devise),
      progression: progression(ligne),
    })),
    aValiderPhrase: lu.totauxAValider
      .map(({ nombre, montant, devise }) =>
        t('accueil.aValiderPhrase', { count: nombre, montant: formatMoney(fromDecimal(montant, devise), langue) }),
      )
      .join(' ; '),
    ...encoursDe(source),
    contacts: lu.contacts.map((contact) => ({
      nom: nomComplet(contact),
      initiales: initiales(contact),
      role: t(`accueil.role.${contact.role}`),
      telephone: contact.telephone,
      email: contact.email,
      ecrire: t('accueil.ecrire', { prenom: contact.prenom }),
    })),
    messages: lu.messages.map(({ titre, corps, publie_le }) => ({ titre: titre[langue], corps: corps[langue], le: publie_le })),
  };
}

/** Authorisations by product, type and currency: what the perimeter may use together. */
function parType({ lu, catalogue, langue }: Source) {
  const groupes = new Map<string, Utilisation & { produit: string; type: string }>();
  for (const row of lu.autorisations) {
    const key = `${row.produit} ${row.type_credit} ${row.devise}`;
    const [known, usage] = [groupes.get(key), utilisationDe(row)];
    const total = known ? utilisation(add(known.autorise, usage.autorise), add(known.utilise, usage.utilise), known.seuils) : usage;
    groupes.set(key, {
      ...total,
      disponible: known ? add(known.disponible, usage.disponible) : usage.disponible,
      produit: row.produit,
      type: row.type_credit,
    });
  }
  return [...groupes.values()]
    .sort((a, b) => (b.autorise.minor > a.autorise.minor ? 1 : -1))
    .map((usage) => ({
      usage,
      produit: catalogue.produit(usage.produit, langue),
      type: catalogue.type(usage.type, langue),
      autorise: usage.autorise,
      utilise: usage.utilise,
      disponible: usage.disponible,
      niveau: usage.niveau,
      pourcent: formatPercent(usage.part, langue, 1),
      barre: { part: part(usage), orange: seuil(usage.seuils.orange), rouge: seuil(usage.seuils.rouge), niveau: usage.niveau },
    }));
}

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
