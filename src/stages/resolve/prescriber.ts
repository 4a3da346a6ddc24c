/**
 * Is it somebody else who prescribes?
 *
 *     GP started sert       sert 50 (GP)       task to GP: Rx sert       sert 50, d/w GP
 *     ^^ theirs   ----      ----     ^^        ^^^^^^^^^^      ----       ----   ^^^^^^ ours
 */

import type { FieldReading } from '../../model/coding.ts'
import { Bit } from '../../model/lexicon.ts'
import { entryOf, type Frame, type Mention } from '../../model/reading.ts'
import type { Action, Rules, Taxonomy } from '../../model/taxonomy.ts'
import { Gap, sentenceBreak } from '../../text/tokens.ts'
import { isAside } from './draft.ts'

type Prescribers = NonNullable<Rules['prescribers']>
type Side = 'before' | 'after'

/** Tokens between a prescriber and what they prescribe. */
const reach: Readonly<Record<Side, number>> = { before: 8, after: 6 }
const items = Gap.Comma | Gap.Slash | Gap.Plus | sentenceBreak
/** Tokens behind a prescriber that say whether they agreed. */
const besideReach = 2
const besideBreaks = items | Gap.Bracket | Gap.Colon | Gap.Dash
/** What may stand between a drug and the prescriber behind it: how much, how often, and that it was started. */
const ofDrug = Bit.frequency | Bit.dose | Bit.action | Bit.interval | Bit.concept

/** Is the frame at `at`, a drug or an outcome, left to another prescriber of its clause? */
export function isByOther(reading: FieldReading, at: number, rules: Prescribers | undefined): boolean {
  return rules !== undefined && prescriberOf(reading, at, rules) >= 0
}

/** Does the frame at `at`, a prescriber under no action, stand there because something is left to them to prescribe? */
export function prescribes(reading: FieldReading, at: number, { rules, actions }: Taxonomy): boolean {
  const { prescribers } = rules
  const { frames } = reading
  if (!prescribers || !isPrescriber((frames[at] as Frame).mention, prescribers)) return false
  const from = Math.max(0, at - reach.before)
  for (let other = from; other < frames.length && other <= at + reach.before; other++) {
    const frame = frames[other] as Frame
    if (other === at || isAside(frame.status) || !isTheirs(frame, other > at, rules, actions)) continue
    if (prescriberOf(reading, other, prescribers) === at) return true
  }
  return false
}

/** Is it a drug that may be left to a prescriber, or words that prescribe and name none ("increase to 40")? */
function isTheirs(
  { mention, actionEntry }: Frame,
  isBehind: boolean,
  { prescribers, asideRole }: Rules,
  actions: readonly Action[],
): boolean {
  const { roles, codes } = prescribers as Prescribers
  const isOwn = (role: string | undefined) => role !== undefined && roles.includes(role)
  const medication = entryOf(mention, 'medication')
  if (medication) {
    if (medication.group === 'class') return false
    if (!actionEntry) return true
    const { role } = actions[actionEntry.at] as Action
    // "50mg commenced by GP" says whose it is; "GP re upping fluox" says what they are seen about.
    return isOwn(role) || (role === asideRole && !isBehind)
  }
  return mention.entries.some(({ kind, id, at }) => {
    if (kind === 'outcome') return codes.includes(id)
    if (kind !== 'action') return false
    const { unnamed, role } = actions[at] as Action
    return unnamed === true && isOwn(role)
  })
}

/** The place of the prescriber whom the frame at `at` is left to; -1 for none. */
function prescriberOf(reading: FieldReading, at: number, rules: Prescribers): number {
  const before = beside(reading, at, -1, rules)
  if (before >= 0) return before
  const after = beside(reading, at, 1, rules)
  return after >= 0 ? after : inNextSentence(reading, at, rules)
}

/** "Increase mirt to 45mg. GP to prescribe.": the next sentence begins with the prescriber, and names nothing else. */
function inNextSentence(reading: FieldReading, at: number, rules: Prescribers): number {
  const { frames, tokens } = reading
  const starts = (token: number) => token > 0 && ((tokens.gap[token] as number) & sentenceBreak) !== 0
  let next = at + 1
  while (next < frames.length && !starts((frames[next] as Frame).mention.first)) next++
  const frame = frames[next]
  if (!frame || !isPrescriber(frame.mention, rules) || !frame.actionEntry) return -1
  const { action } = frame
  const end = (action ?? frame.mention).last + 1
  if (end < tokens.length && !starts(end)) return -1
  const words = wordsOf(tokens, frame)
  const isDone = words.some((word) => rules.doing.includes(word))
  return isDone && !words.some((word) => rules.agreeing.includes(word)) ? next : -1
}

function beside({ frames, tokens }: FieldReading, at: number, step: 1 | -1, rules: Prescribers): number {
  const side: Side = step === -1 ? 'before' : 'after'
  const own = frames[at] as Frame
  for (let next = at + step; next >= 0 && next < frames.length; next += step) {
    const frame = frames[next] as Frame
    const [left, right] = step === 1 ? [own.mention, frame.mention] : [frame.mention, own.mention]
    if (right.first - left.last - 1 > reach[side]) return -1
    for (let i = left.last + 1; i <= right.first; i++)
      if (((tokens.gap[i] as number) & items) !== 0) return -1
    if (isPrescriber(frame.mention, rules))
      return isLeftTo(frame, own, side, wordsOf(tokens, frame), rules) ? next : -1
    if (step === 1 && (frame.mention.kinds & ofDrug) === 0) return -1
  }
  return -1
}

/** The words of the action over a prescriber, and those right beside: "(GP OKd)", "on CMHT advice". */
function wordsOf(tokens: FieldReading['tokens'], { mention, action }: Frame): readonly string[] {
  const words: string[] = []
  if (action) for (let i = action.first; i <= action.last; i++) words.push(tokens.text(i))
  for (let i = mention.last + 1; i <= mention.last + besideReach && i < tokens.length; i++) {
    if (((tokens.gap[i] as number) & besideBreaks) !== 0) break
    words.push(tokens.text(i))
  }
  return words
}

function isPrescriber(mention: Mention, { ids }: Prescribers): boolean {
  const service = entryOf(mention, 'service')
  return service !== undefined && ids.includes(service.id)
}

/** A prescriber who stands alone does it; one under an action only where that asks them to, or says they did. */
function isLeftTo(
  { actionEntry }: Frame,
  own: Frame,
  side: Side,
  words: readonly string[],
  { tasks, by, doing, asking, agreeing }: Prescribers,
): boolean {
  const isSaidDone = side === 'after' && own.actionEntry !== null
  if (words.some((word) => agreeing.includes(word))) return false
  if (!actionEntry) return true
  if (by.includes(actionEntry.id) || words.some((word) => doing.includes(word))) return true
  if (tasks.includes(actionEntry.id)) return !isSaidDone
  return !isSaidDone && words.some((word) => asking.includes(word))
}
