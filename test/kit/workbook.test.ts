/** Workbooks as a reader gets them: read back with exceljs, over a real connection. */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import exceljs from 'exceljs';
import type { Response } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromDecimal } from '../../src/kit/money.js';
import { tempPath } from '../../src/kit/temp.js';
import type { Cell, Column, WorkbookOptions } from '../../src/kit/workbook.js';
import { createWorkbooks } from '../../src/kit/workbooks.js';

type Rows = WorkbookOptions['rows'];

const COLUMNS: readonly Column[] = [
  { header: 'Bénéficiaire', width: 30, kind: 'text' },
  { header: 'Fin', width: 12, kind: 'date' },
  { header: 'Montant', width: 16, kind: 'amount' },
  { header: 'Cautions', width: 10, kind: 'integer' },
];

let server: Server;
let options: WorkbookOptions;
/** How the last call of `send` ended. */
let outcome: Promise<unknown>;
const workbooks = createWorkbooks({ stallMs: 3_000 });

beforeAll(async () => {
  server = createServer((_req, res) => {
    outcome = workbooks.send(res as Response, 1, options).then(
      () => 'done',
      (error: unknown) => error,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await workbooks.close();
});

/** Asks for a workbook of these rows; the answer as soon as its head is there. */
function ask(rows: Rows, more: Partial<WorkbookOptions> = {}): Promise<IncomingMessage> {
  options = { filename: 'encours-2026-11-21.xlsx', sheet: 'Encours', columns: COLUMNS, rows, ...more };
  return new Promise((resolve, reject) =>
    get(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { agent: false }, resolve).on('error', reject),
  );
}

async function bytes(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function* batches(...all: (readonly Cell[])[][]): Rows {
  for (const batch of all) yield batch;
}

async function read(rows: Rows, more: Partial<WorkbookOptions> = {}): Promise<exceljs.Worksheet> {
  const workbook = new exceljs.Workbook();
  const file = await bytes(await ask(rows, more));
  await workbook.xlsx.load(file as unknown as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

/** Batches that never run out of rows, and tell when they are no longer wanted. */
function endless() {
  const source = { given: 0, closed: false };
  const rows = (async function* (): Rows {
    try {
      for (;;) {
        source.given += 1;
        yield Array.from({ length: 1_000 }, (_, i) => [`Bénéficiaire ${source.given} ${i} ${Math.random()}`, '2026-11-21', null, i]);
        await wait(0);
      }
    } finally {
      source.closed = true;
    }
  })();
  return { source, rows };
}

describe('a workbook', () => {
  it('has a name any browser keeps, a frozen head and a filter on it', async () => {
    const answer = await ask(batches([]), { filename: 'encours été.xlsx' });
    expect(answer.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="encours ete.xlsx"; filename*=UTF-8''encours%20%C3%A9t%C3%A9.xlsx`,
    );
    answer.resume();
    const sheet = await read(batches([['SCI', null, null, 1]]), { sheet: 'Encours : 1/2 [du groupe] et bien plus encore' });
    expect(sheet.name).toBe('Encours   1 2  du groupe  et bi');
    expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 1 }]);
    expect(sheet.autoFilter).toBe('A1:D1');
    expect((sheet.getRow(1).values as unknown[]).slice(1)).toEqual(COLUMNS.map(({ header }) => header));
  });

  it('holds real dates and real numbers, to the cent', async () => {
    const sheet = await read(
      batches([['A', '2026-03-29', fromDecimal('1234567.89', 'EUR'), 3]], [['B', '', fromDecimal('0.10', 'EUR'), null]]),
      { totals: [['Total', null, fromDecimal('1234567.99', 'EUR'), 3]] },
    );
    expect([2, 3, 4].map((n) => (sheet.getRow(n).values as unknown[]).slice(1))).toEqual([
      ['A', new Date('2026-03-29T00:00:00Z'), 1234567.89, 3],
      ['B', undefined, 0.1],
      ['Total', undefined, 1234567.99, 3],
    ]);
    expect(sheet.getCell('B2').numFmt).toBe('dd/mm/yyyy');
    expect(sheet.getCell('C2').numFmt).toBe('#,##0.00');
    expect([sheet.getCell('A2').font?.bold, sheet.getCell('A4').font?.bold]).toEqual([undefined, true]);
  });

  it('shows the decimals of each currency', async () => {
    const sheet = await read(
      batches([
        ['A', null, fromDecimal('1250', 'JPY'), 1],
        ['B', null, fromDecimal('7.125', 'TND'), 1],
      ]),
    );
    expect([sheet.getCell('C2').numFmt, sheet.getCell('C2').value]).toEqual(['#,##0', 1250]);
    expect([sheet.getCell('C3').numFmt, sheet.getCell('C3').value]).toEqual(['#,##0.000', 7.125]);
  });

  it.each(['=1+1', '=HYPERLINK("http://x")', '+33472004118', '-5', '@SUM(A1)', '\t=1', '\r=1', "=cmd|' /C calc'!A0"])(
    'keeps %j as text that nothing computes',
    async (typed) => {
      const cell = (await read(batches([[typed, null, null, 1]]))).getCell('A2');
      expect([cell.type, cell.numFmt]).toEqual([exceljs.ValueType.String, '@']);
      // XML reads a carriage return as a line feed: nothing else may change.
      expect(String(cell.value).replace('\n', '\r')).toBe(typed);
    },
  );

  it('survives what no XML may hold, and a text longer than Excel reads', async () => {
    const sheet = await read(
      batches([
        ['a\u0000b\u0008c\u001fd\uffffe\ufffef <&> "œ" 🏗', null, null, 1],
        ['x'.repeat(40_000), null, null, 2],
      ]),
    );
    expect(sheet.getCell('A2').value).toBe('abcdef <&> "œ" 🏗');
    expect(String(sheet.getCell('A3').value)).toHaveLength(32_767);
  });
});

describe('a workbook on its way', () => {
  it('sends its first bytes before its last rows are known', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const answer = await ask(
      (async function* (): Rows {
        await held;
        yield [['late', null, null, 1]];
      })(),
    );
    const first = await new Promise<Buffer>((resolve) => answer.once('data', resolve));
    expect(first.subarray(0, 2).toString()).toBe('PK');
    release();
    answer.resume();
    expect(await outcome).toBe('done');
  });

  it('that fails breaks off: nobody takes it for whole, and the error is told', async () => {
    const answer = await ask(
      (async function* (): Rows {
        yield [['A', null, null, 1]];
        throw new Error('the database went away');
      })(),
    );
    await expect(bytes(answer)).rejects.toThrow(/aborted/);
    expect(await outcome).toMatchObject({ message: 'the database went away' });
  });

  const heavy = (total: number) => {
    const source = { given: 0, over: false };
    const rows = (async function* (): Rows {
      // What no zip makes smaller: the pipe is soon full.
      for (; source.given < total; source.given += 1)
        yield Array.from({ length: 500 }, () => [randomBytes(1_500).toString('base64'), '', 1, 1]);
      source.over = true;
    })();
    return { source, rows };
  };

  it('is read to its end from the database while its reader does nothing, and is whole when he reads at last', async () => {
    const { source, rows } = heavy(20);
    const answer = await ask(rows);
    await expect.poll(() => source.over, { timeout: 15_000 }).toBe(true);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await bytes(answer)) as unknown as ArrayBuffer);
    expect(workbook.worksheets[0]?.rowCount).toBe(10_001);
    expect(await outcome).toBe('done');
  }, 60_000);

  it('lets a reader go who takes nothing, and leaves no file behind', async () => {
    const answer = await ask(heavy(20).rows);
    answer.on('error', () => undefined);
    expect(await Promise.race([outcome, wait(20_000, 'never')])).toBe('done');
    answer.destroy();
    expect(readdirSync(path.dirname(tempPath()))).toEqual([]);
  }, 30_000);

  it('is refused, in words, to someone who has three on their way', async () => {
    const answers = [];
    for (let i = 0; i < 2; i += 1) answers.push(await ask(heavy(20).rows));
    // Both threads are free again once these are written; a third waits for its own rows.
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    answers.push(
      await ask(
        (async function* (): Rows {
          await held;
          yield [['A', null, null, 1]];
        })(),
      ),
    );
    await expect(workbooks.send({} as Response, 1, options)).rejects.toMatchObject({ status: 429, key: 'erreurs.trop_exports' });
    release();
    for (const answer of answers) answer.resume();
    expect(await outcome).toBe('done');
  }, 30_000);

  it('lets its source go when the reader leaves before asking for anything', async () => {
    const { source, rows } = endless();
    (await ask(rows)).destroy();
    expect(await Promise.race([outcome, wait(5_000, 'never')])).toBe('done');
    expect(source.closed).toBe(true);
  });
});
