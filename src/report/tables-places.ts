/** Entries and minutes: by place, by length, by number of reasons. */
import { type Context, isDivided, lineOf } from './context.ts'
import { crossTable, protectGrid, rowOf, togetherNotes } from './cross-table.ts'
import { foldSmall, type Line } from './fold.ts'
import { Moments } from './intervals.ts'
import { isSmall, protectList } from './suppression.ts'
import { type Cell, hiddenCell, noCell, type Row, type Table } from './table.ts'
import { Group, type Tally } from './tally.ts'

export function entriesByPlace({ tally, places, place, threshold }: Context): readonly Table[] {
  if (!isDivided(places)) return []
  const spec = {
    id: 'entries-by-place',
    title: `Entries by ${place.one}`,
    head: place.one,
    percentOf: 'of all entries',
    rows: places,
    columns: [lineOf('entries', 'Entries')],
    count: (id: string) => tally.places.get(id)?.entries ?? 0,
  }
  return [crossTable(spec, threshold)]
}

export function minutesByPlace({ tally, places, place, threshold }: Context): Table {
  const rows = isDivided(places) ? places : []
  return meansTable(
    {
      id: 'minutes-by-place',
      title: rows.length > 0 ? `Mean length of appointment by ${place.one}` : 'Mean length of appointment',
      head: place.one,
    },
    rows,
    (id) => tally.places.get(id),
    tally,
    threshold,
  )
}

const mostReasons = 5

export function minutesByReasons({ tally, threshold }: Context): Table {
  const lines = [...tally.byReasons.keys()]
    .sort((a, b) => a - b)
    .filter((n) => n < mostReasons)
    .map((n) => lineOf(String(n), n === 1 ? '1 reason' : `${n === 0 ? 'No' : n} reasons`))
  const many = [...tally.byReasons.keys()].filter((n) => n >= mostReasons).map(String)
  const items = many.length > 0 ? [...lines, lineOf('many', `${mostReasons} reasons or more`)] : lines
  const groups = new Map(items.map(({ id }) => [id, pooled(tally, id === 'many' ? many : [id])]))
  const rows = foldSmall(items, (id) => [groups.get(id)?.entries ?? 0], threshold)
  const what = {
    id: 'minutes-by-reasons',
    title: 'Length of appointment by number of reasons',
    head: 'Reasons',
  }
  return meansTable(what, rows, (id) => groups.get(id), tally, threshold)
}

function pooled({ byReasons }: Tally, numbers: readonly string[]): Group {
  return together(numbers.map((n) => byReasons.get(Number(n))))
}

function together(groups: readonly (Group | undefined)[]): Group {
  const all = new Group()
  let minutes = new Moments()
  for (const group of groups) {
    if (group === undefined) continue
    all.entries += group.entries
    all.reasons += group.reasons
    all.outcomes += group.outcomes
    minutes = minutes.plus(group.minutes)
  }
  return Object.assign(all, { minutes })
}

/** The group of a line: all its members together. */
export const groupOf = (line: Line, find: (id: string) => Group | undefined): Group =>
  together(line.members.map(find))

/**
 * Entries, how many of them have a length, and its mean. The entries without one are not shown, but can be subtracted: so
 * both are protected together.
 */
function meansTable(
  what: Pick<Table, 'id' | 'title' | 'head'>,
  lines: readonly Line[],
  find: (id: string) => Group | undefined,
  tally: Tally,
  threshold: number,
): Table {
  const groups = lines.map((line) => groupOf(line, find))
  const cells = groups.map(({ entries, minutes }) => [minutes.n, entries - minutes.n])
  const missing = tally.entries - tally.minutes.n
  const unsafe = isSmall(missing, threshold) || isSmall(tally.minutes.n, threshold)
  const hidden = unsafe ? cells.map(() => [true, true]) : protectGrid(cells, threshold)
  const cellsOf = (entries: number, minutes: Moments, dark: boolean): Cell[] => [
    isSmall(entries, threshold) ? hiddenCell : { kind: 'count', n: entries },
    dark ? hiddenCell : { kind: 'count', n: minutes.n, of: entries },
    meanCell(minutes, dark && (isSmall(minutes.n, threshold) || !unsafe), threshold),
  ]
  const foot: Row = { id: 'total', label: 'Total', total: true }
  return {
    ...what,
    percentOf: 'of the entries in the row',
    rows: [...lines.map(rowOf), foot],
    columns: [
      { id: 'entries', label: 'Entries' },
      { id: 'recorded', label: 'With a length' },
      { id: 'minutes', label: 'Mean minutes' },
    ],
    cells: [
      ...groups.map(({ entries, minutes }, i) => cellsOf(entries, minutes, hidden[i]?.[0] === true)),
      cellsOf(tally.entries, tally.minutes, unsafe),
    ],
    notes: [`Means with their 95% interval.`, ...rangeNote(tally, threshold), ...togetherNotes(lines)],
  }
}

/** The shortest and the longest are single entries. */
function rangeNote({ minutes }: Tally, threshold: number): readonly string[] {
  return minutes.n > 0 && threshold < 2 ? [`Shortest ${minutes.min}, longest ${minutes.max} minutes.`] : []
}

export function meanCell(minutes: Moments, dark: boolean, threshold: number, digits = 0): Cell {
  const { mean, interval } = minutes
  if (mean === undefined) return noCell('not recorded')
  if (dark || isSmall(minutes.n, threshold)) return hiddenCell
  return { kind: 'mean', mean, digits, ...(interval && { interval }) }
}

const widths = [0, 10, 20, 30, 40, 50, 60, 90, 120]

/** How long appointments are. Entries without a length have a line, for they could be subtracted. */
export function lengths({ tally, threshold }: Context): Table {
  const bins = widths.map((from, i) => {
    const to = widths[i + 1]
    const within = tally.lengths.ids.filter((m) => Number(m) >= from && (to === undefined || Number(m) < to))
    return {
      id: `from-${from}`,
      label: to === undefined ? `${from} minutes or more` : `${from} to under ${to}`,
      n: within.reduce((n, id) => n + tally.lengths.get(id), 0),
    }
  })
  const missing = { id: 'none', label: 'Not recorded', n: tally.entries - tally.minutes.n }
  const rows = [...bins, missing]
  // How many have a length is known from the means, unless that gives something small away: then it is hidden here, too.
  const unsafe = isSmall(missing.n, threshold) || isSmall(tally.minutes.n, threshold)
  const open = protectList(
    (unsafe ? rows : bins).map(({ n }) => n),
    threshold,
  )
  const hidden = rows.map(({ id }, i) => open[i] === true || (unsafe && id === missing.id))
  const total: Cell = isSmall(tally.entries, threshold) ? hiddenCell : { kind: 'count', n: tally.entries }
  return {
    id: 'lengths',
    title: 'Length of appointment',
    head: 'Minutes',
    percentOf: 'of all entries',
    rows: [...rows.map(({ id, label }) => ({ id, label })), { id: 'total', label: 'Total', total: true }],
    columns: [{ id: 'total', label: 'Entries' }],
    cells: [
      ...rows.map(({ n }, i): Cell[] => [hidden[i] ? hiddenCell : { kind: 'count', n, of: tally.entries }]),
      [total],
    ],
    notes: [],
  }
}
