/**
 * Which mentions a cue governs.
 *
 *     nil SI, low mood          no SI/TOSH          SI: nil          mum bipolar, anx
 *     ^^^ --                    ^^ -------          -- ^^^           ^^^ -------
 *
 * A cue governs the first thing in its direction and runs on through a list of findings that are alike; through
 * words that no rule read, where "or" closes their list; and through all that stands behind a heading.
 *
 *     no rash, fever or SI          FHx: depression, OCD. low mood          PMH depression, anxious now
 *     ^^             -- --          ^^^  ----------  ---                    ^^^ ----------
 */

import { Bit, type LexEntry } from '../../model/lexicon.ts'
import { entryOf, Kind, type Mention } from '../../model/reading.ts'
import type { Aside, Status } from '../../model/record.ts'
import type { Cue, Taxonomy } from '../../model/taxonomy.ts'
import { Gap, itemBreak, sentenceBreak } from '../../text/tokens.ts'
import { gapBetween, is, type Line, wordsBetween } from './line.ts'

export interface Governed {
  readonly status: Status | Aside
  readonly cue: Mention
}

/** Words that join a list under one cue whatever it lists, and those that join it as a comma does. */
const disjunctions = new Set(['or', 'nor'])
const fillers = new Set(['vs', 'any', 'other', 'of', 'no', 'a', 'the'])
const conjunctions = new Set(['and', '&'])
/** What may part a cue from the thing before it: "SI: nil", "SI - nil", "SI (nil)". */
const introduces = Gap.Colon | Gap.Dash | Gap.Bracket
/** How two things of a list are joined; `none` when they are of no list. */
type Joint = 'or' | 'and' | 'comma' | 'none'
/** Words a list may have between one thing and the next. */
const chainReach = 2
/** Words that no rule read in one item of a list: more of them are no name of a thing. */
const itemReach = 5
/** Words behind something in a list within which an "or" closes it. */
const listReach = 30
/** Breaks that part the items of one list. */
const listBreak = Gap.Comma | Gap.Slash

/** For each mention the cue that governs it, or undefined. */
export function govern(line: Line, taxonomy: Taxonomy): (Governed | undefined)[] {
  const { mentions } = line
  const governed: (Governed | undefined)[] = new Array(mentions.length)
  const cues = cuesIn(line, taxonomy)
  const asserted = assertions(line, taxonomy, cues)
  for (const found of cues)
    if (found.cue.status !== 'affirmed') new Scope(line, taxonomy, governed, asserted, found.at).apply(found)
  for (let at = 0; at < mentions.length; at++)
    if ((mentions[at] as Mention).within) byItself(at, line, taxonomy, governed)
  return governed
}

/** A cue in the line, and where it may stand, seen from what it governs. */
interface FoundCue {
  readonly at: number
  readonly cue: Cue
  before: boolean
  after: boolean
}

/** All cues, from right to left: in "SI nil DSH nil" the last can only look back, and leaves the first no choice. */
function cuesIn({ mentions }: Line, taxonomy: Taxonomy): FoundCue[] {
  const cues: FoundCue[] = []
  for (let at = mentions.length - 1; at >= 0; at--) {
    const mention = mentions[at] as Mention
    if (!is(mention, Bit.cue)) continue
    const from = cues.length
    for (const entry of mention.entries) {
      if (entry.kind !== 'cue') continue
      const cue = taxonomy.cues[entry.at] as Cue
      // The words only look like a cue.
      if (cue.status === 'none') {
        cues.length = from
        break
      }
      let known = from
      while (known < cues.length && (cues[known] as FoundCue).cue !== cue) known++
      if (known === cues.length) cues.push({ at, cue, before: false, after: false })
      if (entry.position === 'before') (cues[known] as FoundCue).before = true
      else (cues[known] as FoundCue).after = true
    }
  }
  return cues
}

