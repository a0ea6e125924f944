/** The rank of a message in the outbox, from its model. Pure. */
import { PRIORITES } from './modele.js';
import { MODELES } from './modeles/index.js';

/** 0 leaves first. A name that this version does not know waits with the ordinary ones: it fails when its turn comes, and says so. */
export const prioriteDe = (gabarit: string): number =>
  PRIORITES.indexOf(Object.hasOwn(MODELES, gabarit) ? MODELES[gabarit as keyof typeof MODELES].priorite : 'courant');
