/** A second reader for tests: trained in a moment on invented notes of four writers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from '../../src/learned/open.ts'
import { Vectors } from '../../src/learned/vectors.ts'
import { compile } from '../../src/lexicon/compile.ts'
import { learnedKey } from '../../src/model/learned.ts'
import type { Taxonomy } from '../../src/model/taxonomy.ts'
import { type CodedEntry, codesOfGold, fitReader, type ReaderFit } from '../../src/statistics/index.ts'
import { root } from '../taxonomies.ts'

export const vectors = readFileSync(join(root, 'taxonomy', 'general', 'vectors.txt'), 'utf8')

const pets = ['spaniel', 'terrier', 'horse', 'old cat', 'parrot', 'rabbit', 'pony', 'dog']
const ends = ['put down', 'was put to sleep', 'had to be put down', 'was put down by the vet']
const others = [
  'came by bus',
  'likes gardening',
  'new glasses',
  'works at the bakery',
  'walked here',
  'tea please',
]

/** Sadness that the small taxonomy has no words for, and what is none. */
export const smallNotes: readonly CodedEntry[] = ['W1', 'W2', 'W3', 'W4'].flatMap((writer, w) =>
  Array.from({ length: 16 }, (_, i) => {
    const isSad = i % 2 === 0
    const reason = isSad ? `${pets[(i + w) % 8]} ${ends[(i / 2 + w) % 4]}` : `${others[(i + w) % 6]}`
    const id = `${writer}-${i}`
    return {
      writer,
      entry: { id, practitioner: writer, reason },
      gold: codesOfGold({ id, reasons: isSad ? ['low-mood'] : [], outcomes: [] }),
    }
  }),
)

export function trainSmall(taxonomy: Taxonomy): ReaderFit {
  return fitReader(smallNotes, compile(taxonomy), new Vectors(vectors), digestOf(vectors))
}

/** The taxonomy, carrying what was learned for it. */
export function withLearned(taxonomy: Taxonomy, fit: ReaderFit): Taxonomy {
  const weights = JSON.stringify(fit.file)
  return Object.defineProperty({ ...taxonomy }, learnedKey, { value: () => ({ weights, vectors }) })
}
