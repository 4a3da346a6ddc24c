import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codesOfGold, codesOfRecord, type NoteCodes } from '../../src/statistics/codes.ts'
import { evaluate } from '../../src/statistics/evaluate.ts'
import { gold, record } from './notes.ts'

/** Precision, recall, F1, and what is spurious and missed, worked out by hand. */
const table: readonly {
  readonly what: string
  readonly gold: readonly string[]
  readonly coded: readonly string[]
  readonly reasons?: readonly [number | null, number | null, number]
  readonly items?: readonly [number | null, number | null, number]
}[] = [
  { what: 'all right', gold: ['1: a b'], coded: ['1: a b'], reasons: [1, 1, 1] },
  { what: 'one of two found', gold: ['1: a b'], coded: ['1: a'], reasons: [1, 1 / 2, 2 / 3] },
  { what: 'one too many', gold: ['1: a'], coded: ['1: a b'], reasons: [1 / 2, 1, 2 / 3] },
  { what: 'another one', gold: ['1: a'], coded: ['1: b'], reasons: [0, 0, 0] },
  { what: 'nothing there and nothing said', gold: ['1:'], coded: ['1:'], reasons: [null, null, 1] },
  { what: 'nothing said', gold: ['1: a'], coded: ['1:'], reasons: [null, 0, 0] },
  { what: 'nothing there', gold: ['1:'], coded: ['1: a'], reasons: [0, null, 0] },
  {
    what: 'pooled over notes',
    gold: ['1: a', '2: a b'],
    coded: ['1: a', '2: c'],
    reasons: [1 / 2, 1 / 3, 2 / 5],
  },
  {
    what: 'a note without a record is missed',
    gold: ['1: a', '2: b'],
    coded: ['1: a'],
    reasons: [1, 1 / 2, 2 / 3],
  },
  { what: 'a record without gold is left out', gold: ['1: a'], coded: ['1: a', '2: b'], reasons: [1, 1, 1] },
  {
    what: 'an item counts as often as it stands',
    gold: ['1: / c|-|x c|-|x'],
    coded: ['1: / c|-|x'],
    items: [1, 1 / 2, 2 / 3],
  },
  { what: 'another target is another item', gold: ['1: / c|r|x'], coded: ['1: / c|r|y'], items: [0, 0, 0] },
]

test.each(table)('$what', ({ gold: wanted, coded, reasons, items }) => {
  const { measures } = evaluate(wanted.map(gold), coded.map(record))
  const figures = (name: 'reasons' | 'outcomeItems') => {
    const { precision = null, recall = null, f1 = 1 } = measures[name]?.micro ?? {}
    return [precision, recall, f1]
  }
  if (reasons) expect(figures('reasons')).toEqual(reasons)
  if (items) expect(figures('outcomeItems')).toEqual(items)
})

test('categories and targets are parts of the items, each once a note', () => {
  const { measures } = evaluate([gold('1: / c|r|x c|l|y')], [record('1: / c|l|x c|r|x')])
  expect(measures.outcomeItems?.micro).toMatchObject({ both: 1, spurious: 1, missed: 1 })
  expect(measures.outcomeCategories?.micro).toMatchObject({ both: 1, spurious: 0, missed: 0 })
  expect(measures.targets?.micro).toMatchObject({ both: 1, spurious: 0, missed: 1 })
})

test('kappa of a code: 2 notes have it for both, 1 for gold alone, 1 for the coder alone, 6 for neither', () => {
  const ten = (codes: (at: number) => string) => Array.from({ length: 10 }, (_, at) => `${at}:${codes(at)}`)
  const wanted = ten((at) => (at < 3 ? ' a' : '')).map(gold)
  const coded = ten((at) => (at < 2 || at === 3 ? ' a' : '')).map(record)
  // Agreed 8 of 10; by chance 0.3 × 0.3 + 0.7 × 0.7 = 0.58; (0.8 − 0.58) / 0.42.
  expect(evaluate(wanted, coded).measures.reasons?.byCode[0]?.kappa).toBeCloseTo(0.5238, 4)
})

test('a macro mean is over codes that gold has five times', () => {
  const wanted = ['1: a', '2: a', '3: a', '4: a', '5: a b'].map(gold)
  const { measures } = evaluate(wanted, ['1: a', '2: a', '3: a', '4:', '5:'].map(record))
  expect(measures.reasons?.macro).toMatchObject({ codes: 1, precision: 1, recall: 0.6, f1: 0.75 })
})

