/** Scales and their scores: "PHQ9 18", "gad-7 = 12". */

import type { Lexicon } from '../../lexicon/compile.ts'
import type { FieldReading } from '../../model/coding.ts'
import { entryOf, type Frame, Kind, type Tokens } from '../../model/reading.ts'
import type { Scale } from '../../model/taxonomy.ts'
import { Gap, sentenceBreak } from '../../text/tokens.ts'
import { codingOf, type Draft, isAside, markOf } from './draft.ts'

const reach = 2
const breaks = sentenceBreak | Gap.Comma | Gap.Slash | Gap.Plus

export function readMeasures(reading: FieldReading, lexicon: Lexicon, draft: Draft): void {
  const { frames, tokens } = reading
  for (let i = 0; i < frames.length; i++) {
    const { mention, status } = frames[i] as Frame
    const entry = entryOf(mention, 'scale')
    if (!entry || isAside(status)) continue
    const scale = lexicon.taxonomy.scales[entry.at] as Scale
    const at = scoreAt(tokens, mention.first, mention.last, scale.max)
    const score = at === undefined ? undefined : Number(tokens.text(at))
    const mark = markOf(reading, mention, entry)
    const marks = at !== undefined && at > mention.last ? [{ ...mark, last: at }] : [mark]
    draft.codings.push(codingOf('measure', entry.id, 'affirmed', marks, false, { score }))
  }
}

/** The number right behind the wording, else the last one inside it ("gad 7"), that the scale can reach. */
function scoreAt(tokens: Tokens, first: number, last: number, max: number): number | undefined {
  const isScore = (at: number) => tokens.kind[at] === Kind.Number && Number(tokens.text(at)) <= max
  for (let i = last + 1; i <= last + 1 + reach && i < tokens.length; i++) {
    if (((tokens.gap[i] as number) & breaks) !== 0 || tokens.kind[i] === Kind.Date) break
    if (isScore(i)) return i
  }
  for (let i = last; i > first; i--) if (isScore(i)) return i
  return undefined
}
