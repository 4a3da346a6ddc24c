/** The walk over the lexicon's graph. */
import type { Graph } from '../../lexicon/graph.ts'
import {
  anyWord,
  classSymbol,
  firstEnd,
  firstGap,
  gapOf,
  goesOn,
  Has,
  spanClasses,
  widestGap,
} from '../../lexicon/symbols.ts'
import type { LexEntry } from '../../model/lexicon.ts'
import { type Find, Means, type Reading, type Token } from '../../model/reading.ts'
import { itemBreak, sentenceBreak } from '../../text/tokens.ts'

/** Words that make up one wording may be joined by these; anything else parts them. */
const parts = itemBreak | sentenceBreak

/** What may lead on where no word does. */
const beyondWords = goesOn & ~Has.Words
const classes = spanClasses.length
const spanSymbols = spanClasses.map((_, index) => classSymbol(index))
const gapSymbols = Array.from({ length: widestGap + 1 }, (_, max) => gapOf(max))
/** Longer fields than this, in tokens, leave no arrays behind. */
const keep = 10_000

/**
 * Walks from the last token to the first, so that what spans several tokens is known before it is needed.
 * One walker walks all fields, one after the other, and keeps its arrays.
 */
export class Walk {
  finds: Find[] = []
  private tokens: readonly Token[] = []
  private graph: Graph | null = null
  private start = 0
  /** The tokens taken so far. */
  private readonly path: number[] = []
  /** For each token and span class, where the longest one that begins there ends (exclusive); 0 for none. */
  private spans = new Uint32Array(64 * classes)
  /** For each token, which span classes begin there, as bits. */
  private spanning = new Uint8Array(64)

  /** All that is found in a field, from its last token to its first. */
  field(tokens: readonly Token[], graph: Graph): Find[] {
    this.begin(tokens, graph)
    for (let start = tokens.length - 1; start >= 0; start--) {
      this.start = start
      this.wordings((tokens[start] as Token).reading, start)
      // A wording may begin with such a span ("{interval} review"): those that begin here are known now.
      if (this.spanning[start] !== 0) this.spansFrom(graph.root, start, 0, Means.Exact, 0)
    }
    return this.end()
  }

  /** The same for wordings that begin at another node than the root. */
  answer(tokens: readonly Token[], graph: Graph, root: number): Find[] {
    this.begin(tokens, graph)
    for (let start = tokens.length - 1; start >= 0; start--) {
      this.start = start
      this.words(root, tokens[start] as Token, start, 0, Means.Exact, 0)
    }
    return this.end()
  }

  /** Wordings that begin with the token at `start`. */
  private wordings({ starts, ends }: Reading, start: number): void {
    const next = this.tokens[start + 1]
    const following = next === undefined || (next.gap & parts) !== 0 ? 0 : next.reading.mask
    this.path[0] = start
    for (let i = 0, e = 0; i < starts.length; i += 5, e++) {
      const flags = starts[i + 1] as number
      const means = starts[i + 3] as number
      const distance = starts[i + 4] as number
      const ended = ends[e] as readonly LexEntry[] | null
      if (ended !== null) this.found(ended, flags, start + 1, 1, means, distance)
      // The node itself is fetched only where something may lead on: fetching is what a walk spends its time on.
      if ((flags & goesOn) === 0 || next === undefined) continue
      if ((flags & beyondWords) === 0 && ((starts[i + 2] as number) & following) === 0) continue
      this.goOn(starts[i] as number, flags, start + 1, 1, means, distance)
    }
  }

  private begin(tokens: readonly Token[], graph: Graph): void {
    this.graph = graph
    this.tokens = tokens
    this.finds = []
    if (tokens.length > this.spanning.length || this.spanning.length > keep) {
      this.spanning = new Uint8Array(tokens.length * 2)
      this.spans = new Uint32Array(tokens.length * 2 * classes)
    } else {
      this.spanning.fill(0, 0, tokens.length)
    }
  }

  private end(): Find[] {
    const { finds } = this
    this.finds = []
    this.tokens = []
    this.graph = null
    return finds
  }

