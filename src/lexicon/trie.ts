/** The walk's graph: words and classes lead from node to node, wordings end in `entries`. */
import type { LexEntry } from '../model/lexicon.ts'

export interface TrieGap {
  readonly max: number
  readonly node: TrieNode
}

/**
 * A node may have jumps: nodes that are reached together with it, where the alternatives of a wording meet again.
 * That keeps the graph as large as the wordings are long, not as large as all their combinations. A node with
 * jumps is melted into one without, when the walk first comes to it: notes use few of the combinations.
 */
export class TrieNode {
  /** Children by symbol; see below. */
  next: Map<number, TrieNode> | null = null
  gaps: TrieGap[] | null = null
  /** The child that any one word leads to. */
  any: TrieNode | null = null
  entries: LexEntry[] | null = null
  /** Does a child begin with something that spans several tokens? */
  spanning = false
  jumps: TrieNode[] | null = null

  child(symbol: number): TrieNode {
    this.next ??= new Map()
    let node = this.next.get(symbol)
    if (!node) {
      node = new TrieNode()
      this.next.set(symbol, node)
    }
    return node
  }

  gap(max: number): TrieNode {
    this.gaps ??= []
    const known = this.gaps.find((gap) => gap.max === max)
    if (known) return known.node
    const node = new TrieNode()
    this.gaps.push({ max, node })
    return node
  }

  anyWord(): TrieNode {
    this.any ??= new TrieNode()
    return this.any
  }

  /** Melts what is reached by jumps into this node. */
  melt(): void {
    const all = new Set<TrieNode>([this])
    for (const node of all) for (const jump of node.jumps ?? []) all.add(jump)
    const children = new Map<number, TrieNode[]>()
    const gaps = new Map<number, TrieNode[]>()
    const anys: TrieNode[] = []
    const entries = new Set<LexEntry>()
    for (const node of all) {
      for (const [symbol, child] of node.next ?? []) push(children, symbol, child)
      for (const gap of node.gaps ?? []) push(gaps, gap.max, gap.node)
      if (node.any) anys.push(node.any)
      for (const entry of node.entries ?? []) entries.add(entry)
      this.spanning ||= node.spanning
    }
    this.jumps = null
    this.next =
      children.size > 0 ? new Map([...children].map(([symbol, nodes]) => [symbol, together(nodes)])) : null
    this.gaps = gaps.size > 0 ? [...gaps].map(([max, nodes]) => ({ max, node: together(nodes) })) : null
    this.any = anys.length > 0 ? together(anys) : null
    this.entries = entries.size > 0 ? [...entries] : null
  }
}

function together(nodes: readonly TrieNode[]): TrieNode {
  if (nodes.length === 1) return nodes[0] as TrieNode
  const node = new TrieNode()
  node.jumps = [...nodes]
  return node
}

function push(map: Map<number, TrieNode[]>, key: number, node: TrieNode): void {
  const list = map.get(key)
  if (list) list.push(node)
  else map.set(key, [node])
}

/**
 * A word has two symbols: to the letter, and in any form. Classes count down from -1, those that span
 * several tokens first.
 */
export const toTheLetter = (word: number): number => word * 2
export const inAnyForm = (word: number): number => word * 2 + 1
export const classSymbol = (index: number): number => -1 - index

/** Classes that the matcher fills in itself, because they span several tokens. */
export const spanClasses = ['interval', 'dose', 'service', 'clinician', 'drug'] as const
export type SpanClass = (typeof spanClasses)[number]
/** Classes that a token's kind decides. */
export const kindClasses = ['number', 'date'] as const
