/** Codings of one field as they are gathered. */
import type { Coding, Dropped, FieldReading, Mark } from '../../model/coding.ts'
import type { LexEntry } from '../../model/lexicon.ts'
import type { Frame, Mention } from '../../model/reading.ts'
import type { Aside, Status } from '../../model/record.ts'

export interface Draft {
  readonly codings: Coding[]
  readonly setAside: Dropped[]
}

export function markOf(reading: FieldReading, mention: Mention, entry: LexEntry, role?: Mark['role']): Mark {
  const { first, last, means, distance } = mention
  return { reading, first, last, means, distance, entry, ...(role && { role }) }
}

/** Is this status one under which nothing is coded? */
export const isAside = (status: Status | Aside): status is Aside =>
  status !== 'affirmed' && status !== 'uncertain'

/** The frame of a mention; frames stand in the mentions' order. */
export function frameOf(reading: FieldReading, mention: Mention): Frame {
  return reading.frames[reading.mentions.indexOf(mention)] as Frame
}

export function because(reading: FieldReading, cue: Mention | null, own: Mention): Dropped['because'] {
  const { first, last } = cue ?? own
  return { reading, first, last }
}
