/** What holds for every entry, however odd. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Coder, coderOf } from '../src/coder.ts'
import { type Entry, fields } from '../src/model/entry.ts'
import type { JotRecord, Span } from '../src/model/record.ts'
import { entries, texts } from './arbitrary-texts.ts'
import { notes } from './notes.ts'
import { coderFor } from './taxonomies.ts'

let coder: Coder
beforeAll(async () => {
  coder = await coderFor('dorset')
})

/** The seed is fixed: a change is not to fail by chance for what was there before. */
const runs = { numRuns: 1500, seed: 20_241_001 }

/** Every span that a record shows. */
function spansOf(record: JotRecord): Span[] {
  const { reasons, outcomes, referralSource, medications, measures, setAside, unexplained } = record
  const codings = [...reasons, ...outcomes, ...medications, ...measures, ...setAside]
  return [
    ...codings.flatMap(({ evidence }) => evidence),
    ...(referralSource?.evidence ?? []),
    ...setAside.map(({ because }) => because),
    ...unexplained,
  ]
}

/** Spans that are not what their field says. */
function astray(entry: Entry, spans: readonly Span[]): Span[] {
  return spans.filter(({ field, start, end, text }) => {
    const original = String(entry[field])
    return !(start >= 0 && start < end && end <= original.length && original.slice(start, end) === text)
  })
}

test('there are notes to spoil', () => {
  expect(notes.length).toBeGreaterThan(2000)
})

test('no entry throws, and every span slices back to its text', () => {
  fc.assert(
    fc.property(entries, (entry) => {
      const record = coder.code(entry)
      expect(astray(entry, spansOf(record))).toEqual([])
      for (const { field, start, end } of record.privacy) {
        expect(start >= 0 && start < end && end <= String(entry[field]).length).toBe(true)
      }
    }),
    runs,
  )
})

test('nor does explaining it, and the trail is made of the text', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(...fields), (text, field) => {
      const entry = { [field]: text }
      const trails = coder.explain(entry).fields
      const shown = trails.flatMap(({ tokens, mentions, dropped }) => [
        ...tokens,
        ...dropped,
        ...mentions.flatMap((mention) => [mention, mention.cue ?? [], mention.action ?? []].flat()),
      ])
      expect(astray(entry, shown)).toEqual([])
    }),
    { ...runs, numRuns: 500 },
  )
})

test('a confidence is a probability', () => {
  fc.assert(
    fc.property(entries, (entry) => {
      const { reasons, outcomes, medications, referralSource } = coder.code(entry)
      const given = [...reasons, ...outcomes, ...medications, ...(referralSource ? [referralSource] : [])]
      expect(given.filter(({ confidence }) => !(confidence >= 0 && confidence <= 1))).toEqual([])
    }),
    runs,
  )
})

describe('equal input gives equal bytes', () => {
  test('whatever was coded before', () => {
    const fresh = coderOf(coder.taxonomy)
    const coded = (by: Coder, text: string) =>
      JSON.stringify(by.code({ reason: text, outcome: text, note: text }))
    const backwards = [...notes]
      .reverse()
      .map((text) => coded(fresh, text))
      .reverse()
    expect(notes.filter((text, at) => coded(coder, text) !== backwards[at])).toEqual([])
  })

  test('for any entry', () => {
    const other = coderOf(coder.taxonomy)
    fc.assert(
      fc.property(entries, (entry) => {
        const bytes = JSON.stringify(coder.code(entry))
        expect(JSON.stringify(coder.code(structuredClone(entry)))).toBe(bytes)
        expect(JSON.stringify(other.code(entry))).toBe(bytes)
      }),
      runs,
    )
  })
})

describe('the entry', () => {
  test('travels through untouched, unknown fields too', () => {
    const anything = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 })
    fc.assert(
      fc.property(entries, anything, (entry, extra) => {
        const given = Object.freeze({ ...extra, ...entry })
        const before = structuredClone(given)
        const record = coder.code(given)
        expect(record.entry).toEqual(before)
        expect(Object.keys(record.entry)).toEqual(Object.keys(before))
      }),
      runs,
    )
  })

  test('may have values of any kind in fields that should be texts', () => {
    const wrong = fc.dictionary(
      fc.constantFrom('id', 'reason', 'outcome', 'note', 'minutes', 'avoidedGp', 'avoidedCmht', 'date'),
      fc.anything(),
    )
    fc.assert(
      fc.property(wrong, (entry) => {
        coder.code(entry)
      }),
      runs,
    )
  })

  test('may have the keys that every object has', () => {
    const hostile = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then']
    const json = `{${hostile.map((key) => `"${key}":{"spoilt":true}`).join()},"reason":"low mood"}`
    const entry = JSON.parse(json) as Entry
    const record = coder.code(entry)
    expect(record.reasons.map(({ code }) => code)).toEqual(['low-mood'])
    expect(Object.keys(record.entry)).toEqual([...hostile, 'reason'])
    expect(({} as { readonly spoilt?: boolean }).spoilt).toBeUndefined()
    expect(Object.keys(coder.code({ reason: hostile.join(' '), outcome: hostile.join(' / ') }))).toEqual(
      Object.keys(record),
    )
  })

  test('of null, empty and missing fields gives an empty record', () => {
    for (const entry of [
      {},
      { reason: null, outcome: null, note: null },
      { reason: '', outcome: ' \n', note: '\u200b' },
    ]) {
      const { reasons, outcomes, medications, setAside, unexplained } = coder.code(entry)
      expect({ reasons, outcomes, medications, setAside, unexplained }).toEqual({
        reasons: [],
        outcomes: [],
        medications: [],
        setAside: [],
        unexplained: [],
      })
    }
  })
})

describe('what is long', () => {
  /** The record's spans hold. Time in the square of the length would end in the test's own limit. */
  function codes(unit: string, size: number): void {
    const note = unit.repeat(size / unit.length)
    const record = coder.code({ note })
    expect(astray({ note }, spansOf(record))).toEqual([])
  }

  test.each([
    ['a letter', 'a'],
    ['an accented letter', 'é'],
    ['a digit', '1'],
    ['a question mark', '?'],
    ['a slash', '/'],
    ['a combining mark', '\u0301'],
    ['half a surrogate pair', '\ud83d'],
    ['a line break', '\n'],
  ])('five megabytes of %s', (_what, unit) => codes(unit, 5_000_000), 60_000)

  // What takes a tenth of a second where the time grows with the length takes minutes where it grows with its square.
  test.each([
    ['words', 'a '],
    ['shorthand', 'SI '],
    ['a cue', 'no '],
    ['actions', 'ref S2W, '],
    ['a note', 'nil SI, ref S2W. '],
    ['a drug', 'sert 50mg '],
  ])('a hundred kilobytes of %s', (_what, unit) => codes(unit, 100_000), 60_000)
})
