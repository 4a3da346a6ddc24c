/** Laws: nothing small is shown, and nothing hidden can be worked out. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReportEntry } from '../../src/report/entry.ts'
import { foldSmall } from '../../src/report/fold.ts'
import { type Report, tablesOf } from '../../src/report/report.ts'
import { isSmall, protectList, protectTable } from '../../src/report/suppression.ts'
import { cellAt } from '../../src/report/table.ts'
import { Equations } from './attack.ts'
import { entryWith, reportOn, shownAt, tableIn } from './entries.ts'

const threshold = 5
const seed = 20_241_001

/** Tables whose totals are all nought or large, as folding leaves them. */
const tables = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }))
  .chain(([height, width]) =>
    fc.array(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 })), {
        minLength: width,
        maxLength: width,
      }),
      { minLength: height, maxLength: height },
    ),
  )
  .filter((cells) => {
    const columns = (cells[0] ?? []).map((_, j) => cells.map((row) => row[j] ?? 0))
    return [...cells, ...columns].every((line) => !isSmall(total(line), threshold))
  })
const total = (line: readonly number[]) => line.reduce((sum, n) => sum + n, 0)

/** All that a reader knows of a table: totals, and what is shown. */
function knowledge(
  cells: readonly (readonly number[])[],
  hidden: readonly (readonly boolean[])[],
): Equations {
  const known = new Equations()
  const name = (i: number, j: number) => `${i},${j}`
  for (const [i, row] of cells.entries()) {
    known.sum(
      row.map((_, j) => name(i, j)),
      total(row),
    )
    for (const [j, n] of row.entries()) if (!hidden[i]?.[j]) known.is(name(i, j), n)
  }
  for (const j of (cells[0] ?? []).keys())
    known.sum(
      cells.map((_, i) => name(i, j)),
      total(cells.map((row) => row[j] ?? 0)),
    )
  return known
}

describe('a table', () => {
  test('shows nothing small, and what it hides cannot be worked out from its totals', () => {
    fc.assert(
      fc.property(tables, (cells) => {
        const hidden = protectTable(cells, threshold)
        for (const [i, row] of cells.entries())
          for (const [j, n] of row.entries()) if (isSmall(n, threshold)) expect(hidden[i]?.[j]).toBe(true)
        expect(knowledge(cells, hidden).workedOut()).toEqual([])
      }),
      { numRuns: 1500, seed },
    )
  })

  test('without noughts and ones, nothing is worked out by one who knows that there are none, either', () => {
    const full = tables.map((cells) => cells.map((row) => row.map((n) => n + 2)))
    fc.assert(
      fc.property(full, (cells) => {
        const known = knowledge(cells, protectTable(cells, threshold))
        expect(known.workedOut(1)).toEqual([])
      }),
      { numRuns: 500, seed },
    )
  })

  test('small ones alone would be worked out: the attack is no straw man', () => {
    const cells = [
      [3, 20, 30],
      [10, 20, 30],
      [10, 20, 30],
    ]
    const naive = cells.map((row) => row.map((n) => isSmall(n, threshold)))
    expect(knowledge(cells, naive).workedOut()).toEqual(['0,0'])
    expect(protectTable(cells, threshold).flat().filter(Boolean)).toHaveLength(4)
  })

  test('nothing is hidden where nothing is small, or where nobody asks for it', () => {
    expect(
      protectTable(
        [
          [9, 9],
          [9, 0],
        ],
        threshold,
      ).flat(),
    ).toEqual([false, false, false, false])
    expect(
      protectTable(
        [
          [1, 9],
          [9, 1],
        ],
        0,
      ).flat(),
    ).toEqual([false, false, false, false])
  })
})

describe('a list', () => {
  test('of known sum hides two at least, one of which has some to spare', () => {
    const lists = fc
      .array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 7 })
      .filter((list) => !isSmall(total(list), threshold))
    fc.assert(
      fc.property(lists, (list) => {
        const hidden = protectList(list, threshold)
        const known = new Equations()
        known.sum(
          list.map((_, i) => String(i)),
          total(list),
        )
        for (const [i, n] of list.entries()) {
          if (isSmall(n, threshold)) expect(hidden[i]).toBe(true)
          if (!hidden[i]) known.is(String(i), n)
        }
        expect(known.workedOut(1)).toEqual([])
      }),
      { numRuns: 1000, seed },
    )
  })
})

