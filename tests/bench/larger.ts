/** A taxonomy many times as large: copies of its categories, services and drugs, in words nobody uses. */
import type { Taxonomy, Term, Terms } from '../../src/model/taxonomy.ts'

interface Worded {
  readonly terms: Terms
  readonly shorthand: Terms
}

export function larger(taxonomy: Taxonomy, times: number): Taxonomy {
  const { reasons, outcomes, concepts, services, medications } = taxonomy
  const many = <T extends Worded>(list: readonly T[], rename: (item: T, copy: number) => Partial<T>): T[] => [
    ...list,
    ...Array.from({ length: times - 1 }, (_, copy) =>
      list.map(
        (item): T => ({
          ...item,
          ...rename(item, copy),
          terms: otherWords(item.terms, copy),
          shorthand: otherWords(item.shorthand, copy),
        }),
      ),
    ).flat(),
  ]
  const named = <T extends Worded & { readonly id: string }>(list: readonly T[]) =>
    many(list, ({ id }, copy) => ({ id: `${id}-${copy}` }) as Partial<T>)
  return {
    ...taxonomy,
    reasons: named(reasons),
    outcomes: named(outcomes),
    concepts: named(concepts),
    services: named(services),
    medications: many(medications, ({ drug }, copy) => ({ drug: `${drug} ${copy}` })),
  }
}

function otherWords(terms: Terms, copy: number): Terms {
  const changed = (text: string) =>
    text.replace(/(?<![{\w])[A-Za-z]{2,}(?![\w}])/g, (word) => otherWord(word, copy))
  return Object.fromEntries(
    Object.entries(terms).map(([source, list]) => [
      source,
      list.map(
        (term): Term => (typeof term === 'string' ? changed(term) : { ...term, term: changed(term.term) }),
      ),
    ]),
  )
}

/** The same word always becomes the same other one; no two copies share any. */
function otherWord(word: string, copy: number): string {
  const shifted = [...word.toLowerCase()].map((letter, at) => {
    const alphabet = 'aeiou'.includes(letter) ? 'aeiou' : 'bcdfghjklmnpqrstvwxyz'
    return alphabet[(alphabet.indexOf(letter) + copy + 1 + at) % alphabet.length]
  })
  return `${shifted.join('')}${'qxzvjkwyh'[copy % 9]}${'aeiou'[copy % 5]}`
}
