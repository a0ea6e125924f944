/** Where an act that the insurer prints is, on the client's page of its caution and on the insurer's. */
import type { Acteur } from '../droits/acteur.js';
import { formatInstant } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { EtatCaution } from './caution.js';
import { delaiDe, PROMESSE_ACTE_HEURES } from './delai.js';
import { A_EXPEDIER, auteursExpedition, EXPEDITION } from './expedition.js';
import type { SuiteExpedition } from './etapes.js';

/** Each state it went through, with its instant, and what its carrier calls it. */
export const etapesDe = (
  { depuis, editee_le: editee, expediee_le: expediee, recue_le: recue, transporteur, suivi }: SuiteExpedition<Date | string>,
  langue: Language,
  t: Translate,
) => [
  ...Object.entries({ scelle: depuis, editee, expediee, recue }).flatMap(([nom, le]) =>
    le === null ? [] : [{ libelle: t(`expeditions.etapes.${nom}`), valeur: formatInstant(new Date(le), langue) }],
  ),
  ...(transporteur ? [{ libelle: t('expeditions.transporteur'), valeur: transporteur, mots: suivi }] : []),
];

interface Contexte {
  readonly acteur: Acteur;
  readonly caution: EtatCaution;
  readonly maintenant: Date;
  readonly langue: Language;
  readonly t: Translate;
}

export function expeditionDe(expedition: SuiteExpedition<string>, { acteur, caution, maintenant, langue, t }: Contexte) {
  const { etat, version } = expedition;
  const { echeance, enRetard } = delaiDe(new Date(expedition.depuis), maintenant, PROMESSE_ACTE_HEURES);
  return {
    etat,
    version,
    etapes: etapesDe(expedition, langue, t),
    delai: A_EXPEDIER.includes(etat)
      ? t(enRetard ? 'expeditions.retard' : 'expeditions.delai', { le: formatInstant(echeance, langue) })
      : undefined,
    recevable: EXPEDITION.possibles({ etat, caution }, auteursExpedition(acteur)).includes('recevoir'),
  };
}
