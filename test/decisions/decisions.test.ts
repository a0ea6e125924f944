/** The insurer decides on a caution that waits: the table, who may, what may be set aside, two people at once. */
import { beforeAll, describe, expect, it } from 'vitest';
import { CAUTION, ETATS_CAUTION, type AuteurCaution } from '../../src/cautions/caution.js';
import { ecartable, NOMS_REGLES, type Resultat } from '../../src/cautions/controle.js';
import { ecarter, effetPropose } from '../../src/decisions/decision.js';
import type { Agent } from '../../src/droits/acteur.js';
import { sql } from '../../src/kit/database.js';
import { agent } from '../setup/agents.js';
import { etatDe, transmettre } from '../setup/cautions.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { ORIGINE } from '../setup/maison.js';

const AUTEURS: readonly AuteurCaution[] = ['client', 'garant', 'beneficiaire', 'systeme'];

describe('the table of a caution', () => {
  it.each(CAUTION.noms.flatMap((nom) => ETATS_CAUTION.flatMap((etat) => AUTEURS.map((auteur) => [nom, etat, auteur] as const))))(
    '%s of %s by %s',
    (nom, etat, auteur) => {
      const { de, par } = CAUTION.gestes[nom];
      const attendu = par !== auteur ? 403 : (de as readonly string[]).includes(etat) ? 0 : 409;
      expect(CAUTION.obstacle(nom, { etat, oppositions: 0, epuisee: false }, [auteur])?.status ?? 0).toBe(attendu);
    },
  );
  it('every state is reached', () => expect([...CAUTION.atteignables()].sort()).toEqual([...ETATS_CAUTION].sort()));
  it('an opposition holds the release and the reduction, not what its beneficiary gives up himself', () => {
    const situation = { etat: 'en_opposition', oppositions: 1, epuisee: false } as const;
    expect(CAUTION.obstacle('mainlever', situation, ['garant'])?.key).toBe('cautions.refus.opposition');
    expect(CAUTION.obstacle('reduire', situation, ['garant'])?.key).toBe('cautions.refus.opposition');
    expect(CAUTION.obstacle('liberer', situation, ['beneficiaire'])).toBeUndefined();
    expect(CAUTION.suite('lever_opposition', { ...situation, oppositions: 0 })).toBe('effective');
    expect(CAUTION.suite('lever_opposition', situation)).toBe('en_opposition');
    expect(CAUTION.suite('appeler', { ...situation, epuisee: true })).toBe('appelee');
    expect(CAUTION.suite('appeler', situation)).toBe('en_opposition');
  });
});

describe('what may be set aside', () => {
  const echec = (regle: Resultat['regle'], raison: string): Resultat => ({ regle, conforme: false, raison });
  it.each(NOMS_REGLES)('%s', (regle) => {
    const jamais = ['contrat', 'disponible', 'limite_legale'].includes(regle);
    const raison = { duree: 'trop_longue', texte: 'variables.erreurs.texte_modifie' }[regle as string] ?? 'x';
    expect(ecartable(echec(regle, raison))).toBe(!jamais);
  });
  it('never a text that is no longer in force, nor a date that would be untrue', () => {
    expect(ecartable(echec('texte', 'remplace'))).toBe(false);
    expect(ecartable(echec('duree', 'variables.erreurs.effet_avant'))).toBe(false);
  });
  it('only with a reason, kept with whoever gives it', () => {
    const resultats: Resultat[] = [{ regle: 'contrat', conforme: true }, echec('plafond_unitaire', 'depasse')];
    expect(ecarter(resultats, {}, 'Nadia').fautes).toEqual([
      { field: 'exception_plafond_unitaire', message: 'decisions.erreurs.exception' },
    ]);
    const { resultats: gardes, fautes } = ecarter(resultats, { plafond_unitaire: 'Chantier suivi de près' }, 'Nadia');
    expect(fautes).toEqual([]);
    expect(gardes[1]?.exception).toEqual({ motif: 'Chantier suivi de près', par: 'Nadia' });
    expect(ecarter([echec('disponible', 'ligne')], { disponible: 'Une très bonne raison' }, 'Nadia').fautes).toHaveLength(1);
  });
  it('an effect that is past becomes today', () => {
    expect(effetPropose({ date_effet: '2026-11-20' }, '2026-11-21')).toBe('2026-11-21');
    expect(effetPropose({ date_effet: '2026-12-01' }, '2026-11-21')).toBe('2026-12-01');
    expect(effetPropose({}, '2026-11-21')).toBe('2026-11-21');
  });
});

