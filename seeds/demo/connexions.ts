/** The sign-ins that the demonstration shows on its own sign-in page. */
import type { Bilingue } from '../../src/specimens/texte.js';

export interface DemoAccount {
  readonly email: string;
  readonly qui: Bilingue;
}

/** The code of every sign-in of the demonstration. */
export const DEMO_SECRET = '246813';

const compte = (email: string, fr: string, en: string): DemoAccount => ({ email, qui: { fr, en } });

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  compte('saisie@rhonebatir.example', 'Saisisseuse du groupe Rhône Bâtir, six entités', 'Requester at Groupe Rhône Bâtir, six entities'),
  compte('valideur@rhonebatir.example', 'Valideur, tout le groupe, jusqu’à 150 000 €', 'Validator, the whole group, up to €150,000'),
  compte('directrice@rhonebatir.example', 'Directrice financière, valide sans limite', 'Chief financial officer, validates without limit'),
  compte('lecture@rhonebatir.example', 'Consultant : lit et exporte', 'Reader: reads and exports'),
  compte('admin@rhonebatir.example', 'Administrateur du groupe', 'Administrator of the group'),
  compte(
    'gerant@menuiserie-morel.example',
    'Gérant, seul utilisateur, valide ses demandes',
    'Owner, the only user, validates his own requests',
  ),
  compte('conseil@assureur.example', 'Conseillère clientèle chez l’assureur', 'The insurer’s adviser'),
  compte('charge@assureur.example', 'Chargé d’affaires chez l’assureur', 'The insurer’s underwriter'),
  compte('courtier@courtage.example', 'Courtière', 'Broker'),
];
