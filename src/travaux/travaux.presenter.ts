/** What is kept aside, in words. */
import { chemins } from '../chemins.js';
import { formatInstant } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { EnPeine } from './travaux.repository.js';

interface Source {
  readonly lignes: readonly EnPeine[];
  readonly total: number;
  readonly maintenant: Date;
}

/** `Original de la caution C26-0000012`; a step of the night has no other name than its own. */
export const nomDuTravail = ({ nature, nom }: Pick<EnPeine, 'nature' | 'nom'>, t: Translate): string =>
  [t(`travaux.natures.${nature}`), nom].filter(Boolean).join(' ');

export const pageTravaux = ({ lignes, total, maintenant }: Source, langue: Language, t: Translate) => ({
  titre: t('travaux.titre'),
  fil: [{ href: chemins.gestion(), texte: t('menus.gestion') }, { texte: t('travaux.titre') }],
  phrase: total > 0 ? t('travaux.phrase', { count: total }) : undefined,
  lignes: lignes.map((un) => ({
    id: un.id,
    quoi: t(`travaux.natures.${un.nature}`),
    nom: un.nom,
    chez: un.compte ?? t('travaux.tous'),
    depuis: formatInstant(un.depuis, langue),
    essais: t('travaux.essais', { count: un.tentatives }),
    raison: t(`travaux.raisons.${un.raison}`),
    detail: un.detail,
    // A try that is due starts within the minute.
    prochain: un.prochain_essai <= maintenant ? t('travaux.aussitot') : formatInstant(un.prochain_essai, langue),
    reprise: chemins.gestionTravailReprise({ id: un.id }),
    bouton: t('travaux.reessayerQuoi', { quoi: nomDuTravail(un, t) }),
  })),
  reste: total > lignes.length ? t('travaux.reste', { count: total - lignes.length }) : undefined,
});
