/** The methods paragraph, ready to paste. */
import { version } from '../version.ts'
import type { Context } from './context.ts'
import type { Provenance } from './provenance.ts'
import { isSmall } from './suppression.ts'

export function methodsOf(
  { tally, taxonomy, threshold }: Context,
  provenance: Provenance,
  date: string,
): readonly string[] {
  return [
    coding(tally.entries, taxonomy, provenance, threshold),
    counting(),
    suppression(threshold),
    made(date, provenance),
  ].filter((paragraph) => paragraph !== '')
}

function coding(
  entries: number,
  { title, id, version: own, digest }: Context['taxonomy'],
  { taxonomies, coders }: Provenance,
  threshold: number,
): string {
  const count = isSmall(entries, threshold) ? `fewer than ${threshold}` : entries.toLocaleString('en-GB')
  const used = taxonomies.length > 0 ? taxonomies : [{ id, version: own, digest }]
  const how = used.map((one) => `${one.id} ${one.version} (${one.digest})`).join('; ')
  const coder = coders.length > 0 ? coders.join(' and ') : version
  return `The free text of ${count} entries was coded by jotcode ${coder}, a rule-based coder that runs on the user's own machine, with the taxonomy “${title}”: ${how}. The same text and taxonomy always give the same codes; each code of the records carries the words that it rests on and a calibrated confidence.`
}

const counting = () =>
  'A reason counts once per entry; an outcome counts once for each service or person that it is directed at. Percentages are given with 95% Wilson score intervals and means with 95% normal intervals: they say how far chance alone may move a figure in a log of this size, not how far a figure may be off because notes were misread. How well the coder agrees with a trained coder must be measured on a sample of this log.'

const suppression = (threshold: number) =>
  threshold < 2
    ? 'No counts were suppressed: the tables may show counts that point at single patients, and must not be published as they are.'
    : `Counts from 1 to ${threshold - 1} were suppressed. Categories and groups whose totals are that small were put together with others, the same in all tables; within tables further cells were suppressed so that no suppressed count follows from the others and the totals. A suppressed cell, shown as –, may have any number in it, also none.`

function made(date: string, { sources, limits }: Provenance): string {
  const files = sources.map(({ name, entries, rejected }) => {
    const left = rejected > 0 ? `, ${rejected} rows not readable` : ''
    return `${name} (${entries.toLocaleString('en-GB')} entries${left})`
  })
  const from = files.length > 0 ? ` from ${files.join(', ')}` : ''
  const what = limits.length > 0 ? ` ${limits.join(' ')}` : ''
  return `The report was made on ${date}${from} by jotcode ${version}.${what}`
}
