/** Reasons and outcomes: by place, by month, by practitioner, and which go with which. */
import { type Context, isDivided, lineOf, single } from './context.ts'
import { type CrossTable, crossTable, grid } from './cross-table.ts'
import type { Line } from './fold.ts'
import { isSmall } from './suppression.ts'
import { type Cell, hiddenCell, type Table } from './table.ts'
import { notSaid } from './tally.ts'

type Axis = 'place' | 'practitioner' | 'month'
const what = {
  reasons: { head: 'Reason', percentOf: 'of the reasons in the column', title: 'Reasons' },
  outcomes: { head: 'Outcome', percentOf: 'of the outcomes in the column', title: 'Outcomes' },
} as const

/** The categories by place, month or practitioner; where those are not told apart, in total. */
export function categoriesBy(context: Context, list: 'reasons' | 'outcomes', axis: Axis): Table {
  const { tally, threshold, place } = context
  const lines = { place: context.places, practitioner: context.practitioners, month: context.months }[axis]
  const counted = tally[list][axis]
  const { title, head, percentOf } = what[list]
  const divided = isDivided(lines)
  const spec: CrossTable = {
    id: `${list}-by-${axis}`,
    title: divided ? `${title} by ${axis === 'place' ? place.one : axis}` : title,
    head,
    percentOf,
    rows: context[list],
    columns: divided ? lines : [lineOf(notSaid, 'Total')],
    count: (row, column) => counted.get(row, column),
    shaded: true,
    notes: list === 'outcomes' ? ['One item for each service, as in “referred to A and B”: two.'] : [],
  }
  return crossTable(spec, threshold)
}

/** Entries that have both a reason and an outcome, for the reasons and outcomes that stand alone. */
export function reasonsWithOutcomes(context: Context): Table {
  const { tally } = context
  const columns = single(context.outcomes).filter(({ id }) => tally.outcomes.place.rowTotal(id) > 0)
  return withReasons(context, columns, (reason, outcome) => tally.reasonsWithOutcomes.get(reason, outcome), {
    id: 'reasons-with-outcomes',
    title: 'Which reasons go with which outcomes',
  })
}

const mostServices = 15

/** Entries that have both a reason and a service, for the services that are named most. */
export function reasonsWithTargets(context: Context, targets: readonly Line[]): Table {
  const { tally } = context
  const columns = single(targets).slice(0, mostServices)
  return withReasons(context, columns, (reason, target) => tally.reasonsWithTargets.get(reason, target), {
    id: 'reasons-with-services',
    title: 'Which reasons go with which services',
  })
}

function withReasons(
  { tally, threshold, reasons }: Context,
  columns: readonly Line[],
  count: (reason: string, column: string) => number,
  name: Pick<Table, 'id' | 'title'>,
): Table {
  const rows = single(reasons).filter(({ id }) => tally.reasons.place.rowTotal(id) > 0)
  const entries = rows.map(({ id }) => tally.reasons.place.rowTotal(id))
  // No sum of these is shown, for an entry may have several; but what is left of the entries is as good as shown.
  const cellOf = (n: number, of: number): Cell =>
    isSmall(n, threshold) || isSmall(of - n, threshold) ? hiddenCell : { kind: 'count', n, of }
  return {
    ...name,
    head: 'Reason',
    percentOf: 'of the entries with that reason',
    shaded: true,
    rows: rows.map(({ id, label }) => ({ id, label })),
    columns: [
      { id: 'entries', label: 'Entries', total: true },
      ...columns.map(({ id, label }) => ({ id, label })),
    ],
    cells: grid(rows, columns, count).map((row, i) => [
      { kind: 'count', n: entries[i] ?? 0 },
      ...row.map((n) => cellOf(n, entries[i] ?? 0)),
    ]),
    notes: ['An entry with several outcomes stands in several columns, so a row does not add up to 100%.'],
  }
}
