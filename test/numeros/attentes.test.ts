/** Numbers under concurrence: insurers do not wait for one another, nothing is lost nor skipped, and no reader's pace is waited for. */
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { idempotent, withKey } from '../../src/kit/idempotence.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { FAUTES } from '../seeds/invariants.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, autreGarant, construire, MAINTENANT, ORIGINE, vuesDe, type Maison } from '../setup/maison.js';

const database = useDatabase();
let owner: pg.Client;
let maison: Maison;
/** Of the same insurer, and of another. */
let voisine: Maison;
let ailleurs: Maison;
const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;

beforeAll(async () => {
  maison = await construire(database.config);
  voisine = await ajouterCompte(maison.db, maison);
  ailleurs = await ajouterCompte(maison.db, await autreGarant(maison.db));
  owner = new pg.Client(database.config);
  await owner.connect();
}, 60_000);
afterEach(() => {
  Object.assign(pg.Client.prototype, { query });
});
afterAll(async () => {
  await owner?.end();
  await maison?.db.close();
});

const services = () => {
  const db = idempotent(maison.db, MAINTENANT);
  const deps = { db, clock: MAINTENANT, reveiller: () => undefined };
  return { demandes: createDemandesService(deps), validations: createValidationsService(deps) };
};
const creer = (house: Maison, montant = '100.00') => services().demandes.enregistrer(house.ines, house.contenu(montant), [], ORIGINE);

async function aValider(house: Maison, montant?: string): Promise<string> {
  const numero = await creer(house, montant);
  await services().demandes.soumettre(house.ines, numero, { version: 1, origine: ORIGINE });
  return numero;
}
const valider = async (house: Maison, ...numeros: readonly string[]) =>
  services().validations.valider(house.claire, await vuesDe(house, ...numeros), ORIGINE);

describe('a writer stopped after it took its number', () => {
  it('delays the other writers of its insurer, and nobody of another', { timeout: 30_000 }, async () => {
    for (const house of [maison, voisine, ailleurs]) await valider(house, await aValider(house));
    const [sienne, autre, etrangere] = [await aValider(maison), await aValider(voisine), await aValider(ailleurs)];
    // The totals of the first account, which its next caution moves right after its number is taken.
    await owner.query('begin');
    await owner.query(`update bilan set nombre = nombre where compte_id = ${maison.compteId} and objet = 'caution'`);
    let termine = 0;
    const fini = <T>(work: Promise<T>) => work.finally(() => (termine += 1));
    const retenues = [fini(valider(maison, sienne))];
    await wait(200);
    retenues.push(fini(valider(voisine, autre)));
    try {
      const libre = await Promise.race([valider(ailleurs, etrangere), wait(5_000)]);
      expect(libre).toMatchObject([{ issue: 'transmise', effective: true, caution: 'C26-0000002' }]);
      expect(termine).toBe(0);
    } finally {
      await owner.query('rollback');
    }
    expect((await Promise.all(retenues)).flat().map(({ caution }) => caution)).toEqual(['C26-0000003', 'C26-0000004']);
  });
});

describe('validations and failures all at once', () => {
  it('leave no gap and no double, each insurer by itself; what failed passes afterwards', { timeout: 60_000 }, async () => {
    // The ledger refuses these amounts: after their number was taken.
    await owner.query(`
      create function casser() returns trigger language plpgsql as $$ begin raise exception 'cassé'; end $$;
      create trigger casser before insert on mouvement for each row when (new.montant = 13) execute function casser()`);
    const houses = [maison, voisine, ailleurs];
    const demandes = await Promise.all(
      houses.flatMap((house) =>
        Array.from({ length: 24 }, async (_, i) => ({ house, numero: await aValider(house, i % 3 === 0 ? '13.00' : '50.00') })),
      ),
    );
    const tous = () => Promise.allSettled(demandes.map(({ house, numero }) => valider(house, numero)));
    const premiers = await tous();
    const raisons = premiers.map((one) => (one.status === 'fulfilled' ? one.value[0]?.raison : 'rejetée'));
    expect(raisons.filter((raison) => raison === 'validations.impossible')).toHaveLength(24);
    expect(raisons.filter((raison) => raison === undefined)).toHaveLength(48);
    await owner.query('drop trigger casser on mouvement; drop function casser()');
    const seconds = await tous();
    const issues = seconds.map((one) => (one.status === 'fulfilled' ? one.value[0]?.issue : 'rejetée'));
    expect(issues.filter((issue) => issue === 'transmise')).toHaveLength(24);
    const fautes: string[] = [];
    for (const [nom, faute] of Object.entries(FAUTES)) {
      const { text, values } = faute('2026-11-21', MAINTENANT());
      if ((await owner.query({ text, values })).rows.length > 0) fautes.push(nom);
    }
    expect(fautes).toEqual([]);
  });
});

