/** "2/52", "in 3 weeks", "a fortnight" → ISO 8601 durations. */
import type { FieldReading, Mark } from '../../model/coding.ts'
import { type Find, Kind, type Mention, type Tokens } from '../../model/reading.ts'
import { itemBreak, sentenceBreak } from '../../text/tokens.ts'
import { markOfFind } from './draft.ts'

const breaks = itemBreak | sentenceBreak
const reach = 3
/** No interval has as many words. */
const longest = 100
const words: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
}

export interface IntervalReading {
  readonly value: string
  readonly mark?: Mark
}

/** The interval inside a mention, right behind it, or right before it. */
export function intervalNear(reading: FieldReading, mention: Mention): IntervalReading | undefined {
  const { intervals } = reading
  let best: Find | undefined
  // They stand from the last to the first: those far behind are passed over, and those far before never reached.
  for (let at = firstUpTo(intervals, mention.last + reach); at < intervals.length; at++) {
    const find = intervals[at] as Find
    if (find.first < mention.first - longest) break
    const inside = find.first >= mention.first && find.last <= mention.last
    if (!inside && !behind(reading, mention, find) && !before(reading, mention, find)) continue
    if (!best || find.width > best.width) best = find
  }
  if (!best) return undefined
  const value = duration(best, reading.tokens)
  if (!value) return undefined
  if (best.first >= mention.first && best.last <= mention.last) return { value }
  return { value, mark: markOfFind(reading, best, 'interval') }
}

/** The first of the intervals that begins at token `upTo` or before. */
function firstUpTo(intervals: readonly Find[], upTo: number): number {
  let low = 0
  let high = intervals.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((intervals[middle] as Find).first > upTo) low = middle + 1
    else high = middle
  }
  return low
}

function behind({ tokens }: FieldReading, mention: Mention, find: Find): boolean {
  return (
    find.first > mention.last &&
    find.first - mention.last <= reach &&
    unbroken(tokens, mention.last, find.first)
  )
}

function before({ tokens }: FieldReading, mention: Mention, find: Find): boolean {
  return (
    find.last < mention.first && mention.first - find.last <= 2 && unbroken(tokens, find.last, mention.first)
  )
}

function unbroken(tokens: Tokens, from: number, to: number): boolean {
  for (let i = from + 1; i <= to; i++) if (((tokens.gap[i] as number) & breaks) !== 0) return false
  return true
}

/** A unit with its number (the first of a range), or the fixed value of the wording. */
function duration(find: Find, tokens: Tokens): string | undefined {
  const { id } = find.entry
  if (id.startsWith('P')) return id
  for (let i = find.first; i <= find.last; i++) {
    const text = tokens.text(i)
    const number = tokens.kind[i] === Kind.Number ? Math.round(Number(text)) : words[text]
    if (number !== undefined && number > 0 && number < 1000) return `P${number}${id}`
  }
  return undefined
}
