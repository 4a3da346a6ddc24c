/** How good the data is, and how sure its coding. */
import { type Context, single } from './context.ts'
import { isSmall, protectList } from './suppression.ts'
import { type Cell, hiddenCell, noCell, type Table } from './table.ts'

const facts = [
  ['blankReason', 'Reason text left blank'],
  ['blankOutcome', 'Outcome text left blank'],
  ['noReason', 'Reason text from which no reason was coded'],
  ['uncertain', 'With a reason said with doubt (“?”, “possible”)'],
  ['unexplained', 'With words that no rule read'],
  ['toReview', 'Marked for review'],
  ['identifying', 'With something that looks identifying'],
] as const

/** Each by itself: how many entries, of those that tell. What is left of them is as good as shown. */
export function dataQuality({ tally, taxonomy, outcomes, threshold, label }: Context): Table {
  const { quality } = tally
  const alone = new Set(single(outcomes).map(({ id }) => id))
  const cellOf = (n: number, of: number): Cell => {
    if (of === 0) return noCell('cannot be told from this file')
    return isSmall(n, threshold) || isSmall(of - n, threshold) ? hiddenCell : { kind: 'count', n, of }
  }
  const known = facts.map(([id, label]) => ({
    row: { id, label },
    cell: cellOf(quality.counts.get(id), quality.known.get(id)),
  }))
  const kinds = [...quality.flagged.ids].sort().map((kind) => ({
    row: { id: `identifying/${kind}`, label: kind.replaceAll('-', ' '), inside: true as const },
    cell: cellOf(quality.flagged.get(kind), quality.known.get('identifying')),
  }))
  const unclear = (taxonomy.report?.unclear ?? []).map((id) => ({
    row: { id: `unclear/${id}`, label: `Outcome: ${label(id)}` },
    // One that is shown together with others only would be seen here alone.
    cell: alone.has(id) ? cellOf(tally.outcomes.place.rowTotal(id), tally.entries) : hiddenCell,
  }))
  const all = [...known, ...kinds, ...unclear]
  return {
    id: 'quality',
    title: 'Data quality',
    head: 'What',
    percentOf: 'of the entries that tell',
    rows: all.map(({ row }) => row),
    columns: [{ id: 'entries', label: 'Entries' }],
    cells: all.map(({ cell }) => [cell]),
    notes: [],
  }
}

const bands = [
  { id: 'sure', label: '0.90 or more', from: 9 },
  { id: 'fair', label: '0.80 to 0.89', from: 8 },
  { id: 'doubtful', label: '0.50 to 0.79', from: 5 },
  { id: 'poor', label: 'under 0.50', from: 0 },
] as const

/** How sure the coder is of its codes. */
export function confidence({ tally, threshold }: Context): readonly Table[] {
  const { confidence } = tally.quality
  const all = confidence.total
  if (all === 0) return []
  const counts = bands.map(({ from }, i) => {
    const to = bands[i - 1]?.from ?? 11
    return confidence.ids
      .filter((id) => Number(id) >= from && Number(id) < to)
      .reduce((n, id) => n + confidence.get(id), 0)
  })
  const hidden = protectList(counts, threshold)
  return [
    {
      id: 'confidence',
      title: 'How sure the coder is of its codes',
      head: 'Confidence',
      percentOf: 'of all codes',
      rows: [...bands.map(({ id, label }) => ({ id, label })), { id: 'total', label: 'Total', total: true }],
      columns: [{ id: 'codes', label: 'Codes' }],
      cells: [
        ...counts.map((n, i): Cell[] => [hidden[i] ? hiddenCell : { kind: 'count', n, of: all }]),
        [isSmall(all, threshold) ? hiddenCell : { kind: 'count', n: all }],
      ],
      notes: ['A confidence of 0.90 means that nine in ten such codes are what a trained coder would give.'],
    },
  ]
}
