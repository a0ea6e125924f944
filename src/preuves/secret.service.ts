/** Choosing a secret: what is wrong with one, and putting it in place with all that follows. */
import type { Courriel } from '../courriels/courriel.js';
import { chemins } from '../chemins.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { createConsigner } from '../journal/consigner.js';
import type { Acteur, Origine } from '../droits/acteur.js';
import type { Hasher } from './hasher.js';
import { listAnciensSecrets, deleteSessions, updateSecret } from './personne.sql.js';
import { politiqueDe, regleManquee, type Politique, type Personne, type SecretHache, avecFacteur } from './politique.js';

export type SecretService = ReturnType<typeof createSecretService>;

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly hasher: Hasher;
  /** False in demonstration: six digits are enough for all. */
  readonly stricte: boolean;
}

export function createSecretService({ db, clock, hasher, stricte }: Deps) {
  const consigner = createConsigner({ clock });
  const politique = (personne: Personne): Politique =>
    politiqueDe(personne.reglages, { ...personne, facteur: avecFacteur(personne) }, stricte);
  return {
    politique,

    /** The rule that this secret breaks (`acces.manque.…`), or undefined. */
    async faute(personne: Personne, secret: string): Promise<string | undefined> {
      const { prenom, nom, email, chez, numeros } = personne;
      const mots = [prenom, nom, `${prenom} ${nom}`, email.split('@')[0] ?? '', chez, ...chez.split(' ')];
      const manquee = regleManquee(politique(personne).secret, secret, { mots, numeros });
      if (manquee) return manquee;
      // One after the other: five hashes at once would be felt by everyone else.
      for (const ancien of await listAnciensSecrets(db, personne.id)) if (await hasher.verify(ancien, secret)) return 'servi';
      return undefined;
    },

    hacher: async (personne: Personne, secret: string): Promise<SecretHache> => ({
      hache: await hasher.hash(secret),
      genre: politique(personne).secret,
    }),

    /** Puts it in place, ends the other sessions, tells the journal and its owner. `acteur`: the person as the journal names her. */
    async poser(
      tx: Tx,
      personne: Personne,
      secret: SecretHache,
      { acteur, origine, le, sauf }: { acteur: Acteur | undefined; origine: Origine; le: Date; sauf?: string },
    ): Promise<void> {
      const premier = personne.secret === null;
      await updateSecret(tx, personne.id, secret, le);
      const sessions = await deleteSessions(tx, personne.id, sauf);
      const donnees = { chemin: chemins.connexion() };
      const message: Courriel = {
        evenement: `secret:${personne.id}:${le.getTime()}`,
        destinataire: personne.email,
        langue: personne.langue,
        gabarit: 'mot_de_passe_change',
        donnees,
      };
      await consigner(tx, [
        {
          acteur,
          compteId: personne.compte_id,
          origine,
          acte: premier ? 'secret_defini' : 'secret_change',
          sujet: 'identifiant',
          sujetId: personne.id,
          details: { avant: premier ? null : personne.secret_genre, apres: secret.genre, sessions },
          courriels: premier ? [] : [message],
        },
      ]);
    },
  };
}
