/**
 * How much each word speaks for each class.
 *
 *     in poor spirits since the move        low-mood: 0.2 + 1.9 + 2.4 + ...
 *     --------------- ~~~~~~~~~~~~~~        situational: 0.9 + 0.1 + 2.2
 *
 * The weights of a word are its vector times those of the classes, and what was learned of the word itself; those of
 * some words in a row are added. So every number is one word's share of the evidence.
 */
import type { LearnedClass, LearnedFile, LearnedItem } from '../model/learned.ts'
import type { Calibration } from '../model/taxonomy.ts'
import type { Speaking } from './desk.ts'
import { letters, numberOf, shareOf } from './letters.ts'
import { Places } from './places.ts'
import type { Vectors } from './vectors.ts'

/** So many words are remembered. */
const memory = 20_000

export class Reader implements Speaking<LearnedClass> {
  readonly file: LearnedFile
  readonly classes: readonly LearnedClass[]
  readonly proposing: readonly number[]
  /** The model of acceptance. */
  readonly acceptance: { readonly intercept: number; readonly weights: ReadonlyMap<string, number> }
  readonly calibration: Calibration | undefined
  private readonly places: Places
  private readonly vectors: Vectors
  /** Dimension by dimension, the weights of all classes. */
  private readonly weights: Float32Array
  /** Words with weights of their own, as they stand in the file. */
  private readonly own = new Map<string, string>()
  private readonly rows = new Map<string, Float32Array>()
  private readonly vector: Float32Array
  private readonly nothing: Float32Array

  constructor(file: LearnedFile, vectors: Vectors) {
    this.file = file
    this.vectors = vectors
    this.classes = file.classes
    this.places = new Places(file.classes)
    const count = file.classes.length
    this.proposing = Array.from(file.classes.keys()).filter((at) => file.classes[at]?.from !== undefined)
    const { intercept, weights } = file.acceptance
    this.calibration = file.calibration && { ...file.calibration, fitted: file.fitted }
    this.acceptance = { intercept, weights: new Map(Object.entries(weights)) }
    const { dimensions } = vectors
    this.vector = new Float32Array(dimensions)
    this.nothing = new Float32Array(count)
    this.weights = new Float32Array(dimensions * count)
    for (let at = 0; at < count; at++) {
      const { scale, vector } = file.classes[at] as LearnedClass
      for (let i = 0; i < dimensions; i++)
        this.weights[i * count + at] = scale * shareOf(vector.charCodeAt(i))
    }
    for (const row of file.words.rows) {
      const space = row.indexOf(' ')
      this.own.set(row.slice(0, space), row.slice(space + 1))
    }
  }

  placeOf(item: LearnedItem): number | undefined {
    return this.places.of(item)
  }

  row(word: string): Float32Array {
    const known = this.rows.get(word)
    if (known !== undefined) return known
    if (this.rows.size >= memory) this.rows.clear()
    const row = this.made(word)
    this.rows.set(word, row)
    return row
  }

  private made(word: string): Float32Array {
    const own = this.own.get(word)
    const hasVector = this.vectors.read(word, this.vector)
    if (own === undefined && !hasVector) return this.nothing
    const row = new Float32Array(this.nothing.length)
    if (hasVector) this.addVector(row)
    if (own !== undefined) this.addOwn(own, row)
    return row
  }

  private addVector(row: Float32Array): void {
    const { vector, weights } = this
    const count = row.length
    for (let i = 0; i < vector.length; i++) {
      const value = vector[i] as number
      for (let at = 0; at < count; at++)
        row[at] = (row[at] as number) + value * (weights[i * count + at] as number)
    }
  }

  private addOwn(own: string, row: Float32Array): void {
    const { scale } = this.file.words
    for (let i = 0; i + 2 < own.length; i += 3) {
      const at = numberOf(own.charCodeAt(i)) * letters + numberOf(own.charCodeAt(i + 1))
      if (at < row.length) row[at] = (row[at] as number) + scale * shareOf(own.charCodeAt(i + 2))
    }
  }
}
