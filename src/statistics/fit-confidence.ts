/** Fits the weights of the confidence on coded notes, and tells how well they hold on writers that were left out. */
import { readEntry } from '../coder.ts'
import type { Lexicon } from '../lexicon/compile.ts'
import type { Entry } from '../model/entry.ts'
import { countLists, featuresOf, probability } from '../stages/confidence.ts'
import { type Gold, judge } from './gold.ts'
import { type Example, fitLogistic, type LogisticModel } from './logistic.ts'

export interface CodedEntry {
  readonly writer: string
  readonly entry: Entry
  readonly gold: Gold
}

export interface Bin {
  /** Mean confidence and share right of the codes in the bin. */
  readonly said: number
  readonly right: number
  readonly codes: number
}

export interface ConfidenceFit {
  readonly model: LogisticModel
  /** Leave-one-writer-out: ten bins of equal size, lowest confidence first. */
  readonly bins: readonly Bin[]
  /** Expected calibration error and Brier score, leave-one-writer-out, over reasons and outcome items. */
  readonly calibrationError: number
  readonly brier: number
  /** Share of codes that can be accepted at 95% precision. */
  readonly acceptable: number
  readonly codes: number
}

interface Sample extends Example {
  readonly writer: string
  readonly counts: boolean
}

export function fitConfidence(notes: readonly CodedEntry[], lexicon: Lexicon): ConfidenceFit {
  const samples = notes.flatMap((note) => samplesOf(note, lexicon))
  const said: [confidence: number, right: boolean][] = []
  for (const writer of new Set(samples.map((sample) => sample.writer))) {
    const model = fitLogistic(samples.filter((sample) => sample.writer !== writer))
    for (const sample of samples) {
      if (sample.writer !== writer || !sample.counts) continue
      said.push([probability(sample.features, { ...model, fitted: '' }), sample.right])
    }
  }
  return { model: fitLogistic(samples), ...reliability(said) }
}

function samplesOf({ writer, entry, gold }: CodedEntry, lexicon: Lexicon): Sample[] {
  const { codings } = readEntry(entry, lexicon).resolved
  const counts = countLists(codings)
  const verdicts = judge(codings, gold)
  return codings.flatMap((coding, at): Sample[] => {
    const right = verdicts[at]
    if (right === null || right === undefined) return []
    const isCode = coding.list === 'reason' || coding.list === 'outcome'
    return [{ writer, features: featuresOf(coding, counts), right, counts: isCode }]
  })
}

/** How far confidences tell the truth. Takes pairs of a confidence and whether the code was right. */
export function reliability(said: readonly (readonly [confidence: number, right: boolean])[]) {
  const sorted = [...said].sort((a, b) => a[0] - b[0])
  const count = sorted.length
  const bins: Bin[] = []
  for (let bin = 0; bin < 10; bin++) {
    const part = sorted.slice(Math.floor((bin * count) / 10), Math.floor(((bin + 1) * count) / 10))
    if (part.length === 0) continue
    const mean = (value: (pair: readonly [number, boolean]) => number) =>
      part.reduce((sum, pair) => sum + value(pair), 0) / part.length
    bins.push({ said: mean(([p]) => p), right: mean(([, right]) => Number(right)), codes: part.length })
  }
  const calibrationError = bins.reduce(
    (sum, bin) => sum + (bin.codes / count) * Math.abs(bin.said - bin.right),
    0,
  )
  const brier = sorted.reduce((sum, [p, right]) => sum + (p - Number(right)) ** 2, 0) / count
  return { bins, calibrationError, brier, acceptable: acceptableAt(0.95, sorted), codes: count }
}

/** The largest share of codes, the surest first, of which `precision` are right. Equal confidences go together. */
function acceptableAt(precision: number, ascending: readonly (readonly [number, boolean])[]): number {
  let right = 0
  let share = 0
  const count = ascending.length
  for (let taken = 1; taken <= count; taken++) {
    const [confidence, isRight] = ascending[count - taken] as readonly [number, boolean]
    right += Number(isRight)
    const isTied = ascending[count - taken - 1]?.[0] === confidence
    if (!isTied && right / taken >= precision) share = taken / count
  }
  return share
}
