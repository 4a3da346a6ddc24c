/** Whatever stands in a table comes back when its output is read, from every format. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, textOf } from '../../src/files/cell.ts'
import { openTables } from '../../src/files/combine.ts'
import type { Format } from '../../src/files/format.ts'
import { openTable } from '../../src/files/input.ts'
import { createFileOutput } from '../../src/files/output.ts'
import { entryOf } from '../../src/files/read-xlsx.ts'
import type { Column } from '../../src/files/row.ts'
import { createWriter } from '../../src/files/write.ts'
import { sheetLimits } from '../../src/files/xlsx/write.ts'
import { recordOf } from './record.ts'
import { contentsOf, hostile } from './stream.ts'

const folder = mkdtempSync(join(tmpdir(), 'jotcode-'))

/** Writes a table with its codes. The first column is `note`, and the last ones are the codes. */
async function written(rows: readonly (readonly Cell[])[], format: Format, from: Format = format) {
  const columns: Column[] = (rows[0] ?? ['']).map((_, i) =>
    i === 0 ? { header: 'note', field: 'note' } : { header: `c${i}` },
  )
  const keys = columns.map(({ header }) => header)
  const writer = createWriter(
    { format: from, columns, style: { delimiter: ';', newline: '\r\n', mark: true } },
    { format, noText: false, followUps: new Set(), notice: () => {} },
  )
  const path = join(folder, `out.${format}`)
  const output = await createFileOutput(path, {
    container: format === 'xlsx' || format === 'parquet' ? format : undefined,
  })
  await output.write(writer.head())
  for (const [i, cells] of rows.entries()) {
    const entry = entryOf(keys, cells)
    await output.write(writer.row({ number: i + 1, entry, cells }, recordOf(entry, i + 1)))
  }
  await output.finish()
  return path
}

async function readBack(path: string, width: number) {
  const { rows, rejected } = await contentsOf(await openTable(path))
  expect(rejected).toEqual([])
  return rows.map(({ cells }) => cells?.slice(0, width))
}

/** Texts that spreadsheets, CSV and XML stumble over, among any others. */
const hard = fc.constantFrom(
  '=1+1',
  "'=1",
  '-x',
  '@x',
  'a"b;c,d\te',
  ' x ',
  '_x000D_',
  '_x005F_',
  '007',
  '1e3',
  '<&>',
)
const control = fc.constantFrom(
  '\u0000',
  '\u0001\u001f',
  'a\rb',
  'a\r\nb\nc',
  '\ud800',
  'x\udc00',
  '\uffff',
  '\u2028',
)
const text = fc.oneof(hard, fc.string({ unit: 'grapheme' }), fc.string())
const day = fc
  .date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date): Cell => ({ date: date.toISOString().slice(0, 10) }))
const moment = fc
  .date({ min: new Date('1900-03-02'), max: new Date('9999-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString())
  .filter((iso) => !iso.includes('T00:00:00.000'))
  .map((iso): Cell => ({ date: iso.slice(0, -1).replace('T', ' ').replace('.000', '') }))
const elapsed = fc
  .integer({ min: 0, max: 5_000_000 })
  .map((s) => [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60])
  .map((parts): Cell => ({ date: parts.map((part) => String(part).padStart(2, '0')).join(':') }))
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .filter((n) => !Object.is(n, -0))

/** Rows of one width, none of them blank. */
const tableOf = (cell: fc.Arbitrary<Cell>, note: fc.Arbitrary<string>) =>
  fc.integer({ min: 0, max: 4 }).chain((more) =>
    fc.array(
      fc
        .tuple(note, fc.array(cell, { minLength: more, maxLength: more }))
        .map(([first, cells]): Cell[] => [`n${first}`, ...cells]),
      { minLength: 1, maxLength: 8 },
    ),
  )
const settings = { numRuns: 60 }

test('CSV and TSV: any text', async () => {
  for (const format of ['csv', 'tsv'] as const)
    await fc.assert(
      fc.asyncProperty(tableOf(text, text), async (rows) => {
        expect(await readBack(await written(rows, format), rows[0]?.length ?? 0)).toEqual(rows)
      }),
      settings,
    )
})

test('XLSX: any text, also what XML cannot hold; numbers, truth values, dates, times', async () => {
  const any = fc.oneof(text, control, number, fc.boolean(), day, moment, elapsed)
  await fc.assert(
    fc.asyncProperty(tableOf(any, fc.oneof(text, control)), async (rows) => {
      expect(await readBack(await written(rows, 'xlsx'), rows[0]?.length ?? 0)).toEqual(rows)
    }),
    settings,
  )
})

test('Parquet: columns of one kind keep it', async () => {
  const table = fc
    .integer({ min: 1, max: 8 })
    .chain((count) =>
      fc.tuple(
        ...[text.map((one) => `n${one}`), text, fc.maxSafeInteger(), number, fc.boolean(), day, moment].map(
          (cell) => fc.array(fc.option(cell as fc.Arbitrary<Cell>), { minLength: count, maxLength: count }),
        ),
      ),
    )
    .map((columns) => (columns[0] ?? []).map((_, i) => columns.map((column): Cell => column[i] ?? null)))
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      expect(await readBack(await written(rows, 'parquet'), 7)).toEqual(rows)
    }),
    settings,
  )
})

