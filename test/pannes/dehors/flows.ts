/** Nine flows as a browser sends them: what stands before each, the form, and how often its effect is found afterwards. */
import { randomInt, randomUUID } from 'node:crypto';
import { createHasher } from '../../../src/preuves/hasher.js';
import { chiffresFaciles } from '../../../src/preuves/chiffres.js';
import { openSecrets } from '../../../src/secrets.js';
import { readConfig } from '../../../src/config.js';
import { addDays, formatDay, systemClock, today } from '../../../src/kit/dates.js';
import { CODE } from '../../setup/application.js';
import { documentOf, type Client } from '../../setup/client.js';
import { classeur } from '../../collaborateurs/classeurs.js';
import type { Ground } from './ground.js';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** One time of a flow: a form ready to be sent, and what is found of it in the database. */
export interface Time {
  readonly address: string;
  readonly body: string;
  /** 0 untouched, 1 whole; anything else is a fault. */
  readonly effects: () => Promise<number>;
}

export interface Flow {
  readonly name: string;
  /** Whose browser. */
  readonly email: (ground: Ground) => string;
  /** What opens that person's door now. */
  readonly code: () => string;
  readonly prepare: (ground: Ground, person: Client) => Promise<Time>;
}

/** The form of a page, filled in: its hidden fields as they are, then ours. Throws when the page is not shown. */
export async function formOf(person: Client, page: string, fields: Fields = {}): Promise<string> {
  const answer = await person.get(page);
  if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}`);
  const shown = documentOf(answer);
  const hidden = (name: string) => shown.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value;
  const body = new URLSearchParams({ _csrf: hidden('_csrf') ?? '', _idempotence: randomUUID() });
  const version = hidden('version');
  if (version) body.set('version', version);
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one as string);
  return body.toString();
}

const count = async ({ owner }: Ground, from: string, ...values: unknown[]) =>
  (await owner.query<{ n: number }>(`select count(*)::int as n from ${from}`, values)).rows[0]?.n ?? 0;

/** A geste on a demande, from its page. */
const geste =
  (suite: string, fields: Fields, effects: string, submitted = true): Flow['prepare'] =>
  async (ground, person) => {
    const numero = await ground.demande(submitted);
    const address = `/demandes/${numero}/${suite}`;
    return {
      address,
      body: await formOf(person, `/demandes/${numero}`, fields),
      effects: () => count(ground, effects, numero),
    };
  };
const save: Flow['prepare'] = async (ground, person) => {
  const { entites, texte } = ground.maison;
  const marche = `P-${randomUUID().slice(0, 8)}`;
  const [before, after] = [-20, 5].map((days) => formatDay(addDays(today(systemClock), days)));
  const fields = {
    ...{ entiteId: String(entites.fille), produit: 'MARCHE', typeCredit: 'RG_PRIV', texteId: String(texte.id) },
    ...{
      beneficiaire_nom: 'SCI Les Terrasses',
      beneficiaire_nature: 'prive',
      beneficiaire_pays: 'FR',
      beneficiaire_siret: '73282932000074',
    },
    ...{ beneficiaire_adresse: '14, montée des Carmes\n69005 Lyon', marche_numero: marche, marche_objet: 'Logements' },
    ...{ marche_date: before ?? '', chantier_adresse: 'Lyon', montant_ttc: '2 000,00', taux: '5', date_effet: after ?? '' },
    ...{ loi: 'loi française', tribunal: 'tribunal de commerce de Lyon', etape: 'enregistrer' },
  };
  return {
    address: '/demandes/nouvelle',
    body: await formOf(person, '/demandes/nouvelle', fields),
    effects: () => count(ground, `demande where valeurs ->> 'marche_numero' = $1`, marche),
  };
};

const BULK = 5;
const bulk: Flow['prepare'] = async (ground, person) => {
  const numeros: string[] = [];
  for (let i = 0; i < BULK; i += 1) numeros.push(await ground.demande());
  const { rows } = await ground.owner.query<{ numero: string; version: number }>(
    'select numero, version from demande where numero = any ($1)',
    [numeros],
  );
  return {
    address: '/demandes/validation',
    body: await formOf(person, '/demandes', { numeros, versions: rows.map((row) => `${row.numero}:${row.version}`), etape: 'confirmer' }),
    // Each whole or untouched: between none and all after an accident, all in the end.
    effects: async () => (await count(ground, `caution x join demande d on d.id = x.demande_id where d.numero = any ($1)`, numeros)) / BULK,
  };
};

const print = (): Flow['prepare'] => {
  let numero: string | undefined;
  return async (ground, person) => printOnce(ground, person, (numero ??= await ground.caution()));
};

async function printOnce(ground: Ground, person: Client, numero: string): Promise<Time> {
  await ground.owner.query(`select graphile_worker.add_job('actes')`);
  while ((await count(ground, 'acte a join caution c on c.id = a.caution_id where c.numero = $1', numero)) === 0)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const editions = () =>
    count(ground, 'edition e join acte a on a.id = e.acte_id join caution c on c.id = a.caution_id where c.numero = $1', numero);
  const before = await editions();
  return {
    address: `/cautions/${numero}/acte.pdf`,
    body: await formOf(person, `/cautions/${numero}`, {}),
    effects: async () => (await editions()) - before,
  };
}

const IMPORTED = 3;
const people: Flow['prepare'] = async (ground, person) => {
  const mark = randomUUID().slice(0, 8);
  const { rows } = await ground.owner.query<{ nom: string }>('select nom from entite where id = $1', [ground.maison.entites.racine]);
  const lines = Array.from({ length: IMPORTED }, (_, i) => [
    ...[`p${i}.${mark}@essai.example`, 'Zoé', 'Petit', 'fr', 'Saisisseur', rows[0]?.nom ?? '', 'oui', ''],
  ]);
  const page = '/parametrage/collaborateurs/import';
  const checked = await person.upload(page, 'fichier', [['personnes.xlsx', await classeur(lines)]]);
  const lignes = documentOf(checked).querySelector<HTMLInputElement>('input[name=lignes]')?.value ?? '';
  return {
    address: page,
    body: await formOf(person, page, { etape: 'confirmer', lignes }),
    effects: async () => (await count(ground, 'collaborateur where email like $1', `%.${mark}@essai.example`)) / IMPORTED,
  };
};

/** Changes the same person's code again and again. */
function password(): Pick<Flow, 'code' | 'prepare'> {
  let code = CODE;
  return {
    code: () => code,
    async prepare({ owner, maison, dataDir }, person) {
      const [former, next] = [code, newCode()];
      code = next;
      const { pepper } = await openSecrets(readConfig({ DATA_DIR: dataDir }), systemClock);
      const hasher = await createHasher(pepper);
      return {
        address: '/profil/mot-de-passe',
        body: await formOf(person, '/profil/mot-de-passe', { actuel: former, motDePasse: next, confirmation: next }),
        // The one or the other opens the door, and only one.
        effects: async () => {
          const { rows } = await owner.query<{ secret: string }>('select secret from identifiant where email = $1', [maison.claire.email]);
          const kept = rows[0]?.secret ?? '';
          const [old, fresh] = await Promise.all([hasher.verify(kept, former), hasher.verify(kept, next)]);
          return old === fresh ? NaN : Number(fresh);
        },
      };
    },
  };
}

function newCode(): string {
  for (;;) {
    const drawn = String(randomInt(100_000, 1_000_000));
    if (!chiffresFaciles(drawn)) return drawn;
  }
}

const identify: Flow['prepare'] = async (ground, person) => {
  const { compteId, contratId, entites } = ground.maison;
  const mark = randomUUID().slice(0, 8);
  const { rows } = await ground.owner.query<{ id: number }>(
    `insert into entite (compte_id, parent_id, chemin, nom, forme, adresse, pays, etat, demandee_le)
     values ($1, $2, '{}', $3, 'SAS', 'Lyon', 'FR', 'a_identifier', now()) returning id`,
    [compteId, entites.racine, `Neuve ${mark}`],
  );
  const id = rows[0]?.id ?? 0;
  return {
    address: `/gestion/entites/${id}`,
    body: await formOf(person, `/gestion/entites/${id}`, {
      decision: 'identifier',
      numeroClient: `CL-${mark}`,
      contrats: String(contratId),
    }),
    effects: async () =>
      (await count(ground, `journal where sujet = 'entite' and sujet_id = $1 and acte = 'entite_identifier'`, id)) +
      (await count(
        ground,
        `entite e where id = $1 and (etat = 'a_identifier') = exists (select from contrat_entite where entite_id = $1)`,
        id,
      )),
  };
};

const OF_DEMANDE = 'join demande d on d.id = x.demande_id where d.numero = $1';
const journaled = (acte: string) =>
  `journal j join demande d on j.sujet = 'demande' and d.id = j.sujet_id where d.numero = $1 and j.acte = '${acte}'`;
const REFUSAL = { motif: 'Montant à revoir', commentaire: 'Montant à revoir' };

export function createFlows(): readonly Flow[] {
  const [ines, marc, claire] = (['ines', 'marc', 'claire'] as const).map(
    (name) =>
      ({ maison }: Ground) =>
        maison[name].email,
  ) as [Flow['email'], Flow['email'], Flow['email']];
  const code = () => CODE;
  return [
    { name: 'save', email: ines, code, prepare: save },
    { name: 'submit', email: ines, code, prepare: geste('soumission', {}, journaled('soumettre'), false) },
    { name: 'validate one', email: marc, code, prepare: geste('validation', {}, `caution x ${OF_DEMANDE}`) },
    { name: 'validate five in bulk', email: marc, code, prepare: bulk },
    { name: 'refuse', email: marc, code, prepare: geste('refus', REFUSAL, journaled('refuser')) },
    { name: 'print a duplicate', email: ines, code, prepare: print() },
    { name: 'import three people', email: ines, code, prepare: people },
    { name: 'change of password', email: claire, ...password() },
    { name: 'identify an entity', email: ({ conseiller }) => conseiller, code, prepare: identify },
  ];
}
