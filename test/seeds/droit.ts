/** What the law says of each caution of the demonstration that was released, ended, called or objected to: what is wrong with it. */
import { sql, type Sql } from '../../src/kit/database.js';
import { addMonths, type Day } from '../../src/kit/dates.js';
import { finie, type Fin } from '../../src/specimens/fin.js';
import { proposition } from '../../src/specimens/computed.js';
import { toDecimal } from '../../src/kit/money.js';
import type { TexteVersion, Valeurs } from '../../src/specimens/texte.js';

export interface CautionVecue {
  readonly numero: string;
  readonly type_credit: string;
  readonly etat: string;
  readonly montant: string;
  readonly devise: string;
  readonly date_fin: Day | null;
  readonly fin: Fin;
  readonly valeurs: Valeurs;
  readonly contenu: TexteVersion;
  readonly terminee: Day | null;
  readonly mainlevees: readonly {
    readonly motif: string;
    readonly etat: string;
    readonly date: Day;
    readonly demandee: Day;
    readonly decidee: Day | null;
    readonly reponse: string;
  }[];
  readonly oppositions: readonly {
    readonly motif: string;
    readonly montant: string | null;
    readonly recue_le: Day;
    readonly levee_le: Day | null;
  }[];
  readonly commentaires: readonly string[];
}

const jour = (instant: Sql): Sql => sql`(${instant} at time zone 'Europe/Paris')::date`;

export const VECUES: Sql = sql`
  select c.numero, c.type_credit, c.etat, (c.montant + coalesce((select sum(v.montant) from paiement v join appel p on p.id = v.appel_id where p.caution_id = c.id and c.etat <> 'appelee'), 0))::text as montant, c.devise, c.date_fin, t.fin, c.valeurs, t.contenu, ${jour(sql`c.terminee_le`)} as terminee,
    coalesce((select json_agg(json_build_object('motif', m.motif, 'etat', m.etat, 'date', coalesce(m.donnees ->> 'dateEffet', m.donnees ->> 'dateLettre', m.donnees ->> 'datePaiement'), 'demandee', ${jour(sql`m.demandee_le`)},
      'decidee', ${jour(sql`m.decidee_le`)}, 'reponse', m.reponse)) from mainlevee m where m.caution_id = c.id), '[]') as mainlevees,
    coalesce((select json_agg(json_build_object('motif', o.motif, 'montant', o.montant::text, 'recue_le', o.recue_le, 'levee_le', o.levee_le))
      from opposition o where o.caution_id = c.id), '[]') as oppositions,
    array(select j.commentaire from journal j where j.sujet = 'caution' and j.sujet_id = c.id and j.acte = 'mainlevee_accorder') as commentaires
  from caution c join texte_version t on t.id = c.texte_version_id where c.effective_le is not null order by c.id`;

/** Loi 71-584, art. 2: a year; R2191-42: the délai de garantie, then a month. */
const RETENUES: Readonly<Record<string, (reception: Day) => Day>> = {
  RG_PRIV: (reception) => addMonths(reception, 12),
  RG_PUB: (reception) => addMonths(addMonths(reception, 12), 1),
  GAPD_RG: (reception) => addMonths(addMonths(reception, 12), 1),
};
/** Words that belong to works: nobody else’s beneficiary says them. */
const TRAVAUX = /étanchéité|réserves? |menuiserie|acoustique|lot\b/i;
const CHANTIER = new Set(['RG_PRIV', 'RG_PUB', 'GAPD_RG', 'BF']);

export function fautesDe(c: CautionVecue, aujourdhui: Day): string[] {
  const fautes: string[] = [];
  const exiger = (juste: boolean, faute: string): void => void (juste || fautes.push(faute));
  for (const m of c.mainlevees) {
    exiger(m.date <= m.demandee, 'a document dated after the request that it supports');
    if (m.motif === 'pv_reception') exiger(CHANTIER.has(c.type_credit), 'a réception where there are no works');
    if (m.etat !== 'accordee') continue;
    exiger(
      (c.type_credit !== 'ST' && c.type_credit !== 'P1799') || m.motif === 'preuve_paiement',
      'released on a document that is not the proof of payment (§0.3)',
    );
    const terme = m.motif === 'pv_reception' ? RETENUES[c.type_credit]?.(m.date) : undefined;
    if (terme) exiger((m.decidee ?? '') > terme, 'a retention released on a réception before its time has run');
  }
  if (c.etat === 'mainlevee' && (c.type_credit === 'ST' || c.type_credit === 'P1799'))
    exiger(
      c.commentaires.some((mots) => /paiement intégral/i.test(mots)),
      'released without the proof of full payment',
    );
  if (c.etat === 'mainlevee' && c.fin === 'annee') exiger((c.terminee ?? '') > (c.date_fin ?? ''), 'a year that was not whole');
  if (c.etat === 'mainlevee' && c.fin === 'date') exiger((c.terminee ?? '') <= (c.date_fin ?? '9999'), 'released after its own end');
  if (c.etat === 'echue') exiger(finie(c, c.terminee ?? '') && c.fin === 'date', 'ended by a date that its act does not print');
  if (c.etat === 'effective')
    exiger(!finie(c, aujourdhui) && (c.fin !== 'annee' || (c.date_fin ?? '') >= aujourdhui), 'in force past its end');
  for (const o of c.oppositions) {
    exiger(CHANTIER.has(c.type_credit) || !TRAVAUX.test(o.motif), 'an objection about works where there are none');
    exiger(c.type_credit === 'ST' || !/sous-trait/i.test(o.motif), 'a subcontract that is not there');
    exiger(Number(o.montant ?? 0) <= Number(c.montant), 'more than was guaranteed');
    exiger(o.levee_le === null || o.levee_le >= o.recue_le, 'lifted before it came');
  }
  const part = proposition(c.contenu, 'montant', c.valeurs, c.devise);
  if (part && c.type_credit.startsWith('RG'))
    exiger(Number(toDecimal(part.montant)) === Number(c.montant), 'an amount that is not base × rate');
  return fautes.map((faute) => `${c.numero} ${c.type_credit}: ${faute}`);
}
