/** Precision, recall and F1 of counts. */
import { type Interval, wilson } from './proportion.ts'

/** Codes that both have, that only the coder has (spurious), and that only gold has (missed). */
export interface Tally {
  readonly both: number
  readonly spurious: number
  readonly missed: number
}

export interface Score extends Tally {
  /** Codes in gold. */
  readonly count: number
  /** Share of what was said that is right, 0 to 1; null where nothing was said. */
  readonly precision: number | null
  /** Share of what was to be found that was found, 0 to 1; null where there was nothing. */
  readonly recall: number | null
  /** Harmonic mean of the two, 0 to 1; 1 where nothing was to be found and nothing was said. */
  readonly f1: number
  /** Wilson intervals, 95%: codes taken as independent of each other, which those of one note are not quite. */
  readonly precisionInterval: Interval | null
  readonly recallInterval: Interval | null
  /** Bootstrap over notes, 95%: see `bootstrap`. Null where resampled notes have no such code. */
  readonly f1Interval: Interval | null
}

export function f1Of({ both, spurious, missed }: Tally): number {
  const all = 2 * both + spurious + missed
  return all === 0 ? 1 : (2 * both) / all
}

export function scoreOf(tally: Tally, f1Interval: Interval | null): Score {
  const { both, spurious, missed } = tally
  const said = both + spurious
  const count = both + missed
  return {
    both,
    spurious,
    missed,
    count,
    precision: said === 0 ? null : both / said,
    recall: count === 0 ? null : both / count,
    f1: f1Of(tally),
    precisionInterval: wilson(both, said),
    recallInterval: wilson(both, count),
    f1Interval,
  }
}

export function sumOf(tallies: Iterable<Tally>): Tally {
  let [both, spurious, missed] = [0, 0, 0]
  for (const tally of tallies) {
    both += tally.both
    spurious += tally.spurious
    missed += tally.missed
  }
  return { both, spurious, missed }
}
