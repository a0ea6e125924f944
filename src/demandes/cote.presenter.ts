/** The column that stays in sight while a demande is written, and beside it until it is decided: amount, forecast, room, cost. */
import type { Voisine } from '../cautions/doublons.js';
import { disponibleReel, utilisation, utilisationDe, type AutorisationRow } from '../autorisations/autorisation.js';
import { readTarifs, tarifDu, type Tarif } from '../autorisations/tarif.js';
import { motsDePrevision } from '../cautions/controle.presenter.js';
import type { Prevision } from '../cautions/prevision.js';
import { chemins } from '../chemins.js';
import { estimer } from '../factures/prime.js';
import type { Day } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { add, compare, formatMoney, formatPercent, fromDecimal, percent, subtract, type Language, type Money } from '../kit/money.js';
import { dernierJour } from '../specimens/fin.js';
import { proposition } from '../specimens/computed.js';
import { enClair } from '../specimens/enclair.js';
import { checkLimits, limitMessage } from '../specimens/limits.js';
import type { TexteVersion, Valeurs } from '../specimens/texte.js';
import type { DemandeConsultee } from './consultation.service.js';
import { presager } from './prevision.js';

interface Source {
  readonly autorisation: AutorisationRow;
  readonly texte: TexteVersion;
  readonly valeurs: Valeurs;
  readonly prevision: Prevision;
  readonly jumelles: readonly Voisine[];
  readonly aujourdhui: Day;
  readonly langue: Language;
  readonly t: Translate;
}

interface Prix {
  readonly effet: Day;
  readonly tarifs: readonly Tarif[];
}

export type Cote = ReturnType<typeof cote>;

export function cote(source: Source) {
  const { autorisation: row, texte, valeurs, prevision, jumelles, langue, t } = source;
  const montant = valeurs.montant ? fromDecimal(valeurs.montant, row.devise) : undefined;
  const prix = { effet: valeurs.date_effet ?? source.aujourdhui, tarifs: readTarifs(row.tarifs, row.devise) };
  return {
    montant,
    calcul: calculDe(source, montant),
    prevision: motsDePrevision(prevision, langue, t),
    jumelles: jumelles.map(({ numero, etat }) => ({
      numero,
      etat,
      href: numero.startsWith('C') ? chemins.caution({ numero }) : chemins.demande({ numero }),
    })),
    limites: limitesDe(source),
    ...placeDe(source, montant),
    contrat: row.contrat,
    ligne: row.ligne,
    cout: coutDe(source, montant, prix),
    taux: formatPercent(tarifDu(prix.tarifs, prix.effet).taux, langue),
    edition: t(row.edition_deportee && texte.editionDeportee ? 'demandes.editionDeportee' : 'demandes.editionAssureur'),
  };
}

/** The same of a demande that is saved; undefined once it is decided. */
export function coteDeDemande(
  { vue, alentours }: Pick<DemandeConsultee, 'vue' | 'alentours'>,
  { texte, aujourdhui, langue, t }: Pick<Source, 'texte' | 'aujourdhui' | 'langue' | 't'>,
): Cote | undefined {
  if (!alentours) return undefined;
  const prevision = presager({ ...vue, texte }, alentours.autorisation, alentours.faits, aujourdhui);
  return cote({ ...alentours, prevision, texte, valeurs: { ...vue.valeurs, montant: vue.montant }, aujourdhui, langue, t });
}

/** How the text makes the amount, and whether the one asked for is that one. */
function calculDe({ autorisation: { devise }, texte, valeurs, langue, t }: Source, montant: Money | undefined) {
  const part = proposition(texte, 'montant', valeurs, devise);
  if (!part) return undefined;
  const dits = {
    base: formatMoney(part.base, langue),
    taux: formatPercent(percent(part.taux), langue),
    montant: formatMoney(part.montant, langue),
  };
  return { texte: t('demandes.cote.calcul', dits), autre: montant !== undefined && compare(montant, part.montant) !== 0 };
}

/** The legal limits that can be worked out already. */
const limitesDe = ({ autorisation: { devise }, texte, valeurs, aujourdhui, langue, t }: Source) =>
  checkLimits(texte, valeurs, devise, aujourdhui)
    .filter(({ valeur, borne }) => valeur && borne)
    .map((limite) => {
      const { message, params } = limitMessage(limite, devise);
      return { respectee: limite.respectee, texte: t(message, enClair(params, langue)) };
    });

/** The room on the authorisation, and what this amount leaves of it. */
function placeDe({ autorisation: row, langue, t }: Source, montant: Money | undefined) {
  const avant = utilisationDe(row);
  const apres = montant && utilisation(avant.autorise, add(avant.utilise, montant), avant.seuils);
  const place = disponibleReel(row);
  const tient = montant !== undefined && compare(place, montant) >= 0;
  return {
    autorise: avant.autorise,
    utilise: avant.utilise,
    disponible: place,
    reste: tient ? subtract(place, montant) : undefined,
    barre: {
      part: ratio(avant.utilise, avant.autorise),
      plus: montant && ratio(montant, avant.autorise),
      orange: seuil(avant.seuils.orange),
      rouge: seuil(avant.seuils.rouge),
      niveau: (apres ?? avant).niveau,
    },
    passage:
      tient && apres && apres.niveau !== avant.niveau
        ? t(`demandes.passage.${apres.niveau}`, { part: formatPercent(apres.part, langue, 1) })
        : undefined,
    niveauApres: apres?.niveau,
  };
}

/** What it would cost from the dates typed: due from the effect on, whenever it is granted. */
function coutDe({ autorisation: row, texte, valeurs }: Source, montant: Money | undefined, { effet, tarifs }: Prix) {
  if (!montant || montant.minor <= 0n) return undefined;
  const dernier = dernierJour({ fin: texte.fin, date_fin: valeurs.date_fin ?? null });
  return estimer({ montant, effet, dernier, periode: row.periode, tarifs, base: row.base_jours });
}

/** Shares for a picture only: never used to decide. */
const ratio = (part: Money, whole: Money): number => (whole.minor === 0n ? 0 : Number((part.minor * 10_000n) / whole.minor) / 10_000);
const seuil = (value: bigint): number => Number(value) / 1_000_000;
