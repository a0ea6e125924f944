/** The form of an entity, and what colleagues changed while it was open. */
import { countryOptions } from '../kit/countries.js';
import type { Refus } from '../kit/errors.js';
import { champs, changements } from '../gestes/changements.presenter.js';
import type { Evenement } from '../journal/journal.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import { immatriculationFixee, type EntiteVue } from './entite.js';
import { CHAMPS, type ChampEntite, type Tapee } from './entites.form.js';

/** The form, empty, as it is, or as typed with what is wrong. */
export function formulaire(saisie: Tapee, vue: EntiteVue | undefined, langue: Language) {
  return {
    saisie,
    payss: countryOptions(langue).map(({ valeur, libelle }) => ({ valeur, texte: libelle })),
    fixee: vue !== undefined && immatriculationFixee(vue.etat),
    version: vue?.version,
  };
}

/** What is known of an entity, as its form takes it. */
export const tapeeDe = (vue: EntiteVue): Tapee => {
  const valeurs: Partial<Record<ChampEntite, string | null>> = {
    ...vue,
    contactNom: vue.contact_nom,
    contactEmail: vue.contact_email,
    contactTelephone: vue.contact_telephone,
  };
  return Object.fromEntries(CHAMPS.map((champ) => [champ, valeurs[champ] ?? ''])) as Tapee;
};

/** What colleagues changed since the version that was shown, when that is why somebody was refused. */
export const changementsEntite = (evenements: readonly Evenement[], version: number, refus: Refus | undefined, t: Translate) =>
  changements(
    evenements,
    refus?.key === 'gestes.perimee' ? version : undefined,
    t,
    champs({
      nom: t('organisation.nom'),
      forme: t('organisation.forme'),
      pays: t('organisation.pays'),
      siren: t('organisation.siren'),
      siret: t('organisation.siret'),
      immatriculation: t('organisation.immatriculation'),
      adresse: t('organisation.adresse'),
      parent: t('organisation.parent'),
      numeroClient: t('organisation.numeroClient'),
      contact_nom: t('organisation.contactNom'),
      contact_email: t('organisation.contactEmail'),
      contact_telephone: t('organisation.contactTelephone'),
    }),
  );
