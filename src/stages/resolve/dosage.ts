/**
 * Dose, change of dose and frequency of a drug, read from the words behind it.
 *
 *     sert 50 -> 100 mg od      cit 20mg mane      sertraline → mirtazapine 15      mirt up from 15 to 30
 */

import type { FieldReading, Mark } from '../../model/coding.ts'
import { Bit } from '../../model/lexicon.ts'
import { entryOf, type Frame, Kind, type Mention, type Tokens } from '../../model/reading.ts'
import type { Action, Frequency, Taxonomy } from '../../model/taxonomy.ts'
import { Gap, sentenceBreak } from '../../text/tokens.ts'

export interface Dosage {
  readonly dose?: string
  readonly frequency?: string
  /** Where two doses or two drugs follow each other. */
  readonly step?: 'up' | 'down' | 'from' | 'to'
  /** The dose before, or the drug it takes the place of; the dose or drug that comes instead. */
  readonly from?: string
  readonly to?: string
  readonly mark?: Mark
}

const arrows = new Set(['→', 'to', 'at', '↑', '↓'])
/** Words that may stand between a drug and its dose. */
const reach = 3
const breaks = sentenceBreak | Gap.Comma | Gap.Plus
/** Words between a dose and the arrow to the next: how often it is taken. */
const often = 1
/** Numbers that are a year, where no unit follows. */
const years = { from: 1950, to: 2099 }
/** Tokens between two drugs of which one takes the other's place. */
const switchReach = 6
/** Tokens between a drug and how often it is taken. */
const frequencyReach = 6
/** Tokens between a drug and the time it has been taken. */
const timeReach = 3

export function readDosage(reading: FieldReading, at: number, taxonomy: Taxonomy): Dosage {
  const { frames } = reading
  const frame = frames[at] as Frame
  const entry = entryOf(frame.mention, 'medication')
  if (entry?.group !== 'drug') return {}
  const { last } = frame.mention
  const instead = switching(reading, at, taxonomy)
  const amounts = amountsOf(reading, frame, taxonomy.doseUnits)
  const frequency = frequencyAfter(reading, at, taxonomy.frequencies)
  const often = frequency && { frequency }
  if (!amounts) return { ...instead, ...often }
  const { first, second } = amounts
  const isChange = second !== undefined && second.value !== first.value
  const step = isChange
    ? {
        step: second.value > first.value ? ('up' as const) : ('down' as const),
        from: first.text,
        to: second.text,
      }
    : instead
  const end = second ?? first
  return {
    dose: end.text,
    ...often,
    ...step,
    mark: {
      reading,
      first: Math.min(first.start, last + 1),
      last: end.end,
      means: 0,
      distance: 0,
      entry,
      role: 'dose',
    },
  }
}

/** The last amount among words that name no drug, or right behind them: "upped to 100mg", "back on 20". */
export function amountWithin(
  reading: FieldReading,
  { first, last }: Pick<Mention, 'first' | 'last'>,
  units: readonly string[],
): string | undefined {
  for (let i = last; i >= first; i--) {
    const amount = amountAt(reading.tokens, i, units)
    if (amount) return amount.text
  }
  return amountAfter(reading, last, units)?.text
}

/** Is the time that a drug has been taken written right behind it or its dose: "sert x 6/52", "cit 20, 3 weeks"? */
export function isTimed(reading: FieldReading, at: number): boolean {
  const { frames, tokens, intervals } = reading
  const { last } = (frames[at] as Frame).mention
  return intervals.some(({ first }) => {
    if (first <= last || first - last - 1 > timeReach) return false
    for (let i = last + 1; i <= first; i++)
      if (((tokens.gap[i] as number) & (breaks | Gap.Slash | Gap.Dash)) !== 0) return false
    return true
  })
}

interface Amount {
  readonly value: number
  readonly text: string
  readonly start: number
  readonly end: number
}

interface Amounts {
  readonly first: Amount
  /** The dose it becomes. */
  readonly second: Amount | undefined
}

/** Behind the drug, else behind the action that follows it ("sert up to 100"), with a second one it changes to. */
function amountsOf(
  reading: FieldReading,
  { mention, action }: Frame,
  units: readonly string[],
): Amounts | undefined {
  const isBehind = action !== null && action.first > mention.last
  const own = amountAfter(reading, mention.last, units)
  const its = isBehind ? amountAfter(reading, action.last, units) : undefined
  const first = own ?? its
  if (!first) return undefined
  // "sert 50 increased to 100": the action stands between the two.
  const isLater = own !== undefined && its !== undefined && action !== null && own.end < action.first
  return { first, second: following(reading.tokens, first.end, units) ?? (isLater ? its : undefined) }
}

