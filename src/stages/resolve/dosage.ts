/**
 * Dose, change of dose and frequency of a drug, read from the words behind it.
 *
 *     sert 50 -> 100 mg od      cit 20mg mane      sertraline → mirtazapine 15
 */

import type { FieldReading, Mark } from '../../model/coding.ts'
import { Bit } from '../../model/lexicon.ts'
import { entryOf, type Frame, Kind, type Tokens } from '../../model/reading.ts'
import { Gap, sentenceBreak } from '../../text/tokens.ts'

export interface Dosage {
  readonly dose?: string
  readonly frequency?: string
  readonly change?: 'up' | 'down' | 'from' | 'to'
  readonly mark?: Mark
}

const arrows = new Set(['→', 'to', '↑', '↓'])
/** Words that may stand between a drug and its dose. */
const reach = 3
const breaks = sentenceBreak | Gap.Comma | Gap.Semicolon

export function readDosage(reading: FieldReading, at: number, units: readonly string[]): Dosage {
  const { frames, tokens } = reading
  const frame = frames[at] as Frame
  const entry = entryOf(frame.mention, 'medication')
  if (entry?.group !== 'drug') return {}
  const { last } = frame.mention
  const switched = switching(reading, at)
  const first = amountAfter(tokens, last, units)
  const frequency = frequencyAfter(reading, at)
  if (!first) return { ...(switched && { change: switched }), ...(frequency && { frequency }) }
  const second = following(tokens, first.end, units)
  const change =
    second && second.value !== first.value ? (second.value > first.value ? 'up' : 'down') : switched
  const end = second ? second.end : first.end
  return {
    dose: (second ?? first).text,
    ...(frequency && { frequency }),
    ...(change && { change }),
    mark: { reading, first: first.start, last: end, means: 0, distance: 0, entry, role: 'dose' },
  }
}

interface Amount {
  readonly value: number
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The first number within reach that is no interval ("6/52") and no count of something else. */
function amountAfter(tokens: Tokens, after: number, units: readonly string[]): Amount | undefined {
  for (let i = after + 1; i <= after + 1 + reach && i < tokens.length; i++) {
    if (((tokens.gap[i] as number) & breaks) !== 0) return undefined
    const amount = amountAt(tokens, i, units)
    if (amount && (i - after <= 2 || amount.text.includes(' '))) return amount
  }
  return undefined
}

function amountAt(tokens: Tokens, at: number, units: readonly string[]): Amount | undefined {
  if (at >= tokens.length || tokens.kind[at] !== Kind.Number) return undefined
  const text = tokens.text(at)
  const value = Number(text)
  const next = at + 1
  if (next < tokens.length) {
    const word = tokens.text(next)
    if (units.includes(word)) return { value, text: `${text} ${word}`, start: at, end: next }
    // 6/52, 6 weeks, x 14: a number with a word or fraction tied to it is no dose.
    if (word.startsWith('/') || (tokens.start[next] === tokens.end[at] && tokens.kind[next] === Kind.Word))
      return undefined
  }
  return Number.isFinite(value) && value > 0 ? { value, text, start: at, end: at } : undefined
}

/** The second amount of a change: behind an arrow or "to". */
function following(tokens: Tokens, after: number, units: readonly string[]): Amount | undefined {
  const joint = after + 1
  if (
    joint >= tokens.length ||
    !arrows.has(tokens.text(joint)) ||
    ((tokens.gap[joint] as number) & breaks) !== 0
  )
    return undefined
  return amountAt(tokens, after + 2, units)
}

/** Two drugs with an arrow or "to" between them: the first is left for the second. */
function switching({ frames, tokens }: FieldReading, at: number): 'from' | 'to' | undefined {
  const own = (frames[at] as Frame).mention
  for (const step of [1, -1] as const) {
    for (let other = at + step; other >= 0 && other < frames.length; other += step) {
      const { mention } = frames[other] as Frame
      const [left, right] = step === 1 ? [own, mention] : [mention, own]
      if (right.first - left.last > 6) break
      if ((mention.kinds & Bit.medication) === 0) continue
      if (!mention.entries.some((entry) => entry.kind === 'medication' && entry.group === 'drug')) continue
      if (isSwitch(tokens, left.last + 1, right.first)) return step === 1 ? 'from' : 'to'
      break
    }
  }
  return undefined
}

/** Is there an arrow among the tokens up to a drug, and no break? */
function isSwitch(tokens: Tokens, from: number, to: number): boolean {
  let arrow = false
  for (let i = from; i <= to; i++) {
    if (((tokens.gap[i] as number) & breaks) !== 0) return false
    arrow ||= i < to && tokens.text(i) === '→'
  }
  return arrow
}

function frequencyAfter({ frames }: FieldReading, at: number): string | undefined {
  const own = (frames[at] as Frame).mention
  for (let next = at + 1; next < frames.length; next++) {
    const { mention } = frames[next] as Frame
    if (mention.first - own.last > 6) return undefined
    if ((mention.kinds & Bit.medication) !== 0) return undefined
    const frequency = entryOf(mention, 'frequency')
    if (frequency) return frequency.id
  }
  return undefined
}
