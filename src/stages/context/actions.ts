/**
 * Which action governs which service or medication.
 *
 *     ref S2W, s/p DREC + LiveWell, await CMHT, Cruse - self ref
 *     ^^^ ---  ^^^ ----   --------  ^^^^^ ----  -----   ^^^^^^^^
 *
 * A leading action governs what follows until another action, a new topic or the end of the sentence;
 * an action may also stand behind its service.
 */
import type { LexEntry } from '../../model/lexicon.ts'
import type { Mention } from '../../model/reading.ts'
import type { Action, Taxonomy } from '../../model/taxonomy.ts'
import { Gap, itemBreak, sentenceBreak } from '../../text/tokens.ts'
import { entryOf, gapBetween, is, type Line, wordsBetween } from './line.ts'

export interface Link {
  readonly action: Mention
  readonly entry: LexEntry
}

export interface Government {
  /** For each mention of a service or medication the action over it, or undefined. */
  readonly links: readonly (Link | undefined)[]
  /** For each mention of an action: does it govern anything? */
  readonly governs: readonly boolean[]
}

/** Marks across which an action behind its service is still its own: "CMHT - awaiting", "S2W (self ref)". */
const ties = Gap.Dash | Gap.Colon | Gap.Bracket | Gap.Hyphen | Gap.Space
/** Words between a service and the action behind it; between an action and the nearest thing it leads. */
const behindReach = 3
const aheadReach = 4
/** Mentions to look back over. */
const lookBackReach = 4

type Position = 'before' | 'after'

