import type { Lexicon } from '../lexicon/compile.ts'
import { Bit } from '../model/lexicon.ts'
import type { Frame, Mention, Tokens } from '../model/reading.ts'
import { governServices } from './context/actions.ts'
import { govern } from './context/cues.ts'

/** Mentions → frames: what a cue says of each, and which action governs it. */
export function context(mentions: readonly Mention[], tokens: Tokens, lexicon: Lexicon): Frame[] {
  const line = { tokens, mentions }
  let kinds = 0
  for (let at = 0; at < mentions.length; at++) {
    const mention = mentions[at] as Mention
    kinds |= mention.within ? mention.kinds | Bit.cue : mention.kinds
  }
  const cues = (kinds & Bit.cue) === 0 ? null : govern(line, lexicon.taxonomy)
  const acts = (kinds & Bit.action) === 0 ? null : governServices(line, lexicon.taxonomy)
  const frames: Frame[] = []
  for (let at = 0; at < mentions.length; at++) {
    const governed = cues === null ? undefined : cues[at]
    const actionAt = acts === null ? -1 : (acts.actions[at] as number)
    frames.push({
      mention: mentions[at] as Mention,
      status: governed ? governed.status : 'affirmed',
      cue: governed ? governed.cue : null,
      action: actionAt < 0 ? null : (mentions[actionAt] as Mention),
      actionAt,
      actionEntry: acts === null ? null : (acts.entries[at] as Frame['actionEntry']),
      governs: acts === null ? false : (acts.governs[at] as boolean),
    })
  }
  return frames
}
