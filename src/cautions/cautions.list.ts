/** The list of cautions. */
import { chemins } from '../chemins.js';
import { sql, type Sql } from '../kit/database.js';
import { addMonths, type Day } from '../kit/dates.js';
import { fromDecimal } from '../kit/money.js';
import { colonnesDeDossier, JOIN_ENTITE, ORDRE_DOSSIER, SELECT_DOSSIER, type LigneDossier } from '../listes/colonnes.js';
import { valeur } from '../listes/critere.js';
import { criteresDeDossier } from '../listes/dossier.js';
import { FIN_ECRITE } from '../specimens/fin.sql.js';
import { liste, type Ou } from '../listes/liste.js';
import { comptesParEtat, totauxComptes, totauxTenus } from '../listes/totaux.sql.js';
import { PROFILS, type Collaborateur } from '../droits/acteur.js';
import { ETATS_CAUTION } from './caution.js';

/** Without an end, where a month of end is asked. */
export const SANS_FIN = 'sans';

/** What a line of the outstanding asks of this list besides: its currency, its beneficiary to the letter, its month of end. */
const CRITERES_D_ENCOURS = [
  valeur('devise', (devise) => sql`x.devise = ${devise}`, { libelle: 'demandes.colonnes.devise', compteurs: 'devise' }),
  valeur('beneficiaire', (nom) => sql`x.beneficiaire = ${nom}`, { libelle: 'demandes.colonnes.beneficiaire' }),
  valeur('fin', finDans, {
    libelle: 'demandes.colonnes.date_fin',
    lue: (mois) => mois === SANS_FIN || /^\d{4}-(0[1-9]|1[0-2])$/.test(mois),
    nommer: (mois, { t }) =>
      mois === SANS_FIN ? t('encours.sansFin') : t('encours.mois', { mois: mois.slice(5), annee: mois.slice(0, 4) }),
  }),
];

function finDans(mois: string): Sql {
  const debut: Day = `${mois}-01`;
  return mois === SANS_FIN ? sql`${FIN_ECRITE} is null` : sql`(${FIN_ECRITE} >= ${debut} and ${FIN_ECRITE} < ${addMonths(debut, 1)})`;
}

const rows = ({ acteur, conditions }: Ou<Collaborateur>) => ({
  from: sql`caution x`,
  where: sql`x.compte_id = ${acteur.compteId} and ${conditions}`,
});

interface LigneCaution extends LigneDossier {
  readonly version: number;
}

export const CAUTIONS = liste<LigneCaution>({
  nom: 'cautions',
  words: 'cautions',
  chemin: chemins.cautions,
  excel: chemins.cautionsExcel,
  pour: PROFILS,
  preferees: true,
  source(ou) {
    const { from, where } = rows(ou);
    return {
      select: sql`${SELECT_DOSSIER}, x.version`,
      from,
      join: JOIN_ENTITE,
      where,
      totaux: totauxTenus('caution', ou) ?? totauxComptes({ from, where }, ou),
    };
  },
  comptes: (ou) => comptesParEtat('caution', ou, rows(ou)),
  criteres: [...criteresDeDossier('C', ETATS_CAUTION), ...CRITERES_D_ENCOURS],
  colonnes: colonnesDeDossier(chemins.caution, { fin: true }),
  ...ORDRE_DOSSIER,
  reperes: ({ compteId }) => `cautions ${compteId}`,
  vue: {
    icone: 'shield-check',
    etats: { codes: ETATS_CAUTION },
    // The release of several at once: each has its own answer.
    masse: {
      si: ({ profils }) => profils.some((profil) => profil === 'saisisseur' || profil === 'valideur'),
      action: chemins.cautionsMainlevees(),
      bouton: 'mainlevees.masse.bouton',
      coche: ({ etat, produit, numero, beneficiaire, montant, devise, version }, { catalogue, t }) =>
        etat === 'effective' && catalogue.produits.some(({ code, mainlevee_en_ligne: enLigne }) => enLigne && code === produit)
          ? {
              value: numero,
              label: t('demandes.selectionner', { numero, beneficiaire }),
              minor: fromDecimal(montant, devise).minor.toString(),
              currency: devise,
              version,
            }
          : undefined,
    },
    resultat: (totaux, { t }) => t('cautions.nombre', { count: totaux.reduce((sum, { nombre }) => sum + nombre, 0) }),
    data: ({ numero }) => ({ numero, href: chemins.caution({ numero }) }),
  },
});
