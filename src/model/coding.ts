/** A code on its way to the record: what it says, what it rests on, and how sure its parts are. */
import type { LexEntry } from './lexicon.ts'
import type { Find, Frame, Mention, Text, Tokens } from './reading.ts'
import type { Aside, Evidence, MedicationChange, Status } from './record.ts'

/** All that was read of one field. */
export interface FieldReading {
  readonly text: Text
  readonly tokens: Tokens
  readonly mentions: readonly Mention[]
  /** Every interval, drug and scale that was found, whether it stands or not. */
  readonly intervals: readonly Find[]
  readonly drugs: readonly Find[]
  readonly scales: readonly Find[]
  /** All that was found; null where nobody wants to know. */
  readonly finds: readonly Find[] | null
  readonly frames: readonly Frame[]
}

/** Words that a coding rests on. */
export interface Mark {
  readonly reading: FieldReading
  readonly first: number
  readonly last: number
  readonly means: number
  readonly distance: number
  readonly entry: LexEntry
  readonly role: Evidence['role'] | undefined
}

export type CodingList = 'reason' | 'outcome' | 'source' | 'medication' | 'measure'

export interface Coding {
  readonly list: CodingList
  readonly code: string
  readonly kind: string | undefined
  readonly target: string | undefined
  /** Which of several bodies that share a target is meant, in the note's own words. */
  readonly body: string | undefined
  readonly interval: string | undefined
  readonly status: Status
  readonly marks: readonly Mark[]
  /** The action that made it, by id; absent where the words are the category's own. */
  readonly action: string | undefined
  /** By a rule, with no words that name the category itself. */
  readonly byRule: boolean
  readonly drug: string | undefined
  readonly role: string | undefined
  readonly dose: string | undefined
  readonly frequency: string | undefined
  readonly change: MedicationChange | undefined
  readonly score: number | undefined
  readonly previous: number | undefined
  readonly result: string | undefined
  /**
   * What the second reader says of it, as log-odds: that its own proposal is right, or that the whole text means what the
   * rules found; undefined where it was not asked.
   */
  readonly learned: number | undefined
}

export interface Dropped {
  readonly code: string
  readonly status: Aside
  readonly marks: readonly Mark[]
  readonly because: { readonly reading: FieldReading; readonly first: number; readonly last: number }
}

export interface Resolved {
  readonly codings: readonly Coding[]
  readonly setAside: readonly Dropped[]
}

/** With the confidence of each coding, in their order. */
export interface Weighed extends Resolved {
  readonly confidences: readonly number[]
}