/** The statements of what is done, by message: those that left before the answer of another came are of the same one. */
async function messages(work: () => Promise<unknown>): Promise<string[][]> {
  const turns: string[][] = [];
  let pending = 0;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: unknown[]) {
      const sent = query.apply(this, args);
      if (this === owner || !(sent instanceof Promise)) return sent;
      if (pending === 0) turns.push([]);
      pending += 1;
      turns.at(-1)?.push(typeof args[0] === 'string' ? args[0] : ((args[0] as { text?: string }).text ?? ''));
      const answered = () => (pending -= 1);
      sent.then(answered, answered);
      return sent;
    },
  });
  await work();
  Object.assign(pg.Client.prototype, { query });
  return turns;
}
const CLE = () => ({ cle: crypto.randomUUID(), identifiantId: maison.claire.identifiantId, chemin: '/demandes/validation' });
const numerotant = (texte: string) => texte.includes('prendre_numeros');

/** How often the system is called to send to the database. */
async function paquets(work: () => Promise<unknown>): Promise<number> {
  const socket = net.Socket.prototype as unknown as Record<'_write' | '_writev', (...args: unknown[]) => unknown>;
  const { _write, _writev } = socket;
  let sent = 0;
  const counted = (write: typeof _write) =>
    function (this: net.Socket, ...args: unknown[]) {
      if (this !== (process.stdout as unknown) && this !== (process.stderr as unknown)) sent += 1;
      return write.apply(this, args);
    };
  Object.assign(socket, { _write: counted(_write), _writev: counted(_writev) });
  await work().finally(() => Object.assign(socket, { _write, _writev }));
  return sent;
}

describe('messages to the database', () => {
  it('of a whole validation with its key: the key, the locks and what is read under them, all that is written with the commit', async () => {
    const choix = await vuesDe(maison, await aValider(maison));
    const envois = await messages(() => withKey(CLE(), () => services().validations.valider(maison.claire, choix, ORIGINE)));
    expect(envois).toHaveLength(3);
    const dernier = envois[2] ?? [];
    expect(dernier.at(-1)).toBe('commit');
    expect(dernier.some(numerotant)).toBe(true);
    // The number is waited for by the ledger, the journal, the mail and the answer of the key only.
    expect(dernier.findIndex(numerotant)).toBe(dernier.length - 6);
  });

  it('are one packet each', async () => {
    const choix = await vuesDe(maison, await aValider(maison));
    expect(await paquets(() => withKey(CLE(), () => services().validations.valider(maison.claire, choix, ORIGINE)))).toBe(3);
    expect(await paquets(() => maison.db.rows({ compte: maison.compteId }, sql`select 1`))).toBe(1);
  });

  it('of a creation: whatever follows its number leaves with the commit', async () => {
    const envois = await messages(() => withKey(CLE(), () => creer(maison)));
    expect(envois.findIndex((un) => un.some(numerotant))).toBe(envois.length - 2);
    expect(envois.at(-1)?.at(-1)).toBe('commit');
  });

  it('of five hundred: no more than of one', { timeout: 60_000 }, async () => {
    const [premiere = ''] = [await aValider(maison)];
    await maison.db.systeme.rows(sql`
      with n as (select prendre_numeros(${maison.garantId}, 'demande', 2026, 499) as rang)
      insert into demande (compte_id, garant_id, numero, annee, rang, entite_id, autorisation_id, produit, type_credit, texte_version_id, montant,
        devise, beneficiaire, marche, date_effet, valeurs, etat, tour, saisi_par, creee_le)
      select d.compte_id, d.garant_id, numeroter('D', 2026, n.rang + x), 2026, n.rang + x, d.entite_id, d.autorisation_id, d.produit, d.type_credit,
        d.texte_version_id, d.montant, d.devise, d.beneficiaire, 'Lot ' || x, d.date_effet, d.valeurs, d.etat, d.tour, d.saisi_par, d.creee_le
      from n, demande d, generate_series(0, 498) x where d.compte_id = ${maison.compteId} and d.numero = ${premiere}`);
    const numeros = (
      await maison.db.systeme.rows<{ numero: string }>(
        sql`select numero from demande where compte_id = ${maison.compteId} and etat = 'a_valider' order by id desc limit 500`,
      )
    ).map(({ numero }) => numero);
    const choix = await vuesDe(maison, ...numeros);
    const envois = await messages(async () => {
      const resultats = await services().validations.valider(maison.claire, choix, ORIGINE);
      expect(new Set(resultats.map(({ caution }) => caution)).size).toBe(500);
      expect(resultats.filter(({ effective }) => effective)).toHaveLength(500);
    });
    expect(envois).toHaveLength(2);
  });
});

