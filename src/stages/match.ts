import type { Lexicon } from '../lexicon/compile.ts'
import type { Finds } from '../lexicon/finds.ts'
import { Surroundings } from '../lexicon/surroundings.ts'
import type { Field } from '../model/entry.ts'
import { Bit, type LexEntry } from '../model/lexicon.ts'
import type { Find, Mention, Tokens } from '../model/reading.ts'
import { joinGivers } from './match/join.ts'
import { Standing } from './match/stand.ts'
import { Walk } from './match/walk.ts'

export interface Matches {
  /** What stands, in text order; no two overlap. */
  readonly mentions: readonly Mention[]
  /** Every interval, also within longer wordings ("rv 2/52"). */
  readonly intervals: readonly Find[]
  /** Every drug, also within longer wordings. */
  readonly drugs: readonly Find[]
  /** Every scale, also within longer wordings ("MDQ +ve"). */
  readonly scales: readonly Find[]
  /** All that was found, for the trail; null where there is none. */
  readonly finds: readonly Find[] | null
}

// They keep their arrays from field to field, and nothing else.
const walk = new Walk()
const around = new Surroundings()
const standing = new Standing()
const none: readonly Find[] = []

/**
 * Tokens → mentions: one walk over the lexicon's graph finds every kind of wording at once.
 * @param tell whether all finds are wanted, as objects: dozens in each note
 */
export function match(tokens: Tokens, lexicon: Lexicon, field: Field, tell = false): Matches {
  const { entries } = lexicon.graph
  const finds = walk.field(tokens, lexicon)
  around.look(finds, tokens, lexicon)
  return {
    mentions: joinGivers(
      standing.mentions(finds, tokens.length, field, around, entries),
      tokens,
      lexicon.taxonomy,
    ),
    intervals: of(finds, Bit.interval, entries),
    drugs: of(finds, Bit.medication, entries),
    scales: of(finds, Bit.scale, entries),
    finds: tell ? of(finds, -1, entries) : null,
  }
}

/** Finds of a kind. */
function of(finds: Finds, bits: number, entries: readonly LexEntry[]): readonly Find[] {
  let found: Find[] | null = null
  for (let i = 0; i < finds.length; i++) {
    if (((finds.bits[i] as number) & bits) === 0) continue
    found ??= []
    found.push(finds.find(i, entries))
  }
  return found ?? none
}

/** The reading of an answer: the longest wording in it, then the first. Undefined when there is none. */
export function matchAnswer(tokens: Tokens, root: number, lexicon: Lexicon): LexEntry | undefined {
  const finds = walk.answer(tokens, lexicon, root)
  around.look(finds, tokens, lexicon)
  let best = -1
  let width = 0
  let first = 0
  for (let i = 0; i < finds.length; i++) {
    if (!around.allow(i)) continue
    const ownWidth = finds.width[i] as number
    const ownFirst = finds.first[i] as number
    if (best >= 0 && (ownWidth < width || (ownWidth === width && ownFirst >= first))) continue
    best = i
    width = ownWidth
    first = ownFirst
  }
  return best < 0 ? undefined : lexicon.graph.entries[finds.order[best] as number]
}
