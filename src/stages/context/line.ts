/** The mentions of one field in a row, and what stands between them. */
import { Bit, type EntryKind, type LexEntry } from '../../model/lexicon.ts'
import type { Mention, Tokens } from '../../model/reading.ts'

export interface Line {
  readonly tokens: Tokens
  readonly mentions: readonly Mention[]
}

/** All separators between the end of one mention and the beginning of a later one: bits of `Gap`. */
export function gapBetween(line: Line, left: number, right: number): number {
  const before = line.tokens.gap
  const to = (line.mentions[right] as Mention).first
  let gap = 0
  for (let i = (line.mentions[left] as Mention).last + 1; i <= to; i++) gap |= before[i] as number
  return gap
}

/** Words between two mentions that belong to neither. */
export const wordsBetween = (line: Line, left: number, right: number): number =>
  (line.mentions[right] as Mention).first - (line.mentions[left] as Mention).last - 1

/** A mention's first entry of a kind. */
export function entryOf(mention: Mention, kind: EntryKind): LexEntry | undefined {
  if ((mention.kinds & Bit[kind]) === 0) return undefined
  const { entries } = mention
  let at = 0
  while ((entries[at] as LexEntry).kind !== kind) at++
  return entries[at]
}

export const is = (mention: Mention, kinds: number): boolean => (mention.kinds & kinds) !== 0
