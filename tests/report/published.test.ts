/** The printed tables: where they contradict themselves, and that the report has their cells. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { OutcomeItem, ReportEntry } from '../../src/report/entry.ts'
import {
  compareWithPublished,
  contradictions,
  type PrintedTable,
  readPrinted,
} from '../../src/report/published.ts'
import { root } from '../taxonomies.ts'
import { entryWith, reportOn, shownAt, tableIn } from './entries.ts'

const folder = join(root, 'corpus', 'dorset', 'published')
const printed = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .map((name) => name.slice(0, -4))
    .map((id) => [id, readPrinted(id, readFileSync(join(folder, `${id}.tsv`), 'utf8'))]),
)
const table = (id: string): PrintedTable => {
  const found = printed.get(id)
  if (!found) throw new Error(`no printed table ${id}`)
  return found
}
const inner = ({ cells }: PrintedTable) => cells.filter(({ row }) => row !== 'total')

describe('where the print contradicts itself', () => {
  const found = (id: string) => [...contradictions(table(id))].map((key) => key.replace('\t', ' @ ')).sort()

  test('reasons: three rows, five columns, and where they meet', () => {
    const rows = ['physical-health', 'hormonal', 'schizophrenia']
    const columns = ['North Bournemouth', 'Poole North', 'Shore Medical', 'South Coast Medical', 'The Vale']
    expect(found('reasons-by-place')).toEqual(
      [
        'total @ total',
        ...rows.map((row) => `${row} @ total`),
        ...columns.map((column) => `total @ ${column}`),
        ...rows.flatMap((row) => columns.map((column) => `${row} @ ${column}`)),
      ].sort(),
    )
  })

  test('referral sources and letters: the total, or what is not named', () => {
    expect(found('referral-sources')).toEqual(['total @ total'])
    expect(found('letter-to')).toEqual(['rest @ total', 'total @ total'])
  })

  test('nowhere else', () => {
    const known = ['reasons-by-place', 'referral-sources', 'letter-to']
    expect(
      Object.fromEntries(
        [...printed.keys()].filter((id) => !known.includes(id)).map((id) => [id, found(id)]),
      ),
    ).toEqual(
      Object.fromEntries([...printed.keys()].filter((id) => !known.includes(id)).map((id) => [id, []])),
    )
  })
})

/** Entries that have the printed cells, and nothing else to be read from them. */
function entriesAsPrinted(): readonly ReportEntry[] {
  type Draft = { -readonly [Key in keyof ReportEntry]: ReportEntry[Key] }
  const drafts: Draft[] = []
  const at = new Map<string, Draft[]>()
  for (const { row, n } of inner(table('entries-by-place'))) {
    const own = Array.from({ length: n }, (): Draft => ({ ...entryWith({ pcn: row }) }))
    at.set(row, own)
    drafts.push(...own)
  }
  const cellsOf = (id: string) => inner(table(id)).filter(({ column }) => column !== 'total')
  for (const { row, column, n } of cellsOf('reasons-by-place'))
    for (const draft of (at.get(column) ?? []).slice(0, n)) draft.reasons = [...draft.reasons, row]
  const targets = targetsAsPrinted()
  for (const { row, column, n } of cellsOf('outcomes-by-place'))
    for (let i = 0; i < n; i++) {
      const own = at.get(column) ?? []
      const draft = own[i % own.length]
      if (draft) draft.outcomes = [...draft.outcomes, targets.get(row)?.shift() ?? { code: row }]
    }
  for (const [id, key] of [
    ['avoided-gp-by-place', 'avoidedGp'],
    ['avoided-cmht-by-place', 'avoidedCmht'],
  ] as const) {
    const given = new Map<string, number>()
    for (const { row, column, n } of cellsOf(id)) {
      const from = given.get(column) ?? 0
      for (const draft of (at.get(column) ?? []).slice(from, from + n)) draft[key] = row
      given.set(column, from + n)
    }
  }
  for (const { row, n } of inner(table('minutes-by-place')))
    for (const draft of at.get(row) ?? []) draft.minutes = n
  for (const role of ['requested', 'prescribed'])
    for (const { row, n } of inner(table(`medication-${role}`))) {
      const [group = '', drug] = row === 'rest' ? ['other'] : row.split('/')
      for (let i = 0; i < n; i++) {
        const draft = drafts[i]
        if (draft) draft.medications = [...draft.medications, { class: group, role, drug }]
      }
    }
  let sent = 0
  for (const { row, n } of inner(table('referral-sources')))
    for (let i = 0; i < n; i++) {
      const draft = drafts[sent++]
      if (draft) draft.referralSource = row
    }
  return drafts
}

/** For each outcome its items with their targets, as the appendix has them. */
function targetsAsPrinted(): Map<string, OutcomeItem[]> {
  const sources = [
    ['follow-up-with', 'follow-up'],
    ['signposted-to', 'signposting'],
    ['self-referred-to', 'self-referral'],
    ['referred-to', 'contacting-service', 'referral'],
    ['liaised-with', 'contacting-service', 'liaison'],
    ['letter-to', 'contacting-service', 'letter'],
    ['awaiting', 'awaiting-service'],
    ['continuing-with', 'continuing-service'],
  ] as const
  const all = new Map<string, OutcomeItem[]>()
  for (const [id, code, kind] of sources) {
    const items = all.get(code) ?? []
    all.set(code, items)
    for (const { row, n } of inner(table(id)))
      for (let i = 0; i < n; i++) items.push({ code, kind, target: row === 'rest' ? 'other-service' : row })
  }
  return all
}

describe('a report on entries that have the printed cells', async () => {
  const report = await reportOn(entriesAsPrinted())

  test.each([...printed.keys()])('%s: every cell is equal, but where the print contradicts itself', (id) => {
    const differences = compareWithPublished(tableIn(report, id), table(id))
    const left = differences.filter(
      ({ contradicted, row }) => !contradicted && !(id === 'minutes-by-place' && row === 'total'),
    )
    expect(left).toEqual([])
  })

  test('the report itself can show it: equal cells, and those that differ', async () => {
    const shown = await reportOn(entriesAsPrinted(), { printed: [...printed.values()] })
    expect(shownAt(tableIn(shown, 'agreement'), 'outcomes-by-place', 'equal')).toBe(18 * 14)
    expect(shownAt(tableIn(shown, 'differences'), 'reasons-by-place/hormonal/total', 'ours')).toBe(12)
  })

  test('a wrong cell is found', () => {
    const wrong = { ...table('follow-up-with'), cells: [{ row: 'gp', column: 'total', n: 78 }] }
    expect(compareWithPublished(tableIn(report, 'follow-up-with'), wrong)).toEqual([
      { table: 'follow-up-with', row: 'gp', column: 'total', n: 78, ours: 77, contradicted: false },
    ])
  })
})
