/** English word vectors, cut down to the words of notes: `taxonomy/general/vectors.txt`, which `npm run vectors` makes. */

import { shareOf } from './letters.ts'

/** What a component of 1 in the file stands for, times ten: vectors that are a few units long are learned best. */
const widest = 3.5

export class Vectors {
  readonly dimensions: number
  private readonly text: string
  /** Where the numbers of a word begin. */
  private readonly places = new Map<string, number>()

  constructor(text: string) {
    this.text = text
    let dimensions = 0
    for (let at = 0; at < text.length; ) {
      const end = endOfLine(text, at)
      const space = text.indexOf(' ', at)
      if (text.charCodeAt(at) !== hash && space > at && space < end) {
        this.places.set(text.slice(at, space), space + 1)
        dimensions = end - space - 2
      }
      at = end + 1
    }
    this.dimensions = dimensions
  }

  get words(): Iterable<string> {
    return this.places.keys()
  }

  has(word: string): boolean {
    return this.places.has(word)
  }

  /** Puts a word's vector into an array, as long as the word is telling; false for a word without one. */
  read(word: string, into: Float32Array): boolean {
    const place = this.places.get(word)
    if (place === undefined) return false
    const { text, dimensions } = this
    const weight = shareOf(text.charCodeAt(place))
    for (let i = 0; i < dimensions; i++) into[i] = weight * widest * shareOf(text.charCodeAt(place + 1 + i))
    return true
  }
}

const hash = 35

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}
