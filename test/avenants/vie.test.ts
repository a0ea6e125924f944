/** The client's side: asked for, validated, effective or waiting; the versions of the act, what anybody reads of them, the premium. */
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { facturer } from '../../src/factures/facturation.service.js';
import { computeVariables } from '../../src/specimens/computed.js';
import type { TexteVersion } from '../../src/specimens/texte.js';
import { sql } from '../../src/kit/database.js';
import { emettre } from '../actes/emettre.js';
import { pdfText } from '../actes/pdf-text.js';
import { agent } from '../setup/agents.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { ajouterCompte, ORIGINE } from '../setup/maison.js';
import { caution, consentir, demander, dernier, poster } from './outils.js';

/** People besides those of the house: they must be there before it opens. */
const emails = { lise: '', ailleurs: '', voisin: '', sol: '' };
const house = useHouse({
  async furnish(maison) {
    await agent(maison, 'conseiller', { prenom: 'Nadia' });
    emails.lise = (await maison.collaborateur('Lise', ['consultant'])).email;
    emails.sol = (await maison.collaborateur('Sol', ['saisisseur', 'valideur'], { delegation: '1' })).email;
    const ailleurs = await maison.collaborateur('Ali', ['saisisseur', 'valideur'], { delegation: null, entite: maison.entites.racine });
    await maison.db.systeme.rows(sql`update perimetre set avec_descendants = false where collaborateur_id = ${ailleurs.id}`);
    emails.ailleurs = ailleurs.email;
    const voisins = await ajouterCompte(maison.db, undefined);
    emails.voisin = (await voisins.collaborateur('Vic', ['saisisseur', 'valideur'], { delegation: null })).email;
  },
});
let marc: Client;
let claire: Client;
beforeAll(async () => {
  const { application, maison } = house;
  [marc, claire] = await Promise.all([client(application.url, maison.marc.email), client(application.url, maison.claire.email)]);
}, 60_000);

const effective = (montant = '1000.00') => emettre(house.maison, montant);
const verdict = async (code: string) => documentOf(await house.ines.get(`/verifier/${code}`));
const codes = async (numero: string) =>
  (
    await house.maison.db.systeme.rows<{ code: string }>(
      sql`select a.code from acte a join caution c on c.id = a.caution_id where c.numero = ${numero} order by a.version`,
    )
  ).map(({ code }) => code);
const courriels = async (gabarit: string, numero: string) =>
  (await house.application.services.courriels.listLatest(100)).filter((mail) => mail.gabarit === gabarit && mail.sujet.includes(numero));

