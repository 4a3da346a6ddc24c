/** What the second reader learns from: passages with the items that they mean. */
import { readEntry } from '../../coder.ts'
import { type Passage, passageOf, Standing } from '../../learned/passage.ts'
import type { Lexicon } from '../../lexicon/compile.ts'
import type { Coding, FieldReading, Resolved } from '../../model/coding.ts'
import { itemOf, type LearnedItem } from '../../model/learned.ts'
import type { Taxonomy } from '../../model/taxonomy.ts'
import type { NoteCodes } from '../codes.ts'
import type { CodedEntry } from '../fit-confidence.ts'
import type { Phrase } from './phrases.ts'
import { typedWordings } from './typed-wordings.ts'

type List = LearnedItem['list']

export interface Lesson {
  readonly list: List
  readonly passage: Passage
  /** Names of the items that the passage means (`itemOf`). */
  readonly items: ReadonlySet<string>
  /** Of those, the items that the rules found: all words may speak for them, and only unread ones for the others. */
  readonly known: ReadonlySet<string>
  /** How much it counts, 1 for a note. */
  readonly weight: number
}

/** A coded note as the rules read it. */
export interface ReadNote {
  readonly writer: string
  readonly gold: NoteCodes
  readonly readings: readonly FieldReading[]
  readonly resolved: Resolved
  readonly lessons: readonly Lesson[]
}

const lists: readonly List[] = ['reason', 'outcome']

export function readNote({ writer = '', entry, gold }: CodedEntry, lexicon: Lexicon): ReadNote {
  const { readings, resolved } = readEntry(entry, lexicon)
  const lessons = readings.flatMap((reading) =>
    lists.flatMap((list) => {
      const items = goldItems(gold, list)
      const isOf = reading.text.field === list || reading.text.field === 'note'
      return items && isOf ? [lessonOf(reading, list, items, resolved.codings, lexicon)] : []
    }),
  )
  return { writer, gold, readings, resolved, lessons }
}

/** The items of a list in gold, by name; undefined where gold does not tell them. */
export function goldItems({ codes }: NoteCodes, list: List): string[] | undefined {
  return list === 'reason'
    ? codes.reasons?.map((code) => `reason:${code}`)
    : codes.outcomeItems?.map((item) => `outcome:${item}`)
}

function lessonOf(
  reading: FieldReading,
  list: List,
  items: readonly string[],
  codings: readonly Coding[],
  lexicon: Lexicon,
): Lesson {
  const known = codings.filter((coding) => coding.list === list).map((coding) => itemOf({ ...coding, list }))
  const passage = passageOf(reading, lexicon)
  return { list, passage, items: new Set(items), known: new Set(known), weight: 1 }
}

/** Phrases are read to the last word, whatever rules make of them. */
export function phraseLessons(phrases: readonly Phrase[], lexicon: Lexicon): Lesson[] {
  return phrases.flatMap(({ list, text, items }) => {
    const [reading] = readEntry({ [list]: text }, lexicon).readings
    if (!reading || reading.tokens.length === 0) return []
    const { begins, words, length } = passageOf(reading, lexicon)
    const passage = {
      begins,
      words,
      length,
      standing: new Array<number>(length).fill(Standing.Open),
      open: length,
    }
    const all = new Set(items)
    return [{ list, passage, items: all, known: all, weight: 1 }]
  })
}

/** The taxonomy's own wordings, some ways of typing each; those of concepts mean nothing. */
export function wordingLessons(taxonomy: Taxonomy): Lesson[] {
  const lesson = (text: string, list: List, items: readonly string[]): Lesson => {
    const words = text
      .toLowerCase()
      .replaceAll("'", '')
      .split(/[\s-]+/)
      .filter((word) => word !== '')
      .map((word) => (/^[\d/.]+$/.test(word) ? '0' : word))
    const { length } = words
    const begins = words.map((_, at) => Number(at === 0))
    const passage = {
      words,
      begins,
      length,
      standing: new Array<number>(length).fill(Standing.Open),
      open: length,
    }
    const all = new Set(items)
    return { list, passage, items: all, known: all, weight: 0.5 }
  }
  const { reasons, outcomes, concepts } = taxonomy
  return [
    ...reasons.flatMap((one) =>
      typedWordings(one, taxonomy).map((text) => lesson(text, 'reason', [`reason:${one.id}`])),
    ),
    ...outcomes.flatMap((one) =>
      typedWordings(one, taxonomy).map((text) => lesson(text, 'outcome', [`outcome:${one.id}|-|-`])),
    ),
    ...concepts.flatMap((one) =>
      typedWordings(one, taxonomy).flatMap((text) => lists.map((list) => lesson(text, list, []))),
    ),
  ]
}
