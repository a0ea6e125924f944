/** People imported from Excel, over HTTP: checked row by row, created all or none, and nothing the second time. */
import { setTimeout as wait } from 'node:timers/promises';
import exceljs from 'exceljs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, MAINTENANT, type Maison } from '../setup/maison.js';
import { classeur, classeurBrut, TETE, type Valeur } from './classeurs.js';

const database = useDatabase();
const IMPORT = '/parametrage/collaborateurs/import';
const MODELE = `${IMPORT}/modele.xlsx`;
let maison: Maison;
let voisins: Maison;
let application: Application;
let ines: Client;
let marc: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  voisins = await ajouterCompte(maison.db, undefined);
  await maison.db.systeme.rows(sql`update entite set siret = '00000000200014', numero_client = 'CL-77' where id = ${maison.entites.fille}`);
  application = await demarrer(database, { clock: MAINTENANT });
  ines = await client(application.url, maison.ines.email);
  marc = await client(application.url, maison.marc.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const rows = <Row>(query: ReturnType<typeof sql>) => maison.db.systeme.rows<Row>(query);
const combien = async () => (await rows<{ n: number }>(sql`select count(*)::int as n from collaborateur`))[0]?.n;
const nomDe = (id: number) => rows<{ nom: string }>(sql`select nom from entite where id = ${id}`).then(([row]) => row?.nom ?? '');

/** A good row, some of its cells changed. */
const ligne = (email: Valeur, changes: Partial<Record<number, Valeur>> = {}): Valeur[] =>
  [email, 'Zoé', 'Petit', 'fr', 'Saisisseur', `Groupe Essai ${rang()}`, 'oui', ''].map((valeur, i) =>
    i in changes ? (changes[i] ?? '') : valeur,
  );
const rang = () => /\d+$/.exec(racine)?.[0] ?? '';
let racine = '';
beforeAll(async () => {
  racine = await nomDe(maison.entites.racine);
});

const envoyer = (bytes: Buffer, nom = 'personnes.xlsx', qui = ines) => qui.upload(IMPORT, 'fichier', [[nom, bytes]]);
type Reponse = Awaited<ReturnType<typeof envoyer>>;
const fautes = (reponse: Reponse) =>
  [...documentOf(reponse).querySelectorAll('.govuk-error-message')].map((p) => p.textContent?.replace(/\s+/g, ' ').trim() ?? '');
const etats = (reponse: Reponse) =>
  [...documentOf(reponse).querySelectorAll('tr[data-ligne]')].map((tr) => tr.getAttribute('data-etat-ligne'));
const lignesDe = (reponse: Reponse) => documentOf(reponse).querySelector<HTMLInputElement>('input[name=lignes]')?.value;
const confirmer = (reponse: Reponse, qui = ines) => qui.post(IMPORT, { etape: 'confirmer', lignes: lignesDe(reponse) ?? '' });

describe('who may', () => {
  it('administrators only', async () => {
    for (const adresse of [IMPORT, MODELE]) expect((await marc.get(adresse)).status, adresse).toBe(403);
    expect((await envoyer(await classeur([ligne('intrus@essai.example')]), 'x.xlsx', marc)).status).toBe(403);
    expect((await marc.post(IMPORT, { etape: 'confirmer', lignes: '[]' })).status).toBe(403);
    expect((await (await client(application.url)).get(IMPORT)).status).toBe(303);
    expect((await ines.get(IMPORT)).status).toBe(200);
    expect((await ines.get('/parametrage/collaborateurs')).text).toContain(`href="${IMPORT}"`);
  });
});

describe('the model', () => {
  it('is read back: its columns, one row, and that row may not stay', async () => {
    const reponse = await ines.bytes(MODELE);
    expect(reponse.headers['content-disposition']).toContain('modele-collaborateurs.xlsx');
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(reponse.body as exceljs.Buffer);
    const [sheet] = workbook.worksheets;
    expect((sheet?.getRow(1).values as string[]).slice(1)).toEqual(TETE);
    expect(sheet?.rowCount).toBe(2);
    expect(sheet?.getRow(2).getCell(6).value).toBe(racine);
    const telQuel = await envoyer(reponse.body as Buffer);
    expect(telQuel.status).toBe(422);
    expect(fautes(telQuel)).toEqual(['E-mail : C’est la ligne d’exemple du modèle : effacez-la ou remplacez-la']);
    sheet!.getRow(2).getCell(1).value = 'modele@essai.example';
    const rempli = await envoyer(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(etats(rempli)).toEqual(['a_creer']);
  });
});

describe('a good file', () => {
  it('shows what it would create, creates it once, like by hand, and nothing when replayed', async () => {
    const avant = await combien();
    const fichier = await classeur([
      ligne('  Nora.Blanc@Essai.example ', { 4: 'valideur, Saisisseur', 7: 75_000.5 }),
      ligne('paul@essai.example', { 4: 'Approver', 3: 'English', 5: 'cl-77', 6: 'no' }),
      [],
      ligne('lou@essai.example', { 5: `${racine.toUpperCase()} ; 00000000200014`, 1: '', 6: false }),
      ligne(
        { text: 'rita@essai.example', hyperlink: 'mailto:rita@essai.example' },
        { 5: { richText: [{ text: 'CL-' }, { text: '77' }] }, 6: '' },
      ),
      ligne(maison.marc.email, { 2: 'Tout Autre' }),
    ]);
    const vue = await envoyer(fichier);
    expect(vue.status).toBe(200);
    expect(etats(vue)).toEqual(['a_creer', 'a_creer', 'a_creer', 'a_creer', 'inchange']);
    expect([...documentOf(vue).querySelectorAll('tr[data-ligne]')].map((tr) => tr.getAttribute('data-ligne'))).toEqual([
      '2',
      '3',
      '5',
      '6',
      '7',
    ]);
    expect(vue.text).toContain('Créer les 4 collaborateurs');
    expect(vue.text).toContain('75\u202f000,50\u00a0€');
    expect(vue.text).toContain('Illimitée');
    expect(await combien()).toBe(avant);

    const fait = await confirmer(vue);
    expect([fait.status, fait.headers.location]).toEqual([303, '/parametrage/collaborateurs']);
    expect((await ines.get('/parametrage/collaborateurs')).text).toContain('4 collaborateurs créés');
    expect(await combien()).toBe((avant ?? 0) + 4);
    const { racine: mere, fille } = maison.entites;
    expect(
      await rows(sql`select c.email, c.prenom, c.langue, c.profils::text[] as profils,
        (select json_agg(json_build_array(p.entite_id, p.avec_descendants) order by p.entite_id) from perimetre p where p.collaborateur_id = c.id) as ou,
        (select json_agg(g.montant_max) from delegation g where g.collaborateur_id = c.id) as delegations
        from collaborateur c where c.email in ('nora.blanc@essai.example', 'paul@essai.example', 'lou@essai.example', 'rita@essai.example') order by c.email`),
    ).toEqual([
      { email: 'lou@essai.example', prenom: '', langue: 'fr', profils: ['saisisseur'], ou: [[mere, false], [fille, false]], delegations: null }, // prettier-ignore
      { email: 'nora.blanc@essai.example', prenom: 'Zoé', langue: 'fr', profils: ['saisisseur', 'valideur'], ou: [[mere, true]], delegations: [75000.5] }, // prettier-ignore
      { email: 'paul@essai.example', prenom: 'Zoé', langue: 'en', profils: ['valideur'], ou: [[fille, false]], delegations: [null] },
      { email: 'rita@essai.example', prenom: 'Zoé', langue: 'fr', profils: ['saisisseur'], ou: [[fille, false]], delegations: null },
    ]);
    const journal = await rows(
      sql`select 1 from journal where acte = 'collaborateur_ajouter' and details->>'email' = 'paul@essai.example'`,
    );
    expect(journal).toHaveLength(1);
    expect(await rows(sql`select 1 from identifiant where email = 'paul@essai.example'`)).toHaveLength(1);
    const marcEssai = await rows<{ nom: string }>(sql`select nom from collaborateur where id = ${maison.marc.id}`);
    expect(marcEssai).toEqual([{ nom: 'Essai' }]);

    for (const encore of [await envoyer(fichier), await confirmer(vue)]) {
      expect(encore.status).toBe(200);
      expect(new Set(etats(encore))).toEqual(new Set(['inchange']));
      expect(encore.text).toContain('Rien à créer');
      expect(lignesDe(encore)).toBeUndefined();
    }
    expect(await combien()).toBe((avant ?? 0) + 4);
    expect(
      await rows(sql`select 1 from journal where acte = 'collaborateur_ajouter' and details->>'email' = 'paul@essai.example'`),
    ).toHaveLength(1);
  });

  it('takes the columns in any order and in English', async () => {
    const tete = ['Highest delegation', 'EMAIL', 'Last name', 'First name', 'language', 'Roles', 'With its subsidiaries', 'entity'];
    const vue = await envoyer(await classeur([['', 'ordre@essai.example', 'Roy', 'Ana', 'en', 'Reader', 'yes', racine]], tete));
    expect(etats(vue)).toEqual(['a_creer']);
  });

  it('creates a thousand people at once', { timeout: 60_000 }, async () => {
    const avant = (await combien()) ?? 0;
    const mille = Array.from({ length: 1_000 }, (_, i) =>
      ligne(`mille${i}@essai.example`, { 1: 'Éléonore-Amélie', 4: 'Saisisseur, Valideur', 7: '75 000' }),
    );
    const vue = await envoyer(await classeur(mille));
    expect(vue.text).toMatch(/Créer les 1.000 collaborateurs/);
    expect((await confirmer(vue)).status).toBe(303);
    expect(await combien()).toBe(avant + 1_000);
  });
});

describe('a file with errors creates nothing', () => {
  it('tells each row and column, and offers no button', async () => {
    const avant = await combien();
    const fichier = await classeur([
      ligne('juste@essai.example'),
      ligne('pas une adresse', { 2: '', 3: 'de', 4: 'Roi', 5: await nomDe(voisins.entites.racine), 6: 'parfois' }),
      ligne('moins@essai.example', { 4: 'Valideur', 7: '-5' }),
      ligne('sans@essai.example', { 7: '1000', 5: '', 4: '' }),
      ligne('consultant@essai.example', { 7: '1000', 4: 'consultant' }),
      ligne('long@essai.example', { 2: 'x'.repeat(101) }),
      ligne('JUSTE@essai.example'),
    ]);
    const reponse = await envoyer(fichier);
    expect(reponse.status).toBe(422);
    expect(etats(reponse)).toEqual(['a_creer', ...Array.from({ length: 6 }, () => 'a_corriger')]);
    expect(fautes(reponse)).toEqual([
      'E-mail : Saisissez un e-mail, comme nom@entreprise.fr',
      'Nom : Saisissez le nom',
      'Langue : Écrivez fr ou en',
      'Profils : « Roi » n’est pas un profil : écrivez Administrateur, Saisisseur, Valideur ou Consultant',
      `Entité : « ${await nomDe(voisins.entites.racine)} » n’est pas une entité de votre organisation`,
      'Avec ses filiales : « parfois » n’est ni oui ni non',
      'Délégation maximale : Écrivez un montant positif en euros, ou laissez vide pour un valideur sans limite',
      'Profils : Écrivez au moins un profil',
      'Entité : Écrivez au moins une entité',
      'Délégation maximale : Une délégation demande le profil Valideur : ajoutez-le, ou videz cette cellule',
      'Nom : Saisissez cent caractères au plus',
      'E-mail : Cet e-mail est déjà à la ligne 2',
    ]);
    expect(documentOf(reponse).querySelector('.govuk-error-summary a')?.textContent).toMatch(/^Ligne 3, E-mail\s: /);
    expect(documentOf(reponse).querySelector('#ligne-3')).not.toBeNull();
    expect(lignesDe(reponse)).toBeUndefined();
    expect(await combien()).toBe(avant);
  });

  it.each<[string, Partial<Record<number, Valeur>>, string]>([
    ['a formula', { 2: { formula: '1+1', result: 2 } as Valeur }, 'Nom : Cette cellule contient une formule'],
    ['a text that looks like one', { 2: '=1+1' }, 'Nom : Cette cellule contient une formule'],
    ['a template', { 1: '{{7*7}}' }, 'Prénom : Cette cellule contient des caractères'],
    ['a line break', { 2: 'Pe\ntit' }, 'Nom : Cette cellule contient des caractères'],
    ['a hidden direction', { 2: 'Pe\u202etit' }, 'Nom : Cette cellule contient des caractères'],
    ['an Excel error', { 7: { error: '#N/A' } as Valeur }, 'Délégation maximale : Cette cellule contient une erreur'],
    ['a date', { 7: new Date('2026-01-01') }, 'Délégation maximale : Cette cellule contient une date'],
    ['an endless text', { 5: 'x'.repeat(30_000) }, 'Entité : Ce texte est trop long'],
    ['an ambiguous amount', { 4: 'valideur', 7: '12.500' }, 'Délégation maximale : Écrivez un montant'],
    ['a huge amount', { 4: 'valideur', 7: 1e21 }, 'Délégation maximale : Écrivez un montant'],
  ])('%s', async (_label, changes, attendue) => {
    const reponse = await envoyer(await classeur([ligne('mauvais@essai.example', changes)]));
    expect(reponse.status).toBe(422);
    expect(fautes(reponse)).toEqual([expect.stringContaining(attendue)]);
    expect(reponse.text).not.toContain('49</');
  });

  it.each(['Pe_x0007_tit', 'Pe_xD800_tit', 'Pe_x0000_tit', 'Pe\u0085tit'])('a control character, %j', async (nom) => {
    const reponse = await envoyer(classeurBrut([TETE, ligne('mauvais@essai.example', { 2: nom }) as string[]]));
    expect([reponse.status, ...etats(reponse)]).toEqual([422, 'a_corriger']);
    expect(fautes(reponse)).toEqual([expect.stringContaining('Nom : Cette cellule contient des caractères')]);
  });

  it('an entity that two share must be told by its number', async () => {
    await rows(sql`insert into entite (compte_id, parent_id, chemin, nom, etat)
      select ${maison.compteId}, ${maison.entites.racine}, '{}', 'Jumelle', 'active' from generate_series(1, 2)`);
    expect(fautes(await envoyer(await classeur([ligne('j@essai.example', { 5: 'jumelle' })])))).toEqual([
      'Entité : « jumelle » désigne plusieurs entités : écrivez le SIRET ou le numéro de client',
    ]);
  });
});

describe('a bad file is told in words', () => {
  /** A workbook of 1 kB whose second row says that it is another. */
  const rangee = (numero: string) =>
    classeurBrut([TETE, ligne('loin@essai.example') as string[]], { casser: (xml) => xml.replace('<row r="2"', `<row r="${numero}"`) });
  const cellule = (adresse: string) =>
    classeurBrut([TETE, ligne('loin@essai.example') as string[]], { casser: (xml) => xml.replace('r="A2"', `r="${adresse}"`) });
  const tropDeLignes = () => classeur(Array.from({ length: 1_001 }, (_, i) => ligne(`t${i}@essai.example`)));
  it.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['nothing in it', () => Buffer.alloc(0), '« personnes.xlsx » est vide'],
    ['no row', () => classeur([]), 'ne contient aucun collaborateur'],
    ['an empty sheet', () => classeur([], []), 'ne contient aucun collaborateur'],
    ['a renamed PDF', () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF'), 'n’est pas un classeur Excel'],
    ['a text', () => Buffer.from(TETE.join(';')), 'n’est pas un classeur Excel'],
    ['a cut workbook', async () => (await classeur([ligne('coupe@essai.example')])).subarray(0, 3_000), 'est incomplet'],
    [
      'a bomb',
      () => classeurBrut([TETE, ligne('bombe@essai.example') as string[]], { bombe: 200 * 2 ** 20 }),
      'trop volumineux une fois ouvert',
    ],
    ['a list that weighs 30 MB once opened', () => classeurBrut([TETE], { bombe: 30 * 2 ** 20 }), 'Ce classeur est trop volumineux'],
    ['a row beyond the last one', () => rangee('4000000000'), 'n’existe pas dans Excel'],
    ['the same, its digits written otherwise', () => rangee('&#52;000000000'), 'n’existe pas dans Excel'],
    ['a column beyond the last one', () => cellule('XFE1'), 'n’existe pas dans Excel'],
    ['a column of five letters', () => cellule('ZZZZZ1'), 'n’existe pas dans Excel'],
    ['macros', () => classeurBrut([TETE], { casser: (xml) => xml, plus: { 'xl/vbaProject.bin': 'x' } }), 'contient des macros'],
    ['entities', () => classeurBrut([TETE], { casser: (xml) => `<!DOCTYPE x [<!ENTITY a "b">]>${xml}` }), 'contient des déclarations'],
    ['no header', () => classeur([], ligne('x@essai.example')), 'titres des colonnes'],
    [
      'an unknown column',
      () => classeur([[...ligne('x@essai.example'), 'a']], [...TETE, '<b>Salaire</b>']),
      'Colonne inconnue : « <b>Salaire</b> »',
    ],
    ['a column twice', () => classeur([ligne('x@essai.example')], [...TETE, 'e-mail']), 'présente deux fois'],
    ['a column less', () => classeur([ligne('x@essai.example')], TETE.slice(0, 7)), 'hors'],
    [
      'a value outside',
      () => classeur([[...ligne('x@essai.example'), 'perdue']]),
      'La ligne 2 contient une valeur dans une colonne sans titre',
    ],
    ['1 001 rows', tropDeLignes, 'dépasse 1 000 lignes'],
    ['11 MB', () => Buffer.alloc(11 * 2 ** 20), '10 Mo'],
  ])('%s', async (label, fichier, attendue) => {
    const avant = await combien();
    const reponse = await envoyer(await fichier());
    expect(reponse.status).toBe(422);
    const [faute] = fautes(reponse);
    expect(faute).toContain(label === 'a column less' ? 'Il manque la colonne « Délégation maximale »' : attendue);
    expect(await combien()).toBe(avant);
  });

  it('one that would keep a reader busy for ever is refused at once, and nobody waits meanwhile', { timeout: 60_000 }, async () => {
    const refus = envoyer(rangee('4000000000'));
    const depart = Date.now();
    let pire = 0;
    let fini = false;
    void refus.finally(() => (fini = true));
    while (!fini) {
      const avant = Date.now();
      expect((await fetch(`${application.url}/sante`)).status).toBe(200);
      pire = Math.max(pire, Date.now() - avant);
      await wait(50);
    }
    expect((await refus).status).toBe(422);
    expect(fautes(await refus)[0]).toContain('n’existe pas dans Excel');
    expect(Date.now() - depart).toBeLessThan(10_000);
    expect(pire).toBeLessThan(1_000);
    expect(fautes(await envoyer(await classeur([ligne('apres@essai.example')])))).toEqual([]);
  });

  it('rows that only have a colour are no rows, however many', { timeout: 60_000 }, async () => {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await classeur([ligne('couleur@essai.example')])) as unknown as exceljs.Buffer);
    const [sheet] = workbook.worksheets;
    for (let rangee = 3; rangee <= 25_000; rangee += 1)
      sheet!.getCell(rangee, 1).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFF00' } };
    expect(etats(await envoyer(Buffer.from(await workbook.xlsx.writeBuffer())))).toEqual(['a_creer']);
  });

  it('no file, two files', async () => {
    expect((await ines.post(IMPORT)).status).toBe(422);
    const bon = await classeur([ligne('deux@essai.example')]);
    const deux = await ines.upload(IMPORT, 'fichier', [['a.xlsx', bon], ['b.xlsx', bon]]); // prettier-ignore
    expect(deux.status).toBe(422);
    expect(fautes(deux)[0]).toContain('un seul fichier');
  });

  it('a file broken anywhere is read or refused, never a failure', { timeout: 30_000 }, async () => {
    const bon = await classeur([ligne('casse@essai.example'), ligne('casse2@essai.example', { 7: 12 })]);
    const mots = [
      'r="A1"',
      'sheetData',
      'sheetId="1"',
      'r:id="rId1"',
      '<is>',
      '<t>',
      'row r="2"',
      't="inlineStr"',
      'worksheets/sheet1.xml',
    ];
    const parts = ['', 'r="XFE9999999999"', '<f>1</f>', 'r="-1"', 't="s"', '&#0;', '<!DOCTYPE a [<!ENTITY b "c">]>&b;'];
    const fichiers = [
      ...Array.from({ length: 40 }, (_, i) => {
        const at = Math.floor((i * bon.length) / 40);
        return Buffer.from(bon).fill((i * 37) % 256, at, at + 3);
      }),
      ...mots.flatMap((mot) =>
        parts.map((part) => classeurBrut([TETE, ligne('casse@essai.example') as string[]], { casser: (xml) => xml.replace(mot, part) })),
      ),
    ];
    for (const fichier of fichiers) expect([200, 422]).toContain((await envoyer(fichier)).status);
  });

  it('names over a whole sheet, boxes over a million rows, do not hold the house', { timeout: 10_000 }, async () => {
    const vaste = classeurBrut([TETE, ligne('vaste@essai.example') as string[]], {
      noms: '<definedNames><definedName name="tout">F!$A$1:$XFD$1048576</definedName></definedNames>',
      feuille: `<mergeCells count="1"><mergeCell ref="J1:XFD1048576"/></mergeCells><dataValidations count="1"><dataValidation type="whole"
        sqref="A1:XFD1048576"><formula1>1</formula1></dataValidation></dataValidations>`,
    });
    const reponse = await envoyer(vaste);
    expect(etats(reponse)).toEqual(['a_creer']);
  });
});

