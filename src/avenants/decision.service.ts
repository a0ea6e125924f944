/** The insurer decides on an amendment: granted, with reasoned exceptions where they are possible, refused, the agreement asked for. */
import type { DossiersService } from '../dossiers/dossiers.service.js';
import { exigerLaMain } from '../dossiers/dossier.js';
import { ecarter, type Accord } from '../decisions/decision.js';
import { nomComplet, type Agent } from '../droits/acteur.js';
import { createFaire, type Envoi } from '../gestes/faire.js';
import type { Consigner } from '../journal/consigner.js';
import { sql, type Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { introuvable, invalide } from '../kit/errors.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import { PENDANTS } from './avenant.js';
import * as repository from './avenants.repository.js';
import * as courriels from './courriels.sql.js';
import { prendreEffet } from './effet.sql.js';
import { pisteGarant, reglesDe, type AvenantDuGarant } from './piste.sql.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly consigner: Consigner;
  readonly dossiers: DossiersService;
  readonly specimens: SpecimensService;
  readonly reveiller: (travail: 'actes') => void;
}

/** Decided above what an adviser may: at the new amount. */
const exiger = (agent: Agent, vue: AvenantDuGarant): void => exigerLaMain(agent, vue, { montant: vue.avenant.montant });

export function createAvenantsGarant({ db, clock, consigner, dossiers, specimens, reveiller }: Deps) {
  const { faire } = createFaire({ db, consigner }, pisteGarant(dossiers, clock));

  return {
    /** What its file says today, rules included: nothing is locked. */
    async lire(agent: Agent, id: number) {
      const scope = { garant: agent.garantId };
      const avenant = await db.read(scope, (tx) => repository.findDuGarant(tx, id));
      if (!avenant) throw introuvable();
      const dossier = await dossiers.consulter(agent, avenant.caution_id, { sujet: 'avenant', id });
      const pendant = PENDANTS.includes(avenant.etat);
      const resultats = pendant ? await db.read(scope, (tx) => reglesDe(tx, clock, avenant, dossier.caution)) : avenant.controle;
      return { ...dossier, avenant, resultats, texte: await specimens.texte(dossier.caution.texte_id) };
    },

    /** Grants it: the rules again under the locks, what does not pass set aside with a reason or refused. Answers the version of the act. */
    accorder: (agent: Agent, id: number, exceptions: Accord['exceptions'], envoi: Envoi): Promise<number> =>
      faire(agent, id, 'accorder', envoi, async ({ tx, vue, move }) => {
        exiger(agent, vue);
        const { resultats, fautes } = ecarter(vue.resultats, exceptions, nomComplet(agent));
        if (fautes.length > 0) throw invalide(fautes);
        const le = clock();
        const version = await prendreEffet(tx, vue, le);
        await move(sql`, controle = ${JSON.stringify(resultats)}::jsonb, decide_le = ${le}, acte_version = ${version}`);
        tx.afterCommit(() => reveiller('actes'));
        const ecartees = resultats.filter(({ conforme }) => !conforme);
        return {
          details: { version },
          commentaire: ecartees.map(({ exception }) => exception?.motif).join('\n'),
          courriels: await courriels.effectif(tx, vue, version),
          valeur: version,
        };
      }),

    /** Refuses it, with a reason that the client reads. */
    refuser: (agent: Agent, id: number, envoi: Envoi): Promise<undefined> =>
      faire(agent, id, 'refuser', envoi, async ({ tx, vue, move }) => {
        exiger(agent, vue);
        const commentaire = envoi.mots?.trim() ?? '';
        await move(sql`, decide_le = ${clock()}, reponse = ${commentaire}, controle = ${JSON.stringify(vue.resultats)}::jsonb`);
        return { courriels: await courriels.refuse(tx, vue, { nom: nomComplet(agent), commentaire }) };
      }),

    /** Asks for the beneficiary's agreement, or for another letter, and says why. */
    demanderConsentement: (agent: Agent, id: number, envoi: Envoi): Promise<undefined> =>
      faire(agent, id, 'demander_consentement', envoi, async ({ tx, vue, move }) => {
        exigerLaMain(agent, vue, { limite: false });
        const mots = envoi.mots?.trim() ?? '';
        await move(sql`, consentement = true, consentement_le = null, consentement_id = null, reponse = ${mots}`);
        return { courriels: await courriels.consentement(tx, vue, mots) };
      }),

    /** The amendment that comes after one in the agent's queue. */
    suivant: (agent: Agent): Promise<{ id: number } | undefined> =>
      db.read({ garant: agent.garantId }, (tx) => repository.findSuivant(tx, agent.id)),
  };
}
