/** "2/52", "in 3 weeks", "a fortnight" → ISO 8601 durations. */
import type { FieldReading, Mark } from '../../model/coding.ts'
import type { Find, Mention, Token } from '../../model/reading.ts'
import { itemBreak, sentenceBreak } from '../../text/tokens.ts'

const breaks = itemBreak | sentenceBreak
const reach = 3
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
  let best: Find | undefined
  for (const find of reading.intervals) {
    const inside = find.first >= mention.first && find.last <= mention.last
    if (!inside && !behind(reading, mention, find) && !before(reading, mention, find)) continue
    if (!best || find.width > best.width) best = find
  }
  if (!best) return undefined
  const value = duration(best, reading.tokens)
  if (!value) return undefined
  if (best.first >= mention.first && best.last <= mention.last) return { value }
  const { first, last, means, distance, entry } = best
  return { value, mark: { reading, first, last, means, distance, entry, role: 'interval' } }
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

function unbroken(tokens: readonly Token[], from: number, to: number): boolean {
  for (let i = from + 1; i <= to; i++) if (((tokens[i] as Token).gap & breaks) !== 0) return false
  return true
}

/** A unit with its number (the first of a range), or the fixed value of the wording. */
function duration(find: Find, tokens: readonly Token[]): string | undefined {
  const { id } = find.entry
  if (id.startsWith('P')) return id
  for (let i = find.first; i <= find.last; i++) {
    const token = tokens[i] as Token
    const number = token.kind === 'number' ? Math.round(Number(token.text)) : words[token.text]
    if (number !== undefined && number > 0 && number < 1000) return `P${number}${id}`
  }
  return undefined
}