test('what is missed stands against what is said in the same note, the most frequent first', () => {
  const { measures } = evaluate(['1: a', '2: a', '3: b a'].map(gold), ['1: c', '2: c', '3: a d'].map(record))
  expect(measures.reasons?.confusions).toEqual([
    { missed: 'a', spurious: 'c', notes: 2 },
    { missed: 'b', spurious: 'd', notes: 1 },
  ])
})

test('risk: said in one of two notes without it, overlooked in one of one', () => {
  const wanted = ['1: a', '2:', '3: danger'].map(gold)
  const { risk } = evaluate(wanted, ['1: danger', '2: a', '3: a'].map(record), { risk: ['danger'] })
  expect(risk?.falseAlarms).toMatchObject({ hits: 1, cases: 2, share: 0.5 })
  expect(risk?.overlooked).toMatchObject({ hits: 1, cases: 1, share: 1 })
  expect(evaluate(wanted, []).risk).toBe(null)
})

test('what one side does not tell is not scored', () => {
  const categories: NoteCodes = { id: '1', codes: { reasons: ['a'], outcomeCategories: ['c'] }, answers: {} }
  const { measures, notScored, calibration } = evaluate([categories], [record('1: a / c|r|x')])
  expect(Object.keys(measures)).toEqual(['reasons', 'outcomeCategories'])
  expect(notScored).toEqual(['outcomeItems', 'targets', 'medications', 'referralSource'])
  expect(calibration.all).toBe(null)
})

test('answers: what is not coded is the blank one', () => {
  const wanted = ['yes', 'no', 'blank'].map((avoided_gp, at) =>
    codesOfGold({ id: String(at), reasons: [], outcomes: [], avoided_gp }),
  )
  const coded = [codesOfRecord({ id: '0', reasons: [], outcomes: [], avoidedGp: { answer: 'yes' } })]
  const { answers } = evaluate(wanted, coded, { blank: 'blank' })
  expect(answers.avoidedGp).toMatchObject({
    hits: 2,
    cases: 3,
    confusions: [{ gold: 'no', said: 'blank', notes: 1 }],
  })
  expect(answers.avoidedCmht).toBe(undefined)
})

test('an error comes with the words that the code rests on, and why another was set aside', () => {
  const words = { field: 'reason', start: 0, end: 3, text: 'anx', term: 'anxiety', how: 'shorthand' }
  const aside = {
    code: 'b',
    status: 'negated',
    evidence: [words],
    because: { ...words, text: 'nil' },
  } as const
  const said = codesOfRecord({
    id: '1',
    entry: { reason: 'anx', writer: 'R' },
    reasons: [{ code: 'a', confidence: 0.9, evidence: [words] }],
    outcomes: [],
    setAside: [aside],
    unexplained: [words],
  })
  expect(evaluate([gold('1: b')], [said]).errors).toEqual([
    {
      id: '1',
      writer: 'R',
      entry: { reason: 'anx', writer: 'R' },
      noRecord: false,
      differences: [
        {
          measure: 'reasons',
          missed: [{ code: 'b', aside }],
          spurious: [{ code: 'a', confidence: 0.9, evidence: [words] }],
        },
      ],
      unexplained: [words],
    },
  ])
})

test('writers are scored apart, by the name in gold or in the entry', () => {
  const coded = ['1: a', '2: b', '3: c'].map((line, at) => ({ ...record(line), writer: at < 2 ? 'R' : 'S' }))
  const { writers } = evaluate(['1: a', '2: a', '3: c'].map(gold), coded)
  expect(writers.map(({ writer, notes, scores }) => [writer, notes, scores.reasons?.f1])).toEqual([
    ['R', 2, 0.5],
    ['S', 1, 1],
  ])
})

