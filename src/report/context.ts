/** What every table of a report is made from: the counts, the taxonomy's labels, and the lines that tables share. */
import type { Taxonomy } from '../model/taxonomy.ts'
import { alone, foldSmall, type Item, type Line } from './fold.ts'
import { monthLabel } from './month.ts'
import { type Group, notSaid, type Tally } from './tally.ts'

export interface Context {
  readonly tally: Tally
  readonly taxonomy: Taxonomy
  /** Counts from 1 to one below this are not shown; 0 shows all. */
  readonly threshold: number
  /** What the places are called: network, practice. */
  readonly place: { readonly one: string; readonly many: string }
  readonly places: readonly Line[]
  readonly practitioners: readonly Line[]
  readonly months: readonly Line[]
  readonly reasons: readonly Line[]
  readonly outcomes: readonly Line[]
  readonly label: (id: string) => string
}

export function contextOf(tally: Tally, taxonomy: Taxonomy, threshold: number): Context {
  const labels = labelsOf(taxonomy)
  const label = (id: string) => labels.get(id) ?? id
  const groups = (all: ReadonlyMap<string, Group>, items: readonly Item[]) =>
    foldSmall(
      items,
      (id) => {
        const group = all.get(id)
        return group ? [group.entries, group.reasons, group.outcomes] : [0, 0, 0]
      },
      threshold,
    )
  const categories = (defined: Taxonomy['reasons'], counted: Tally['reasons']) => {
    const totalOf = (id: string) => counted.place.rowTotal(id)
    const published = new Map(defined.map(({ id, count }) => [id, count ?? 0]))
    const ids = [...new Set([...defined.map(({ id }) => id), ...counted.place.rowIds])]
    const items = ids.map((id) => ({ id, label: label(id) }))
    items.sort(
      (a, b) => totalOf(b.id) - totalOf(a.id) || (published.get(b.id) ?? 0) - (published.get(a.id) ?? 0),
    )
    return foldSmall(items, (id) => [totalOf(id)], threshold)
  }
  return {
    tally,
    taxonomy,
    threshold,
    place: taxonomy.report?.place ?? { one: 'network', many: 'networks' },
    places: groups(tally.places, bySize(tally.places)),
    practitioners: groups(tally.practitioners, bySize(tally.practitioners)),
    months: groups(tally.months, byTime(tally.months)),
    reasons: categories(taxonomy.reasons, tally.reasons),
    outcomes: categories(taxonomy.outcomes, tally.outcomes),
    label,
  }
}

/** Lines of one item each: the others' own counts are nowhere to be seen. */
export const single = (lines: readonly Line[]): readonly Line[] =>
  lines.filter(({ members }) => members.length === 1)

/** Is there anything to tell apart? A log without networks is all in one. */
export const isDivided = (lines: readonly Line[]): boolean => lines.some(({ id }) => id !== notSaid)

function bySize(groups: ReadonlyMap<string, Group>): Item[] {
  const last = (id: string) => (id === notSaid ? 1 : 0)
  return [...groups]
    .sort(([a, one], [b, other]) => last(a) - last(b) || other.entries - one.entries || compare(a, b))
    .map(([id]) => ({ id, label: id === notSaid ? 'Not recorded' : id }))
}

function byTime(groups: ReadonlyMap<string, Group>): Item[] {
  const last = (id: string) => (id === notSaid ? 1 : 0)
  return [...groups.keys()]
    .sort((a, b) => last(a) - last(b) || compare(a, b))
    .map((id) => ({ id, label: id === notSaid ? 'Not recorded' : monthLabel(id) }))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Reasons and outcomes of the same id are the same in words, too, but for their field. */
function labelsOf({
  reasons,
  outcomes,
  services,
  medicationClasses,
  scales,
  rules,
  referralSources,
}: Taxonomy) {
  const all = [...services, ...referralSources.list, ...medicationClasses, ...scales, ...outcomes, ...reasons]
  const labels = new Map(all.map(({ id, label }) => [id, label]))
  if (rules.unspecified !== undefined) labels.set(rules.unspecified, '(unspecified)')
  return labels
}

export const lineOf = (id: string, label: string): Line => alone({ id, label })
