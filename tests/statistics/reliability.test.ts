import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kappa, wilson } from '../../src/statistics/proportion.ts'
import { reliability, type Verdict } from '../../src/statistics/reliability.ts'

/** So many codes of a confidence, of which so many are right. */
const codes = (count: number, confidence: number, right: number): Verdict[] =>
  Array.from({ length: count }, (_, at) => [confidence, at < right])

test('what is said and what is right, worked out by hand', () => {
  const told = reliability([...codes(10, 0.5, 5), ...codes(10, 0.9, 9)])
  // Two codes a bin: of those said with 0.5 the right ones stand first, and so in bins of their own.
  expect(told?.bins.map(({ said, right }) => [said.toFixed(1), right])).toEqual([
    ...[1, 1, 0.5, 0, 0].map((right) => ['0.5', right]),
    ...[1, 1, 1, 1, 0.5].map((right) => ['0.9', right]),
  ])
  expect(told?.calibrationError).toBeCloseTo((0.5 * 4 + 0.1 * 4 + 0.4) / 10, 10)
  expect(told?.brier).toBeCloseTo((10 * 0.25 + 9 * 0.01 + 0.81) / 20, 10)
})

test('as many are accepted as keep the precision, equal ones together', () => {
  const told = reliability([...codes(100, 0.99, 100), ...codes(100, 0.9, 95), ...codes(100, 0.5, 50)])
  expect(
    told?.acceptable.map(({ wanted, codes, from, precision }) => [wanted, codes, from, precision]),
  ).toEqual([
    [0.95, 200, 0.9, 0.975],
    [0.99, 100, 0.99, 1],
  ])
  expect(reliability(codes(40, 0.9, 20))?.acceptable[0]).toMatchObject({ codes: 0, share: 0, from: null })
})

test('few codes say nothing', () => {
  expect(reliability(codes(19, 0.9, 19))).toBe(null)
})

test('the errors lie between 0 and 1', () => {
  const verdicts = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
    minLength: 20,
    maxLength: 80,
  })
  fc.assert(
    fc.property(verdicts, (pairs) => {
      const { calibrationError = 0, brier = 0, acceptable = [] } = reliability(pairs) ?? {}
      for (const value of [calibrationError, brier, ...acceptable.map(({ share }) => share)])
        expect(value >= 0 && value <= 1).toBe(true)
    }),
    { seed: 20_241_001 },
  )
})

describe('intervals and kappa', () => {
  test.each([
    // Of a textbook table: 0 of 10, 8 of 10, 10 of 10, 50 of 100.
    [0, 10, 0, 0.2775],
    [8, 10, 0.4902, 0.9433],
    [10, 10, 0.7225, 1],
    [50, 100, 0.4038, 0.5962],
  ])('%i of %i', (hits, cases, low, high) => {
    const interval = wilson(hits, cases)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  })

  test('no case, no interval', () => expect(wilson(0, 0)).toBe(null))

  test('kappa of the textbook: 20, 5, 10, 15 give 0.4', () => {
    expect(
      kappa([
        [20, 5],
        [10, 15],
      ]),
    ).toBeCloseTo(0.4, 10)
    expect(kappa([[7]])).toBe(null)
    expect(kappa([])).toBe(null)
  })
})
