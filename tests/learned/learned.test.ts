/** The second reader: what it proposes, on which words, and when it must not. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type Coder, coderOf } from '../../src/coder.ts'
import { loadTaxonomy } from '../../src/files/load-taxonomy.ts'
import { openReader } from '../../src/learned/open.ts'
import type { JotRecord } from '../../src/model/record.ts'
import type { Taxonomy } from '../../src/model/taxonomy.ts'
import type { ReaderFit } from '../../src/statistics/index.ts'
import { smallTaxonomy } from '../cli/run.ts'
import { smallNotes, trainSmall, vectors, withLearned } from './train-small.ts'

let bare: Taxonomy
let fit: ReaderFit
let coder: Coder

beforeAll(async () => {
  bare = await loadTaxonomy(smallTaxonomy)
  fit = trainSmall(bare)
  coder = coderOf(withLearned(bare, fit))
}, 60_000)

const codes = ({ reasons }: JotRecord) => reasons.map(({ code }) => code)
const learned = (record: JotRecord) =>
  record.reasons.filter(({ evidence }) => evidence.some(({ how }) => how === 'learned'))

describe('what it proposes', () => {
  test('a code for words that no rule knows, and that it has never read', () => {
    const record = coder.code({ reason: 'anx. her guinea pig was put down' })
    expect(codes(record)).toEqual(['anxiety', 'low-mood'])
    expect(learned(record).map(({ code }) => code)).toEqual(['low-mood'])
  })

  test('its evidence is a slice of the text', () => {
    const reason = 'Anxious 😀 – her “spaniel” was put down'
    const [proposal] = learned(coder.code({ reason }))
    const [piece] = proposal?.evidence ?? []
    expect(piece?.how).toBe('learned')
    expect(piece?.text).toMatch(/put down/)
    expect(reason.slice(piece?.start, piece?.end)).toBe(piece?.text)
  })

  test('with the confidence of a proposal, between 0 and 1', () => {
    const [proposal] = learned(coder.code({ reason: 'the horse was put down' }))
    expect(proposal?.confidence).toBeGreaterThan(0.3)
    expect(proposal?.confidence).toBeLessThan(1)
  })

  test('nothing on other words', () => {
    expect(codes(coder.code({ reason: 'came by bus, likes gardening' }))).toEqual([])
  })
})

describe('it keeps out of what the rules decide', () => {
  test.each([
    ['denied', 'denies spaniel put down'],
    ['a code that the rules set aside', 'nil low mood. spaniel put down'],
  ])('%s', (_, reason) => {
    expect(learned(coder.code({ reason }))).toEqual([])
  })

  test('a code that the rules gave is given once', () => {
    const record = coder.code({ reason: 'low mood, spaniel put down' })
    expect(codes(record)).toEqual(['low-mood'])
    expect(learned(record)).toEqual([])
  })

  test('words of outcomes are no reasons', () => {
    expect(coder.code({ outcome: 'spaniel put down' }).reasons).toEqual([])
  })
})

describe('off, and on', () => {
  test('off, the record is that of a taxonomy that learned nothing', () => {
    const off = coderOf(withLearned(bare, fit), { learned: false })
    const none = coderOf(bare)
    for (const { entry } of smallNotes)
      expect(JSON.stringify(off.code(entry))).toBe(JSON.stringify(none.code(entry)))
  })

  test('the same notes give the same records, and the same weights', () => {
    const again = trainSmall(bare)
    expect(JSON.stringify(again.file)).toBe(JSON.stringify(fit.file))
    const other = coderOf(withLearned(bare, again))
    for (const { entry } of smallNotes)
      expect(JSON.stringify(other.code(entry))).toBe(JSON.stringify(coder.code(entry)))
  }, 60_000)

  test('a code that must not be given lightly needs more', () => {
    const careful = { ...bare, rules: { ...bare.rules, atLeast: { 'low-mood': 1 } } }
    const record = coderOf(withLearned(careful, fit)).code({ reason: 'the horse was put down' })
    expect(record.reasons).toEqual([])
  })
})

describe('weights that cannot be used are said to be', () => {
  const broken = (weights: string, text = vectors) => {
    try {
      openReader({ weights, vectors: text })
    } catch (error) {
      return String(error)
    }
    return ''
  }

  test.each([
    ['no JSON', '{', /no JSON.*/],
    ['another shape', '{"form":1}', /cannot be used/],
  ])('%s', (_, weights, said) => {
    expect(broken(weights)).toMatch(said)
  })

  test('trained with other vectors', () => {
    expect(broken(JSON.stringify(fit.file), `${vectors}x`)).toMatch(/other word vectors/)
  })
})
