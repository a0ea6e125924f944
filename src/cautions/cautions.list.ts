/** The list of cautions. */
import { chemins } from '../chemins.js';
import { sql } from '../kit/database.js';
import { colonnesDeDossier, ID, JOIN_ENTITE, SELECT_DOSSIER, type LigneDossier } from '../listes/colonnes.js';
import { etats, fragment, periode } from '../listes/critere.js';
import { entites, numeroOuBeneficiaire, produit, typeCredit } from '../listes/dossier.js';
import { liste } from '../listes/liste.js';
import { totauxComptes, totauxTenus } from '../listes/totaux.sql.js';
import { PROFILS } from '../droits/acteur.js';
import { ETATS_CAUTION } from './caution.js';

export const CAUTIONS = liste<LigneDossier>({
  nom: 'cautions',
  words: 'cautions',
  chemin: chemins.cautions,
  excel: chemins.cautionsExcel,
  pour: PROFILS,
  preferees: true,
  source(ou) {
    const where = sql`x.compte_id = ${ou.acteur.compteId} and ${ou.conditions}`;
    const from = sql`caution x`;
    return { select: SELECT_DOSSIER, from, join: JOIN_ENTITE, where, totaux: totauxTenus('caution', ou) ?? totauxComptes({ from, where }) };
  },
  criteres: [
    entites(),
    fragment('numero', (typed) => numeroOuBeneficiaire(typed, 'C'), {
      libelle: 'listes.numeroOuBeneficiaire',
      puce: 'listes.numero',
      exemple: 'listes.exemple',
    }),
    produit(),
    typeCredit(),
    periode(sql`x.creee_le`),
    etats(ETATS_CAUTION),
  ],
  colonnes: colonnesDeDossier(chemins.caution, { fin: true }),
  tri: '-date',
  egalite: { par: [sql`x.id`], suit: true },
  cle: ID,
  instants: ['creee_le'],
  reperes: ({ compteId }) => `cautions ${compteId}`,
  tailles: [25, 50, 100, 200],
  vue: {
    icone: 'shield-check',
    resultat: (totaux, { t }) => t('cautions.nombre', { count: totaux.reduce((sum, { nombre }) => sum + nombre, 0) }),
    data: ({ numero }) => ({ numero, href: chemins.caution({ numero }) }),
  },
});
