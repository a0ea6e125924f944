/** Many demandes and their cautions at once, by set: the counters follow by their triggers. */
import { sql } from '../../src/kit/database.js';
import type { Maison } from '../setup/maison.js';

let rang = 0;

/** `nombre` cautions in force, each for its own beneficiary, of 10.00 to 10.00 + nombre - 1. */
export async function emettre(
  { db, compteId, garantId, contratId, autorisationId, entites, texte, ines }: Maison,
  nombre: number,
  { devise = 'EUR', etat = 'effective', prefixe = 'Bénéficiaire' } = {},
): Promise<void> {
  rang += 1;
  const depart = rang * 100_000;
  const effective = etat !== 'en_attente';
  await db.systeme.rows(sql`
    with d as (
      insert into demande (compte_id, garant_id, numero, annee, rang, entite_id, autorisation_id, produit, type_credit, texte_version_id, montant, devise,
        beneficiaire, date_effet, date_fin, valeurs, etat, saisi_par, creee_le, transmise_le)
      select ${compteId}::int, ${garantId}::int, 'D26-' || lpad((${depart}::int + n)::text, 7, '0'), 2026, ${depart}::int + n, ${entites.fille}::int, ${autorisationId}::int,
        'MARCHE', 'RG_PRIV', ${texte.id}::int, 10 + n, ${devise}, ${prefixe} || ' ' || lpad(n::text, 5, '0'), '2026-01-01',
        case when n % 3 = 0 then null else date '2027-01-01' + n end, '{}', 'transmise', ${ines.id}::int,
        timestamptz '2026-01-01 08:00+00' + n * interval '1 hour', '2026-11-01'
      from generate_series(0, ${nombre}::int - 1) n returning *)
    insert into caution (compte_id, garant_id, numero, annee, rang, demande_id, entite_id, contrat_id, autorisation_id, produit, type_credit,
      texte_version_id, montant, devise, beneficiaire, date_effet, date_fin, valeurs, donneur_ordre, etat, controle, edition_deportee, creee_le, effective_le)
    select compte_id, ${garantId}::int, 'C26-' || lpad(rang::text, 7, '0'), annee, rang, id, entite_id, ${contratId}::int, autorisation_id, produit,
      type_credit, texte_version_id, montant, devise, beneficiaire, date_effet, date_fin, valeurs, '{}', ${etat}, '[]', true, creee_le,
      case when ${effective}::boolean then creee_le end
    from d order by id`);
}