describe('what comes back to confirm is believed no more than the file', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '[['],
    ['no list', '{"length":1}'],
    ['an empty list', '[]'],
    ['rows too short', '[[2,"a@essai.example"]]'],
    ['numbers', '[[2,1,2,3,4,5,6,7,8]]'],
    ['a row from nowhere', '[[-1,"a","b","c","d","e","f","g","h"]]'],
    ['too many', JSON.stringify(Array.from({ length: 1_001 }, (_, i) => [i + 1, ...Array.from({ length: 8 }, () => '')]))],
  ])('%s', async (_label, lignes) => {
    const reponse = await ines.post(IMPORT, { etape: 'confirmer', lignes });
    expect(reponse.status).toBe(422);
    expect(fautes(reponse)[0]).toContain('n’ont pas été reçues entières');
  });

  it('rows changed on their way are checked again, with the same words', async () => {
    const avant = await combien();
    const change = (changes: Partial<Record<number, string>>) => JSON.stringify([[2, ...ligne('passe@essai.example', changes)]]);
    const autre = await nomDe(voisins.entites.racine);
    for (const changes of [{ 5: autre }, { 4: 'Garant' }, { 2: '=1+1' }, { 2: 'a\u0000b' }, { 2: '\ud800' }, { 0: 'x' }]) {
      const reponse = await ines.post(IMPORT, { etape: 'confirmer', lignes: change(changes) });
      expect(reponse.status).toBe(422);
      expect(etats(reponse)).toEqual(['a_corriger']);
    }
    expect(await combien()).toBe(avant);
  });

  it('none is created when the database refuses the last', async () => {
    const avant = await combien();
    const vue = await envoyer(await classeur([ligne('premier@essai.example'), ligne('zz-dernier@essai.example')]));
    const proprietaire = new pg.Client(database.config);
    await proprietaire.connect();
    await proprietaire.query(
      `create function refuser_dernier() returns trigger language plpgsql as $$ begin raise exception 'panne'; end $$`,
    );
    await proprietaire.query(
      `create trigger panne before insert on collaborateur for each row when (new.email = 'zz-dernier@essai.example') execute function refuser_dernier()`,
    );
    expect((await confirmer(vue)).status).toBe(500);
    await proprietaire.query('drop trigger panne on collaborateur');
    await proprietaire.end();
    expect(await combien()).toBe(avant);
    expect((await confirmer(vue)).status).toBe(303);
  });
});

