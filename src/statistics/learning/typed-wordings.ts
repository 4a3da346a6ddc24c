/** Wordings of a taxonomy as somebody might type them: some ways through each pattern. */
import { type Pattern, parsePattern } from '../../lexicon/pattern.ts'
import type { Taxonomy, Terms } from '../../model/taxonomy.ts'
import { hashOf } from '../../text/hash.ts'
import { Chance } from './chance.ts'

/** Ways through a pattern that are tried. */
const ways = 2

export function typedWordings(
  { terms, shorthand }: { readonly terms: Terms; readonly shorthand: Terms },
  taxonomy: Taxonomy,
): string[] {
  return [...Object.values(terms), ...Object.values(shorthand)].flat().flatMap((written) => {
    const text = typeof written === 'string' ? written : written.term
    const pattern = parsePattern(text)
    if (pattern.kind === 'error') return []
    // Each by its own text: one more wording changes no other.
    const chance = new Chance(hashOf(text))
    const typed = Array.from({ length: ways }, () => wayThrough(pattern, taxonomy, chance))
    return [...new Set(typed)].filter((way) => way !== '')
  })
}

/** What takes one of a list. */
export interface Picker {
  pick<Item>(items: readonly Item[]): Item
}

/** @param builtIn words for the classes that no taxonomy lists; nothing stands for those left out */
export function wayThrough(
  pattern: Pattern,
  taxonomy: Taxonomy,
  chance: Picker,
  builtIn: Readonly<Record<string, readonly string[]>> = {},
): string {
  switch (pattern.kind) {
    case 'word':
      return pattern.text
    case 'gap':
      return ''
    case 'alt':
      return wayThrough(chance.pick(pattern.options), taxonomy, chance, builtIn)
    case 'seq':
      return pattern.items
        .map((item) => wayThrough(item, taxonomy, chance, builtIn))
        .filter((word) => word !== '')
        .join(' ')
    case 'class': {
      const members = taxonomy.classes[pattern.name] ?? builtIn[pattern.name] ?? []
      if (members.length === 0) return ''
      const member = parsePattern(chance.pick(members))
      return member.kind === 'error' ? '' : wayThrough(member, taxonomy, chance, builtIn)
    }
  }
}
