/** For machines: alive, ready, measured. */
import { chemins } from '../chemins.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { sql } from '../kit/database.js';
import { parisDay } from '../kit/dates.js';
import { validityState, type Validity } from '../sceau/validity.js';
import type { Services } from '../services.js';
import { mayMeasure } from './may-measure.js';
import { securityTxt } from './security-txt.js';

export function surveillanceRoutes(
  {
    db,
    clock,
    config,
    documents,
    metrics,
    disk,
    jobsAlive,
    appUrl,
    seal,
  }: Pick<Services, 'db' | 'clock' | 'config' | 'documents' | 'metrics' | 'disk' | 'jobsAlive' | 'appUrl' | 'seal'>,
  tools: RouteTools,
): Room {
  const { routes, get } = guardedRoutes(tools);

  get(chemins.sante, { pour: 'tous' }, ({ res }) => void res.json({ etat: 'ok' }));

  get(chemins.pret, { pour: 'tous' }, async ({ res }) => {
    const base = await db.systeme.rows(sql`select 1`).then(
      () => true,
      () => false,
    );
    const parties = { base: etatDe(base), travaux: etatDe(jobsAlive()), disque: etatDe(!(await disk.full()), 'plein') };
    const arretees = Object.entries(parties).flatMap(([nom, etat]) => (etat === 'ok' ? [] : [ARRETS[nom as keyof typeof ARRETS]]));
    // Without its antivirus the product takes no document, and does everything else: it stays ready.
    const antivirus = await documents.antivirus();
    const cachet = etatDuCachet(seal.validity, clock());
    res.status(arretees.length > 0 ? 503 : 200).json({ etat: arretees.join(', ') || 'ok', parties: { ...parties, antivirus, cachet } });
  });

  get(chemins.metriques, { pour: 'tous' }, async ({ req, res }) => {
    if (!mayMeasure(req, config.metricsToken)) return void res.status(403).json({ etat: 'interdit' });
    const { type, text } = await metrics.read(db, clock);
    res.type(type).send(text);
  });
  get(chemins.securite, { pour: 'tous' }, ({ res }) => {
    res.type('text/plain').send(securityTxt({ contact: config.securityContact, appUrl: appUrl(), now: clock() }));
  });
  return routes;
}

/** A seal that soon ends is told sixty days before; one that has ended seals nothing, and everything else goes on. */
function etatDuCachet(validity: Validity, now: Date): string {
  const etat = validityState(validity, now);
  if (etat === 'valide') return 'ok';
  return etat === 'bientot' ? `expire le ${parisDay(validity.to)}` : CACHETS[etat];
}
const CACHETS = { pas_encore: 'pas encore valide', expire: 'expiré' };

/** What each part that is not ready is told as. */
const ARRETS = { base: 'base injoignable', travaux: 'travaux arrêtés', disque: 'disque plein' };
const etatDe = (vit: boolean, sinon = 'arret') => (vit ? 'ok' : sinon);
