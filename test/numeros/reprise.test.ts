/** An installation that had one sequence for all its insurers: each goes on after its own last number. */
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { migrate } from '../../src/kit/migrate.js';
import { inRoot } from '../../src/kit/root.js';
import { emptyDatabase } from '../setup/database.js';

const NUMEROS = '0050_numeros.sql';

/** Two insurers with an account each, whose demandes, cautions and invoices took their numbers in turn; totals that must not move. */
const AVANT = `
  set session_replication_role = replica;
  insert into garant (code, nom, site_url) values ('un', 'Un', ''), ('deux', 'Deux', '');
  insert into compte (garant_id, numero_client, nom) select id, 'K', nom from garant;
  insert into demande (compte_id, numero, annee, rang, entite_id, produit, type_credit, texte_version_id, montant, devise, beneficiaire, date_effet, valeurs, saisi_par, creee_le)
    select 1 + n % 2, 'D26-000000' || n, 2026, n, 1, 'P', 'T', 1, 10, 'EUR', 'B', '2026-01-01', '{}', 1, now() from generate_series(1, 7) n;
  insert into caution (compte_id, garant_id, numero, annee, rang, demande_id, entite_id, contrat_id, autorisation_id, produit, type_credit,
      texte_version_id, montant, devise, beneficiaire, date_effet, valeurs, donneur_ordre, etat, controle, edition_deportee, creee_le)
    select compte_id, compte_id, 'C' || substr(numero, 2), annee, rang, id, 1, 1, 1, produit, type_credit, 1, montant, devise, beneficiaire, date_effet,
      '{}', '{}', 'en_attente', '[]', true, creee_le from demande where rang < 4;
  insert into facture (compte_id, contrat_id, entite_id, numero, nature, periode_du, periode_au, emise_le, echeance, montant, devise)
    values (2, 1, 1, 'F25-0000012', 'facture', '2025-01-01', '2025-03-31', '2025-01-02', '2025-02-02', 1, 'EUR');
  insert into compteur values ('demande', 2026, 7), ('caution', 2026, 3), ('facture', 2025, 12);
  insert into bilan values (1, 'demande', 0, 'P', 'T', 'EUR', 'creee', 3, 30);
  set session_replication_role = origin;`;

it('goes on after the last number of each insurer; nothing else moves', async () => {
  const database = await emptyDatabase();
  const dossier = mkdtempSync(path.join(os.tmpdir(), 'cautionet-numeros-'));
  const owner = new pg.Client(database.config);
  try {
    for (const nom of readdirSync(inRoot('migrations')).filter((name) => name < NUMEROS))
      copyFileSync(inRoot('migrations', nom), path.join(dossier, nom));
    await migrate(database.url, undefined, dossier);
    await owner.connect();
    await owner.query(AVANT);
    expect(await migrate(database.url)).toContain(NUMEROS);
    const lire = async (texte: string) => (await owner.query<Record<string, unknown>>(texte)).rows;
    expect(await lire('select garant_id, nature, annee, dernier from compteur order by nature, garant_id')).toEqual([
      { garant_id: 1, nature: 'caution', annee: 2026, dernier: 2 },
      { garant_id: 2, nature: 'caution', annee: 2026, dernier: 3 },
      { garant_id: 1, nature: 'demande', annee: 2026, dernier: 6 },
      { garant_id: 2, nature: 'demande', annee: 2026, dernier: 7 },
      { garant_id: 2, nature: 'facture', annee: 2025, dernier: 12 },
    ]);
    expect(await lire(`select prendre_numeros(1, 'demande', 2026, 2) as premier`)).toEqual([{ premier: 7 }]);
    expect(await lire('select count(*)::int as n from demande where garant_id <> compte_id')).toEqual([{ n: 0 }]);
    expect(await lire('select nombre, montant from bilan')).toEqual([{ nombre: 3, montant: '30.000' }]);
  } finally {
    await owner.end();
    await database.drop();
    rmSync(dossier, { recursive: true });
  }
}, 30_000);
