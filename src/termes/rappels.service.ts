/**
 * The night's word on ends that come near: 60, 30 and 7 days before an act ends on the date it prints, or before the law frees its
 * guarantor, and on the day itself; once each, all those of a person in one message.
 */
import { chemins } from '../chemins.js';
import { insertCourriels } from '../courriels/outbox.sql.js';
import type { Courriel } from '../courriels/courriel.js';
import { sql, type Database, type Sql, type Tx } from '../kit/database.js';
import { daysBetween, today, type Clock, type Day } from '../kit/dates.js';
import type { Language } from '../kit/money.js';
import type { Item, Travail } from '../travaux/travail.js';
import { fenetreDe, PALIERS } from './terme.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
}

interface Rappelee {
  readonly caution_id: number;
  readonly numero: string;
  readonly beneficiaire: string;
  readonly montant: string;
  readonly devise: string;
  readonly fin: Day;
  readonly legale: boolean;
  readonly email: string;
  readonly langue: Language;
}

/** The end of a caution in force `c`, of the text `t`, whose réception `r` may be known: the one its act prints, or the law's. */
const FIN: Sql = sql`coalesce(r.libre, case when t.fin = 'date' then c.date_fin end)`;
const PROCHES: Sql = sql`caution c join texte_version t on t.id = c.texte_version_id left join reception r on r.caution_id = c.id`;

/** Each account alone. */
export const finsProches = ({ db, clock }: Deps): Travail => ({
  nature: 'fins',
  aFaire: () =>
    db.systeme.rows<Item>(sql`
      select k.id::text as cle, k.nom, k.id as compte_id from compte k where exists (
        select from ${PROCHES} where c.compte_id = k.id and c.etat in ('effective', 'en_opposition')
          and ${FIN} between ${today(clock)}::date and ${today(clock)}::date + ${PALIERS[PALIERS.length - 1]}::int) order by k.id`),
  faire: ({ cle }) => db.systeme.transaction((tx) => rappeler(tx, Number(cle), clock())),
});

async function rappeler(tx: Tx, compteId: number, maintenant: Date): Promise<void> {
  const jour = today(() => maintenant);
  const neuves: Rappelee[] = [];
  for (const palier of PALIERS) {
    const { du, au } = fenetreDe(palier, jour);
    neuves.push(
      ...(await tx.rows<Rappelee>(sql`
        with neufs as (
          insert into rappel_fin (compte_id, caution_id, fin, palier, le)
          select c.compte_id, c.id, ${FIN}, ${palier}::smallint, ${maintenant}::timestamptz from ${PROCHES}
          where c.compte_id = ${compteId} and c.etat in ('effective', 'en_opposition') and ${FIN} between ${du}::date and ${au}::date
          on conflict do nothing returning caution_id, fin)
        select c.id as caution_id, c.numero, c.beneficiaire, c.montant::text, c.devise, n.fin, n.fin is not distinct from r.libre as legale, p.email, p.langue
        from neufs n join caution c on c.id = n.caution_id join demande d on d.id = c.demande_id left join reception r on r.caution_id = c.id
          join collaborateur p on p.compte_id = c.compte_id and p.actif
            and (p.id = d.saisi_par or ('administrateur' = any (p.profils) and not exists (select from collaborateur q where q.id = d.saisi_par and q.actif)))
        order by n.fin, c.id`)),
    );
  }
  const parPersonne = new Map<string, Rappelee[]>();
  for (const une of neuves) parPersonne.set(une.email, [...(parPersonne.get(une.email) ?? []), une]);
  await insertCourriels(
    tx,
    compteId,
    [...parPersonne].map(([destinataire, fins]): Courriel => ({
      evenement: `fins ${compteId} ${jour}`,
      destinataire,
      langue: fins[0]?.langue ?? 'fr',
      gabarit: 'fins_proches',
      donnees: {
        fins: fins.map(({ numero, beneficiaire, montant, devise, fin, legale }) => ({
          ...{ numero, beneficiaire, montant, devise, fin, legale },
          jours: daysBetween(jour, fin),
        })),
        chemin: chemins.cautions(),
      },
    })),
    maintenant,
  );
}
