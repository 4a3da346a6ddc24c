/** Tables of a log so small that everything can be counted by hand. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { ReportEntry } from '../../src/report/entry.ts'
import { monthOf } from '../../src/report/month.ts'
import { type Report, tablesOf } from '../../src/report/report.ts'
import { cellAt, shareOf } from '../../src/report/table.ts'
import { entryWith, reportOn, shownAt, tableIn } from './entries.ts'

const entries: readonly ReportEntry[] = [
  entryWith({
    pcn: 'North',
    practitioner: 'A',
    month: '2024-10',
    minutes: 30,
    reasons: ['anxiety', 'low-mood'],
    outcomes: [
      { code: 'contacting-service', kind: 'referral', target: 'cmht' },
      { code: 'contacting-service', kind: 'liaison', target: 'gp' },
      { code: 'follow-up', target: 'mhp' },
    ],
    medications: [{ drug: 'sertraline', class: 'ssri', role: 'prescribed' }],
    measures: [{ scale: 'phq-9', score: 18, band: 'moderately severe' }],
    avoidedGp: 'yes',
    avoidedCmht: 'no',
  }),
  entryWith({
    pcn: 'North',
    practitioner: 'A',
    month: '2024-11',
    minutes: 50,
    reasons: ['anxiety'],
    outcomes: [{ code: 'follow-up', target: 'gp' }],
    medications: [{ class: 'ssri', role: 'prescribed' }],
    referralSource: 'gp-practice',
    avoidedGp: 'yes',
  }),
  entryWith({ pcn: 'South', practitioner: 'B', month: '2024-11', reasons: ['anxiety'], avoidedGp: 'no' }),
  entryWith({ practitioner: 'B', avoidedGp: 'unsure' }),
]

let report: Report
beforeAll(async () => {
  report = await reportOn(entries, { byPractitioner: true })
})
const at = (table: string, row: string, column?: string) => shownAt(tableIn(report, table), row, column)

describe('by place', () => {
  test('entries', () => {
    expect(['North', 'South', '(not recorded)', 'total'].map((row) => at('entries-by-place', row))).toEqual([
      2, 1, 1, 4,
    ])
  })

  test('reasons: total, then each place, then the sum', () => {
    expect(
      ['total', 'North', 'South', '(not recorded)'].map((column) =>
        at('reasons-by-place', 'anxiety', column),
      ),
    ).toEqual([3, 2, 1, 0])
    expect(at('reasons-by-place', 'total', 'total')).toBe(4)
    expect(at('reasons-by-place', 'low-mood', 'total')).toBe(1)
    expect(at('reasons-by-place', 'stress', 'total')).toBe(0)
  })

  test('percentages are of the column, with Wilson’s interval', () => {
    const cell = cellAt(tableIn(report, 'reasons-by-place'), 'anxiety', 'North')
    const share = cell && shareOf(cell)
    expect(share?.share).toBeCloseTo(2 / 3)
    // 2 of 3 by the formula: 0.2077 to 0.9385.
    expect(share?.low).toBeCloseTo(0.2077, 3)
    expect(share?.high).toBeCloseTo(0.9385, 3)
  })

  test('outcomes count once for each service', () => {
    expect(at('outcomes-by-place', 'contacting-service', 'North')).toBe(2)
    expect(at('outcomes-by-place', 'total', 'total')).toBe(4)
  })

  test('minutes: mean of those that have a length', () => {
    expect(at('minutes-by-place', 'North', 'minutes')).toBe(40)
    expect(at('minutes-by-place', 'South', 'minutes')).toBe('none')
    expect(at('minutes-by-place', 'total', 'recorded')).toBe(2)
    expect(at('minutes-by-reasons', '2', 'minutes')).toBe(30)
    expect(at('lengths', 'from-30')).toBe(1)
    expect(at('lengths', 'none')).toBe(2)
  })

  test('answers', () => {
    expect(at('avoided-gp-by-place', 'yes', 'North')).toBe(2)
    expect(at('avoided-gp-by-place', 'unsure', 'total')).toBe(1)
    expect(at('avoided-cmht-by-place', 'blank', 'total')).toBe(3)
  })
})

describe('to whom, with what, from where', () => {
  test('targets by what was done', () => {
    expect(at('referred-to', 'cmht')).toBe(1)
    expect(at('liaised-with', 'gp')).toBe(1)
    expect(at('follow-up-with', 'gp')).toBe(1)
    expect(at('services', 'gp', 'total')).toBe(2)
    expect(at('services', 'gp', 'liaised-with')).toBe(1)
  })

  test('medications: a class, and in it the drugs', () => {
    expect(at('medication-prescribed', 'ssri')).toBe(2)
    expect(at('medication-prescribed', 'ssri/sertraline')).toBe(1)
    expect(at('medication-prescribed', 'ssri/')).toBe(1)
  })

  test('sources and scores', () => {
    expect(at('referral-sources', 'gp-practice')).toBe(1)
    expect(at('measures', 'phq-9', 'mean')).toBe(18)
  })

  test('what goes together: entries that have both', () => {
    expect(at('reasons-with-outcomes', 'anxiety', 'follow-up')).toBe(2)
    expect(at('reasons-with-outcomes', 'anxiety', 'contacting-service')).toBe(1)
    expect(at('reasons-with-services', 'low-mood', 'cmht')).toBe(1)
  })
})

test('over time and by practitioner', () => {
  expect(at('by-month', '2024-11', 'entries')).toBe(2)
  expect(at('reasons-by-month', 'anxiety', '2024-11')).toBe(2)
  expect(at('by-practitioner', 'A', 'reasons')).toBe(1.5)
  expect(at('reasons-by-practitioner', 'anxiety', 'B')).toBe(1)
})

test('practitioners are left out unless asked for', async () => {
  const quiet = await reportOn(entries)
  expect(tablesOf(quiet).filter(({ id }) => id.includes('practitioner'))).toEqual([])
})

test('every table has an id of its own and as many cells as rows and columns', () => {
  const tables = tablesOf(report)
  expect(new Set(tables.map(({ id }) => id)).size).toBe(tables.length)
  for (const { rows, columns, cells } of tables) {
    expect(cells.map((row) => row.length)).toEqual(rows.map(() => columns.length))
  }
})

test('nothing at all is a report, too', async () => {
  const empty = await reportOn([])
  expect(shownAt(tableIn(empty, 'reasons-by-place'), 'total')).toBe(0)
})

test('another taxonomy has its own tables', async () => {
  const own = await reportOn(
    [entryWith({ reasons: ['depression'], outcomes: [{ code: 'liaised-with-gp', target: 'gp' }] })],
    {},
    'kent-medway',
  )
  expect(shownAt(tableIn(own, 'liaised-with-gp'), 'gp')).toBe(1)
  expect(shownAt(tableIn(own, 'outcomes-by-place'), 'liaised-with-gp')).toBe(1)
})

test.each([
  ['2024-10-03', '2024-10'],
  ['3/10/2024', '2024-10'],
  ['03.10.24', '2024-10'],
  ['3 Oct 2024', '2024-10'],
  ['Thu, 3rd October 2024', '2024-10'],
  ['2024-13-03', undefined],
  ['soon', undefined],
  ['', undefined],
])('the month of %j is %j', (text, month) => expect(monthOf(text)).toBe(month))
