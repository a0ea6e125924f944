/** The night's work, step by step: each runs alone, and one that fails is kept aside and tried again. */
import { deleteDefis } from './acces/defi.repository.js';
import { rappels } from './preuves/expiration.service.js';
import { rappelsDeDocuments } from './documents-demandes/rappels.service.js';
import { echeances, reconductions } from './cautions/echeances.service.js';
import { facturation } from './factures/facturation.service.js';
import { sql } from './kit/database.js';
import { finDuCachet } from './actes/cachet.service.js';
import { forgetKeys } from './kit/idempotence.js';
import { finsProches } from './termes/rappels.service.js';
import type { Services } from './services.js';
import { etape, type Travail } from './travaux/travail.js';

export const nuit = ({ db, clock, acces, forms, brouillons, seal }: Services): readonly Travail[] => [
  echeances({ db, clock }),
  reconductions({ db, clock }),
  facturation({ db, clock }),
  rappels({ db, clock, secret: acces.secret }),
  finsProches({ db, clock }),
  rappelsDeDocuments({ db, clock }),
  finDuCachet({ db, clock, seal }),
  etape('defis', () => deleteDefis(db, clock())),
  etape('formulaires', () => Promise.all([forgetKeys(db, clock), forms.forgetOld()])),
  etape('brouillons', () => brouillons.purger()),
  etape('sessions', () => db.systeme.rows(sql`delete from session where expire < ${clock()}`)),
];
