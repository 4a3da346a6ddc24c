import type { Lexicon } from '../lexicon/compile.ts'
import type { Text, Tokens } from '../model/reading.ts'
import { cut } from '../text/tokens.ts'
import { Columns } from './tokenise/columns.ts'

/** Text → tokens, each with what it may stand for; words run together ("lowmood") become two. */
export function tokenise(text: Text, lexicon: Lexicon): Tokens {
  const tokens = new Columns(text.folded, lexicon.vocabulary)
  cut(text.folded, tokens)
  return tokens
}
