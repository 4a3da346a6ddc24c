/** Frames → outcome items: categories by their own words, services by the actions over them. */
import type { Lexicon } from '../../lexicon/compile.ts'
import type { Coding, FieldReading, Mark } from '../../model/coding.ts'
import type { LexEntry } from '../../model/lexicon.ts'
import type { Frame, Mention } from '../../model/reading.ts'
import type { Aside, Status } from '../../model/record.ts'
import type { Action, Service, Taxonomy } from '../../model/taxonomy.ts'
import { because, type Draft, frameOf, isAside, markOf } from './draft.ts'
import { intervalNear } from './intervals.ts'

/** The bare target of an action that has no target at all. */
const noTarget = 'none'

export function readOutcomes(reading: FieldReading, lexicon: Lexicon, draft: Draft): void {
  const { taxonomy } = lexicon
  for (const frame of reading.frames) {
    const { mention, status } = frame
    if (mention.foreign) continue
    const service = mention.entries.find((entry) => entry.kind === 'service')
    if (service && !frame.governs) {
      overService(reading, frame, service, taxonomy, draft)
      continue
    }
    const action = bareAction(frame, taxonomy)
    if (action) alone(reading, frame, action, taxonomy, draft)
    for (const entry of mention.entries) {
      if (entry.kind !== 'outcome') continue
      const marks = [markOf(reading, mention, entry)]
      if (isAside(status)) {
        draft.setAside.push({ code: entry.id, status, marks, because: because(reading, frame.cue, mention) })
      } else {
        draft.codings.push({ list: 'outcome', code: entry.id, status: 'affirmed', marks, byRule: false })
      }
    }
  }
}

/** A service under an action, or under the action that its kind of service stands for. */
function overService(
  reading: FieldReading,
  frame: Frame,
  entry: LexEntry,
  taxonomy: Taxonomy,
  draft: Draft,
): void {
  const { mention } = frame
  const governing = frame.actionEntry
  const action = governing ? (taxonomy.actions[governing.at] as Action) : standing(entry, taxonomy)
  if (!action?.code || action.itself) return
  const over = governing && frame.action ? frameOf(reading, frame.action) : null
  const status: Status | Aside = over && over.status !== 'affirmed' ? over.status : frame.status
  const marks: Mark[] = []
  if (governing && frame.action) marks.push(markOf(reading, frame.action, governing, 'action'))
  marks.push(markOf(reading, mention, entry, 'target'))
  const cue = over?.cue ?? frame.cue
  emit(reading, action, action.untargeted ? undefined : entry.id, status, marks, cue, mention, draft)
}

function standing(entry: LexEntry, taxonomy: Taxonomy): Action | undefined {
  const service = taxonomy.services[entry.at] as Service
  const id = service.standing ?? taxonomy.rules.standing[service.group]
  return taxonomy.actions.find((action) => action.id === id)
}

/** The reading of an action that governs nothing and yet says something. */
function bareAction(frame: Frame, taxonomy: Taxonomy): LexEntry | undefined {
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
  const coding: Coding = {
    list: 'outcome',
    code,
    ...(action.kind && !turn?.code && { kind: action.kind }),
    ...(to !== undefined && { target: to }),
    ...(interval && { interval: interval.value }),
    status: 'affirmed',
    marks: interval?.mark ? [...marks, interval.mark] : marks,
    action: action.id,
    byRule: false,
  }
  draft.codings.push(coding)
}