/** The first number within reach that is no interval ("6/52") and no count of something else. */
function amountAfter(
  { frames, tokens, intervals }: FieldReading,
  after: number,
  units: readonly string[],
): Amount | undefined {
  for (let i = after + 1; i <= after + 1 + reach && i < tokens.length; i++) {
    if (((tokens.gap[i] as number) & breaks) !== 0) return undefined
    const amount = amountAt(tokens, i, units)
    if (!amount || intervals.some(({ first, last }) => i >= first && i <= last)) continue
    // Without a unit it is the dose only right behind, behind an arrow, or behind how often: "wk 2" is none.
    const isTied = i === after + 1 || arrows.has(tokens.text(i - 1)) || endsFrequency(frames, i - 1)
    if (isTied || amount.text.includes(' ')) return amount
  }
  return undefined
}

const endsFrequency = (frames: readonly Frame[], token: number): boolean =>
  frames.some(({ mention }) => mention.last === token && (mention.kinds & Bit.frequency) !== 0)

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
  // "citalopram 2018" was then.
  const isDose = Number.isFinite(value) && value > 0 && (value < years.from || value > years.to)
  return isDose ? { value, text, start: at, end: at } : undefined
}

/** The second amount of a change: behind an arrow or "to", perhaps after how often: "15 nocte → 30". */
function following(tokens: Tokens, after: number, units: readonly string[]): Amount | undefined {
  for (let joint = after + 1; joint <= after + 1 + often && joint < tokens.length; joint++) {
    if (((tokens.gap[joint] as number) & breaks) !== 0) return undefined
    if (arrows.has(tokens.text(joint))) return amountAt(tokens, joint + 1, units)
  }
  return undefined
}

/** Two drugs with an arrow between them, or "to" under a word for it: the first is left for the second. */
function switching(
  reading: FieldReading,
  at: number,
  { actions, rules, doseUnits }: Taxonomy,
): Pick<Dosage, 'step' | 'from' | 'to'> | undefined {
  const { frames, tokens } = reading
  const own = (frames[at] as Frame).mention
  for (const step of [1, -1] as const) {
    for (let other = at + step; other >= 0 && other < frames.length; other += step) {
      const frame = frames[other] as Frame
      const { mention } = frame
      const [left, right] = step === 1 ? [own, mention] : [mention, own]
      if (right.first - left.last > switchReach) break
      const entry = entryOf(mention, 'medication')
      if (!entry) continue
      if (entry.group !== 'drug') break
      const isLed = [frame, frames[at] as Frame].some(
        ({ actionEntry }) =>
          actionEntry !== null && (actions[actionEntry.at] as Action).direction === rules.switching,
      )
      if (!isSwitch(tokens, left.last + 1, right.first, isLed)) break
      const amount = amountAfter(reading, mention.last, doseUnits)
      const name = amount ? `${entry.id} ${amount.text}` : entry.id
      return step === 1 ? { step: 'from', to: name } : { step: 'to', from: name }
    }
  }
  return undefined
}

/** Is there an arrow, or what is as good as one, among the tokens up to a drug, and no break? */
function isSwitch(tokens: Tokens, from: number, to: number, isLed: boolean): boolean {
  let arrow = false
  for (let i = from; i <= to; i++) {
    if (((tokens.gap[i] as number) & breaks) !== 0) return false
    if (i < to) arrow ||= tokens.text(i) === '→' || (isLed && tokens.text(i) === 'to')
  }
  return arrow
}

/** All that is said of how often: "10mg tds prn". */
function frequencyAfter(
  { frames, tokens }: FieldReading,
  at: number,
  frequencies: readonly Frequency[],
): string | undefined {
  const own = (frames[at] as Frame).mention
  const found: string[] = []
  for (let next = at + 1; next < frames.length; next++) {
    const { mention } = frames[next] as Frame
    if (mention.first - own.last > frequencyReach || (mention.kinds & Bit.medication) !== 0) break
    if (((tokens.gap[mention.first] as number) & sentenceBreak) !== 0) break
    const entry = entryOf(mention, 'frequency')
    if (!entry || (frequencies[entry.at] as Frequency).form) continue
    if (!found.includes(entry.id)) found.push(entry.id)
  }
  return found.length === 0 ? undefined : found.join(', ')
}
