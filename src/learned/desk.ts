/** The texts of an entry as they lie before the second reader: each passage, and the weights of its words, made once. */
import type { Lexicon } from '../lexicon/compile.ts'
import type { FieldReading } from '../model/coding.ts'
import type { LearnedItem } from '../model/learned.ts'
import { type Passage, passageOf } from './passage.ts'

/** A reader, or one in training: classes, and what a word says for each. */
export interface Speaking<Class extends LearnedItem & { readonly bias: number }> {
  readonly classes: readonly Class[]
  /** Which of them may be proposed. */
  readonly proposing: readonly number[]
  /** The place of a class among them; undefined for what was not learned. */
  placeOf(item: LearnedItem): number | undefined
  row(word: string): Float32Array
}

export interface Sheet {
  readonly reading: FieldReading
  readonly passage: Passage
  readonly rows: readonly Float32Array[]
}

export class Desk {
  private readonly reader: Speaking<LearnedItem & { readonly bias: number }>
  private readonly lexicon: Lexicon
  private readonly sheets: Sheet[] = []

  constructor(reader: Speaking<LearnedItem & { readonly bias: number }>, lexicon: Lexicon) {
    this.reader = reader
    this.lexicon = lexicon
  }

  sheet(reading: FieldReading): Sheet {
    const { sheets, reader } = this
    for (let i = 0; i < sheets.length; i++)
      if ((sheets[i] as Sheet).reading === reading) return sheets[i] as Sheet
    const passage = passageOf(reading, this.lexicon)
    const rows: Float32Array[] = []
    for (let i = 0; i < passage.length; i++) rows.push(reader.row(passage.words[i] as string))
    const sheet = { reading, passage, rows }
    sheets.push(sheet)
    return sheet
  }
}
