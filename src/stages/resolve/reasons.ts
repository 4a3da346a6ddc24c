/** Frames → reason codes and the referral source. */
import type { Lexicon } from '../../lexicon/compile.ts'
import type { FieldReading } from '../../model/coding.ts'
import type { Category } from '../../model/taxonomy.ts'
import { because, type Draft, isAside, markOf } from './draft.ts'

export function readReasons(reading: FieldReading, lexicon: Lexicon, draft: Draft): void {
  for (const { mention, status, cue } of reading.frames) {
    if (mention.foreign) continue
    for (const entry of mention.entries) {
      if (entry.kind === 'reason') {
        const { past } = lexicon.taxonomy.reasons[entry.at] as Category
        // Events keep counting: a bereavement is not over because it was last year.
        const standing = status === 'historical' && past === 'keeps' ? 'affirmed' : status
        const marks = [markOf(reading, mention, entry)]
        if (isAside(standing)) {
          draft.setAside.push({
            code: entry.id,
            status: standing,
            marks,
            because: because(reading, cue, mention),
          })
        } else {
          const uncertain = entry.uncertain || standing === 'uncertain'
          draft.codings.push({
            list: 'reason',
            code: entry.id,
            status: uncertain ? 'uncertain' : 'affirmed',
            marks,
            byRule: false,
          })
        }
      } else if (entry.kind === 'source' && !isAside(status)) {
        const marks = [markOf(reading, mention, entry)]
        draft.codings.push({ list: 'source', code: entry.id, status: 'affirmed', marks, byRule: false })
        for (const code of entry.implies ?? []) {
          draft.codings.push({ list: 'reason', code, status: 'affirmed', marks, byRule: false })
        }
      }
    }
  }
}
