/**
 * Trains the second reader: one logistic model for each class over the words of the window that speaks most for it, by
 * stochastic gradient steps (AdaGrad) with a penalty. The same lessons give the same weights.
 *
 *     for each lesson, for each class:   window = the words that speak most       p = logistic(bias + their sum)
 *                                        error = p - (does the lesson mean it?)   words and bias step against it
 */
import type { Speaking } from '../../learned/desk.ts'
import { type Passage, Standing } from '../../learned/passage.ts'
import { Places } from '../../learned/places.ts'
import type { Vectors } from '../../learned/vectors.ts'
import { bestWindow, longestWindow, type Window } from '../../learned/window.ts'
import { itemOf, type LearnedItem } from '../../model/learned.ts'
import { Chance } from './chance.ts'
import type { Lesson } from './lessons.ts'

export interface TrainedClass extends LearnedItem {
  bias: number
}

/** How it learns; found by trying, leave-one-writer-out. */
const rounds = 8
const wordStep = 0.3
const vectorStep = 0.09
const biasStep = 0.09
const vectorPenalty = 0.0005
const wordPenalty = 0.002
/** A word's weights are made anew from its vector when it comes up after so many lessons: those of frequent words cost most. */
const stale = 60
/** Errors below this teach nothing. */
const least = 0.01
const farOdds = Math.log(least / (1 - least))
/** Most passages mean few of the classes. */
const firstBias = -4
const seed = 7

export function train(lessons: readonly Lesson[], items: readonly LearnedItem[], vectors: Vectors): Trained {
  const trained = new Trained(items, vectors)
  const order = Int32Array.from(lessons.keys())
  const chance = new Chance(seed)
  for (let round = 0; round < rounds; round++) {
    chance.shuffle(order)
    const pace = 1 - (0.8 * round) / rounds
    for (const at of order) trained.learn(lessons[at] as Lesson, pace)
  }
  trained.close()
  return trained
}

/** A word in training: its vector, where it has one, and what is learned of the word itself. */
interface Word {
  readonly vector: Float32Array | null
  readonly own: Float32Array
  /** Squared gradients so far. */
  readonly seen: Float32Array
  /** Its weights for all classes, as far as they are up to date: made at which lesson of each list. */
  readonly row: Float32Array
  readonly madeAt: Record<LearnedItem['list'], number>
}

export class Trained implements Speaking<TrainedClass> {
  readonly classes: readonly TrainedClass[]
  readonly proposing: readonly number[]
  readonly words = new Map<string, Word>()
  /** Dimension by dimension, the weights of all classes. */
  readonly weights: Float32Array
  private readonly seen: Float32Array
  private readonly seenBias: Float32Array
  private readonly vectors: Vectors
  private readonly names: readonly string[]
  private readonly byItem: Places
  /** From which class to which (exclusive) those of a list stand: they are in order. */
  private readonly places: Readonly<Record<LearnedItem['list'], readonly [from: number, to: number]>>
  private readonly sum: Float32Array
  private readonly window: Window = { sum: 0, first: -1, last: -1 }
  private lessons = 0
  private isClosed = false

  /** @param items reasons first */
  constructor(items: readonly LearnedItem[], vectors: Vectors) {
    this.classes = items.map((item) => ({ ...item, bias: firstBias }))
    this.proposing = Array.from(items.keys())
    this.names = items.map(itemOf)
    this.byItem = new Places(items)
    const reasons = items.filter(({ list }) => list === 'reason').length
    this.places = { reason: [0, reasons], outcome: [reasons, items.length] }
    this.vectors = vectors
    this.weights = new Float32Array(vectors.dimensions * items.length)
    this.seen = new Float32Array(this.weights.length).fill(1)
    this.seenBias = new Float32Array(items.length).fill(1)
    this.sum = new Float32Array(vectors.dimensions)
  }

  placeOf(item: LearnedItem): number | undefined {
    return this.byItem.of(item)
  }

  /** The weights of a word that may never have been met; once training is over. */
  row(text: string): Float32Array {
    return this.word(text).row
  }

  /** All words' weights are final. */
  close(): void {
    for (const word of this.words.values()) this.refresh(word)
    this.isClosed = true
  }