export function governServices(line: Line, taxonomy: Taxonomy): Government {
  const links: (Link | undefined)[] = new Array(line.mentions.length)
  const governs: boolean[] = new Array(line.mentions.length).fill(false)
  /** Actions that stand behind what they govern, with the id of the action they were there. */
  const consumed = new Map<number, string>()
  let leading: number | undefined
  let led = 0

  for (let at = 0; at < line.mentions.length; at++) {
    const mention = line.mentions[at] as Mention
    if (at > 0 && (gapBetween(line, at - 1, at) & sentenceBreak) !== 0) leading = undefined
    if (is(mention, 'action')) {
      leading = mention.entries.some((entry) => leadsOn(entry, at)) ? at : undefined
      led = 0
    } else if (!mention.foreign && is(mention, 'outcome')) {
      leading = undefined
    }
    // "S2W leaflet": words that are the action behind a service are none of their own.
    const what = governs[at] ? undefined : governable(mention)
    if (what === undefined) continue
    const before = leading === undefined ? undefined : leader(leading, at, what)
    const after = behind(at, what)
    const chosen = choose(before, after, leading, at)
    if (!chosen) continue
    const from = chosen === after ? after.at : (leading as number)
    links[at] = { action: line.mentions[from] as Mention, entry: chosen.entry }
    governs[from] = true
    if (chosen === after) {
      consumed.set(from, chosen.entry.id)
      // What has an action of its own behind it ends the list of the one in front.
      if (!isMedication(what)) leading = undefined
    } else led++
  }
  inherit()
  lookBack()
  return { links, governs }

  /** An action that stands behind one thing leads others only as another action: "sert via GP". */
  function leadsOn(entry: LexEntry, at: number): boolean {
    return entry.kind === 'action' && entry.position === 'before' && consumed.get(at) !== entry.id
  }

  interface Choice {
    readonly at: number
    readonly entry: LexEntry
  }

  function leader(from: number, at: number, what: Governable): Choice | undefined {
    const entry = fitting(line.mentions[from] as Mention, 'before', what)
    if (!entry || consumed.get(from) === entry.id) return undefined
    const action = taxonomy.actions[entry.at] as Action
    if (action.reach === 'next' || isMedication(what)) {
      // A joined list of the nearest ("sert and mirt") still counts as the nearest.
      if (led > 0 && !joined(at)) return undefined
      if (
        led === 0 &&
        (words(from, at) > aheadReach || (gaps(from, at) & (Gap.Comma | Gap.Slash | Gap.Plus)) !== 0)
      ) {
        return undefined
      }
    } else if (led === 0 && words(from, at) > aheadReach + 2) return undefined
    return { at: from, entry }
  }

  /** The action behind a service; of several within reach the strongest, then the nearest. */
  function behind(at: number, what: Governable): Choice | undefined {
    let best: Choice | undefined
    let count = 0
    for (let next = at + 1; next < line.mentions.length; next++) {
      if ((gapBetween(line, next - 1, next) & ~ties) !== 0) return best
      count += wordsBetween(line, next - 1, next)
      if (count > behindReach) return best
      const mention = line.mentions[next] as Mention
      if (is(mention, 'action')) {
        const entry = fitting(mention, 'after', what)
        if (entry && !leadsElsewhere(next, at) && (!best || strengthOf(entry) > strengthOf(best.entry))) {
          best = { at: next, entry }
        }
        if (!fitting(mention, 'after')) return best
        continue
      }
      const other = governable(mention)
      if (other && (!isMedication(other) || isMedication(what))) return best
    }
    return best
  }

  /** Is the action at `next` rather the leader of the thing right behind it? "S2W, ref CMHT" */
  function leadsElsewhere(next: number, at: number): boolean {
    const mention = line.mentions[next] as Mention
    const following = line.mentions[next + 1]
    if (!following) return false
    const what = governable(following)
    if (what === undefined || !fitting(mention, 'before', what)) return false
    if (
      (gapBetween(line, next, next + 1) & (itemBreak | sentenceBreak)) !== 0 ||
      wordsBetween(line, next, next + 1) > 1
    ) {
      return false
    }
    // Both neighbours could be its own. With a mark before it, it is tied to what follows.
    return (gapBetween(line, at, next) & itemBreak) !== 0 || leading !== undefined
  }

  function choose(
    before: Choice | undefined,
    after: Choice | undefined,
    from: number | undefined,
    at: number,
  ) {
    if (!before || !after) return before ?? after
    const [inFront, atBack] = [strengthOf(before.entry), strengthOf(after.entry)]
    if (inFront !== atBack) return inFront > atBack ? before : after
    const adjacent =
      led === 0 && words(from as number, at) <= 1 && (gaps(from as number, at) & itemBreak) === 0
    return adjacent ? before : after
  }

  /** "S2W and REC details given": what is joined to a governed service, and has no action, shares its action. */
  function inherit(): void {
    for (let at = line.mentions.length - 2; at >= 0; at--) {
      const next = links[at + 1]
      const what = governable(line.mentions[at] as Mention)
      if (links[at] || !next || what === undefined || !joined(at + 1)) continue
      if (next.entry.position !== 'after' || !fits(next.entry, what)) continue
      links[at] = next
    }
  }

  /** An action left without a service takes the last one of its sentence: "given S2W number, will ring them herself". */
  function lookBack(): void {
    for (let at = 1; at < line.mentions.length; at++) {
      const mention = line.mentions[at] as Mention
      if (governs[at]) continue
      const entry = mention.entries.find(
        (candidate) => candidate.kind === 'action' && (taxonomy.actions[candidate.at] as Action).lookBack,
      )
      if (!entry) continue
      for (let back = at - 1; back >= 0 && at - back <= lookBackReach; back--) {
        if ((gapBetween(line, back, back + 1) & sentenceBreak) !== 0) break
        const what = governable(line.mentions[back] as Mention)
        if (what === undefined || !fits(entry, what)) continue
        const known = links[back]
        if (known && strengthOf(known.entry) >= strengthOf(entry)) break
        links[back] = { action: mention, entry }
        governs[at] = true
        break
      }
    }
  }

  /** Is the mention tied to the one before it by and, &, + or a slash, and nothing else? */
  function joined(at: number): boolean {
    const gap = gapBetween(line, at - 1, at)
    const between = wordsBetween(line, at - 1, at)
    if ((gap & (sentenceBreak | Gap.Comma | Gap.Dash | Gap.Colon)) !== 0) return false
    if ((gap & (Gap.Plus | Gap.Slash)) !== 0) return between === 0
    const word = line.tokens[(line.mentions[at] as Mention).first - 1]?.text
    return between === 1 && (word === 'and' || word === '&')
  }

  function fitting(mention: Mention, position: Position, what?: Governable): LexEntry | undefined {
    let best: LexEntry | undefined
    for (const entry of mention.entries) {
      if (entry.kind !== 'action' || entry.position !== position) continue
      if (what !== undefined && !fits(entry, what)) continue
      if (!best || strengthOf(entry) > strengthOf(best)) best = entry
    }
    return best
  }

  function strengthOf(entry: LexEntry): number {
    return (taxonomy.actions[entry.at] as Action).strength
  }

  function fits(entry: LexEntry, what: Governable): boolean {
    const { over, only } = taxonomy.actions[entry.at] as Action
    return over.includes(what.group as Action['over'][number]) && (!only || only.includes(what.id))
  }

  function words(from: number, to: number): number {
    let count = 0
    for (let next = from + 1; next <= to; next++) count += wordsBetween(line, next - 1, next)
    return count
  }

  function gaps(from: number, to: number): number {
    let gap = 0
    for (let next = from + 1; next <= to; next++) gap |= gapBetween(line, next - 1, next)
    return gap
  }
}

/** What an action may be over: a service, with its group, or a medication. */
interface Governable {
  readonly group: string
  readonly id: string
}

function governable(mention: Mention): Governable | undefined {
  if (mention.foreign) return undefined
  const service = entryOf(mention, 'service')
  if (service) return { group: service.group as string, id: service.id }
  const medication = entryOf(mention, 'medication')
  return medication ? { group: 'medication', id: medication.id } : undefined
}

const isMedication = (what: Governable): boolean => what.group === 'medication'
