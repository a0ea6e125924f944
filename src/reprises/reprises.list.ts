/** What could not be done outside requests: the insurer sees why, and when it is tried again. */
import { chemins } from '../chemins.js';
import type { Agent } from '../droits/acteur.js';
import { sql } from '../kit/database.js';
import type { Translate } from '../kit/i18n.js';
import { liste } from '../listes/liste.js';
import type { Raison } from '../travaux/travail.js';

interface EnPeine {
  readonly id: number;
  readonly nature: string;
  readonly nom: string;
  readonly compte: string | null;
  readonly raison: Raison;
  readonly detail: string;
  readonly tentatives: number;
  readonly depuis: Date;
  readonly prochain_essai: Date;
}

/** `Original de la caution C26-0000012`; a step of the night has no other name than its own. */
export const nomDuTravail = ({ nature, nom }: Pick<EnPeine, 'nature' | 'nom'>, t: Translate): string =>
  [t(`reprises.natures.${nature}`), nom].filter(Boolean).join(' ');

export const REPRISES = liste<EnPeine, Agent>({
  nom: 'travaux',
  words: 'reprises',
  chemin: chemins.gestionTravaux,
  pour: ['conseiller', 'charge'],
  source: () => ({
    select: sql`x.id, x.nature, x.nom, k.nom as compte, x.raison, x.detail, x.tentatives, x.depuis, x.prochain_essai`,
    from: sql`travail_en_peine x left join compte k on k.id = x.compte_id`,
    totaux: sql`select count(*)::int as nombre from travail_en_peine`,
  }),
  criteres: [],
  colonnes: [
    { nom: 'quoi', css: 'k full', cell: ({ nature, nom }, c, { t }) => c.text(t(`reprises.natures.${nature}`), nom) },
    { nom: 'chez', css: '', libellee: true, cell: ({ compte }, c, { t }) => c.text(compte ?? t('reprises.tous')) },
    {
      nom: 'depuis',
      css: '',
      libellee: true,
      cell: ({ depuis, tentatives }, c, { t }) => c.instant(depuis, t('reprises.essais', { count: tentatives })),
    },
    { nom: 'raison', css: '', libellee: true, cell: ({ raison, detail }, c, { t }) => c.main(t(`reprises.raisons.${raison}`), detail) },
    {
      nom: 'prochain',
      css: '',
      libellee: true,
      // A try that is due starts within the minute.
      cell: ({ prochain_essai: prochain }, c, { t, maintenant }) =>
        prochain <= maintenant ? c.text(t('reprises.aussitot')) : c.instant(prochain),
    },
    {
      nom: 'reessayer',
      css: 'full',
      cell: (row, c, { t }) =>
        c.button({
          action: chemins.gestionTravailReprise({ id: row.id }),
          icon: 'rotate-ccw',
          text: t('reprises.reessayer'),
          label: t('reprises.reessayerQuoi', { quoi: nomDuTravail(row, t) }),
        }),
    },
  ],
  tri: '',
  // The agent's own clients first, then the oldest.
  egalite: { par: ({ acteur }) => [sql`(${acteur.id}::int in (k.conseiller_id, k.charge_id)) is not true`, sql`x.depuis`, sql`x.id`] },
  tailles: [100],
  vue: {
    icone: 'circle-check',
    boutons: true,
    phrase: ([total], { t }) => (total?.nombre ? t('reprises.phrase', { count: total.nombre }) : undefined),
    data: ({ id }) => ({ travail: String(id) }),
  },
});
