/** The night's word to those whose secret soon expires: 14, 7 and 1 days before, and on the day, each once. */
import { insertCourriels } from '../courriels/outbox.sql.js';
import type { Courriel } from '../courriels/courriel.js';
import { chemins } from '../chemins.js';
import { sql, type Database } from '../kit/database.js';
import { daysBetween, formatDay, parisDay, today, type Clock } from '../kit/dates.js';
import type { Item, Travail } from '../travaux/travail.js';
import { findPersonne } from './personne.sql.js';
import type { SecretService } from './secret.service.js';
import { expiration } from './politique.js';

const RAPPELS = [0, 1, 7, 14] as const;

/** The reminder that is due when so many days are left: the nearest one, so that a night without work is made up for. */
export const rappelDu = (reste: number): (typeof RAPPELS)[number] | undefined =>
  reste < 0 ? undefined : RAPPELS.find((jours) => reste <= jours);

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly secret: SecretService;
}

/** Each person alone; run twice, it writes each mail once. */
export const rappels = ({ db, clock, secret }: Deps): Travail => ({
  nature: 'rappel',
  // Young secrets, and those of accounts where nothing expires, are not even read.
  aFaire: () =>
    db.systeme.rows<Item>(sql`
      select i.id::text as cle, i.email as nom, c.compte_id, a.garant_id
      from identifiant i left join collaborateur c on c.id = i.collaborateur_id left join agent a on a.id = i.agent_id
      where i.secret is not null and i.secret_le < ${clock()}::timestamptz - interval '14 days'
        and (i.agent_id is not null or exists (select from politique p where p.compte_id = c.compte_id and p.expire_mois is not null))`),
  faire: ({ cle }) => rappeler({ db, clock, secret }, Number(cle)),
});

async function rappeler({ db, clock, secret }: Deps, id: number): Promise<void> {
  const jour = today(clock);
  const personne = await findPersonne(db, id);
  const fin = personne && expiration(personne, secret.politique(personne));
  const rappel = fin ? rappelDu(daysBetween(jour, parisDay(fin))) : undefined;
  if (!personne || !fin || rappel === undefined) return;
  const donnees = { count: daysBetween(jour, parisDay(fin)), jour: formatDay(parisDay(fin)), chemin: chemins.profilMotDePasse() };
  const message: Courriel = {
    // The same words for the same secret and the same reminder: never twice.
    evenement: `expiration:${id}:${parisDay(fin)}:${rappel}`,
    destinataire: personne.email,
    langue: personne.langue,
    gabarit: rappel === 0 ? 'mot_de_passe_expire_aujourdhui' : 'mot_de_passe_expire',
    donnees,
  };
  await db.systeme.transaction((tx) => insertCourriels(tx, personne.compte_id, [message], clock()));
}
