/** Every list that has an address of its own: the house makes its page and its exports from its definition. */
import { APPELS } from './appels/appels.list.js';
import { AUTORISATIONS } from './autorisations/autorisations.list.js';
import { AVENANTS } from './avenants/avenants.list.js';
import { CAUTIONS } from './cautions/cautions.list.js';
import { COLLABORATEURS } from './collaborateurs/collaborateurs.list.js';
import { CONTRATS } from './contrats/contrats.list.js';
import { DEMANDES } from './demandes/demandes.list.js';
import { DOCUMENTS_DEMANDES } from './documents-demandes/documents-demandes.list.js';
import { DOCUMENTS_RECUS } from './documents-demandes/recus.list.js';
import { ENCOURS } from './encours/encours.list.js';
import { ACTES_A_EXPEDIER } from './expeditions/expeditions.list.js';
import { FACTURES } from './factures/factures.list.js';
import { CAUTIONS_SUIVIES } from './gestion/cautions.list.js';
import { COMPTES } from './gestion/comptes.list.js';
import { ENTITES_A_IDENTIFIER } from './gestion/entites.list.js';
import { MAINLEVEES } from './mainlevees/mainlevees.list.js';
import { OPPOSITIONS } from './oppositions/oppositions.list.js';
import { REPRISES } from './reprises/reprises.list.js';
import { LIBERABLES } from './termes/liberables.list.js';
import { REVISIONS } from './revisions/revisions.list.js';
import { TEXTES } from './textes/textes.list.js';

export const LISTS = [
  DEMANDES,
  CAUTIONS,
  LIBERABLES,
  AUTORISATIONS,
  CONTRATS,
  FACTURES,
  ENCOURS,
  DOCUMENTS_DEMANDES,
  COLLABORATEURS,
  DOCUMENTS_RECUS,
  ACTES_A_EXPEDIER,
  REVISIONS,
  COMPTES,
  CAUTIONS_SUIVIES,
  AVENANTS,
  ENTITES_A_IDENTIFIER,
  MAINLEVEES,
  OPPOSITIONS,
  APPELS,
  TEXTES,
  REPRISES,
] as const;

/** Those that the bar on top searches, and what the address of each calls the words. */
export const FOUND = {
  client: [
    { liste: CAUTIONS, champ: 'numero' },
    { liste: DEMANDES, champ: 'numero' },
  ],
  garant: [
    { liste: CAUTIONS_SUIVIES, champ: 'numero' },
    { liste: COMPTES, champ: 'texte' },
  ],
} as const;

/** Those whose searches one keeps. */
export const SEARCHED = [DEMANDES, CAUTIONS] as const;
