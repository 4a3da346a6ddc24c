/** Decides which finds stand: those whose company is there, the longest first, each token used once. */
import type { Finds } from '../../lexicon/finds.ts'
import { distanceIn, meansIn } from '../../lexicon/readings.ts'
import type { Surroundings } from '../../lexicon/surroundings.ts'
import type { Field } from '../../model/entry.ts'
import { Bit, type LexEntry } from '../../model/lexicon.ts'
import type { Mention } from '../../model/reading.ts'

// The rank of a find, digit by digit from the left; smaller is better.
const widest = 400
const meansBase = 5
const editsBase = 16
/** More finds than any field has; a rank times this still fits a number exactly. */
const places = 2 ** 32
const few = 1024
const keep = 100_000

/** What is of another field's list. */
const foreignIn: Readonly<Record<Field, number>> = {
  reason: Bit.outcome | Bit.overServices,
  outcome: Bit.reason | Bit.source,
  note: 0,
}

/** One field after another; it keeps its arrays from field to field, and nothing else. */
export class Standing {
  /** By token: the number of the mention that holds it, from 1; 0 where it is free. */
  private owners = new Int32Array(few)
  private keys = new Float64Array(few)
  /** Finds that may count. */
  private able = new Int32Array(few)
  /** By mention: the find it began with, and the entries of it and of others of the same words. */
  private readonly leads: number[] = []
  /** By mention: its first and last token. */
  private readonly firsts: number[] = []
  private readonly lasts: number[] = []
  /** By mention: a cue among its words, with its place among the finds; undefined for most. */
  private readonly within: (readonly [number, LexEntry] | undefined)[] = []
  private readonly entries: LexEntry[][] = []

  /** The mentions of a field of `length` tokens, in text order. `around` has looked at these finds. */
  mentions(
    finds: Finds,
    length: number,
    field: Field,
    around: Surroundings,
    lexicon: readonly LexEntry[],
  ): Mention[] {
    this.begin(finds.length, length)
    const foreign = foreignIn[field]
    const count = this.rank(finds, foreign, around)
    for (let i = 0; i < count; i++) {
      const find = this.able[(this.keys[i] as number) % places] as number
      const owner = this.owners[finds.first[find] as number] as number
      const entry = lexicon[finds.order[find] as number] as LexEntry
      if (!this.isHeldBy(owner, find, finds)) {
        if (((finds.bits[find] as number) & Bit.inside) !== 0) this.claimRest(find, entry, finds)
      } else if (owner === 0) {
        this.add(find, entry, finds.first[find] as number, finds.last[find] as number)
        this.claim(find, this.leads.length, finds)
      } else if (sharesReading(this.leads[owner - 1] as number, find, finds, foreign)) {
        const entries = this.entries[owner - 1] as LexEntry[]
        if (!entries.includes(entry)) entries.push(entry)
      }
    }
    return this.inTextOrder(finds, length, foreign)
  }

  private begin(finds: number, tokens: number): void {
    this.leads.length = 0
    this.firsts.length = 0
    this.lasts.length = 0
    this.within.length = 0
    this.entries.length = 0
    if (finds > this.keys.length || this.keys.length > keep) {
      this.keys = new Float64Array(Math.max(few, finds * 2))
      this.able = new Int32Array(this.keys.length)
    }
    if (tokens > this.owners.length || this.owners.length > keep)
      this.owners = new Int32Array(Math.max(few, tokens * 2))
    else this.owners.fill(0, 0, tokens)
  }

  private inTextOrder(finds: Finds, length: number, foreign: number): Mention[] {
    const mentions: Mention[] = []
    const { owners, leads } = this
    for (let i = 0; i < length; i++) {
      const owner = owners[i] as number
      if (owner === 0 || this.firsts[owner - 1] !== i) continue
      const lead = leads[owner - 1] as number
      const entries = this.entries[owner - 1] as LexEntry[]
      let kinds: number = Bit[(entries[0] as LexEntry).kind]
      for (let e = 1; e < entries.length; e++) kinds |= Bit[(entries[e] as LexEntry).kind]
      const cue = this.within[owner - 1]
      const mention: Mention = {
        entries,
        kinds,
        first: i,
        last: this.lasts[owner - 1] as number,
        covers: finds.coversOf(lead),
        means: finds.means(lead),
        distance: finds.distance(lead),
        foreign: ((finds.bits[lead] as number) & foreign) !== 0,
      }
      if (cue === undefined) mentions.push(mention)
      else if (cue[1].inside === 'own') mentions.push({ ...mention, within: cueOf(finds, ...cue) })
      else mentions.push(mention, cueOf(finds, ...cue))
    }
    return mentions
  }

  /**
   * Puts finds that may count in order, best first; of equal ones the first in the text, then the first that was
   * found. A key is the rank, and behind it the place in `able`. Tells how many there are.
   */
  private rank(finds: Finds, foreign: number, around: Surroundings): number {
    const { keys, able } = this
    let count = 0
    // The walk went from the last token to the first: from token to token the finds are turned round.
    for (let to = finds.length; to > 0; ) {
      const first = finds.first[to - 1] as number
      let from = to - 1
      while (from > 0 && finds.first[from - 1] === first) from--
      for (let i = from; i < to; i++) {
        if (!around.allow(i)) continue
        able[count] = i
        keys[count] = rankOf(finds, i, foreign) * places + count
        count++
      }
      to = from
    }
    ascending(keys, count)
    return count
  }

