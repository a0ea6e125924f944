/** SQL of the public check: under the system scope, since nobody is known. */
import { sql, type Database } from '../kit/database.js';
import type { Authentique, Connu } from './verification.js';

export const findByCode = async ({ systeme }: Database, code: string): Promise<Authentique | undefined> =>
  (
    await systeme.rows<Authentique>(sql`
      select a.code, c.numero, t.contenu ->> 'nature' as nature, a.composition ->> 'titre' as titre, a.composition ->> 'langue' as langue,
        c.donneur_ordre ->> 'nom' as donneur, c.beneficiaire, coalesce((a.composition #>> '{donnees,date_effet}')::date, c.date_effet) as effet, t.fin,
        (a.composition #>> '{donnees,date_fin}')::date as date_fin, coalesce(a.composition #>> '{donnees,montant}', c.montant::text) as montant,
        c.devise, coalesce((t.contenu ->> 'montantDeReference')::boolean, false) as reference,
        coalesce((select sum(m.montant) from mouvement m where m.caution_id = c.id), 0)::text as reste,
        exists (select from mouvement m where m.caution_id = c.id and m.nature = 'appel') as entamee,
        a.version, c.acte_version as derniere, c.etat,
        (c.terminee_le at time zone 'Europe/Paris')::date as terminee_le, a.scelle_le, encode(a.sha256, 'hex') as empreinte
      from acte a join caution c on c.id = a.caution_id join texte_version t on t.id = c.texte_version_id where a.code = ${code}`)
  )[0];

/** An original or a duplicate by its SHA-256. */
export const findByEmpreinte = async ({ systeme }: Database, empreinte: string): Promise<Connu | undefined> =>
  (
    await systeme.rows<Connu>(sql`
      select a.code, c.numero, a.version, null::int as rang from acte a join caution c on c.id = a.caution_id where a.sha256 = decode(${empreinte}, 'hex')
      union all
      select a.code, c.numero, a.version, e.rang from fichier f join edition e on e.fichier_id = f.id join acte a on a.id = e.acte_id
        join caution c on c.id = a.caution_id where f.sha256 = decode(${empreinte}, 'hex')
      limit 1`)
  )[0];

/** The sealed bytes of an act. */
export const findOriginal = async (
  { systeme }: Database,
  code: string,
): Promise<{ numero: string; version: number; contenu: Buffer } | undefined> =>
  (
    await systeme.rows<{ numero: string; version: number; contenu: Buffer }>(sql`
      select c.numero, a.version, f.contenu from acte a join caution c on c.id = a.caution_id join fichier f on f.id = a.fichier_id where a.code = ${code}`)
  )[0];
