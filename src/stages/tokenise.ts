import type { Lexicon } from '../lexicon/compile.ts'
import type { Text, Token } from '../model/reading.ts'
import { cut } from '../text/tokens.ts'

/** Text → tokens, each with what it may stand for; words run together ("lowmood") become two. */
export function tokenise(text: Text, lexicon: Lexicon): Token[] {
  const { vocabulary } = lexicon
  const tokens: Token[] = []
  for (const raw of cut(text.folded, vocabulary.isWord)) {
    const reading = vocabulary.read(raw.text, raw.kind)
    // An apostrophe inside would put the seam in the wrong place.
    if (reading.parts === null || raw.end - raw.start !== raw.text.length) {
      tokens.push({ text: raw.text, kind: raw.kind, start: raw.start, end: raw.end, gap: raw.gap, reading })
      continue
    }
    const [first, second] = reading.parts
    const seam = raw.start + first.length
    const a = vocabulary.read(first, 'word')
    const b = vocabulary.read(second, 'word')
    tokens.push({ text: first, kind: 'word', start: raw.start, end: seam, gap: raw.gap, reading: a })
    tokens.push({ text: second, kind: 'word', start: seam, end: raw.end, gap: 0, reading: b })
  }
  return tokens
}
