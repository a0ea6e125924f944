/** The list of cautions. */
import { chemins } from '../chemins.js';
import { sql } from '../kit/database.js';
import { colonnesDeDossier, JOIN_ENTITE, ORDRE_DOSSIER, SELECT_DOSSIER, type LigneDossier } from '../listes/colonnes.js';
import { criteresDeDossier } from '../listes/dossier.js';
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
    return {
      select: SELECT_DOSSIER,
      from,
      join: JOIN_ENTITE,
      where,
      totaux: totauxTenus('caution', ou) ?? totauxComptes({ from, where }, ou),
    };
  },
  criteres: criteresDeDossier('C', ETATS_CAUTION),
  colonnes: colonnesDeDossier(chemins.caution, { fin: true }),
  ...ORDRE_DOSSIER,
  reperes: ({ compteId }) => `cautions ${compteId}`,
  vue: {
    icone: 'shield-check',
    resultat: (totaux, { t }) => t('cautions.nombre', { count: totaux.reduce((sum, { nombre }) => sum + nombre, 0) }),
    data: ({ numero }) => ({ numero, href: chemins.caution({ numero }) }),
  },
});