test('Parquet: a column of several kinds is text, and a second pass changes nothing', async () => {
  const rows: Cell[][] = [
    ['a', 1, { date: '2024-05-01' }, null],
    ['b', 'x', { date: '2024-05-01 09:30:00' }, null],
    ['c', 2.5, null, null],
  ]
  const path = await written(rows, 'parquet')
  const { table, rows: read } = await contentsOf(await openTable(path))
  expect(table.columns.slice(0, 4).map(({ type }) => type)).toEqual(['text', 'text', 'datetime', 'text'])
  expect(read.map(({ cells }) => cells?.slice(0, 4))).toEqual([
    ['a', '1', { date: '2024-05-01 00:00:00' }, null],
    ['b', 'x', { date: '2024-05-01 09:30:00' }, null],
    ['c', '2.5', null, null],
  ])
})

test('CSV to XLSX: what is spelt as a number is one, and its spelling comes back', async () => {
  const rows: Cell[][] = [['n', '30', '007', '1e3', '12345678901234567890', '-2.5', '']]
  expect(await readBack(await written(rows, 'xlsx', 'csv'), 7)).toEqual([
    ['n', 30, '007', '1e3', '12345678901234567890', -2.5, ''],
  ])
})

test('a text too long for a cell is cut, and that is said', async () => {
  const path = join(folder, 'long.xlsx')
  const output = await createFileOutput(path, { container: 'xlsx' })
  await output.write('[{"header":"note"}]\n')
  await output.write(`${JSON.stringify(['x'.repeat(sheetLimits.cell + 1)])}\n`)
  expect(await output.finish()).toEqual(['1 text was cut: a cell of a workbook holds 32,767 characters'])
  expect(textOf((await readBack(path, 1))[0]?.[0] ?? '')).toHaveLength(sheetLimits.cell)
})

test('equal tables give equal files', async () => {
  const rows: Cell[][] = [['a', 1, { date: '2024-05-01' }]]
  for (const format of ['xlsx', 'parquet'] as const) {
    const first = readFileSync(await written(rows, format))
    expect(readFileSync(await written(rows, format)).equals(first)).toBe(true)
  }
})

describe('a semicolon CSV of a European Excel', () => {
  test('Windows-1252, decimal commas, line breaks in cells: all of it comes back', async () => {
    const notices: string[] = []
    const table = await openTable(hostile('european-excel.csv'), { notice: (text) => notices.push(text) })
    const { rows } = await contentsOf(table)
    expect(table.style).toEqual({ delimiter: ';', newline: '\r\n', mark: true })
    expect(notices.join()).toContain('Windows-1252')
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', '05.11.2024', 'Zoë – “low mood”; anx', 'ref S2W;\nf/u 2/52', '22,5', '4,50 €'],
      ['2', '06.11.2024', 'panic', '', '30', ''],
    ])
    const writer = createWriter(table, {
      format: 'csv',
      noText: false,
      followUps: new Set(),
      notice: () => {},
    })
    const out = join(folder, 'european.csv')
    writeFileSync(out, [writer.head(), ...rows.map((row) => writer.row(row, recordOf(row.entry)))].join(''))
    expect(await readBack(out, 6)).toEqual(rows.map(({ cells }) => cells))
    expect(readFileSync(out, 'utf8')).toMatch(
      /^\uFEFFNr;Appointment date;Key reasons;Plan;Mins;Cost;reasons;/,
    )
  })
})

describe('several files as one table', () => {
  test('fields and headers that are alike are one column, and every row says where it is from', async () => {
    const one = join(folder, 'one.csv')
    const two = join(folder, 'two.ndjson')
    writeFileSync(one, 'Key reasons;Plan;room\nanx;ref S2W;4\n')
    writeFileSync(two, '{"outcome":"f/u","minutes":30}\n{"id":"x","reason":"panic","Room":"5"}\nbroken\n')
    const notices: string[] = []
    const { table, rows, rejected } = await contentsOf(
      await openTables([one, two], { notice: (text) => notices.push(text) }),
    )
    expect(table.columns.map(({ header }) => header)).toEqual([
      'Key reasons',
      'Plan',
      'room',
      'minutes',
      'id',
      'other_fields',
      'source',
    ])
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['anx', 'ref S2W', '4', null, null, null, one],
      [null, 'f/u', null, 30, null, null, two],
      ['panic', null, '5', null, 'x', null, two],
    ])
    expect(rejected).toMatchObject([{ number: 3, source: two }])
    expect(notices.join('\n')).toContain('"outcome" goes into "Plan"')
  })
})
