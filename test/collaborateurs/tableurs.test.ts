/** Workbooks of people as each tool writes them: read whole, or told by their line. What is exported may be sent back. */
import { readFile } from 'node:fs/promises';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, MAINTENANT, type Maison } from '../setup/maison.js';
import { classeur, classeurBrut, classeurDeFeuilles, TETE } from './classeurs.js';

const database = useDatabase();
const IMPORT = '/parametrage/collaborateurs/import';
const ENTITE = 'Rhône Bâtir Construction';
let maison: Maison;
let application: Application;
let ines: Client;
/** Two accounts that have nobody of the first. */
let autres: readonly Maison[];

beforeAll(async () => {
  maison = await construire(database.config);
  await rows(sql`update entite set nom = ${ENTITE}, siret = '00000000200014' where id = ${maison.entites.fille}`);
  autres = [await ajouterCompte(maison.db, undefined), await ajouterCompte(maison.db, undefined)];
  application = await demarrer(database, { clock: MAINTENANT });
  ines = await client(application.url, maison.ines.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const rows = <Row>(query: ReturnType<typeof sql>) => maison.db.systeme.rows<Row>(query);
const envoyer = (bytes: Buffer) => ines.upload(IMPORT, 'fichier', [['personnes.xlsx', bytes]]);
type Reponse = Awaited<ReturnType<typeof envoyer>>;
const texte = (element: Element | null) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
/** Each row: its number, its state, the person, and the delegation as it would be given. */
const lues = (reponse: Reponse) =>
  [...documentOf(reponse).querySelectorAll('tr[data-ligne]')].map((tr) => [
    tr.getAttribute('data-ligne'),
    tr.getAttribute('data-etat-ligne'),
    texte(tr.querySelector('th .sub')),
    texte(tr.querySelector('td.r')),
  ]);
const fautes = (reponse: Reponse) => [...documentOf(reponse).querySelectorAll('.govuk-error-message')].map(texte);
const fixture = (nom: string) => readFile(new URL(`fichiers/${nom}`, import.meta.url));
const ligne = (email: string, delegation = '') => [email, 'Zoé', 'Petit', 'fr', 'Valideur', ENTITE, 'oui', delegation];
const creee = (numero: number, email: string, delegation = 'Illimitée') => [String(numero), 'a_creer', email, delegation];

describe('read as the person sees it', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, string[][]]>([
    ['cells and rows without reference', () => fixture('cells-without-reference.xlsx'), [creee(2, 'essai.1@rhonebatir.example', '')]],
    ['25 000 coloured empty rows', () => fixture('coloured-empty-rows.xlsx'), [creee(2, 'essai.22@rhonebatir.example', '')]],
    [
      'a file of LibreOffice, titles without accents, œ and ’ in names',
      () => fixture('libreoffice.xlsx'),
      [creee(2, 'zoe@libre.example', '1 234,56 €'), creee(3, 'luc@libre.example', '')],
    ],
    ['rows with a reference, cells without', () => classeurBrut([TETE, ligne('a@x.example')], { casser: (xml) => xml.replace(/<c r="\w+"/g, '<c') }), [creee(2, 'a@x.example')]], // prettier-ignore
    ['cells with a reference, rows without', () => classeurBrut([TETE, ligne('a@x.example')], { casser: (xml) => xml.replace(/<row r="\w+"/g, '<row') }), [creee(2, 'a@x.example')]], // prettier-ignore
    ['one row without reference after row 7', () => classeurBrut([TETE, ligne('a@x.example'), ligne('b@x.example')], { casser: (xml) => xml.replace('<row r="2"', '<row r="7"').replace('<row r="3"', '<row').replace(/<c r="(\w)[23]"/g, '<c') }), [creee(7, 'a@x.example'), creee(8, 'b@x.example')]], // prettier-ignore
    [
      'a prefix on every name (x:row)',
      () => classeurBrut([TETE, ligne('a@x.example')], { casser: prefixer('x') }),
      [creee(2, 'a@x.example')],
    ],
    ['another prefix (ns0:row)', () => classeurBrut([TETE, ligne('a@x.example')], { casser: prefixer('ns0') }), [creee(2, 'a@x.example')]],
    ['the strict dialect of Excel', () => classeurBrut([TETE, ligne('a@x.example')], { casser: strict }), [creee(2, 'a@x.example')]],
    ['a sheet under another name, an absolute target', () => classeurBrut([TETE, ligne('a@x.example')], { casser: (xml) => xml.replace('name="F"', 'name="Équipe d’été"').replace('Target="worksheets', 'Target="/xl/worksheets') }), [creee(2, 'a@x.example')]], // prettier-ignore
    [
      'as Numbers writes it: a summary first, the name of the table above the titles',
      () => numbers([TETE, ligne('a@x.example')]),
      [creee(3, 'a@x.example')],
    ],
    [
      'three lines of titles above',
      () => classeur([TETE, ligne('a@x.example')], ['Nos valideurs']).then((b) => b),
      [creee(3, 'a@x.example')],
    ],
    ['the people on a third sheet, the second hidden', () => classeurDeFeuilles([{ nom: 'Lisez-moi', lignes: [['Bonjour']] }, { nom: 'Ancien', cachee: true, lignes: [TETE, ligne('non@x.example')] }, { nom: 'Liste', lignes: [TETE, ligne('a@x.example')] }]), [creee(2, 'a@x.example')]], // prettier-ignore
    ['as Google Sheets writes it: a thousand styled rows under the list', () => classeurBrut([TETE, ligne('a@x.example')], { casser: google }), [creee(2, 'a@x.example')]], // prettier-ignore
    ['titles decomposed as macOS writes accents', () => classeur([ligne('a@x.example')], TETE.map((titre) => titre.normalize('NFD').toUpperCase())), [creee(2, 'a@x.example')]], // prettier-ignore
    ['titles with spaces and a colon', () => classeur([ligne('a@x.example')], TETE.map((titre) => ` ${titre.replace(' ', '\u00a0')} : `)), [creee(2, 'a@x.example')]], // prettier-ignore
    ['an entity found without its accents, or by a SIRET that became a number', () => classeur([ligne('a@x.example').with(5, 'rhone batir  construction'), [...ligne('b@x.example').slice(0, 5), 200014, 'oui', '']]), [creee(2, 'a@x.example'), ['3', 'a_corriger', 'b@x.example', '']]], // prettier-ignore
  ])('%s', async (_quoi, fichier, attendues) => {
    expect(lues(await envoyer(await fichier()))).toEqual(attendues);
  });

  it.each([
    ['0.30000000000000004', '0,30 €'],
    ['1234.5600000001', '1 234,56 €'],
    ['1.1000000000000001', '1,10 €'],
    ['2.9999999999999996', '3,00 €'],
    ['1.5E5', '150 000,00 €'],
    ['1234567890.1199999', '1 234 567 890,12 €'],
    ['999999999999.98999', '999 999 999 999,99 €'],
    ['75000', '75 000,00 €'],
    ['7.5000000000000001E-1', '0,75 €'],
  ])('the number %s is %s', async (nombre, montre) => {
    expect(lues(await envoyer(classeurBrut([TETE, ligne('n@x.example', 'NOMBRE')], { casser: enNombre(nombre) })))).toEqual([
      creee(2, 'n@x.example', montre),
    ]);
  });
});

describe('told by its line', () => {
  it.each([
    ['1234.567', 'Délégation maximale : Écrivez un montant'],
    ['0.005', 'Délégation maximale : Écrivez un montant'],
    ['-0.30000000000000004', 'Délégation maximale : Écrivez un montant'],
    ['1E+300', 'Délégation maximale : Écrivez un montant'],
  ])('the number %s, which is no amount', async (nombre, dite) => {
    const reponse = await envoyer(classeurBrut([TETE, ligne('n@x.example', 'NOMBRE')], { casser: enNombre(nombre) }));
    expect([reponse.status, ...fautes(reponse)]).toEqual([422, expect.stringContaining(dite)]);
  });

  it('a number that its style shows as a date', async () => {
    const workbook = new exceljs.Workbook();
    const sheet = workbook.addWorksheet('F');
    for (const une of [TETE, ligne('d@x.example')]) sheet.addRow(une);
    for (const numFmt of ['dd/mm/yyyy', '[$-40C]d mmmm yyyy', 'hh:mm', '[h]:mm']) {
      Object.assign(sheet.getCell('H2'), { value: 45_000, numFmt });
      expect(fautes(await envoyer(Buffer.from(await workbook.xlsx.writeBuffer()))), numFmt).toEqual([
        expect.stringContaining('contient une date'),
      ]);
    }
    for (const numFmt of ['#,##0.00 "dhs"', '#,##0.00\\ \\d', '[Red]0.00', '_-* #,##0.00 _€']) {
      Object.assign(sheet.getCell('H2'), { value: 45_000, numFmt });
      expect(lues(await envoyer(Buffer.from(await workbook.xlsx.writeBuffer()))), numFmt).toEqual([creee(2, 'd@x.example', '45 000,00 €')]);
    }
  });

  it('a value far to the right of the titles', async () => {
    const loin = await envoyer(
      classeurBrut([TETE, ligne('l@x.example')], { casser: (xml) => xml.replace('r="H2"', 'r="XFD2"').replace('<t></t>', '<t>perdu</t>') }),
    );
    expect(fautes(loin)).toEqual([expect.stringContaining('La ligne 2 contient une valeur dans une colonne sans titre')]);
  });
});

describe('our own export', () => {
  const exporter = async (qui: Client) => (await qui.bytes('/parametrage/collaborateurs/export.xlsx')).body as Buffer;
  const fiches = (compteId: number) =>
    rows<{
      email: string;
      langue: string;
    }>(sql`select c.email, c.prenom, c.nom, c.langue, array(select p::text from unnest(c.profils) p order by 1) as profils,
      (select json_agg(json_build_array(e.nom, p.avec_descendants) order by e.nom) from perimetre p join entite e on e.id = p.entite_id where p.collaborateur_id = c.id) as ou,
      (select json_agg(json_build_array(g.montant_max::text, g.devise, g.types_credit, e.nom) order by g.id) from delegation g left join entite e on e.id = g.entite_id
        where g.collaborateur_id = c.id) as delegations
      from collaborateur c where c.compte_id = ${compteId} order by c.email`);

  it('sent back as it is changes nothing; in an empty account it makes the same people again', { timeout: 60_000 }, async () => {
    const { racine, fille } = maison.entites;
    const [personne] = await rows<{ id: number }>(sql`insert into collaborateur (compte_id, prenom, nom, email, profils, langue)
      values (${maison.compteId}, '', 'Œuvré-L’Aîné', 'riche@x.example', '{saisisseur,valideur}', 'en') returning id`);
    await rows(sql`insert into perimetre (compte_id, collaborateur_id, entite_id, avec_descendants)
      values (${maison.compteId}, ${personne?.id}, ${racine}, false), (${maison.compteId}, ${personne?.id}, ${fille}, true)`);
    await rows(sql`insert into delegation (compte_id, collaborateur_id, montant_max, devise, types_credit, entite_id) values
      (${maison.compteId}, ${personne?.id}, 75000.5, 'EUR', null, null), (${maison.compteId}, ${personne?.id}, null, 'EUR', '{RG_PRIV,SOUM}', ${fille})`);
    await rows(
      sql`insert into collaborateur (compte_id, prenom, nom, email, profils) values (${maison.compteId}, 'Sans', 'Délégation', 'sans@x.example', '{valideur}')`,
    );
    await rows(
      sql`insert into perimetre (compte_id, collaborateur_id, entite_id) select ${maison.compteId}, id, ${racine} from collaborateur where email = 'sans@x.example'`,
    );
    const memeCompte = await envoyer(await exporter(ines));
    expect(fautes(memeCompte)).toEqual([]);
    expect(new Set(lues(memeCompte).map(([, etat]) => etat))).toEqual(new Set(['inchange']));

    const avant = await fiches(maison.compteId);
    for (const [rang, autre] of autres.entries()) {
      const langue = rang === 0 ? 'fr' : 'en';
      for (const [ici, la] of [
        [racine, autre.entites.racine],
        [fille, autre.entites.fille],
      ] as const)
        // prettier-ignore
        await rows(sql`update entite set nom = (select nom from entite where id = ${ici}), siret = null where id = ${la}`);
      await rows(sql`update collaborateur set langue = ${langue} where id = ${maison.ines.id}`);
      const fichier = await exporter(await client(application.url, maison.ines.email));
      const eux = await client(application.url, autre.ines.email);
      const vue = await eux.upload(IMPORT, 'fichier', [['retour.xlsx', fichier]]);
      expect(fautes(vue)).toEqual([]);
      const lignes = documentOf(vue).querySelector<HTMLInputElement>('input[name=lignes]')?.value ?? '';
      expect((await eux.post(IMPORT, { etape: 'confirmer', lignes })).status).toBe(303);
      const siens = await fiches(autre.compteId);
      const attendus = avant.map((une) => (une.email === maison.ines.email ? { ...une, langue } : une));
      expect(siens.filter(({ email }) => attendus.some((une) => une.email === email))).toEqual(attendus);
    }
  });

  it('gives nobody who is suspended his access back', async () => {
    await rows(sql`update collaborateur set actif = false where email = 'sans@x.example'`);
    const fichier = await exporter(ines);
    const ici = await envoyer(fichier);
    expect([ici.status, ...fautes(ici)]).toEqual([200]);
    await rows(sql`update collaborateur set email = 'parti@x.example' where email = 'sans@x.example'`);
    const ailleurs = await envoyer(fichier);
    expect(ailleurs.status).toBe(422);
    expect(fautes(ailleurs)).toEqual([expect.stringContaining('est suspendue dans ce fichier')]);
  });

  it('tells by line a delegation that cannot be read', async () => {
    const dites = async (delegation: string) => fautes(await envoyer(await classeur([ligne('d@x.example', delegation)])));
    expect(await dites('75 000 XYZ')).toEqual([expect.stringContaining('code d’une devise')]);
    expect(await dites('75 000 [Nulle part]')).toEqual([expect.stringContaining('« Nulle part »')]);
    expect(await dites(`75 000 [${ENTITE} | ${ENTITE}]`)).toEqual([expect.stringContaining('ni un type de crédit')]);
    expect(await dites('75 000 ; douze')).toEqual([expect.stringContaining('Écrivez un montant')]);
    expect(await dites('75 000 [RG_PRIV')).toEqual([expect.stringContaining('Écrivez un montant')]);
  });
});

/** The same XML, every element of the main dialect under a prefix. */
function prefixer(prefixe: string) {
  return (xml: string) =>
    xml.includes('relationships"><Relationship ')
      ? xml
      : xml.replace(/<(\/?)(?=\w)/g, `<$1${prefixe}:`).replace('xmlns="', `xmlns:${prefixe}="`);
}
const strict = (xml: string) =>
  xml
    .replaceAll('http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://purl.oclc.org/ooxml/spreadsheetml/main')
    .replaceAll(
      'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
      'http://purl.oclc.org/ooxml/officeDocument/relationships',
    );
const google = (xml: string) =>
  xml.replace(
    '</sheetData>',
    `${Array.from({ length: 1_000 }, (_, i) => `<row r="${i + 3}" ht="15.75" customHeight="1"><c r="A${i + 3}" s="1"/></row>`).join('')}</sheetData>`,
  );
const numbers = (lignes: string[][]) =>
  classeurDeFeuilles([
    { nom: 'Export Summary', lignes: [['This document was exported from Numbers.'], ['Numbers Sheet Name', 'Numbers Table Name', 'Excel Worksheet Name'], ['Feuille 1', 'Tableau 1', 'Feuille 1 - Tableau 1']] }, // prettier-ignore
    { nom: 'Feuille 1 - Tableau 1', lignes: [['Tableau 1'], ...lignes] },
  ]);
const enNombre = (nombre: string) => (xml: string) => xml.replace(/t="inlineStr"><is><t>NOMBRE<\/t><\/is>/, `><v>${nombre}</v>`);
