/** Coming in: a secret, and possession of something. Nothing said at the door tells whether an address is known. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Courriel, Message } from '../courriels/courriel.js';
import { chemins } from '../chemins.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { createConsigner } from '../journal/consigner.js';
import type { Acteur, Origine } from '../droits/acteur.js';
import type { Hasher } from '../preuves/hasher.js';
import type { DroitsService } from '../droits/droits.service.js';
import { noteVisit } from './connexion.repository.js';
import { countAttempt } from './connexion.repository.js';
import { insertAppareil, findAppareil, countOnAppareil, noteAppareil } from '../preuves/appareil.sql.js';
import { empreinteDe } from '../preuves/cles.js';
import { createConsignerOuCompter } from './inconnus.service.js';
import { closeDefi, countAddress, tryDefi, openDefi } from './defi.repository.js';
import type { FacteurService } from '../preuves/facteur.service.js';
import type { LienService } from './lien.service.js';
import { auMoins } from './temps.js';
import { findPersonne } from '../preuves/personne.sql.js';
import type { SecretService } from '../preuves/secret.service.js';
import { avecFacteur } from '../preuves/politique.js';
import { aChanger, type Personne } from '../preuves/politique.js';
import type { Navigateur } from '../preuves/navigateur.js';

export type Issue =
  /** `appareil`: the new cookie of trust. */
  | { readonly issue: 'admis'; readonly acteur: Acteur; readonly appareil?: string }
  | { readonly issue: 'refuse' }
  /** Whether the secret was right or not: the browser must prove itself. */
  | { readonly issue: 'verifier'; readonly defi: string }
  /** Proved, but the secret must change before anything else: the token of a link. */
  | { readonly issue: 'changer'; readonly jeton: string };

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly droits: Pick<DroitsService, 'acteur'>;
  readonly hasher: Hasher;
  readonly secret: SecretService;
  readonly facteurs: FacteurService;
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

/** A hash takes some 30 ms, a code a few. */
const DELAI_SECRET_MS = 120;
const DELAI_CODE_MS = 60;
const REFUS: Issue = { issue: 'refuse' };

export type EntreeService = ReturnType<typeof createEntreeService>;

