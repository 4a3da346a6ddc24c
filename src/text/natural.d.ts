/**
 * The only two files of `natural` that are used; the build bundles them. Its main entry would load database
 * drivers, read .env and print.
 */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
declare module 'natural/lib/natural/phonetics/double_metaphone.js' {
  export default class DoubleMetaphone {
    process(word: string): [string, string]
  }
}
