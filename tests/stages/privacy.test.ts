/** What holds of flags and masks whatever the text. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Coder, coderOf } from '../../src/coder.ts'
import type { Entry } from '../../src/model/entry.ts'
import type { JotRecord, Span } from '../../src/model/record.ts'
import { isNhsNumber } from '../../src/stages/privacy/numbers.ts'
import { mask } from '../../src/stages/redact.ts'
import { entries } from '../arbitrary-texts.ts'
import { coderFor, taxonomyOf } from '../taxonomies.ts'

let coder: Coder
let redacting: Coder
beforeAll(async () => {
  coder = await coderFor('dorset')
  redacting = coderOf(await taxonomyOf('dorset'), { redact: true })
})

const runs = { numRuns: 500, seed: 20_241_001 }

describe('the check digit of NHS numbers', () => {
  const nine = fc.stringMatching(/^[1-9][0-9]{8}$/).filter((digits) => !/^(\d)\1+$/.test(digits))

  test('no nine digits have two, and one in eleven has none', () => {
    fc.assert(
      fc.property(nine, (digits) => {
        const valid = [...'0123456789'].filter((check) => isNhsNumber(digits + check))
        expect(valid.length).toBeLessThanOrEqual(1)
      }),
      runs,
    )
  })

  test('one digit mistyped is found out, and two neighbours swapped', () => {
    const slip = fc.tuple(nine, fc.nat(8), fc.integer({ min: 1, max: 9 }))
    fc.assert(
      fc.property(slip, ([digits, at, by]) => {
        const check = [...'0123456789'].find((one) => isNhsNumber(digits + one))
        fc.pre(check !== undefined)
        const number = digits + check
        const other = String((Number(number[at]) + by) % 10)
        expect(isNhsNumber(number.slice(0, at) + other + number.slice(at + 1))).toBe(false)
        const swapped =
          number.slice(0, at) + (number[at + 1] ?? '') + (number[at] ?? '') + number.slice(at + 2)
        if (swapped !== number) expect(isNhsNumber(swapped)).toBe(false)
      }),
      runs,
    )
  })

  test.each([
    ['9434765919', true],
    ['9434765918', false],
    ['9876543210', true],
    ['1111111111', false],
    ['943476591', false],
    ['94347659190', false],
  ])('%s: %s', (digits, valid) => expect(isNhsNumber(digits)).toBe(valid))
})

/** People and numbers, put into notes of every kind. */
const identifying = fc.constantFrom(
  ' pt John Smith ',
  ' 943 476 5919 ',
  ' 07700 900123 ',
  ' jo@example.com ',
  ' BH15 2JB ',
  ' dob 12/3/85 ',
  ' Ｄｒ Ｐａｔｅｌ ',
  ' Zoe\u0308, José ',
)
const strewn = fc
  .tuple(entries, identifying, fc.constantFrom('reason', 'outcome', 'note'))
  .map(([entry, put, field]): Entry => {
    const text = String(entry[field] ?? '')
    const at = Math.floor(text.length / 2)
    return { ...entry, [field]: text.slice(0, at) + put + text.slice(at) }
  })

function spansOf(record: JotRecord): Span[] {
  const { reasons, outcomes, referralSource, medications, measures, setAside, unexplained } = record
  const coded = [...reasons, ...outcomes, ...medications, ...measures, ...setAside]
  return [
    ...coded.flatMap(({ evidence }) => evidence),
    ...(referralSource?.evidence ?? []),
    ...setAside.map(({ because }) => because),
    ...unexplained,
  ]
}