describe('at the same moment', () => {
  it('two administrators who confirm the same file, in opposite orders, create each person once', async () => {
    const avant = (await combien()) ?? 0;
    const personnes = Array.from({ length: 30 }, (_, i) => ligne(`ensemble${i}@essai.example`));
    const vues = await Promise.all([envoyer(await classeur(personnes)), envoyer(await classeur([...personnes].reverse()))]);
    expect(vues.map(({ status }) => status)).toEqual([200, 200]);
    const faits = await Promise.all(vues.map((vue) => confirmer(vue)));
    expect(faits.map(({ status }) => status).sort()).toEqual([200, 303]);
    expect(await combien()).toBe(avant + 30);
    const journal = await rows(sql`select 1 from journal where acte = 'collaborateur_ajouter' and details->>'email' like 'ensemble%'`);
    expect(journal).toHaveLength(30);
  });

  it('the same button pressed five times acts once', async () => {
    const vue = await envoyer(await classeur([ligne('cinq@essai.example')]));
    const champs = { etape: 'confirmer', lignes: lignesDe(vue) ?? '', _idempotence: crypto.randomUUID() };
    const faits = await Promise.all(Array.from({ length: 5 }, () => ines.post(IMPORT, champs)));
    expect(new Set(faits.map(({ status }) => status))).toEqual(new Set([303]));
    expect(await rows(sql`select 1 from collaborateur where email = 'cinq@essai.example'`)).toHaveLength(1);
  });
});
