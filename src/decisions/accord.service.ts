/** What holds a caution that waits, and how it is granted all the same: the rules run again, a line is raised. */
import { chemins } from '../chemins.js';
import type { Resultat } from '../cautions/controle.js';
import { ecrire } from '../cautions/passage.sql.js';
import { findTexte, recontroler } from '../cautions/recontrole.sql.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import { exigerLaMain, type DossierVu } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import { nomComplet, type Agent } from '../droits/acteur.js';
import type { Envoi } from '../gestes/faire.js';
import { sql, type Database, type Tx } from '../kit/database.js';
import { today, type Clock, type Day } from '../kit/dates.js';
import { conflit, invalide } from '../kit/errors.js';
import { fromDecimal, type Language } from '../kit/money.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import { ecarter, effetPropose, lirePlafonds, type Accord, type PlafondsTapes } from './decision.js';
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
  /** The rules as they are now, on the day of effect it would have. */
  async function regles(
    tx: Tx,
    { caution }: DossierVu,
    effet: Day,
  ): Promise<{ resultats: Resultat[]; valeurs: DossierVu['caution']['valeurs'] }> {
    const texte = await findTexte(tx, caution.texte_id);
    const valeurs = { ...caution.valeurs, date_effet: effet };
    return { resultats: await recontroler(tx, { ...caution, valeurs }, texte, today(clock)), valeurs };
  }

  return {
    /** What a file says today, rules included: nothing is locked. */
    async consulter(agent: Agent, numero: string) {
      const dossier = await dossiers.consulter(agent, numero);
      const effet = effetPropose(dossier.caution.valeurs, today(clock));
      const attend = dossier.caution.etat === 'en_attente';
      const maintenant = attend ? await db.read({ garant: agent.garantId }, (tx) => regles(tx, dossier, effet)) : undefined;
      const texte = await specimens.texte(dossier.caution.texte_id);
      return { ...dossier, texte, effet, maintenant: maintenant?.resultats };
    },

    /** Grants it: the rules run again under the locks, what does not pass is set aside with a reason or refused; the ledger moves with it. */
    accorder: (agent: Agent, numero: string, { exceptions, dateEffet }: Accord, envoi: Envoi): Promise<undefined> =>
      faire(agent, numero, 'accorder', envoi, async ({ tx, vue, move: passer }) => {
        const { caution } = vue;
        exigerLaMain(agent, vue);
        const [le, jour] = [clock(), today(clock)];
        const effet = dateEffet ?? effetPropose(caution.valeurs, jour);
        if (effet < jour) throw invalide([{ field: 'dateEffet', message: 'decisions.erreurs.effet' }]);
        const lues = await regles(tx, vue, effet);
        const { resultats, fautes } = ecarter(lues.resultats, exceptions, nomComplet(agent));
        if (fautes.length > 0) throw invalide(fautes);
        await passer(
          sql`, controle = ${JSON.stringify(resultats)}::jsonb, valeurs = ${JSON.stringify(lues.valeurs)}::jsonb, date_effet = ${effet},
            effective_le = ${le}, a_sceller = true`,
        );
        await ecrire(tx, caution.id, { nature: 'emission', montant: fromDecimal(caution.montant, caution.devise), le });
        tx.afterCommit(() => reveiller('actes'));
        const ecartees = resultats.filter(({ conforme }) => !conforme);
        return {
          details: { regles: resultats.length, echecs: ecartees.length },
          commentaire: ecartees.map(({ exception }) => exception?.motif).join('\n'),
          courriels: await auxClients(tx, caution.id, {
            evenement: `caution ${caution.id} effective`,
            gabarit: 'caution_effective',
            donnees: { ...resumeDe(vue), caution: numero, chemin: chemins.caution({ numero }) },
          }),
        };
      }),

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
