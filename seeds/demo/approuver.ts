/** The insurer's texts as its jurist left them: all approved but the models that the law imposes, which nobody can answer for. */
import { createConsigner } from '../../src/journal/consigner.js';
import { sql, type Tx } from '../../src/kit/database.js';
import { addDays, startOfDay, type Day } from '../../src/kit/dates.js';
import type { Agent } from '../../src/droits/acteur.js';

/** Before anything was written with them. */
const DEPUIS_JOURS = -1_500;

export async function approuver(tx: Tx, today: Day): Promise<void> {
  const le = new Date(startOfDay(addDays(today, DEPUIS_JOURS)).getTime() + 10 * 3_600_000);
  const juriste = await tx.row<Agent>(sql`
    select id, garant_id as "garantId", role, prenom, nom, 'garant' as genre from agent where role = 'charge' order by id limit 1`);
  if (!juriste) throw new Error('Nobody is there to approve the texts.');
  const approuves = await tx.rows<{ id: number; code: string; version: number; lu: string; relire_le: Day }>(sql`
    update approbation p set etat = 'approuve', version = 2, agent_id = ${juriste.id}, le = ${le},
      lu = array_to_string(array(select jsonb_array_elements_text(t.contenu -> 'sources')), ' ; '), relire_le = (t.contenu ->> 'aRelireLe')::date
    from texte_version t where t.id = p.texte_version_id and not (t.contenu ->> 'aRemplacerParModele')::boolean
    returning t.id, t.code, t.version, p.lu, p.relire_le`);
  await createConsigner({ clock: () => le })(
    tx,
    approuves.map(({ id, code, version, lu, relire_le: relireLe }) => ({
      acteur: juriste,
      origine: { adresse: '', requete: 'demo' },
      acte: 'texte_approuver',
      sujet: 'texte' as const,
      sujetId: id,
      version: 2,
      commentaire: lu,
      details: { code, version, relireLe },
    })),
  );
}