  /** Goes on from a node that was reached before token `at`, with `width` tokens taken. */
  private from(reached: number, at: number, width: number, means: number, distance: number): void {
    const graph = this.graph as Graph
    let node = reached
    let flags = graph.flags(node)
    if ((flags & Has.Jumps) !== 0) {
      node = graph.melt(node)
      flags = graph.flags(node)
    }
    if ((flags & Has.Ends) !== 0) this.found(graph.ends(node), flags, at, width, means, distance)
    if ((flags & goesOn) !== 0 && at < this.tokens.length) this.goOn(node, flags, at, width, means, distance)
  }

  private goOn(
    node: number,
    flags: number,
    at: number,
    width: number,
    means: number,
    distance: number,
  ): void {
    const graph = this.graph as Graph
    const token = this.tokens[at] as Token
    if ((token.gap & parts) !== 0) return
    if ((flags & Has.Words) !== 0) this.lead(node, flags, token, at, width, means, distance)
    if ((flags & Has.Any) !== 0) {
      this.path[width] = at
      this.from(graph.next(node, anyWord), at + 1, width + 1, means, distance)
    }
    if ((flags & Has.Gaps) !== 0) this.gaps(node, flags, at, width, means, distance)
  }

  private gaps(
    node: number,
    flags: number,
    at: number,
    width: number,
    means: number,
    distance: number,
  ): void {
    const { tokens } = this
    const graph = this.graph as Graph
    for (let max = 1; max <= widestGap; max++) {
      if ((flags & (1 << (firstGap + max))) === 0) continue
      let behind = graph.next(node, gapSymbols[max] as number)
      if ((graph.flags(behind) & Has.Jumps) !== 0) behind = graph.melt(behind)
      const has = graph.flags(behind)
      if ((has & Has.Words) === 0) continue
      for (let next = at; next <= at + max && next < tokens.length; next++) {
        const token = tokens[next] as Token
        if (next > at && (token.gap & parts) !== 0) break
        this.lead(behind, has, token, next, width, means, distance)
      }
    }
  }

  private lead(
    node: number,
    flags: number,
    token: Token,
    at: number,
    width: number,
    means: number,
    distance: number,
  ): void {
    this.words(node, token, at, width, means, distance)
    if ((flags & Has.Spans) !== 0 && this.spanning[at] !== 0) this.spansFrom(node, at, width, means, distance)
  }

  private words(
    node: number,
    token: Token,
    at: number,
    width: number,
    means: number,
    distance: number,
  ): void {
    const graph = this.graph as Graph
    const { mask, steps } = token.reading
    const bits = graph.mask(node) & mask
    if (bits === 0) return
    for (let i = 0; i < steps.length; i += 4) {
      if ((bits & (steps[i + 1] as number)) === 0) continue
      const child = graph.next(node, steps[i] as number)
      if (child === 0) continue
      const own = steps[i + 2] as number
      this.path[width] = at
      this.from(child, at + 1, width + 1, own > means ? own : means, distance + (steps[i + 3] as number))
    }
  }

  private spansFrom(node: number, at: number, width: number, means: number, distance: number): void {
    for (let index = 0; index < classes; index++) {
      // Asked anew each time: what is found from here may be a span itself.
      if (((this.spanning[at] as number) & (1 << index)) === 0) continue
      const child = (this.graph as Graph).next(node, spanSymbols[index] as number)
      if (child === 0) continue
      const end = this.spans[at * classes + index] as number
      for (let i = at; i < end; i++) this.path[width + i - at] = i
      this.from(child, end, width + end - at, means, distance)
    }
  }

  private found(
    ends: readonly LexEntry[],
    flags: number,
    end: number,
    width: number,
    means: number,
    distance: number,
  ): void {
    const first = this.start
    const last = this.path[width - 1] as number
    const covers = width === last - first + 1 ? null : this.path.slice(0, width)
    for (let e = 0; e < ends.length; e++) {
      this.finds.push({ entry: ends[e] as LexEntry, first, last, width, covers, means, distance })
    }
    if ((flags & Has.SpanEnds) !== 0) this.remember(flags, end)
  }

  /** Notes down a span that a wording may name as a class. */
  private remember(flags: number, end: number): void {
    const bits = this.spanning[this.start] as number
    for (let index = 0; index < classes; index++) {
      if ((flags & (1 << (firstEnd + index))) === 0) continue
      const at = this.start * classes + index
      if ((bits & (1 << index)) === 0 || end > (this.spans[at] as number)) this.spans[at] = end
      this.spanning[this.start] = (this.spanning[this.start] as number) | (1 << index)
    }
  }
}
