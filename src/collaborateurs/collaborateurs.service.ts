/** The people of an account: who they are, what they may do, coming and going. Owns the transactions. */
import { changerDroits, type Confirmation } from '../droits/consequences.service.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, introuvable, invalide, type FieldError } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import { readTimeline } from '../journal/journal.js';
import { scopeOf, type Collaborateur, type Origine } from '../droits/acteur.js';
import { retireUnDroit, type Fiche } from './collaborateur.js';
import { readFicheCollaborateur, type SaisieCollaborateur } from './collaborateurs.form.js';
import * as repository from './collaborateurs.repository.js';
import * as collaborateurSql from './collaborateur.sql.js';
import { listEntitesById, listEntitesByName } from '../organisation/entites.sql.js';
import type { CollaborateurRow } from './collaborateurs.repository.js';
import type { EntiteChoix } from '../organisation/organisation.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly reveiller: (travail: 'courriels') => void;
  /** Writes the first-access link and its mail in the same transaction. */
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

/** So many entities are offered at once; the others are found by name. */
const OFFERTES = 30;

/** The database has the last word on the last administrator and on two people of the same address at once. */
const CONTRAINTES: Readonly<Record<string, FieldError>> = {
  dernier_administrateur: { field: 'profils', message: 'collaborateurs.erreurs.dernierAdministrateur' },
  collaborateur_email: { field: 'email', message: 'collaborateurs.erreurs.emailPris' },
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

export function createCollaborateursService({ db, clock, reveiller, inviter }: Deps) {
  const consigner = createConsigner({ clock, reveiller });
  const noter = (tx: Tx, acteur: Collaborateur, origine: Origine, acte: string, { id, ...details }: Noter) =>
    consigner(tx, [{ acteur, origine, acte: `collaborateur_${acte}`, sujet: 'collaborateur', sujetId: id, ...details }]);

  async function prendre(tx: Tx, acteur: Collaborateur, id: number): Promise<CollaborateurRow> {
    const row = await repository.find(tx, acteur.compteId, id);
    if (!row) throw introuvable();
    return row;
  }

  async function envoyer(tx: Tx, id: number): Promise<void> {
    await inviter(tx, { genre: 'collaborateur', id }, clock());
    tx.afterCommit(() => reveiller('courriels'));
  }

  /** A new person, his journal and his first-access mail, whether typed or imported. */
  async function creer(tx: Tx, acteur: Collaborateur, { email, fiche }: Nouveau, origine: Origine): Promise<number> {
    if (await repository.emailTaken(tx, acteur.compteId, email)) throw invalide([CONTRAINTES.collaborateur_email as FieldError]);
    const id = await collaborateurSql.insertCollaborateur(tx, acteur.compteId, email, fiche);
    await noter(tx, acteur, origine, 'ajouter', { id, version: 1, details: { email, apres: fiche } });
    await envoyer(tx, id);
    return id;
  }

  return {
    consulter: (acteur: Collaborateur, id: number): Promise<CollaborateurRow> => db.read(scopeOf(acteur), (tx) => prendre(tx, acteur, id)),

    /** What was decided of a person, latest first. */
    histoire: (acteur: Collaborateur, id: number) => db.read(scopeOf(acteur), (tx) => readTimeline(tx, 'collaborateur', id)),

    /** The entities that the form shows: those chosen, then those found by name (the top of the tree while nothing is searched). */
    entites: (acteur: Collaborateur, choisies: readonly number[], nom: string): Promise<EntiteChoix[]> =>
      db.read(scopeOf(acteur), async (tx) => {
        const deja = await listEntitesById(tx, acteur.compteId, choisies);
        const trouvees = await listEntitesByName(tx, acteur.compteId, nom, OFFERTES);
        const vues = new Set(deja.map(({ id }) => id));
        return [...deja, ...trouvees.filter(({ id }) => !vues.has(id))];
      }),

    /** The currencies that a delegation may be in. */
    devises: (acteur: Collaborateur): Promise<string[]> => db.read(scopeOf(acteur), (tx) => repository.listDevises(tx, acteur.compteId)),

    /** What was typed as a decision, its entities known to be the account's. */
    async read(acteur: Collaborateur, saisie: SaisieCollaborateur, types: ReadonlySet<string>) {
      const citees = [
        ...saisie.perimetre,
        ...saisie.delegations.map(({ entite }) => Number(entite)).filter((id) => id > 0 && id < 2 ** 31),
      ];
      const connus = await db.read(scopeOf(acteur), async (tx) => ({
        entites: await listEntitesById(tx, acteur.compteId, citees.filter(Number.isInteger)),
        devises: await repository.listDevises(tx, acteur.compteId),
      }));
      return readFicheCollaborateur(saisie, {
        types,
        devises: new Set(connus.devises),
        entites: new Set(connus.entites.map(({ id }) => id)),
      });
    },

    /** A new person and his first-access mail; an address used in another account gives the same answer as any other. */
    ajouter: (acteur: Collaborateur, email: string, fiche: Fiche, origine: Origine): Promise<number> =>
      enMots(() => db.transaction(scopeOf(acteur), (tx) => creer(tx, acteur, { email, fiche }, origine))),

    /** What the rows of a file are checked against: the entities by their names, the people of these addresses. */
    pourImport: (acteur: Collaborateur, emails: readonly string[]) =>
      db.read(scopeOf(acteur), async (tx) => ({
        entites: await repository.listEntites(tx, acteur.compteId),
        presents: new Set(await repository.emailsTaken(tx, acteur.compteId, emails)),
      })),

    /** All of them or none. In the order of the addresses, so that two files at once wait for each other and never block. */
    ajouterTous: (acteur: Collaborateur, nouveaux: readonly Nouveau[], origine: Origine): Promise<void> =>
      enMots(() =>
        db.transaction(scopeOf(acteur), async (tx) => {
          for (const nouveau of [...nouveaux].sort((x, y) => (x.email < y.email ? -1 : 1))) await creer(tx, acteur, nouveau, origine);
        }),
      ),

    /** New rights, as the person was at `version`; asks to confirm what they break. Another address is a correction: a fresh link leaves. */
    modifier: (
      acteur: Collaborateur,
      id: number,
      { version, email: corrige, fiche, confirmation }: { version: number; email: string; fiche: Fiche; confirmation: Confirmation },
      origine: Origine,
    ): Promise<void> =>
      enMots(() =>
        changerDroits(db, acteur, confirmation, async (tx) => {
          const { email, prenom, nom, langue, profils, perimetre, delegations } = await prendre(tx, acteur, id);
          const avant: Fiche = { prenom, nom, langue, profils, perimetre, delegations };
          if ((await repository.update(tx, acteur.compteId, id, version, fiche)) === 0) throw conflit('collaborateurs.erreurs.change');
          if (corrige !== email.toLowerCase()) {
            if (await repository.emailTaken(tx, acteur.compteId, corrige)) throw invalide([CONTRAINTES.collaborateur_email as FieldError]);
            if (!(await repository.updateEmail(tx, id, corrige))) throw conflit('collaborateurs.erreurs.dejaVenu');
            await envoyer(tx, id);
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
        await envoyer(tx, id);
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
