/** The lexicon that comes with a bundled taxonomy: the same as one compiled here, and used for nothing else. */

import { describe, expect, test } from 'vitest'
import dorset from '#taxonomies/dorset'
import { coderOf } from '../../src/coder.ts'
import { NumberWriter, numbersOf, signed } from '../../src/lexicon/numbers.ts'
import { pack, packWoven } from '../../src/lexicon/pack.ts'
import { type Packaged, type Packed, packedKey } from '../../src/lexicon/packed.ts'
import { unpacked } from '../../src/lexicon/unpack.ts'
import type { Taxonomy } from '../../src/model/taxonomy.ts'
import { notes } from '../notes.ts'
import { taxonomyOf } from '../taxonomies.ts'

const shipped: Packaged = dorset
const carrying = (taxonomy: Taxonomy, packed: Packed): Packaged =>
  Object.defineProperty({ ...taxonomy }, packedKey, { value: packed })

test('numbers come back as they were written', () => {
  const numbers = [0, 1, 42, 43, 1891, 1892, 81_398, 81_399, 2 ** 30 - 1, 7]
  const writer = new NumberWriter()
  for (const number of numbers) writer.put(number)
  for (const number of numbers) writer.putSigned(-number)
  const read = [...numbersOf(writer.text)]
  expect(read.slice(0, 10)).toEqual(numbers)
  expect(read.slice(10, 20).map(signed)).toEqual(numbers.map((number) => 0 - number))
  expect(writer.text).not.toMatch(/['"\\]|[^ -~]/)
})

describe('what is shipped', () => {
  test('is what these sources make of the taxonomy in its folder', async () => {
    expect(shipped[packedKey]).toEqual(pack(await taxonomyOf('dorset')))
    expect({ ...dorset }).toEqual(await taxonomyOf('dorset'))
  })

  test('comes back as it was packed', () => {
    const woven = unpacked(shipped)
    expect(woven && packWoven(woven, dorset)).toEqual(shipped[packedKey])
  })

  test('codes every note to the same bytes', () => {
    const coder = coderOf(dorset, { learned: false })
    const fresh = coderOf({ ...dorset }, { learned: false })
    expect(notes.length).toBeGreaterThan(1000)
    for (const note of notes) {
      const entry = { note, avoidedGp: note }
      expect(JSON.stringify(coder.code(entry))).toBe(JSON.stringify(fresh.code(entry)))
    }
  }, 120_000)
})

describe('a lexicon is refused', () => {
  const packed = shipped[packedKey] as Packed

  test('not when it belongs to the taxonomy', () => {
    expect(unpacked(carrying(dorset, packed))).not.toBeNull()
  })

  test('when it was made of another version', () => {
    expect(unpacked(carrying({ ...dorset, digest: 'sha256:0' }, packed))).toBeNull()
  })

  test('when it was made in another form', () => {
    expect(unpacked(carrying(dorset, { ...packed, form: packed.form + 1 }))).toBeNull()
  })

  test('when the wordings or classes are no longer the same', () => {
    const [first, ...others] = dorset.reasons
    const renamed = { ...first, shorthand: { ...first?.shorthand, more: ['zzyzx'] } } as typeof first & object
    expect(unpacked(carrying({ ...dorset, reasons: [renamed, ...others] }, packed))).toBeNull()
    expect(
      unpacked(carrying({ ...dorset, classes: { ...dorset.classes, more: ['zzyzx'] } }, packed)),
    ).toBeNull()
  })

  test('and no copy takes it along', () => {
    expect(unpacked({ ...dorset })).toBeNull()
    expect(unpacked(structuredClone(dorset))).toBeNull()
  })

  test('so that a changed taxonomy codes what it says', () => {
    const [first, ...others] = dorset.reasons
    const more = { ...first, shorthand: { ...first?.shorthand, more: ['zzyzx'] } } as typeof first & object
    const codes = coderOf({ ...dorset, reasons: [more, ...others] }).code({ reason: 'zzyzx' }).reasons
    expect(codes.map(({ code }) => code)).toEqual([first?.id])
  })
})
