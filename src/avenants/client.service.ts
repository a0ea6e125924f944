/** What the client does with an amendment that is pending: validates it, puts it aside, joins the agreement, gives it up. */
import type { CautionsService } from '../cautions/cautions.service.js';
import { deposerPour } from '../documents/jointes.sql.js';
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { nomComplet, scopeOf, type Collaborateur } from '../droits/acteur.js';
import { createFaire, type Envoi } from '../gestes/faire.js';
import type { Consigner } from '../journal/consigner.js';
import { sql, type Database } from '../kit/database.js';
import { parisDay, today, type Clock, type Day } from '../kit/dates.js';
import { invalide } from '../kit/errors.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import { AVENANT, PENDANTS, situationDe, type EtatAvenant } from './avenant.js';
import * as repository from './avenants.repository.js';
import * as courriels from './courriels.sql.js';
import { prendreEffet } from './effet.sql.js';
import { pisteClient, reglesDe, type CleDuClient } from './piste.sql.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly consigner: Consigner;
  readonly cautions: CautionsService;
  readonly specimens: SpecimensService;
  readonly reveiller: (travail: 'actes') => void;
}

export function createAvenantsClient({ db, clock, consigner, cautions, specimens, reveiller }: Deps) {
  const { faire } = createFaire({ db, consigner }, pisteClient(clock));

  return {
    /** The caution, and its latest amendment with what the rules say of it; 404 when it is not seen. */
    async consulter(acteur: Collaborateur, numero: string) {
      const { vue: caution } = await cautions.consulter(acteur, numero);
      const texte = await specimens.texte(caution.texte_id);
      const lu = await db.read(scopeOf(acteur), async (tx) => {
        const avenant = await repository.findDuClient(tx, acteur, { cautionId: caution.id });
        if (!avenant || !PENDANTS.includes(avenant.etat)) return undefined;
        return { avenant, caution, resultats: await reglesDe(tx, clock, avenant, caution) };
      });
      return { caution, texte, lu };
    },

    /** The one validation: the control again, on the difference; effective at once where all passes. Answers the state reached. */
    valider: (acteur: Collaborateur, cle: CleDuClient, envoi: Envoi): Promise<EtatAvenant> =>
      faire(acteur, cle, 'valider', envoi, async ({ tx, vue, move }) => {
        const le = clock();
        const vers = AVENANT.suite('valider', situationDe(vue, vue.avenant));
        const controle = sql`, valide_par = ${acteur.id}, controle = ${JSON.stringify(vue.resultats)}::jsonb`;
        if (vers === 'effectif') {
          const version = await prendreEffet(tx, vue, le);
          await move(sql`${controle}, decide_le = ${le}, acte_version = ${version}`);
          tx.afterCommit(() => reveiller('actes'));
          return { details: { issue: vers }, courriels: await courriels.effectif(tx, vue, version), valeur: vers };
        }
        await move(vers === 'en_attente' ? sql`${controle}, attend_le = ${le}` : controle);
        const mails = vers === 'en_attente' ? await courriels.enAttente(tx, vue) : await courriels.consentement(tx, vue, '');
        return { details: { issue: vers }, courriels: mails, valeur: vers };
      }),

    /** A valideur refuses it, with a reason that its requester reads. */
    ecarter: (acteur: Collaborateur, cle: CleDuClient, envoi: Envoi): Promise<undefined> =>
      faire(acteur, cle, 'ecarter', envoi, async ({ tx, vue, move }) => {
        const commentaire = envoi.mots?.trim() ?? '';
        await move(sql`, decide_le = ${clock()}, reponse = ${commentaire}`);
        return { courriels: await courriels.refuse(tx, vue, { nom: nomComplet(acteur), commentaire }) };
      }),

    /** Joins the letter in which the beneficiary agrees, and its date: the insurer decides on it. */
    consentir: (
      acteur: Collaborateur,
      cle: CleDuClient,
      { le: jour, fichiers }: { readonly le: Day | undefined; readonly fichiers: readonly NouveauFichier[] },
      envoi: Envoi,
    ): Promise<undefined> =>
      faire(
        acteur,
        cle,
        'consentir',
        { ...envoi, avant: (tx) => deposerPour(tx, acteur.compteId, fichiers, acteur, clock()) },
        async ({ tx, vue, move, avant: [lettre] }) => {
          const fautes = [
            ...(lettre === undefined ? [{ field: 'consentement', message: 'avenants.erreurs.lettre' }] : []),
            ...(jour === undefined || jour > today(clock) || jour < parisDay(vue.caution.creee_le)
              ? [{ field: 'dateConsentement', message: 'avenants.erreurs.dateConsentement' }]
              : []),
          ];
          if (fautes.length > 0) throw invalide(fautes);
          const le = clock();
          await move(sql`, consentement_le = ${jour ?? null}, consentement_id = ${lettre ?? null}, attend_le = ${le}`);
          return { details: { jour }, courriels: await courriels.enAttente(tx, vue) };
        },
      ),

    /** Its client gives it up. */
    abandonner: (acteur: Collaborateur, cle: CleDuClient, envoi: Envoi): Promise<undefined> =>
      faire(acteur, cle, 'abandonner', envoi, async ({ move }) => {
        await move(sql`, decide_le = ${clock()}, reponse = ${envoi.mots?.trim() ?? ''}`);
        return {};
      }),
  };
}