describe('up', () => {
  let numero: string;
  beforeAll(async () => {
    numero = await effective();
    await house.application.travailler();
  });

  it('is asked for on its own page, told to the valideurs who can act, and changes nothing yet', async () => {
    const fiche = documentOf(await house.ines.get(`/cautions/${numero}`));
    expect(fiche.querySelector(`a[href="/cautions/${numero}/avenant"]`)?.textContent).toContain('Demander un avenant');
    const vide = documentOf(await house.ines.get(`/cautions/${numero}/avenant`));
    expect(vide.querySelector<HTMLInputElement>('[name=montant_ttc]')?.value).toBe('20\u202f000,00');
    expect(vide.querySelector('[name=montant]')).toBeNull();
    expect((await demander(house.ines, numero, { montant_ttc: '24 000,00' })).status).toBe(303);
    expect(await dernier(house.maison, numero)).toMatchObject({ etat: 'a_valider', version: 1 });
    expect(await caution(house.maison, numero)).toMatchObject({ montant: '1000.000', acte_version: 1 });
    expect((await courriels('avenant_a_valider', numero)).map(({ destinataire }) => destinataire).sort()).toEqual(
      [house.maison.claire.email, house.maison.marc.email].sort(),
    );
    const suivie = documentOf(await house.ines.get(`/cautions/${numero}/avenant`)).body.textContent;
    expect(suivie).toContain('20\u202f000,00\u00a0€');
    expect(suivie).toContain('L’encours augmente de 200,00\u00a0€');
  });

  it('is one at a time, and no release may be asked for meanwhile', async () => {
    const encore = await demander(house.ines, numero, { montant_ttc: '30 000,00', version: '1' });
    expect(encore.status).toBe(409);
    expect(encore.text).toContain('Un avenant de cette caution est déjà en cours');
    expect(documentOf(await house.ines.get(`/cautions/${numero}/mainlevee`)).body.textContent).toContain(
      'Un avenant de cette caution est en cours',
    );
  });

  it('is not validated by whoever asked, nor by a stale page; once, it is effective, and so is the ledger', async () => {
    const { id } = await dernier(house.maison, numero);
    expect((await poster(house.ines, numero, id, 'validation')).status).toBe(403);
    expect((await poster(marc, numero, id, 'validation', { version: '9' })).status).toBe(409);
    expect((await poster(marc, numero, id, 'validation')).status).toBe(303);
    expect(await dernier(house.maison, numero)).toMatchObject({ etat: 'effectif', acte_version: 2 });
    expect(await caution(house.maison, numero)).toMatchObject({ montant: '1200.000', reste: '1200.000', acte_version: 2, actes: 1 });
    expect(await courriels('avenant_effectif', numero)).toMatchObject([{ destinataire: house.maison.ines.email }]);
    expect((await poster(claire, numero, id, 'validation', { version: '1' })).status).toBe(409);
  });

  it('makes a second version of the act, with its own code: replaced is not released', async () => {
    await house.application.travailler();
    const [premier = '', second = ''] = await codes(numero);
    expect(await caution(house.maison, numero)).toMatchObject({ actes: 2 });
    const ancien = await verdict(premier);
    expect(ancien.querySelector('h1')?.textContent).toBe('Acte authentique, remplacé par une version plus récente');
    expect(ancien.body.textContent).toContain('la version 2 a été émise depuis. Remplacé n’est pas libéré');
    expect(ancien.querySelector('dl.dg')?.textContent).toContain('1\u202f000,00\u00a0€');
    const neuf = await verdict(second);
    expect(neuf.querySelector('h1')?.textContent).toBe('Acte authentique, en vigueur');
    expect(neuf.querySelector('dl.dg')?.textContent).toContain('1\u202f200,00\u00a0€');
    const original = await house.ines.bytes(`/verifier/${second}/original.pdf`);
    const texte = await pdfText(original.body as Buffer);
    expect(texte).toContain('Annule et remplace la version 1');
    expect(texte).toMatch(/1\s200,00/);

    const fiche = documentOf(await house.ines.get(`/cautions/${numero}`));
    const versions = [...fiche.querySelectorAll('[data-versions] li')].map((li) => li.textContent);
    expect(versions).toHaveLength(2);
    expect(versions[1]).toContain('en vigueur tant que le bénéficiaire ne l’a pas déchargée');
    const evenements = fiche.querySelector('ol.tl')?.textContent ?? '';
    for (const mot of ['Avenant demandé', 'Avenant validé', 'version 2 de l’acte']) expect(evenements).toContain(mot);
  });

  it('duplicates print the latest version; their ranks go on', async () => {
    const { actes } = house.application.services;
    const rang = await actes.editer(house.maison.ines, numero, ORIGINE);
    const { contenu } = await actes.edition(house.maison.ines, numero, rang);
    expect(await pdfText(contenu)).toContain('Annule et remplace la version 1');
  });

  it('again: the third cancels the second, and takes its amount from there', async () => {
    await demander(house.ines, numero, { avenants_ttc: '2 000,00' });
    await poster(claire, numero, (await dernier(house.maison, numero)).id, 'validation');
    // Printed before the seal's job has come by: what is printed is the act of now.
    const { actes } = house.application.services;
    const rang = await actes.editer(house.maison.ines, numero, ORIGINE);
    expect(await pdfText((await actes.edition(house.maison.ines, numero, rang)).contenu)).toContain('Annule et remplace la version 2');
    expect(await caution(house.maison, numero)).toMatchObject({ montant: '1300.000', reste: '1300.000', acte_version: 3, actes: 3 });
    const [, second = ''] = await codes(numero);
    expect((await verdict(second)).body.textContent).toContain('la version 3 a été émise depuis');
  });

  it('the premium follows the ledger from the day it moved, and is invoiced for no day twice', async () => {
    const { db, contratId, compteId, autorisationId } = house.maison;
    const prime = async (jour: string) => {
      await db.systeme.transaction((tx) => facturer(tx, { contrats: [contratId], emiseLe: jour }));
      const [somme] = await db.systeme.rows<{ total: string }>(sql`
        select sum(l.montant)::text as total from facture_ligne l join facture f on f.id = l.facture_id
          join caution c on c.id = l.caution_id where c.numero = ${numero}`);
      return somme?.total;
    };
    await db.systeme.rows(sql`insert into tarif (compte_id, autorisation_id, du, taux, minimum, frais)
      values (${compteId}, ${autorisationId}, '2024-01-02', 36, 0, 0)`);
    // Its effect forty days ago, its amendments today: 1 € a day, then 1,30 € to the end of the year.
    await db.systeme.rows(sql`update caution set date_effet = '2026-10-12' where numero = ${numero}`);
    expect(await prime('2026-11-22')).toBe('93.300');
    expect(await prime('2026-11-23')).toBe('93.300');
  });
});

