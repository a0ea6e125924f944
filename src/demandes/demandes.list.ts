/** The list of demandes. */
import { chemins } from '../chemins.js';
import { peutValider } from '../droits/valideurs.sql.js';
import { sql, type Sql } from '../kit/database.js';
import { fromDecimal } from '../kit/money.js';
import { colonnesDeDossier, JOIN_ENTITE, ORDRE_DOSSIER, SELECT_DOSSIER, type LigneDossier } from '../listes/colonnes.js';
import { reserve } from '../listes/critere.js';
import { criteresDeDossier } from '../listes/dossier.js';
import { liste, type Ou } from '../listes/liste.js';
import { comptesParEtat, totauxComptes, totauxTenus } from '../listes/totaux.sql.js';
import { a, PROFILS, type Collaborateur } from '../droits/acteur.js';
import { ETATS_DEMANDE } from './demande.js';

export interface LigneDemande extends LigneDossier {
  readonly version: number;
  readonly validations_faites: number;
  readonly validations_requises: number;
  readonly a_valider: boolean;
}

/** True in SQL when this person may validate row `x`; the rule itself speaks of `d`. */
const aValider = (acteur: Collaborateur): Sql =>
  a(acteur, 'valideur')
    ? sql`x.etat in ('a_valider', 'en_cours') and exists (
        select from demande d join entite e on e.id = d.entite_id where d.id = x.id and ${peutValider(sql`${acteur.id}::int`)})`
    : sql`false`;

export const progression = (row: LigneDemande): string | undefined =>
  row.etat === 'en_cours' ? `${row.validations_faites}/${row.validations_requises}` : undefined;

const FROM = sql`demande x`;
const whereDe = ({ acteur, conditions }: Ou<Collaborateur>): Sql => sql`x.compte_id = ${acteur.compteId} and ${conditions}`;
const selectPour = (acteur: Collaborateur): Sql =>
  sql`${SELECT_DOSSIER}, x.version, x.validations_faites, x.validations_requises, ${aValider(acteur)} as a_valider`;

export const DEMANDES = liste<LigneDemande>({
  nom: 'demandes',
  words: 'demandes',
  chemin: chemins.demandes,
  excel: chemins.demandesExcel,
  pour: PROFILS,
  preferees: true,
  source(ou) {
    const where = whereDe(ou);
    return {
      select: selectPour(ou.acteur),
      from: FROM,
      join: JOIN_ENTITE,
      where,
      totaux: totauxTenus('demande', ou) ?? totauxComptes({ from: FROM, where }, ou),
    };
  },
  comptes(ou) {
    const [where, { acteur }] = [whereDe(ou), ou];
    const parEtat = comptesParEtat('demande', ou, { from: FROM, where });
    return parEtat && sql`${parEtat} union all select 'moi', count(*)::int from ${FROM} where ${where} and ${aValider(acteur)}`;
  },
  criteres: [...criteresDeDossier('D', ETATS_DEMANDE), reserve('aValider', 'moi', aValider, 'listes.aValider')],
  colonnes: colonnesDeDossier(chemins.demande, { precision: progression }),
  ...ORDRE_DOSSIER,
  reperes: ({ compteId }) => `demandes ${compteId}`,
  vue: {
    icone: 'file-text',
    resultat: (totaux, { t }) => t('demandes.nombre', { count: totaux.reduce((sum, { nombre }) => sum + nombre, 0) }),
    actions: (acteur, { t }) =>
      a(acteur, 'saisisseur')
        ? [
            { texte: t('brouillons.titre'), icone: 'pencil', href: chemins.brouillons() },
            { texte: t('demandes.nouvelle'), icone: 'plus', href: chemins.demandeNouvelle(), principal: true },
          ]
        : [],
    etats: {
      codes: ETATS_DEMANDE,
      reserve: { champ: 'aValider', valeur: 'moi', libelle: 'listes.aValider', si: (acteur) => a(acteur, 'valideur') },
    },
    data: ({ numero }) => ({ numero, href: chemins.demande({ numero }) }),
    masse: {
      si: (acteur) => a(acteur, 'valideur'),
      action: chemins.validationEnMasse(),
      bouton: 'demandes.validerSelection',
      coche: ({ a_valider, numero, beneficiaire, montant, devise, version }, { t }) =>
        a_valider
          ? {
              value: numero,
              label: t('demandes.selectionner', { numero, beneficiaire }),
              minor: fromDecimal(montant, devise).minor.toString(),
              currency: devise,
              version,
            }
          : undefined,
    },
  },
});
