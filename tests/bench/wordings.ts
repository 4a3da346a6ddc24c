/** Wordings of a taxonomy as somebody might type them: one way through each pattern. */
import { parsePattern } from '../../src/lexicon/pattern.ts'
import type { Taxonomy, Terms } from '../../src/model/taxonomy.ts'
import { wayThrough } from '../../src/statistics/learning/typed-wordings.ts'
import type { Random } from './random.ts'

interface Worded {
  readonly terms: Terms
  readonly shorthand: Terms
}

const builtIn: Readonly<Record<string, readonly string[]>> = {
  number: ['2', '3', '12'],
  interval: ['2/52', '3 weeks', '1/12'],
  dose: ['50mg', '20 mg'],
  date: ['Mon', '14/11'],
  any: ['it', 'today'],
  service: ['CMHT'],
  clinician: ['GP'],
  drug: ['sertraline'],
  sender: ['GP'],
}

/** Plain wordings of a thing: those that need no company. */
const plain = ({ terms, shorthand }: Worded): string[] =>
  [...Object.values(terms), ...Object.values(shorthand)]
    .flat()
    .flatMap((term) => (typeof term === 'string' ? [term] : []))

/** One way of typing each wording of some things. */
export function typed(things: readonly Worded[], taxonomy: Taxonomy, random: Random): string[] {
  return things.flatMap(plain).flatMap((wording) => {
    const pattern = parsePattern(wording)
    return pattern.kind === 'error' ? [] : [wayThrough(pattern, taxonomy, random, builtIn)]
  })
}

/** Phrases and what they mean, for those who look up phrases only: the same for all. */
export function aliases(taxonomy: Taxonomy, random: Random, count: number): Map<string, string> {
  const found = new Map<string, string>()
  for (const thing of [...taxonomy.reasons, ...taxonomy.services, ...taxonomy.outcomes]) {
    for (const phrase of typed([thing], taxonomy, random)) found.set(phrase.toLowerCase(), thing.id)
  }
  for (const drug of taxonomy.medications) found.set(drug.drug, drug.drug)
  const all = [...found]
  for (let at = all.length - 1; at > 0; at--) {
    const other = random.below(at + 1)
    ;[all[at], all[other]] = [all[other] as [string, string], all[at] as [string, string]]
  }
  return new Map(all.slice(0, count))
}
