/** A kind of help and the body that gives it are one service: "Relate counselling", "walking group: LiveWell". */
import { Bit } from '../../model/lexicon.ts'
import { entryOf, type Mention, type Tokens } from '../../model/reading.ts'
import type { Service, Taxonomy } from '../../model/taxonomy.ts'
import { Gap, itemBreak, sentenceBreak } from '../../text/tokens.ts'

/** What may stand between a kind of help and its body: "walking group: LiveWell", "counselling (Relate)". */
const introduces = Gap.Colon | Gap.Bracket
const breaks = itemBreak | sentenceBreak
/** Words between a body and what it is for. */
const farthest = 3

/** Mentions in text order → the same, where a generic service beside a named one has become part of it. */
export function joinGivers(mentions: Mention[], tokens: Tokens, taxonomy: Taxonomy): Mention[] {
  const { givers } = taxonomy.rules
  if (!givers || !hasTwoServices(mentions)) return mentions
  const joined: Mention[] = []
  for (const mention of mentions) {
    const last = joined.at(-1)
    const one = last && joinedOf(last, mention, tokens, taxonomy, givers)
    if (one) joined[joined.length - 1] = one
    else joined.push(mention)
  }
  return joined
}

type Givers = NonNullable<Taxonomy['rules']['givers']>

function joinedOf(
  left: Mention,
  right: Mention,
  tokens: Tokens,
  taxonomy: Taxonomy,
  { before, within, purposes }: Givers,
): Mention | undefined {
  const [first, second] = [serviceOf(left, taxonomy), serviceOf(right, taxonomy)]
  if (!first || !second) return undefined
  let gap = 0
  for (let i = left.last + 1; i <= right.first; i++) gap |= tokens.gap[i] as number
  if (first === second && first.several && right.first === left.last + 1 && (gap & breaks) === 0)
    return { ...left, last: right.last, covers: null }
  if (first.generic === second.generic) return undefined
  const words = right.first - left.last - 1
  if (words > farthest) return undefined
  // "Macmillan for family support", "Shelter's number for the housing": what the body is for.
  if (!first.generic && words > 0 && (gap & breaks) === 0 && isPurpose(left, right, tokens, purposes))
    return { ...left, last: right.last, covers: null }
  if (words > 1) return undefined
  const between = words === 0 ? undefined : tokens.text(left.last + 1)
  const isOne = first.generic
    ? between === undefined
      ? (gap & introduces) !== 0 && (gap & breaks & ~introduces) === 0
      : (gap & breaks) === 0 && before.includes(between)
    : (gap & breaks) === 0 && (between === undefined || within.includes(between))
  if (!isOne) return undefined
  return { ...(first.generic ? right : left), first: left.first, last: right.last, covers: null }
}

/** Does what stands between say what for? At most an article comes after that word. */
function isPurpose(left: Mention, right: Mention, tokens: Tokens, purposes: readonly string[]): boolean {
  const words: string[] = []
  for (let i = left.last + 1; i < right.first; i++) words.push(tokens.text(i))
  return words.some((word, at) => at >= words.length - 2 && purposes.includes(word))
}

function serviceOf(mention: Mention, taxonomy: Taxonomy): Service | undefined {
  const entry = entryOf(mention, 'service')
  return entry && taxonomy.services[entry.at]
}

function hasTwoServices(mentions: readonly Mention[]): boolean {
  let services = 0
  for (let i = 0; i < mentions.length; i++)
    if (((mentions[i] as Mention).kinds & Bit.service) !== 0) services++
  return services > 1
}
