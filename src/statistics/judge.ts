/** Which of a coder's codings gold bears out. */
import type { Coding } from '../model/coding.ts'
import type { NoteCodes } from './codes.ts'

/** For each coding whether a trained coder gave it, too; null where gold does not say. An item counts as often as gold has it. */
export function judge(codings: readonly Coding[], { codes }: NoteCodes): (boolean | null)[] {
  const items = codes.outcomeItems && [...codes.outcomeItems]
  const drugs = codes.medications && [...codes.medications]
  return codings.map((coding) => {
    switch (coding.list) {
      case 'reason':
        return codes.reasons?.includes(coding.code) ?? null
      case 'outcome':
        return take(items, `${coding.code}|${coding.kind ?? '-'}|${coding.target ?? '-'}`)
      case 'medication':
        return take(drugs, `${coding.drug ?? '-'}|${coding.code}|${coding.role ?? '-'}`)
      case 'source':
        return codes.referralSource?.includes(coding.code) ?? null
      default:
        return null
    }
  })
}

function take(items: string[] | undefined, item: string): boolean | null {
  if (items === undefined) return null
  const at = items.indexOf(item)
  if (at >= 0) items.splice(at, 1)
  return at >= 0
}
