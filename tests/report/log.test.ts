/** The log at full size: from its gold codes the report has the printed cells, from coded records it shows where it has not. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { createCoder } from '../../src/index.ts'
import { entryOfRecord } from '../../src/report/entry.ts'
import { entryOfGold, type GoldEntry } from '../../src/report/gold-entry.ts'
import { compareWithPublished, readPrinted } from '../../src/report/published.ts'
import { root } from '../taxonomies.ts'
import { reportOn, shownAt, tableIn } from './entries.ts'

const dorset = (name: string) => readFileSync(join(root, 'corpus', 'dorset', name), 'utf8')
const printed = readdirSync(join(root, 'corpus', 'dorset', 'published'))
  .filter((name) => name.endsWith('.tsv'))
  .map((name) => readPrinted(name.slice(0, -4), dorset(join('published', name))))

type Row = Readonly<Record<string, string>>
const rows = Papa.parse<Row>(dorset('log.csv'), { header: true, skipEmptyLines: true }).data
const entries = rows.map(({ avoided_gp: avoidedGp = '', avoided_cmht: avoidedCmht = '', ...entry }) => ({
  ...entry,
  avoidedGp,
  avoidedCmht,
}))
const gold: readonly GoldEntry[] = dorset('log.gold.ndjson')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

/** Cells in which the log keeps other figures than the print, for the print contradicts itself there. */
const contradicted = new Set(
  Papa.parse<Row>(dorset('log/contradicted.tsv'), {
    header: true,
    delimiter: '\t',
    skipEmptyLines: true,
  }).data.map(
    ({ table, row, column }) => `${table} ${row} ${column === 'n' ? 'total' : column?.toLowerCase()}`,
  ),
)

describe('from gold codes', async () => {
  const report = await reportOn(gold.map((one, at) => entryOfGold(one, entries[at] ?? {})))

  test.each(printed.map(({ id }) => id))('%s equals the print, cell by cell', (id) => {
    const table = printed.find((one) => one.id === id)
    if (!table) throw new Error(`no printed table ${id}`)
    const left = compareWithPublished(tableIn(report, id), table).filter(
      ({ row, column }) => !contradicted.has(`${id} ${row} ${column.toLowerCase()}`),
    )
    expect(left).toEqual([])
  })
})

test('from coded records the report shows how many cells are equal, and which are not', async () => {
  const coder = createCoder({ learned: false })
  const records = entries.map((entry) => entryOfRecord(coder.code(entry)))
  const report = await reportOn(records, { printed })
  const cells = printed.find(({ id }) => id === 'entries-by-place')?.cells.length ?? 0
  expect(shownAt(tableIn(report, 'agreement'), 'entries-by-place', 'equal')).toBe(cells)
  expect(tableIn(report, 'differences').rows.length).toBeGreaterThan(0)
})
