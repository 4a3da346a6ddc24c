/** The report in a handful of numbers. */
import { type Context, isDivided } from './context.ts'
import { sum } from './cross-tab.ts'
import type { Line } from './fold.ts'
import { monthLabel } from './month.ts'
import { isSmall } from './suppression.ts'
import { notSaid } from './tally.ts'

export interface Fact {
  readonly label: string
  readonly value: string
}

export function factsOf(context: Context): readonly Fact[] {
  const { tally, place, places, practitioners, months, threshold } = context
  const shown = (n: number) => (isSmall(n, threshold) ? `fewer than ${threshold}` : n.toLocaleString('en-GB'))
  const total = (lines: readonly Line[], of: (id: string) => number) =>
    sum(lines.flatMap(({ members }) => members.map(of)))
  const reasons = total(context.reasons, (id) => tally.reasons.place.rowTotal(id))
  const outcomes = total(context.outcomes, (id) => tally.outcomes.place.rowTotal(id))
  const { mean } = tally.minutes
  return [
    { label: 'Entries', value: shown(tally.entries) },
    ...howMany(practitioners, 'Practitioners'),
    ...howMany(places, capital(place.many)),
    { label: 'Reasons', value: shown(reasons) },
    { label: 'Outcomes', value: shown(outcomes) },
    ...(mean === undefined || isSmall(tally.minutes.n, threshold)
      ? []
      : [{ label: 'Mean minutes', value: mean.toFixed(0) }]),
    ...(isDivided(months) ? [{ label: 'Months', value: spanOf(months) }] : []),
  ]
}

function howMany(lines: readonly Line[], label: string): Fact[] {
  const all = lines.flatMap(({ members }) => members).filter((id) => id !== notSaid)
  return all.length === 0 ? [] : [{ label, value: String(all.length) }]
}

/** From the first month to the last. */
function spanOf(months: readonly Line[]): string {
  const all = months
    .flatMap(({ members }) => members)
    .filter((id) => id !== notSaid)
    .sort()
  const [first = '', last = first] = [all[0], all.at(-1)]
  return first === last
    ? monthLabel(first, 'short')
    : `${monthLabel(first, 'short')} to ${monthLabel(last, 'short')}`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
