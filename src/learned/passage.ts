/**
 * A field's text as the second reader sees it: words, where clauses begin, and which words are still to be explained.
 *
 *     low mood, denies SI, since she lost her spaniel
 *     -------- ^^^^^^ xx   .....................
 *     read     the cue and what it rules out       open
 */
import type { Lexicon } from '../lexicon/compile.ts'
import type { FieldReading } from '../model/coding.ts'
import { Bit, type LexEntry } from '../model/lexicon.ts'
import { type Frame, Kind, type Mention } from '../model/reading.ts'
import type { Cue } from '../model/taxonomy.ts'
import { itemBreak, sentenceBreak } from '../text/tokens.ts'

/** No rule read the word; a rule did; it is denied, past, supposed or somebody else's. */
export const Standing = { Open: 0, Read: 1, Out: 2 } as const

export interface Passage {
  readonly length: number
  readonly words: readonly string[]
  /** 1 where a word begins a clause. */
  readonly begins: readonly number[]
  /** By `Standing`. */
  readonly standing: readonly number[]
  /** How many are open. */
  readonly open: number
}

const breaks = itemBreak | sentenceBreak
/** What a cue says holds of so many more words than it may stand from a finding: nobody read them as one thing. */
const more = 2
/** Kinds of wordings that say what their words mean. */
const telling = Bit.reason | Bit.outcome | Bit.concept | Bit.service | Bit.medication | Bit.scale | Bit.action
/** All numbers are one word. */
const number = '0'

export function passageOf(reading: FieldReading, lexicon: Lexicon): Passage {
  const { tokens, frames } = reading
  const { length } = tokens
  const words: string[] = []
  const begins: number[] = []
  const standing: number[] = []
  for (let at = 0; at < length; at++) {
    const kind = tokens.kind[at]
    words.push(kind === Kind.Word || kind === Kind.Symbol ? tokens.text(at) : number)
    begins.push(at === 0 || ((tokens.gap[at] as number) & breaks) !== 0 ? 1 : 0)
    standing.push(Standing.Open)
  }
  for (let at = 0; at < frames.length; at++) {
    const frame = frames[at] as Frame
    if (isOut(frame)) mark(standing, frame.mention, Standing.Out)
    else if (!frame.mention.foreign && (frame.mention.kinds & telling) !== 0)
      mark(standing, frame.mention, Standing.Read)
  }
  for (let at = 0; at < frames.length; at++) {
    const { mention } = frames[at] as Frame
    if ((mention.kinds & Bit.cue) !== 0) ruleOut(reading, at, begins, standing, lexicon)
  }
  let open = 0
  for (let at = 0; at < length; at++) if (standing[at] === Standing.Open) open++
  return { length, words, begins, standing, open }
}

function isOut({ status }: Frame): boolean {
  return status !== 'affirmed' && status !== 'uncertain'
}

function mark(standing: number[], { covers, first, last }: Mention, value: number): void {
  if (covers) for (const at of covers) standing[at] = value
  else for (let at = first; at <= last; at++) standing[at] = value
}

/** Words that no rule read stand under a cue as a finding in their place would. */
function ruleOut(
  { frames }: FieldReading,
  at: number,
  begins: readonly number[],
  standing: number[],
  { taxonomy }: Lexicon,
): void {
  const { mention } = frames[at] as Frame
  for (const entry of mention.entries) {
    const cue = cueOf(entry, taxonomy.cues)
    if (cue === undefined) continue
    const reach = cue.reach + more
    if (entry.position !== 'after') {
      let left = reach
      for (
        let next = mention.last + 1;
        next < begins.length && begins[next] === 0 && left > 0;
        next++, left--
      )
        if (standing[next] === Standing.Open) standing[next] = Standing.Out
    } else {
      let left = reach
      for (let next = mention.first - 1; next >= 0 && begins[next + 1] === 0 && left > 0; next--, left--)
        if (standing[next] === Standing.Open) standing[next] = Standing.Out
    }
  }
}

function cueOf(entry: LexEntry, cues: readonly Cue[]): Cue | undefined {
  if (entry.kind !== 'cue') return undefined
  const cue = cues[entry.at] as Cue
  return cue.status === 'none' || cue.status === 'uncertain' ? undefined : cue
}
