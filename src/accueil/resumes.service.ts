/** The summaries by mail: what asks for an action, for those who chose to be told each day or each week. */
import type { AlertesService } from '../alertes/alertes.service.js';
import { dansLeResume } from '../alertes/alertes.js';
import { chemins } from '../chemins.js';
import { insertCourriels } from '../courriels/outbox.sql.js';
import type { Courriel } from '../courriels/courriel.js';
import type { Database } from '../kit/database.js';
import { isMonday, parisDay, today, type Clock, type Day } from '../kit/dates.js';
import type { Translator } from '../kit/i18n.js';
import { scopeOf, type Acteur, type Collaborateur } from '../droits/acteur.js';
import type { Travail } from '../travaux/travail.js';
import type { TravauxService } from '../travaux/travaux.service.js';
import type { AccueilService } from './accueil.service.js';
import { alertesDe } from './alertes.presenter.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly translator: Translator;
  readonly accueil: AccueilService;
  readonly travaux: TravauxService;
  readonly alertes: AlertesService;
  readonly acteur: (identifiantId: number) => Promise<Acteur | undefined>;
}

export function createResumesService({ db, clock, translator, accueil, travaux, alertes, acteur: trouver }: Deps) {
  /** What asks for an action of this person, in the words of the summary of that day. */
  async function situations(acteur: Collaborateur, lundi: boolean) {
    const { langue } = acteur;
    const lu = await accueil.read(acteur);
    const choisies = await alertes.abonnements(acteur);
    const attendues = choisies.filter((one) => dansLeResume(one, lundi)).map(({ alerte }) => alerte);
    return alertesDe({ lu, langue, t: translator(langue) }).filter(({ cle }) => attendues.includes(cle));
  }

  async function resumer(identifiantId: number, jour: Day): Promise<void> {
    const acteur = await trouver(identifiantId);
    if (acteur?.genre !== 'client') return;
    const aDire = await situations(acteur, isMonday(jour));
    if (aDire.length === 0) return;
    const lignes = aDire.map(({ nombre, texte, precision }) => `${nombre} ${texte}${precision ? ` (${precision})` : ''}`);
    const message: Courriel = {
      evenement: `resume ${acteur.id} ${jour}`,
      destinataire: acteur.email,
      langue: acteur.langue,
      gabarit: 'resume',
      donnees: { count: aDire.length, lignes: lignes.join('\n'), compte: acteur.compteNom, chemin: chemins.accueil() },
    };
    await db.transaction(scopeOf(acteur), (tx) => insertCourriels(tx, acteur.compteId, [message], clock()));
  }

  const redaction: Travail = {
    nature: 'resume',
    aFaire: () => alertes.auResume(isMonday(today(clock))),
    // One that was kept aside is still the summary of its day.
    faire: ({ cle, depuis }) => resumer(Number(cle), parisDay(depuis ?? clock())),
  };

  return {
    redaction,
    /** Writes the summaries of today, each person's alone; run again the same day, it writes nothing more. */
    ecrire: (): Promise<number> => travaux.executer(redaction),
  };
}
