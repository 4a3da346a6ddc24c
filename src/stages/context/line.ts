/** The mentions of one field in a row, and what stands between them. */
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

export const is = (mention: Mention, kinds: number): boolean => (mention.kinds & kinds) !== 0
