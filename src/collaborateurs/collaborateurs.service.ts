/** The people of an account: who they are, what they may do, coming and going. Owns the transactions. */
import { changerDroits, type Confirmation } from '../droits/consequences.service.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, invalide, type FieldError } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import { scopeOf, type Collaborateur, type Origine } from '../droits/acteur.js';
import { retireUnDroit, type Fiche } from './collaborateur.js';
import { createConsultationCollaborateurs, prendre } from './consultation.service.js';
import * as repository from './collaborateurs.repository.js';
import * as collaborateurSql from './collaborateur.sql.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  /** Writes the first-access link and its mail in the same transaction, and wakes the sender after it. */
  readonly inviter: (tx: Tx, qui: { genre: 'collaborateur'; id: number }, le: Date) => Promise<void>;
}

/** What the journal keeps of a change: whom, the version that it leaves, the rest. */
interface Noter {
  readonly id: number;
  readonly version?: number;
  readonly details: Readonly<Record<string, unknown>>;
}

interface Nouveau {
  readonly email: string;
  readonly fiche: Fiche;
}

/** What was decided of a person, as she was at `version`. */
interface Modification extends Nouveau {
  readonly version: number;
  readonly confirmation: Confirmation;
}

const EMAIL_PRIS: FieldError = { field: 'email', message: 'collaborateurs.erreurs.emailPris' };

/** The database has the last word on the last administrator and on two people of the same address at once. */
const CONTRAINTES: Readonly<Record<string, FieldError>> = {
  dernier_administrateur: { field: 'profils', message: 'collaborateurs.erreurs.dernierAdministrateur' },
  collaborateur_email: EMAIL_PRIS,
};

async function enMots<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { constraint } = (error ?? {}) as { constraint?: string };
    const connue = constraint && CONTRAINTES[constraint];
    throw connue ? invalide([connue]) : error;
  }
}

/** Refused beside its field when somebody of the account has this address. */
async function libre(tx: Tx, compteId: number, email: string): Promise<void> {
  if (await repository.emailTaken(tx, compteId, email)) throw invalide([EMAIL_PRIS]);
}

export function createCollaborateursService({ db, clock, inviter }: Deps) {
  const consigner = createConsigner({ clock });
  const noter = (tx: Tx, acteur: Collaborateur, origine: Origine, acte: string, { id, ...details }: Noter) =>
    consigner(tx, [{ acteur, origine, acte: `collaborateur_${acte}`, sujet: 'collaborateur', sujetId: id, ...details }]);

  /** A new person, his journal and his first-access mail, whether typed or imported. */
  async function creer(tx: Tx, acteur: Collaborateur, { email, fiche }: Nouveau, origine: Origine): Promise<number> {
    await libre(tx, acteur.compteId, email);
    const id = await collaborateurSql.insertCollaborateur(tx, acteur.compteId, email, fiche);
    await noter(tx, acteur, origine, 'ajouter', { id, version: 1, details: { email, apres: fiche } });
    await inviter(tx, { genre: 'collaborateur', id }, clock());
    return id;
  }

  return {
    ...createConsultationCollaborateurs({ db }),

    /** A new person and his first-access mail; an address used in another account gives the same answer as any other. */
    ajouter: (acteur: Collaborateur, email: string, fiche: Fiche, origine: Origine): Promise<number> =>
      enMots(() => db.transaction(scopeOf(acteur), (tx) => creer(tx, acteur, { email, fiche }, origine))),

    /** All of them or none. In the order of the addresses, so that two files at once wait for each other and never block. */
    ajouterTous: (acteur: Collaborateur, nouveaux: readonly Nouveau[], origine: Origine): Promise<void> =>
      enMots(() =>
        db.transaction(scopeOf(acteur), async (tx) => {
          for (const nouveau of [...nouveaux].sort((x, y) => (x.email < y.email ? -1 : 1))) await creer(tx, acteur, nouveau, origine);
        }),
      ),

    /** New rights, as the person was at `version`; asks to confirm what they break. Another address is a correction: a fresh link leaves. */
    modifier: (acteur: Collaborateur, id: number, voulue: Modification, origine: Origine): Promise<void> =>
      enMots(() =>
        changerDroits(db, acteur, voulue.confirmation, async (tx) => {
          const { version, email: corrige, fiche } = voulue;
          const { email, prenom, nom, langue, profils, perimetre, delegations } = await prendre(tx, acteur, id);
          const avant: Fiche = { prenom, nom, langue, profils, perimetre, delegations };
          if ((await repository.update(tx, acteur.compteId, id, version, fiche)) === 0) throw conflit('collaborateurs.erreurs.change');
          if (corrige !== email.toLowerCase()) {
            await libre(tx, acteur.compteId, corrige);
            if (!(await repository.updateEmail(tx, id, corrige))) throw conflit('collaborateurs.erreurs.dejaVenu');
            await inviter(tx, { genre: 'collaborateur', id }, clock());
          }
          const details = { email: corrige, avant: { ...avant, email }, apres: { ...fiche, email: corrige } };
          await noter(tx, acteur, origine, 'modifier', { id, version: version + 1, details });
          return { retire: retireUnDroit(avant, fiche) };
        }),
      ),

    suspendre: (acteur: Collaborateur, id: number, version: number, confirmation: Confirmation, origine: Origine): Promise<void> =>
      enMots(() =>
        changerDroits(db, acteur, confirmation, async (tx) => {
          await basculer(tx, acteur, id, version, false, origine);
          return { retire: true };
        }),
      ),

    retablir: (acteur: Collaborateur, id: number, version: number, origine: Origine): Promise<void> =>
      db.transaction(scopeOf(acteur), (tx) => basculer(tx, acteur, id, version, true, origine)),

    /** A fresh link for someone who has not come yet. */
    renvoyer: (acteur: Collaborateur, id: number, version: number, origine: Origine): Promise<void> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const personne = await prendre(tx, acteur, id);
        if (personne.version !== version) throw conflit('gestes.perimee');
        if (!personne.actif || personne.derniere_connexion) throw conflit('collaborateurs.erreurs.dejaVenu');
        await inviter(tx, { genre: 'collaborateur', id }, clock());
        await noter(tx, acteur, origine, 'renvoyer', { id, details: { email: personne.email } });
      }),
  };

  /** Suspends or restores the person as he was shown. */
  async function basculer(tx: Tx, acteur: Collaborateur, id: number, version: number, actif: boolean, origine: Origine): Promise<void> {
    const { email } = await prendre(tx, acteur, id);
    if ((await repository.updateActif(tx, acteur.compteId, id, version, actif, clock())) === 0) throw conflit('gestes.perimee');
    const details = { email, avant: { actif: !actif }, apres: { actif } };
    await noter(tx, acteur, origine, actif ? 'retablir' : 'suspendre', { id, version: version + 1, details });
  }
}
