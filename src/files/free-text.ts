/** Leaves every free text out of a record, for sharing: codes, offsets and numbers stay. */
import type { Entry } from '../model/entry.ts'
import type { Evidence, JotRecord, Span } from '../model/record.ts'

/** The fields of an entry that are no free text. Columns that are not known may hold anything, so they go. */
export const keptFields = ['id', 'practitioner', 'pcn', 'date', 'minutes'] as const

/** A span that no longer says what stands there. */
export type TextlessSpan = Omit<Span, 'text'>
/** A wording of the taxonomy that was matched to the letter is the note's own words, so it goes, too. */
export type TextlessEvidence = Omit<Evidence, 'text' | 'term'>
type Textless<Item> = Item extends { readonly evidence: readonly Evidence[] }
  ? Omit<Item, 'evidence' | 'because'> & { readonly evidence: readonly TextlessEvidence[] }
  : never

export interface TextlessRecord
  extends Omit<
    JotRecord,
    'reasons' | 'outcomes' | 'referralSource' | 'medications' | 'measures' | 'setAside' | 'unexplained'
  > {
  readonly reasons: readonly Textless<JotRecord['reasons'][number]>[]
  readonly outcomes: readonly Textless<JotRecord['outcomes'][number]>[]
  readonly referralSource: Textless<NonNullable<JotRecord['referralSource']>> | null
  readonly medications: readonly Textless<JotRecord['medications'][number]>[]
  readonly measures: readonly Textless<JotRecord['measures'][number]>[]
  readonly setAside: readonly (Textless<JotRecord['setAside'][number]> & { readonly because: TextlessSpan })[]
  readonly unexplained: readonly TextlessSpan[]
}

/** A record without the texts of its entry and the words of its spans; the offsets stay. */
export function withoutText(record: JotRecord): TextlessRecord {
  return {
    ...record,
    entry: entryWithoutText(record.entry),
    reasons: record.reasons.map(bare),
    outcomes: record.outcomes.map(bare),
    referralSource: record.referralSource && bare(record.referralSource),
    medications: record.medications.map(bare),
    measures: record.measures.map(bare),
    setAside: record.setAside.map((item) => ({ ...bare(item), because: withoutWords(item.because) })),
    unexplained: record.unexplained.map(withoutWords),
  }
}

function entryWithoutText(entry: Entry): Entry {
  return Object.fromEntries(
    keptFields.filter((field) => field in entry).map((field) => [field, entry[field]]),
  )
}

function bare<Item extends { readonly evidence: readonly Evidence[] }>(item: Item) {
  return { ...item, evidence: item.evidence.map(evidenceWithoutWords) }
}

function evidenceWithoutWords({ text: _, term: __, ...evidence }: Evidence): TextlessEvidence {
  return evidence
}

function withoutWords({ text: _, ...span }: Span): TextlessSpan {
  return span
}