describe('on the pages', () => {
  const house = useHouse({ plafonds: { unitaire: '10000', autorisation: '60000' } });
  let nadia: Client;
  let paul: Client;
  let zoe: Client;
  let chef: Client;
  let nadiaAgent: Agent;
  const attente = (montant = '20000.00') => transmettre(house.application.services, house.maison, montant);
  const MOTIF = 'Accord exceptionnel au vu des comptes';

  beforeAll(async () => {
    nadiaAgent = await agent(house.maison, 'conseiller', { prenom: 'Nadia', limite: '30000' });
    await agent(house.maison, 'conseiller', { prenom: 'Paul', suit: false });
    await agent(house.maison, 'courtier', { prenom: 'Zoe', suit: false });
    await agent(house.maison, 'charge', { prenom: 'Chef' });
    const { hasher, db } = house.application.services;
    const hash = await hasher.hash('246813');
    await db.systeme.rows(sql`update identifiant set secret = ${hash} where secret is null`);
    const entrer = (prenom: string) => client(house.application.url, `${prenom}@garant.example`);
    [nadia, paul, zoe, chef] = [await entrer('nadia'), await entrer('paul'), await entrer('zoe'), await entrer('chef')];
  }, 60_000);

  it('the file says the rules, the ceilings and what to do; a broker has none of it', async () => {
    const numero = await attente();
    const page = documentOf(await nadia.get(`/gestion/cautions/${numero}`));
    expect(page.querySelector('[data-regle=plafond_unitaire]')?.classList.contains('ko')).toBe(true);
    expect(page.querySelector('textarea[name=exception_plafond_unitaire]')).not.toBeNull();
    expect((await zoe.get(`/gestion/cautions/${numero}`)).status).toBe(403);
    expect((await house.ines.get(`/gestion/cautions/${numero}`)).status).toBe(403);
    expect((await nadia.get('/gestion/cautions/C26-9999999')).status).toBe(404);
  });

  it('granted by a reasoned exception: effective, on the ledger, sealed, told', async () => {
    const numero = await attente();
    const avant = Number((await etatDe(house.maison, numero)).utilise);
    const sans = await nadia.post(`/gestion/cautions/${numero}/accord`, { dateEffet: '' });
    expect([
      sans.status,
      documentOf(sans).querySelector('.govuk-error-message, #exception_plafond_unitaire-error')?.textContent,
    ]).toMatchObject([422, expect.stringContaining('raison')]);
    expect((await nadia.post(`/gestion/cautions/${numero}/accord`, { exception_plafond_unitaire: MOTIF })).status).toBe(303);
    const apres = await etatDe(house.maison, numero);
    expect(apres).toMatchObject({ etat: 'effective', reste: '20000.000' });
    expect(Number(apres.utilise)).toBe(avant + 20_000);
    await house.application.travailler();
    const page = documentOf(await house.ines.get(`/cautions/${numero}`)).body.textContent;
    expect(page).toContain(`Exception de Nadia Garant : ${MOTIF}`);
    expect(page).toContain('Original électronique scellé');
    const mails = await house.application.services.courriels.listLatest(20);
    expect(mails.some(({ gabarit, sujet }) => gabarit === 'caution_effective' && sujet.includes(numero))).toBe(true);
  });

  it('a ceiling holds whatever happens; raised by the underwriter, it no longer does', async () => {
    const numero = await attente('50000.00');
    const refusee = await chef.post(`/gestion/cautions/${numero}/accord`, {
      exception_plafond_unitaire: MOTIF,
      exception_disponible: MOTIF,
    });
    expect(refusee.status).toBe(422);
    expect((await etatDe(house.maison, numero)).etat).toBe('en_attente');
    expect((await nadia.post(`/gestion/cautions/${numero}/relevement`, { autorise: '200 000,00', motif: 'Accord du comité' })).status).toBe(
      403,
    );
    expect((await chef.post(`/gestion/cautions/${numero}/relevement`, { autorise: 'beaucoup', motif: 'Accord du comité' })).status).toBe(
      422,
    );
    expect((await chef.post(`/gestion/cautions/${numero}/relevement`, { autorise: '200 000,00', motif: 'Accord du comité' })).status).toBe(
      303,
    );
    expect((await chef.post(`/gestion/cautions/${numero}/accord`, { exception_plafond_unitaire: MOTIF })).status).toBe(303);
    expect((await etatDe(house.maison, numero)).etat).toBe('effective');
  });

  it('above his limit an adviser hands the file to the underwriter', async () => {
    const numero = await attente('40000.00');
    const page = documentOf(await nadia.get(`/gestion/cautions/${numero}`));
    expect(page.querySelector('form[data-decision]')).toBeNull();
    expect((await nadia.post(`/gestion/cautions/${numero}/accord`, { exception_plafond_unitaire: MOTIF })).status).toBe(409);
    expect((await nadia.post(`/gestion/cautions/${numero}/confier`, { mot: 'Au-delà de ma limite' })).status).toBe(303);
    expect((await chef.post(`/gestion/cautions/${numero}/refus`, { motif: 'Les comptes ne le permettent pas' })).status).toBe(303);
    expect((await etatDe(house.maison, numero)).etat).toBe('refusee');
    const texte = documentOf(await house.ines.get(`/cautions/${numero}`)).body.textContent;
    expect(texte).toContain('Les comptes ne le permettent pas');
  });

  it('a colleague takes the file over with a word, and then decides', async () => {
    const numero = await attente();
    const { id } = await etatDe(house.maison, numero);
    expect((await paul.post(`/gestion/cautions/${numero}/refus`, { motif: 'Bénéficiaire en liquidation' })).status).toBe(409);
    expect((await paul.post(`/gestion/cautions/${numero}/prise/caution/${id}`, { mot: '' }, `/gestion/cautions/${numero}`)).status).toBe(
      422,
    );
    // Through a caution, nothing that is about another.
    for (const objet of [`caution/${id + 1}`, 'mainlevee/1', 'autre/1']) {
      const adresse = `/gestion/cautions/${numero}/prise/${objet}`;
      expect((await paul.post(adresse, { mot: 'Nadia est absente' }, `/gestion/cautions/${numero}`)).status, objet).toBe(404);
    }
    expect(
      (await paul.post(`/gestion/cautions/${numero}/prise/caution/${id}`, { mot: 'Nadia est absente' }, `/gestion/cautions/${numero}`))
        .status,
    ).toBe(303);
    expect((await nadia.post(`/gestion/cautions/${numero}/refus`, { motif: 'Bénéficiaire en liquidation' })).status).toBe(409);
    expect((await paul.post(`/gestion/cautions/${numero}/refus`, { motif: 'court' })).status).toBe(422);
    expect((await paul.post(`/gestion/cautions/${numero}/refus`, { motif: 'Bénéficiaire en liquidation' })).status).toBe(303);
  });

  it('of a grant and a refusal at once, or of a grant and its client who gives up, one wins and the other is told', async () => {
    const { decisions, abandon } = house.application.services;
    for (const autre of ['refus', 'abandon'] as const) {
      const enAttente = await attente('11000.00');
      const { version } = await etatDe(house.maison, enAttente);
      const envoi = { version, origine: ORIGINE };
      const issues = await Promise.allSettled([
        decisions.accorder(nadiaAgent, enAttente, { exceptions: { plafond_unitaire: MOTIF }, dateEffet: undefined }, envoi),
        autre === 'refus'
          ? decisions.refuser(nadiaAgent, enAttente, { ...envoi, mots: 'Les deux à la fois' })
          : abandon.abandonner(house.maison.ines, enAttente, { ...envoi, mots: 'Plus besoin' }),
      ]);
      expect(issues.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const { etat, reste } = await etatDe(house.maison, enAttente);
      expect([
        ['effective', '11000.000'],
        ['refusee', '0'],
        ['abandonnee', '0'],
      ]).toContainEqual([etat, reste]);
    }
  });

  it('a stale page is told, a document is asked, the client gives up', async () => {
    const numero = await attente();
    expect((await nadia.post(`/gestion/cautions/${numero}/document`, { objet: 'Marché signé', echeance: '20/11/2026' })).status).toBe(422);
    expect((await nadia.post(`/gestion/cautions/${numero}/document`, { objet: 'Marché signé', echeance: '05/12/2026' })).status).toBe(303);
    const perimee = await nadia.post(`/gestion/cautions/${numero}/refus`, { version: '9', motif: 'Une autre page' });
    expect(perimee.status).toBe(409);
    expect(documentOf(await house.ines.get('/documents')).body.textContent).toContain('Marché signé');
    expect((await house.ines.post(`/cautions/${numero}/abandon`, { motif: 'Marché perdu' })).status).toBe(303);
    expect((await etatDe(house.maison, numero)).etat).toBe('abandonnee');
    expect((await house.ines.post(`/cautions/${numero}/abandon`, { motif: 'Encore' })).status).toBe(409);
    const mails = await house.application.services.courriels.listLatest(20);
    expect(
      mails
        .filter(({ gabarit, sujet }) => ['document_demande', 'caution_abandonnee'].includes(gabarit) && sujet.includes(numero))
        .map(({ destinataire }) => destinataire)
        .sort(),
    ).toEqual([house.maison.ines.email, 'nadia@garant.example'].sort());
  });
});
