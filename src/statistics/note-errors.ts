/** Where a note's codes differ from gold, and on which words each wrong code rests. */
import type { Entry } from '../model/entry.ts'
import { itemOf, type MeasureName, type NoteCodes, type RecordLike, type Words } from './codes.ts'
import { compare } from './compare.ts'

/** A code said and not in gold: how sure the coder was, and of which words it was made. */
export interface SpuriousCode {
  readonly code: string
  readonly confidence?: number
  readonly evidence: readonly Words[]
}

/** A code in gold and not said. Where the coder saw it and set it aside: why. */
export interface MissedCode {
  readonly code: string
  readonly aside?: NonNullable<RecordLike['setAside']>[number]
}

export interface NoteDifference {
  readonly measure: MeasureName
  readonly missed: readonly MissedCode[]
  readonly spurious: readonly SpuriousCode[]
}

export interface NoteError {
  readonly id: string
  readonly writer?: string
  readonly entry?: Entry
  /** The coder gave the note no record at all. */
  readonly noRecord: boolean
  readonly differences: readonly NoteDifference[]
  /** Words that no rule read. */
  readonly unexplained: readonly Words[]
}

/** The differences of one note; undefined where there is none. `scored` are the measures to look at. */
export function errorOf(
  gold: NoteCodes,
  coded: NoteCodes | undefined,
  scored: readonly MeasureName[],
): NoteError | undefined {
  const differences = scored.flatMap((measure): NoteDifference[] => {
    const wanted = gold.codes[measure]
    if (wanted === undefined) return []
    const { missed, spurious } = compare(wanted, coded?.codes[measure] ?? [])
    if (missed.length + spurious.length === 0) return []
    return [
      {
        measure,
        missed: missed.map((code) => missedCode(code, coded?.record)),
        spurious: spurious.map((code) => spuriousCode(code, measure, coded?.record)),
      },
    ]
  })
  if (differences.length === 0) return undefined
  const writer = gold.writer ?? coded?.writer
  const entry = coded?.entry ?? gold.entry
  return {
    id: gold.id,
    ...(writer !== undefined && { writer }),
    ...(entry && { entry }),
    noRecord: coded === undefined,
    differences,
    unexplained: coded?.record?.unexplained ?? [],
  }
}

function missedCode(code: string, record: RecordLike | undefined): MissedCode {
  const category = code.split('|')[0]
  const aside = record?.setAside?.find((one) => one.code === category)
  return aside ? { code, aside } : { code }
}

function spuriousCode(code: string, measure: MeasureName, record: RecordLike | undefined): SpuriousCode {
  const said = record && sayingOf(code, measure, record)
  return {
    code,
    ...(said?.confidence !== undefined && { confidence: said.confidence }),
    evidence: said?.evidence ?? [],
  }
}

function sayingOf(code: string, measure: MeasureName, record: RecordLike) {
  switch (measure) {
    case 'reasons':
      return record.reasons.find((one) => one.code === code)
    case 'outcomeItems':
      // Of several of the same, the last is the one too many.
      return record.outcomes.findLast((one) => itemOf(one) === code)
    case 'medications':
      return record.medications?.findLast((one) => [one.drug ?? '-', one.class, one.role].join('|') === code)
    case 'referralSource':
      return record.referralSource ?? undefined
    case 'outcomeCategories':
      return record.outcomes.find((one) => one.code === code)
    default:
      return record.outcomes.find((one) => one.target === code)
  }
}
