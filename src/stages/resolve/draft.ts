/** Codings of one field as they are gathered. */
import type { Coding, CodingList, Dropped, FieldReading, Mark } from '../../model/coding.ts'
import type { LexEntry } from '../../model/lexicon.ts'
import type { Find, Frame, Mention } from '../../model/reading.ts'
import type { Aside, Status } from '../../model/record.ts'

export interface Draft {
  readonly codings: Coding[]
  readonly setAside: Dropped[]
}

/** All codings and marks have all fields, in one order: what reads them is quicker when they are alike. */
export function codingOf(
  list: CodingList,
  code: string,
  status: Status,
  marks: readonly Mark[],
  byRule: boolean,
  more: More = nothing,
): Coding {
  const {
    kind,
    target,
    body,
    interval,
    action,
    drug,
    role,
    dose,
    frequency,
    change,
    score,
    previous,
    result,
  } = more
  return {
    list,
    code,
    kind,
    target,
    body,
    interval,
    status,
    marks,
    action,
    byRule,
    drug,
    role,
    dose,
    frequency,
    change,
    score,
    previous,
    result,
    learned: undefined,
  }
}

type More = Partial<Omit<Coding, 'list' | 'code' | 'status' | 'marks' | 'byRule' | 'learned'>>
const nothing: More = {}

export function markOf(reading: FieldReading, mention: Mention, entry: LexEntry, role?: Mark['role']): Mark {
  const { first, last, means, distance } = mention
  return { reading, first, last, means, distance, entry, role }
}

/** The same for a find. */
export function markOfFind(reading: FieldReading, find: Find, role?: Mark['role']): Mark {
  const { first, last, means, distance, entry } = find
  return { reading, first, last, means, distance, entry, role }
}

/** Is this status one under which nothing is coded? */
export const isAside = (status: Status | Aside): status is Aside =>
  status !== 'affirmed' && status !== 'uncertain'

/** The frame of the action over another; frames stand in the mentions' order. */
export function actionFrame(reading: FieldReading, frame: Frame): Frame | null {
  return frame.actionAt < 0 ? null : (reading.frames[frame.actionAt] as Frame)
}

export function because(reading: FieldReading, cue: Mention | null, own: Mention): Dropped['because'] {
  const { first, last } = cue ?? own
  return { reading, first, last }
}
