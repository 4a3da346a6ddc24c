/** Coded entries for tests, all invented. */
import type { ReportEntry } from '../../src/report/entry.ts'
import { unknownProvenance } from '../../src/report/provenance.ts'
import { createReport, type Report, type ReportOptions, tablesOf } from '../../src/report/report.ts'
import { cellAt, type Table } from '../../src/report/table.ts'
import { Tally } from '../../src/report/tally.ts'
import { taxonomyOf } from '../taxonomies.ts'

export function entryWith(parts: Partial<ReportEntry>): ReportEntry {
  return {
    reasons: [],
    outcomes: [],
    medications: [],
    measures: [],
    avoidedGp: 'blank',
    avoidedCmht: 'blank',
    quality: {},
    ...parts,
  }
}

export async function reportOn(
  entries: Iterable<ReportEntry>,
  options: ReportOptions = {},
  taxonomy = 'dorset',
): Promise<Report> {
  const tally = new Tally()
  for (const entry of entries) tally.add(entry)
  return createReport(tally, await taxonomyOf(taxonomy), unknownProvenance, {
    date: '2024-12-31',
    ...options,
  })
}

export function tableIn(report: Report, id: string): Table {
  const found = tablesOf(report).find((table) => table.id === id)
  if (!found) throw new Error(`no table ${id}: there are ${tablesOf(report).map((table) => table.id)}`)
  return found
}

/** A cell in a word: its count, its mean, `hidden`, or nothing. */
export function shownAt(
  table: Table,
  row: string,
  column = table.columns[0]?.id ?? '',
): number | string | undefined {
  const cell = cellAt(table, row, column)
  if (cell?.kind === 'count') return cell.n
  if (cell?.kind === 'mean') return Math.round(cell.mean * 100) / 100
  return cell?.kind
}
