/** How far an F1 would wander had other notes been drawn. */
import type { Interval } from './proportion.ts'
import { f1Of, type Tally } from './score.ts'

/** What one note adds to the tally of one code. */
export interface NoteTally extends Tally {
  /** Place of the note, from 0. */
  readonly note: number
  /** Place of the code, from 0. */
  readonly code: number
}

export interface BootstrapResult {
  /** Of all codes pooled. */
  readonly micro: Interval | null
  /** Of the mean F1 over the codes that count for it. */
  readonly macro: Interval | null
  /** Of each code, by its place. */
  readonly byCode: readonly (Interval | null)[]
}

export const resamples = 1000
const seed = 20241001

/**
 * Percentile intervals, 95%, of F1 by the bootstrap: as many notes are drawn, with replacement, as there are, a
 * thousand times over. Whole notes are drawn, since the codes of one are not independent. The draws are seeded: equal
 * notes give equal intervals. A draw without any case of a code says nothing about that code and is left out for it.
 * @param rows what each note adds to each code; pairs without any case may be left out
 * @param counts whether the code at a place counts for the macro F1
 */
export function bootstrap(
  rows: readonly NoteTally[],
  notes: number,
  codes: number,
  counts: readonly boolean[],
): BootstrapResult {
  const random = randomFrom(seed)
  const micro: number[] = []
  const macro: number[] = []
  const byCode: number[][] = Array.from({ length: codes }, () => [])
  // Flat arrays: a thousand walks over all rows should take no more than a moment.
  const flat = (value: (row: NoteTally) => number) => Int32Array.from(rows, value)
  const [noteOf, codeOf] = [flat(({ note }) => note), flat(({ code }) => code)]
  const ofRow = [flat((row) => row.both), flat((row) => row.spurious), flat((row) => row.missed)] as const
  const ofCode = [new Float64Array(codes), new Float64Array(codes), new Float64Array(codes)] as const
  const weights = new Int32Array(notes)
  for (let drawn = 0; drawn < resamples; drawn++) {
    weights.fill(0)
    for (let i = 0; i < notes; i++) {
      const note = Math.floor(random() * notes)
      weights[note] = (weights[note] as number) + 1
    }
    for (const kind of [0, 1, 2] as const) sumUp(ofCode[kind], ofRow[kind], noteOf, codeOf, weights)
    const all = { both: 0, spurious: 0, missed: 0 }
    let total = 0
    let counted = 0
    for (let code = 0; code < codes; code++) {
      const both = ofCode[0][code] as number
      const spurious = ofCode[1][code] as number
      const missed = ofCode[2][code] as number
      if (both + spurious + missed === 0) continue
      all.both += both
      all.spurious += spurious
      all.missed += missed
      const f1 = f1Of({ both, spurious, missed })
      byCode[code]?.push(f1)
      if (!counts[code]) continue
      total += f1
      counted++
    }
    if (all.both + all.spurious + all.missed > 0) micro.push(f1Of(all))
    if (counted > 0) macro.push(total / counted)
  }
  return { micro: middle(micro), macro: middle(macro), byCode: byCode.map(middle) }
}

/** Sums the rows of drawn notes by code, a row as often as its note was drawn. */
function sumUp(
  sums: Float64Array,
  values: Int32Array,
  noteOf: Int32Array,
  codeOf: Int32Array,
  weights: Int32Array,
): void {
  sums.fill(0)
  for (let row = 0; row < values.length; row++) {
    const code = codeOf[row] as number
    sums[code] = (sums[code] as number) + (weights[noteOf[row] as number] as number) * (values[row] as number)
  }
}

/** The range of the middle 95 in a hundred. */
function middle(values: readonly number[]): Interval | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number
  return { low: at(0.025), high: at(0.975) }
}

/** mulberry32: the same numbers from the same seed, 0 to 1, 1 excluded. */
function randomFrom(start: number): () => number {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
