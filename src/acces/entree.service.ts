/** Coming in: a secret, and possession of something. Nothing said at the door tells whether an address is known. */
import { createAdmission, REFUS, type AdmissionDeps, type Issue } from './admission.service.js';
import type { Acteur, Origine } from '../droits/acteur.js';
import type { Hasher } from '../preuves/hasher.js';
import { countAttempt, noteVisit } from './connexion.repository.js';
import { findAppareil, countOnAppareil, noteAppareil } from '../preuves/appareil.sql.js';
import { countAddress, tryDefi } from './defi.repository.js';
import type { FacteurService } from '../preuves/facteur.service.js';
import { auMoins } from './temps.js';
import { findPersonne } from '../preuves/personne.sql.js';
import { avecFacteur, type Personne } from '../preuves/politique.js';
import type { Navigateur } from '../preuves/navigateur.js';

interface Deps extends AdmissionDeps {
  readonly hasher: Hasher;
  readonly facteurs: FacteurService;
}

/** A hash takes some 30 ms, a code a few. */
const DELAI_SECRET_MS = 120;
const DELAI_CODE_MS = 60;

export function createEntreeService({ hasher, facteurs, ...deps }: Deps) {
  const { db, clock, stricte } = deps;
  const { noter, refuser, defier, admettre } = createAdmission(deps);
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
}
