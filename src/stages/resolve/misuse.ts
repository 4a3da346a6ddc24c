/** Drugs that were swallowed rather than taken: "24 paracetamol", "OD (zopiclone x 14)". */

import type { FieldReading } from '../../model/coding.ts'
import { Bit } from '../../model/lexicon.ts'
import { type Frame, Kind, type Tokens } from '../../model/reading.ts'
import type { Rules } from '../../model/taxonomy.ts'
import { Gap, sentenceBreak } from '../../text/tokens.ts'
import { isAside } from './draft.ts'

const items = sentenceBreak | Gap.Comma | Gap.Slash | Gap.Plus | Gap.Dash
/** Tokens between an overdose and the drug of it. */
const reach = 6

/** Is the drug of the frame at `at` counted, or named as what an overdose was of? */
export function isMisused(reading: FieldReading, at: number, rules: Rules): boolean {
  return isCounted(reading, at) || isOfOverdose(reading, at, rules)
}

/** "24 paracetamol", "paracetamol x 20": a number right in front that is no dose of the drug before, or one behind an x. */
function isCounted({ frames, tokens }: FieldReading, at: number): boolean {
  const { first, last } = (frames[at] as Frame).mention
  if (isTimes(tokens, last + 1)) return true
  const number = first - 1
  if (number < 0 || tokens.kind[number] !== Kind.Number) return false
  if (((tokens.gap[first] as number) & ~Gap.Space) !== 0) return false
  const before = frames[at - 1]
  // "switch cit 20 sert 50", "PHQ 19 sert 50"
  const isOfBefore = before !== undefined && (before.mention.kinds & (Bit.medication | Bit.scale)) !== 0
  return !isOfBefore || (before as Frame).mention.last < number - 2
}

/** An x, and a number to which no unit of time is tied. */
function isTimes(tokens: Tokens, at: number): boolean {
  if (at + 1 >= tokens.length || tokens.text(at) !== 'x' || tokens.kind[at + 1] !== Kind.Number) return false
  if (((tokens.gap[at] as number) & sentenceBreak) !== 0) return false
  const next = at + 2
  return next >= tokens.length || tokens.kind[next] !== Kind.Symbol || !tokens.text(next).startsWith('/')
}

/** Behind words of a category that a drug within them is only mentioned in, and in the same item. */
function isOfOverdose({ frames, tokens }: FieldReading, at: number, { within, asideRole }: Rules): boolean {
  const { mention, actionEntry } = frames[at] as Frame
  if (actionEntry !== null) return false
  let left = at - 1
  // "OD 3/7 ago (zopiclone": when it was stands in between.
  while (left >= 0 && ((frames[left] as Frame).mention.kinds & (Bit.interval | Bit.cue)) !== 0) left--
  const before = frames[left]
  if (before === undefined || isAside(before.status)) return false
  if (mention.first - before.mention.last - 1 > reach) return false
  for (let i = before.mention.last + 1; i <= mention.first; i++)
    if (((tokens.gap[i] as number) & items) !== 0) return false
  return before.mention.entries.some(({ id }) => Object.hasOwn(within, id) && within[id] === asideRole)
}
