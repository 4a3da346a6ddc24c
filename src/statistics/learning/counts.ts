/** How many codes were said, how many are in gold, and how many of both are the same: what F1 is made of. */
import type { Coding } from '../../model/coding.ts'
import type { NoteCodes } from '../codes.ts'
import { judge } from '../judge.ts'

export interface Count {
  readonly right: number
  readonly said: number
  readonly wanted: number
}
export type Counts = Readonly<Record<'reason' | 'outcome', Count>>

export const f1 = ({ right, said, wanted }: Count): number =>
  said + wanted === 0 ? 1 : (2 * right) / (said + wanted)

export function countsOf(pairs: readonly (readonly [readonly Coding[], NoteCodes])[]): Counts {
  const counts = { reason: { right: 0, said: 0, wanted: 0 }, outcome: { right: 0, said: 0, wanted: 0 } }
  for (const [codings, gold] of pairs) {
    counts.reason.wanted += gold.codes.reasons?.length ?? 0
    counts.outcome.wanted += gold.codes.outcomeItems?.length ?? 0
    const verdicts = judge(codings, gold)
    codings.forEach(({ list }, at) => {
      const verdict = verdicts[at]
      if ((list !== 'reason' && list !== 'outcome') || typeof verdict !== 'boolean') return
      counts[list].said++
      if (verdict) counts[list].right++
    })
  }
  return counts
}
