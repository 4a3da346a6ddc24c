/**
 * Codings of the rules → with what the second reader proposes for words that no rule read, and with what it says of the
 * others. It reads after the rules and takes nothing from them but what stood for want of a code; see `learned/`.
 */

import { agreement } from '../learned/agreement.ts'
import { candidates } from '../learned/candidates.ts'
import { Desk } from '../learned/desk.ts'
import { choose, oddsOf, withProposals } from '../learned/propose.ts'
import type { Reader } from '../learned/reader.ts'
import type { Lexicon } from '../lexicon/compile.ts'
import type { Coding, FieldReading, Resolved } from '../model/coding.ts'

export function consult(
  readings: readonly FieldReading[],
  resolved: Resolved,
  reader: Reader | null,
  lexicon: Lexicon,
): Resolved {
  if (reader === null) return resolved
  const { rules } = lexicon.taxonomy
  const desk = new Desk(reader, lexicon)
  const heard = { codings: heardOn(resolved.codings, desk, reader), setAside: resolved.setAside }
  const found = candidates(readings, heard, reader, desk, rules)
  if (found.length === 0) return heard
  const judged = found.map((candidate) => ({
    candidate,
    odds: oddsOf(candidate, reader.acceptance),
    from: candidate.item.from,
  }))
  return withProposals(heard, choose(judged, rules), rules)
}

/** The same codings with what the reader says of each. */
function heardOn(codings: readonly Coding[], desk: Desk, reader: Reader): readonly Coding[] {
  const heard: Coding[] = []
  for (let i = 0; i < codings.length; i++) {
    const coding = codings[i] as Coding
    const learned = agreement(coding, desk, reader)
    heard.push(learned === undefined ? coding : { ...coding, learned })
  }
  return heard
}
