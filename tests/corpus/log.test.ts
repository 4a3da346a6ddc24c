/** The invented log of 3,080 entries: its gold codes add up to the published tables, cell by cell. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { createCoder } from '../../src/index.ts'
import {
  codesOfGold,
  codesOfRecord,
  compareCodings,
  type MeasureAgreement,
} from '../../src/statistics/index.ts'
import { root } from '../taxonomies.ts'

interface Gold {
  readonly id: string
  readonly reasons: readonly string[]
  readonly outcomes: readonly string[]
  readonly medications: readonly string[]
  readonly referral_source: string | null
  readonly avoided_gp: string
  readonly avoided_cmht: string
}
type Row = Readonly<Record<string, string>>
interface LogEntry {
  readonly row: Row
  readonly gold: Gold
}

const dorset = (name: string) => readFileSync(join(root, 'corpus', 'dorset', name), 'utf8')
const rowsOf = (text: string, delimiter: string) =>
  Papa.parse<Row>(text, { header: true, delimiter, skipEmptyLines: true }).data
const published = (table: string) => rowsOf(dorset(`published/${table}.tsv`), '\t')

const rows = rowsOf(dorset('log.csv'), ',')
const gold: readonly Gold[] = dorset('log.gold.ndjson')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
const log = gold.map((one, at): LogEntry => ({ row: rows[at] ?? {}, gold: one }))

/** Cells that print itself contradicts, and what the log has there. */
const contradicted = rowsOf(dorset('log/contradicted.tsv'), '\t')
const met = new Set<Row>()

/** The printed cell, unless print contradicts it; then the log's, which must be another one. */
function wanted(table: string, row: string, column: string, printed: string, counted: string): string {
  const known = contradicted.find((one) => one.table === table && one.row === row && one.column === column)
  if (known === undefined) return printed
  met.add(known)
  expect(known.printed).toBe(printed)
  expect(counted).not.toBe(printed)
  return known.log ?? ''
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)

test('one row for every line of gold, by the printed number of entries and practitioners', () => {
  expect(rows.map(({ id }) => id)).toEqual(gold.map(({ id }) => id))
  expect(rows.length).toBe(3080)
  expect(new Set(rows.map(({ practitioner }) => practitioner)).size).toBe(18)
  expect(new Set(rows.map(({ pcn }) => pcn)).size).toBe(13)
})

test('dates are weekdays of October to December 2024', () => {
  const days = [...new Set(rows.map(({ date }) => date ?? ''))]
  for (const day of days) {
    expect(day).toMatch(/^2024-1[0-2]-\d\d$/)
    expect([0, 6]).not.toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
  }
})

describe('tables by PCN', () => {
  test.each<[string, (gold: Gold) => readonly string[]]>([
    ['reasons-by-place', ({ reasons }) => reasons],
    ['outcomes-by-place', ({ outcomes }) => outcomes.map((item) => item.split('|')[0] ?? '')],
    ['avoided-gp-by-place', ({ avoided_gp: answer }) => [answer]],
    ['avoided-cmht-by-place', ({ avoided_cmht: answer }) => [answer]],
  ])('%s', (table, codes) => {
    const cells = published(table)
    const ids = cells.map(({ id }) => id).filter((id) => id !== 'total')
    for (const { id = '', label: _, ...printedRow } of cells)
      for (const [pcn, printed] of Object.entries(printedRow)) {
        const own = pcn === 'Total' ? log : log.filter(({ row }) => row.pcn === pcn)
        const said = own.flatMap((entry) => codes(entry.gold))
        const counted = String(
          said.filter((code) => (id === 'total' ? ids.includes(code) : code === id)).length,
        )
        expect([id, pcn, counted]).toEqual([id, pcn, wanted(table, id, pcn, printed || '0', counted)])
      }
    expect(ids).toEqual(expect.arrayContaining([...new Set(log.flatMap((entry) => codes(entry.gold)))]))
  })
})

