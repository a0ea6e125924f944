/** Every list that has an address of its own: the house makes its page and its exports from its definition. */
import { AUTORISATIONS } from './autorisations/autorisations.list.js';
import { CAUTIONS } from './cautions/cautions.list.js';
import { COLLABORATEURS } from './collaborateurs/collaborateurs.list.js';
import { DEMANDES } from './demandes/demandes.list.js';
import { ENCOURS } from './encours/encours.list.js';
import { COMPTES } from './gestion/comptes.list.js';
import { ENTITES_A_IDENTIFIER } from './gestion/entites.list.js';
import { REPRISES } from './reprises/reprises.list.js';

export const LISTS = [DEMANDES, CAUTIONS, AUTORISATIONS, ENCOURS, COLLABORATEURS, COMPTES, ENTITES_A_IDENTIFIER, REPRISES] as const;

/** Those whose searches one keeps. */
export const SEARCHED = [DEMANDES, CAUTIONS] as const;
