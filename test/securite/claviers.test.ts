/** On a telephone, the keypad that a field asks for must have what the field takes: every field of every page, whoever sees it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let numero = '';
const gens: Client[] = [];

beforeAll(async () => {
  maison = await construire(database.config);
  numero = await createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined }).enregistrer(
    maison.ines,
    maison.contenu('1000.00'),
    [],
    ORIGINE,
  );
  const tout = await maison.collaborateur('Omar', ['administrateur', 'saisisseur', 'valideur'], { delegation: null });
  const [agent] = await maison.db.systeme.rows<{ id: number }>(sql`
    insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, 'conseiller', 'Ag', 'Ent', 'agent@garant.example') returning id`);
  await maison.db.systeme.rows(sql`insert into identifiant (email, agent_id) values ('agent@garant.example', ${agent?.id})`);
  application = await demarrer(database);
  for (const email of [undefined, tout.email, 'agent@garant.example']) gens.push(await client(application.url, email));
}, 90_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

/** What each keypad can type, on the telephones that have the fewest keys. */
const TOUCHES: Readonly<Record<string, RegExp>> = { numeric: /^\d*$/, decimal: /^[\d.,]*$/, tel: /^[\d+*# ]*$/ };
/** What the words around a field say that it takes, by what it is. */
function prises(champ: HTMLInputElement): string[] {
  const { relire } = champ.dataset;
  if (relire === 'date' || champ.dataset.calendrier) return ['04/11/2026', '4.11.26', '4 novembre 2026'];
  if (champ.type === 'password') return champ.classList.contains('code') ? ['246813'] : ['phrase de passe'];
  if (relire === 'montant') return ['1234,56', '1234.56'];
  const suffixe = champ.parentElement?.querySelector('.govuk-input__suffix')?.textContent?.trim();
  if (suffixe === '%') return ['5,25'];
  return /siren|siret/i.test(champ.name) || champ.classList.contains('num') ? ['73282932000074'] : ['Été'];
}

it('no keypad and no pattern forbids what a field takes, and a date says its format', { timeout: 120_000 }, async () => {
  const fautes: string[] = [];
  let [champs, dates, secrets] = [0, 0, 0];
  const objets: Record<string, string> = {
    numero,
    id: String(maison.entites.fille),
    code: 'RG_PRIV',
    rang: '1',
    geste: 'supprimer',
    jeton: 'x',
  };
  const adresses = application.routes
    .filter(({ method, path }) => method === 'get' && !/\.(xlsx|pdf|json)$/.test(path))
    .map(({ path }) => path.replace(/:(\w+)/g, (_, nom: string) => objets[nom] ?? '1'));
  const cadre = `entiteId=${maison.entites.fille}&produit=MARCHE&typeCredit=RG_PRIV&texteId=${maison.texte.id}`;
  for (const qui of gens)
    for (const adresse of [...adresses, `/demandes/nouvelle?etape=details&${cadre}`]) {
      const page = await qui.get(adresse);
      if (page.status !== 200 || !page.type.includes('html')) continue;
      const vue = documentOf(page);
      for (const champ of vue.querySelectorAll<HTMLInputElement>('input:not([type=hidden], [type=checkbox], [type=radio], [type=file])')) {
        champs += 1;
        const clavier = champ.getAttribute('inputmode') ?? (champ.type === 'number' ? 'decimal' : champ.type === 'tel' ? 'tel' : 'text');
        const prise = prises(champ);
        if (champ.hasAttribute('pattern')) fautes.push(`${adresse} ${champ.name}: a pattern`);
        if (champ.type !== 'tel' && prise.some((une) => TOUCHES[clavier]?.test(une) === false))
          fautes.push(`${adresse} ${champ.name}: ${clavier} cannot type ${prise.join(', ')}`);
        if (champ.dataset.calendrier) {
          dates += 1;
          const dit = `${champ.placeholder} ${vue.getElementById(champ.getAttribute('aria-describedby')?.split(' ')[0] ?? '')?.textContent ?? ''}`;
          if (!/jj\/mm\/aaaa/.test(dit)) fautes.push(`${adresse} ${champ.name}: no format said`);
        }
        if (champ.type === 'password') secrets += 1;
      }
    }
  expect([...new Set(fautes)]).toEqual([]);
  expect(champs).toBeGreaterThan(150);
  expect(Math.min(dates, secrets)).toBeGreaterThan(3);
});
