/** The order of codes in a record: that of their words in the text. */
import type { Coding, Mark } from './coding.ts'
import type { Field } from './entry.ts'

/** Puts codings in text order, in place, as a handful is put in order. */
export function inTextOrder(codings: Coding[]): Coding[] {
  if (codings.length > 32) return codings.sort(compare)
  for (let i = 1; i < codings.length; i++) {
    const coding = codings[i] as Coding
    let at = i
    for (; at > 0 && compare(codings[at - 1] as Coding, coding) > 0; at--)
      codings[at] = codings[at - 1] as Coding
    codings[at] = coding
  }
  return codings
}

const fieldOrder: Readonly<Record<Field, number>> = { reason: 0, outcome: 1, note: 2 }

function compare(a: Coding, b: Coding): number {
  const [x, y] = [a.marks[0], b.marks[0]]
  if (!x || !y) return Number(Boolean(y)) - Number(Boolean(x))
  const field = fieldOrder[x.reading.text.field] - fieldOrder[y.reading.text.field]
  return field || start(a) - start(b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
}

/** Where a coding begins: at its own word (a drug, the target of an action) rather than at a far-off leader. */
function start(coding: Coding): number {
  const at = coding.list === 'medication' ? undefined : 'target'
  const own = coding.marks.find((mark) => mark.role === at) ?? (coding.marks[0] as Mark)
  return own.first
}
