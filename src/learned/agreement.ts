/** What the second reader says of a code that the rules gave: do the words of the text mean it, to it, too? */
import type { Coding } from '../model/coding.ts'
import type { LearnedItem } from '../model/learned.ts'
import type { Desk, Speaking } from './desk.ts'
import { Standing } from './passage.ts'
import { bestWindow, type Window } from './window.ts'

const window: Window = { sum: 0, first: -1, last: -1 }

/** -1 (surely not) to 1; undefined for what it has not learned, and for codes that rest on no words of their own. */
export function agreement(
  coding: Coding,
  desk: Desk,
  reader: Speaking<LearnedItem & { readonly bias: number }>,
): number | undefined {
  const { list, marks, byRule } = coding
  const reading = marks[0]?.reading
  if ((list !== 'reason' && list !== 'outcome') || byRule || reading === undefined) return undefined
  const at = reader.placeOf(coding as LearnedItem)
  if (at === undefined) return undefined
  const { rows, passage } = desk.sheet(reading)
  bestWindow(rows, at, passage, Standing.Read, window)
  return Math.tanh((window.sum + (reader.classes[at] as { readonly bias: number }).bias) / 4)
}
