/** What tells that something identifies a person, made ready to be looked up word by word. */
import type { Privacy, Taxonomy } from '../model/taxonomy.ts'

/** What a word may be, as bits. */
export const Part = {
  Given: 1,
  /** A given name that is also a word, and one that is also a place or a month. */
  AlsoWord: 1 << 1,
  AlsoPlace: 1 << 2,
  Surname: 1 << 3,
  Title: 1 << 4,
  LooseTitle: 1 << 5,
  Modal: 1 << 6,
  AfterModal: 1 << 7,
  Place: 1 << 8,
  LoosePlace: 1 << 9,
  Thing: 1 << 10,
  Saint: 1 << 11,
  Month: 1 << 12,
  /** The last word of a phrase that announces something: bits of `Herald`. */
  Herald: 1 << 13,
} as const

/** What a phrase announces. */
export const Herald = { Person: 1, Contact: 2, Company: 4, Birth: 8, Phone: 16 } as const

export interface Identifiers {
  /** Bits of `Part` for a folded word without apostrophes. */
  readonly parts: ReadonlyMap<string, number>
  /** By its last word: the words before that, the nearest first, and what they announce. */
  readonly heralds: ReadonlyMap<string, readonly HeraldPhrase[]>
  readonly serviceNumbers: readonly string[]
  readonly bornUntil: number
  /** Upper and lower case as they are folded; empty where anything will do. */
  readonly emailEndings: ReadonlySet<string>
  readonly postcodeAreas: ReadonlySet<string>
  readonly notPostcodes: ReadonlySet<string>
  /** By `columnKey`. */
  readonly columns: ReadonlySet<string>
}

export interface HeraldPhrase {
  readonly before: readonly string[]
  readonly announces: number
}

export function identifiersOf({ privacy, classes }: Taxonomy): Identifiers {
  const lower = (items: readonly string[]) => new Set(items.map((item) => item.toLowerCase()))
  return {
    parts: partsOf(privacy, classes),
    heralds: heraldsOf(privacy, classes),
    serviceNumbers: privacy.serviceNumbers,
    bornUntil: privacy.bornUntil,
    emailEndings: lower(privacy.emailEndings),
    postcodeAreas: lower(privacy.postcodeAreas),
    notPostcodes: lower(privacy.notPostcodes),
    columns: new Set(privacy.columns.map(columnKey)),
  }
}

/** A header without its case, spaces and punctuation. */
export const columnKey = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

type Classes = Taxonomy['classes']

function partsOf(privacy: Privacy, classes: Classes): Map<string, number> {
  const parts = new Map<string, number>()
  const put = (items: readonly string[], part: number) => {
    for (const phrase of phrasesOf(items, classes))
      for (const word of wordsOf(phrase)) parts.set(word, (parts.get(word) ?? 0) | part)
  }
  put(privacy.given, Part.Given)
  put(privacy.alsoWords, Part.Given | Part.AlsoWord)
  put(privacy.alsoPlaces, Part.Given | Part.AlsoPlace)
  put(privacy.surnames, Part.Surname)
  put(privacy.titles, Part.Title)
  put(privacy.looseTitles, Part.Title | Part.LooseTitle)
  put(privacy.modals, Part.Modal)
  put(privacy.afterModals, Part.AfterModal)
  put(privacy.places, Part.Place)
  put(privacy.loosePlaces, Part.LoosePlace)
  put(privacy.things, Part.Thing)
  put(privacy.saints, Part.Saint)
  put(privacy.months, Part.Month)
  for (const { items } of heraldLists(privacy)) {
    for (const phrase of phrasesOf(items, classes)) {
      const last = wordsOf(phrase).at(-1)
      if (last !== undefined) parts.set(last, (parts.get(last) ?? 0) | Part.Herald)
    }
  }
  return parts
}

function heraldsOf(privacy: Privacy, classes: Classes): Map<string, HeraldPhrase[]> {
  const heralds = new Map<string, HeraldPhrase[]>()
  for (const { items, announces } of heraldLists(privacy)) {
    for (const phrase of phrasesOf(items, classes)) {
      const [last, ...before] = wordsOf(phrase).reverse()
      if (last === undefined) continue
      const known = heralds.get(last) ?? []
      heralds.set(last, [...known, { before, announces }])
    }
  }
  return heralds
}

const heraldLists = (privacy: Privacy) => [
  { items: privacy.people, announces: Herald.Person },
  { items: privacy.contacts, announces: Herald.Contact },
  { items: privacy.company, announces: Herald.Company },
  { items: privacy.birth, announces: Herald.Birth },
  { items: privacy.phone, announces: Herald.Phone },
]

/** The items, those of a class in its place; a class may name another. */
function phrasesOf(items: readonly string[], classes: Classes, depth = 0): readonly string[] {
  return items.flatMap((item) => {
    const name = /^\{(.+)\}$/.exec(item)?.[1]
    if (name === undefined) return [item]
    return depth > deepest ? [] : phrasesOf(classes[name] ?? [], classes, depth + 1)
  })
}
const deepest = 8

/** "d/w" → d, w; "O'Brien" → obrien. */
const wordsOf = (phrase: string): string[] =>
  phrase
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
