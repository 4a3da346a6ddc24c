/**
 * Which mentions a cue governs.
 *
 *     nil SI, low mood          no SI/TOSH          SI: nil          mum bipolar, anx
 *     ^^^ --                    ^^ -------          -- ^^^           ^^^ -------
 *
 * A cue governs the first thing in its direction and runs on through a list of findings that are alike.
 */

import { Bit, type LexEntry } from '../../model/lexicon.ts'
import { entryOf, Kind, type Mention } from '../../model/reading.ts'
import type { Aside, Status } from '../../model/record.ts'
import type { Cue, Taxonomy } from '../../model/taxonomy.ts'
import { Gap, itemBreak, sentenceBreak } from '../../text/tokens.ts'
import { gapBetween, is, type Line, wordsBetween } from './line.ts'

export interface Governed {
  readonly status: Exclude<Status, 'affirmed'> | Aside
  readonly cue: Mention
}

/** Words that join a list under one cue whatever it lists, and those that join it as a comma does. */
const disjunctions = new Set(['or', 'nor'])
const conjunctions = new Set(['and', '&', 'vs', 'any', 'other', 'of', 'no', 'a', 'the'])
/** What may part a cue from the thing before it: "SI: nil", "SI - nil", "SI (nil)". */
const introduces = Gap.Colon | Gap.Dash | Gap.Bracket
/** Words a list may have between one thing and the next. */
const chainReach = 2

/** For each mention the cue that governs it, or undefined. */
export function govern(line: Line, taxonomy: Taxonomy): (Governed | undefined)[] {
  const governed: (Governed | undefined)[] = new Array(line.mentions.length)
  // From right to left: in "SI nil DSH nil" the last cue can only look back, and leaves the first no choice.
  for (let at = line.mentions.length - 1; at >= 0; at--) {
    const mention = line.mentions[at] as Mention
    if (!is(mention, Bit.cue)) continue
    for (const group of byStatus(mention, taxonomy)) new Scope(line, taxonomy, governed, at).apply(group)
  }
  return governed
}

interface Directions {
  before?: Cue
  after?: Cue
}

/** A mention's cues, those of one status and over the same kinds together. */
function byStatus(mention: Mention, taxonomy: Taxonomy): Directions[] {
  const groups = new Map<string, Directions>()
  for (const entry of mention.entries) {
    if (entry.kind !== 'cue' || !entry.position) continue
    const cue = taxonomy.cues[entry.at] as Cue
    if (cue.status === 'none') return []
    const key = `${cue.status} ${cue.over.join(' ')}`
    const group = groups.get(key) ?? {}
    group[entry.position] = cue
    groups.set(key, group)
  }
  return [...groups.values()]
}

class Scope {
  private readonly line: Line
  private readonly taxonomy: Taxonomy
  private readonly governed: (Governed | undefined)[]
  private readonly at: number
  /** Was what follows taken by another cue that says the same? */
  private followed = false

  constructor(line: Line, taxonomy: Taxonomy, governed: (Governed | undefined)[], at: number) {
    this.line = line
    this.taxonomy = taxonomy
    this.governed = governed
    this.at = at
  }

  apply({ before, after }: Directions): void {
    if (before && !after) this.forward(before)
    else if (after && !before) this.backward(after)
    else if (before && after) {
      const backFirst = this.looksBack()
      if (backFirst && this.backward(after)) return
      if (this.forward(before) || backFirst) return
      // "car park, no prev mh": a cue that could stand in front looks back only from the end of its item,
      // or where another of its kind has taken what follows: "SI nil DSH nil".
      if (this.endsItem() || this.followed) this.backward(after)
    }
  }

  /** Do the marks around the cue tie it to what stands before? "SI: nil", "ADHD?" */
  private looksBack(): boolean {
    const { tokens, mentions } = this.line
    const cue = mentions[this.at] as Mention
    if (cue.first === 0) return false
    const gap = tokens.gap[cue.first] as number
    if (tokens.kind[cue.first] === Kind.Symbol) {
      const after = cue.last + 1
      const tightAfter = after < tokens.length && tokens.start[after] === tokens.end[cue.last]
      return gap === 0 && !tightAfter
    }
    return (gap & introduces) !== 0 && this.endsItem()
  }

  private endsItem(): boolean {
    const { tokens, mentions } = this.line
    const after = (mentions[this.at] as Mention).last + 1
    return after === tokens.length || ((tokens.gap[after] as number) & (itemBreak | sentenceBreak)) !== 0
  }