test('lines with small totals become one that is large enough', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(sizes, (list) => {
      const items = list.map((_, i) => ({ id: String(i), label: `item ${i}` }))
      const lines = foldSmall(items, (id) => [list[Number(id)] ?? 0], threshold)
      expect(lines.flatMap(({ members }) => members).sort()).toEqual(items.map(({ id }) => id).sort())
      const totals = lines.map(({ members }) => total(members.map((id) => list[Number(id)] ?? 0)))
      if (total(list) >= threshold && list.filter((n) => n > 0).length > 1)
        expect(totals.filter((n) => isSmall(n, threshold))).toEqual([])
      for (const { members, id } of lines) if (id === 'together') expect(members.length).toBeGreaterThan(1)
    }),
    { numRuns: 1000, seed },
  )
})

/** Logs of few places and categories, so that much is small. */
const places = ['North', 'South', 'East', 'West', 'Far']
const reasons = ['anxiety', 'low-mood', 'stress', 'sleep', 'ocd', 'schizophrenia']
const targets = ['cmht', 'gp', 'mdt', 'self-help', 'steps-2-wellbeing', 'cruse']
const item = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ code: fc.constant('follow-up'), target: fc.constantFrom('mhp', 'gp') }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ code: fc.constant('signposting'), target: fc.constantFrom(...targets) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      code: fc.constant('contacting-service'),
      kind: fc.constantFrom('referral', 'referral', 'referral', 'liaison', 'letter'),
      target: fc.constantFrom(...targets),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ code: fc.constantFrom('advice-support', 'discharge', 'joint-appointment') }),
  },
)
const skewed = <Value>(values: readonly Value[]) =>
  fc
    .integer({ min: 0, max: 63 })
    .map((n) => values[Math.min(values.length - 1, 6 - Math.floor(Math.log2(n + 1)))] as Value)
const entry: fc.Arbitrary<ReportEntry> = fc
  .record({
    pcn: skewed(places),
    practitioner: skewed(['A', 'B', 'C', 'D']),
    month: fc.constantFrom('2024-10', '2024-11', '2024-12'),
    minutes: fc.option(fc.constantFrom(20, 30, 40, 60), { nil: undefined, freq: 12 }),
    reasons: fc.uniqueArray(skewed(reasons), { maxLength: 3 }),
    outcomes: fc.array(item, { maxLength: 3 }),
    medications: fc.array(
      fc.record({
        drug: fc.constantFrom(undefined, 'sertraline', 'fluoxetine', 'mirtazapine'),
        class: fc.constantFrom('ssri', 'nassa', 'z-drug'),
        role: fc.constantFrom('requested', 'prescribed'),
      }),
      { maxLength: 1 },
    ),
    avoidedGp: skewed(['yes', 'no', 'not-applicable', 'unsure', 'blank']),
    avoidedCmht: fc.constantFrom('yes', 'no', 'not-applicable'),
  })
  .map(({ minutes, ...rest }) => entryWith({ ...rest, ...(minutes !== undefined && { minutes }) }))

describe('a whole report', () => {
  test('shows nothing small, and nothing hidden follows from all its tables together', async () => {
    let hiddenCells = 0
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 20, maxLength: 160 }), async (entries) => {
        const report = await reportOn(entries, { suppress: threshold, byPractitioner: true })
        for (const table of tablesOf(report))
          for (const cell of table.cells.flat()) {
            if (cell.kind === 'hidden') hiddenCells++
            if (cell.kind === 'count') expect(isSmall(cell.n, threshold), table.id).toBe(false)
          }
        expect(attack(report).workedOut()).toEqual([])
      }),
      { numRuns: 60, seed },
    )
    // Else the law would hold of nothing.
    expect(hiddenCells).toBeGreaterThan(1000)
  }, 120_000)

  test('a place that is too small is joined to another, in every table alike', async () => {
    const many = (pcn: string, n: number) =>
      Array.from({ length: n }, () => entryWith({ pcn, reasons: ['anxiety'], avoidedGp: 'yes' }))
    const report = await reportOn([...many('North', 40), ...many('South', 20), ...many('Far', 2)], {
      suppress: threshold,
    })
    expect(shownAt(tableIn(report, 'entries-by-place'), 'together')).toBe(22)
    expect(shownAt(tableIn(report, 'reasons-by-place'), 'anxiety', 'together')).toBe(22)
    expect(cellAt(tableIn(report, 'entries-by-place'), 'Far', 'total')).toBeUndefined()
  })
})

