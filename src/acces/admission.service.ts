/** What an attempt to come in leads to: refused, asked for more, or the door opened. Journaled, whichever it is. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Courriel, Message } from '../courriels/courriel.js';
import { chemins } from '../chemins.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { createConsigner } from '../journal/consigner.js';
import type { Acteur, Origine } from '../droits/acteur.js';
import type { DroitsService } from '../droits/droits.service.js';
import { noteVisit } from './connexion.repository.js';
import { insertAppareil } from '../preuves/appareil.sql.js';
import { empreinteDe } from '../preuves/cles.js';
import { createConsignerOuCompter } from './inconnus.service.js';
import { closeDefi, openDefi } from './defi.repository.js';
import type { LienService } from './lien.service.js';
import type { SecretService } from '../preuves/secret.service.js';
import { aChanger, avecFacteur, type Personne } from '../preuves/politique.js';
import type { Navigateur } from '../preuves/navigateur.js';

export type Issue =
  /** `appareil`: the new cookie of trust. */
  | { readonly issue: 'admis'; readonly acteur: Acteur; readonly appareil?: string }
  | { readonly issue: 'refuse' }
  /** Whether the secret was right or not: the browser must prove itself. */
  | { readonly issue: 'verifier'; readonly defi: string }
  /** Proved, but the secret must change before anything else: the token of a link. */
  | { readonly issue: 'changer'; readonly jeton: string };

export const REFUS: Issue = { issue: 'refuse' };

export interface AdmissionDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly droits: Pick<DroitsService, 'acteur'>;
  readonly secret: SecretService;
  readonly liens: LienService;
  /** False where the local browser is trusted: the demonstration. */
  readonly stricte: boolean;
  readonly reveiller: (travail: 'courriels') => void;
}

/** Whom an attempt was about, when anybody. */
interface Qui {
  readonly id: number | null;
  readonly compteId: number | null;
}

/** The browser to trust from now on, the challenge it answered, and whether its owner is told. */
interface Preuve {
  readonly navigateur?: Navigateur;
  readonly defi?: string;
  readonly annoncer?: boolean;
}

export function createAdmission({ db, clock, droits, secret, liens, stricte, reveiller }: AdmissionDeps) {
  const consigner = createConsigner({ clock, reveiller });
  const consignerOuCompter = createConsignerOuCompter({ clock, consigner });

  const noter = (acteur: Acteur | undefined, qui: Qui, origine: Origine, actes: readonly string[]): Promise<void> =>
    db.systeme.transaction((tx) =>
      consignerOuCompter(
        tx,
        actes.map((acte) => faitDe(acteur, qui, origine, acte)),
      ),
    );

  return {
    noter,

    async refuser(qui: Qui, origine: Origine, aussi?: string): Promise<Issue> {
      await noter(undefined, qui, origine, ['connexion_refusee', ...(aussi ? [aussi] : [])]);
      return REFUS;
    },

    /** A challenge for all; a message to the one whose secret was right and who has nothing better. */
    async defier(qui: Qui, personne: Personne | undefined, origine: Origine): Promise<Issue> {
      const defi = randomUUID();
      const le = clock();
      const fait = faitDe(undefined, qui, origine, personne ? 'connexion_a_verifier' : 'connexion_refusee');
      const courriels =
        personne && !avecFacteur(personne)
          ? [courriel(personne, { evenement: `defi:${defi}`, gabarit: 'code_appareil', donnees: { defi } })]
          : [];
      await db.systeme.transaction(async (tx) => {
        await openDefi(tx, defi, personne?.id ?? null, le);
        await consignerOuCompter(tx, [{ ...fait, courriels }]);
      });
      return { issue: 'verifier', defi };
    },

    /** Opens the door and trusts the browser from now on; a secret that must change leads to its link instead. */
    async admettre(personne: Personne, origine: Origine, { navigateur, defi, annoncer = false }: Preuve): Promise<Issue> {
      const le = clock();
      const { id, compte_id: compteId } = personne;
      const changer = aChanger(personne, secret.politique(personne), le, stricte);
      const cookie = navigateur && !changer ? randomBytes(32).toString('base64url') : undefined;
      const neuf = cookie !== undefined && annoncer;
      const acteur = await droits.acteur(id);
      const actes = changer ? ['connexion_a_changer'] : [...(neuf ? ['appareil_ajoute'] : []), 'connexion'];
      const details = { navigateur: navigateur?.nom };
      const faits = actes.map((acte, i) => ({
        ...faitDe(acteur, { id, compteId }, origine, acte),
        details,
        courriels: neuf && i === 0 ? [courrielAppareil(personne, navigateur, le)] : [],
      }));
      const fait = await db.systeme.transaction(async (tx) => {
        if (defi && !(await closeDefi(tx, defi, le))) return false;
        await consigner(tx, faits);
        if (cookie && navigateur) {
          const appareil = { identifiantId: id, empreinte: empreinteDe(cookie), navigateur: navigateur.nom, adresse: origine.adresse, le };
          await insertAppareil(tx, appareil);
        }
        return true;
      });
      if (!fait || !acteur) return REFUS;
      await noteVisit(db, id, le);
      return changer ? { issue: 'changer', jeton: await liens.immediat(id) } : { issue: 'admis', acteur, appareil: cookie };
    },
  };
}

const faitDe = (acteur: Acteur | undefined, { id, compteId }: Qui, origine: Origine, acte: string) => ({
  acteur,
  compteId,
  origine,
  acte,
  sujet: 'identifiant' as const,
  sujetId: id,
});

const courriel = ({ email, langue }: Personne, message: Message): Courriel => ({ ...message, destinataire: email, langue });

const courrielAppareil = (personne: Personne, navigateur: Navigateur | undefined, le: Date): Courriel =>
  courriel(personne, {
    evenement: `appareil:${personne.id}:${le.getTime()}`,
    gabarit: 'nouvel_appareil',
    donnees: { navigateur: navigateur?.nom || '?', chemin: chemins.profilSecurite() },
  });
