/** What the stages hand to each other: tokens, mentions, frames. */
import type { Field } from './entry.ts'
import { Bit, type EntryKind, type LexEntry } from './lexicon.ts'
import type { Aside, Status } from './record.ts'

/** A field's text, folded, with the way back to the original. */
export interface Text {
  readonly field: Field
  readonly original: string
  readonly folded: string
  /** From offsets of `folded` to offsets of `original`; null where they are the same. */
  readonly map: Int32Array | null
}

export const Kind = { Word: 0, Number: 1, Date: 2, Symbol: 3 } as const
export type TokenKind = (typeof Kind)[keyof typeof Kind]

/** How a token was led to a word, in the order of trust; or that the second reader went by it. */
export const Means = { Exact: 0, Inflected: 1, Respelt: 2, Clipped: 3, Sounded: 4, Learned: 5 } as const

/** Words in a row that a wording asks for as company. */
export interface Phrase {
  readonly number: number
  readonly words: readonly string[]
}

/** What is known of a token's text. What it leads to in the graph is kept as numbers: see `lexicon/readings.ts`. */
export interface Reading {
  /** As it is looked up: folded, without apostrophes and inner dots. */
  readonly text: string
  /** Phrases that wordings ask for as company and that begin with it, by their second word ('' where they have one). */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]> | null
  /** Two known words written as one; null when it is not so. */
  readonly parts: readonly [string, string] | null
}

/** The tokens of a field, as columns: a walk reads them over and over, and thousands of small objects lie far apart. */
export interface Tokens {
  readonly length: number
  /** Where its reading is filed. */
  readonly reading: readonly number[]
  /** Offsets in the folded text. */
  readonly start: readonly number[]
  readonly end: readonly number[]
  /** What stands between the token before and this one: bits of `Gap`. */
  readonly gap: readonly number[]
  readonly kind: readonly TokenKind[]
  /** Its text as it is looked up. */
  text(at: number): string
}

/** A wording found, before it is decided which of several overlapping ones stand. */
export interface Find {
  readonly entry: LexEntry
  readonly first: number
  readonly last: number
  /** Tokens matched: the longest wins. */
  readonly width: number
  /** The tokens that are covered, where a gap leaves some out; else null. */
  readonly covers: readonly number[] | null
  readonly means: number
  readonly distance: number
}

/** Words of the note that the lexicon knows. Several entries where the words have several readings. */
export interface Mention {
  readonly entries: readonly LexEntry[]
  /** The kinds of all of them: bits of `Bit`. */
  readonly kinds: number
  /** First and last token. */
  readonly first: number
  readonly last: number
  /** The tokens in between that are covered, where a gap leaves some out; else null. */
  readonly covers: readonly number[] | null
  readonly means: number
  readonly distance: number
  /** A cue among its own words: "query EUPD". */
  readonly within?: Mention
  /** Of another field's list: it is read so that cues have something to govern, and never coded. */
  readonly foreign: boolean
}

/** A mention's first entry of a kind. */
export function entryOf(mention: Mention, kind: EntryKind): LexEntry | undefined {
  if ((mention.kinds & Bit[kind]) === 0) return undefined
  const { entries } = mention
  let at = 0
  while ((entries[at] as LexEntry).kind !== kind) at++
  return entries[at]
}

/** A mention in its context. */
export interface Frame {
  readonly mention: Mention
  readonly status: Status | Aside
  /** The cue that gave the status; null when affirmed. */
  readonly cue: Mention | null
  /** The action that governs this service or medication; null when none does. */
  readonly action: Mention | null
  /** The place of that action among the mentions; -1 for none. */
  readonly actionAt: number
  readonly actionEntry: LexEntry | null
  /** Of an action: does it govern anything? */
  readonly governs: boolean
}
