/** Whom outcomes are directed at: one table for each thing done, and one over all. */
import type { Context } from './context.ts'
import { sum } from './cross-tab.ts'
import { columnOf, columnTotals, grid, protectGrid, rowOf, togetherNotes } from './cross-table.ts'
import { foldSmall, type Line } from './fold.ts'
import { isSmall } from './suppression.ts'
import { type Cell, hiddenCell, type Table } from './table.ts'
import { noTarget } from './tally.ts'

/** Something done to a target: an outcome, perhaps of one kind only. */
interface Relation {
  readonly id: string
  readonly title: string
  readonly outcome: string
  readonly kind?: string | undefined
}

export interface TargetTables {
  /** One for each relation. */
  readonly tables: readonly Table[]
  /** Services by relation. */
  readonly overall: Table | undefined
  /** Services, those named most first. */
  readonly targets: readonly Line[]
}

export function targetTables(context: Context): TargetTables {
  const { tally, threshold } = context
  const relations = relationsOf(context)
  const byId = new Map(relations.map((relation) => [relation.id, relation]))
  const count = (target: string, id: string) => {
    const relation = byId.get(id)
    return relation ? countOf(context, target, relation) : 0
  }
  const columns = relationLines(context, relations, (id) =>
    sum(tally.targets.rowIds.map((target) => count(target, id))),
  )
  const shown = columns.flatMap(({ members }) => members)
  const totalOf = (target: string) => sum(shown.map((id) => count(target, id)))
  const items = tally.targets.rowIds
    .filter((id) => totalOf(id) > 0)
    .sort((a, b) => totalOf(b) - totalOf(a) || (a < b ? -1 : 1))
    .map((id) => ({ id, label: id === noTarget ? '(none said)' : context.label(id) }))
  const rows = foldSmall(items, (id) => [totalOf(id)], threshold)
  if (rows.length === 0) return { tables: [], overall: undefined, targets: [] }
  const cells = grid(rows, columns, count)
  const hidden = protectGrid(cells, threshold)
  const totals = columnTotals(cells)
  const cellOf = (i: number, j: number): Cell => {
    const n = cells[i]?.[j] ?? 0
    return hidden[i]?.[j] ? hiddenCell : { kind: 'count', n, of: totals[j] ?? 0 }
  }
  const total = (n: number): Cell => (isSmall(n, threshold) ? hiddenCell : { kind: 'count', n })
  return {
    tables: columns.map((column, j) => oneRelation(column, rows, j, cells, cellOf, total(totals[j] ?? 0))),
    overall: {
      id: 'services',
      title: 'Services and people, by what was done',
      head: 'Service or person',
      percentOf: 'of the items in the column',
      shaded: true,
      rows: [...rows.map(rowOf), { id: 'total', label: 'Total', total: true }],
      columns: [{ id: 'total', label: 'All', total: true }, ...columns.map(columnOf)],
      cells: [
        ...rows.map((_, i) => [
          withShare(total(sum(cells[i] ?? [])), sum(totals)),
          ...columns.map((_, j) => cellOf(i, j)),
        ]),
        [total(sum(totals)), ...totals.map(total)],
      ],
      notes: togetherNotes([...rows, ...columns]),
    },
    targets: rows.filter(({ id }) => id !== noTarget),
  }
}

const withShare = (cell: Cell, of: number): Cell => (cell.kind === 'count' ? { ...cell, of } : cell)

/** The tables that the taxonomy names; else one for each outcome and kind that has targets. */
function relationsOf({ taxonomy, tally, outcomes, label }: Context): readonly Relation[] {
  const named = taxonomy.report?.targets ?? []
  if (named.length > 0) return named
  const used = new Set(
    tally.targets.rowIds
      .filter((target) => target !== noTarget)
      .flatMap((target) => tally.targets.columnIds.filter((id) => tally.targets.get(target, id) > 0)),
  )
  return outcomes
    .flatMap(({ members }) => members)
    .flatMap((outcome) =>
      [...used]
        .filter((id) => id.startsWith(`${outcome}|`))
        .map((id) => {
          const kind = id.slice(outcome.length + 1)
          const title = kind === '-' ? label(outcome) : `${label(outcome)}: ${kind}`
          return { id: id.replace('|-', '').replace('|', '-'), title, outcome, kind }
        }),
    )
}

function countOf({ tally }: Context, target: string, { outcome, kind }: Relation): number {
  if (kind !== undefined) return tally.targets.get(target, `${outcome}|${kind}`)
  return sum(
    tally.targets.columnIds
      .filter((id) => id.startsWith(`${outcome}|`))
      .map((id) => tally.targets.get(target, id)),
  )
}

/**
 * A line for each relation. Kinds of one outcome add up to its total, which is shown, so they are folded among
 * themselves; those of an outcome that is folded are left out, as is what is small and has nothing to fold with.
 */
function relationLines(
  { outcomes, threshold }: Context,
  relations: readonly Relation[],
  totalOf: (id: string) => number,
): readonly Line[] {
  const open = new Set(outcomes.filter(({ members }) => members.length === 1).map(({ id }) => id))
  const shown = relations.filter(({ outcome }) => open.has(outcome))
  return [...new Set(shown.map(({ outcome }) => outcome))].flatMap((outcome) => {
    const items = shown
      .filter((relation) => relation.outcome === outcome)
      .map(({ id, title }) => ({ id, label: title }))
    return foldSmall(items, (id) => [totalOf(id)], threshold)
      .filter(({ members }) => {
        const n = sum(members.map(totalOf))
        return n > 0 && !isSmall(n, threshold)
      })
      .map((line) => (line.members.length > 1 ? { ...line, id: `${outcome}-together` } : line))
  })
}

/** The services of one relation, those named most first; those that are not named in it are left out. */
function oneRelation(
  column: Line,
  rows: readonly Line[],
  j: number,
  cells: readonly (readonly number[])[],
  cellOf: (i: number, j: number) => Cell,
  total: Cell,
): Table {
  const own = rows
    .map((row, i) => ({ row, cell: cellOf(i, j), n: cells[i]?.[j] ?? 0 }))
    .filter(({ cell, n }) => n > 0 || cell.kind === 'hidden')
    // By what is shown: the order must not tell what is hidden.
    .sort((a, b) => shownCount(b.cell) - shownCount(a.cell))
  return {
    id: column.id,
    title: column.label,
    head: 'Service or person',
    percentOf: 'of all in the table',
    rows: [...own.map(({ row }) => rowOf(row)), { id: 'total', label: 'Total', total: true }],
    columns: [{ id: 'total', label: 'n' }],
    cells: [...own.map(({ cell }) => [cell]), [total]],
    notes: togetherNotes(own.map(({ row }) => row)),
  }
}

const shownCount = (cell: Cell) => (cell.kind === 'count' ? cell.n : -1)
