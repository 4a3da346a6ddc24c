/** Taxonomy → its lexicon as texts and numbers: done once, by the build. */
import type { Company, LexEntry } from '../model/lexicon.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import { NumberWriter } from './numbers.ts'
import { Check, form, type Packed } from './packed.ts'
import { jump } from './symbols.ts'
import { type Woven, weave } from './weave.ts'
import type { Wiring } from './wiring.ts'

export function pack(taxonomy: Taxonomy): Packed {
  return packWoven(weave(taxonomy), taxonomy)
}

export function packWoven({ vocabulary, wiring, entries, names }: Woven, taxonomy: Taxonomy): Packed {
  const { words, stems, phrases } = vocabulary.contents
  const check = new Check()
  for (const { term } of entries) check.put(term)
  check.putClasses(taxonomy)
  return {
    form,
    digest: taxonomy.digest,
    check: check.sum,
    words: words.map(({ text }) => text).join('\n'),
    forms: formsOf(words),
    stems: stems.join('\n'),
    phrases: phrases.join('\n'),
    names: names.join('\n'),
    nodes: wiring.nodes,
    links: wiring.links,
    wires: wiresOf(wiring),
    ...endsOf(entries, wiring),
  }
}

/** For each word loose + 2 · sounds + 4 · how many classes, and the classes. */
function formsOf(words: Woven['vocabulary']['contents']['words']): string {
  const numbers = new NumberWriter()
  for (const { loose, sounds, classes } of words) {
    numbers.put(Number(loose) + 2 * Number(sounds) + 4 * classes.length)
    for (const symbol of classes) numbers.put(-symbol)
  }
  return numbers.text
}

/** The links as they were made: `Wiring.sproutAll` reads them. */
function wiresOf(wiring: Wiring): string {
  const numbers = new NumberWriter()
  const from = new Int32Array(wiring.links)
  for (let node = 1; node < wiring.nodes; node++) {
    for (let link = wiring.head[node] as number; link !== 0; link = wiring.chain[link] as number)
      from[link] = node
  }
  let newest = 3
  let before = 0
  let jumped = 0
  for (let link = 1; link < wiring.links; link++) {
    const node = from[link] as number
    const symbol = wiring.symbols[link] as number
    const to = wiring.targets[link] as number
    if (symbol !== jump) {
      numbers.put(2 * (node === wiring.root ? 0 : node === before ? 1 : 2 + newest - node))
      numbers.putSigned(symbol)
      before = node
      newest = to
    } else if (to === newest) {
      const step = node - jumped - 1
      numbers.put(1 + 2 * (1 + (step < 0 ? -2 * step - 1 : 2 * step)))
      jumped = node
    } else {
      numbers.put(1)
      numbers.put(to - node)
      jumped = node
      newest = to
    }
  }
  return numbers.text
}

/**
 * Companies: for each how many stems, phrases and names, and those. Ends: for each wording unless + 2 · company +
 * 4 · how many nodes, then which company, and how far each node is from the one before.
 */
function endsOf(entries: readonly LexEntry[], wiring: Wiring): Pick<Packed, 'companies' | 'ends'> {
  const companies = new NumberWriter()
  const places = new Map<string, number>()
  const placeOf = (company: Company): number => {
    const lists = [company.stems, company.phrases, company.names]
    const key = JSON.stringify(lists)
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, places.size)
    for (const list of lists) for (const number of [list.length, ...list]) companies.put(number)
    return places.size - 1
  }
  const ends = new NumberWriter()
  const nodes = endNodes(wiring)
  let end = 0
  for (const entry of entries) {
    const { company, unless } = entry
    const own = nodes.get(entry) ?? []
    ends.put(Number(unless !== undefined) + 2 * Number(company !== undefined) + 4 * own.length)
    if (company) ends.put(placeOf(company))
    if (unless) ends.put(placeOf(unless))
    for (const node of own) {
      ends.putSigned(node - end)
      end = node
    }
  }
  return { companies: companies.text, ends: ends.text }
}

function endNodes({ ended, lists, nodes: count }: Wiring): Map<LexEntry, number[]> {
  const nodes = new Map<LexEntry, number[]>()
  for (let node = 1; node < count; node++) {
    for (const entry of lists[ended[node] as number] ?? []) {
      const own = nodes.get(entry)
      if (own) own.push(node)
      else nodes.set(entry, [node])
    }
  }
  return nodes
}
