/** Which of a field's words are read as something of the taxonomy's. */
import type { FieldReading } from '../../model/coding.ts'
import type { Mention } from '../../model/reading.ts'

/** Not, by a wording of just these words, or by one that goes beyond them. */
export type Covered = 'no' | 'alone' | 'whole'

/** Made when first asked, once for all tokens: most notes have nothing that asks. */
export class Coverage {
  private readonly reading: FieldReading
  private readonly kinds: number
  /** For each token the mention that covers most of the text around it, by its place from 1; 0 for none. */
  private widest: Uint32Array | null = null

  /** @param kinds of mentions that count: bits of `Bit` */
  constructor(reading: FieldReading, kinds: number) {
    this.reading = reading
    this.kinds = kinds
  }

  /** Asked of a stretch of the folded text. */
  of(start: number, end: number): Covered {
    const { tokens, mentions } = this.reading
    this.widest ??= this.widestMentions()
    let covered: Covered = 'no'
    for (let at = this.tokenAt(start); at < tokens.length && (tokens.start[at] as number) < end; at++) {
      const place = this.widest[at] as number
      if (place === 0) continue
      const { first, last } = mentions[place - 1] as Mention
      if ((tokens.start[first] as number) < start || (tokens.end[last] as number) > end) return 'whole'
      covered = 'alone'
    }
    return covered
  }

  private widestMentions(): Uint32Array {
    const { tokens, mentions } = this.reading
    const widest = new Uint32Array(tokens.length)
    const widthOf = (place: number): number => {
      const mention = mentions[place - 1]
      return mention ? mention.last - mention.first : -1
    }
    mentions.forEach(({ kinds, first, last, covers }, index) => {
      if ((kinds & this.kinds) === 0) return
      for (let at = first; at <= last; at++) {
        const isCovered = covers === null || covers.includes(at)
        if (isCovered && last - first > widthOf(widest[at] as number)) widest[at] = index + 1
      }
    })
    return widest
  }

  /** The first token that ends behind an offset. */
  private tokenAt(offset: number): number {
    const { tokens } = this.reading
    let low = 0
    let high = tokens.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((tokens.end[middle] as number) <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
