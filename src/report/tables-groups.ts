/** Entries, minutes and codes per entry: by month and by practitioner. */
import { type Context, isDivided } from './context.ts'
import { rowOf, togetherNotes } from './cross-table.ts'
import type { Line } from './fold.ts'
import { isSmall } from './suppression.ts'
import { type Cell, hiddenCell, noCell, type Table } from './table.ts'
import { groupOf, meanCell } from './tables-places.ts'
import type { Group } from './tally.ts'

export function byMonth({ tally, months, threshold }: Context): readonly Table[] {
  if (!isDivided(months)) return []
  const name = { id: 'by-month', title: 'Activity by month', head: 'Month' }
  return [groupsTable(name, months, (id) => tally.months.get(id), tally.entries, threshold)]
}

export function byPractitioner({ tally, practitioners, threshold }: Context): readonly Table[] {
  if (!isDivided(practitioners)) return []
  const name = { id: 'by-practitioner', title: 'Activity by practitioner', head: 'Practitioner' }
  return [groupsTable(name, practitioners, (id) => tally.practitioners.get(id), tally.entries, threshold)]
}

function groupsTable(
  name: Pick<Table, 'id' | 'title' | 'head'>,
  lines: readonly Line[],
  find: (id: string) => Group | undefined,
  all: number,
  threshold: number,
): Table {
  return {
    ...name,
    percentOf: 'of all entries',
    rows: lines.map(rowOf),
    columns: [
      { id: 'entries', label: 'Entries' },
      { id: 'minutes', label: 'Mean minutes' },
      { id: 'reasons', label: 'Reasons per entry' },
      { id: 'outcomes', label: 'Outcomes per entry' },
    ],
    cells: lines.map((line): Cell[] => {
      const { entries, minutes, reasons, outcomes } = groupOf(line, find)
      if (isSmall(entries, threshold)) return [hiddenCell, hiddenCell, hiddenCell, hiddenCell]
      const mean = minutes.n === 0 ? noCell('not recorded') : meanCell(minutes, false, threshold)
      return [
        { kind: 'count', n: entries, of: all },
        mean,
        perEntry(reasons, entries),
        perEntry(outcomes, entries),
      ]
    }),
    notes: togetherNotes(lines),
  }
}

const perEntry = (n: number, entries: number): Cell => ({ kind: 'mean', mean: n / entries, digits: 1 })
