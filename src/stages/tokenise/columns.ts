/** The tokens of a field, column by column. */
import { At } from '../../lexicon/readings.ts'
import type { Vocabulary } from '../../lexicon/vocabulary.ts'
import { Kind, type Reading, type TokenKind, type Tokens } from '../../model/reading.ts'
import type { Sink } from '../../text/tokens.ts'

export class Columns implements Tokens, Sink {
  length = 0
  readonly reading: number[] = []
  readonly start: number[] = []
  readonly end: number[] = []
  readonly gap: number[] = []
  readonly kind: TokenKind[] = []
  readonly isWord: (text: string) => boolean
  private readonly folded: string
  private readonly vocabulary: Vocabulary

  constructor(folded: string, vocabulary: Vocabulary) {
    this.folded = folded
    this.vocabulary = vocabulary
    this.isWord = vocabulary.isWord
  }

  text(at: number): string {
    return this.readingOf(this.reading[at] as number).text
  }

  takeWord(start: number, end: number, hash: number, gap: number): void {
    const reading = this.vocabulary.readWord(this.folded, start, end, hash)
    if (!this.isTwo(reading)) this.put(reading, Kind.Word, start, end, gap)
    else this.putParts(this.readingOf(reading), start, end, gap)
  }

  take(text: string, kind: TokenKind, start: number, end: number, gap: number): void {
    const reading = this.vocabulary.read(text, kind)
    // An apostrophe inside would put the seam in the wrong place.
    if (!this.isTwo(reading) || end - start !== text.length) this.put(reading, kind, start, end, gap)
    else this.putParts(this.readingOf(reading), start, end, gap)
  }

  private putParts({ parts }: Reading, start: number, end: number, gap: number): void {
    const [first, second] = parts as readonly [string, string]
    const { vocabulary } = this
    const seam = start + first.length
    this.put(vocabulary.read(first, Kind.Word), Kind.Word, start, seam, gap)
    this.put(vocabulary.read(second, Kind.Word), Kind.Word, seam, end, 0)
  }

  private readingOf(place: number): Reading {
    const { readings } = this.vocabulary
    return readings.all[readings.numbers[place + At.Number] as number] as Reading
  }

  private isTwo(reading: number): boolean {
    return this.vocabulary.readings.numbers[reading + At.Two] === 1
  }

  private put(reading: number, kind: TokenKind, start: number, end: number, gap: number): void {
    this.length++
    this.reading.push(reading)
    this.start.push(start)
    this.end.push(end)
    this.gap.push(gap)
    this.kind.push(kind)
  }
}
