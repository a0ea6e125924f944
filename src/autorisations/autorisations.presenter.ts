/** The list of authorisations, per entity and contract, largest first. */
import { chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import { somme, utilisationDe } from './autorisation.js';
import type { AutorisationRow } from './autorisations.repository.js';

const ratio = (value: bigint): number => Number(value) / 1_000_000;

export function pageAutorisations(rows: readonly AutorisationRow[], catalogue: Catalogue, langue: Language, t: Translate) {
  const lignes = rows.map((row) => ({ row, usage: utilisationDe(row) }));
  const devises = [...new Set(rows.map(({ devise }) => devise))];
  return {
    titre: t('autorisations.titre'),
    fil: [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: t('autorisations.titre') }],
    phrase: t('autorisations.phrase', { count: rows.length }),
    lignes: lignes.map(({ row, usage }) => ({
      entite: row.entite,
      contrat: row.contrat,
      ligne: row.ligne,
      type: catalogue.type(row.type_credit, langue),
      produit: catalogue.produit(row.produit, langue),
      autorise: usage.autorise,
      utilise: usage.utilise,
      disponible: usage.disponible,
      barre: { part: ratio(usage.part), orange: ratio(usage.seuils.orange), rouge: ratio(usage.seuils.rouge), niveau: usage.niveau },
      acces: row.acces && row.en_vigueur,
      accesTexte: t(!row.en_vigueur ? 'autorisations.horsPeriode' : row.acces ? 'autorisations.ouvert' : 'autorisations.ferme'),
    })),
    totaux: devises.map((devise) => {
      const des = lignes.filter(({ row }) => row.devise === devise).map(({ usage }) => usage);
      return {
        autorise: somme(
          des.map(({ autorise }) => autorise),
          devise,
        ),
        utilise: somme(
          des.map(({ utilise }) => utilise),
          devise,
        ),
        disponible: somme(
          des.map(({ disponible }) => disponible),
          devise,
        ),
      };
    }),
  };
}
