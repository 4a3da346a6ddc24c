/** One list of codes, say the reasons, over all notes: pooled, per code, and what is taken for what. */
import { bootstrap, type NoteTally } from './bootstrap.ts'
import { compare, type Difference } from './compare.ts'
import { type Interval, kappa } from './proportion.ts'
import { type Score, scoreOf, sumOf, type Tally } from './score.ts'

/** What gold has for one note, and what the coder said. */
export interface Pair {
  readonly wanted: readonly string[]
  readonly found: readonly string[]
}

export interface CodeScore extends Score {
  readonly code: string
  /** Cohen's kappa over notes: has the note the code, or not? Null where both coders always say the same. */
  readonly kappa: number | null
}

/** A code missed and another said instead, or at least in the same note. */
export interface Confusion {
  readonly missed: string
  readonly spurious: string
  readonly notes: number
}

export interface Macro {
  /** Mean F1 over the codes that gold has at least five times, which are so many; null where there is none. */
  readonly f1: number | null
  readonly f1Interval: Interval | null
  readonly precision: number | null
  readonly recall: number | null
  readonly codes: number
}

export interface MeasureScore {
  /** Notes of which gold tells this list. */
  readonly notes: number
  /** All codes pooled. */
  readonly micro: Score
  readonly macro: Macro
  /** Every code that either has, the most frequent in gold first. */
  readonly byCode: readonly CodeScore[]
  /** The most frequent first. */
  readonly confusions: readonly Confusion[]
}

/** Rarer codes say little, and would weigh as much as the others in a macro mean. */
export const macroFrom = 5

export function measureOf(pairs: readonly Pair[]): MeasureScore {
  const differences = pairs.map(({ wanted, found }) => compare(wanted, found))
  const rows = rowsOf(differences)
  const codes = [...rows].map(([code, cells], place) => ({
    code,
    cells,
    place,
    tally: sumOf(cells.values()),
  }))
  const counts = codes.map(({ tally }) => tally.both + tally.missed >= macroFrom)
  const noteTallies = codes.flatMap(({ cells, place }) =>
    [...cells].map(([note, tally]): NoteTally => ({ ...tally, note, code: place })),
  )
  const intervals = bootstrap(noteTallies, pairs.length, codes.length, counts)
  const byCode = codes.map(
    ({ code, cells, place, tally }): CodeScore => ({
      code,
      ...scoreOf(tally, intervals.byCode[place] ?? null),
      kappa: kappaOf([...cells.values()], pairs.length),
    }),
  )
  byCode.sort(
    (a, b) =>
      b.count - a.count || b.spurious - a.spurious || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  )
  return {
    notes: pairs.length,
    micro: scoreOf(sumOf(codes.map(({ tally }) => tally)), intervals.micro),
    macro: macroOf(byCode, intervals.macro),
    byCode,
    confusions: confusionsOf(differences),
  }
}

/** The codes pooled, as `measureOf` does, without a look at any one of them. */
export function microOf(pairs: readonly Pair[]): Score {
  const tallies = pairs.map(({ wanted, found }): Tally => {
    const { both, spurious, missed } = compare(wanted, found)
    return { both: both.length, spurious: spurious.length, missed: missed.length }
  })
  const rows = tallies.map((tally, note): NoteTally => ({ ...tally, note, code: 0 }))
  return scoreOf(sumOf(tallies), bootstrap(rows, pairs.length, 1, []).micro)
}

/** By code, then by the place of the note, what the two have. */
function rowsOf(differences: readonly Difference[]): Map<string, Map<number, Tally>> {
  const rows = new Map<string, Map<number, Tally>>()
  const none = { both: 0, spurious: 0, missed: 0 }
  differences.forEach((difference, note) => {
    for (const kind of ['both', 'spurious', 'missed'] as const)
      for (const code of difference[kind]) {
        const cells = rows.get(code) ?? new Map<number, Tally>()
        rows.set(code, cells)
        const cell = cells.get(note) ?? none
        cells.set(note, { ...cell, [kind]: cell[kind] + 1 })
      }
  })
  return rows
}

function kappaOf(cells: readonly Tally[], notes: number): number | null {
  const inGold = ({ both, missed }: Tally) => both + missed > 0
  const inCoded = ({ both, spurious }: Tally) => both + spurious > 0
  const both = cells.filter((cell) => inGold(cell) && inCoded(cell)).length
  const gold = cells.filter(inGold).length - both
  const coded = cells.filter(inCoded).length - both
  return kappa([
    [both, gold],
    [coded, notes - both - gold - coded],
  ])
}

function macroOf(byCode: readonly CodeScore[], f1Interval: Interval | null): Macro {
  const counting = byCode.filter(({ count }) => count >= macroFrom)
  const mean = (value: (score: CodeScore) => number | null) => {
    const values = counting.map(value).filter((one) => one !== null)
    return values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length
  }
  return {
    f1: mean(({ f1 }) => f1),
    f1Interval,
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    codes: counting.length,
  }
}

function confusionsOf(differences: readonly Difference[]): Confusion[] {
  const counts = new Map<string, Map<string, number>>()
  for (const { missed, spurious } of differences)
    for (const one of new Set(missed))
      for (const other of new Set(spurious)) {
        const row = counts.get(one) ?? new Map<string, number>()
        counts.set(one, row)
        row.set(other, (row.get(other) ?? 0) + 1)
      }
  const confusions = [...counts].flatMap(([missed, row]) =>
    [...row].map(([spurious, notes]): Confusion => ({ missed, spurious, notes })),
  )
  const key = ({ missed, spurious }: Confusion) => `${missed} ${spurious}`
  return confusions.sort((a, b) => b.notes - a.notes || (key(a) < key(b) ? -1 : 1))
}
