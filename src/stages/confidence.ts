/**
 * Named features of each coding → the probability that a trained coder gives the same code: a logistic model
 * whose weights come with the taxonomy (`calibration`), fitted on coded notes.
 */
import type { Coding, FieldReading, Resolved } from '../model/coding.ts'
import { Means } from '../model/reading.ts'
import type { Calibration } from '../model/taxonomy.ts'
import type { Lexicon } from '../lexicon/compile.ts'

export type Features = readonly (readonly [name: string, value: number])[]

const means = new Map<number, string>([
  [Means.Inflected, 'inflected'],
  [Means.Respelt, 'respelt'],
  [Means.Clipped, 'clipped'],
  [Means.Sounded, 'sounded'],
])

/** Gives every coding its confidence, 0.01 to 0.99, two decimals. */
export function confidence(resolved: Resolved, lexicon: Lexicon): Resolved {
  const { calibration } = lexicon.taxonomy
  const counts = countLists(resolved.codings)
  const codings = resolved.codings.map((coding) => ({
    ...coding,
    confidence: probability(featuresOf(coding, counts), calibration),
  }))
  return { codings, setAside: resolved.setAside }
}

type Counts = Readonly<Record<string, number>>

export function countLists(codings: readonly Coding[]): Counts {
  const counts = { reason: 0, outcome: 0, source: 0, medication: 0, measure: 0 }
  for (const coding of codings) counts[coding.list]++
  return counts
}

/** What is known of a coding that may bear on its being right. Zero features are left out. */
export function featuresOf(coding: Coding, counts: Counts): Features {
  const features: [string, number][] = [[`list:${coding.list}`, 1]]
  const add = (name: string, value: number | boolean) => {
    if (value) features.push([name, Number(value)])
  }
  const worst = worstMark(coding)
  if (worst) {
    const how = means.get(worst.means)
    if (how) add(`how:${how}`, 1)
    add('distance', worst.distance)
    add('shorthand', worst.entry.shorthand)
    add('with-company', worst.entry.company !== undefined)
    add('one-word', worst.first === worst.last)
    add('gaps', worst.entry.term.includes('..'))
  }
  add('uncertain', coding.status === 'uncertain')
  add('by-rule', coding.byRule)
  add('several-mentions', coding.marks.filter((mark) => mark.role === undefined).length > 1)
  if (coding.list === 'outcome' && coding.target) add('no-action', !coding.marks.some((mark) => mark.role === 'action'))
  if (coding.list === 'outcome' && coding.target) add('no-target', !coding.marks.some((mark) => mark.role === 'target'))
  add('words-in-text', Math.log1p(coding.marks[0]?.reading.tokens.length ?? 0))
  add('unread-share', unreadShare(coding.marks[0]?.reading))
  add('others', Math.min(6, (counts[coding.list] ?? 1) - 1))
  add(`${coding.list}:${coding.code}${coding.kind ? `:${coding.kind}` : ''}`, 1)
  if (coding.action) add(`action:${coding.action}`, 1)
  if (coding.role) add(`role:${coding.role}`, 1)
  return features
}

function worstMark(coding: Coding) {
  let worst = coding.marks[0]
  for (const mark of coding.marks) if (worst && mark.means > worst.means) worst = mark
  return worst
}

const shares = new WeakMap<FieldReading, number>()

/** How much of the text no wording covers, 0 to 1. */
function unreadShare(reading: FieldReading | undefined): number {
  if (!reading || reading.tokens.length === 0) return 0
  const known = shares.get(reading)
  if (known !== undefined) return known
  let read = 0
  for (const { covers, first, last } of reading.mentions) read += covers ? covers.length : last - first + 1
  const share = Math.max(0, 1 - read / reading.tokens.length)
  shares.set(reading, share)
  return share
}

export function probability(features: Features, calibration: Calibration | undefined): number {
  if (!calibration) return 0.5
  let sum = calibration.intercept
  for (let i = 0; i < features.length; i++) {
    const [name, value] = features[i] as Features[number]
    sum += (calibration.weights[name] ?? 0) * value
  }
  const p = 1 / (1 + Math.exp(-sum))
  return Math.round(Math.min(0.99, Math.max(0.01, p)) * 100) / 100
}
