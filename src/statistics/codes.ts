/** The codes of one note as lists that can be compared, whoever gave them and in whatever file they stood. */
import type { Entry } from '../model/entry.ts'
import type { Aside, JotRecord } from '../model/record.ts'
import type { Gold } from './gold.ts'

/** What is compared. Items are whole (`code|kind|target`, `drug|class|role`); categories and targets are each counted once a note. */
export const measures = [
  'reasons',
  'outcomeItems',
  'outcomeCategories',
  'targets',
  'medications',
  'referralSource',
] as const
export type MeasureName = (typeof measures)[number]

export const answerFields = ['avoidedGp', 'avoidedCmht'] as const
export type AnswerField = (typeof answerFields)[number]

export type CodeLists = Readonly<Partial<Record<MeasureName, readonly string[]>>>
export type Answers = Readonly<Partial<Record<AnswerField, string>>>

/** The codes that one coder gave one note. What is absent was not told, which is another thing than an empty list. */
export interface NoteCodes {
  readonly id: string
  /** Who wrote the note. */
  readonly writer?: string
  readonly codes: CodeLists
  readonly answers: Answers
  /** The record that the codes are of: confidences and trail come from it. */
  readonly record?: RecordLike
  readonly entry?: Entry
}

/** Words in a note; without text where a record was written with `--no-text`. */
export interface Words {
  readonly field: string
  readonly start: number
  readonly end: number
  readonly text?: string
  readonly term?: string
  readonly how?: string
}

interface Said {
  readonly confidence?: number
  readonly evidence?: readonly Words[]
}

/** As much of a record as is compared. A `JotRecord` is one, with its texts or without. */
export interface RecordLike {
  readonly id: string | number
  readonly entry?: Entry
  readonly reasons: readonly (Said & { readonly code: string; readonly status?: string })[]
  readonly outcomes: readonly (Said & {
    readonly code: string
    readonly kind?: string
    readonly target?: string
  })[]
  readonly medications?: readonly (Said & {
    readonly drug?: string
    readonly class: string
    readonly role: string
  })[]
  readonly referralSource?: (Said & { readonly code: string }) | null
  readonly avoidedGp?: { readonly answer: string }
  readonly avoidedCmht?: { readonly answer: string }
  readonly setAside?: readonly {
    readonly code: string
    readonly status: Aside
    readonly evidence: readonly Words[]
    readonly because: Words
  }[]
  readonly unexplained?: readonly Words[]
}

export const itemOf = ({ code, kind, target }: RecordLike['outcomes'][number]): string =>
  [code, kind ?? '-', target ?? '-'].join('|')

/** A medication as one item: `drug|class|role`, `-` for none. */
export const drugOf = ({
  drug,
  class: group,
  role,
}: NonNullable<RecordLike['medications']>[number]): string => [drug ?? '-', group, role].join('|')

/** The codes of a record; the writer is its entry's `writer`, else `practitioner`. */
export function codesOfRecord(record: RecordLike | JotRecord): NoteCodes {
  const { id, entry, reasons, outcomes, medications, referralSource, avoidedGp, avoidedCmht }: RecordLike =
    record
  const writer = writerOf(entry)
  return {
    id: String(id),
    ...(writer !== undefined && { writer }),
    codes: {
      reasons: unique(reasons.map(({ code }) => code)),
      ...listsOfItems(outcomes.map(itemOf)),
      ...(medications && { medications: medications.map(drugOf) }),
      ...(referralSource !== undefined && {
        referralSource: referralSource === null ? [] : [referralSource.code],
      }),
    },
    answers: {
      ...(avoidedGp && { avoidedGp: avoidedGp.answer }),
      ...(avoidedCmht && { avoidedCmht: avoidedCmht.answer }),
    },
    record,
    ...(entry && { entry }),
  }
}

/** The codes of a line of a gold file. */
export function codesOfGold(gold: Gold): NoteCodes {
  const { id, reasons, outcomes, medications, referral_source, avoided_gp, avoided_cmht } = gold
  return {
    id: String(id),
    codes: {
      reasons: unique(reasons),
      ...listsOfItems(outcomes),
      ...(medications && { medications }),
      ...(referral_source !== undefined && { referralSource: referral_source ? [referral_source] : [] }),
    },
    answers: {
      ...(avoided_gp !== undefined && { avoidedGp: avoided_gp }),
      ...(avoided_cmht !== undefined && { avoidedCmht: avoided_cmht }),
    },
  }
}

/** Outcome items, and what follows from them. */
export function listsOfItems(items: readonly string[]): CodeLists {
  const parts = (at: number) =>
    unique(items.map((item) => item.split('|')[at] ?? '-')).filter((part) => part !== '-')
  return { outcomeItems: items, outcomeCategories: parts(0), targets: parts(2) }
}

/** Who wrote an entry, as far as it says. */
export function writerOf(entry: Entry | undefined): string | undefined {
  const written = [entry?.writer, entry?.practitioner].find(
    (name) => (typeof name === 'string' && name.trim() !== '') || typeof name === 'number',
  )
  return written === undefined ? undefined : String(written).trim()
}

export const unique = (items: readonly string[]): string[] => [...new Set(items)]
