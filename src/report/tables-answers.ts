/** Avoided appointments, referral sources and measures. */
import type { Question } from '../model/report-settings.ts'
import { type Context, isDivided, lineOf } from './context.ts'
import { sum } from './cross-tab.ts'
import { crossTable } from './cross-table.ts'
import { foldSmall } from './fold.ts'
import { Moments } from './intervals.ts'
import { isSmall, protectList } from './suppression.ts'
import { type Cell, hiddenCell, type Table } from './table.ts'
import { meanCell } from './tables-places.ts'
import { notSaid } from './tally.ts'

/** The answers to a question, by place. Nothing where the log was not asked. */
export function answersByPlace(context: Context, question: Question): readonly Table[] {
  const { taxonomy, tally, places, place, threshold } = context
  const asked = taxonomy.report?.questions[question]
  const counted = tally.answers[question]
  if (asked === undefined) return []
  const defined = taxonomy.answers[question].map(({ id, label }) => ({ id, label }))
  const others = counted.rowIds.filter((id) => !defined.some((answer) => answer.id === id))
  const items = [...defined, ...others.map((id) => ({ id, label: id === '' ? 'Not recorded' : id }))]
  const spec = {
    id: `${question === 'avoidedGp' ? 'avoided-gp' : 'avoided-cmht'}-by-place`,
    title: isDivided(places) ? `${asked.title} by ${place.one}` : asked.title,
    head: 'Answer',
    percentOf: 'of the entries in the column',
    rows: foldSmall(items, (id) => [counted.rowTotal(id)], threshold),
    columns: isDivided(places) ? places : [lineOf(notSaid, 'Total')],
    count: (row: string, column: string) => counted.get(row, column),
    shaded: true as const,
  }
  return [crossTable(spec, threshold)]
}

export function referralSources({ taxonomy, tally, threshold, label }: Context): readonly Table[] {
  const ids = [...new Set([...taxonomy.referralSources.list.map(({ id }) => id), ...tally.sources.ids])]
  if (ids.length === 0) return []
  const labels = new Map(taxonomy.referralSources.list.map((source) => [source.id, source.label]))
  const items = ids
    .map((id) => ({ id, label: labels.get(id) ?? label(id) }))
    .sort((a, b) => tally.sources.get(b.id) - tally.sources.get(a.id))
  const spec = {
    id: 'referral-sources',
    title: 'Who sent the patient, where the entry says so',
    head: 'Source',
    percentOf: 'of the entries with a source',
    rows: foldSmall(items, (id) => [tally.sources.get(id)], threshold),
    columns: [lineOf('entries', 'Entries')],
    count: (id: string) => tally.sources.get(id),
  }
  return [crossTable(spec, threshold)]
}

/** Scores of scales, and their bands of severity. */
export function measures({ taxonomy, tally, threshold }: Context): readonly Table[] {
  const scales = taxonomy.scales.filter(({ id }) => tally.scores.has(id))
  if (scales.length === 0) return []
  const own = scales
    .map((scale) => ({ scale, scores: tally.scores.get(scale.id) ?? new Moments() }))
    .sort((a, b) => b.scores.n - a.scores.n)
  const rows = own.flatMap(({ scale, scores }) => {
    const dark = isSmall(scores.n, threshold)
    const head = {
      row: { id: scale.id, label: scale.label },
      cells: [dark ? hiddenCell : count(scores.n), meanCell(scores, dark, threshold, 1)],
    }
    const bands = scale.bands.map(({ label }) => ({ label, n: tally.bands.get(scale.id, label) }))
    const rest = scores.n - sum(bands.map(({ n }) => n))
    const all = rest > 0 && bands.length > 0 ? [...bands, { label: 'no band', n: rest }] : bands
    const hidden = protectList(
      all.map(({ n }) => n),
      threshold,
    )
    return [
      head,
      ...all
        .map(({ label, n }, i) => ({
          row: { id: `${scale.id}/${label}`, label, inside: true as const },
          n,
          cells: [dark || hidden[i] ? hiddenCell : count(n, scores.n), { kind: 'none' as const, text: '' }],
        }))
        .filter(({ n }) => n > 0),
    ]
  })
  return [
    {
      id: 'measures',
      title: 'Measures with a score',
      head: 'Scale and severity',
      percentOf: 'of the scores of the scale',
      rows: rows.map(({ row }) => row),
      columns: [
        { id: 'n', label: 'Scores' },
        { id: 'mean', label: 'Mean' },
      ],
      cells: rows.map(({ cells }) => cells),
      notes: ['Every score counts, also several of one scale in an entry. Means with their 95% interval.'],
    },
  ]
}

const count = (n: number, of?: number): Cell => ({ kind: 'count', n, ...(of !== undefined && { of }) })
