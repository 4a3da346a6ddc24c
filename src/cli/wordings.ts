/** The wordings of an entry of a taxonomy, as they are written. */
import type { Terms } from '../model/taxonomy.ts'

interface Worded {
  readonly terms: Terms
  readonly shorthand: Terms
}

/** Every wording, terms before shorthand. */
export function wordingsOf({ terms, shorthand }: Worded): string[] {
  return [terms, shorthand].flatMap((bySource) => Object.values(bySource).flat().map(wordingOf))
}

/** Every wording by the source that it comes from. */
export function wordingsBySource({ terms, shorthand }: Worded): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [source, wordings] of [terms, shorthand].flatMap((bySource) => Object.entries(bySource)))
    found.set(source, [...(found.get(source) ?? []), ...wordings.map(wordingOf)])
  return found
}

function wordingOf(term: Terms[string][number]): string {
  return typeof term === 'string' ? term : term.term
}
