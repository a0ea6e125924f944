/** Whom a client may call at his insurer, as the macro `personne` takes it. */
import { initiales, nomComplet } from '../droits/acteur.js';
import type { Translate } from '../kit/i18n.js';

export interface Contact {
  readonly role: string;
  readonly prenom: string;
  readonly nom: string;
  readonly telephone: string;
  readonly email: string;
}

export const personneDe = (contact: Contact, t: Translate) => ({
  nom: nomComplet(contact),
  initiales: initiales(contact),
  role: t(`accueil.role.${contact.role}`),
  telephone: contact.telephone,
  email: contact.email,
  ecrire: t('accueil.ecrire', { prenom: contact.prenom }),
});
