import type { Lexicon } from '../lexicon/compile.ts'
import type { Frame, Mention, Token } from '../model/reading.ts'
import { governServices } from './context/actions.ts'
import { govern } from './context/cues.ts'

/** Mentions → frames: what a cue says of each, and which action governs it. */
export function context(mentions: readonly Mention[], tokens: readonly Token[], lexicon: Lexicon): Frame[] {
  const line = { tokens, mentions }
  const cues = govern(line, lexicon.taxonomy)
  const { links, governs } = governServices(line, lexicon.taxonomy)
  return mentions.map((mention, at) => {
    const governed = cues[at]
    const link = links[at]
    return {
      mention,
      status: governed ? governed.status : 'affirmed',
      cue: governed ? governed.cue : null,
      action: link ? link.action : null,
      actionEntry: link ? link.entry : null,
      governs: governs[at] as boolean,
    }
  })
}