  learn({ list, passage, items, known, weight }: Lesson, pace: number): void {
    const words = passage.words.map((text) => this.word(text))
    const [from, to] = this.places[list]
    this.lessons++
    for (const word of words) {
      if (this.lessons - word.madeAt[list] < stale) continue
      this.refresh(word, from, to)
      word.madeAt[list] = this.lessons
    }
    const rows = words.map(({ row }) => row)
    const { window } = this
    for (let at = from; at < to; at++) {
      const one = this.classes[at] as TrainedClass
      const name = this.names[at] as string
      const isMeant = items.has(name)
      // What the rules did not find must lie in words that they did not read.
      const upTo = isMeant && !known.has(name) ? Standing.Open : Standing.Read
      if (!isMeant && isFar(rows, at, one.bias)) continue
      bestWindow(rows, at, passage, upTo, window)
      if (window.first < 0 && isMeant) firstWords(passage, upTo, rows, at, window)
      if (window.first < 0 && isMeant) continue
      const p = 1 / (1 + Math.exp(-(window.sum + one.bias)))
      const error = (p - Number(isMeant)) * weight
      if (Math.abs(error) < least) continue
      this.stepBias(at, error, pace)
      if (window.first >= 0) this.step(words, at, error, pace)
    }
  }

  private word(text: string): Word {
    let word = this.words.get(text)
    if (word === undefined) {
      const count = this.classes.length
      const vector = new Float32Array(this.vectors.dimensions)
      word = {
        vector: this.vectors.read(text, vector) ? vector : null,
        own: new Float32Array(count),
        seen: new Float32Array(count).fill(0.01),
        row: new Float32Array(count),
        madeAt: { reason: -stale, outcome: -stale },
      }
      if (this.isClosed) this.refresh(word)
      this.words.set(text, word)
    }
    return word
  }

  private refresh({ vector, own, row }: Word, from = 0, to = row.length): void {
    const { weights } = this
    const count = row.length
    for (let at = from; at < to; at++) row[at] = own[at] as number
    if (vector === null) return
    for (let i = 0; i < vector.length; i++) {
      const value = vector[i] as number
      const place = i * count
      for (let at = from; at < to; at++)
        row[at] = (row[at] as number) + value * (weights[place + at] as number)
    }
  }

  private stepBias(at: number, error: number, pace: number): void {
    const one = this.classes[at] as TrainedClass
    const seen = (this.seenBias[at] as number) + error * error
    this.seenBias[at] = seen
    one.bias -= (biasStep * pace * error) / Math.sqrt(seen)
  }

  private step(words: readonly Word[], at: number, error: number, pace: number): void {
    const { window, sum } = this
    sum.fill(0)
    for (let i = window.first; i <= window.last; i++) {
      const { vector, own, seen, row } = words[i] as Word
      const slope = error + wordPenalty * (own[at] as number)
      const squares = (seen[at] as number) + slope * slope
      seen[at] = squares
      const change = (wordStep * pace * slope) / Math.sqrt(squares)
      own[at] = (own[at] as number) - change
      row[at] = (row[at] as number) - change
      if (vector !== null)
        for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) + (vector[d] as number)
    }
    const count = this.classes.length
    for (let d = 0; d < sum.length; d++) {
      const place = d * count + at
      const weight = this.weights[place] as number
      const slope = error * (sum[d] as number) + vectorPenalty * weight
      const squares = (this.seen[place] as number) + slope * slope
      this.seen[place] = squares
      this.weights[place] = weight - (vectorStep * pace * slope) / Math.sqrt(squares)
    }
  }
}

/** Is it plain without a search that the words are too few and weak for an error that teaches? */
function isFar(rows: readonly Float32Array[], at: number, bias: number): boolean {
  let sum = bias
  for (const row of rows) sum += Math.max(0, row[at] as number)
  return sum < farOdds
}

/** Where nothing speaks for a class that is meant yet, the first words that may do. */
function firstWords(
  { standing, begins, length }: Passage,
  upTo: number,
  rows: readonly Float32Array[],
  at: number,
  window: Window,
): void {
  for (let i = 0; i < length; i++) {
    if ((standing[i] as number) > upTo) {
      if (window.first >= 0) return
      continue
    }
    if (window.first >= 0 && (begins[i] === 1 || i - window.first >= longestWindow)) return
    if (window.first < 0) window.first = i
    window.last = i
    window.sum += (rows[i] as Float32Array)[at] as number
  }
}
