/** What must not be done: read the room, decide, then write. Kept to show that the test of the last euro can fail. */
import pg from 'pg';

export interface Bilan {
  readonly plafond: number;
  readonly utilise: number;
  readonly emises: number;
}

/** As many naive issuers of 100 at once on a line of its own, with room for one. */
export async function emettreNaivement(config: pg.ClientConfig, combien: number): Promise<Bilan> {
  const pool = new pg.Pool({ ...config, max: combien });
  await pool.query('create table naif_ligne (plafond int not null, utilise int not null)');
  await pool.query('insert into naif_ligne values (100, 0)');
  const clients = await Promise.all(Array.from({ length: combien }, () => pool.connect()));
  const emises = await Promise.all(
    clients.map(async (client) => {
      await client.query('begin');
      const { rows } = await client.query<{ reste: number }>('select plafond - utilise as reste from naif_ligne');
      const passe = (rows[0]?.reste ?? 0) >= 100;
      if (passe) await client.query('update naif_ligne set utilise = utilise + 100');
      await client.query('commit');
      client.release();
      return passe;
    }),
  );
  const { rows } = await pool.query<{ plafond: number; utilise: number }>('select plafond, utilise from naif_ligne');
  await pool.end();
  return { plafond: rows[0]?.plafond ?? 0, utilise: rows[0]?.utilise ?? 0, emises: emises.filter(Boolean).length };
}
