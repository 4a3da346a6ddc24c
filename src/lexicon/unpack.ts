/** What `pack` wrote → what `weave` would have made of the same taxonomy. */
import type { Company, LexEntry } from '../model/lexicon.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import { emptyVocabulary } from './classes.ts'
import { numbersOf, signed } from './numbers.ts'
import { Check, form, linesOf, type Packaged, type Packed, packedKey } from './packed.ts'
import { eachWording, entryOf } from './senses.ts'
import type { Vocabulary } from './vocabulary.ts'
import { answerRoots, type Woven } from './weave.ts'
import { Wiring } from './wiring.ts'

/** Null for a taxonomy that carries no lexicon, or one that was not made of what it now holds. */
export function unpacked(taxonomy: Packaged): Woven | null {
  const packed = taxonomy[packedKey]
  if (packed === undefined || packed.form !== form || packed.digest !== taxonomy.digest) return null
  const vocabulary = emptyVocabulary(taxonomy)
  fillVocabulary(vocabulary, packed)
  const wiring = new Wiring(packed.nodes, packed.links)
  const answers = answerRoots(wiring)
  wiring.sproutAll(numbersOf(packed.wires))
  const names = linesOf(packed.names)
  const entries = endWordings(taxonomy, packed, names, wiring)
  return entries && { vocabulary, wiring, entries, names, answers }
}

function fillVocabulary(vocabulary: Vocabulary, packed: Packed): void {
  const forms = numbersOf(packed.forms)
  const words = linesOf(packed.words)
  let at = 0
  for (let i = 0; i < words.length; i++) {
    const form = forms[at++] as number
    const text = words[i] as string
    vocabulary.add(text, (form & 1) === 1, (form & 2) === 2)
    for (let left = form >> 2; left > 0; left--) vocabulary.addToClass(text, -(forms[at++] as number))
  }
  for (const root of linesOf(packed.stems)) vocabulary.addStem(root)
  for (const text of linesOf(packed.phrases)) vocabulary.phraseNumber(text)
}

/** The entries of all wordings, put where they end; null when they are not those that were packed. */
function endWordings(
  taxonomy: Taxonomy,
  { companies, ends, check }: Packed,
  names: readonly string[],
  wiring: Wiring,
): LexEntry[] | null {
  const company = companiesOf(numbersOf(companies))
  const numbers = numbersOf(ends)
  const numberOf = new Map(names.map((name, number) => [name, number]))
  const entries: LexEntry[] = []
  const now = new Check()
  let at = 0
  let end = 0
  eachWording(taxonomy, (term, sense, { shorthand }) => {
    const head = numbers[at++] as number
    const needs = (head & 2) === 0 ? undefined : company[numbers[at++] as number]
    const unless = (head & 1) === 0 ? undefined : company[numbers[at++] as number]
    const name = numberOf.get(sense.id) ?? -1
    const entry = entryOf(term, sense, shorthand, name, entries.length, needs, unless)
    entries.push(entry)
    now.put(entry.term)
    for (let left = head >> 2; left > 0; left--) {
      end += signed(numbers[at++] as number)
      wiring.end(end, entry)
    }
  })
  now.putClasses(taxonomy)
  return now.sum === check ? entries : null
}

function companiesOf(numbers: Int32Array): Company[] {
  const companies: Company[] = []
  for (let at = 0; at < numbers.length - 1; ) {
    const lists: number[][] = [[], [], []]
    for (const list of lists)
      for (let left = numbers[at++] as number; left > 0; left--) list.push(numbers[at++] as number)
    const [stems = [], phrases = [], names = []] = lists
    companies.push({ stems, phrases, names })
  }
  return companies
}
