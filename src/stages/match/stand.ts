/** Decides which finds stand: those whose company is there, the longest first, each token used once. */
import type { Surroundings } from '../../lexicon/surroundings.ts'
import type { Field } from '../../model/entry.ts'
import type { LexEntry } from '../../model/lexicon.ts'
import type { Find, Mention, Token } from '../../model/reading.ts'

/** The mentions of a field, in text order. `around` has looked at these finds. */
export function stand(
  finds: readonly Find[],
  tokens: readonly Token[],
  field: Field,
  around: Surroundings,
): Mention[] {
  const order = ranked(finds, field, around)
  const owners: (Draft | null)[] = []
  for (let i = 0; i < tokens.length; i++) owners.push(null)
  let drafts = 0
  for (let i = 0; i < order.length; i++) {
    const find = order[i] as Find
    const owner = owners[find.first] as Draft | null
    if (!isHeldBy(owner, find, owners)) continue
    if (owner === null) {
      claim(find, { lead: find, entries: [find.entry] }, owners)
      drafts++
    } else if (sharesReading(owner.lead, find, field) && !owner.entries.includes(find.entry)) {
      owner.entries.push(find.entry)
    }
  }
  return drafts === 0 ? [] : inTextOrder(owners, field)
}

interface Draft {
  readonly lead: Find
  readonly entries: LexEntry[]
}

function inTextOrder(owners: readonly (Draft | null)[], field: Field): Mention[] {
  const mentions: Mention[] = []
  for (let i = 0; i < owners.length; i++) {
    const draft = owners[i] as Draft | null
    if (draft === null || draft.lead.first !== i) continue
    const { first, last, covers, means, distance, entry } = draft.lead
    mentions.push({
      entries: draft.entries,
      first,
      last,
      covers,
      means,
      distance,
      foreign: isForeign(entry, field),
    })
  }
  return mentions
}

const isForeign = (entry: LexEntry, field: Field): boolean =>
  ((entry.kind === 'reason' || entry.kind === 'source') && field === 'outcome') ||
  (entry.kind === 'outcome' && field === 'reason')

// The rank of a find, digit by digit from the left; smaller is better.
const widest = 400
const meansBase = 5
const editsBase = 16
/** More finds than any field has; a rank times this still fits a number exactly. */
const places = 2 ** 32

/**
 * Own before foreign, long before short, a finding before a cue as long, sure before doubtful, a frequency ("OD" behind
 * a dose) before what else it may be, with company before without.
 */
function rank(find: Find, field: Field): number {
  const foreign = isForeign(find.entry, field) ? 1 : 0
  const short = widest - Math.min(widest, find.width)
  const edits = Math.min(editsBase - 1, find.distance)
  const bare = find.entry.company === undefined ? 1 : 0
  const cue = find.entry.kind === 'cue' ? 1 : 0
  const other = find.entry.kind === 'frequency' ? 0 : 1
  const sure = (((foreign * (widest + 1) + short) * 2 + cue) * meansBase + find.means) * editsBase + edits
  return (sure * 2 + other) * 2 + bare
}

/** Finds that may count, best first; of equal ones the first in the text, then the first that was found. */
function ranked(finds: readonly Find[], field: Field, around: Surroundings): Find[] {
  const able: Find[] = []
  const keys: number[] = []
  // The walk went from the last token to the first: from token to token the finds are turned round.
  for (let to = finds.length; to > 0; ) {
    const { first } = finds[to - 1] as Find
    let from = to - 1
    while (from > 0 && (finds[from - 1] as Find).first === first) from--
    for (let i = from; i < to; i++) {
      const find = finds[i] as Find
      if (!around.allow(find)) continue
      keys.push(rank(find, field) * places + able.length)
      able.push(find)
    }
    to = from
  }
  const sorted = ascending(keys)
  const order: Find[] = []
  for (let i = 0; i < sorted.length; i++) order.push(able[(sorted[i] as number) % places] as Find)
  return order
}

/** Most fields have a dozen finds: putting each in its place is quicker there than any sort that is called. */
function ascending(keys: number[]): ArrayLike<number> {
  if (keys.length > 64) return Float64Array.from(keys).sort()
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as number
    let at = i
    for (; at > 0 && (keys[at - 1] as number) > key; at--) keys[at] = keys[at - 1] as number
    keys[at] = key
  }
  return keys
}

/** Are the find's tokens free (`owner` is null), or all held by one mention of the same words? */
function isHeldBy(owner: Draft | null, find: Find, owners: readonly (Draft | null)[]): boolean {
  const { first, last, width, covers } = find
  if (covers === null) {
    for (let i = first + 1; i <= last; i++) if (owners[i] !== owner) return false
  } else {
    for (let i = 0; i < covers.length; i++) if (owners[covers[i] as number] !== owner) return false
  }
  if (owner === null) return true
  const { lead } = owner
  return lead.first === first && lead.last === last && lead.width === width
}

function claim({ first, last, covers }: Find, draft: Draft, owners: (Draft | null)[]): void {
  if (covers === null) for (let i = first; i <= last; i++) owners[i] = draft
  else for (const i of covers) owners[i] = draft
}

/** Readings of the same words stand together when they are as sure, and as well accompanied, as the first. */
function sharesReading(lead: Find, find: Find, field: Field): boolean {
  return (
    find.means === lead.means &&
    find.distance === lead.distance &&
    (find.entry.kind === 'frequency') === (lead.entry.kind === 'frequency') &&
    (find.entry.company === undefined) === (lead.entry.company === undefined) &&
    isForeign(find.entry, field) === isForeign(lead.entry, field)
  )
}
