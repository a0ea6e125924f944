/** What is paid of a call, and recovered from the client. */
import { figuresDe } from '../cautions/appels.js';
import { EN_VIGUEUR } from '../cautions/caution.js';
import { passer } from '../cautions/passage.sql.js';
import { exigerLaMain } from '../dossiers/dossier.js';
import type { Agent } from '../droits/acteur.js';
import type { Envoi } from '../gestes/faire.js';
import { today, type Clock } from '../kit/dates.js';
import { conflit, invalide } from '../kit/errors.js';
import { subtract, toDecimal, zero } from '../kit/money.js';
import { fautesDeVersement, type VersementLu } from './appel.js';
import * as repository from './appels.repository.js';
import { prevenir, resteAPayer, type FaireDesAppels } from './piste.sql.js';

export const createVersements = ({ clock, faire }: { readonly clock: Clock; readonly faire: FaireDesAppels }) => ({
  /** Pays a part or all of what is asked: the caution and its ledger follow; it is over only when nothing is left of it. */
  payer: (agent: Agent, id: number, versement: VersementLu, envoi: Envoi): Promise<undefined> =>
    faire(agent, { id, verse: versement.montant }, 'payer', envoi, async ({ tx, vue, move }) => {
      const { appel, tenue, le } = vue;
      if (!EN_VIGUEUR.includes(tenue.etat)) throw conflit('appels.refus.epuisee');
      const bornes = { depuis: appel.recu_le, aujourdhui: today(clock), max: resteAPayer(appel, tenue) };
      const fautes = fautesDeVersement(versement, bornes, { le: 'verseLe', montant: 'versement' });
      const { le: jour, montant } = versement;
      if (fautes.length > 0 || !jour || !montant) throw invalide(fautes);
      const paye = toDecimal(montant);
      exigerLaMain(agent, vue, { montant: paye });
      await repository.verser(tx, 'paiement', appel, { jour, montant, agentId: agent.id, le });
      const ecart = subtract(zero(tenue.devise), montant);
      await passer(tx, tenue, { geste: 'appeler', par: 'garant', le, nature: 'appel', ecart });
      await move();
      const courriels = await prevenir(tx, vue, { id, version: vue.version, etape: 'paiement', montant: paye });
      return { details: { montant: paye, le: jour }, courriels };
    }),

  /** The client pays back a part or all of what was paid for him. */
  recouvrer: (agent: Agent, id: number, versement: VersementLu, envoi: Envoi): Promise<undefined> =>
    faire(agent, { id }, 'recouvrer', envoi, async ({ tx, vue }) => {
      const { appel, tenue, le } = vue;
      exigerLaMain(agent, vue, { limite: false });
      const { aRecouvrer: max } = figuresDe(appel, tenue.devise);
      const bornes = { depuis: appel.paiements[0]?.le ?? appel.recu_le, aujourdhui: today(clock), max };
      const fautes = fautesDeVersement(versement, bornes, { le: 'recouvreLe', montant: 'recouvrement' });
      const { le: jour, montant } = versement;
      if (fautes.length > 0 || !jour || !montant) throw invalide(fautes);
      await repository.verser(tx, 'recouvrement', appel, { jour, montant, agentId: agent.id, le });
      if ((await repository.touch(tx, vue)) === 0) throw conflit('gestes.perimee');
      const recouvre = toDecimal(montant);
      const courriels = await prevenir(tx, vue, { id, version: vue.version, etape: 'recouvrement', montant: recouvre });
      return { details: { montant: recouvre, le: jour }, courriels };
    }),
});
