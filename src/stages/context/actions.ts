/**
 * Which action governs which service or medication.
 *
 *     ref S2W, s/p DREC + LiveWell, await CMHT, Cruse - self ref
 *     ^^^ ---  ^^^ ----   --------  ^^^^^ ----  -----   ^^^^^^^^
 *
 * A leading action governs what follows until another action, a new topic or the end of the sentence;
 * an action may also stand behind its service.
 */

import { Bit, type LexEntry } from '../../model/lexicon.ts'
import type { Mention } from '../../model/reading.ts'
import { entryOf } from '../../model/reading.ts'
import type { Action, Taxonomy } from '../../model/taxonomy.ts'
import { Gap, itemBreak, sentenceBreak } from '../../text/tokens.ts'
import { gapBetween, is, type Line, wordsBetween } from './line.ts'

export interface Government {
  /** For each mention of a service or medication the place of the mention whose action is over it; -1 for none. */
  readonly actions: readonly number[]
  /** That action. */
  readonly entries: readonly (LexEntry | null)[]
  /** For each mention of an action: does it govern anything? */
  readonly governs: readonly boolean[]
}

/** Marks across which an action behind its service is still its own: "CMHT - awaiting", "S2W (self ref)". */
const ties = Gap.Dash | Gap.Colon | Gap.Bracket | Gap.Hyphen | Gap.Space
/** Words between a service and the action behind it; between an action and the nearest thing it leads. */
const behindReach = 3
const aheadReach = 4
/** Letters of a word that a full stop may shorten. */
const longestAbbreviation = 4
/** Mentions to look back over. */
const lookBackReach = 4

type Position = 'before' | 'after'

export function governServices(line: Line, taxonomy: Taxonomy): Government {
  const governing = new Governing(line, taxonomy)
  governing.lead()
  governing.inherit()
  governing.lookBack()
  return governing
}

interface Choice {
  readonly at: number
  readonly entry: LexEntry
}

class Governing implements Government {
  readonly actions: number[] = []
  readonly entries: (LexEntry | null)[] = []
  readonly governs: boolean[] = []
  private readonly line: Line
  private readonly taxonomy: Taxonomy
  /** Actions that stand behind what they govern, with the id of the action they were there. */
  private readonly consumed = new Map<number, string>()
  /** The mention that leads on from here; -1 for none. */
  private leading = -1
  private led = 0
  /** Was the last thing it led a medication? "declined sert, S2W" declines no service. */
  private ledMedication = false

  constructor(line: Line, taxonomy: Taxonomy) {
    this.line = line
    this.taxonomy = taxonomy
    for (let i = 0; i < line.mentions.length; i++) {
      this.actions.push(-1)
      this.entries.push(null)
      this.governs.push(false)
    }
  }

  lead(): void {
    const { line, governs } = this
    for (let at = 0; at < line.mentions.length; at++) {
      const mention = line.mentions[at] as Mention
      if (this.leading >= 0 && this.endsSentence(at)) this.leading = -1
      if (is(mention, Bit.action)) {
        this.leading = this.isLeader(mention, at) ? at : -1
        this.led = 0
        this.ledMedication = false
      } else if (!mention.foreign && is(mention, Bit.outcome)) {
        this.leading = -1
      }
      // "S2W leaflet": words that are the action behind a service are none of their own.
      const what = governs[at] ? undefined : governable(mention)
      if (what === undefined) continue
      const before = this.leading < 0 ? undefined : this.leader(this.leading, at, what)
      const after = this.behind(at, what)
      const chosen = this.choose(before, after, at)
      if (!chosen) {
        // A medication that the leader has no say in is a new topic: "HV told, sert 50, GP today".
        if (
          isMedication(what) &&
          this.leading >= 0 &&
          !this.fitting(line.mentions[this.leading] as Mention, 'before', what)
        )
          this.leading = -1
        continue
      }
      const from = chosen.at
      this.link(at, from, chosen.entry)
      if (chosen === after) {
        this.consumed.set(from, chosen.entry.id)
        // What has an action of its own behind it ends the list of the one in front.
        if (!isMedication(what)) this.leading = -1
      } else {
        this.led++
        this.ledMedication = isMedication(what)
      }
    }
  }

