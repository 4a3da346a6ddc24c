/** What the compiled lexicon holds: one entry for each wording, whatever kind of thing it names. */

export type EntryKind =
  | 'reason'
  | 'outcome'
  | 'concept'
  | 'service'
  | 'source'
  | 'medication'
  | 'frequency'
  | 'scale'
  | 'interval'
  | 'dose'
  | 'cue'
  | 'action'
  | 'stop'
  | 'answer'

/** An entry's kind, and what must be asked before it counts, as bits: many wordings are found and few are looked at. */
export const Bit = {
  reason: 1,
  outcome: 1 << 1,
  concept: 1 << 2,
  service: 1 << 3,
  source: 1 << 4,
  medication: 1 << 5,
  frequency: 1 << 6,
  scale: 1 << 7,
  interval: 1 << 8,
  dose: 1 << 9,
  cue: 1 << 10,
  action: 1 << 11,
  stop: 1 << 12,
  answer: 1 << 13,
  /** It counts only in company, as a heading or as the whole text: it goes before what counts anywhere. */
  company: 1 << 14,
  /** Whether it counts depends on what stands around it. */
  asked: 1 << 15,
  /** An action over services alone, which says nothing in a reason text. */
  overServices: 1 << 16,
  /** A cue that counts also within words of something else. */
  inside: 1 << 17,
} as const satisfies Readonly<Record<EntryKind | 'company' | 'asked' | 'overServices' | 'inside', number>>

export function bitsOf(entry: LexEntry): number {
  const { kind, company, unless, place } = entry
  let bits: number = Bit[kind]
  if (company !== undefined || place === 'heading' || place === 'whole') bits |= Bit.company
  if (kind === 'action' && entry.group === 'service') bits |= Bit.overServices
  if (kind === 'action' && entry.group === 'medication') bits |= Bit.asked
  if (kind === 'frequency' || company !== undefined || unless !== undefined || place !== undefined)
    bits |= Bit.asked
  if (entry.inside) bits |= Bit.inside
  return bits
}

/** What must or must not stand in the same field for a wording to count. */
export interface Company {
  /** Numbers of the stems of single words. */
  readonly stems: readonly number[]
  /** Numbers of plain phrases. */
  readonly phrases: readonly number[]
  /** Numbers of the ids of categories, services or medication classes. */
  readonly names: readonly number[]
}

/** Where in a text a wording must stand. */
export type Place = (typeof places)[number]
export const places = ['whole', 'heading', 'alone', 'opens'] as const

export interface LexEntry {
  readonly kind: EntryKind
  /** The category, concept, service, cue, action ... that the wording names. */
  readonly id: string
  /** Its place in the taxonomy's list of that kind. */
  readonly at: number
  /** The number of `id` among all ids of the lexicon. */
  readonly name?: number
  /** The place of the wording among all of the lexicon. */
  readonly order?: number
  /** The wording as the taxonomy has it. */
  readonly term: string
  readonly shorthand: boolean
  /** Where a cue or action stands, seen from what it governs. */
  readonly position?: 'before' | 'after' | undefined
  readonly company?: Company | undefined
  readonly unless?: Company | undefined
  /** Only when it is a whole list item, a heading before a colon, the whole text, or the beginning of an item. */
  readonly place?: Place | undefined
  /** Coded as uncertain whatever stands around it. */
  readonly uncertain?: boolean | undefined
  /** Findings of one kind, through a list of which a cue runs on. */
  readonly alike?: string | undefined
  /** Of a cue: how it counts within words of something else. */
  readonly inside?: 'beside' | 'own' | undefined
  /** Of a service: its group; of a medication: 'drug' or 'class'; of an action: 'service' or 'medication' where it is over these alone. */
  readonly group?: string | undefined
  /** Of a source: the codes that it implies. */
  readonly implies?: readonly string[] | undefined
  /** Does the whole wording consist of {number}, so that it holds a score or a count? */
  readonly value?: string
}
