/** One row of an activity log, as it comes in. */

/** What a log may know of one appointment. Any field may be missing; unknown fields travel through untouched. */
export interface Entry {
  readonly id?: string | number | null
  readonly reason?: string | null
  readonly outcome?: string | null
  /** One undivided text, where the log has no two fields. */
  readonly note?: string | null
  readonly practitioner?: string | null
  readonly pcn?: string | null
  readonly date?: string | null
  readonly minutes?: number | string | null
  readonly avoidedGp?: string | null
  readonly avoidedCmht?: string | null
  readonly [other: string]: unknown
}

/** The texts of an entry that are read for codes. */
export type Field = 'reason' | 'outcome' | 'note'
export const fields: readonly Field[] = ['reason', 'outcome', 'note']

/** A number of minutes as a log has it; undefined where it is none. */
export function minutesOf(value: unknown): number | undefined {
  if ((typeof value !== 'number' && typeof value !== 'string') || value === '') return undefined
  const minutes = Number(value)
  return Number.isFinite(minutes) && minutes >= 0 ? minutes : undefined
}