  /** Are the find's tokens free (`owner` is 0), or all held by one mention of the same words? */
  private isHeldBy(owner: number, find: number, finds: Finds): boolean {
    const { owners } = this
    const first = finds.first[find] as number
    const last = finds.last[find] as number
    const covers = finds.coversOf(find)
    if (covers === null) {
      for (let i = first + 1; i <= last; i++) if (owners[i] !== owner) return false
    } else {
      for (let i = 0; i < covers.length; i++) if (owners[covers[i] as number] !== owner) return false
    }
    if (owner === 0) return true
    const lead = this.leads[owner - 1] as number
    return (
      finds.first[lead] === first &&
      finds.last[lead] === last &&
      finds.width[lead] === finds.width[find] &&
      this.lasts[owner - 1] === last
    )
  }

  private add(find: number, entry: LexEntry, first: number, last: number): void {
    this.leads.push(find)
    this.entries.push([entry])
    this.firsts.push(first)
    this.lasts.push(last)
  }

  /**
   * A cue whose other words are taken counts by its first or its last ones, where they are free:
   *
   *     mum worried about his low mood          carer for wife who has depression
   *         ~~~~~~~~~~~~~~~~~~~~~~~~~~          ~~~~~~~~~~~~~~
   *     ^^^                                                    ^^^^^^^
   *
   * Where none are free it counts if it ends the other's words ("[worried about her son's] SI"), or is over them itself
   * ("[query EUPD]").
   */
  private claimRest(find: number, entry: LexEntry, finds: Finds): void {
    if (finds.coversOf(find) !== null) return
    const { owners } = this
    let first = finds.first[find] as number
    let last = finds.last[find] as number
    const leads = owners[first] === 0
    if (leads) {
      while (owners[last] !== 0) last--
    } else {
      while (first <= last && owners[first] !== 0) first++
    }
    if (first > last) {
      this.claimWithin(find, entry, finds)
      return
    }
    if (entry.inside === 'own') return
    for (let i = first; i <= last; i++) if (owners[i] !== 0) return
    this.add(find, entry, first, last)
    owners.fill(this.leads.length, first, last + 1)
  }

  private claimWithin(find: number, entry: LexEntry, finds: Finds): void {
    const last = finds.last[find] as number
    const owner = (this.owners[last] as number) - 1
    const ends = this.lasts[owner] === last
    const begins = this.firsts[owner] === finds.first[find]
    if ((this.entries[owner] as LexEntry[])[0]?.kind === 'cue') return
    if (entry.inside === 'own' ? (entry.position === 'before' ? begins : ends) : ends)
      this.within[owner] = [find, entry]
  }

  private claim(find: number, owner: number, finds: Finds): void {
    const covers = finds.coversOf(find)
    if (covers === null) this.owners.fill(owner, finds.first[find], (finds.last[find] as number) + 1)
    else for (let i = 0; i < covers.length; i++) this.owners[covers[i] as number] = owner
  }
}

function cueOf(finds: Finds, find: number, entry: LexEntry): Mention {
  return {
    entries: [entry],
    kinds: Bit[entry.kind],
    first: finds.first[find] as number,
    last: finds.last[find] as number,
    covers: null,
    means: finds.means(find),
    distance: finds.distance(find),
    foreign: false,
  }
}

/**
 * Own before foreign, long before short, a finding before a cue as long, sure before doubtful, a frequency ("OD" behind
 * a dose) before what else it may be, with company before without.
 */
function rankOf(finds: Finds, at: number, foreign: number): number {
  const bits = finds.bits[at] as number
  const short = widest - Math.min(widest, finds.width[at] as number)
  const sureness = finds.sureness[at] as number
  const edits = Math.min(editsBase - 1, distanceIn(sureness))
  const bare = (bits & Bit.company) === 0 ? 1 : 0
  const cue = (bits & Bit.cue) !== 0 ? 1 : 0
  const other = (bits & Bit.frequency) !== 0 ? 0 : 1
  const foreigner = (bits & foreign) !== 0 ? 1 : 0
  const sure =
    (((foreigner * (widest + 1) + short) * 2 + cue) * meansBase + meansIn(sureness)) * editsBase + edits
  return (sure * 2 + other) * 2 + bare
}

/** Most fields have a dozen finds: putting each in its place is quicker there than any sort that is called. */
function ascending(keys: Float64Array, count: number): void {
  if (count > 64) {
    keys.subarray(0, count).sort()
    return
  }
  for (let i = 1; i < count; i++) {
    const key = keys[i] as number
    let at = i
    for (; at > 0 && (keys[at - 1] as number) > key; at--) keys[at] = keys[at - 1] as number
    keys[at] = key
  }
}

/** Readings of the same words stand together when they are as sure, and as well accompanied, as the first. */
function sharesReading(lead: number, find: number, finds: Finds, foreign: number): boolean {
  if (finds.sureness[find] !== finds.sureness[lead]) return false
  const differs = (finds.bits[find] as number) ^ (finds.bits[lead] as number)
  if ((differs & (Bit.frequency | Bit.company)) !== 0) return false
  return (((finds.bits[find] as number) & foreign) !== 0) === (((finds.bits[lead] as number) & foreign) !== 0)
}
