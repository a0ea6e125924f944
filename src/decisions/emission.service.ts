/** What grants a caution that is held, at its first decision or when a refusal is decided again: the rules, the exceptions, the ledger. */
import type { Resultat } from '../cautions/controle.js';
import { ecrire } from '../cautions/passage.sql.js';
import { findTexte, recontroler } from '../cautions/recontrole.sql.js';
import { exigerLaMain, type DossierVu } from '../dossiers/dossier.js';
import { nomComplet, type Agent } from '../droits/acteur.js';
import { sql, type Sql, type Tx } from '../kit/database.js';
import { today, type Clock, type Day } from '../kit/dates.js';
import { invalide } from '../kit/errors.js';
import { fromDecimal } from '../kit/money.js';
import { ecarter, effetPropose, type Accord } from './decision.js';

interface Deps {
  readonly clock: Clock;
  readonly reveiller: (travail: 'actes') => void;
}

export function createEmission({ clock, reveiller }: Deps) {
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

  /**
   * Grants a caution that is held, in the transaction of whoever decides: the rules run again under the locks, what does not pass is
   * set aside with a reason or refused; the ledger moves with it. `passer` moves it, with these columns besides.
   */
  async function emettre(
    tx: Tx,
    agent: Agent,
    dossier: DossierVu,
    { exceptions, dateEffet }: Accord,
    passer: (set: Sql) => Promise<unknown>,
  ): Promise<{ details: Readonly<Record<string, number>>; commentaire: string }> {
    const { caution } = dossier;
    exigerLaMain(agent, dossier);
    const [le, jour] = [clock(), today(clock)];
    const effet = dateEffet ?? effetPropose(caution.valeurs, jour);
    if (effet < jour) throw invalide([{ field: 'dateEffet', message: 'decisions.erreurs.effet' }]);
    const lues = await regles(tx, dossier, effet);
    const { resultats, fautes } = ecarter(lues.resultats, exceptions, nomComplet(agent));
    if (fautes.length > 0) throw invalide(fautes);
    await passer(
      sql`, controle = ${JSON.stringify(resultats)}::jsonb, valeurs = ${JSON.stringify(lues.valeurs)}::jsonb, date_effet = ${effet},
        effective_le = ${le}, terminee_le = null, a_sceller = true`,
    );
    await ecrire(tx, caution.id, { nature: 'emission', montant: fromDecimal(caution.montant, caution.devise), le });
    tx.afterCommit(() => reveiller('actes'));
    const ecartees = resultats.filter(({ conforme }) => !conforme);
    return {
      details: { regles: resultats.length, echecs: ecartees.length },
      commentaire: ecartees.map(({ exception }) => exception?.motif).join('\n'),
    };
  }

  return { regles, emettre };
}
