/** Gold codes, and which of a coder's codings they bear out. */
import type { Coding } from '../model/coding.ts'

/** One line of a gold file. Outcome items are written `code|kind|target`, medications `drug|class|role`, `-` for none. */
export interface Gold {
  readonly id: string
  readonly reasons: readonly string[]
  readonly outcomes: readonly string[]
  readonly medications?: readonly string[]
  readonly referral_source?: string | null
}

/** For each coding whether a trained coder gave it, too; null where gold does not say. An item counts as often as gold has it. */
export function judge(codings: readonly Coding[], gold: Gold): (boolean | null)[] {
  const left = [...gold.outcomes]
  const drugs = [...(gold.medications ?? [])]
  return codings.map((coding) => {
    switch (coding.list) {
      case 'reason':
        return gold.reasons.includes(coding.code)
      case 'outcome':
        return take(left, `${coding.code}|${coding.kind ?? '-'}|${coding.target ?? '-'}`)
      case 'medication':
        return take(drugs, `${coding.drug ?? '-'}|${coding.code}|${coding.role ?? '-'}`)
      case 'source':
        return coding.code === gold.referral_source
      default:
        return null
    }
  })
}

function take(items: string[], item: string): boolean {
  const at = items.indexOf(item)
  if (at >= 0) items.splice(at, 1)
  return at >= 0
}
