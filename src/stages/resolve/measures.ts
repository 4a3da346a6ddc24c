/** Scales and what they gave: "PHQ9 18", "gad-7 = 12/21", "PHQ 18 → 11", "MDQ +ve". */

import type { Lexicon } from '../../lexicon/compile.ts'
import type { FieldReading } from '../../model/coding.ts'
import { type Find, type Frame, Kind, type Mention, type Tokens } from '../../model/reading.ts'
import type { Scale, Taxonomy } from '../../model/taxonomy.ts'
import { Gap, sentenceBreak } from '../../text/tokens.ts'
import { codingOf, type Draft, isAside, markOfFind } from './draft.ts'

const reach = 2
/** Tokens from a score to the one it was before, and to a result in words. */
const beforeReach = 3
const breaks = sentenceBreak | Gap.Comma | Gap.Slash | Gap.Plus
const arrow = '→'

export function readMeasures(reading: FieldReading, lexicon: Lexicon, draft: Draft): void {
  const named = widest(reading.scales)
  const { scales, scoreWords } = lexicon.taxonomy
  for (let i = 0; i < named.length; i++) {
    const find = named[i] as Find
    const end = named[i + 1]?.first ?? reading.tokens.length
    const { last, ...told } = scoresOf(reading.tokens, find, end, scales[find.entry.at] as Scale, scoreWords)
    if (!counts(reading.frames, find, told)) continue
    const mark = markOfFind(reading, find)
    const marks = [last > find.last ? { ...mark, last } : mark]
    draft.codings.push(codingOf('measure', find.entry.id, 'affirmed', marks, false, told))
  }
}

/** In text order; of those that overlap the widest. */
function widest(finds: readonly Find[]): readonly Find[] {
  if (finds.length < 2) return finds
  const left: Find[] = []
  for (const find of [...finds].sort((a, b) => b.width - a.width || a.first - b.first))
    if (left.every(({ first, last }) => find.last < first || find.first > last)) left.push(find)
  return left.sort((a, b) => a.first - b.first)
}

/**
 * A scale that stands counts unless it is denied; one within other words ("MDQ +ve" is a reason, too) where it gave something.
 * "MDQ neg" was done, and is negative.
 */
function counts(frames: readonly Frame[], { entry, first }: Find, { score, result }: Told): boolean {
  const frame = frames.find(({ mention }) => first >= mention.first && first <= mention.last)
  if (result !== undefined) return true
  if (!frame || isAside(frame.status)) return false
  return score !== undefined || stands(frame.mention, entry.id)
}

const stands = ({ entries }: Mention, id: string): boolean =>
  entries.some((entry) => entry.kind === 'scale' && entry.id === id)

interface Told {
  readonly score?: number
  readonly previous?: number
  readonly result?: string
}

interface Scores extends Told {
  /** The last token of all this. */
  readonly last: number
}

function scoresOf(
  tokens: Tokens,
  find: Find,
  end: number,
  scale: Scale,
  { results, before }: Taxonomy['scoreWords'],
): Scores {
  const at = scoreAt(tokens, find, end, scale)
  const behind = at === undefined ? find.last : Math.max(at, find.last)
  const result = resultAfter(tokens, behind, end, results)
  const told = result && { result: result.id }
  if (at === undefined) return { ...told, last: result?.at ?? find.last }
  const score = scoreOf(tokens, at, scale) as number
  const later = scoreBehind(tokens, at, end, scale, (word) => word === arrow)
  if (later) return { score: later.score, previous: score, ...told, last: later.at }
  const earlier = scoreBehind(tokens, at, end, scale, (word) => before.includes(word))
  if (earlier) return { score, previous: earlier.score, ...told, last: earlier.at }
  return { score, ...told, last: result?.at ?? behind }
}

/** The number that the wording has a place for, else the one right behind it, else the last one inside it ("gad 7"). */
function scoreAt(
  tokens: Tokens,
  { entry, first, last }: Find,
  end: number,
  scale: Scale,
): number | undefined {
  if (entry.term.endsWith(place) && scoreOf(tokens, last, scale) !== undefined) return last
  for (let i = last + 1; i <= last + 1 + reach && i < end; i++) {
    if (((tokens.gap[i] as number) & breaks) !== 0) break
    if (scoreOf(tokens, i, scale) !== undefined) return i
    if (tokens.kind[i] === Kind.Date) break
  }
  for (let i = last; i > first; i--) if (scoreOf(tokens, i, scale) !== undefined) return i
  return undefined
}

const place = '{number}'

/** The score behind another with such a word between them: "18 → 11", "17 (was 21)". */
function scoreBehind(
  tokens: Tokens,
  from: number,
  end: number,
  scale: Scale,
  isJoint: (word: string) => boolean,
): { readonly score: number; readonly at: number } | undefined {
  let joined = false
  for (let i = from + 1; i <= from + beforeReach && i < end; i++) {
    if (((tokens.gap[i] as number) & sentenceBreak) !== 0) return undefined
    const score = joined ? scoreOf(tokens, i, scale) : undefined
    if (score !== undefined) return { score, at: i }
    joined ||= isJoint(tokens.text(i))
  }
  return undefined
}

/** The score that a token is: "18", or "18/27" where the scale goes up to 27. */
function scoreOf(tokens: Tokens, at: number, { max, outOf }: Scale): number | undefined {
  const text = tokens.text(at)
  const slash = text.indexOf('/')
  if (slash > 0) {
    const most = Number(text.slice(slash + 1))
    const score = Number(text.slice(0, slash))
    return (most === max || outOf.includes(most)) && score <= most ? score : undefined
  }
  if (tokens.kind[at] !== Kind.Number) return undefined
  const score = Number(text)
  // "7/7" is a week, and no score.
  const isFraction = at + 1 < tokens.length && tokens.text(at + 1).startsWith('/')
  return score <= max && !isFraction ? score : undefined
}

/** A word for how it came out, within reach. */
function resultAfter(
  tokens: Tokens,
  after: number,
  end: number,
  results: Taxonomy['scoreWords']['results'],
): { readonly id: string; readonly at: number } | undefined {
  for (let i = after + 1; i <= after + 1 + reach && i < end; i++) {
    if (((tokens.gap[i] as number) & breaks) !== 0) return undefined
    const word = tokens.text(i)
    const result = results.find(({ words }) => words.includes(word))
    if (result) return { id: result.id, at: i }
  }
  return undefined
}
