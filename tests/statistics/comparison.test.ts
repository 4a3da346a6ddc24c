import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codesOfGold, codesOfRecord, type NoteCodes } from '../../src/statistics/codes.ts'
import {
  compareCodings,
  type MatchedComparison,
  type UnmatchedComparison,
} from '../../src/statistics/comparison.ts'
import { newcombe } from '../../src/statistics/proportion.ts'
import { gold, record } from './notes.ts'

const matched = (a: readonly NoteCodes[], b: readonly NoteCodes[]) =>
  compareCodings(a, b, { matched: true }) as MatchedComparison
const unmatched = (a: readonly NoteCodes[], b: readonly NoteCodes[]) =>
  compareCodings(a, b, { matched: false }) as UnmatchedComparison

/** The changes of the only note, each as `what: a → b`. */
const changes = (a: NoteCodes, b: NoteCodes) =>
  matched([a], [b]).changed.flatMap((note) =>
    note.changes.map((one) => `${one.what}: ${one.a ?? '-'} → ${one.b ?? '-'}`),
  )

describe('Newcombe, by the examples of his paper of 1998 (method 10)', () => {
  test.each([
    [48, 80, 56, 70, 0.0524, 0.3339],
    [3, 10, 9, 10, 0.1705, 0.809],
    [2, 7, 6, 7, 0.0582, 0.8062],
    [0, 29, 5, 56, -0.0381, 0.1926],
    [0, 20, 0, 10, -0.1611, 0.2775],
  ])('%d of %d, then %d of %d', (hitsA, casesA, hitsB, casesB, low, high) => {
    const interval = newcombe([hitsA, casesA], [hitsB, casesB])
    expect(interval?.low).toBeCloseTo(low, 3)
    expect(interval?.high).toBeCloseTo(high, 3)
  })
  test('nothing without cases', () => expect(newcombe([0, 0], [1, 2])).toBe(null))
})

describe('what became of a note', () => {
  test.each([
    ['1: a b', '1: b c', ['removed: a → -', 'added: - → c']],
    ['1: / c|r|x', '1: / c|r|y', ['target: c|r|x → c|r|y']],
    ['1: / c|r|x', '1: / c|l|x', ['kind: c|r|x → c|l|x']],
    ['1: / c|-|x', '1: / d|-|x', ['category: c|-|x → d|-|x']],
    ['1: / c|r|x', '1: / d|-|y', ['removed: c|r|x → -', 'added: - → d|-|y']],
    // One of two changed: each item is taken once.
    ['1: / c|r|x c|r|y', '1: / c|r|z', ['target: c|r|x → c|r|z', 'removed: c|r|y → -']],
    ['1: / c|-|x c|-|x', '1: / c|-|x', ['removed: c|-|x → -']],
    ['1: a / c|-|x', '1: a / c|-|x', []],
  ])('%s, then %s', (a, b, wanted) => expect(changes(gold(a), gold(b))).toEqual(wanted))

  test('medications: another role, another drug', () => {
    const note = (...medications: string[]) => codesOfGold({ id: 1, reasons: [], outcomes: [], medications })
    expect(changes(note('s|ssri|reviewed'), note('s|ssri|stopped'))).toEqual([
      'role: s|ssri|reviewed → s|ssri|stopped',
    ])
    expect(changes(note('s|ssri|reviewed'), note('c|ssri|reviewed'))).toEqual([
      'drug: s|ssri|reviewed → c|ssri|reviewed',
    ])
  })

  test('answers, where nothing was coded by the word for that', () => {
    const note = (answer?: string) =>
      codesOfGold({ id: 1, reasons: [], outcomes: [], ...(answer && { avoided_gp: answer }) })
    const compared = compareCodings([note('yes'), note()], [note('no')], { matched: true, blank: 'blank' })
    expect((compared as MatchedComparison).changed[0]?.changes).toEqual([
      { what: 'answer', measure: 'avoidedGp', a: 'yes', b: 'no' },
    ])
  })

  test('confidences that moved by a tenth or more', () => {
    const [a, b] = [record('1: a=0.8 b=0.8 c=0.8'), record('1: a=0.9 b=0.85 c=0.2')]
    expect(changes(a, b)).toEqual(['confidence: a → a', 'confidence: c → c'])
    const { same, changed } = matched([a], [b])
    expect([same.hits, changed[0]?.changes[0]?.confidenceA, changed[0]?.changes[0]?.confidenceB]).toEqual([
      1, 0.8, 0.9,
    ])
  })

  test('a status, and why a code is not there any more', () => {
    const span = { field: 'reason', start: 0, end: 1 }
    const note = (reasons: { code: string; status: string }[], aside: boolean) =>
      codesOfRecord({
        id: 1,
        reasons,
        outcomes: [],
        setAside: aside ? [{ code: 'b', status: 'negated', evidence: [span], because: span }] : [],
      })
    const before = note([{ code: 'a', status: 'uncertain' }, { code: 'b', status: 'affirmed' }], false) // biome-ignore format: one line
    const after = note([{ code: 'a', status: 'affirmed' }], true)
    expect(matched([before], [after]).changed[0]?.changes).toEqual([
      { what: 'removed', measure: 'reasons', a: 'b', b: null, statusA: 'affirmed', statusB: 'negated' },
      { what: 'status', measure: 'reasons', a: 'a', b: 'a', statusA: 'uncertain', statusB: 'affirmed' },
    ])
  })
})

