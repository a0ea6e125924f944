/** The summaries by mail: what asks for an action, for those who chose to be told each day or each week. */
import { abonnementsDe, abonnesAuResume } from '../alertes/alertes.repository.js';
import { completer, dansLeResume } from '../alertes/alertes.js';
import { chemins } from '../chemins.js';
import { ecrireCourriels } from '../courriels/courriels.repository.js';
import type { Database } from '../kit/database.js';
import { isMonday, today, type Clock } from '../kit/dates.js';
import type { Translator } from '../kit/i18n.js';
import { scopeOf, type Acteur } from '../session/acteur.js';
import type { AccueilService } from './accueil.service.js';
import { alertesDe } from './alertes.presenter.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly translator: Translator;
  readonly accueil: AccueilService;
  readonly acteur: (identifiantId: number) => Promise<Acteur | undefined>;
}

export function createResumesService({ db, clock, translator, accueil, acteur: trouver }: Deps) {
  return {
    /** Writes the summaries of today; run again the same day, it writes nothing more. Answers how many people have something to do. */
    async ecrire(): Promise<number> {
      const jour = today(clock);
      const lundi = isMonday(jour);
      let ecrits = 0;
      for (const identifiantId of await abonnesAuResume(db, lundi)) {
        const acteur = await trouver(identifiantId);
        if (acteur?.genre !== 'client') continue;
        const { langue } = acteur;
        const lu = await accueil.lire(acteur);
        const choisies = await db.read(scopeOf(acteur), async (tx) => completer(await abonnementsDe(tx, acteur.id)));
        const attendues = choisies.filter((one) => dansLeResume(one, lundi)).map(({ alerte }) => alerte);
        const situations = alertesDe({ lu, langue, t: translator(langue) }).filter(({ cle }) => attendues.includes(cle));
        if (situations.length === 0) continue;
        ecrits += 1;
        const lignes = situations.map(({ nombre, texte, precision }) => `${nombre} ${texte}${precision ? ` (${precision})` : ''}`);
        await db.transaction(scopeOf(acteur), (tx) =>
          ecrireCourriels(
            tx,
            acteur.compteId,
            [
              {
                evenement: `resume ${acteur.id} ${jour}`,
                destinataire: acteur.email,
                langue,
                gabarit: 'resume',
                donnees: { count: situations.length, lignes: lignes.join('\n'), compte: acteur.compteNom, chemin: chemins.accueil() },
              },
            ],
            clock(),
          ),
        );
      }
      return ecrits;
    },
  };
}
