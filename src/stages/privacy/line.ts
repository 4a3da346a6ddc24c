/** A text as the finders of identifying things see it: its words, its runs of digits, and what announces what. */
import { type Identifiers, Part } from '../../lexicon/identifiers.ts'
import type { Text } from '../../model/reading.ts'
import { originalEnd, originalStart } from '../../text/fold.ts'

/** How a word is written: `Title` is one capital and small letters ("O'Brien", "McKay" too). */
export const Shape = { Lower: 0, Title: 1, Capitals: 2 } as const
export type Shape = (typeof Shape)[keyof typeof Shape]

/** Part of the folded text that looks identifying. */
export interface Found {
  readonly kind: string
  readonly start: number
  readonly end: number
}

/** Words and digits as columns, by place. Offsets are of the folded text. */
export class Line {
  readonly folded: string
  private readonly text: Pick<Text, 'original' | 'folded' | 'map'>
  private readonly identifiers: Identifiers
  /** Words: where they begin, where they end without and with a genitive ('s), their bits of `Part`. */
  readonly starts: number[] = []
  readonly ends: number[] = []
  readonly fullEnds: number[] = []
  readonly parts: number[] = []
  /** Runs of digits. */
  readonly digitStarts: number[] = []
  readonly digitEnds: number[] = []
  hasAt = false
  /** All parts of all words: what is not in it need not be looked for. */
  seen = 0
  /** As they are looked up: folded, without apostrophes. */
  readonly words: string[] = []
  /** Does the text begin with the name of a person, as the cells of a column do? */
  readonly isPerson: boolean

  constructor(text: Pick<Text, 'original' | 'folded' | 'map'>, identifiers: Identifiers, isPerson: boolean) {
    this.isPerson = isPerson
    this.text = text
    this.folded = text.folded
    this.identifiers = identifiers
    this.scan()
  }

  /** One pass over the text. */
  private scan(): void {
    const { folded } = this
    const { length } = folded
    for (let i = 0; i < length; ) {
      const code = folded.charCodeAt(i)
      if (isLetter(code)) i = this.word(i)
      else if (isDigit(code)) i = this.digits(i)
      else {
        if (code === 64) this.hasAt = true
        i++
      }
    }
  }

  private word(start: number): number {
    const { folded } = this
    let end = start + 1
    let apostrophe = -1
    for (; end < folded.length; end++) {
      const code = folded.charCodeAt(end)
      if (isLetter(code)) continue
      if (code !== 39 || !isLetter(folded.charCodeAt(end + 1))) break
      apostrophe = end
    }
    const isGenitive = apostrophe === end - 2 && folded.charCodeAt(end - 1) === 115
    const own = isGenitive ? apostrophe : end
    // James' place
    if (folded.charCodeAt(end) === 39 && folded.charCodeAt(end - 1) === 115) end++
    let word = end - start > longestWord ? '' : folded.slice(start, own)
    if (apostrophe >= 0 && apostrophe < own) word = word.replaceAll("'", '')
    const part = this.identifiers.parts.get(word) ?? 0
    this.starts.push(start)
    this.ends.push(own)
    this.fullEnds.push(end)
    this.words.push(word)
    this.parts.push(part)
    this.seen |= part
    return end
  }

  private digits(start: number): number {
    let end = start + 1
    while (end < this.folded.length && isDigit(this.folded.charCodeAt(end))) end++
    this.digitStarts.push(start)
    this.digitEnds.push(end)
    return end
  }

  get length(): number {
    return this.words.length
  }

  wordAt(at: number): string {
    return this.words[at] ?? ''
  }

  is(at: number, part: number): boolean {
    return ((this.parts[at] ?? 0) & part) !== 0
  }

  /** How a word is written in the original. */
  shape(at: number): Shape {
    const written = this.original(this.starts[at] as number, this.ends[at] as number)
    const first = written.charAt(0)
    if (first === first.toLowerCase()) return Shape.Lower
    return written === written.toUpperCase() && written.length > 1 ? Shape.Capitals : Shape.Title
  }

  original(start: number, end: number): string {
    return this.text.original.slice(originalStart(this.text, start), originalEnd(this.text, end))
  }

  /** What stands between a word and the next; long gaps are cut. */
  gap(at: number): string {
    const from = this.fullEnds[at] as number
    return this.folded.slice(from, Math.min(this.starts[at + 1] ?? from, from + longestGap))
  }

  /** What the words that end at a place announce: bits of `Herald`. */
  heralds(at: number): number {
    if (at < 0 || !this.is(at, Part.Herald)) return 0
    let announced = 0
    for (const { before, announces } of this.identifiers.heralds.get(this.wordAt(at)) ?? []) {
      if (
        before.every(
          (word, back) =>
            this.wordAt(at - 1 - back) === word && !/[.;\n]/.test(this.phraseGap(at - 1 - back)),
        )
      )
        announced |= announces
    }
    return announced
  }

  /** Dots part the letters of an abbreviation (d.o.b), and elsewhere sentences. */
  private phraseGap(at: number): string {
    const gap = this.gap(at)
    return gap === '.' && this.wordAt(at).length === 1 ? '' : gap
  }

  /** What is announced right before an offset, with no more than a colon or the like in between. */
  announcedBefore(offset: number): number {
    const at = this.wordBefore(offset)
    if (at < 0) return 0
    const between = this.folded.slice(this.fullEnds[at] as number, offset)
    return between.length <= longestGap && /^[ :.\-=(#]*$/.test(between) ? this.heralds(at) : 0
  }

  /** The last word that ends at or before an offset; -1 for none. */
  wordBefore(offset: number): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.fullEnds[middle] as number) <= offset) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

/** Longer words are no names. */
const longestWord = 40
const longestGap = 5

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Letters of other scripts are letters, too; of pairs of surrogates none is. */
export function isLetter(code: number): boolean {
  if (code < 128) return code >= 97 && code <= 122
  return code >= 0xaa && letter.test(String.fromCharCode(code))
}
const letter = /\p{L}/u
