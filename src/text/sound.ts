import DoubleMetaphone from 'natural/lib/natural/phonetics/double_metaphone.js'

const metaphone = new DoubleMetaphone()

/** How one word may sound, by Double Metaphone: the usual key and the other one, often the same. */
export function soundKeys(word: string): readonly [string, string] {
  return metaphone.process(word)
}
