/** A row of a log with the codes that a trained coder gave it, as the report counts it. */
import { type Entry, minutesOf } from '../model/entry.ts'
import type { Gold } from '../statistics/gold.ts'
import { placed, type ReportEntry } from './entry.ts'

/** A line of a gold file, with the two answers. */
export interface GoldEntry extends Gold {
  readonly avoided_gp?: string
  readonly avoided_cmht?: string
}

/** @param entry the row: where, who, when and how long */
export function entryOfGold(gold: GoldEntry, entry: Entry): ReportEntry {
  const minutes = minutesOf(entry.minutes)
  return {
    ...placed(entry.pcn, entry.practitioner, entry.date),
    ...(minutes !== undefined && { minutes }),
    reasons: [...new Set(gold.reasons)],
    outcomes: gold.outcomes.map((item) => {
      const [code = '', kind, target] = partsOf(item)
      return { code, kind, target }
    }),
    medications: (gold.medications ?? []).map((item) => {
      const [drug, group = '', role = ''] = partsOf(item)
      return { drug, class: group, role }
    }),
    ...(gold.referral_source && { referralSource: gold.referral_source }),
    measures: [],
    avoidedGp: gold.avoided_gp ?? '',
    avoidedCmht: gold.avoided_cmht ?? '',
    quality: {},
  }
}

/** `code|kind|target`, `-` for none. */
export const partsOf = (item: string): (string | undefined)[] =>
  item.split('|').map((part) => (part === '-' || part === '' ? undefined : part))
