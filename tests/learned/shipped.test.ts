/** What ships with the Dorset taxonomy: how much it weighs, and how well it reads phrases that nothing was learned from. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { coderOf } from '../../src/coder.ts'
import { openReader } from '../../src/learned/open.ts'
import { Standing } from '../../src/learned/passage.ts'
import type { Reader } from '../../src/learned/reader.ts'
import { bestWindow } from '../../src/learned/window.ts'
import { compile, type Lexicon } from '../../src/lexicon/compile.ts'
import { type Carrier, itemOf, learnedKey } from '../../src/model/learned.ts'
import type { Taxonomy } from '../../src/model/taxonomy.ts'
import { phraseLessons } from '../../src/statistics/learning/lessons.ts'
import { readPhrases } from '../../src/statistics/learning/phrases.ts'
import { notes } from '../notes.ts'
import { root, taxonomyOf } from '../taxonomies.ts'

let taxonomy: Taxonomy
let lexicon: Lexicon
let reader: Reader

beforeAll(async () => {
  taxonomy = await taxonomyOf('dorset')
  lexicon = compile(taxonomy)
  const learned = (taxonomy as Carrier)[learnedKey]?.()
  if (learned === undefined) throw new Error('the Dorset taxonomy carries nothing that was learned')
  reader = openReader(learned)
}, 60_000)

test('weights and vectors are 3 MB at most', () => {
  const size = (...path: string[]) => statSync(join(root, 'taxonomy', ...path)).size
  expect(size('dorset', 'learned.json') + size('general', 'vectors.txt')).toBeLessThanOrEqual(3 * 2 ** 20)
})

describe('phrases that were held out, read without any rule', () => {
  const folder = join(root, 'corpus', 'phrases')
  const count = { said: 0, right: 0, wanted: 0 }

  beforeAll(() => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))
    const phrases = names.flatMap((name) =>
      readPhrases(name, readFileSync(join(folder, name), 'utf8'), taxonomy),
    )
    const window = { sum: 0, first: -1, last: -1 }
    for (const { list, passage, items } of phraseLessons(
      phrases.filter(({ isHeldOut }) => isHeldOut),
      lexicon,
    )) {
      const rows = passage.words.map((word) => reader.row(word))
      reader.classes.forEach((one, at) => {
        if (one.list !== list) return
        bestWindow(rows, at, passage, Standing.Open, window)
        const isSaid = window.sum + one.bias > 0
        const isWanted = items.has(itemOf(one))
        if (isSaid) count.said++
        if (isWanted) count.wanted++
        if (isSaid && isWanted) count.right++
      })
    }
  }, 60_000)

  test('there are many', () => {
    expect(count.wanted).toBeGreaterThan(1500)
  })
  test('three of four that it says are right', () => {
    expect(count.right / count.said).toBeGreaterThan(0.75)
  })
  test('it says more than half of what they mean', () => {
    expect(count.right / count.wanted).toBeGreaterThan(0.55)
  })
})

describe('with the rules', () => {
  test('every proposal rests on words of the note, and on none that are denied', () => {
    const coder = coderOf(taxonomy)
    for (const text of notes) {
      const { reasons, outcomes, entry, setAside } = coder.code({ note: text })
      for (const { evidence, code } of [...reasons, ...outcomes])
        for (const { how, field, start, end, text: words } of evidence) {
          if (how !== 'learned') continue
          expect(String(entry[field]).slice(start, end)).toBe(words)
          expect(setAside.map((aside) => aside.code)).not.toContain(code)
        }
    }
  }, 60_000)

  test('a proposal takes the place of an outcome that is unclear', () => {
    const outcome = 'rest and one enjoyable thing each day'
    const codes = (learned: boolean) =>
      coderOf(taxonomy, { learned })
        .code({ outcome })
        .outcomes.map(({ code }) => code)
    expect(codes(false)).toEqual(['other-unclear'])
    expect(codes(true)).toEqual(['advice-support'])
  })

  test.each(['no rest and one enjoyable thing each day', 'denies rest and one enjoyable thing'])(
    'not of: %s',
    (outcome) => {
      const { outcomes } = coderOf(taxonomy).code({ outcome })
      expect(outcomes.flatMap(({ evidence }) => evidence.map(({ how }) => how))).not.toContain('learned')
    },
  )
})
