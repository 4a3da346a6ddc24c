/** The walk over the lexicon's graph. */

import type { Lexicon } from '../../lexicon/compile.ts'
import { Finds } from '../../lexicon/finds.ts'
import type { Graph } from '../../lexicon/graph.ts'
import { At, distanceIn, meansIn, startWidth, stepWidth, surenessOf } from '../../lexicon/readings.ts'
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
import { Means, type Tokens } from '../../model/reading.ts'
import { Gap, itemBreak, sentenceBreak } from '../../text/tokens.ts'

/** Words that make up one wording may be joined by these; anything else parts them. */
const parts = (itemBreak & ~Gap.Colon) | sentenceBreak

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
  /** What was found in the field that was walked last, from its last token to its first. */
  readonly finds = new Finds()
  /** By token: where its reading is filed, and what stands before it. */
  private readings: readonly number[] = []
  private gapsBefore: readonly number[] = []
  private length = 0
  /** The numbers of all readings. */
  private numbers = new Int32Array(0)
  private graph: Graph | null = null
  private start = 0
  /** The tokens taken so far. */
  private path = new Int32Array(64)
  /** For each token and span class, where the longest one that begins there ends (exclusive); 0 for none. */
  private spans = new Uint32Array(64 * classes)
  /** For each token, which span classes begin there, as bits. */
  private spanning = new Uint8Array(64)

  /** Finds all that is in a field. */
  field(tokens: Tokens, { graph, vocabulary }: Lexicon): Finds {
    this.begin(tokens, graph, vocabulary.readings.numbers)
    for (let start = this.length - 1; start >= 0; start--) {
      this.start = start
      this.wordings(this.readings[start] as number, start)
      // A wording may begin with such a span ("{interval} review"): those that begin here are known now.
      if (this.spanning[start] !== 0) this.spansFrom(graph.root, start, 0, Means.Exact)
    }
    return this.finds
  }

  /** The same for wordings that begin at another node than the root. */
  answer(tokens: Tokens, { graph, vocabulary }: Lexicon, root: number): Finds {
    this.begin(tokens, graph, vocabulary.readings.numbers)
    for (let start = this.length - 1; start >= 0; start--) {
      this.start = start
      this.words(root, start, 0, Means.Exact)
    }
    return this.finds
  }

  /** Wordings that begin with the token at `start`. */
  private wordings(reading: number, start: number): void {
    const { numbers } = this
    const next = start + 1
    const isLast = next === this.length || ((this.gapsBefore[next] as number) & parts) !== 0
    const following = isLast ? 0 : (this.readings[next] as number)
    const mask = isLast ? 0 : (numbers[following + At.Mask] as number)
    const other = isLast ? 0 : (numbers[following + At.Other] as number)
    this.path[0] = start
    const end = reading + (numbers[reading + At.Steps] as number)
    for (let i = reading + (numbers[reading + At.Starts] as number); i < end; ) {
      const flags = numbers[i + 1] as number
      const count = numbers[i + 5] as number
      if (count > 0) this.found(numbers, i + startWidth, count, flags, next, 1, numbers[i + 4] as number)
      // The node itself is fetched only where something may lead on: fetching is what a walk spends its time on.
      if (
        !isLast &&
        (flags & goesOn) !== 0 &&
        ((flags & beyondWords) !== 0 ||
          (((numbers[i + 2] as number) & mask) !== 0 && ((numbers[i + 3] as number) & other) !== 0))
      )
        this.goOn(numbers[i] as number, flags, next, 1, numbers[i + 4] as number)
      i += startWidth + 2 * count
    }
  }

  private begin(tokens: Tokens, graph: Graph, numbers: Int32Array<ArrayBuffer>): void {
    const { length } = tokens
    this.finds.clear()
    this.graph = graph
    this.readings = tokens.reading
    this.gapsBefore = tokens.gap
    this.length = length
    this.numbers = numbers
    if (length > this.spanning.length || this.spanning.length > keep) {
      this.spanning = new Uint8Array(length * 2)
      this.spans = new Uint32Array(length * 2 * classes)
      this.path = new Int32Array(length * 2)
    } else {
      this.spanning.fill(0, 0, length)
    }
  }

  /** Goes on from a node that was reached before token `at`, with `width` tokens taken. */
  private from(node: number, at: number, width: number, sureness: number): void {
    const graph = this.graph as Graph
    const flags = graph.flags(node)
    if ((flags & Has.Ends) !== 0) {
      const list = graph.ends(node)
      this.found(graph.ended, list + 1, graph.ended[list] as number, flags, at, width, sureness)
    }
    if ((flags & goesOn) !== 0 && at < this.length) this.goOn(node, flags, at, width, sureness)
  }

  private goOn(node: number, flags: number, at: number, width: number, sureness: number): void {
    if (((this.gapsBefore[at] as number) & parts) !== 0) return
    if ((flags & Has.Words) !== 0) this.lead(node, flags, at, width, sureness)
    if ((flags & Has.Any) !== 0) {
      this.path[width] = at
      this.from((this.graph as Graph).next(node, anyWord), at + 1, width + 1, sureness)
    }
    if ((flags & Has.Gaps) !== 0) this.gaps(node, flags, at, width, sureness)
  }

  private gaps(node: number, flags: number, at: number, width: number, sureness: number): void {
    const graph = this.graph as Graph
    for (let max = 1; max <= widestGap; max++) {
      if ((flags & (1 << (firstGap + max))) === 0) continue
      const behind = graph.next(node, gapSymbols[max] as number)
      const has = graph.flags(behind)
      if ((has & Has.Words) === 0) continue
      for (let next = at; next <= at + max && next < this.length; next++) {
        if (next > at && ((this.gapsBefore[next] as number) & parts) !== 0) break
        this.lead(behind, has, next, width, sureness)
      }
    }
  }

  private lead(node: number, flags: number, at: number, width: number, sureness: number): void {
    this.words(node, at, width, sureness)
    if ((flags & Has.Spans) !== 0 && this.spanning[at] !== 0) this.spansFrom(node, at, width, sureness)
  }

  private words(node: number, at: number, width: number, sureness: number): void {
    const graph = this.graph as Graph
    const { numbers } = this
    const reading = this.readings[at] as number
    const bits = graph.mask(node) & (numbers[reading + At.Mask] as number)
    if (bits === 0) return
    const others = graph.otherMask(node) & (numbers[reading + At.Other] as number)
    if (others === 0) return
    const end = reading + (numbers[reading + At.End] as number)
    for (let i = reading + (numbers[reading + At.Steps] as number); i < end; i += stepWidth) {
      if ((bits & (numbers[i + 1] as number)) === 0 || (others & (numbers[i + 2] as number)) === 0) continue
      const child = graph.next(node, numbers[i] as number)
      if (child === 0) continue
      this.path[width] = at
      this.from(child, at + 1, width + 1, together(sureness, numbers[i + 3] as number))
    }
  }

  private spansFrom(node: number, at: number, width: number, sureness: number): void {
    for (let index = 0; index < classes; index++) {
      // Asked anew each time: what is found from here may be a span itself.
      if (((this.spanning[at] as number) & (1 << index)) === 0) continue
      const child = (this.graph as Graph).next(node, spanSymbols[index] as number)
      if (child === 0) continue
      const end = this.spans[at * classes + index] as number
      for (let i = at; i < end; i++) this.path[width + i - at] = i
      this.from(child, end, width + end - at, sureness)
    }
  }

  /** Takes the wordings that end before token `end`: their orders and bits are in `from`, beginning at `at`. */
  private found(
    from: Int32Array,
    at: number,
    count: number,
    flags: number,
    end: number,
    width: number,
    sureness: number,
  ): void {
    const first = this.start
    const last = this.path[width - 1] as number
    const covers = width === last - first + 1 ? null : Array.from(this.path.subarray(0, width))
    for (let e = at; e < at + count * 2; e += 2)
      this.finds.add(from[e] as number, from[e + 1] as number, first, last, width, sureness, covers)
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

/** As sure as the less sure of both, with the edits of both. */
const together = (a: number, b: number): number =>
  b === 0 ? a : a === 0 ? b : surenessOf(Math.max(meansIn(a), meansIn(b)), distanceIn(a) + distanceIn(b))
