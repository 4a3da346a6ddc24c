/** Scales and their scores: "PHQ9 18", "gad-7 = 12". */
import type { Lexicon } from '../../lexicon/compile.ts'
import type { FieldReading } from '../../model/coding.ts'
import type { Token } from '../../model/reading.ts'
import type { Scale } from '../../model/taxonomy.ts'
import { Gap, sentenceBreak } from '../../text/tokens.ts'
import { type Draft, isAside, markOf } from './draft.ts'

const reach = 2
const breaks = sentenceBreak | Gap.Comma | Gap.Slash | Gap.Plus

export function readMeasures(reading: FieldReading, lexicon: Lexicon, draft: Draft): void {
  for (const { mention, status } of reading.frames) {
    const entry = mention.entries.find((candidate) => candidate.kind === 'scale')
    if (!entry || isAside(status)) continue
    const scale = lexicon.taxonomy.scales[entry.at] as Scale
    const at = scoreAt(reading.tokens, mention.first, mention.last, scale.max)
    const score = at === undefined ? undefined : Number((reading.tokens[at] as Token).text)
    const mark = markOf(reading, mention, entry)
    const marks = at !== undefined && at > mention.last ? [{ ...mark, last: at }] : [mark]
    draft.codings.push({
      list: 'measure',
      code: entry.id,
      status: 'affirmed',
      marks,
      byRule: false,
      ...(score !== undefined && { score }),
    })
  }
}

/** The number right behind the wording, else the last one inside it ("gad 7"), that the scale can reach. */
function scoreAt(tokens: readonly Token[], first: number, last: number, max: number): number | undefined {
  const isScore = (token: Token | undefined) => token?.kind === 'number' && Number(token.text) <= max
  for (let i = last + 1; i <= last + 1 + reach && i < tokens.length; i++) {
    const token = tokens[i] as Token
    if ((token.gap & breaks) !== 0 || token.kind === 'date') break
    if (isScore(token)) return i
  }
  for (let i = last; i > first; i--) if (isScore(tokens[i])) return i
  return undefined
}
