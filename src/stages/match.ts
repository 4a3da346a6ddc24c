import type { Lexicon } from '../lexicon/compile.ts'
import { Surroundings } from '../lexicon/surroundings.ts'
import type { Field } from '../model/entry.ts'
import type { LexEntry } from '../model/lexicon.ts'
import type { Find, Mention, Token } from '../model/reading.ts'
import { stand } from './match/stand.ts'
import { Walk } from './match/walk.ts'

export interface Matches {
  /** What stands, in text order; no two overlap. */
  readonly mentions: readonly Mention[]
  /** Every interval, also within longer wordings ("rv 2/52"). */
  readonly intervals: readonly Find[]
  /** All that was found, for the trail. */
  readonly finds: readonly Find[]
}

// Both keep their arrays from field to field, and nothing else.
const walk = new Walk()
const around = new Surroundings()

/** Tokens → mentions: one walk over the lexicon's graph finds every kind of wording at once. */
export function match(tokens: readonly Token[], lexicon: Lexicon, field: Field): Matches {
  const finds = walk.field(tokens, lexicon.graph)
  around.look(finds, tokens)
  const intervals: Find[] = []
  for (let i = 0; i < finds.length; i++) {
    const find = finds[i] as Find
    if (find.entry.kind === 'interval') intervals.push(find)
  }
  return { mentions: stand(finds, tokens, field, around), intervals, finds }
}

/** The reading of an answer: the longest wording in it, then the first. Undefined when there is none. */
export function matchAnswer(tokens: readonly Token[], root: number, lexicon: Lexicon): LexEntry | undefined {
  const finds = walk.answer(tokens, lexicon.graph, root)
  around.look(finds, tokens)
  let best: Find | undefined
  for (const find of finds) {
    if (!around.allow(find)) continue
    if (!best || find.width > best.width || (find.width === best.width && find.first < best.first))
      best = find
  }
  return best?.entry
}
