/** The published tables as counts that can all be true at once: where print contradicts itself, `log/contradicted.tsv` decides. */
import { readFileSync } from 'node:fs'
import Papa from 'papaparse'

const folder = 'corpus/dorset'

const rowsOf = (path) =>
  Papa.parse(readFileSync(`${folder}/${path}.tsv`, 'utf8'), {
    delimiter: '\t',
    header: true,
    skipEmptyLines: true,
  }).data

const published = (table) => rowsOf(`published/${table}`).filter(({ id }) => id !== 'total')
const decided = rowsOf('log/contradicted')

/** What the log has where print says otherwise. */
const settled = (table, row, printed) =>
  Number(decided.find((one) => one.table === table && one.row === row)?.log ?? printed)

/** `id → n` of a table of one column, without its total; `rest` is what was not printed by name. */
export const column = (table) =>
  published(table).map((row) => ({ id: row.id, n: settled(table, row.id, row.n ?? row.entries) }))

/** `[id, n]` by PCN of a table by PCN. */
function byPcn(table, pcns) {
  const rows = published(table)
  return new Map(pcns.map((pcn) => [pcn, rows.map((row) => [row.id, Number(row[pcn] ?? 0)])]))
}

export function margins() {
  const entries = column('entries-by-place')
  const pcns = entries.map(({ id }) => id)
  return {
    pcns,
    entries: new Map(entries.map(({ id, n }) => [id, n])),
    minutes: new Map(published('minutes-by-place').map(({ id, minutes }) => [id, Number(minutes) || null])),
    reasons: byPcn('reasons-by-place', pcns),
    outcomes: byPcn('outcomes-by-place', pcns),
    gp: byPcn('avoided-gp-by-place', pcns),
    cmht: byPcn('avoided-cmht-by-place', pcns),
  }
}
