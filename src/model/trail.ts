/** How a record came about: what `explain` shows. */
import type { Field } from './entry.ts'
import type { EntryKind } from './lexicon.ts'
import type { Aside, JotRecord, Span, Status } from './record.ts'

export interface TrailReading {
  readonly kind: EntryKind
  readonly id: string
  /** The wording of the taxonomy. */
  readonly term: string
}

export interface TrailMention extends Span {
  readonly readings: readonly TrailReading[]
  readonly status: Status | Aside
  /** The cue over it, and the action. */
  readonly cue?: Span
  readonly action?: Span
}

export interface TrailDrop extends Span, TrailReading {
  readonly why: string
}

export interface FieldTrail {
  readonly field: Field
  readonly text: string
  readonly tokens: readonly Span[]
  readonly mentions: readonly TrailMention[]
  /** Wordings found that did not stand, and why. */
  readonly dropped: readonly TrailDrop[]
}

export interface Trail {
  readonly record: JotRecord
  readonly fields: readonly FieldTrail[]
}
