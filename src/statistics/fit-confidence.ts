/** Fits the weights of the confidence on coded notes, and tells how well they hold on notes that were left out. */
import { readEntry } from '../coder.ts'
import type { Lexicon } from '../lexicon/compile.ts'
import type { Entry } from '../model/entry.ts'
import { countLists, featuresOf, probability } from '../stages/confidence.ts'
import type { NoteCodes } from './codes.ts'
import { judge } from './judge.ts'
import { type Example, fitLogistic, type LogisticModel } from './logistic.ts'
import { type Reliability, reliability, type Verdict } from './reliability.ts'

/** A note and what trained coders gave it. */
export interface CodedEntry {
  /** Who wrote it; undefined where that is not known. */
  readonly writer: string | undefined
  readonly entry: Entry
  readonly gold: NoteCodes
}

export interface ConfidenceFit {
  /** Fitted on all notes. */
  readonly model: LogisticModel
  /** How the fitted weights did on notes that they were not fitted on, over reasons and outcome items. */
  readonly after: Reliability | null
  /** How the prior does on the same codes; null without one. */
  readonly before: Reliability | null
  /** What was left out, time and again: one writer, or a tenth of the notes where fewer than two are named. */
  readonly leftOut: 'writer' | 'tenth'
  readonly notes: number
  readonly writers: number
}

export interface ConfidenceOptions {
  /** Weights to start from, which hold as far as the notes do not speak against them. */
  readonly prior?: LogisticModel
  /** How strongly: see `fitLogistic`. */
  readonly penalty?: number
}

interface Sample extends Example {
  /** What is left out together. */
  readonly fold: string
  readonly counts: boolean
}

/**
 * @param lexicon of the taxonomy that the notes are coded by
 * @returns the weights, and how they did where each writer was judged by weights fitted on the others
 */
export function fitConfidence(
  notes: readonly CodedEntry[],
  lexicon: Lexicon,
  options: ConfidenceOptions = {},
): ConfidenceFit {
  const writers = new Set(notes.map(({ writer }) => writer))
  const byWriter = writers.size > 1 && !writers.has(undefined)
  const samples = notes.flatMap((note, at) =>
    samplesOf(note, lexicon, byWriter ? String(note.writer) : String(at % 10)),
  )
  const { prior } = options
  const counting = samples.filter(({ counts }) => counts)
  return {
    model: fitLogistic(samples, options),
    after: reliability(leavingOut(samples, options)),
    before: prior ? reliability(counting.map((sample) => verdictOf(sample, prior))) : null,
    leftOut: byWriter ? 'writer' : 'tenth',
    notes: notes.length,
    writers: [...writers].filter((writer) => writer !== undefined).length,
  }
}

/** Weights for the notes of each writer, fitted on those of all the others. */
export function fitWithoutEach(
  notes: readonly CodedEntry[],
  lexicon: Lexicon,
  options: ConfidenceOptions = {},
): ReadonlyMap<string, LogisticModel> {
  const samples = notes.flatMap((note) => samplesOf(note, lexicon, String(note.writer)))
  const writers = new Set(samples.map(({ fold }) => fold))
  return new Map([...writers].map((writer) => [writer, fitWithout(writer, samples, options)]))
}

const fitWithout = (fold: string, samples: readonly Sample[], options: ConfidenceOptions) =>
  fitLogistic(
    samples.filter((sample) => sample.fold !== fold),
    options,
  )

function leavingOut(samples: readonly Sample[], options: ConfidenceOptions): Verdict[] {
  const folds = new Set(samples.map(({ fold }) => fold))
  return [...folds].flatMap((fold) => {
    const model = fitWithout(fold, samples, options)
    return samples
      .filter((sample) => sample.fold === fold && sample.counts)
      .map((sample) => verdictOf(sample, model))
  })
}

const verdictOf = ({ features, right }: Sample, model: LogisticModel): Verdict => [
  probability(features, { ...model, fitted: '' }),
  right,
]

function samplesOf({ entry, gold }: CodedEntry, lexicon: Lexicon, fold: string): Sample[] {
  const { codings } = readEntry(entry, lexicon).resolved
  const counts = countLists(codings)
  const verdicts = judge(codings, gold)
  return codings.flatMap((coding, at): Sample[] => {
    const right = verdicts[at]
    if (right === null || right === undefined) return []
    const isCode = coding.list === 'reason' || coding.list === 'outcome'
    return [{ fold, features: featuresOf(coding, counts), right, counts: isCode }]
  })
}
