/** A house with something of everything in it, and somebody of each kind before it. */
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { PROFILS, ROLES_GARANT } from '../../src/droits/acteur.js';
import { demarrer, type Application } from '../setup/application.js';
import type { TestDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

export interface Monde {
  readonly maison: Maison;
  readonly application: Application;
  /** What they are, and the address that they sign in with; none: nobody. */
  readonly gens: readonly { readonly nom: string; readonly email: string | undefined }[];
  /** Gives back to everyone what the attack may have taken: rights, trials at the door. */
  reparer(): Promise<void>;
  fermer(): Promise<void>;
}

export async function ouvrirMonde(database: Pick<TestDatabase, 'url' | 'config'>): Promise<Monde> {
  const maison = await construire(database.config);
  const { db, garantId, compteId } = maison;
  const gens: { nom: string; email: string | undefined }[] = [{ nom: 'personne', email: undefined }];
  for (const profil of PROFILS)
    gens.push({ nom: profil, email: (await maison.collaborateur(`Le${profil}`, [profil], { delegation: null })).email });
  for (const role of ROLES_GARANT) {
    const email = `${role}@garant.example`;
    const [agent] = await db.systeme.rows<{ id: number }>(sql`
      insert into agent (garant_id, role, prenom, nom, email) values (${garantId}, ${role}, 'Agent', ${role}, ${email}) returning id`);
    await db.systeme.rows(sql`insert into identifiant (email, agent_id) values (${email}, ${agent?.id})`);
    if (role === 'conseiller') await db.systeme.rows(sql`update compte set conseiller_id = ${agent?.id} where id = ${compteId}`);
    if (role === 'charge') await db.systeme.rows(sql`update compte set charge_id = ${agent?.id} where id = ${compteId}`);
    gens.push({ nom: role, email });
  }
  await peupler(maison);
  const application = await demarrer(database, { clock: MAINTENANT });
  await application.travailler();
  const avant = await db.systeme.rows<{ id: number; profils: string[]; email: string }>(sql`select id, profils, email from collaborateur`);
  return {
    maison,
    application,
    gens,
    reparer: async () => {
      await db.systeme.rows(sql`delete from politique`);
      for (const { id, profils, email } of avant)
        await db.systeme.rows(
          sql`update collaborateur set actif = true, suspendu_le = null, profils = ${profils}, email = ${email} where id = ${id}`,
        );
      await db.systeme.rows(sql`
        update identifiant i set echecs = 0, attendre_jusqu_a = null, secret = (select secret from identifiant where email = ${maison.ines.email}),
          email = coalesce(c.email, i.email)
        from identifiant x left join collaborateur c on c.id = x.collaborateur_id where x.id = i.id`);
    },
    fermer: async () => {
      await application.stop();
      await db.close();
    },
  };
}

/** Demandes in each state, cautions in force and waiting, an entity to identify. */
async function peupler(maison: Maison): Promise<void> {
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const [demandes, validations] = [createDemandesService(deps), createValidationsService(deps)];
  const soumise = async (montant: string, valeurs?: Record<string, string>) => {
    const numero = await demandes.enregistrer(maison.ines, maison.contenu(montant, { valeurs }), [], ORIGINE);
    await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
    return numero;
  };
  for (let i = 0; i < 6; i += 1) await demandes.enregistrer(maison.ines, maison.contenu(`${100 + i}.00`), [], ORIGINE);
  for (let i = 0; i < 6; i += 1) await soumise(`${200 + i}.00`);
  const passees = [await soumise('300.00'), await soumise('301.00'), await soumise('40000.00', { montant_ttc: '100000.00' })];
  await validations.valider(maison.claire, await vues(maison.db, ...passees), ORIGINE);
  await maison.db.systeme.rows(sql`
    insert into entite (compte_id, parent_id, chemin, nom, forme, adresse, pays, etat)
    select compte_id, ${maison.entites.racine}, '{}', 'À identifier', 'SAS', '1, rue des Essais', 'FR', e.etat
    from entite, unnest(array['brouillon', 'a_identifier', 'identifiee', 'validee']) as e (etat) where id = ${maison.entites.racine}`);
}
