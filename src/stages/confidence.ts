/**
 * Named features of each coding → the probability that a trained coder gives the same code: a logistic model
 * whose weights come with the taxonomy (`calibration`), fitted on coded notes.
 */

import type { Lexicon } from '../lexicon/compile.ts'
import type { Coding, FieldReading, Resolved } from '../model/coding.ts'
import { Means } from '../model/reading.ts'
import type { Calibration } from '../model/taxonomy.ts'

export type Features = readonly (readonly [name: string, value: number])[]

/** Takes a feature by its name; one that is 0 need not be told. */
type Take = (name: string, value: number) => void

const means = new Map<number, string>([
  [Means.Inflected, 'how:inflected'],
  [Means.Respelt, 'how:respelt'],
  [Means.Clipped, 'how:clipped'],
  [Means.Sounded, 'how:sounded'],
])

/** Gives every coding its confidence, 0.01 to 0.99, two decimals. */
export function confidence(resolved: Resolved, lexicon: Lexicon): Resolved {
  const { calibration } = lexicon.taxonomy
  const counts = countLists(resolved.codings)
  const sum = calibration ? sumOf(calibration) : null
  const codings: Coding[] = []
  for (const coding of resolved.codings) {
    codings.push({ ...coding, confidence: sum === null ? unknown : rounded(sum(coding, counts)) })
  }
  return { codings, setAside: resolved.setAside }
}

/** What is said where nothing was fitted. */
const unknown = 0.5

type Counts = Readonly<Record<string, number>>

export function countLists(codings: readonly Coding[]): Counts {
  const counts = { reason: 0, outcome: 0, source: 0, medication: 0, measure: 0 }
  for (const coding of codings) counts[coding.list]++
  return counts
}

/** What is known of a coding that may bear on its being right. Zero features are left out. */
export function featuresOf(coding: Coding, counts: Counts): Features {
  const features: [string, number][] = []
  tellFeatures(coding, counts, (name, value) => {
    if (value !== 0) features.push([name, value])
  })
  return features
}

/** The same features without a list of them: this runs for every code of every note. */
function tellFeatures(coding: Coding, counts: Counts, take: Take): void {
  const { list, marks, target } = coding
  take(`list:${list}`, 1)
  const worst = worstMark(coding)
  if (worst) {
    const how = means.get(worst.means)
    if (how) take(how, 1)
    if (worst.distance > 0) take('distance', worst.distance)
    if (worst.entry.shorthand) take('shorthand', 1)
    if (worst.entry.company !== undefined) take('with-company', 1)
    if (worst.first === worst.last) take('one-word', 1)
    if (worst.entry.term.includes('..')) take('gaps', 1)
  }
  if (coding.status === 'uncertain') take('uncertain', 1)
  if (coding.byRule) take('by-rule', 1)
  let own = 0
  let actions = 0
  let targets = 0
  for (const { role } of marks) {
    if (role === undefined) own++
    else if (role === 'action') actions++
    else if (role === 'target') targets++
  }
  if (own > 1) take('several-mentions', 1)
  if (list === 'outcome' && target !== undefined) {
    if (actions === 0) take('no-action', 1)
    if (targets === 0) take('no-target', 1)
  }
  const reading = marks[0]?.reading
  if (reading) {
    take('words-in-text', Math.log1p(reading.tokens.length))
    take('unread-share', unreadShare(reading))
  }
  take('others', Math.min(6, (counts[list] ?? 1) - 1))
  take(coding.kind ? `${list}:${coding.code}:${coding.kind}` : `${list}:${coding.code}`, 1)
  if (coding.action) take(`action:${coding.action}`, 1)
  if (coding.role) take(`role:${coding.role}`, 1)
}

function worstMark(coding: Coding) {
  let worst = coding.marks[0]
  for (const mark of coding.marks) if (worst && mark.means > worst.means) worst = mark
  return worst
}

/** How much of the text no wording covers, 0 to 1. */
function unreadShare({ mentions, tokens }: FieldReading): number {
  let read = 0
  for (const { covers, first, last } of mentions) read += covers ? covers.length : last - first + 1
  return tokens.length === 0 ? 0 : Math.max(0, 1 - read / tokens.length)
}

const sums = new WeakMap<Calibration, (coding: Coding, counts: Counts) => number>()

/** The log-odds of a coding by a calibration; its weights are put into a map once. */
function sumOf(calibration: Calibration): (coding: Coding, counts: Counts) => number {
  const known = sums.get(calibration)
  if (known) return known
  const weights = new Map(Object.entries(calibration.weights))
  let total = 0
  const take: Take = (name, value) => {
    total += (weights.get(name) ?? 0) * value
  }
  const sum = (coding: Coding, counts: Counts) => {
    total = calibration.intercept
    tellFeatures(coding, counts, take)
    return total
  }
  sums.set(calibration, sum)
  return sum
}

/** Log-odds → probability. */
function rounded(sum: number): number {
  const p = 1 / (1 + Math.exp(-sum))
  return Math.round(Math.min(0.99, Math.max(0.01, p)) * 100) / 100
}

/** The probability that features give by a calibration. */
export function probability(features: Features, calibration: Calibration): number {
  let sum = calibration.intercept
  for (const [name, value] of features) sum += (calibration.weights[name] ?? 0) * value
  return rounded(sum)
}
