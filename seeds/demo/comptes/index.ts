/** The twelve client accounts and the insurer's people. */
import { ARMORION } from './armorion.js';
import { BELLECOMBE, VAUCOULEURS } from './batisseurs.js';
import { FOREZ, MOREL } from './entreprises.js';
import { VALTERIC } from './exportation.js';
import type { CompteDef } from './modele.js';
import { BELLEDONNE, CLAIRVAL, HORIZONS } from './reglementes.js';
import { RHONE_BATIR } from './rhone-batir.js';
import { CARRIERES, PONANT } from './sites.js';

export const COMPTES: readonly CompteDef[] = [
  RHONE_BATIR,
  MOREL,
  ARMORION,
  VALTERIC,
  BELLEDONNE,
  PONANT,
  CARRIERES,
  FOREZ,
  VAUCOULEURS,
  BELLECOMBE,
  CLAIRVAL,
  HORIZONS,
];

/** Three advisers, three underwriters, then the broker; the telephone numbers belong to the range kept for fiction. */
export const AGENTS = [
  { role: 'conseiller', prenom: 'Nadia', nom: 'Ferrand', email: 'conseil@assureur.example', telephone: '04 65 71 41 18' },
  { role: 'conseiller', prenom: 'Yoann', nom: 'Kerdoncuff', email: 'yoann.kerdoncuff@assureur.example', telephone: '04 65 71 41 22' },
  { role: 'conseiller', prenom: 'Mireille', nom: 'Castelnaud', email: 'mireille.castelnaud@assureur.example', telephone: '04 65 71 41 25' },
  { role: 'charge', prenom: 'Olivier', nom: 'Lantier', email: 'charge@assureur.example', telephone: '04 65 71 41 07' },
  { role: 'charge', prenom: 'Hélène', nom: 'Auberjac', email: 'helene.auberjac@assureur.example', telephone: '04 65 71 41 09' },
  { role: 'charge', prenom: 'Stéphane', nom: 'Wattrelin', email: 'stephane.wattrelin@assureur.example', telephone: '04 65 71 41 12' },
  { role: 'courtier', prenom: 'Béatrice', nom: 'Quintaine', email: 'courtier@courtage.example', telephone: '04 65 71 60 30' },
] as const;
