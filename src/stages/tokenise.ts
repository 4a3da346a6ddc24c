import type { Lexicon } from '../lexicon/compile.ts'
import type { Text, Token } from '../model/reading.ts'
import { cut } from '../text/tokens.ts'

/** Text → tokens, each with what it may stand for; words run together ("lowmood") become two. */
export function tokenise(text: Text, lexicon: Lexicon): Token[] {
  const { vocabulary } = lexicon
  vocabulary.trim()
  const tokens: Token[] = []
  cut(text.folded, vocabulary.isWord, (word, kind, start, end, gap) => {
    const reading = vocabulary.read(word, kind)
    // An apostrophe inside would put the seam in the wrong place.
    if (reading.parts === null || end - start !== word.length) {
      tokens.push({ text: reading.text, kind, start, end, gap, reading })
      return
    }
    const [first, second] = reading.parts
    const seam = start + first.length
    const a = vocabulary.read(first, 'word')
    const b = vocabulary.read(second, 'word')
    tokens.push({ text: first, kind: 'word', start, end: seam, gap, reading: a })
    tokens.push({ text: second, kind: 'word', start: seam, end, gap: 0, reading: b })
  })
  return tokens
}
