/** The control code: one form wherever it is shown, one name for it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { controlCode, showControlCode } from '../../src/kit/control-code.js';
import { ROOT } from '../../src/kit/root.js';
import { demarrer, type Application } from '../setup/application.js';
import { useDatabase } from '../setup/database.js';
import { construire, ORIGINE, type Maison } from '../setup/maison.js';
import { emettre } from './emettre.js';
import { pdfText } from './pdf-text.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

it('is printed on the original and on its duplicates as it is shown on screen, in letters and in the address', async () => {
  const numero = await emettre(maison);
  const rang = await application.services.actes.editer(maison.marc, numero, ORIGINE);
  const [original] = await maison.db.systeme.rows<{ code: string; contenu: Buffer }>(sql`
    select a.code, f.contenu from acte a join fichier f on f.id = a.fichier_id join caution c on c.id = a.caution_id where c.numero = ${numero}`);
  if (!original) throw new Error('no act');
  const shown = showControlCode(original.code);
  const { contenu } = await application.services.actes.edition(maison.marc, numero, rang);
  for (const pdf of [original.contenu, contenu]) {
    const printed = await pdfText(pdf);
    expect(new Set(printed.match(/[0-9A-Z]{2,4}-+[0-9A-Z]{1,4}-+[0-9A-Z-]{2,}/g))).toEqual(new Set([shown]));
    expect(new Set([...printed.matchAll(/verifier\/(\S+)/g)].map(([, code]) => code))).toEqual(new Set([shown]));
    expect(printed).toContain('Code de contrôle');
  }
}, 60_000);

describe('a code that is not as stored', () => {
  it.each(['', 'Q98S-7QE1-F4EX', 'q98s7qe1f4ex', 'OOOOOOOOOOOO'])('%j is not shown', (code) =>
    expect(() => showControlCode(code)).toThrow('as stored'),
  );
  it('one drawn is', () => expect(showControlCode(controlCode())).toMatch(/^\w{4}-\w{4}-\w{4}$/));
});

it('has one name on every page, mail and act; the code of the door is another thing', () => {
  for (const langue of ['fr', 'en']) {
    const folder = path.join(ROOT, 'templates/locales', langue);
    for (const file of readdirSync(folder).filter((name) => name !== 'acces.json'))
      expect(readFileSync(path.join(folder, file), 'utf8'), file).not.toMatch(
        /code de v[ée]rification|verification code|check(ing)? code/i,
      );
  }
});
