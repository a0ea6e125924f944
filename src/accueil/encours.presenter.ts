/** The outstanding on the home page: by subsidiary and by type. */
import { avecRequete, chemins } from '../chemins.js';
import { somme } from '../autorisations/autorisation.js';
import { EN_VIGUEUR, type EtatCaution } from '../cautions/caution.js';
import { add, fromDecimal, type Money } from '../kit/money.js';
import type { Source } from './source.js';

/** Lines of a ranking before the rest is gathered. */
const FILIALES = 6;

/** Outstanding by subsidiary and by type: figures, bars, and what is behind each. One block a currency. */
export function encoursDe({ lu, catalogue, langue, t }: Source) {
  const rows = lu.bilan.filter(({ etat }) => EN_VIGUEUR.includes(etat as EtatCaution));
  const devises = [...new Set(rows.map(({ devise }) => devise))].sort(
    (a, b) => Number(b === 'EUR') - Number(a === 'EUR') || a.localeCompare(b),
  );
  const nombre = rows.reduce((sum, row) => sum + row.nombre, 0);
  const rang = (
    devise: string,
    key: (row: (typeof rows)[number]) => string,
    texte: (row: (typeof rows)[number]) => string,
    href: (row: (typeof rows)[number]) => string,
  ) => {
    const groupes = new Map<string, { texte: string; nombre: number; valeur: Money; href: string }>();
    for (const row of rows.filter((one) => one.devise === devise)) {
      const known = groupes.get(key(row));
      const montant = fromDecimal(row.montant, devise);
      groupes.set(key(row), {
        texte: texte(row),
        href: href(row),
        nombre: (known?.nombre ?? 0) + row.nombre,
        valeur: known ? add(known.valeur, montant) : montant,
      });
    }
    const lignes = [...groupes.values()]
      .sort((a, b) => (b.valeur.minor > a.valeur.minor ? 1 : -1))
      .map((ligne) => ({ ...ligne, precision: t('cautions.nombre', { count: ligne.nombre }) }));
    const reste = lignes.slice(FILIALES);
    if (reste.length <= 1) return lignes;
    const autres = {
      texte: t('accueil.autres', { count: reste.length }),
      precision: t('cautions.nombre', { count: reste.reduce((sum, one) => sum + one.nombre, 0) }),
      valeur: somme(
        reste.map(({ valeur }) => valeur),
        devise,
      ),
      href: chemins.encours(),
    };
    return [...lignes.slice(0, FILIALES), autres];
  };
  return {
    encoursPhrase: t('accueil.enVigueur', { count: nombre }),
    encours: devises.map((devise) => ({
      devise,
      filiales: rang(
        devise,
        (row) => String(row.entite_id),
        (row) => row.entite,
        (row) => avecRequete(chemins.cautions(), { entite: String(row.entite_id), etat: [...EN_VIGUEUR] }),
      ),
      types: rang(
        devise,
        (row) => row.type_credit,
        (row) => catalogue.type(row.type_credit, langue),
        (row) => avecRequete(chemins.cautions(), { typeCredit: row.type_credit, etat: [...EN_VIGUEUR] }),
      ),
      total: somme(
        rows.filter((row) => row.devise === devise).map((row) => fromDecimal(row.montant, devise)),
        devise,
      ),
    })),
  };
}
