/** Frames → outcome items: categories by their own words, services by the actions over them. */

import type { Lexicon } from '../../lexicon/compile.ts'
import type { FieldReading, Mark } from '../../model/coding.ts'
import { Bit, type LexEntry } from '../../model/lexicon.ts'
import type { Frame, Mention } from '../../model/reading.ts'
import { entryOf } from '../../model/reading.ts'
import type { Aside, Status } from '../../model/record.ts'
import type { Action, Service, Taxonomy } from '../../model/taxonomy.ts'
import { itemBreak, sentenceBreak } from '../../text/tokens.ts'
import { actionFrame, because, codingOf, type Draft, isAside, markOf } from './draft.ts'
import { intervalNear } from './intervals.ts'
import { isByOther, prescribes } from './prescriber.ts'

/** The bare target of an action that has no target at all. */
const noTarget = 'none'

export function readOutcomes(reading: FieldReading, lexicon: Lexicon, draft: Draft): void {
  const { taxonomy } = lexicon
  const { frames } = reading
  let taken = -1
  for (let at = 0; at < frames.length; at++) {
    const frame = frames[at] as Frame
    const { mention, status } = frame
    // "did not want CMHT ref": the service is told of by the words around it.
    if (mention.first < taken) continue
    if (mention.foreign || (mention.kinds & (Bit.service | Bit.action | Bit.outcome)) === 0) continue
    const service = entryOf(mention, 'service')
    if (service && !frame.governs) {
      overService(reading, at, service, taxonomy, draft)
      continue
    }
    const action = bareAction(frame, taxonomy)
    if (action) alone(reading, frame, action, taxonomy, draft)
    if ((mention.kinds & Bit.outcome) === 0) continue
    if (mention.covers !== null) taken = mention.last
    for (const entry of mention.entries) {
      if (entry.kind !== 'outcome') continue
      const marks = [markOf(reading, mention, entry)]
      if (isAside(status)) {
        draft.setAside.push({ code: entry.id, status, marks, because: because(reading, frame.cue, mention) })
      } else if (!isLeftTo(reading, at, entry, taxonomy)) {
        draft.codings.push(codingOf('outcome', entry.id, 'affirmed', marks, false))
      }
    }
  }
}

/** "GP has upped the dose": what is the practitioner's to do, and another has done. */
function isLeftTo(reading: FieldReading, at: number, { id }: LexEntry, { rules }: Taxonomy): boolean {
  const { prescribers } = rules
  return prescribers?.codes.includes(id) === true && isByOther(reading, at, prescribers)
}

/** A service under an action, or under the action that its kind of service stands for. */
function overService(
  reading: FieldReading,
  at: number,
  entry: LexEntry,
  taxonomy: Taxonomy,
  draft: Draft,
): void {
  const frame = reading.frames[at] as Frame
  const { mention } = frame
  const governing = frame.actionEntry
  const action = governing
    ? (taxonomy.actions[governing.at] as Action)
    : standing(entry, taxonomy, isWholeItem(reading, mention), prescribes(reading, at, taxonomy))
  if (!action?.code || action.itself) return
  const over = actionFrame(reading, frame)
  const status: Status | Aside = over && over.status !== 'affirmed' ? over.status : frame.status
  const marks: Mark[] = []
  if (governing && frame.action) marks.push(markOf(reading, frame.action, governing, 'action'))
  marks.push(markOf(reading, mention, entry, 'target'))
  const cue = over?.cue ?? frame.cue
  const { several } = taxonomy.services[entry.at] as Service
  const body = several ? words(reading, mention) : undefined
  emit(reading, action, action.untargeted ? undefined : entry.id, status, marks, cue, mention, draft, body)
}

/** The words of a mention as they are looked up. */
function words({ tokens }: FieldReading, { first, last }: Mention): string {
  const said: string[] = []
  for (let i = first; i <= last; i++) said.push(tokens.text(i))
  return said.join(' ')
}

function standing(
  entry: LexEntry,
  taxonomy: Taxonomy,
  isAlone: boolean,
  isPrescribing: boolean,
): Action | undefined {
  const service = taxonomy.services[entry.at] as Service
  const own = (isAlone ? service.standingAlone : undefined) ?? service.standing
  const prescribing = isPrescribing ? taxonomy.rules.prescribers?.standing : undefined
  const id = prescribing ?? own ?? taxonomy.rules.standing[service.group]
  return taxonomy.actions.find((action) => action.id === id)
}

function isWholeItem({ tokens: { gap, length } }: FieldReading, { first, last }: Mention): boolean {
  const isBreak = (at: number) => ((gap[at] as number) & (itemBreak | sentenceBreak)) !== 0
  return (first === 0 || isBreak(first)) && (last + 1 === length || isBreak(last + 1))
}

/** The reading of an action that governs nothing and yet says something. */
function bareAction(frame: Frame, taxonomy: Taxonomy): LexEntry | undefined {
  if ((frame.mention.kinds & Bit.action) === 0) return undefined
  return frame.mention.entries.find((entry) => {
    if (entry.kind !== 'action') return false
    const { bare, itself } = taxonomy.actions[entry.at] as Action
    return bare !== undefined && (itself || !frame.governs)
  })
}

function alone(reading: FieldReading, frame: Frame, entry: LexEntry, taxonomy: Taxonomy, draft: Draft): void {
  const action = taxonomy.actions[entry.at] as Action
  const target = action.bare === noTarget ? undefined : action.bare
  const marks = [markOf(reading, frame.mention, entry, 'action')]
  emit(reading, action, target, frame.status, marks, frame.cue, frame.mention, draft)
}

function emit(
  reading: FieldReading,
  action: Action,
  target: string | undefined,
  status: Status | Aside,
  marks: readonly Mark[],
  cue: Mention | null,
  own: Mention,
  draft: Draft,
  body?: string,
): void {
  const turn =
    status === 'negated' ? action.negated : status === 'hypothetical' ? action.hypothetical : undefined
  const code = turn?.code ?? action.code
  if (code === undefined) return
  if (isAside(status) && !turn) {
    draft.setAside.push({ code, status, marks, because: because(reading, cue, own) })
    return
  }
  const to = turn ? (turn.target ?? (turn.code ? undefined : target)) : target
  const interval = intervalNear(reading, own)
  const all = interval?.mark ? [...marks, interval.mark] : marks
  const kind = turn?.code ? undefined : action.kind
  draft.codings.push(
    codingOf('outcome', code, 'affirmed', all, false, {
      kind,
      target: to,
      body,
      interval: interval?.value,
      action: action.id,
    }),
  )
}