describe('tables of one column', () => {
  const targets = (start: string) =>
    log.flatMap(({ gold: { outcomes } }) =>
      outcomes.filter((item) => item.startsWith(start)).map((item) => item.slice(start.length)),
    )
  const medications = (role: string) =>
    log.flatMap(({ gold: one }) =>
      one.medications.map((item) => item.split('|')).filter(([, , said]) => said === role),
    )
  /** A row is a class (`ssri`) or one drug of a class (`nassa/mirtazapine`); printed rows do not overlap. */
  const rowOf = ([drug = '', group = '']: readonly string[]) =>
    published('medication-requested').some(({ id }) => id === `${group}/${drug}`) ? `${group}/${drug}` : group

  test.each<[string, readonly string[]]>([
    ['entries-by-place', rows.map(({ pcn }) => pcn ?? '')],
    ['referral-sources', gold.flatMap((one) => one.referral_source ?? [])],
    ['follow-up-with', targets('follow-up|-|')],
    ['signposted-to', targets('signposting|-|')],
    ['self-referred-to', targets('self-referral|-|')],
    ['liaised-with', targets('contacting-service|liaison|')],
    ['letter-to', targets('contacting-service|letter|')],
    ['referred-to', targets('contacting-service|referral|')],
    ['awaiting', targets('awaiting-service|-|')],
    ['continuing-with', targets('continuing-service|-|')],
    ['medication-requested', medications('requested').map(rowOf)],
    ['medication-prescribed', medications('prescribed').map(rowOf)],
  ])('%s', (table, said) => {
    const cells = published(table)
    const named = new Set(cells.map(({ id }) => id))
    for (const { id = '', n, entries } of cells) {
      const isOf = (code: string) => id === 'total' || code === id || (id === 'rest' && !named.has(code))
      const counted = String(said.filter(isOf).length)
      expect([id, counted]).toEqual([id, wanted(table, id, 'n', n ?? entries ?? '', counted)])
    }
  })
})

test('mean minutes by PCN, of 2,809 entries with a length between 5 and 210', () => {
  const lengths = (pcn?: string) =>
    rows
      .filter((row) => row.minutes !== '' && (pcn === undefined || row.pcn === pcn))
      .map(({ minutes }) => Number(minutes))
  expect([lengths().length, Math.min(...lengths()), Math.max(...lengths())]).toEqual([2809, 5, 210])
  for (const { id = '', minutes } of published('minutes-by-place')) {
    const own = lengths(id === 'total' ? undefined : id)
    const mean = own.length === 0 ? 'Not recorded' : String(Math.round(sum(own) / own.length))
    expect([id, mean]).toEqual([id, minutes])
  }
})

test('every contradicted cell was met above', () => {
  expect(contradicted.filter((one) => !met.has(one))).toEqual([])
})

describe('entries that could be', () => {
  test('one code once in an entry, but for services', () => {
    for (const { id, reasons, outcomes } of gold) {
      expect([id, new Set(reasons).size]).toEqual([id, reasons.length])
      expect([id, new Set(outcomes).size]).toEqual([id, outcomes.length])
    }
  })
  test('an unclear outcome stands alone, and who did not attend has no other reason', () => {
    for (const { id, reasons, outcomes } of gold) {
      if (outcomes.includes('other-unclear|-|-')) expect([id, outcomes.length]).toEqual([id, 1])
      if (reasons.includes('did-not-attend')) expect([id, reasons.length]).toEqual([id, 1])
    }
  })
  test('drugs are asked for, and prescribed, where the codes say so', () => {
    const roles = ({ medications }: Gold) => new Set(medications.map((item) => item.split('|')[2]))
    for (const one of gold) {
      expect([one.id, roles(one).has('requested')]).toEqual([
        one.id,
        one.reasons.includes('medication-seeking'),
      ])
      expect([one.id, roles(one).has('prescribed')]).toEqual([
        one.id,
        one.outcomes.includes('medication-prescribed|-|-'),
      ])
    }
  })
})

test('the coder reads most of every fifth entry; a floor, and no evidence of accuracy', () => {
  const coder = createCoder()
  const some = log.filter((_, at) => at % 5 === 0)
  const coded = some.map(
    ({ row: { avoided_gp: avoidedGp = '', avoided_cmht: avoidedCmht = '', ...entry } }) =>
      codesOfRecord(coder.code({ ...entry, avoidedGp, avoidedCmht })),
  )
  const compared = compareCodings(
    some.map((one) => codesOfGold(one.gold)),
    coded,
    { matched: true, blank: 'blank' },
  )
  if (!compared.matched) throw new Error('the log and its gold have the same ids')
  const { measures, answers } = compared
  const f1 = (list: MeasureAgreement | undefined) =>
    list === undefined ? 0 : (2 * list.both) / (list.a + list.b)
  expect(f1(measures.reasons)).toBeGreaterThan(0.9)
  expect(f1(measures.outcomeItems)).toBeGreaterThan(0.9)
  expect(answers.avoidedGp?.same.share).toBeGreaterThan(0.95)
  expect(answers.avoidedCmht?.same.share).toBeGreaterThan(0.95)
})