/** A finding with a cue among its own words: "query EUPD". */
function byItself(
  at: number,
  { mentions }: Line,
  taxonomy: Taxonomy,
  governed: (Governed | undefined)[],
): void {
  const { within } = mentions[at] as Mention
  const entry = within?.entries[0]
  if (!within || !entry || governed[at]) return
  const { status } = taxonomy.cues[entry.at] as Cue
  if (status !== 'none') governed[at] = { status, cue: within }
}

/** What words of assertion stand by, which no list under a cue runs on to: "still anxious", "anx now". */
function assertions(
  line: Line,
  taxonomy: Taxonomy,
  cues: readonly FoundCue[],
): readonly (Governed | undefined)[] {
  let asserted: (Governed | undefined)[] | null = null
  for (const found of cues) {
    if (found.cue.status !== 'affirmed') continue
    asserted ??= new Array(line.mentions.length)
    new Scope(line, taxonomy, asserted, none, found.at).apply(found)
  }
  return asserted ?? none
}

const none: readonly never[] = []

class Scope {
  private readonly line: Line
  private readonly taxonomy: Taxonomy
  private readonly governed: (Governed | undefined)[]
  private readonly asserted: readonly (Governed | undefined)[]
  private readonly at: number
  private readonly own: Mention
  /** Was what follows taken by another cue that says the same? */
  private followed = false

  constructor(
    line: Line,
    taxonomy: Taxonomy,
    governed: (Governed | undefined)[],
    asserted: readonly (Governed | undefined)[],
    at: number,
  ) {
    this.line = line
    this.taxonomy = taxonomy
    this.governed = governed
    this.asserted = asserted
    this.at = at
    this.own = line.mentions[at] as Mention
  }

  apply({ cue, before, after }: FoundCue): void {
    if (cue.opens && !this.beginsItem()) return
    if (this.own.covers !== null) this.within(cue)
    if (before && !after) this.forward(cue)
    else if (after && !before) this.backward(cue)
    else {
      const backFirst = this.looksBack()
      if (backFirst && this.backward(cue)) return
      if (this.forward(cue) || backFirst) return
      // "car park, no prev mh": a cue that could stand in front looks back only from the end of its item,
      // or where another of its kind has taken what follows: "SI nil DSH nil".
      if (this.endsItem() || this.followed) this.backward(cue)
    }
  }

  /** A finding between the words of a cue is under it, whatever else the cue is over: "if SI worsens ring us". */
  private within(cue: Cue): void {
    const { mentions } = this.line
    for (let next = this.at + 1; next < mentions.length; next++) {
      const mention = mentions[next] as Mention
      if (mention.first > this.own.last) return
      if (mention.entries.some((entry) => subjectOf(entry) === 'finding')) this.set(next, cue)
    }
  }

  /** Do the marks around the cue tie it to what stands before? "SI: nil", "ADHD?" */
  private looksBack(): boolean {
    const { tokens } = this.line
    const cue = this.own
    if (cue.first === 0) return false
    const gap = tokens.gap[cue.first] as number
    if (tokens.kind[cue.first] === Kind.Symbol) {
      const after = cue.last + 1
      const tightAfter = after < tokens.length && tokens.start[after] === tokens.end[cue.last]
      return gap === 0 && !tightAfter
    }
    return (gap & introduces) !== 0 && this.endsItem()
  }

  private beginsItem(): boolean {
    const { first } = this.own
    return first === 0 || ((this.line.tokens.gap[first] as number) & (itemBreak | sentenceBreak)) !== 0
  }

  private endsItem(): boolean {
    const { tokens } = this.line
    const after = this.own.last + 1
    return after === tokens.length || ((tokens.gap[after] as number) & (itemBreak | sentenceBreak)) !== 0
  }