  private forward(cue: Cue): boolean {
    const { line, at } = this
    let words = 0
    for (let next = at + 1; next < line.mentions.length; next++) {
      const mention = line.mentions[next] as Mention
      const gap = gapBetween(line, next - 1, next)
      words += wordsBetween(line, next - 1, next)
      if (words > cue.reach || this.parts(gap, next - 1 === at)) return false
      if (this.stops(mention, cue)) return false
      if (this.takes(mention, cue)) {
        if (this.governed[next]?.status === cue.status) {
          this.followed = true
          return false
        }
        this.set(next, cue)
        this.chain(next, 1, cue)
        return true
      }
      if (!is(mention, Bit.cue)) words += mention.last - mention.first + 1
    }
    return false
  }

  private backward(cue: Cue): boolean {
    const { line, at } = this
    let words = 0
    for (let next = at - 1; next >= 0; next--) {
      const mention = line.mentions[next] as Mention
      const gap = gapBetween(line, next, next + 1)
      words += wordsBetween(line, next, next + 1)
      if (words > cue.reach || this.parts(gap, next + 1 === at)) return false
      if (this.stops(mention, cue)) return false
      if (this.takes(mention, cue)) {
        if (this.governed[next]?.status === cue.status) return false
        this.set(next, cue)
        this.chain(next, -1, cue)
        return true
      }
      words += mention.last - mention.first + 1
    }
    return false
  }

  /** A list break ends the search; right beside the cue a colon, dash or bracket only introduces. */
  private parts(gap: number, beside: boolean): boolean {
    return (gap & sentenceBreak) !== 0 || (gap & (beside ? itemBreak & ~introduces : itemBreak)) !== 0
  }

  private stops(mention: Mention, cue: Cue): boolean {
    if (!is(mention, Bit.stop | Bit.cue)) return false
    for (const entry of mention.entries) {
      if (entry.kind === 'stop') return true
      if (entry.kind === 'cue' && (this.taxonomy.cues[entry.at] as Cue).status === cue.status) return true
    }
    return false
  }

  private takes(mention: Mention, cue: Cue): boolean {
    return mention.entries.some((entry) => cue.over.includes(subjectOf(entry) as Cue['over'][number]))
  }

  private set(index: number, cue: Cue): void {
    const known = this.governed[index]
    // What is ruled out stays so: "no ?SI" is no question any more.
    if (known && (known.status !== 'uncertain' || cue.status === 'uncertain')) return
    if ((this.line.mentions[index] as Mention).entries.every((entry) => entry.uncertain)) return
    this.governed[index] = {
      status: cue.status as Governed['status'],
      cue: this.line.mentions[this.at] as Mention,
    }
  }

  /** Goes on through a list from what is governed: after "or" always, else while the next is alike. */
  private chain(from: number, step: 1 | -1, cue: Cue): void {
    const { line } = this
    let last = from
    for (let next = from + step; next >= 0 && next < line.mentions.length; next += step) {
      const mention = line.mentions[next] as Mention
      const [left, right] = step === 1 ? [last, next] : [next, last]
      if ((gapBetween(line, left, right) & sentenceBreak) !== 0) return
      const joint = this.joint(left, right)
      if (joint === 'none') return
      if (is(mention, Bit.stop | Bit.cue) || !this.takes(mention, cue)) return
      if (joint === 'list' && !this.runsOn(left, right, last, next)) return
      this.set(next, cue)
      last = next
    }
  }

  /** Does a list without "or" go on to the next? To what is alike; not from "no plan," to a finding of its own. */
  private runsOn(left: number, right: number, last: number, next: number): boolean {
    const { mentions } = this.line
    const [from, to] = [mentions[last] as Mention, mentions[next] as Mention]
    // "if worse ring crisis line": what is supposed of an action is supposed of the service behind it.
    if (is(from, Bit.action) && is(to, Bit.service)) return left < right
    if (!alike(from, to)) return false
    const isComma = (gapBetween(this.line, left, right) & Gap.Comma) !== 0
    return !(isComma && is(from, Bit.concept) && is(to, Bit.reason))
  }

  private joint(left: number, right: number): 'any' | 'list' | 'none' {
    const { tokens, mentions } = this.line
    const from = (mentions[left] as Mention).last + 1
    const to = (mentions[right] as Mention).first
    if (to - from > chainReach) return 'none'
    let any = false
    for (let i = from; i < to; i++) {
      const text = tokens.text(i)
      if (disjunctions.has(text)) any = true
      else if (!conjunctions.has(text)) return 'none'
    }
    return any ? 'any' : 'list'
  }
}

function subjectOf(entry: LexEntry): string {
  const { kind } = entry
  return kind === 'reason' || kind === 'outcome' || kind === 'concept' || kind === 'scale' ? 'finding' : kind
}

function alike(a: Mention, b: Mention): boolean {
  const kind = (mention: Mention) =>
    mention.entries.find((entry) => entry.alike)?.alike ?? entryOf(mention, 'medication')?.kind
  const first = kind(a)
  return first !== undefined && first === kind(b)
}
