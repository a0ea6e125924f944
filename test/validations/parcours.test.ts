/** A demande from its entry to its caution, on the real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
const reveils: string[] = [];

beforeAll(async () => {
  maison = await construire(database.config);
});
afterAll(() => maison.db.close());

const services = () => {
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: (travail: string) => void reveils.push(travail) };
  return { demandes: createDemandesService(deps), validations: createValidationsService(deps) };
};

const soumise = async (montant: string, extra?: Parameters<Maison['contenu']>[1]) => {
  const { demandes } = services();
  const numero = await demandes.enregistrer(maison.ines, maison.contenu(montant, extra), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  return numero;
};

describe('one validation', () => {
  it('transmits, issues an effective caution, takes the amount on the three ceilings, writes journal and mails', async () => {
    const { validations, demandes } = services();
    const numero = await soumise('12000.00');
    const [resultat] = await validations.valider(maison.marc, await vues(maison.db, numero), ORIGINE);
    expect(resultat).toMatchObject({ issue: 'transmise', effective: true, caution: expect.stringMatching(/^C26-0000001$/) });
    const { vue, evenements } = await demandes.consulter(maison.ines, numero);
    expect(vue).toMatchObject({ etat: 'transmise', validations_faites: 1, caution: 'C26-0000001' });
    expect(evenements.map(({ acte }) => acte)).toEqual(['caution_effective', 'valider', 'soumettre', 'creer']);
    const [row] = await maison.db.systeme.rows<{ a: string; l: string; k: string; m: string }>(sql`
      select a.utilise as a, l.utilise as l, k.utilise as k, (select sum(montant) from mouvement where autorisation_id = a.id)::text as m
      from autorisation a join ligne l on l.id = a.ligne_id join contrat k on k.id = a.contrat_id where a.id = ${maison.autorisationId}`);
    expect(row).toEqual({ a: '12000.000', l: '12000.000', k: '12000.000', m: '12000.000' });
    const courriels = await maison.db.systeme.rows<{ gabarit: string; destinataire: string }>(
      sql`select gabarit, destinataire from courriel order by id`,
    );
    expect(courriels.map(({ gabarit }) => gabarit)).toEqual(['validation_demandee', 'validation_demandee', 'caution_effective']);
    expect(courriels.at(-1)?.destinataire).toBe(maison.ines.email);
    expect(reveils).toContain('actes');
  });

  it('happens once, however often it is asked', async () => {
    const { validations } = services();
    const numero = await soumise('1000.00');
    const choix = await vues(maison.db, numero);
    const resultats = await Promise.all(Array.from({ length: 10 }, () => validations.valider(maison.marc, choix, ORIGINE)));
    expect(resultats.flat().filter(({ issue }) => issue === 'transmise')).toHaveLength(1);
    expect(resultats.flat().filter(({ issue }) => issue === 'refusee')).toHaveLength(9);
    const [n] = await maison.db.systeme.rows<{ n: number }>(sql`
      select count(*)::int as n from caution c join demande d on d.id = c.demande_id where d.numero = ${numero}`);
    expect(n?.n).toBe(1);
  });
});

const envoi = async (numero: string) => ({ version: (await vues(maison.db, numero))[0]?.version ?? 0, origine: ORIGINE });

describe('two validations above 50 000 €', () => {
  it('needs two distinct people, and writes to the second', async () => {
    const { validations, demandes } = services();
    const numero = await soumise('60000.00');
    expect(await validations.valider(maison.marc, await vues(maison.db, numero), ORIGINE, 'Conforme')).toMatchObject([
      { issue: 'validee' },
    ]);
    expect(await validations.valider(maison.marc, await vues(maison.db, numero), ORIGINE)).toMatchObject([
      { issue: 'refusee', raison: 'demandes.refus.deja_validee' },
    ]);
    expect((await demandes.consulter(maison.marc, numero)).vue.etat).toBe('en_cours');
    expect(await validations.valider(maison.claire, await vues(maison.db, numero), ORIGINE)).toMatchObject([
      { issue: 'transmise', effective: true },
    ]);
  });

  it('starts again after a sending back: earlier validations do not count', async () => {
    const { validations, demandes } = services();
    const numero = await soumise('70000.00');
    await validations.valider(maison.marc, await vues(maison.db, numero), ORIGINE);
    await demandes.repondre(maison.claire, numero, 'renvoyer', { ...(await envoi(numero)), mots: 'Le lot manque' });
    expect((await demandes.consulter(maison.ines, numero)).vue.etat).toBe('creee');
    await demandes.soumettre(maison.ines, numero, await envoi(numero));
    expect(await validations.valider(maison.marc, await vues(maison.db, numero), ORIGINE)).toMatchObject([{ issue: 'validee' }]);
    expect(await validations.valider(maison.claire, await vues(maison.db, numero), ORIGINE)).toMatchObject([{ issue: 'transmise' }]);
  });
});

describe('who may', () => {
  it('refuses beyond the delegation, one’s own demande, a reader, a suspended person', async () => {
    const { validations, demandes } = services();
    await maison.collaborateur('Zoé', ['valideur'], { delegation: null });
    const grande = await soumise('200000.00');
    expect(await validations.valider(maison.marc, await vues(maison.db, grande), ORIGINE)).toMatchObject([
      { raison: 'demandes.refus.hors_delegation' },
    ]);
    const paul = await maison.collaborateur('Paul', ['saisisseur', 'valideur'], { delegation: null });
    const sienne = await demandes.enregistrer(paul, maison.contenu('500.00'), [], ORIGINE);
    await demandes.soumettre(paul, sienne, { version: 1, origine: ORIGINE });
    expect(await validations.valider(paul, await vues(maison.db, sienne), ORIGINE)).toMatchObject([
      { raison: 'demandes.refus.sa_propre_demande' },
    ]);
    const lea = await maison.collaborateur('Léa', ['consultant']);
    expect(await validations.valider(lea, await vues(maison.db, sienne), ORIGINE)).toMatchObject([{ raison: 'demandes.refus.profil' }]);
    await maison.db.systeme.rows(sql`update collaborateur set actif = false where id = ${maison.marc.id}`);
    expect(await validations.valider(maison.marc, await vues(maison.db, sienne), ORIGINE)).toMatchObject([
      { raison: 'demandes.refus.profil' },
    ]);
    await maison.db.systeme.rows(sql`update collaborateur set actif = true where id = ${maison.marc.id}`);
    expect(await validations.valider(maison.marc, await vues(maison.db, sienne), ORIGINE)).toMatchObject([{ issue: 'transmise' }]);
  });

  it('says whom to ask when nobody can validate', async () => {
    const { demandes } = services();
    const numero = await demandes.enregistrer(maison.ines, maison.contenu('480000.00'), [], ORIGINE);
    await maison.db.systeme.rows(sql`update collaborateur set actif = false where 'valideur' = any (profils)`);
    await expect(demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE })).rejects.toMatchObject({
      status: 409,
      key: 'demandes.refus.personne',
      params: { administrateurs: 'Inès Essai' },
    });
    await maison.db.systeme.rows(sql`update collaborateur set actif = true`);
  });
});

describe('pending', () => {
  it('a failing rule makes the caution wait and takes nothing', async () => {
    const { validations } = services();
    const numero = await soumise('40000.00', { valeurs: { montant_ttc: '100000.00' } });
    const [resultat] = await validations.valider(maison.marc, await vues(maison.db, numero), ORIGINE);
    expect(resultat).toMatchObject({ issue: 'transmise', effective: false });
    const [row] = await maison.db.systeme.rows<{ etat: string; controle: { regle: string; conforme: boolean }[]; n: number }>(sql`
      select c.etat, c.controle, (select count(*)::int from mouvement m where m.caution_id = c.id) as n
      from caution c where c.numero = ${resultat?.caution}`);
    expect(row?.etat).toBe('en_attente');
    expect(row?.n).toBe(0);
    expect(row?.controle.filter(({ conforme }) => !conforme).map(({ regle }) => regle)).toEqual(['limite_legale']);
    expect(row?.controle).toHaveLength(11);
  });
});
