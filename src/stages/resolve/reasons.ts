/** Frames → reason codes and the referral source. */
import type { Lexicon } from '../../lexicon/compile.ts'
import type { FieldReading } from '../../model/coding.ts'
import { Bit } from '../../model/lexicon.ts'
import type { Frame } from '../../model/reading.ts'
import type { Category } from '../../model/taxonomy.ts'
import { because, codingOf, type Draft, isAside, markOf } from './draft.ts'

export function readReasons(reading: FieldReading, lexicon: Lexicon, draft: Draft): void {
  const { frames } = reading
  for (let at = 0; at < frames.length; at++) {
    const { mention, status, cue } = frames[at] as Frame
    if (mention.foreign || (mention.kinds & (Bit.reason | Bit.source)) === 0) continue
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
          draft.codings.push(codingOf('reason', entry.id, uncertain ? 'uncertain' : 'affirmed', marks, false))
        }
      } else if (entry.kind === 'source' && !isAside(status)) {
        const marks = [markOf(reading, mention, entry)]
        draft.codings.push(codingOf('source', entry.id, 'affirmed', marks, false))
        for (const code of entry.implies ?? []) {
          draft.codings.push(codingOf('reason', code, 'affirmed', marks, false))
        }
      }
    }
  }
}
