/** The mentions of one field in a row, and what stands between them. */
import type { EntryKind, LexEntry } from '../../model/lexicon.ts'
import type { Mention, Token } from '../../model/reading.ts'

export interface Line {
  readonly tokens: readonly Token[]
  readonly mentions: readonly Mention[]
}

/** All separators between the end of one mention and the beginning of a later one: bits of `Gap`. */
export function gapBetween(line: Line, left: number, right: number): number {
  const to = (line.mentions[right] as Mention).first
  let gap = 0
  for (let i = (line.mentions[left] as Mention).last + 1; i <= to; i++) gap |= (line.tokens[i] as Token).gap
  return gap
}

/** Words between two mentions that belong to neither. */
export const wordsBetween = (line: Line, left: number, right: number): number =>
  (line.mentions[right] as Mention).first - (line.mentions[left] as Mention).last - 1

export function entryOf(mention: Mention, kind: EntryKind): LexEntry | undefined {
  const { entries } = mention
  for (let i = 0; i < entries.length; i++) if ((entries[i] as LexEntry).kind === kind) return entries[i]
  return undefined
}

export const is = (mention: Mention, kind: EntryKind): boolean => entryOf(mention, kind) !== undefined