  private forward(cue: Cue): boolean {
    const { line, at, own } = this
    let words = 0
    for (let next = at + 1; next < line.mentions.length; next++) {
      const mention = line.mentions[next] as Mention
      if (mention.first <= own.last) continue
      const gap = this.gapTo(next)
      const inList = (gap & (sentenceBreak | itemBreak)) !== 0 && this.isListed(own.last, mention, gap)
      words += inList ? 0 : Math.max(0, wordsBetween(line, next - 1, next))
      if (words > cue.reach || (!inList && this.parts(gap, next - 1 === at))) return false
      if (this.stops(mention, cue)) return false
      if (this.takes(mention, cue)) {
        if (this.governed[next]?.status === cue.status) {
          this.followed = true
          return false
        }
        this.set(next, cue, next - 1 === at && wordsBetween(line, at, next) === 0)
        if (next - 1 === at && (gap & Gap.Colon) !== 0) this.heading(next, cue)
        else this.chain(next, 1, cue)
        return true
      }
      // "no suicidal intent, have referred": what is denied of a finding is not denied of an action behind it.
      if (!cue.over.includes('finding') && isFinding(mention)) return false
      if (!is(mention, Bit.cue)) words += mention.last - mention.first + 1
    }
    return false
  }

  /**
   * Does a list that begins behind token `from`, with words that no rule read, run on to this mention? It does when
   * "or" closes it: "no rash, fever or SI", and not "no job, low mood".
   */
  private isListed(from: number, mention: Mention, gap: number): boolean {
    if ((gap & (sentenceBreak | (itemBreak & ~listBreak))) !== 0) return false
    const { tokens } = this.line
    let item = 0
    const to = Math.min(tokens.length, mention.first + listReach)
    for (let i = Math.max(from + 1, mention.first - 2 * listReach); i < to; i++) {
      const before = tokens.gap[i] as number
      if ((before & (sentenceBreak | (itemBreak & ~listBreak))) !== 0) return false
      item = (before & listBreak) !== 0 ? 1 : item + 1
      if (item > itemReach) return false
      if (disjunctions.has(tokens.text(i))) {
        if (i + itemReach >= mention.first) return true
        item = 0
      }
    }
    return false
  }

  /** All behind a heading, to the end of its sentence: "FHx: depression, OCD." */
  private heading(from: number, cue: Cue): void {
    const { line } = this
    for (let next = from + 1; next < line.mentions.length; next++) {
      const mention = line.mentions[next] as Mention
      if ((gapBetween(line, next - 1, next) & (sentenceBreak | Gap.Colon)) !== 0) return
      if (is(mention, Bit.stop) || this.asserted[next] || this.stops(mention, cue)) return
      if (this.takes(mention, cue)) this.set(next, cue)
    }
  }

  /** What parts a mention from the one before; not the slash of a letter that a cue was cut short by: "mum w/ bipolar". */
  private gapTo(next: number): number {
    const { line, own } = this
    const gap = gapBetween(line, next - 1, next)
    if ((gap & Gap.Slash) === 0 || next - 1 !== this.at) return gap
    const { start, end } = line.tokens
    const ended = end[own.last] as number
    const isClipped = ended - (start[own.last] as number) === 1
    const isBeforeSpace = (start[(line.mentions[next] as Mention).first] as number) - ended === 2
    return isClipped && isBeforeSpace ? gap & ~Gap.Slash : gap
  }

