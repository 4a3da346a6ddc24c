/** How far records agree with gold codes: precision, recall and F1, pooled over notes (micro). */
import type { JotRecord } from '../model/record.ts'
import type { Gold } from './gold.ts'

export interface Score {
  /** Shares, 0 to 1; 1 where nothing was said (precision) or nothing was to be found (recall). */
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Codes in gold. */
  readonly count: number
}

export const measures = [
  'reasons',
  'outcomeItems',
  'outcomeCategories',
  'targets',
  'medications',
  'referralSource',
] as const
export type MeasureName = (typeof measures)[number]

/** Scores for each measure, over pairs of a record and the gold codes of the same note. */
export function scoreRecords(
  pairs: readonly (readonly [JotRecord, Gold])[],
): Readonly<Record<MeasureName, Score>> {
  const entries = measures.map((name): [MeasureName, Score] => {
    let both = 0
    let said = 0
    let count = 0
    for (const [record, gold] of pairs) {
      const found = itemsOf(record, name)
      const wanted = goldItems(gold, name)
      said += found.length
      count += wanted.length
      both += inBoth(found, wanted)
    }
    return [name, scoreOf(both, said, count)]
  })
  return Object.fromEntries(entries) as Record<MeasureName, Score>
}

function scoreOf(both: number, said: number, count: number): Score {
  const precision = said === 0 ? 1 : both / said
  const recall = count === 0 ? 1 : both / count
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { precision, recall, f1, count }
}

/** Items of the shorter list that the longer has, too, each as often as both have it. */
function inBoth(found: readonly string[], wanted: readonly string[]): number {
  const left = [...wanted]
  return found.filter((item) => {
    const at = left.indexOf(item)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
}

function itemsOf(record: JotRecord, name: MeasureName): readonly string[] {
  const items = record.outcomes.map(({ code, kind, target }) => `${code}|${kind ?? '-'}|${target ?? '-'}`)
  switch (name) {
    case 'reasons':
      return unique(record.reasons.map(({ code }) => code))
    case 'medications':
      return record.medications.map(({ drug, class: group, role }) => `${drug ?? '-'}|${group}|${role}`)
    case 'referralSource':
      return record.referralSource ? [record.referralSource.code] : []
    default:
      return parts(items, name)
  }
}

function goldItems(gold: Gold, name: MeasureName): readonly string[] {
  switch (name) {
    case 'reasons':
      return unique(gold.reasons)
    case 'medications':
      return gold.medications ?? []
    case 'referralSource':
      return gold.referral_source ? [gold.referral_source] : []
    default:
      return parts(gold.outcomes, name)
  }
}

/** Outcome items whole, or their categories, or their targets, each once. */
function parts(
  items: readonly string[],
  name: 'outcomeItems' | 'outcomeCategories' | 'targets',
): readonly string[] {
  if (name === 'outcomeItems') return items
  const at = name === 'targets' ? 2 : 0
  return unique(items.map((item) => item.split('|')[at] as string)).filter((part) => part !== '-')
}

const unique = (items: readonly string[]): string[] => [...new Set(items)]