describe('what is not accepted', () => {
  let numero: string;
  beforeAll(async () => {
    numero = await effective();
  });
  it.each([
    [{}, 'Rien ne change'],
    [{ montant_ttc: 'beaucoup' }, 'Montant TTC'],
    [{ montant_ttc: '24 000,00', objet: ' ' }, 'Écrivez la raison'],
    [{ montant_ttc: '400 000 000,00' }, 'plafond'],
    [{ beneficiaire_nom: '' }, 'Maître d’ouvrage'],
    [{ beneficiaire_nom: 'a'.repeat(201) }, 'Maître d’ouvrage'],
  ])('%j', async (champs: Record<string, string>, mots) => {
    const refus = await demander(house.ines, numero, champs);
    expect(refus.status).toBe(422);
    const page = documentOf(refus);
    expect(page.querySelector('.govuk-error-summary')?.textContent).toContain(mots);
    for (const [nom, valeur] of Object.entries(champs))
      expect(page.querySelector<HTMLInputElement>(`[name=${nom}]`)?.value.trim()).toBe(valeur.trim());
    expect(await dernier(house.maison, numero)).toMatchObject({ etat: 'aucun' });
  });
  it('a document that is none, a stale page', async () => {
    const refus = await demander(house.ines, numero, { montant_ttc: '24 000,00' }, [['plan.pdf', Buffer.from('<html>')]]);
    expect(refus.status).toBe(422);
    expect((await demander(house.ines, numero, { montant_ttc: '24 000,00', version: '7' })).status).toBe(409);
    expect((await demander(house.ines, numero, { montant_ttc: '24 000,00' }, [['plan.pdf', Buffer.from('')]])).status).toBe(422);
  });
  it('while an objection is open, a release is asked for, or the caution is not in force', async () => {
    const { db, compteId } = house.maison;
    const id = (await db.systeme.rows<{ id: number }>(sql`select id from caution where numero = ${numero}`))[0]?.id ?? 0;
    const refuse = async (mots: string) => {
      expect(documentOf(await house.ines.get(`/cautions/${numero}/avenant`)).body.textContent).toContain(mots);
      const [row] = await db.systeme.rows<{ version: number }>(sql`select version from caution where id = ${id}`);
      const refus = await demander(house.ines, numero, { montant_ttc: '24 000,00', version: String(row?.version) });
      expect(refus.status).toBe(409);
      expect(refus.text).toContain(mots);
    };
    await db.systeme.rows(
      sql`insert into mainlevee (compte_id, caution_id, motif, etat, demandee_le) values (${compteId}, ${id}, 'pv_reception', 'transmise', now())`,
    );
    await refuse('Une mainlevée de cette caution est demandée');
    await db.systeme.rows(sql`delete from mainlevee where caution_id = ${id}`);
    await db.systeme.rows(
      sql`insert into opposition (compte_id, caution_id, recue_le, motif) values (${compteId}, ${id}, '2026-11-20', 'Réserves')`,
    );
    await db.systeme.rows(sql`update caution set etat = 'en_opposition' where id = ${id}`);
    await refuse('Une opposition du bénéficiaire est en cours');
    await db.systeme.rows(sql`delete from opposition where caution_id = ${id}`);
    await db.systeme.rows(sql`update caution set etat = 'effective' where id = ${id}`);
  });
  it('nobody whose delegation covers the new amount: whom to ask is said', async () => {
    await house.maison.db.systeme.rows(sql`update delegation set montant_max = 1100 where compte_id = ${house.maison.compteId}`);
    const refus = await demander(house.ines, numero, { montant_ttc: '24 000,00' });
    expect(refus.status).toBe(409);
    expect(refus.text).toContain('Demandez à Inès Essai');
    await house.maison.db.systeme.rows(sql`update delegation set montant_max = null where collaborateur_id = ${house.maison.claire.id}`);
    expect((await demander(house.ines, numero, { montant_ttc: '24 000,00' })).status).toBe(303);
    const { id } = await dernier(house.maison, numero);
    const refuse = await poster(marc, numero, id, 'validation');
    expect(refuse.status).toBe(409);
    expect(refuse.text).toContain('Votre délégation ne couvre pas le nouveau montant');
    expect((await poster(claire, numero, id, 'refus', { commentaire: '' })).status).toBe(422);
    expect((await poster(claire, numero, id, 'refus', { commentaire: 'Le marché n’a pas changé' })).status).toBe(303);
    expect(await dernier(house.maison, numero)).toMatchObject({ etat: 'refuse', reponse: 'Le marché n’a pas changé' });
    expect((await courriels('avenant_refuse', numero))[0]?.texte).toContain('Le marché n’a pas changé');
    await house.maison.db.systeme.rows(sql`update delegation set montant_max = 150000 where collaborateur_id = ${house.maison.marc.id}`);
  });
});