/** Every number that the report shows, and every sum that a reader can take for granted, within tables and across them. */
function attack(report: Report): Equations {
  const known = new Equations(true)
  const lists = { reasons: 'reason', outcomes: 'outcome' } as const
  for (const table of tablesOf(report)) {
    const rows = table.rows.filter(({ total }) => !total).map(({ id }) => id)
    const columns = table.columns.filter(({ total }) => !total).map(({ id }) => id)
    const learn = (name: string, row: string, column: string) => {
      const cell = cellAt(table, row, column)
      if (cell?.kind === 'count') known.is(name, cell.n)
      else if (cell?.kind === 'hidden') known.suspect(name)
    }
    const crossed = (name: (row: string, column: string) => string) => {
      for (const row of rows) {
        learn(name(row, '*'), row, 'total')
        for (const column of columns) learn(name(row, column), row, column)
        if (columns.length > 1)
          known.add(
            columns.map((column) => name(row, column)),
            name(row, '*'),
          )
      }
      for (const column of ['*', ...columns]) {
        learn(name('*', column), 'total', column === '*' ? 'total' : column)
        known.add(
          rows.map((row) => name(row, column)),
          name('*', column),
        )
      }
    }
    const [, list, axis] = /^(reasons|outcomes)-by-(place|month|practitioner)$/.exec(table.id) ?? []
    if (list && axis) {
      const kind = lists[list as keyof typeof lists]
      crossed((row, column) => (column === '*' ? `${kind} ${row}` : `${kind} ${row} ${axis} ${column}`))
    }
    if (/^avoided-.*-by-place$/.test(table.id))
      crossed((row, column) => (row === '*' ? `entries ${column}` : `${table.id} ${row} ${column}`))
    if (table.id === 'services') crossed((row, column) => `target ${row} ${column}`)
    if (table.id === 'entries-by-place') for (const row of rows) learn(`entries ${row}`, row, 'total')
    if (table.id === 'minutes-by-place')
      for (const row of [...rows, 'total']) {
        const place = row === 'total' ? '*' : row
        learn(`entries ${place}`, row, 'entries')
        learn(`length ${place}`, row, 'recorded')
        known.add([`length ${place}`, `no length ${place}`], `entries ${place}`)
        if (row === 'total')
          known.add(
            rows.map((one) => `length ${one}`),
            'length *',
          )
      }
    if (table.id === 'lengths') {
      for (const row of rows) learn(row === 'none' ? 'no length *' : `lasting ${row}`, row, 'total')
      known.add(
        rows.filter((row) => row !== 'none').map((row) => `lasting ${row}`),
        'length *',
      )
    }
    const relations = ['follow-up-with', 'signposted-to', 'referred-to', 'liaised-with', 'letter-to']
    if (relations.includes(table.id)) {
      for (const row of rows) learn(`target ${row} ${table.id}`, row, 'total')
      learn(`target * ${table.id}`, 'total', 'total')
    }
    if (table.id.startsWith('medication-')) {
      for (const row of rows) learn(`drug ${row} ${table.id}`, row, 'total')
      learn(`drug * ${table.id}`, 'total', 'total')
      const classes = rows.filter((row) => !row.includes('/'))
      known.add(
        classes.map((row) => `drug ${row} ${table.id}`),
        `drug * ${table.id}`,
      )
      for (const one of classes) {
        const own = rows.filter((row) => row.startsWith(`${one}/`))
        if (own.length > 0)
          known.add(
            own.map((row) => `drug ${row} ${table.id}`),
            `drug ${one} ${table.id}`,
          )
      }
    }
  }
  for (const [relation, outcome] of [
    ['follow-up-with', 'follow-up'],
    ['signposted-to', 'signposting'],
  ])
    known.add([`target * ${relation}`], `outcome ${outcome}`)
  const kinds = ['referred-to', 'liaised-with', 'letter-to']
  if (kinds.some((id) => tablesOf(report).some((table) => table.id === id)))
    known.add(
      kinds.map((id) => `target * ${id}`),
      'outcome contacting-service',
    )
  return known
}
