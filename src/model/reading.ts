/** What the stages hand to each other: tokens, mentions, frames. */
import type { Field } from './entry.ts'
import type { LexEntry } from './lexicon.ts'
import type { Aside, Status } from './record.ts'

/** A field's text, folded, with the way back to the original. */
export interface Text {
  readonly field: Field
  readonly original: string
  readonly folded: string
  /** From offsets of `folded` to offsets of `original`; null where they are the same. */
  readonly map: Int32Array | null
}

export type TokenKind = 'word' | 'number' | 'date' | 'symbol'

export interface RawToken {
  /** As it is looked up: folded, without apostrophes and inner dots. */
  readonly text: string
  readonly kind: TokenKind
  /** Offsets in the folded text. */
  readonly start: number
  readonly end: number
  /** What stands between the token before and this one: bits of `Gap`. */
  readonly gap: number
}

/** How a token was led to a word, in the order of trust. */
export const Means = { Exact: 0, Inflected: 1, Respelt: 2, Clipped: 3, Sounded: 4 } as const

/** Words in a row that a wording asks for as company. */
export interface Phrase {
  readonly number: number
  readonly words: readonly string[]
}

/** What a token may stand for. Number lists, not objects: a walk reads them for every token. */
export interface Reading {
  /** As it is looked up. */
  readonly text: string
  /** Where wordings that begin here lead, best first: node, its flags, its mask, means and edits by turns. */
  readonly starts: readonly number[]
  /** For each of `starts`, the wordings that end there already. */
  readonly ends: readonly (readonly LexEntry[] | null)[]
  /** Symbols that may lead a wording on, best first: symbol, its bit, means and edits by turns. */
  readonly steps: readonly number[]
  /** The bits of all symbols in `steps`. */
  readonly mask: number
  /** An ordinary or a lexicon word, or one that leads to a lexicon word. */
  readonly known: boolean
  /** The number of its stem, if a wording asks for it as company; else -1. */
  readonly stem: number
  /** Phrases that wordings ask for as company and that begin with it. */
  readonly phrases: readonly Phrase[]
  /** Two known words written as one; null when it is not so. */
  readonly parts: readonly [string, string] | null
}

export interface Token extends RawToken {
  readonly reading: Reading
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
  /** First and last token. */
  readonly first: number
  readonly last: number
  /** The tokens in between that are covered, where a gap leaves some out; else null. */
  readonly covers: readonly number[] | null
  readonly means: number
  readonly distance: number
  /** Of another field's list: it is read so that cues have something to govern, and never coded. */
  readonly foreign: boolean
}

/** A mention in its context. */
export interface Frame {
  readonly mention: Mention
  readonly status: Status | Aside
  /** The cue that gave the status; null when affirmed. */
  readonly cue: Mention | null
  /** The action that governs this service or medication; null when none does. */
  readonly action: Mention | null
  readonly actionEntry: LexEntry | null
  /** Of an action: does it govern anything? */
  readonly governs: boolean
}
