/** Medications by class and drug, and by what was done about them. */
import type { Context } from './context.ts'
import { columnTotals, grid, protectGrid, shortLabel, togetherNotes } from './cross-table.ts'
import { foldSmall, type Line } from './fold.ts'
import { isSmall, protectList } from './suppression.ts'
import { type Cell, hiddenCell, type Table } from './table.ts'

/** One table for each role that the taxonomy names, else for each there is. */
export function medicationTables(context: Context): readonly Table[] {
  const { tally, threshold, label } = context
  const named = context.taxonomy.report?.medications ?? []
  const inUse = tally.classes.columnIds
  const wanted =
    named.length > 0 ? named.map(({ role }) => role) : [...context.taxonomy.rules.roles, ...inUse]
  const roles = [...new Set(wanted)].filter((role) => inUse.includes(role))
  const total = (id: string) => roles.reduce((n, role) => n + tally.classes.get(id, role), 0)
  const classes = tally.classes.rowIds
    .filter((id) => total(id) > 0)
    .map((id) => ({ id, label: label(id) }))
    .sort((a, b) => total(b.id) - total(a.id) || (a.label < b.label ? -1 : 1))
  const lines = foldSmall(classes, (id) => [total(id)], threshold)
  const roleTotal = (role: string) => classes.reduce((n, { id }) => n + tally.classes.get(id, role), 0)
  const items = roles.map((role) => ({ id: role, label: role }))
  const columns = foldSmall(items, (role) => [roleTotal(role)], threshold)
  const cells = grid(lines, columns, (row, column) => tally.classes.get(row, column))
  const hidden = protectGrid(cells, threshold)
  const totals = columnTotals(cells)
  return columns.map((column, j) => {
    const own = lines
      .map((line, i) =>
        classRows(context, line, column, cells[i]?.[j] ?? 0, hidden[i]?.[j] === true, totals[j] ?? 0),
      )
      .filter((rows) => rows.length > 0)
      .sort(([a], [b]) => shown(b?.cell) - shown(a?.cell))
      .flat()
    const all = totals[j] ?? 0
    return {
      ...nameOf(column, named),
      head: 'Class and drug',
      percentOf: 'of all in the table',
      rows: [...own.map(({ row }) => row), { id: 'total', label: 'Total', total: true as const }],
      columns: [{ id: 'total', label: 'n' }],
      cells: [
        ...own.map(({ cell }) => [cell]),
        [isSmall(all, threshold) ? hiddenCell : { kind: 'count' as const, n: all }],
      ],
      notes: ['Drugs are part of their class.', ...togetherNotes(lines)],
    }
  })
}

function nameOf(
  column: Line,
  named: readonly { readonly id: string; readonly title: string; readonly role: string }[],
) {
  const only = named.find(({ role }) => column.members.includes(role))
  return only && column.members.length === 1
    ? { id: only.id, title: only.title }
    : { id: `medication-${column.id}`, title: `Medication: ${shortLabel(column)}` }
}

/** A class and, indented, its drugs where they are told apart. */
function classRows(
  { tally, threshold }: Context,
  line: Line,
  column: Line,
  n: number,
  dark: boolean,
  all: number,
): { row: Table['rows'][number]; cell: Cell }[] {
  if (n === 0 && !dark) return []
  const head = { row: { id: line.id, label: shortLabel(line) }, cell: dark ? hiddenCell : count(n, all) }
  // What is in a line of several classes is not told apart.
  if (line.members.length > 1) return [head]
  const drugs = tally.drugs.rowIds
    .map((drug) => ({
      drug,
      n: column.members.reduce((sum, role) => sum + tally.drugs.get(drug, `${line.id}|${role}`), 0),
    }))
    .filter((one) => one.n > 0)
  if (drugs.every(({ drug }) => drug === '')) return [head]
  const hidden = dark
    ? drugs.map(() => true)
    : protectList(
        drugs.map((one) => one.n),
        threshold,
      )
  const own = drugs
    .map(({ drug, n }, i) => ({
      row: { id: `${line.id}/${drug}`, label: drug === '' ? 'no drug named' : drug, inside: true as const },
      cell: hidden[i] ? hiddenCell : count(n, all),
    }))
    .sort((a, b) => shown(b.cell) - shown(a.cell) || (a.row.label < b.row.label ? -1 : 1))
  return [head, ...own]
}

const count = (n: number, of: number): Cell => ({ kind: 'count', n, of })
/** By what is shown: the order must not tell what is hidden. */
const shown = (cell: Cell | undefined) => (cell?.kind === 'count' ? cell.n : -1)
