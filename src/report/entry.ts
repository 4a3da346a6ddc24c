/** What a report needs to know of a coded entry, wherever it comes from: codes and numbers, no text. */
import type { JotRecord } from '../model/record.ts'
import { monthOf } from './month.ts'

export interface ReportEntry {
  readonly pcn?: string
  readonly practitioner?: string
  /** `2024-10`; absent where the date cannot be read. */
  readonly month?: string
  readonly minutes?: number
  /** Each once. */
  readonly reasons: readonly string[]
  /** One for each item. */
  readonly outcomes: readonly OutcomeItem[]
  readonly medications: readonly MedicationCount[]
  readonly referralSource?: string
  readonly measures: readonly MeasureCount[]
  readonly avoidedGp: string
  readonly avoidedCmht: string
  /** How good the data and its coding are; what is absent is not known. */
  readonly quality: Quality
}

export interface OutcomeItem {
  readonly code: string
  readonly kind?: string | undefined
  readonly target?: string | undefined
}

export interface MedicationCount {
  readonly drug?: string | undefined
  readonly class: string
  readonly role: string
}

export interface MeasureCount {
  readonly scale: string
  readonly score?: number | undefined
  readonly band?: string | undefined
}

export interface Quality {
  /** Is the text there at all? Not known where texts were left out. */
  readonly blankReason?: boolean
  readonly blankOutcome?: boolean
  readonly toReview?: boolean
  /** Reasons that were said with doubt. */
  readonly uncertain?: number
  /** Of every code. */
  readonly confidences?: readonly number[]
  /** Stretches of words that no rule read. */
  readonly unexplained?: number
  /** What looks identifying, by kind. */
  readonly flagged?: readonly string[]
}

/** A record of the coder as the report counts it. */
export function entryOfRecord(record: JotRecord): ReportEntry {
  const { entry, reasons, outcomes, medications, referralSource, measures } = record
  return {
    ...placed(entry.pcn, entry.practitioner, entry.date),
    ...(record.minutes !== undefined && { minutes: record.minutes }),
    reasons: [...new Set(reasons.map(({ code }) => code))],
    outcomes: outcomes.map(({ code, kind, target }) => ({ code, kind, target })),
    medications: medications.map((item) => ({ drug: item.drug, class: item.class, role: item.role })),
    ...(referralSource && { referralSource: referralSource.code }),
    measures: measures.map(({ scale, score, band }) => ({ scale, score, band })),
    avoidedGp: record.avoidedGp.answer,
    avoidedCmht: record.avoidedCmht.answer,
    quality: {
      ...blankTexts(entry),
      toReview: record.review.needed,
      uncertain: reasons.filter(({ status }) => status === 'uncertain').length,
      confidences: [...reasons, ...outcomes, ...medications, ...(referralSource ? [referralSource] : [])].map(
        ({ confidence }) => confidence,
      ),
      unexplained: record.unexplained.length,
      flagged: [...new Set(record.privacy.map(({ kind }) => kind))],
    },
  }
}

/** Where, who and when, as far as the entry says. */
export function placed(
  pcn: unknown,
  practitioner: unknown,
  date: unknown,
): Pick<ReportEntry, 'pcn' | 'practitioner' | 'month'> {
  const where = said(pcn)
  const who = said(practitioner)
  const when = monthOf(said(date) ?? '')
  return {
    ...(where !== undefined && { pcn: where }),
    ...(who !== undefined && { practitioner: who }),
    ...(when !== undefined && { month: when }),
  }
}

function said(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value).trim()
  return text === '' ? undefined : text
}

/** An entry without any text field had its texts left out, or is an undivided note. */
function blankTexts(entry: JotRecord['entry']): Pick<Quality, 'blankReason' | 'blankOutcome'> {
  if (said(entry.note) !== undefined || (!('reason' in entry) && !('outcome' in entry))) return {}
  return { blankReason: said(entry.reason) === undefined, blankOutcome: said(entry.outcome) === undefined }
}
