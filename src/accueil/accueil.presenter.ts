/** The words and figures of the home page. */
import { chemins } from '../chemins.js';
import { niveau, somme, utilisation, utilisationDe, type Utilisation } from '../autorisations/autorisation.js';
import type { EtatCaution } from '../cautions/caution.js';
import { ligneDeListe } from '../demandes/liste.presenter.js';
import { formatDay, formatInstant } from '../kit/dates.js';
import { add, formatMoney, formatPercent, fromDecimal, type Money } from '../kit/money.js';
import { initiales, nomComplet } from '../session/acteur.js';
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
    aValider: lu.aValider.map((ligne) => ligneDeListe(ligne, catalogue, langue)),
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

/** What asks for an action, each with its count and the list behind it. */
function alertesDe({ lu, langue, t }: Source) {
  const { faits } = lu;
  const cautions = (etat: EtatCaution) => {
    const rows = lu.bilan.filter((row) => row.grain === 'type' && row.etat === etat);
    return { nombre: rows.reduce((sum, row) => sum + row.nombre, 0), montants: sommes(rows) };
  };
  const [opposition, attente] = [cautions('en_opposition'), cautions('en_attente')];
  const niveaux = lu.autorisations.map((row) => {
    const { utilise, autorise, seuils } = utilisationDe(row);
    return niveau(utilise, autorise, seuils);
  });
  const [rouges, oranges] = [niveaux.filter((one) => one === 'rouge').length, niveaux.filter((one) => one === 'orange').length];
  const aValider = lu.totauxAValider.reduce((sum, { nombre }) => sum + nombre, 0);
  return [
    {
      cle: 'aValider',
      ton: 'blue',
      icone: 'circle-dot',
      nombre: aValider,
      precision: lu.totauxAValider.map(({ montant, devise }) => formatMoney(fromDecimal(montant, devise), langue)).join(', '),
      href: `${chemins.demandes()}?aValider=moi`,
    },
    {
      cle: 'opposition',
      ton: 'amber',
      icone: 'octagon-alert',
      nombre: opposition.nombre,
      precision: opposition.montants.map((m) => formatMoney(m, langue)).join(', '),
      href: `${chemins.cautions()}?etat=en_opposition`,
    },
    {
      cle: 'attente',
      ton: 'violet',
      icone: 'hourglass',
      nombre: attente.nombre,
      precision: faits?.attente_depuis ? t('accueil.depuis', { quand: formatInstant(faits.attente_depuis, langue) }) : '',
      href: `${chemins.cautions()}?etat=en_attente`,
    },
    {
      cle: 'autorisations',
      ton: rouges > 0 ? 'red' : 'amber',
      icone: 'triangle-alert',
      nombre: rouges + oranges,
      precision: t('accueil.rougesOranges', { rouges, oranges }),
      href: chemins.autorisations(),
    },
    {
      cle: 'documents',
      ton: 'amber',
      icone: 'file-warning',
      nombre: faits?.documents ?? 0,
      precision: faits?.documents_echeance ? t('accueil.premierDu', { le: formatDay(faits.documents_echeance) }) : '',
    },
    {
      cle: 'factures',
      ton: 'red',
      icone: 'receipt-text',
      nombre: faits?.factures ?? 0,
      precision: faits?.factures_montant
        ? t('accueil.facturesPhrase', {
            montant: formatMoney(fromDecimal(faits.factures_montant, faits.factures_devise ?? 'EUR'), langue),
            count: faits.factures_echues,
          })
        : '',
    },
    {
      cle: 'bientotFinies',
      ton: 'amber',
      icone: 'hourglass',
      nombre: faits?.bientot_finies ?? 0,
      precision: t('accueil.sous30'),
      href: `${chemins.cautions()}?etat=effective&tri=fin`,
    },
    {
      cle: 'contrats',
      ton: 'amber',
      icone: 'file-text',
      nombre: faits?.contrats_a_renouveler ?? 0,
      precision: t('accueil.sous90'),
      href: chemins.autorisations(),
    },
  ]
    .filter(({ nombre }) => nombre > 0)
    .map(({ cle, ...alerte }) => ({ ...alerte, texte: t(`accueil.alerte.${cle}`, { count: alerte.nombre }) }));
}

const sommes = (rows: readonly { readonly montant: string; readonly devise: string }[]): Money[] =>
  [...new Set(rows.map(({ devise }) => devise))].map((devise) =>
    somme(
      rows.filter((row) => row.devise === devise).map((row) => fromDecimal(row.montant, devise)),
      devise,
    ),
  );