describe('the same entries', () => {
  // Code a: both in 1 and 2, A alone in 3, B alone in 4, none in 5. Kappa by hand: agreed 3/5, by chance
  // (3×3 + 2×2)/25 = 13/25, so (15 − 13)/(25 − 13) = 1/6.
  const a = ['1: a', '2: a', '3: a b', '4: b', '5: b'].map(gold)
  const b = ['5: b', '4: a b', '3: b', '2: a', '1: a', '6: a'].map(gold)
  const compared = matched(a, b)

  test('by hand', () => {
    const [first, second] = compared.measures.reasons?.byCode ?? []
    expect(first).toMatchObject({ code: 'a', a: 3, b: 3, both: 2 })
    expect(first?.same.share).toBe(0.6)
    expect(first?.kappa).toBeCloseTo(1 / 6, 12)
    expect(second).toMatchObject({ code: 'b', a: 3, b: 3, both: 3, kappa: 1 })
    // Both codes together, over ten decisions: agreed 8/10, by chance (6×6 + 4×4)/100.
    expect(compared.measures.reasons).toMatchObject({ a: 6, b: 6, both: 5 })
    expect(compared.measures.reasons?.kappa).toBeCloseTo((0.8 - 0.52) / (1 - 0.52), 12)
    expect(compared.measures.reasons?.same.share).toBe(0.6)
  })

  test('counts what is compared and what is not', () => {
    const { entries, onlyA, onlyB, same, changes, changed, notCompared } = compared
    expect([entries, onlyA, onlyB, same.hits, changes]).toEqual([5, [], ['6'], 3, { added: 1, removed: 1 }])
    expect(changed.map(({ id }) => id)).toEqual(['3', '4'])
    expect(notCompared).toEqual([])
  })
})

describe('different entries', () => {
  test('by hand', () => {
    const { entriesA, entriesB, measures } = unmatched(
      ['1: a', '2: a', '3: b', '4:'].map(gold),
      ['1: a', '2: c'].map(gold),
    )
    expect([entriesA, entriesB]).toEqual([4, 2])
    expect(
      measures.reasons?.map(({ code, a, b, difference }) => [
        code,
        a.hits,
        a.share,
        b.hits,
        b.share,
        difference,
      ]),
    ).toEqual([
      ['a', 2, 0.5, 1, 0.5, 0],
      ['b', 1, 0.25, 0, 0, -0.25],
      ['c', 0, 0, 1, 0.5, 0.5],
    ])
  })
})

describe('whether two files tell of the same entries', () => {
  const note = (id: string, reason?: string): NoteCodes => ({
    ...gold(`${id}: a`),
    ...(reason !== undefined && { entry: { reason } }),
  })
  test.each<[string, NoteCodes[], NoteCodes[], boolean]>([
    ['the same ids', [note('1'), note('2')], [note('1'), note('2')], true],
    ['no id in both', [note('1')], [note('2')], false],
    ['half of the smaller file', [note('1'), note('2')], [note('2'), note('3'), note('4')], true],
    ['less than half', [note('1'), note('2'), note('3')], [note('3'), note('4'), note('5')], false],
    [
      'row numbers of two months',
      [note('1', 'anx'), note('2', 'low')],
      [note('1', 'dna'), note('2', 'x')],
      false,
    ],
    ['gold without texts', [note('1'), note('2')], [note('1', 'dna'), note('2', 'x')], true],
  ])('%s: %#', (_, a, b, wanted) => expect(compareCodings(a, b).matched).toBe(wanted))
})

describe('laws', () => {
  const codes = fc.subarray(['a', 'b', 'c', '__proto__'])
  const items = fc.array(fc.constantFrom('c|r|x', 'c|l|x', 'f|-|m', 'd|-|-'), { maxLength: 4 })
  const noteCodes = (id: string) =>
    fc.record({ reasons: codes, outcomes: items }).map((lists) => codesOfGold({ id, ...lists }))
  const side = fc.tuple(...['1', '2', '3', '4'].map(noteCodes))
  const runs = { numRuns: 60, seed: 20_241_001 }

  test('nothing differs from itself', () => {
    fc.assert(
      fc.property(side, (notes) => {
        const { changed, same, measures } = matched(notes, notes)
        expect([changed, same.share]).toEqual([[], 1])
        for (const { kappa, same: agreed } of Object.values(measures)) expect([kappa ?? 1, agreed.share]).toEqual([1, 1]) // biome-ignore format: one line
        for (const { difference } of unmatched(notes, notes).measures.reasons ?? [])
          expect(difference).toBe(0)
      }),
      runs,
    )
  })

  test('exchanged, A and B exchange their counts, and agreement stays', () => {
    fc.assert(
      fc.property(side, side, (one, other) => {
        const [there, back] = [matched(one, other), matched(other, one)]
        expect(there.same).toEqual(back.same)
        for (const name of ['reasons', 'outcomeItems', 'targets'] as const) {
          const [x, y] = [there.measures[name], back.measures[name]]
          expect([x?.a, x?.b, x?.both, x?.same]).toEqual([y?.b, y?.a, y?.both, y?.same])
          expect(x?.kappa ?? 2).toBeCloseTo(y?.kappa ?? 2, 12)
        }
      }),
      runs,
    )
  })

  test('every difference lies in its interval', () => {
    fc.assert(
      fc.property(side, side, (one, other) => {
        for (const { difference, interval } of unmatched(one, other).measures.reasons ?? []) {
          expect(interval?.low).toBeLessThanOrEqual((difference ?? 0) + 1e-12)
          expect(interval?.high).toBeGreaterThanOrEqual((difference ?? 0) - 1e-12)
        }
      }),
      runs,
    )
  })
})
