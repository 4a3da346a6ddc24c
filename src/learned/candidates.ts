/** What the second reader could propose for an entry, and all that is known of each proposal. */
import type { Coding, CodingList, FieldReading, Resolved } from '../model/coding.ts'
import { itemOf, type LearnedItem } from '../model/learned.ts'
import type { Rules } from '../model/taxonomy.ts'
import type { Desk, Sheet, Speaking } from './desk.ts'
import { Standing } from './passage.ts'
import { bestWindow, longestWindow, type Window } from './window.ts'

export interface Candidate<Class extends LearnedItem> {
  readonly item: Class
  readonly reading: FieldReading
  /** The words it rests on. */
  readonly first: number
  readonly last: number
  readonly features: readonly (readonly [name: string, value: number])[]
}

/** Weaker ones are hardly ever right. */
const floor = -3

export function candidates<Class extends LearnedItem & { readonly bias: number }>(
  readings: readonly FieldReading[],
  resolved: Resolved,
  reader: Speaking<Class>,
  desk: Desk,
  rules: Rules,
): Candidate<Class>[] {
  const found: Candidate<Class>[] = []
  for (const at of reader.proposing) {
    const item = reader.classes[at] as Class
    if (isSettled(item, resolved, rules)) continue
    for (let i = 0; i < readings.length; i++) {
      const reading = readings[i] as FieldReading
      if (reading.tokens.length === 0 || !isRead(item.list, reading)) continue
      const sheet = desk.sheet(reading)
      const candidate = sheet.passage.open === 0 ? undefined : candidateOf(item, at, sheet, resolved)
      if (candidate) found.push(candidate)
    }
  }
  return found
}

const isRead = (list: CodingList, { text }: FieldReading): boolean =>
  text.field === 'note' || text.field === list

/** Do the rules say already whether the category is there? They coded it, set it aside, or coded what it gives way to. */
function isSettled(
  { list, code }: LearnedItem,
  { codings, setAside }: Resolved,
  { givesWay }: Rules,
): boolean {
  for (let i = 0; i < setAside.length; i++) if (setAside[i]?.code === code) return true
  for (let i = 0; i < codings.length; i++) {
    const coding = codings[i] as Coding
    if (coding.list === list && coding.code === code) return true
  }
  for (let i = 0; i < givesWay.length; i++) {
    const rule = givesWay[i] as Rules['givesWay'][number]
    if (rule.code === code && codings.some((coding) => coding.list === list && rule.to.includes(coding.code)))
      return true
  }
  return false
}

const open: Window = { sum: 0, first: -1, last: -1 }
const all: Window = { sum: 0, first: -1, last: -1 }

function candidateOf<Class extends LearnedItem & { readonly bias: number }>(
  item: Class,
  at: number,
  { reading, passage, rows }: Sheet,
  resolved: Resolved,
): Candidate<Class> | undefined {
  bestWindow(rows, at, passage, Standing.Open, open)
  if (open.first < 0 || open.sum + item.bias < floor) return undefined
  bestWindow(rows, at, passage, Standing.Read, all)
  const others = codedIn(item.list, resolved.codings)
  const name = itemOf(item)
  const strength = (open.sum + item.bias) / 2
  return {
    item,
    reading,
    first: open.first,
    last: open.last,
    features: [
      ['strength', strength],
      ['strength-with-read', (all.sum + item.bias) / 4],
      ['nothing-else', Number(others === 0)],
      ['others', Math.min(others, 5) / 5],
      ['open-share', passage.open / passage.length],
      ['words-in-text', Math.log1p(passage.length) / 3],
      ['words', (open.last - open.first + 1) / longestWindow],
      [`list:${item.list}`, 1],
      [name, 1],
      [`${name} strength`, strength],
    ],
  }
}

/** How many codes of a list rest on words. */
function codedIn(list: CodingList, codings: readonly Coding[]): number {
  let count = 0
  for (const coding of codings) if (coding.list === list && !coding.byRule) count++
  return count
}