  /** A full stop ends what an action leads, but not behind an abbreviation: "ref. S2W", "cont. sert". */
  private endsSentence(at: number): boolean {
    const gap = gapBetween(this.line, at - 1, at) & sentenceBreak
    if (gap === 0) return false
    return gap !== Gap.Stop || this.leading !== at - 1 || !this.isAbbreviation(at - 1, at)
  }

  /** One short word that is a sentence of its own, right before the next. */
  private isAbbreviation(at: number, next: number): boolean {
    const { tokens, mentions } = this.line
    const { first, last } = mentions[at] as Mention
    return (
      first === last &&
      (mentions[next] as Mention).first === last + 1 &&
      (tokens.end[first] as number) - (tokens.start[first] as number) <= longestAbbreviation &&
      (first === 0 || ((tokens.gap[first] as number) & (itemBreak | sentenceBreak)) !== 0)
    )
  }

  private link(at: number, action: number, entry: LexEntry): void {
    this.actions[at] = action
    this.entries[at] = entry
    this.governs[action] = true
  }

  /** An action that stands behind one thing leads others only as another action: "sert via GP". */
  private isLeader(mention: Mention, at: number): boolean {
    for (const { kind, position, id } of mention.entries)
      if (kind === 'action' && position === 'before' && this.consumed.get(at) !== id) return true
    return false
  }

  private leader(from: number, at: number, what: LexEntry): Choice | undefined {
    const entry = this.fitting(this.line.mentions[from] as Mention, 'before', what)
    if (!entry || this.consumed.get(from) === entry.id) return undefined
    if (this.ledMedication && !isMedication(what) && !this.joined(at)) return undefined
    const action = this.taxonomy.actions[entry.at] as Action
    if (action.reach === 'next' || isMedication(what)) {
      // A joined list of the nearest ("sert and mirt") still counts as the nearest.
      if (this.led > 0 && !this.joined(at)) return undefined
      if (
        this.led === 0 &&
        (this.words(from, at) > aheadReach ||
          (this.gaps(from, at) & (Gap.Comma | Gap.Slash | Gap.Plus)) !== 0)
      ) {
        return undefined
      }
    } else if (this.led === 0 && this.words(from, at) > aheadReach + 2) return undefined
    return { at: from, entry }
  }

  /** The action behind a service; of several within reach the strongest, then the nearest. */
  private behind(at: number, what: LexEntry): Choice | undefined {
    let best: Choice | undefined
    let count = 0
    for (let next = at + 1; next < this.line.mentions.length; next++) {
      if ((gapBetween(this.line, next - 1, next) & ~ties) !== 0) return best
      count += wordsBetween(this.line, next - 1, next)
      if (count > behindReach) return best
      const mention = this.line.mentions[next] as Mention
      if (is(mention, Bit.action)) {
        const entry = this.fitting(mention, 'after', what)
        if (
          entry &&
          !this.leadsElsewhere(next, at) &&
          (!best || this.strengthOf(entry) > this.strengthOf(best.entry))
        ) {
          best = { at: next, entry }
        }
        if (!this.fitting(mention, 'after')) return best
        continue
      }
      const other = governable(mention)
      if (other && (!isMedication(other) || isMedication(what))) return best
    }
    return best
  }

  /** Is the action at `next` rather the leader of the thing right behind it? "S2W, ref CMHT" */
  private leadsElsewhere(next: number, at: number): boolean {
    const mention = this.line.mentions[next] as Mention
    const following = this.line.mentions[next + 1]
    if (!following) return false
    const what = governable(following)
    if (what === undefined || !this.fitting(mention, 'before', what)) return false
    // "GP to rx sert" is over both of them.
    const own = governable(this.line.mentions[at] as Mention)
    if (own !== undefined && isMedication(own) !== isMedication(what)) return false
    if (
      (gapBetween(this.line, next, next + 1) & (itemBreak | sentenceBreak)) !== 0 ||
      wordsBetween(this.line, next, next + 1) > 1
    ) {
      return false
    }
    // Both neighbours could be its own. With a mark before it, it is tied to what follows.
    return (gapBetween(this.line, at, next) & itemBreak) !== 0 || this.leading >= 0
  }