describe('a form sent again', () => {
  it('is answered with the number of its caution, alone or among others', async () => {
    const [choix] = await vuesDe(maison, await aValider(maison));
    const cle = CLE();
    const { validations } = services();
    const envoyer = () => withKey(cle, () => validations.valider(maison.claire, [choix!], ORIGINE));
    const premier = await envoyer();
    expect(premier).toMatchObject([{ issue: 'transmise', effective: true, caution: expect.stringMatching(/^C26-/) as string }]);
    const autre = await vuesDe(maison, await aValider(maison));
    // The second joins a neighbour's transaction.
    const [, encore, voisin] = await Promise.all([
      valider(maison, await aValider(maison)),
      envoyer(),
      validations.valider(maison.claire, autre, ORIGINE),
    ]);
    expect(encore).toEqual(premier);
    expect(voisin[0]?.caution).not.toBe(premier[0]?.caution);
  });
});

describe('the last statements of a transaction', () => {
  const compte = () => ({ compte: maison.compteId });
  const seuil = sql`select seuil_orange from compte where id = `;

  it('undo everything when one fails, and say the first failure', async () => {
    const avant = await creer(maison);
    await expect(
      maison.db.transaction(compte(), async (tx) => {
        tx.last(tx.run(sql`update demande set objet = 'perdu' where numero = ${avant}`));
        tx.last(tx.run(sql`select 1 / 0`));
        await tx.run(sql`select 1`);
      }),
    ).rejects.toMatchObject({ code: '22012' });
    await expect(
      maison.db.transaction(compte(), async (tx) => {
        await tx.run(sql`update demande set objet = 'perdu' where numero = ${avant}`);
        tx.last(tx.run(sql`select 1 / 0`));
        tx.last(tx.run(sql`update demande set objet = 'perdu aussi' where numero = ${avant}`));
      }),
    ).rejects.toMatchObject({ code: '22012' });
    const [row] = await maison.db.systeme.rows<{ objet: string }>(
      sql`select objet from demande where numero = ${avant} and compte_id = ${maison.compteId}`,
    );
    expect(row?.objet).not.toMatch(/perdu/);
  });

  it('may ask nothing more after the commit left', async () => {
    await expect(
      maison.db.transaction(compte(), async (tx) => {
        tx.last(tx.run(sql`${seuil}${maison.compteId}`).then(() => tx.run(sql`${seuil}${maison.compteId}`)));
        await Promise.resolve();
      }),
    ).rejects.toThrow(/after the commit/);
  });
});