describe('down', () => {
  it('waits for the beneficiary’s letter, then for the insurer; given up, nothing changed', async () => {
    const numero = await effective();
    expect((await demander(house.ines, numero, { avenants_ttc: '-4 000,00' })).status).toBe(303);
    const { id } = await dernier(house.maison, numero);
    expect(await dernier(house.maison, numero)).toMatchObject({ etat: 'consentement_attendu' });
    expect(await courriels('avenant_a_valider', numero)).toEqual([]);
    for (const dateConsentement of ['', '31/02/2026', '22/11/2026', '20/11/2026'])
      expect((await consentir(house.ines, numero, id, { dateConsentement })).status).toBe(422);
    expect((await consentir(house.ines, numero, id, {}, Buffer.from('GIF89a'))).status).toBe(422);
    expect((await consentir(house.ines, numero, id)).status).toBe(303);
    expect(await dernier(house.maison, numero)).toMatchObject({ etat: 'en_attente' });
    expect(await courriels('avenant_a_decider', numero)).toMatchObject([{ destinataire: 'nadia@garant.example' }]);
    expect(await courriels('avenant_en_attente', numero)).toMatchObject([{ destinataire: house.maison.ines.email }]);
    expect((await poster(house.ines, numero, id, 'abandon', { motif: 'Le marché reste le même' })).status).toBe(303);
    expect(await dernier(house.maison, numero)).toMatchObject({ etat: 'abandonne' });
    expect(await caution(house.maison, numero)).toMatchObject({ montant: '1000.000', acte_version: 1 });
    expect(documentOf(await house.ines.get(`/cautions/${numero}/avenant`)).querySelector('form[enctype]')).not.toBeNull();
  });
});

describe('who', () => {
  it('a reader follows, and acts on nothing; another perimeter and another account see nothing', async () => {
    const { maison, application } = house;
    const numero = await effective();
    await demander(house.ines, numero, { montant_ttc: '24 000,00' });
    const { id } = await dernier(maison, numero);
    const lecteur = await client(application.url, emails.lise);
    expect((await lecteur.get(`/cautions/${numero}/avenant`)).status).toBe(200);
    expect(documentOf(await lecteur.get(`/cautions/${numero}/avenant`)).querySelector('main form')).toBeNull();
    for (const email of [emails.ailleurs, emails.voisin]) {
      const personne = await client(application.url, email);
      expect((await personne.get(`/cautions/${numero}/avenant`)).status).toBe(404);
      for (const geste of ['validation', 'refus', 'abandon'])
        expect((await poster(personne, numero, id, geste, { motif: 'pour voir', commentaire: 'pour voir', version: '1' })).status).toBe(
          404,
        );
    }
    expect((await poster(claire, 'C26-9999999', id, 'validation', { version: '1' })).status).toBe(404);
    expect((await poster(lecteur, numero, id, 'abandon', { motif: 'pour voir' })).status).toBe(403);
    expect(await dernier(maison, numero)).toMatchObject({ etat: 'a_valider' });
  });

  it('whoever asks validates his own where the circuit allows it', async () => {
    const { maison, application } = house;
    const sol = await client(application.url, emails.sol);
    await maison.db.systeme.rows(
      sql`update delegation set montant_max = null where collaborateur_id = (select id from collaborateur where email = ${emails.sol})`,
    );
    const numero = await effective();
    const essai = async () => {
      await demander(sol, numero, { montant_ttc: '24 000,00' });
      return poster(sol, numero, (await dernier(maison, numero)).id, 'validation');
    };
    const refus = await essai();
    expect(refus.status).toBe(409);
    expect(refus.text).toContain('une autre personne le valide');
    await poster(sol, numero, (await dernier(maison, numero)).id, 'abandon', { motif: 'encore une fois' });
    await maison.db.systeme.rows(sql`update circuit set propre_validation = true where compte_id = ${maison.compteId}`);
    expect((await essai()).status).toBe(303);
    expect(await dernier(maison, numero)).toMatchObject({ etat: 'effectif' });
    await maison.db.systeme.rows(sql`update circuit set propre_validation = false where compte_id = ${maison.compteId}`);
  });
});