describe('forty notes, one of them without a record, against figures that another program worked out', () => {
  const lines = (name: string) =>
    readFileSync(new URL(`forty.${name}.ndjson`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  const evaluation = evaluate(lines('gold').map(codesOfGold), lines('coded').map(codesOfRecord), {
    risk: ['suicidality', 'self-harm'],
    blank: 'blank',
  })

  test.each([
    ['reasons', 0.8571428571428571, 0.8450704225352113, 0.851063829787234, 71],
    ['outcomeCategories', 0.9305555555555556, 0.8701298701298701, 0.8993288590604027, 77],
    ['outcomeItems', 0.9047619047619048, 0.8837209302325582, 0.8941176470588236, 86],
    ['targets', 0.9384615384615385, 0.8970588235294118, 0.9172932330827067, 68],
    ['medications', 0.7619047619047619, 0.9411764705882353, 0.8421052631578947, 17],
    ['referralSource', 1, 0.7058823529411765, 0.8275862068965517, 17],
  ] as const)('%s', (name, precision, recall, f1, count) => {
    const micro = evaluation.measures[name]?.micro
    expect(micro?.precision).toBeCloseTo(precision, 12)
    expect(micro?.recall).toBeCloseTo(recall, 12)
    expect(micro?.f1).toBeCloseTo(f1, 12)
    expect(micro?.count).toBe(count)
    expect(micro?.f1Interval?.low).toBeLessThan(f1)
    expect(micro?.f1Interval?.high).toBeGreaterThan(f1)
  })

  test('all the rest', () => {
    const { measures, exact, withoutRecord, risk, answers, calibration } = evaluation
    expect([exact.share, withoutRecord, risk?.falseAlarms.share]).toEqual([0.45, ['N18'], 0.1])
    expect(measures.reasons?.macro.f1).toBeCloseTo(0.8513852760229573, 12)
    expect(measures.outcomeCategories?.macro.f1).toBeCloseTo(0.8816983808494845, 12)
    const right = (answers.avoidedGp?.hits ?? 0) + (answers.avoidedCmht?.hits ?? 0)
    expect(right / 80).toBeCloseTo(0.9625, 12)
    expect(calibration.all?.calibrationError).toBeCloseTo(0.11681818181818178, 12)
    expect(calibration.all?.brier).toBeCloseTo(0.06321103896103894, 12)
    expect(calibration.all?.acceptable[0]?.share).toBeCloseTo(0.922077922077922, 12)
    expect(calibration.all?.codes).toBe(154)
  })
})

describe('laws', () => {
  const codes = fc.subarray(['a', 'b', 'c', 'd', '__proto__'])
  const items = fc.array(fc.constantFrom('c|r|x', 'c|l|x', 'f|-|m', 'd|-|-'), { maxLength: 4 })
  const noteCodes = (id: string) =>
    fc.record({ reasons: codes, outcomes: items }).map((lists) => codesOfGold({ id, ...lists }))
  const side = fc.tuple(...['1', '2', '3', '4'].map(noteCodes))
  const runs = { numRuns: 40, seed: 20_241_001 }

  test('full agreement is 1 in everything', () => {
    fc.assert(
      fc.property(side, (notes) => {
        const { measures, exact, errors } = evaluate(notes, notes)
        for (const { micro, byCode } of Object.values(measures)) {
          expect([micro.f1, micro.precision ?? 1, micro.recall ?? 1]).toEqual([1, 1, 1])
          for (const { f1, kappa } of byCode) expect([f1, kappa ?? 1]).toEqual([1, 1])
        }
        expect([exact.share, errors]).toEqual([1, []])
      }),
      runs,
    )
  })

  test('gold and coded exchanged exchange precision and recall, and leave F1 and kappa', () => {
    fc.assert(
      fc.property(side, side, (one, other) => {
        const [there, back] = [evaluate(one, other).measures, evaluate(other, one).measures]
        for (const name of ['reasons', 'outcomeItems', 'targets'] as const) {
          const [a, b] = [there[name], back[name]]
          expect([a?.micro.precision, a?.micro.recall, a?.micro.f1]).toEqual([
            b?.micro.recall,
            b?.micro.precision,
            b?.micro.f1,
          ])
          const kappas = (score: typeof a) => new Map(score?.byCode.map(({ code, kappa }) => [code, kappa]))
          for (const [code, value] of kappas(a))
            expect(kappas(b).get(code) ?? null).toBeCloseTo(value ?? 0, 10)
        }
      }),
      runs,
    )
  })

  test('equal notes give equal intervals, and every figure lies in its own', () => {
    fc.assert(
      fc.property(side, side, (one, other) => {
        const first = evaluate(one, other)
        expect(evaluate(one, other)).toEqual(first)
        for (const { micro } of Object.values(first.measures)) {
          const { precision, precisionInterval: p } = micro
          if (precision !== null && p) expect(p.low <= precision && precision <= p.high).toBe(true)
        }
      }),
      runs,
    )
  })
})
