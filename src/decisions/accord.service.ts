/** What holds a caution that waits, and how it is granted all the same: the rules run again, a line is raised. */
import { chemins } from '../chemins.js';
import { CAUTION, situationDeVue } from '../cautions/caution.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import type { DossiersService, Objet } from '../dossiers/dossiers.service.js';
import type { Agent } from '../droits/acteur.js';
import type { Envoi } from '../gestes/faire.js';
import type { Database } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { conflit, invalide } from '../kit/errors.js';
import type { Language } from '../kit/money.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import { effetPropose, lirePlafonds, type Accord, type PlafondsTapes } from './decision.js';
import { createEmission } from './emission.service.js';
import * as repository from './decisions.repository.js';
import { resumeDe, type FaireDuGarant } from './piste.sql.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dossiers: DossiersService;
  readonly specimens: SpecimensService;
  readonly faire: FaireDuGarant;
  readonly reveiller: (travail: 'actes') => void;
}

export function createAccord({ db, clock, dossiers, specimens, faire, reveiller }: Deps) {
  const { regles, emettre } = createEmission({ clock, reveiller });

  return {
    emettre,

    /** What a file says today, with the rules where it may be granted by this geste: nothing is locked. */
    async consulter(
      agent: Agent,
      cle: string | number,
      { geste = 'accorder', objet }: { readonly geste?: 'accorder' | 'reviser'; readonly objet?: Objet } = {},
    ) {
      const dossier = await dossiers.consulter(agent, cle, objet);
      const effet = effetPropose(dossier.caution.valeurs, today(clock));
      const attend = CAUTION.possibles(situationDeVue(dossier.caution), ['garant']).includes(geste);
      const maintenant = attend ? await db.read({ garant: agent.garantId }, (tx) => regles(tx, dossier, effet)) : undefined;
      const texte = await specimens.texte(dossier.caution.texte_id);
      return { ...dossier, texte, effet, maintenant: maintenant?.resultats };
    },

    /** Grants one that waits. */
    accorder: (agent: Agent, numero: string, accord: Accord, envoi: Envoi): Promise<undefined> =>
      faire(agent, numero, 'accorder', envoi, async ({ tx, vue, move }) => ({
        ...(await emettre(tx, agent, vue, accord, move)),
        courriels: await auxClients(tx, vue.id, {
          evenement: `caution ${vue.id} effective`,
          gabarit: 'caution_effective',
          donnees: { ...resumeDe(vue), caution: numero, chemin: chemins.caution({ numero }) },
        }),
      })),

    /** Raises what is authorised, on the three ceilings that hold the caution: the underwriter's. */
    relever: (
      agent: Agent,
      numero: string,
      { plafonds: tapes, langue }: { readonly plafonds: PlafondsTapes; readonly langue: Language },
      envoi: Envoi,
    ): Promise<undefined> =>
      faire(agent, numero, 'relever', envoi, async ({ tx, vue }) => {
        if (agent.role !== 'charge') throw conflit('decisions.refus.charge_seul');
        const { plafonds, fautes } = lirePlafonds(tapes, vue.caution.devise, langue);
        if (fautes.length > 0) throw invalide(fautes);
        return { details: { avant: await repository.raise(tx, vue.id, plafonds), apres: plafonds } };
      }),
  };
}
