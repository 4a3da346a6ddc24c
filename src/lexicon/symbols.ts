/**
 * What leads from one node of the graph to the next, as whole numbers.
 *
 *     ... -11: classes, those that span several tokens first
 *     -10 ... -2: a gap of 9 ... 1 words        -1: any one word        0 ...: words
 *
 * A word has two symbols: to the letter, and in any form.
 */
export const anyWord = -1
export const gapOf = (max: number): number => -1 - max
export const classSymbol = (index: number): number => firstClass - index
export const toTheLetter = (word: number): number => word * 2
export const inAnyForm = (word: number): number => word * 2 + 1

export const widestGap = 9
/** In the place of a symbol: no word is needed. */
export const jump = -(2 ** 31)
const firstClass = gapOf(widestGap) - 1

/** Classes that the matcher fills in itself, because they span several tokens. */
export const spanClasses = ['interval', 'dose', 'service', 'clinician', 'drug'] as const
export type SpanClass = (typeof spanClasses)[number]
/** Classes that a token's kind decides. */
export const kindClasses = ['number', 'date'] as const

/** One of 32 bits for each symbol: a node that lacks it has no edge for the symbol. */
export const bitOf = (symbol: number): number => 1 << (Math.imul(symbol, 0x9e3779b1) >>> 27)
/** Another of 32 bits: with two, few edges are looked for that are not there. */
export const otherBitOf = (symbol: number): number => 1 << ((Math.imul(symbol, 0x85ebca6b) >>> 22) & 31)
/** Where a symbol is filed in a node's table. */
export const scatter = (symbol: number): number => Math.imul(symbol, 0x9e3779b1) >>> 10

/** What a node has, as bits, so that the walk asks once. */
export const Has = {
  Words: 1,
  Spans: 2,
  Any: 4,
  Jumps: 8,
  /** A gap of n words is bit `firstGap + n`. */
  Gaps: 0x1ff << 4,
  /** Where a wording ends that is a span of class n: bit `firstEnd + n`. */
  SpanEnds: 0x1f << 13,
  Ends: 1 << 18,
} as const
export const firstGap = 3
export const firstEnd = 13
/** Does anything lead on from here? */
export const goesOn: number = Has.Words | Has.Spans | Has.Any | Has.Gaps

/** The bit a node has for an edge by this symbol. */
export function flagOf(symbol: number): number {
  if (symbol === anyWord) return Has.Any
  if (symbol >= 0 || symbol <= firstClass - spanClasses.length) return Has.Words
  if (symbol <= firstClass) return Has.Words | Has.Spans
  return 1 << (firstGap - 1 - symbol)
}
