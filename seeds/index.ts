/** The data of a first start: the insurer's catalogue alone, or a whole demonstration. */
import { sql, type Database } from '../src/kit/database.js';
import { today, type Clock } from '../src/kit/dates.js';
import { amender } from './demo/avenants.js';
import { approuver } from './demo/approuver.js';
import { calendrier } from './demo/calendrier.js';
import { charger } from './demo/charger.js';
import { DEMO_SECRET } from './demo/connexions.js';
import { chiffrer, contracter } from './demo/contrats.js';
import { constituer } from './demo/dossiers.js';
import { ecrire } from './demo/ecriture.js';
import { facturerHistoire } from './demo/facturer.js';
import { suivre } from './demo/suivis.js';
import { demanderDocuments, publier } from './demo/informations.js';
import { mettreEnJeu } from './demo/mises-en-jeu.js';
import { organiser } from './demo/organisation.js';
import { registre, type Registre } from './demo/registre.js';
import { isFresh, loadCatalogue, type Referentiel } from './referentiel.js';

export { DEMO_ACCOUNTS, type DemoAccount } from './demo/connexions.js';

/** Any number of our own: of two processes that start at once, one loads and the other finds the work done. */
const VERROU = 20_261_123;
/** The portal has been open for a little longer than its oldest demande. */
const OUVERTURE_JOURS = -1_500;

export interface DemoOptions {
  readonly clock: Clock;
  hashSecret(secret: string): Promise<string>;
  /** Told what is being done, in a word or two. */
  progress(message: string): void;
}

/** True until an insurer is known. */
export const isEmpty = (db: Database): Promise<boolean> => db.systeme.read(isFresh);

/** The catalogue a real installation starts with; nothing when there is one already. */
export const loadReference = (db: Database): Promise<void> =>
  db.systeme.transaction(async (tx) => {
    await tx.row(sql`select pg_advisory_xact_lock(${VERROU})`);
    if (await isFresh(tx)) await loadCatalogue(tx);
  });

/**
 * Loads the demonstration into an empty database, all or nothing; nothing when an insurer is known already. The same clock
 * gives the same data, to the last cent; dates follow it.
 */
export async function loadDemo(db: Database, { clock, hashSecret, progress }: DemoOptions): Promise<void> {
  const secret = await hashSecret(DEMO_SECRET);
  await db.systeme.transaction(async (tx) => {
    await tx.row(sql`select pg_advisory_xact_lock(${VERROU})`);
    if (!(await isFresh(tx))) return;
    progress('Catalogue');
    const referentiel = await loadCatalogue(tx);
    progress('Portfolio');
    const { rows, transmetteurs } = composer(referentiel, clock, secret);
    progress(`Demonstration: ${rows.de('demande').length} demandes, ${rows.de('caution').length} cautions`);
    await charger(tx, rows, transmetteurs);
    await approuver(tx, today(clock));
    await amender(tx, today(clock));
    await mettreEnJeu(tx, today(clock));
    progress('Invoices');
    await facturerHistoire(tx, today(clock));
  });
}

/** The whole demonstration as rows, before any of it is written. */
function composer({ garantId, textes }: Referentiel, clock: Clock, secret: string): { rows: Registre; transmetteurs: string[] } {
  const cal = calendrier(clock);
  const contexte = { cal, garantId, textes };
  const rows = registre();
  const comptes = organiser(rows, {
    garantId,
    secret,
    ouvertLe: cal.instant(cal.passe(OUVERTURE_JOURS, 60)),
    secretLe: cal.instant(cal.passe(-30, 60)),
    ilYA: (jours, minute) => cal.instant(cal.passe(-jours, minute)),
  });
  const contrats = contracter(comptes, cal.today);
  const dossiers = constituer(contexte, contrats);
  chiffrer(rows, garantId, contrats);
  suivre(contexte, dossiers);
  ecrire(rows, contexte, dossiers);
  demanderDocuments(rows, contexte, comptes, dossiers);
  publier(rows, contexte, comptes);
  return { rows, transmetteurs: comptes.flatMap(({ transmetteur }) => transmetteur?.email ?? []) };
}