export function createEntreeService({ db, clock, droits, hasher, secret, facteurs, liens, stricte, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });
  const consignerOuCompter = createConsignerOuCompter({ clock, consigner });
  return {
    connecter: (...essai: Parameters<typeof connecter>): Promise<Issue> => auMoins(stricte ? DELAI_SECRET_MS : 0, connecter(...essai)),
    verifier: (...essai: Parameters<typeof verifier>): Promise<Issue | undefined> =>
      auMoins(stricte ? DELAI_CODE_MS : 0, verifier(...essai)),

    /** Proves again who is signed in, by her secret or her second factor: counted as at the door. */
    async confirmer(acteur: Acteur, saisi: string, origine: Origine, { empreintes }: Navigateur): Promise<boolean> {
      const now = clock();
      const connu = await countOnAppareil(db, acteur.email, empreintes, now);
      const essai = connu ?? (await countAttempt(db, acteur.email, now));
      const personne = essai && (await findPersonne(db, acteur.identifiantId));
      const juste = personne !== undefined && ((await hasher.verify(personne.secret, saisi)) || (await facteurs.prouver(personne, saisi)));
      if (juste && connu) await noteAppareil(db, connu.appareil, now);
      if (juste) await noteVisit(db, personne.id, now);
      const compteId = acteur.genre === 'client' ? acteur.compteId : null;
      await noter(acteur, { id: acteur.identifiantId, compteId }, origine, [juste ? 'confirmation' : 'confirmation_refusee']);
      return juste;
    },

    /** Someone whom a passkey, or a link received by mail, has just proved. */
    admettre: async (identifiantId: number, origine: Origine, navigateur: Navigateur, annoncer = false): Promise<Issue> => {
      const personne = await findPersonne(db, identifiantId);
      if (!personne) return REFUS;
      const connu = await findAppareil(db, personne.id, navigateur.empreintes, clock());
      if (connu === undefined) return admettre(personne, origine, { navigateur, annoncer });
      await noteAppareil(db, connu, clock());
      return admettre(personne, origine, {});
    },
  };

  /** Every attempt is counted before it is verified, and takes the same time whoever it is for. */
  async function connecter(email: string, saisi: string, origine: Origine, navigateur: Navigateur): Promise<Issue> {
    const now = clock();
    const adresse = email.trim().toLowerCase();
    const connu = await countOnAppareil(db, adresse, navigateur.empreintes, now);
    if (connu) {
      const admis = (await hasher.verify(connu.secret, saisi)) && connu.actif;
      if (admis) await noteAppareil(db, connu.appareil, now);
      const qui = { id: connu.id, compteId: connu.compte_id };
      if (!admis) return refuser(qui, origine, connu.echecs >= 3 ? 'appareil_perdu' : undefined);
      return admettre(await necessaire(connu.id), origine, {});
    }
    const permis = !stricte || (await countAddress(db, origine.adresse, now));
    const identifiant = permis ? await countAttempt(db, adresse, now) : undefined;
    const juste = await hasher.verify(identifiant?.secret ?? null, saisi);
    const personne = juste && identifiant?.actif ? await findPersonne(db, identifiant.id) : undefined;
    const qui = { id: identifiant?.id ?? null, compteId: identifiant?.compte_id ?? null };
    if (stricte || (personne && avecFacteur(personne))) return defier(qui, personne, origine);
    if (!personne) return refuser(qui, origine);
    if (personne.secret && hasher.needsRehash(personne.secret)) await noteVisit(db, personne.id, now, await hasher.hash(saisi));
    return admettre(personne, origine, { navigateur });
  }

  /** The answer of a new browser: the code sent by mail, or that of the second factor. Undefined when it must start again. */
  async function verifier(defi: string, code: string, origine: Origine, navigateur: Navigateur): Promise<Issue | undefined> {
    const now = clock();
    const essai = await tryDefi(db, defi, now);
    if (!essai) return undefined;
    // Nobody's identifiant is 0: as many questions to the database when nothing can be right.
    const personne = await findPersonne(db, essai.identifiant_id ?? 0);
    const juste = personne !== undefined && (await facteurs.prouver(personne, code, { defi }));
    if (!juste) return refuser({ id: personne?.id ?? null, compteId: personne?.compte_id ?? null }, origine);
    return admettre(personne, origine, { navigateur, defi, annoncer: true });
  }

  async function necessaire(id: number): Promise<Personne> {
    const personne = await findPersonne(db, id);
    if (!personne) throw new Error(`identifiant ${id} vanished`);
    return personne;
  }

  async function refuser(qui: Qui, origine: Origine, aussi?: string): Promise<Issue> {
    await noter(undefined, qui, origine, ['connexion_refusee', ...(aussi ? [aussi] : [])]);
    return REFUS;
  }

  function noter(acteur: Acteur | undefined, { id, compteId }: Qui, origine: Origine, actes: readonly string[]): Promise<void> {
    const faits = actes.map((acte) => ({ acteur, compteId, origine, acte, sujet: 'identifiant' as const, sujetId: id }));
    return db.systeme.transaction((tx) => consignerOuCompter(tx, faits));
  }

  /** A challenge for all; a message to the one whose secret was right and who has nothing better. */
  async function defier(qui: Qui, personne: Personne | undefined, origine: Origine): Promise<Issue> {
    const defi = randomUUID();
    const le = clock();
    await db.systeme.transaction(async (tx) => {
      await openDefi(tx, defi, personne?.id ?? null, le);
      const message =
        personne && !avecFacteur(personne)
          ? [courriel(personne, { evenement: `defi:${defi}`, gabarit: 'code_appareil', donnees: { defi } })]
          : [];
      await consignerOuCompter(tx, [
        {
          acteur: undefined,
          compteId: qui.compteId,
          origine,
          acte: personne ? 'connexion_a_verifier' : 'connexion_refusee',
          sujet: 'identifiant',
          sujetId: qui.id,
          courriels: message,
        },
      ]);
    });
    return { issue: 'verifier', defi };
  }

  /** Opens the door and trusts the browser from now on; a secret that must change leads to its link instead. */
  async function admettre(
    personne: Personne,
    origine: Origine,
    { navigateur, defi, annoncer = false }: { navigateur?: Navigateur; defi?: string; annoncer?: boolean },
  ): Promise<Issue> {
    const le = clock();
    const { id, compte_id: compteId } = personne;
    const changer = aChanger(personne, secret.politique(personne), le, stricte);
    const cookie = navigateur && !changer ? randomBytes(32).toString('base64url') : undefined;
    const acteur = await droits.acteur(id);
    const fait = await db.systeme.transaction(async (tx) => {
      if (defi && !(await closeDefi(tx, defi, le))) return false;
      const actes = changer ? ['connexion_a_changer'] : [...(cookie && annoncer ? ['appareil_ajoute'] : []), 'connexion'];
      const details = { navigateur: navigateur?.nom };
      const donnees = { navigateur: navigateur?.nom || '?', chemin: chemins.profilSecurite() };
      const neuf =
        cookie && annoncer
          ? [courriel(personne, { evenement: `appareil:${id}:${le.getTime()}`, gabarit: 'nouvel_appareil', donnees })]
          : [];
      await consigner(
        tx,
        actes.map((acte, i) => ({
          acteur,
          compteId,
          origine,
          acte,
          sujet: 'identifiant' as const,
          sujetId: id,
          details,
          courriels: i === 0 ? neuf : [],
        })),
      );
      if (cookie && navigateur) {
        const appareil = { identifiantId: id, empreinte: empreinteDe(cookie), navigateur: navigateur.nom, adresse: origine.adresse, le };
        await insertAppareil(tx, appareil);
      }
      return true;
    });
    if (!fait || !acteur) return REFUS;
    await noteVisit(db, id, le);
    return changer ? { issue: 'changer', jeton: await liens.immediat(id) } : { issue: 'admis', acteur, appareil: cookie };
  }
}

const courriel = ({ email, langue }: Personne, message: Message): Courriel => ({ ...message, destinataire: email, langue });