  private choose(before: Choice | undefined, after: Choice | undefined, at: number): Choice | undefined {
    if (!before || !after) return before ?? after
    const [inFront, atBack] = [this.strengthOf(before.entry), this.strengthOf(after.entry)]
    if (inFront !== atBack) return inFront > atBack ? before : after
    const adjacent =
      this.led === 0 && this.words(this.leading, at) <= 1 && (this.gaps(this.leading, at) & itemBreak) === 0
    return adjacent ? before : after
  }

  /** "S2W and REC details given": what is joined to a governed service, and has no action, shares its action. */
  inherit(): void {
    for (let at = this.line.mentions.length - 2; at >= 0; at--) {
      const next = this.entries[at + 1]
      if (!next || this.entries[at]) continue
      const what = governable(this.line.mentions[at] as Mention)
      if (what === undefined || !this.joined(at + 1)) continue
      if (next.position !== 'after' || !this.fits(next, what)) continue
      this.link(at, this.actions[at + 1] as number, next)
    }
  }

  /** An action left without a service takes the last one of its sentence: "given S2W number, will ring them herself". */
  lookBack(): void {
    for (let at = 1; at < this.line.mentions.length; at++) {
      const mention = this.line.mentions[at] as Mention
      if (this.governs[at] || !is(mention, Bit.action)) continue
      const entry = mention.entries.find(
        (candidate) =>
          candidate.kind === 'action' && (this.taxonomy.actions[candidate.at] as Action).lookBack,
      )
      if (!entry) continue
      for (let back = at - 1; back >= 0 && at - back <= lookBackReach; back--) {
        if ((gapBetween(this.line, back, back + 1) & sentenceBreak) !== 0) break
        const what = governable(this.line.mentions[back] as Mention)
        if (what === undefined || !this.fits(entry, what)) continue
        const known = this.entries[back]
        if (known && !this.beats(entry, known) && this.strengthOf(known) >= this.strengthOf(entry)) break
        this.link(back, at, entry)
        break
      }
    }
  }

  /** Is the mention tied to the one before it by and, &, + or a slash, and nothing else? */
  private joined(at: number): boolean {
    const gap = gapBetween(this.line, at - 1, at)
    const between = wordsBetween(this.line, at - 1, at)
    if ((gap & (sentenceBreak | Gap.Comma | Gap.Dash | Gap.Colon)) !== 0) return false
    if ((gap & (Gap.Plus | Gap.Slash)) !== 0) return between === 0
    if (between !== 1) return false
    const word = this.line.tokens.text((this.line.mentions[at] as Mention).first - 1)
    return word === 'and' || word === '&'
  }

  private fitting(mention: Mention, position: Position, what?: LexEntry): LexEntry | undefined {
    let best: LexEntry | undefined
    for (const entry of mention.entries) {
      if (entry.kind !== 'action' || entry.position !== position) continue
      if (what !== undefined && !this.fits(entry, what)) continue
      if (!best || this.strengthOf(entry) > this.strengthOf(best)) best = entry
    }
    return best
  }

  /** "Spoke to perinatal team and sent referral": looking back, the weightier action takes the service over. */
  private beats(entry: LexEntry, known: LexEntry): boolean {
    const { beats } = this.taxonomy.actions[entry.at] as Action
    return beats?.includes((this.taxonomy.actions[known.at] as Action).id) ?? false
  }

  private strengthOf(entry: LexEntry): number {
    return (this.taxonomy.actions[entry.at] as Action).strength
  }

  private fits(entry: LexEntry, what: LexEntry): boolean {
    const { over, only } = this.taxonomy.actions[entry.at] as Action
    return over.includes(groupOf(what) as Action['over'][number]) && (!only || only.includes(what.id))
  }

  private words(from: number, to: number): number {
    let count = 0
    for (let next = from + 1; next <= to; next++) count += wordsBetween(this.line, next - 1, next)
    return count
  }

  private gaps(from: number, to: number): number {
    let gap = 0
    for (let next = from + 1; next <= to; next++) gap |= gapBetween(this.line, next - 1, next)
    return gap
  }
}

/** What an action may be over: a service, or a medication. */
function governable(mention: Mention): LexEntry | undefined {
  if (mention.foreign || !is(mention, Bit.service | Bit.medication)) return undefined
  return entryOf(mention, 'service') ?? entryOf(mention, 'medication')
}

const isMedication = (what: LexEntry): boolean => what.kind === 'medication'
const groupOf = (what: LexEntry): string | undefined => (isMedication(what) ? what.kind : what.group)
