/** Texts that nobody would write, and notes spoilt in every way. */
import fc from 'fast-check'
import { notes } from './notes.ts'

const unit = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCharCode(code))

/** Every UTF-16 unit, so that surrogates stand alone, too. */
const units = fc.string({ unit: unit(0, 0xffff), maxLength: 80 })
/** Whole characters of all planes. */
const characters = fc.string({ unit: 'binary', maxLength: 80 })
/** What the folding has special cases for, close together. */
const awkward = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'abSI ?/.,:-+&@=()0127'),
    fc.constantFrom(...'’–→↓↑½ﬁİßẞſæ×\u00a0\u200b\u200d\u00ad\ufeff\u2028\u0085\0'),
    fc.constantFrom('👍🏽', '👩‍👩‍👧', '🇬🇧', '\ud83d', '\udc4d', 'é', 'e\u0301', 'שלום', 'قلق', '焦虑', 'ﷺ'),
    unit(0x300, 0x36f),
    unit(0x202a, 0x202e),
  ),
  maxLength: 60,
})

const note = fc.constantFrom(...notes)
const place = fc.double({ min: 0, max: 1, noNaN: true })

/** Cuts a text at a place, and puts something in between or takes something away. */
const at = (text: string, where: number) => Math.floor(text.length * where)
const spoil: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc.tuple(place, fc.oneof(units, awkward)).map(
    ([where, put]) =>
      (t: string) =>
        t.slice(0, at(t, where)) + put + t.slice(at(t, where)),
  ),
  fc.tuple(place, fc.nat(8)).map(
    ([where, length]) =>
      (t: string) =>
        t.slice(0, at(t, where)) + t.slice(at(t, where) + length),
  ),
  fc.tuple(note, fc.constantFrom('. ', '\n', ' / ', ', ', '')).map(
    ([other, by]) =>
      (t: string) =>
        t + by + other,
  ),
  fc.constantFrom<(text: string) => string>(
    (t) => t.toUpperCase(),
    (t) => t.normalize('NFD'),
    (t) => [...t].join('\u0301'),
    (t) => [...t].join('\u200d'),
    (t) => [...t].join(' '),
    (t) => [...t].reverse().join(''),
    (t) => t.replaceAll(' ', ''),
    (t) => t.replaceAll(' ', '\n'),
    (t) => t.replaceAll('-', '—').replaceAll("'", '’'),
    (t) => `\u202e${t}`,
    (t) => t.repeat(7),
  ),
)

const spoiltNote = fc
  .tuple(note, fc.array(spoil, { minLength: 1, maxLength: 4 }))
  .map(([text, spoils]) => spoils.reduce((spoilt, one) => one(spoilt), text))

export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: units },
  { weight: 1, arbitrary: characters },
  { weight: 2, arbitrary: awkward },
  { weight: 4, arbitrary: spoiltNote },
)

const optional = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { nil: undefined })

/** An entry of such texts; fields may be missing. */
export const entries = fc
  .record({
    reason: optional(texts),
    outcome: optional(texts),
    note: optional(texts),
    avoidedGp: optional(texts),
    avoidedCmht: optional(texts),
  })
  .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined)))