describe('whatever the text', () => {
  test('flags are in range, in order and apart', () => {
    fc.assert(
      fc.property(strewn, (entry) => {
        const { privacy } = coder.code(entry)
        for (const [at, { field, start, end }] of privacy.entries()) {
          expect(start >= 0 && start < end && end <= String(entry[field]).length).toBe(true)
          const before = privacy[at - 1]
          if (before?.field === field) expect(before.end).toBeLessThanOrEqual(start)
        }
      }),
      runs,
    )
  })

  test('a mask keeps every length, offset and code, and hides all that is flagged', () => {
    fc.assert(
      fc.property(strewn, (entry) => {
        const plain = coder.code(entry)
        const record = redacting.code(entry)
        for (const field of ['reason', 'outcome', 'note'] as const) {
          const [text, masked] = [String(entry[field] ?? ''), String(record.entry[field] ?? '')]
          expect(masked.length).toBe(text.length)
          const own = plain.privacy.filter((flag) => flag.field === field)
          for (let i = 0; i < text.length; i++) {
            const isFlagged = own.some(({ start, end }) => i >= start && i < end)
            expect(masked[i]).toBe(isFlagged ? mask : text[i])
          }
        }
        for (const { field, start, end, text } of spansOf(record))
          expect(String(record.entry[field]).slice(start, end)).toBe(text)
        const codes = ({ reasons, outcomes }: JotRecord) =>
          [...reasons, ...outcomes].map(({ code, confidence }) => [code, confidence])
        expect(codes(record)).toEqual(codes(plain))
        expect(record.privacy).toEqual(plain.privacy)
        expect(coder.redact(plain)).toEqual(record)
      }),
      runs,
    )
  })

  test.each([
    ['words', 'pt John '],
    ['titles', 'Dr '],
    ['initials', 'J. '],
    ['digits in groups', '07700 '],
    ['digits', '9'],
    ['at signs', 'a@'],
    ['dots', 'a.b@c.'],
    ['dates', '1/2/'],
    ['cues', 'd/w '],
    ['possessives', "James' "],
    ['names joined', 'Tom & '],
  ])(
    'two hundred kilobytes of %s are read in time that grows with them',
    (_what, unit) => {
      const note = unit.repeat(200_000 / unit.length)
      expect(coder.redact(coder.code({ note })).entry.note).toHaveLength(note.length)
    },
    60_000,
  )
})

describe('the rest of an entry', () => {
  test('is masked where it looks identifying, and whole where its column says so', () => {
    const { entry, id } = redacting.code({
      id: '943 476 5919',
      note: 'anx',
      Surname: 'Nightshade',
      'NHS Number': 9434765918,
      practitioner: 'Jane Brown',
      pcn: 'Poole Central',
      date: '12/03/1985',
      minutes: '20',
      comments2: 'rang John on 07700 900123',
      more: { list: ['Mrs Jones', 3, null], patient: { deep: 'anything' } },
    })
    expect(entry).toEqual({
      id: mask.repeat(12),
      note: 'anx',
      Surname: mask.repeat(10),
      'NHS Number': mask.repeat(10),
      practitioner: mask.repeat(10),
      pcn: 'Poole Central',
      date: '12/03/1985',
      minutes: '20',
      comments2: `rang ${mask.repeat(4)} on ${mask.repeat(12)}`,
      more: { list: [mask.repeat(9), 3, null], patient: { deep: mask.repeat(8) } },
    })
    expect(id).toBe(mask.repeat(12))
  })

  test.each(['E1', 'MHP 3', 'JS', 'Practitioner 12'])(
    'a practitioner known by a code stays: %s',
    (practitioner) => {
      expect(redacting.code({ practitioner, note: 'anx' }).entry.practitioner).toBe(practitioner)
    },
  )

  test('may hold itself', () => {
    const self: Record<string, unknown> = { name: 'x' }
    self.self = self
    self.again = [self, self]
    expect(JSON.stringify(redacting.code({ note: 'anx', self }).entry)).not.toContain('"x"')
  })
})

test('without the option nothing is masked', () => {
  const entry = { note: 'pt John', Surname: 'Nightshade' }
  expect(coder.code(entry).entry).toBe(entry)
})

test('reasons for review never quote', () => {
  const { review, privacy } = coder.code({ note: 'pt Zbyszko Nightshade zxcv qwer tyui bnmv hjkl' })
  expect(privacy).toHaveLength(1)
  expect(JSON.stringify(review)).not.toMatch(/Zbyszko|Nightshade/)
})
