/** One coded entry, as it goes out. Offsets are UTF-16 units of the entry's own text. */
import type { Entry, Field } from './entry.ts'

/** Part of a text: `entry[field].slice(start, end) === text`, always. */
export interface Span {
  readonly field: Field
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * How words were recognised: as written in the taxonomy (`exact`, or `shorthand` for initialisms and short forms, also
 * for words with vowels or their ending left out), another grammatical form (`inflected`), misspelt (`respelt`, with the
 * edit distance), alike in sound (`sounded`), by a rule over other mentions (`rule`), or by the model (`learned`).
 */
export type How = 'exact' | 'shorthand' | 'inflected' | 'respelt' | 'sounded' | 'rule' | 'learned'

export interface Evidence extends Span {
  /** The wording of the taxonomy that was recognised. */
  readonly term: string
  readonly how: How
  /** Edits between the text and the term; only with `respelt`. */
  readonly distance?: number
  /** What the words do in an item made of several: the action, or its target. */
  readonly role?: 'action' | 'target' | 'interval' | 'dose'
}

export type Status = 'affirmed' | 'uncertain'
/** Why something that was mentioned is not coded. */
export type Aside = 'negated' | 'historical' | 'family' | 'hypothetical' | 'other-person'

export interface ReasonCoding {
  readonly code: string
  /** Calibrated probability, 0 to 1, that a trained coder gives this code. */
  readonly confidence: number
  readonly status: Status
  readonly evidence: readonly Evidence[]
}

export interface OutcomeCoding {
  readonly code: string
  readonly kind?: string
  readonly target?: string
  /** ISO 8601 duration until the appointment, e.g. P2W. */
  readonly interval?: string
  readonly confidence: number
  readonly evidence: readonly Evidence[]
}

export interface ReferralSource {
  readonly code: string
  readonly confidence: number
  readonly evidence: readonly Evidence[]
}

/** What becomes of a medication, as the taxonomy names it: started, increased, reduced, switched, stopped ... */
export interface MedicationChange {
  readonly direction: string
  /** The dose it was, or the medication it takes the place of: "50", "citalopram 20". */
  readonly from?: string
  /** The dose it becomes, or the medication that takes its place. */
  readonly to?: string
}

export interface MedicationItem {
  /** Generic name; absent where only a class is named. */
  readonly drug?: string
  readonly class: string
  readonly role: string
  /** As written; after a change the new one. */
  readonly dose?: string
  /** How often or when, as the taxonomy names it; several are joined by a comma: "three times daily, as needed". */
  readonly frequency?: string
  readonly change?: MedicationChange
  readonly confidence: number
  readonly evidence: readonly Evidence[]
}

/** A rating scale that was used, and what it gave. */
export interface Measure {
  readonly scale: string
  /** The latest, where several follow each other: 11 in "PHQ 18 → 11". */
  readonly score?: number
  /** The score it was before: 18 in "PHQ 18 → 11" and in "PHQ 11 (was 18)". */
  readonly previous?: number
  /** Told in words instead of, or beside, a number, as the taxonomy names it: "MDQ +ve" is positive. */
  readonly result?: string
  /** Severity band of the score, as the scale's authors name it. */
  readonly band?: string
  readonly evidence: readonly Evidence[]
}

export interface SetAside {
  readonly code: string
  readonly status: Aside
  readonly evidence: readonly Evidence[]
  readonly because: Span
}

export interface Answer {
  readonly answer: string
}

/** What looks identifying: where it stands, never what it says. */
export interface PrivacyFlag {
  readonly kind: string
  readonly field: Field
  readonly start: number
  readonly end: number
}

export interface Review {
  readonly needed: boolean
  readonly why: readonly string[]
}

export interface JotRecord {
  readonly id: string | number
  readonly entry: Entry
  readonly reasons: readonly ReasonCoding[]
  readonly outcomes: readonly OutcomeCoding[]
  readonly referralSource: ReferralSource | null
  readonly medications: readonly MedicationItem[]
  readonly measures: readonly Measure[]
  readonly avoidedGp: Answer
  readonly avoidedCmht: Answer
  /** Length of the appointment; absent where the entry gives no number. */
  readonly minutes?: number
  readonly setAside: readonly SetAside[]
  readonly unexplained: readonly Span[]
  readonly privacy: readonly PrivacyFlag[]
  readonly review: Review
  readonly taxonomy: { readonly id: string; readonly version: string; readonly digest: string }
  readonly coder: { readonly version: string }
}
