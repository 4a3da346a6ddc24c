import { beforeAll, describe, expect, test } from 'vitest'
import { compile, type Lexicon } from '../../src/lexicon/compile.ts'
import { readTaxonomy } from '../../src/lexicon/read.ts'
import type { Taxonomy } from '../../src/model/taxonomy.ts'
import { calibrate } from '../../src/statistics/calibrate.ts'
import { calibrationYaml } from '../../src/statistics/calibration-yaml.ts'
import { codesOfGold } from '../../src/statistics/codes.ts'
import type { CodedEntry } from '../../src/statistics/fit-confidence.ts'
import { type Example, fitLogistic } from '../../src/statistics/logistic.ts'
import { taxonomyOf } from '../taxonomies.ts'

let taxonomy: Taxonomy
let lexicon: Lexicon
beforeAll(async () => {
  taxonomy = await taxonomyOf('dorset')
  lexicon = compile(taxonomy)
})

/** Notes of a place where "low" is never low mood, and anxiety always is anxiety. */
const notes = (count: number, writers: number): CodedEntry[] =>
  Array.from({ length: count }, (_, at) => {
    const isLow = at % 3 === 0
    return {
      writer: writers === 0 ? undefined : `W${at % writers}`,
      entry: { reason: isLow ? 'low mood' : 'anx' },
      gold: codesOfGold({ id: at, reasons: isLow ? [] : ['anxiety'], outcomes: [] }),
    }
  })

describe('a fit', () => {
  test('tells the truth better after than before, on writers that were left out', () => {
    const fit = calibrate(notes(120, 4), lexicon)
    expect([fit.leftOut, fit.writers, fit.notes]).toEqual(['writer', 4, 120])
    expect(fit.after?.brier).toBeLessThan((fit.before?.brier ?? 0) / 2)
  })

  test('leaves out tenths of the notes where no writer is named, or one alone', () => {
    expect(calibrate(notes(60, 0), lexicon)).toMatchObject({ leftOut: 'tenth', writers: 0 })
    expect(calibrate(notes(60, 1), lexicon)).toMatchObject({ leftOut: 'tenth', writers: 1 })
  })

  test('keeps what the notes do not speak of', () => {
    const { model } = calibrate(notes(60, 0), lexicon)
    const { weights = {} } = taxonomy.calibration ?? {}
    expect(Object.keys(model.weights)).toEqual(expect.arrayContaining(Object.keys(weights)))
    const untouched = Object.keys(weights).filter((name) => name.startsWith('action:'))
    expect(untouched.length).toBeGreaterThan(5)
    for (const name of untouched) expect(model.weights[name]).toBe(weights[name])
  })

  test('wants fifty notes', () => {
    expect(() => calibrate(notes(49, 2), lexicon)).toThrow(/49 gold notes are too few.*50 are the least/)
  })
})

test('the file of a fit is a taxonomy that extends another, with these weights in full', () => {
  const fit = calibrate(notes(60, 2), lexicon)
  const base = `taxonomy: { id: base, version: "1", title: Base }
calibration: { intercept: 9, weights: { one-word: 5 }, fitted: on nothing }`
  const head = { id: 'mine', version: '1.0', title: 'Mine: ours', extends: 'base' }
  const yaml = calibrationYaml(fit, 'Fitted', head)
  const { taxonomy: read, issues } = readTaxonomy(
    { 'mine.yaml': yaml },
    { library: { base: { 'base.yaml': base } } },
  )
  expect(issues).toEqual([])
  expect(read).toMatchObject({ id: 'mine', version: '1.0', title: 'Mine: ours' })
  expect(read?.calibration).toMatchObject(fit.model)
  expect(read?.calibration?.fitted).toMatch(
    /^60 notes of 2 writers; leave-one-writer-out: calibration error /,
  )
})

describe('a prior', () => {
  const prior = { intercept: 1, weights: { seen: 2, unseen: -3 } }
  const examples = (count: number, right: boolean): Example[] =>
    Array.from({ length: count }, () => ({ features: [['seen', 1]], right }))

  test('holds where there are no examples', () => {
    expect(fitLogistic([], { prior })).toEqual(prior)
  })

  test('gives way to many, and hardly to a few', () => {
    const [few, many] = [5, 500].map((count) => fitLogistic(examples(count, false), { prior, penalty: 10 }))
    expect(few?.weights.seen).toBeGreaterThan(1.5)
    expect(many?.weights.seen).toBeLessThan(0)
    expect(many?.weights.unseen).toBe(-3)
  })
})
