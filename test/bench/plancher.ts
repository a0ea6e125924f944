/** The floor: node:http, pg, named statements, HTML by concatenation; no session, no rights, the best SQL we know. */
import http from 'node:http';
import pg from 'pg';

const [, , url = '', compte = '0'] = process.argv;
const pool = new pg.Pool({ connectionString: url, max: 12, options: '-c jit=off' });
const id = Number(compte);
const query = async <Row>(name: string, text: string, values: unknown[]): Promise<Row[]> =>
  (await pool.query({ name, text, values })).rows as Row[];
const page = (body: string) =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Plancher</title></head><body>${body}</body></html>`;
type Line = Record<string, string>;
const cell = (text: unknown) => `<td>${String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)}</td>`;
const table = (rows: readonly Line[]) =>
  `<table>${rows.map((row) => `<tr>${Object.values(row).map(cell).join('')}</tr>`).join('')}</table>`;

const PAGES: Record<string, (search: URLSearchParams) => Promise<string>> = {
  '/': async () => {
    const [lignes, bilan, filiales, attente] = await Promise.all([
      query<Line>(
        'a',
        `select produit, type_credit, sum(autorise) as autorise, sum(utilise) as utilise from autorisation where compte_id = $1 group by 1, 2 order by 3 desc`,
        [id],
      ),
      query<Line>(
        'b',
        `select type_credit, etat, nombre, montant from bilan where compte_id = $1 and objet = 'caution' and entite_id = 0`,
        [id],
      ),
      query<Line>(
        'f',
        `select e.nom, b.nombre, b.montant from bilan b join entite e on e.id = b.entite_id
        where b.compte_id = $1 and b.objet = 'caution' and b.etat = 'effective' and b.produit = '*' order by b.montant desc limit 6`,
        [id],
      ),
      query<Line>(
        'c',
        `select id, numero, beneficiaire, montant from demande where compte_id = $1 and etat in ('a_valider', 'en_cours') order by id desc limit 5`,
        [id],
      ),
    ]);
    return table(lignes) + table(bilan) + table(filiales) + table(attente);
  },
  '/cautions': async (search) => {
    const size = Number(search.get('taille') ?? 50);
    const offset = (Number(search.get('page') ?? 1) - 1) * size;
    const etat = search.get('etat');
    const [rows, [total]] = await Promise.all([
      query<Line>(
        etat ? 'le' : 'l',
        `select x.numero, x.creee_le, e.nom, x.type_credit, x.beneficiaire, x.marche, x.objet, x.montant, x.etat from caution x join entite e on e.id = x.entite_id
         where x.compte_id = $1 ${etat ? 'and x.etat = $4' : ''} order by x.id desc limit $2 offset $3`,
        etat ? [id, size, offset, etat] : [id, size, offset],
      ),
      query<Line>(
        etat ? 'te' : 't',
        `select sum(nombre) as n, sum(montant) as m from bilan where compte_id = $1 and objet = 'caution' and entite_id = 0 ${etat ? 'and etat = $2' : ''}`,
        etat ? [id, etat] : [id],
      ),
    ]);
    return `<p>${total?.n} ${total?.m}</p>${table(rows)}`;
  },
  '/caution': async (search) => {
    const numero = search.get('numero');
    const [caution, mouvements, journal] = await Promise.all([
      query<Line>('d', `select c.*, e.nom from caution c join entite e on e.id = c.entite_id where c.compte_id = $1 and c.numero = $2`, [
        id,
        numero,
      ]),
      query<Line>('m', `select m.* from mouvement m join caution c on c.id = m.caution_id where c.compte_id = $1 and c.numero = $2`, [
        id,
        numero,
      ]),
      query<Line>(
        'j',
        `select j.le, j.acte, j.qui from journal j join caution c on j.sujet = 'caution' and c.id = j.sujet_id where c.compte_id = $1 and c.numero = $2 order by j.id desc`,
        [id, numero],
      ),
    ]);
    return table(caution.map((row) => ({ ...row, valeurs: '', donneur_ordre: '', controle: '' }))) + table(mouvements) + table(journal);
  },
};

const server = http.createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://plancher');
  PAGES[pathname]?.(searchParams).then(
    (body) => res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(body)),
    (error: unknown) => res.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`));
