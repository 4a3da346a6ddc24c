/** What was trained → the numbers that ship: one character each, and of a word's own weights only those that matter. */
import { letterOfNumber, letterOfShare, letters } from '../../learned/letters.ts'
import { itemOf, type LearnedFile } from '../../model/learned.ts'
import type { LogisticModel } from '../logistic.ts'
import type { Trained, TrainedClass } from './train.ts'

export interface Rest {
  readonly fitted: string
  readonly vectors: string
  readonly acceptance: LogisticModel
  readonly calibration: LogisticModel
  /** By item the probability from which it is proposed. */
  readonly from: ReadonlyMap<string, number>
}

/** Weights below this share of the largest are as good as none. */
const least = 1.5 / 42

export function packTrained(
  trained: Trained,
  { fitted, vectors, acceptance, calibration, from }: Rest,
): LearnedFile {
  const { classes, weights, words } = trained
  const dimensions = weights.length / classes.length
  return {
    form: 1,
    fitted,
    vectors,
    classes: classes.map((one, at) => {
      const own = Array.from({ length: dimensions }, (_, i) => weights[i * classes.length + at] as number)
      return { ...itemFields(one), bias: rounded(one.bias), ...vectorFields(own), ...fromField(one, from) }
    }),
    words: wordRows(words),
    acceptance,
    calibration,
  }
}

const itemFields = ({ list, code, kind, target }: TrainedClass) => ({
  list,
  code,
  ...(kind !== undefined && { kind }),
  ...(target !== undefined && { target }),
})

function fromField(one: TrainedClass, from: Rest['from']) {
  const probability = from.get(itemOf(one))
  return probability === undefined ? {} : { from: probability }
}

function vectorFields(own: readonly number[]) {
  const scale = Math.max(1e-6, ...own.map(Math.abs))
  return { scale: rounded(scale, 1e6), vector: own.map((value) => letterOfShare(value / scale)).join('') }
}

/** Two letters for the class and one for the weight. */
function wordRows(words: Trained['words']): LearnedFile['words'] {
  let scale = 1e-6
  for (const { own } of words.values()) for (const weight of own) scale = Math.max(scale, Math.abs(weight))
  const rows: string[] = []
  for (const [text, { own }] of words) {
    let row = ''
    own.forEach((weight, at) => {
      if (Math.abs(weight) < least * scale) return
      row +=
        letterOfNumber(Math.floor(at / letters)) +
        letterOfNumber(at % letters) +
        letterOfShare(weight / scale)
    })
    if (row !== '' && !text.includes(' ')) rows.push(`${text} ${row}`)
  }
  return { scale: rounded(scale, 1e6), rows: rows.sort() }
}

const rounded = (value: number, to = 1e4): number => Math.round(value * to) / to