describe('an end', () => {
  /** A performance bond that ends on a date. */
  async function bonneFin(): Promise<string> {
    const { maison } = house;
    const { db } = maison;
    const [texte] = await db.systeme.rows<{ id: number; contenu: TexteVersion }>(
      sql`select id, contenu from texte_version where code = 'BF' and en_vigueur_au is null`,
    );
    const [autorisation] = await db.systeme.rows<{ id: number }>(sql`
      with a as (
        insert into autorisation (compte_id, contrat_id, ligne_id, entite_id, produit, type_credit, devise, autorise, utilise, plafond_unitaire, duree_max_mois)
        select compte_id, contrat_id, ligne_id, entite_id, produit, 'BF', devise, autorise, 0, plafond_unitaire, 24 from autorisation
        where id = ${maison.autorisationId} returning id, compte_id)
      insert into tarif (compte_id, autorisation_id, du, taux, minimum, frais) select compte_id, id, '2024-01-01', 1, 0, 0 from a returning autorisation_id as id`);
    const bf = texte?.contenu as TexteVersion;
    const valeurs = computeVariables(bf, { ...exampleValues(bf), date_effet: '2026-11-21', date_fin: '2027-11-20' }, 'EUR');
    return emettre(maison, '1.00', { typeCredit: 'BF', texteId: texte?.id, autorisationId: autorisation?.id, valeurs });
  }

  it('later is validated and takes effect, with nothing on the ledger; past the longest duration it waits; sooner needs the beneficiary', async () => {
    const numero = await bonneFin();
    const avant = await caution(house.maison, numero);
    expect(avant).toMatchObject({ date_fin: '2027-11-20' });
    for (const dateFin of ['20/11/2026', '31/02/2028', '01/01/2030'])
      expect((await demander(house.ines, numero, { dateFin })).status).toBe(422);
    expect((await demander(house.ines, numero, { dateFin: '31/05/2028' })).status).toBe(303);
    await poster(claire, numero, (await dernier(house.maison, numero)).id, 'validation');
    expect(await caution(house.maison, numero)).toMatchObject({ ...avant, date_fin: '2028-05-31', acte_version: 2 });

    await demander(house.ines, numero, { dateFin: '31/12/2028' });
    await poster(claire, numero, (await dernier(house.maison, numero)).id, 'validation');
    expect(await dernier(house.maison, numero)).toMatchObject({ etat: 'en_attente' });
    await poster(house.ines, numero, (await dernier(house.maison, numero)).id, 'abandon', { motif: 'trop long' });

    await demander(house.ines, numero, { dateFin: '31/12/2027' });
    expect(await dernier(house.maison, numero)).toMatchObject({ etat: 'consentement_attendu' });
    await house.application.travailler();
    expect((await codes(numero)).length).toBe(2);
  });

  it('a transmitter, where an account has one, alone validates', async () => {
    const { maison } = house;
    await maison.db.systeme.rows(sql`update compte set transmetteur_id = ${maison.claire.id} where id = ${maison.compteId}`);
    const numero = await effective('300.00').catch(() => '');
    await maison.db.systeme.rows(sql`update compte set transmetteur_id = null where id = ${maison.compteId}`);
    const autre = numero || (await effective('300.00'));
    await maison.db.systeme.rows(sql`update compte set transmetteur_id = ${maison.claire.id} where id = ${maison.compteId}`);
    await demander(house.ines, autre, { beneficiaire_adresse: '12 rue Neuve\n69001 Lyon' });
    const { id } = await dernier(maison, autre);
    expect((await poster(marc, autre, id, 'validation')).status).toBe(409);
    expect((await poster(claire, autre, id, 'validation')).status).toBe(303);
    expect(await dernier(maison, autre)).toMatchObject({ etat: 'effectif' });
    await maison.db.systeme.rows(sql`update compte set transmetteur_id = null where id = ${maison.compteId}`);
  });
});
