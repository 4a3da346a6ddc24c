import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'

/** The Porter stem of one lower-case word: worried, worries, worrying → worri. */
export function stem(word: string): string {
  return stemmer.stem(word)
}
