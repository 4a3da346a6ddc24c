/** Do confidences tell the truth, and how much can be accepted unseen? */
import { type Interval, wilson } from './proportion.ts'

/** The confidence of a code, 0 to 1, and whether it was right. */
export type Verdict = readonly [confidence: number, right: boolean]

export interface Bin {
  /** Mean confidence and share right of the codes in the bin. */
  readonly said: number
  readonly right: number
  readonly rightInterval: Interval | null
  readonly codes: number
}

export interface Acceptance {
  /** Share of the codes accepted that are right, at least. */
  readonly wanted: number
  /** Share of all codes that can be accepted; 0 where none can. */
  readonly share: number
  readonly codes: number
  /** Accept from this confidence on; null where none can be. */
  readonly from: number | null
  /** Share of the accepted that are right, and its Wilson interval. */
  readonly precision: number | null
  readonly precisionInterval: Interval | null
}

export interface Reliability {
  /** Ten bins of equal size, the least sure codes first. */
  readonly bins: readonly Bin[]
  /** Expected calibration error: how far, on the average, what the bins say is from what they hold. 0 to 1, 0 is best. */
  readonly calibrationError: number
  /** Mean squared distance of confidence and truth, 0 to 1, 0 is best. */
  readonly brier: number
  /** For 95% and 99% precision. Chosen on the same codes that it is measured on, so a little too hopeful. */
  readonly acceptable: readonly Acceptance[]
  readonly codes: number
}

/** Fewer codes than this say nothing about calibration. */
export const fewestVerdicts = 20

/** How far confidences tell the truth; null for fewer than 20 codes. */
export function reliability(verdicts: readonly Verdict[]): Reliability | null {
  const sorted = [...verdicts].sort((a, b) => a[0] - b[0])
  const count = sorted.length
  if (count < fewestVerdicts) return null
  const bins = Array.from({ length: 10 }, (_, at) =>
    binOf(sorted.slice(Math.floor((at * count) / 10), Math.floor(((at + 1) * count) / 10))),
  )
  const calibrationError = bins.reduce(
    (sum, bin) => sum + (bin.codes / count) * Math.abs(bin.said - bin.right),
    0,
  )
  const brier = sorted.reduce((sum, [p, right]) => sum + (p - Number(right)) ** 2, 0) / count
  return {
    bins,
    calibrationError,
    brier,
    acceptable: [0.95, 0.99].map((wanted) => acceptableAt(wanted, sorted)),
    codes: count,
  }
}

function binOf(part: readonly Verdict[]): Bin {
  const right = part.filter(([, isRight]) => isRight).length
  return {
    said: part.reduce((sum, [confidence]) => sum + confidence, 0) / part.length,
    right: right / part.length,
    rightInterval: wilson(right, part.length),
    codes: part.length,
  }
}

/** As many codes as possible, the surest first, of which `wanted` are right. Equal confidences go together. */
function acceptableAt(wanted: number, ascending: readonly Verdict[]): Acceptance {
  const count = ascending.length
  let right = 0
  let best = { codes: 0, right: 0, from: null as number | null }
  for (let taken = 1; taken <= count; taken++) {
    const [confidence, isRight] = ascending[count - taken] as Verdict
    right += Number(isRight)
    const isTied = ascending[count - taken - 1]?.[0] === confidence
    if (!isTied && right / taken >= wanted) best = { codes: taken, right, from: confidence }
  }
  return {
    wanted,
    share: best.codes / count,
    codes: best.codes,
    from: best.from,
    precision: best.codes === 0 ? null : best.right / best.codes,
    precisionInterval: wilson(best.right, best.codes),
  }
}
