/** Documents joined to a demande over HTTP: each trick refused in words, names cleaned, counts bounded, the antivirus obeyed. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { classeur, zip } from '../collaborateurs/classeurs.js';
import { demarrer, type Application } from '../setup/application.js';
import { demarrerClamd, type Clamd, type Humeur } from '../setup/clamd.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { docx, jpeg, pdf, png } from './fabrique.js';

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
    ['h.txt', Buffer.from('bonjour'), 'n’est pas d’un format accepté (PDF, PNG, JPEG, Word (.docx), Excel (.xlsx))'],
    ['i.xls', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(508)]), 'd’avant 2007 (.doc, .xls) : enregistrez-le'],
    ['j.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'est une photo HEIC'],
    ['k.ods', zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }), 'n’est pas d’un format accepté (PDF'],
    ['l.csv', Buffer.from('a;b'), 'n’est pas d’un format accepté (PDF'],
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

describe('what is said is what is accepted', () => {
  const dits = async (page: string) => {
    const input = documentOf(await ines.get(page)).querySelector<HTMLInputElement>('input[type=file]');
    const aide = input?.ownerDocument.getElementById(input.getAttribute('aria-describedby')?.split(' ')[0] ?? '');
    return { accept: input?.accept.split(',') ?? [], aide: aide?.textContent?.trim() ?? '' };
  };
  it('by the hint, by the browser’s own choice, and by the door', async () => {
    const numero = await demande();
    const { accept, aide } = await dits(`/demandes/${numero}`);
    expect(accept.filter((un) => un.startsWith('.'))).toEqual(['.pdf', '.png', '.jpg', '.jpeg', '.docx', '.xlsx']);
    expect(accept).toContain('image/jpeg');
    for (const format of ['PDF', 'PNG', 'JPEG', '.docx', '.xlsx', '10 Mo', '5 à la fois', '20 par demande']) expect(aide).toContain(format);
    const bons = [['a.pdf', pdf()], ['a.png', png()], ['a.jpg', jpeg()], ['a.docx', docx()], ['a.xlsx', await classeur([])]] as const; // prettier-ignore
    expect((await joindre(numero, bons)).status).toBe(303);
    expect((await noms(numero)).map((nom) => nom.replace(/^a/, ''))).toEqual(['.pdf', '.png', '.jpg', '.docx', '.xlsx']);
  });

  it('of the file of people too', async () => {
    const { accept, aide } = await dits('/parametrage/collaborateurs/import');
    expect([accept[0], aide]).toEqual(['.xlsx', expect.stringContaining('Excel (.xlsx) de 10 Mo')]);
  });
});

describe('a file of no byte', () => {
  const vide = readFileSync(new URL('fichiers/vide.pdf', import.meta.url));
  const saisie = () => ({
    ...{ entiteId: String(maison.entites.fille), produit: 'MARCHE', typeCredit: 'RG_PRIV', texteId: String(maison.texte.id) },
    ...{
      beneficiaire_nom: 'SCI Les Terrasses',
      beneficiaire_nature: 'prive',
      beneficiaire_pays: 'FR',
      beneficiaire_siret: '73282932000074',
    },
    ...{ beneficiaire_adresse: '14, montée des Carmes\n69005 Lyon', marche_numero: 'VIDE-1', marche_objet: 'Construction de 62 logements' },
    ...{ marche_date: '04/11/2026', chantier_adresse: 'Lyon', montant_ttc: '1 440 000,00', taux: '5', date_effet: '01/12/2026' },
    ...{ loi: 'loi française', tribunal: 'tribunal de commerce de Lyon', etape: 'enregistrer' },
  });
  const combien = async () => (await maison.db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from demande`))[0]?.n;

  it.each([
    ['alone', [['vide.pdf', vide]]],
    ['after a good one', [['bon.pdf', pdf()], ['vide.pdf', vide]]], // prettier-ignore
    ['before a good one', [['vide.pdf', vide], ['bon.pdf', pdf()]]], // prettier-ignore
    ['of a type that is not accepted', [['vide.txt', vide]]],
  ] as const)('%s is told where a demande is created, and nothing is created without it', async (_ou, fichiers) => {
    const avant = await combien();
    const reponse = await ines.upload('/demandes/nouvelle', 'pieces', fichiers, saisie());
    expect([reponse.status, faute(reponse)]).toEqual([422, expect.stringMatching(/« vide\.(pdf|txt) » est vide/)]);
    expect(await combien()).toBe(avant);
  });

  it('a field left empty is no file', async () => {
    const avant = (await combien()) ?? 0;
    expect((await ines.upload('/demandes/nouvelle', 'pieces', [['', Buffer.alloc(0)]], saisie())).status).toBe(303);
    expect(await combien()).toBe(avant + 1);
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
