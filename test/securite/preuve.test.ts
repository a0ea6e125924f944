/** Whatever changes rights or what acts say asks again who one is: by its route, whatever the form says it does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let ines: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
  ines = await client(application.url, maison.ines.email);
  // The way in is that of a real installation from here on, and the proof given at the door is no longer recent.
  Object.assign(application.services.config, { entreeStricte: true });
  await maison.db.systeme.rows(sql`update session set sess = (sess::jsonb || '{"prouve": 0}')::json`);
  await new Promise((resolve) => setTimeout(resolve, 5_500));
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

describe.each(['', 'x', 'enregistrer', 'ajouter', 'chercher', 'confirmer', 'retirer-0'])('with etape=%j', (etape) => {
  it.each([
    ['/parametrage/collaborateurs/nouveau', { email: 'neuf@essai.example', nom: 'Neuf', langue: 'fr', profils: 'administrateur' }],
    ['/parametrage/collaborateurs/:personne', { nom: 'Claire', langue: 'fr', profils: 'administrateur', version: '1' }],
    ['/parametrage/collaborateurs/:personne/suspension', { version: '1' }],
    ['/parametrage/collaborateurs/import', { lignes: '[]' }],
    ['/parametrage/circuits/:entite', { 'tranches.0.aPartirDe': '0', 'tranches.0.validations': '1', version: '0' }],
    ['/parametrage/organisation/:entite/modification', { nom: 'Renommée', version: '1' }],
    ['/parametrage/organisation/:entite/deplacement', { vers: '1', version: '1' }],
    ['/parametrage/organisation/:entite/gestes/desactiver', { version: '1' }],
    ['/profil/transmetteur', { transmetteur: '1' }],
    ['/parametrage/securite', {}],
  ])('POST %s asks for a proof and does nothing', async (pattern, champs) => {
    const adresse = pattern.replace(':personne', String(maison.claire.id)).replace(':entite', String(maison.entites.fille));
    const avant = await etatDesDroits();
    const answer = await ines.post(adresse, { ...champs, etape } as Record<string, string>, '/profil');
    expect([answer.status, answer.headers.location]).toEqual([303, '/confirmer']);
    expect(await etatDesDroits()).toEqual(avant);
  });
});

const etatDesDroits = async () =>
  (
    await maison.db.systeme.rows(sql`
      select (select json_agg(c order by id) from collaborateur c) as personnes, (select json_agg(e order by id) from entite e) as entites,
        (select json_agg(k) from circuit k) as circuits, (select transmetteur_id from compte where id = ${maison.compteId}) as transmetteur`)
  )[0];
