/** Checked taxonomy → compiled lexicon: every wording of every kind in one graph of words. */
import type { Taxonomy } from '../model/taxonomy.ts'
import { Graph } from './graph.ts'
import { type Identifiers, identifiersOf } from './identifiers.ts'
import type { AnswerField } from './senses.ts'
import { unpacked } from './unpack.ts'
import type { Vocabulary } from './vocabulary.ts'
import { weave } from './weave.ts'

export interface Lexicon {
  readonly taxonomy: Taxonomy
  readonly vocabulary: Vocabulary
  /** All wordings; those of answers do not begin at its root. */
  readonly graph: Graph
  /** The node where the wordings of each answer field begin, which are read by themselves. */
  readonly answers: Readonly<Record<AnswerField, number>>
  /** Words that need no reading: they, and, with ... */
  readonly plain: ReadonlySet<string>
  /** What tells that something identifies a person. */
  readonly identifiers: Identifiers
}

/** Compiles a taxonomy; one that comes with the package was compiled when that was built. */
export function compile(taxonomy: Taxonomy): Lexicon {
  const { vocabulary, wiring, answers } = unpacked(taxonomy) ?? weave(taxonomy)
  wiring.close()
  const graph = new Graph(wiring, vocabulary.symbols)
  vocabulary.close(graph)
  const plain = new Set(taxonomy.plain)
  return { taxonomy, vocabulary, graph, answers, plain, identifiers: identifiersOf(taxonomy) }
}
