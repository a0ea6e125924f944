/** Each message leads its reader to a page that is his: the insurer's staff to theirs, clients to theirs. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MODELES } from '../../src/courriels/modeles/index.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
/** Written to the insurer's staff, and to them alone. */
const AU_GARANT = [
  ...['avenant_a_decider', 'beneficiaire_parle_au_garant', 'cachet_expire', 'caution_abandonnee', 'cautions_a_decider'],
  ...['document_recu', 'dossier_confie', 'identification_demandee', 'mainlevee_demandee', 'revision_demandee'],
];
let maison: Maison;
let application: Application;
let conseiller: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  await maison.db.systeme.rows(sql`
    with a as (insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, 'conseiller', 'Nadia', 'Benali', 'nadia@garant.example') returning id, email),
      i as (insert into identifiant (email, agent_id) select email, id from a)
    update compte set conseiller_id = a.id from a where compte.id = ${maison.compteId}`);
  application = await demarrer(database, { clock: MAINTENANT });
  conseiller = await client(application.url, 'nadia@garant.example');
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

it.each(Object.entries(MODELES).filter(([, { exemple }]) => 'chemin' in exemple))('%s', async (nom, { exemple }) => {
  const { chemin } = exemple as { chemin: string };
  expect(chemin.startsWith('/gestion')).toBe(AU_GARANT.includes(nom));
});

it('the adviser is told once of what waits for him, with the reasons, by the insurer, and the link opens', async () => {
  const { demandes, validations, courriels } = application.services;
  const demander = async (marche: string) => {
    const contenu = maison.contenu('40000.00', { valeurs: { montant_ttc: '100000.00', marche_numero: marche } });
    const numero = await demandes.enregistrer(maison.ines, contenu, [], ORIGINE);
    await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
    return numero;
  };
  const numeros = [await demander('A-1'), await demander('B-2')];
  await validations.valider(maison.claire, await vues(maison.db, ...numeros), ORIGINE);
  const aDecider = (await courriels.listLatest(50)).filter(({ gabarit }) => gabarit === 'cautions_a_decider');
  expect(aDecider.map(({ destinataire, sujet }) => [destinataire, sujet])).toEqual([
    ['nadia@garant.example', `2 cautions à décider\u00a0: Compte ${maison.compteId}`],
  ]);
  const [mail] = aDecider;
  const cautions = await maison.db.systeme.rows<{ numero: string }>(sql`select numero from caution where etat = 'en_attente' order by id`);
  for (const { numero } of cautions) expect(mail?.texte).toContain(numero);
  expect(mail?.texte.match(/–\s.+5\s000,00/g)).toHaveLength(2);
  expect(mail?.expediteur).toBe('Méridiane Caution');
  const page = await conseiller.get(new URL(mail?.lien ?? '').pathname);
  expect(page.status).toBe(200);
  for (const { numero } of cautions) expect(documentOf(page).body.textContent).toContain(numero);

  const demandeur = (await courriels.listLatest(50)).find(({ gabarit }) => gabarit === 'demandes_transmises');
  expect(demandeur?.texte.match(/–\s.+5\s000,00/g)).toHaveLength(2);
});
