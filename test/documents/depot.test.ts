/** Documents joined to a demande over HTTP: each trick refused in words, names cleaned, counts bounded, the antivirus obeyed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { zip } from '../collaborateurs/classeurs.js';
import { demarrer, type Application } from '../setup/application.js';
import { demarrerClamd, type Clamd, type Humeur } from '../setup/clamd.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { docx, pdf, png } from './fabrique.js';

const database = useDatabase();
let maison: Maison;
let clamd: Clamd;
let application: Application;
let ines: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  clamd = await demarrerClamd();
  application = await demarrer(database, { clamavUrl: clamd.url });
  ines = await client(application.url, maison.ines.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await clamd?.stop();
  await maison?.db.close();
});

const demande = () =>
  createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined }).enregistrer(
    maison.ines,
    maison.contenu('900.00'),
    [],
    ORIGINE,
  );
const noms = async (numero: string) =>
  (
    await maison.db.systeme.rows<{ nom: string }>(sql`
      select f.nom from piece p join fichier f on f.id = p.fichier_id join demande d on d.id = p.demande_id
      where d.numero = ${numero} order by p.id`)
  ).map(({ nom }) => nom);
const version = async (numero: string) =>
  String((await maison.db.systeme.rows<{ version: number }>(sql`select version from demande where numero = ${numero}`))[0]?.version);
const joindre = async (numero: string, fichiers: readonly (readonly [string, Buffer])[]) =>
  ines.upload(`/demandes/${numero}/pieces`, 'pieces', fichiers, { version: await version(numero) });
type Reponse = Awaited<ReturnType<typeof joindre>>;
const faute = (reponse: Reponse) => documentOf(reponse).querySelector('#pieces-error')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

describe('what was taken, and is refused in words', () => {
  it.each<[string, Buffer, string]>([
    ['vide.pdf', Buffer.alloc(0), '« vide.pdf » est vide'],
    ['a.pdf', Buffer.from('%PDF-1.4'), '« a.pdf » est incomplet'],
    ['b.pdf', pdf({ racine: '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>' }), 'contient un programme'],
    ['c.pdf', pdf({ racine: '/OpenAction<</S/Launch/F(cmd.exe)>>' }), 'peut lancer un programme'],
    ['d.pdf', pdf({ fin: '/Encrypt 9 0 R' }), 'est protégé par un mot de passe'],
    ['e.pdf', Buffer.concat([pdf(), zip({ 'a.exe': 'MZ' })]), 'contient deux fichiers en un'],
    ['f.docx', docx({ 'word/vbaProject.bin': 'x' }), 'contient des macros'],
    ['g.png', png(65_535, 65_535, 1), 'annonce une image démesurée'],
    ['h.txt', Buffer.from('bonjour'), 'n’est pas un document accepté'],
  ])('%s', async (nom, bytes, mots) => {
    const numero = await demande();
    const reponse = await joindre(numero, [['bon.pdf', pdf()], [nom, bytes]]); // prettier-ignore
    expect(reponse.status).toBe(422);
    expect(faute(reponse)).toContain(mots);
    expect(await noms(numero)).toEqual([]);
  });

  it('in English too', async () => {
    const numero = await demande();
    await ines.post('/langue', { langue: 'en' }, `/demandes/${numero}`);
    expect(faute(await joindre(numero, [['a.pdf', Buffer.from('%PDF-1.4')]]))).toContain('“a.pdf” is not whole');
    await ines.post('/langue', { langue: 'fr' }, `/demandes/${numero}`);
  });
});

it('names are cleaned, their extension that of the content', async () => {
  const numero = await demande();
  const reponse = await joindre(numero, [
    ['facture.exe', pdf()],
    ['contrat\u202Excod.pdf', docx()],
    ['photo de chantier.pdf', png()],
  ]);
  expect(reponse.status).toBe(303);
  expect(await noms(numero)).toEqual(['facture.pdf', 'contratxcod.docx', 'photo de chantier.png']);
});

describe('how many, how much', () => {
  it('twenty documents on a demande, and not one more', { timeout: 60_000 }, async () => {
    const numero = await demande();
    const cinq = Array.from({ length: 5 }, (_, i) => [`p${i}.pdf`, pdf()] as const);
    for (let fois = 0; fois < 4; fois += 1) expect((await joindre(numero, cinq)).status).toBe(303);
    const reponse = await joindre(numero, cinq.slice(0, 1));
    expect([reponse.status, faute(reponse)]).toEqual([422, expect.stringContaining('20 documents au plus')]);
    expect(await noms(numero)).toHaveLength(20);
  });

  it('fifty megabytes together', { timeout: 60_000 }, async () => {
    const numero = await demande();
    const lourd = pdf({ objets: `8 0 obj<</Length 9000000>>stream\n${' '.repeat(9_000_000)}\nendstream\nendobj\n` });
    const deux = [0, 1].map((i) => [`l${i}.pdf`, lourd] as const);
    for (let fois = 0; fois < 2; fois += 1) expect((await joindre(numero, deux)).status).toBe(303);
    const reponse = await joindre(numero, deux);
    expect([reponse.status, faute(reponse)]).toEqual([422, expect.stringContaining('50 Mo au plus ensemble')]);
    expect(await noms(numero)).toHaveLength(4);
  });
});

describe('the antivirus', () => {
  it('sees the file, and stops one that it finds', async () => {
    const numero = await demande();
    clamd.recus.length = 0;
    expect((await joindre(numero, [['sain.pdf', pdf()]])).status).toBe(303);
    expect(clamd.recus[0]?.equals(pdf())).toBe(true);
    const reponse = await joindre(numero, [['mal.pdf', pdf({ objets: '8 0 obj(EICAR)endobj\n' })]]);
    expect([reponse.status, faute(reponse)]).toEqual([422, expect.stringContaining('« mal.pdf » est infecté')]);
    expect(await noms(numero)).toEqual(['sain.pdf']);
  });

  it.each<Humeur>(['coupe', 'tronqué', 'refuse'])('a scan cut short is a refusal, in its own words: %s', async (humeur) => {
    const numero = await demande();
    clamd.humeur = humeur;
    const reponse = await joindre(numero, [['a.pdf', pdf()]]);
    clamd.humeur = 'honnête';
    expect([reponse.status, faute(reponse)]).toEqual([422, expect.stringContaining('n’a pas pu être analysé en entier')]);
    expect(await noms(numero)).toEqual([]);
  });

  it('/pret says whether it answers, and stays ready without it', { timeout: 20_000 }, async () => {
    const pret = async () => {
      const reponse = await fetch(`${application.url}/pret`);
      return [reponse.status, ((await reponse.json()) as { parties: { antivirus: string } }).parties.antivirus];
    };
    expect(await pret()).toEqual([200, 'ok']);
    clamd.humeur = 'muet';
    expect(await pret()).toEqual([200, 'arret']);
    clamd.humeur = 'honnête';
  });
});
