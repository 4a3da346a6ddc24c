/** A code on its way to the record: what it says, what it rests on, and how sure its parts are. */
import type { LexEntry } from './lexicon.ts'
import type { Find, Frame, Mention, Text, Token } from './reading.ts'
import type { Aside, Evidence, Status } from './record.ts'

/** All that was read of one field. */
export interface FieldReading {
  readonly text: Text
  readonly tokens: readonly Token[]
  readonly mentions: readonly Mention[]
  readonly intervals: readonly Find[]
  /** All that was found, whether it stands or not. */
  readonly finds: readonly Find[]
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
  readonly role?: Exclude<Evidence['role'], undefined>
}

export type CodingList = 'reason' | 'outcome' | 'source' | 'medication' | 'measure'

export interface Coding {
  readonly list: CodingList
  readonly code: string
  readonly kind?: string
  readonly target?: string
  readonly interval?: string
  readonly status: Status
  readonly marks: readonly Mark[]
  /** The action that made it, by id; absent where the words are the category's own. */
  readonly action?: string
  /** By a rule, with no words that name the category itself. */
  readonly byRule: boolean
  readonly drug?: string
  readonly role?: string
  readonly dose?: string
  readonly frequency?: string
  readonly score?: number
  readonly confidence?: number
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