  private backward(cue: Cue): boolean {
    const { line, at } = this
    if (cue.across && !this.endsItem()) return false
    let words = 0
    for (let next = at - 1; next >= 0; next--) {
      const mention = line.mentions[next] as Mention
      const gap = gapBetween(line, next, next + 1)
      words += Math.max(0, wordsBetween(line, next, next + 1))
      const isPast = cue.across && next + 1 === at ? gap & ~(Gap.Comma | Gap.Dash) : gap
      if (words > cue.reach || this.parts(isPast, next + 1 === at)) return false
      if (this.stops(mention, cue)) return false
      if (this.takes(mention, cue)) {
        if (this.governed[next]?.status === cue.status) return false
        this.set(next, cue, cue.across)
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
    const { entries } = mention
    for (let i = 0; i < entries.length; i++)
      if (cue.over.includes(subjectOf(entries[i] as LexEntry) as Cue['over'][number])) return true
    return false
  }

  /** @param isBeside whether the cue stands right before it: "no dark thoughts" denies even what is always uncertain */
  private set(index: number, cue: Cue, isBeside = false): void {
    const known = this.governed[index]
    // What is ruled out stays so: "no ?SI" is no question any more, "no signs of psychosis" nothing to watch for.
    if (known && weightOf(known.status) >= weightOf(cue.status)) return
    const { entries } = this.line.mentions[index] as Mention
    if (!isBeside && entries.every((entry) => entry.uncertain)) return
    this.governed[index] = { status: cue.status as Governed['status'], cue: this.own }
  }

  /** Goes on through a list from what is governed: after "or" always, else while the next is alike. */
  private chain(from: number, step: 1 | -1, cue: Cue): void {
    const { line } = this
    let last = from
    let closed = false
    for (let next = from + step; next >= 0 && next < line.mentions.length; next += step) {
      const mention = line.mentions[next] as Mention
      const [left, right] = step === 1 ? [last, next] : [next, last]
      const gap = gapBetween(line, left, right)
      if ((gap & sentenceBreak) !== 0) return
      let joint = this.joint(left, right)
      if (joint === 'none') {
        if (step < 0 || !this.isListed((line.mentions[last] as Mention).last, mention, gap)) return
        joint = 'and'
      }
      if (is(mention, Bit.stop | Bit.cue) || !this.takes(mention, cue)) return
      if (joint !== 'or') {
        if (this.asserted[next] || !this.runsOn(left, right, last, next, gap, joint, cue)) return
        // "isn't depressed, anx" ends at the comma; "isn't depressed, anxious or low" does not.
        if (cue.list === 'joined') {
          closed ||= joint === 'and' || (step === 1 && this.closes(next))
          if ((gap & Gap.Comma) !== 0 && !closed) return
        }
      }
      this.set(next, cue)
      last = next
    }
  }

  /** Does a list go on from here, comma by comma, to an "and" or "or"? */
  private closes(from: number): boolean {
    for (let at = from; at + 1 < this.line.mentions.length; at++) {
      const joint = this.joint(at, at + 1)
      if (joint !== 'comma') return joint !== 'none'
      if ((gapBetween(this.line, at, at + 1) & Gap.Comma) === 0) return false
    }
    return false
  }

  /** Does a list without "or" go on to the next? To what is alike; not from "no plan," to a finding of its own. */
  private runsOn(
    left: number,
    right: number,
    last: number,
    next: number,
    gap: number,
    joint: Joint,
    cue: Cue,
  ): boolean {
    const { mentions } = this.line
    const [from, to] = [mentions[last] as Mention, mentions[next] as Mention]
    // "if worse ring crisis line": what is supposed of an action is supposed of the service beside it.
    if (is(from, Bit.action) && is(to, Bit.service)) return left < right
    if (is(from, Bit.service) && is(to, Bit.action)) return gap === Gap.Space
    // "?bipolar/EUPD": a question is about both.
    if (cue.status === 'uncertain' && gap === Gap.Slash) return true
    // "partner depressed and suicidal": both are the partner's.
    if (isOthers(cue.status) && joint === 'and') return true
    if (!alike(from, to)) return false
    const isComma = (gap & Gap.Comma) !== 0
    return !(isComma && is(from, Bit.concept) && is(to, Bit.reason))
  }

  private joint(left: number, right: number): Joint {
    const { tokens, mentions } = this.line
    const from = (mentions[left] as Mention).last + 1
    const to = (mentions[right] as Mention).first
    if (to - from > chainReach) return 'none'
    let joint: Joint = 'comma'
    for (let i = from; i < to; i++) {
      const text = tokens.text(i)
      if (disjunctions.has(text)) joint = 'or'
      else if (conjunctions.has(text)) joint = joint === 'or' ? joint : 'and'
      else if (!fillers.has(text)) return 'none'
    }
    return joint
  }
}

const isOthers = (status: Cue['status']): boolean => status === 'family' || status === 'other-person'

/** A weightier status takes the place of another. */
const weightOf = (status: Cue['status']): number =>
  status === 'uncertain' ? 0 : status === 'hypothetical' ? 1 : 2

const isFinding = (mention: Mention): boolean =>
  is(mention, Bit.reason | Bit.concept) && !is(mention, Bit.action | Bit.service)

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
