/** Figures and lists of codes as pages show them. */
import type { MeasureName } from '../statistics/codes.ts'
import type { Interval } from '../statistics/proportion.ts'
import { printable } from './terminal.ts'

export const titles: Readonly<Record<MeasureName, string>> = {
  reasons: 'reasons',
  outcomeItems: 'outcome items',
  outcomeCategories: 'outcome categories',
  targets: 'targets',
  medications: 'medications',
  referralSource: 'referral source',
}

/** 0.8571 → "85.7". */
export const percent = (share: number | null): string => (share === null ? '–' : (100 * share).toFixed(1))

/** 0.8571 → "0.86". */
export const two = (value: number | null, none = '–'): string => (value === null ? none : value.toFixed(2))

/** Both ends in whole percents. */
export const range = (interval: Interval | null): string =>
  interval === null ? '' : `${(100 * interval.low).toFixed(0)}–${(100 * interval.high).toFixed(0)}`

const mostIds = 10

/** The first of many ids. */
export const named = (ids: readonly string[]): string =>
  printable(ids.slice(0, mostIds).join(', ')) +
  (ids.length > mostIds ? ` and ${ids.length - mostIds} more` : '')
