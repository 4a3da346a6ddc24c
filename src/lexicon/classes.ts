/** The numbers of classes: those that tokens and spans fill first, so that they are the same in every taxonomy. */
import type { Taxonomy } from '../model/taxonomy.ts'
import { classSymbol, kindClasses, spanClasses } from './symbols.ts'
import { Vocabulary } from './vocabulary.ts'

const builtIn: readonly string[] = [...spanClasses, ...kindClasses]

/** Class symbols by name. */
export function classSymbols(taxonomy: Taxonomy): ReadonlyMap<string, number> {
  const names = new Set([...builtIn, ...Object.keys(taxonomy.classes)])
  return new Map([...names].map((name, index) => [name, classSymbol(index)]))
}

export function emptyVocabulary(taxonomy: Taxonomy): Vocabulary {
  const symbol = (name: (typeof kindClasses)[number]) => classSymbol(builtIn.indexOf(name))
  return new Vocabulary(() => taxonomy.words, symbol('number'), symbol('date'))
}
