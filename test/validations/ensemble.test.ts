/** Many at once: what is shown before is what is done, each is named afterwards, and nobody gets thirty mails. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let claire: Client;

beforeAll(async () => {
  maison = await construire(database.config, { ligne: '100000' });
  application = await demarrer(database, { clock: MAINTENANT });
  claire = await client(application.url, maison.claire.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const deps = () => ({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
async function soumise(montant: string, valeurs: Record<string, string> = {}): Promise<string> {
  const demandes = createDemandesService(deps());
  const numero = await demandes.enregistrer(maison.ines, maison.contenu(montant, { valeurs }), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  return numero;
}
const lignes = (page: Document) =>
  new Map([...page.querySelectorAll('tr[data-numero]')].map((tr) => [tr.getAttribute('data-numero'), tr] as const));
const dit = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const chiffres = (cell: Element | null | undefined) => (cell?.textContent ?? '').replace(/[^\d,]/g, '');

interface Ecrit {
  readonly gabarit: string;
  readonly destinataire: string;
  readonly donnees: { readonly demandes?: readonly { readonly numero: string; readonly caution?: string; readonly effective?: boolean }[] };
}
const courriels = (): Promise<Ecrit[]> =>
  maison.db.systeme.rows<Ecrit>(sql`select gabarit, destinataire, donnees from courriel order by id`);

describe('a selection', () => {
  it('shows each line’s entity, room before and after and what will happen; then does that, and says it of each', async () => {
    // The line holds 100 000: the third of these does not fit any more, and what a first validation alone does takes nothing.
    const numeros = [
      await soumise('40000.00'),
      await soumise('30000.00'),
      await soumise('45000.00'),
      await soumise('60000.00'),
      await soumise('5000.00', { montant_ttc: '20000.00' }),
    ];
    await maison.db.systeme.rows(sql`delete from courriel`);
    const versions = (await vues(maison.db, ...numeros)).map(({ numero, version }) => `${numero}:${version}`);
    const avant = documentOf(await claire.post('/demandes/validation', { numeros, versions }));
    const prevues = lignes(avant);
    expect([...prevues.keys()]).toEqual(numeros);
    const places = numeros.map((numero) =>
      ['avant', 'apres'].map((quand) => chiffres(prevues.get(numero)?.querySelector(`[data-${quand}]`))),
    );
    expect(places).toEqual([
      ['100000,00', '60000,00'],
      ['60000,00', '30000,00'],
      ['30000,00', '30000,00'],
      ['30000,00', '30000,00'],
      ['30000,00', '30000,00'],
    ]);
    const suites = numeros.map((numero) => dit(prevues.get(numero)?.querySelector('[data-suite]')));
    expect(suites[0]).toBe('Transmise, caution effective.');
    expect(suites[2]).toMatch(/en attente : Disponible de 30 000,00 € sur la ligne, inférieur à 45 000,00 €/);
    expect(suites[3]).toMatch(/Validation 1 sur 2, puis une autre personne\. Ensuite : .*en attente/);
    expect(suites[4]).toMatch(/en attente : .*5 000,00 €/);
    for (const tr of prevues.values()) expect(tr.textContent).toContain('Essai Bâtiment');
    expect([...avant.querySelectorAll('[data-total]')].map(chiffres)).toEqual(['180000,00']);

    await claire.post('/demandes/validation', { numeros, versions, etape: 'confirmer' });
    const faites = lignes(documentOf(await claire.get('/demandes/validation')));
    expect([...faites.keys()]).toEqual(numeros);
    for (const numero of numeros) expect(faites.get(numero)?.textContent).toContain('SCI Les Hauts de Marsanne');
    expect(numeros.map((numero) => chiffres(faites.get(numero)?.querySelector('.big')))).toEqual([
      '40000,00',
      '30000,00',
      '45000,00',
      '60000,00',
      '5000,00',
    ]);
    // What was foreseen of each is what became of it, with the same reason.
    for (const i of [2, 4]) expect(dit(faites.get(numeros[i]!))).toContain(suites[i]);

    const ecrits = await courriels();
    expect(ecrits.map(({ gabarit, destinataire }) => [gabarit, destinataire])).toEqual([
      ['validation_demandee', maison.marc.email],
      ['demandes_transmises', maison.ines.email],
    ]);
    const demandes = ecrits[1]?.donnees.demandes ?? [];
    expect(demandes.map(({ numero, effective }) => [numero, effective])).toEqual([
      [numeros[0], true],
      [numeros[1], true],
      [numeros[2], false],
      [numeros[4], false],
    ]);
    const cautions = await maison.db.systeme.rows<{ demande: string; caution: string }>(sql`
      select d.numero as demande, c.numero as caution from caution c join demande d on d.id = c.demande_id`);
    const cautionDe = new Map(cautions.map(({ demande, caution }) => [demande, caution]));
    for (const { numero, caution } of demandes) expect([numero, caution]).toEqual([numero, cautionDe.get(numero)]);
  });

  it('one mail to each who validates next, whatever the number; one demande alone keeps its own', async () => {
    await maison.db.systeme.rows(sql`update ligne set plafond = 5000000`);
    const numeros = [await soumise('60000.00'), await soumise('61000.00'), await soumise('62000.00')];
    await maison.db.systeme.rows(sql`delete from courriel`);
    const validations = createValidationsService(deps());
    await validations.valider(maison.marc, await vues(maison.db, ...numeros), ORIGINE);
    const [ecrit, ...autres] = await courriels();
    expect([ecrit?.gabarit, ecrit?.destinataire, autres]).toEqual(['validations_demandees', maison.claire.email, []]);
    expect(ecrit?.donnees.demandes?.map(({ numero }) => numero)).toEqual(numeros);
    await maison.db.systeme.rows(sql`delete from courriel`);
    await validations.valider(maison.claire, await vues(maison.db, numeros[0]!), ORIGINE);
    expect((await courriels()).map(({ gabarit }) => gabarit)).toEqual(['caution_effective']);
  });
});
