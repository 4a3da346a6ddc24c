/** The codes in the columns that coding adds to a table, or that somebody wrote alike. */
import { type CodeLists, listsOfItems, type NoteCodes, unique, writerOf } from '../statistics/codes.ts'
import { textOf } from './cell.ts'
import { entryOf } from './codes-shape.ts'
import { fileFailure } from './failure.ts'
import { fieldOfHeader } from './header.ts'
import type { ReadRow, Table } from './row.ts'

/** The columns that are read, as `jotcode code` heads them. */
const names = [
  'reasons',
  'outcomes',
  'services',
  'follow_up',
  'medications',
  'referral_source',
  'avoided_gp',
  'avoided_cmht',
] as const
type Name = (typeof names)[number]

/** Reads the rows of one table. */
export interface RowReader {
  readonly note: (row: ReadRow) => NoteCodes
}

/**
 * A reader for the rows of a table. Outcome items can be put together where all of `outcomes`, `services` and `follow_up`
 * are there, or where `outcomes` says its items in full (`code|kind|target`).
 * @param followUps outcome categories whose items stand in `follow_up`
 * @throws JotcodeError when the table has neither reasons nor outcomes
 */
export function codesReader(table: Table, followUps: ReadonlySet<string>, file: string): RowReader {
  const headers = table.columns.map(({ header }) => header)
  const places = new Map(names.map((name) => [name, placeOf(name, headers)]))
  const has = (name: Name) => (places.get(name) ?? -1) >= 0
  if (!has('reasons') && !has('outcomes'))
    throw fileFailure(
      'unknown-column',
      'no column is headed reasons or outcomes: there are no codes to read',
      `codes stand in columns of these names, joined by "; "; the file has: ${headers.map((h) => JSON.stringify(h)).join(', ')}`,
      { file, line: 1 },
    )
  const taken = new Set(places.values())
  const others = headers.flatMap((header, at) => (taken.has(at) ? [] : [[header, at] as const]))
  const idAt = headers.findIndex((header, at) => fieldOfHeader(header) === 'id' && !taken.has(at))
  const note = ({ cells: typed = [], number }: ReadRow): NoteCodes => {
    const cells = typed.map(textOf)
    const cell = (name: Name) => (has(name) ? (cells[places.get(name) ?? -1] ?? '').trim() : undefined)
    const entry = entryOf(others.map(([header, at]) => [header, cells[at] ?? '']))
    const writer = writerOf(entry)
    const isText = (['reason', 'outcome', 'note'] as const).some((field) => field in entry)
    const [avoidedGp, avoidedCmht] = [cell('avoided_gp'), cell('avoided_cmht')]
    const [reasons, medications, source] = [cell('reasons'), cell('medications'), cell('referral_source')]
    return {
      id: (idAt < 0 ? '' : (cells[idAt] ?? '').trim()) || String(number),
      ...(writer !== undefined && { writer }),
      ...(isText && { entry }),
      codes: {
        ...(reasons !== undefined && { reasons: unique(listOf(reasons)) }),
        ...outcomeLists(cell('outcomes'), cell('services'), cell('follow_up'), followUps),
        ...(medications !== undefined && { medications: listOf(medications) }),
        ...(source !== undefined && { referralSource: listOf(source) }),
      },
      answers: {
        ...(avoidedGp && { avoidedGp }),
        ...(avoidedCmht && { avoidedCmht }),
      },
    }
  }
  return { note }
}

/** Where a table has a column of its own of that name, the codes stand in `coded_...`, behind it. */
function placeOf(name: Name, headers: readonly string[]): number {
  return headers.findLastIndex((header) => {
    const key = header.trim().toLowerCase()
    return key === name || (key.startsWith(`coded_${name}`) && /^(_\d+)?$/.test(key.slice(name.length + 6)))
  })
}

const listOf = (cell: string): string[] =>
  cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '')

/** The lists that the cells tell: the reverse of what `coded-columns` writes. */
function outcomeLists(
  outcomes: string | undefined,
  services: string | undefined,
  followUp: string | undefined,
  followUps: ReadonlySet<string>,
): CodeLists {
  if (outcomes === undefined) return {}
  const said = listOf(outcomes)
  if (said.some((item) => item.includes('|')))
    return listsOfItems(said.map((item) => (item.includes('|') ? item : `${item}|-|-`)))
  if (services === undefined || followUp === undefined) return { outcomeCategories: unique(said) }
  return listsOfItems(itemsOf(said, listOf(services), followUp.split(';'), followUps))
}

/**
 * Each category with its item: those that `services` says in full, then follow-ups, then those that have neither kind
 * nor target. What has an interval and is no follow-up stands in `follow_up`, too.
 */
function itemsOf(
  categories: readonly string[],
  services: readonly string[],
  followUp: readonly string[],
  followUps: ReadonlySet<string>,
): string[] {
  const inFull = [...services]
  const others = categories
    .filter((category) => !followUps.has(category))
    .map((category) => {
      const at = inFull.findIndex((item) => item.startsWith(`${category}|`))
      return at < 0 ? `${category}|-|-` : (inFull.splice(at, 1)[0] as string)
    })
  const targets = followUp.map(targetOf)
  for (const item of others) {
    const at = targets.indexOf(item.split('|')[2] ?? '-')
    if (at >= 0 && targets.length > categories.length - others.length) targets.splice(at, 1)
  }
  return categories.map((category) =>
    followUps.has(category) ? `${category}|-|${targets.shift() ?? '-'}` : (others.shift() as string),
  )
}

/** `mhp P2W` → `mhp`; `P2W` and nothing → `-`. */
function targetOf(item: string): string {
  const [first = ''] = item.trim().split(' ')
  return first === '' || isInterval(first) ? '-' : first
}

const isInterval = (word: string) => /^P\d+[DWMY]$/.test(word)
