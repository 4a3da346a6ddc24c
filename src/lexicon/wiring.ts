/** The graph while it is compiled: wordings are led through it, sharing what they share. */
import type { LexEntry } from '../model/lexicon.ts'
import { Edges } from './edges.ts'
import { bitOf, firstEnd, flagOf, Has, jump, type SpanClass, spanClasses } from './symbols.ts'

/**
 * Nodes are numbers from 1; 0 is none. Each has a chain of links, in the order of the taxonomy: a symbol and the
 * node it leads to, or a jump: a node that is reached together with it, where the alternatives of a wording meet
 * again. Jumps keep the graph as large as the wordings are long, not as large as all their combinations.
 */
export class Wiring {
  /** By node: bits of `Has`, bits of the symbols that lead on, links, and which list of wordings ends here. */
  flags: Int32Array
  masks: Int32Array
  head: Int32Array
  degree: Int32Array
  ended: Int32Array
  /** By link. */
  chain: Int32Array
  symbols: Int32Array
  targets: Int32Array
  /** Wordings that end together; the first is none. */
  readonly lists: (readonly LexEntry[])[] = [[]]
  /** Where every wording begins. */
  readonly root: number
  /** How many numbers of nodes and of links are taken, 0 included. */
  nodes = 1
  links = 1

  private tail: Int32Array
  private edges: Edges | null = null

  /** Room for so many at first. */
  constructor(nodes = 1 << 15, links = 1 << 16) {
    this.flags = new Int32Array(nodes)
    this.masks = new Int32Array(nodes)
    this.head = new Int32Array(nodes)
    this.degree = new Int32Array(nodes)
    this.ended = new Int32Array(nodes)
    this.tail = new Int32Array(nodes)
    this.chain = new Int32Array(links)
    this.symbols = new Int32Array(links)
    this.targets = new Int32Array(links)
    this.root = this.node()
  }

  node(): number {
    if (this.nodes === this.flags.length) this.widen()
    return this.nodes++
  }

  /** Where a symbol leads from a node; made when it is new. */
  lead(node: number, symbol: number): number {
    this.edges ??= new Edges()
    const fresh = this.nodes
    const child = this.edges.at(node, symbol, fresh)
    if (child !== fresh) return child
    this.node()
    this.link(node, symbol, child)
    this.flags[node] = (this.flags[node] as number) | flagOf(symbol)
    this.masks[node] = (this.masks[node] as number) | bitOf(symbol)
    this.degree[node] = (this.degree[node] as number) + 1
    return child
  }

  jump(from: number, to: number): void {
    this.flags[from] = (this.flags[from] as number) | Has.Jumps
    this.link(from, jump, to)
  }

  end(node: number, entry: LexEntry): void {
    const { ended, lists } = this
    const list = ended[node] as number
    // Most wordings end alone, and at several nodes: those share a list.
    if (list === 0) ended[node] = this.isAlone(entry) ? lists.length - 1 : lists.push([entry]) - 1
    else if (!lists[list]?.includes(entry)) ended[node] = lists.push([...(lists[list] ?? []), entry]) - 1
    this.flags[node] = (this.flags[node] as number) | Has.Ends | spanBit(entry)
  }

  /**
   * Makes all links at once; there must be room. Nodes are numbered as links make them, so where a link leads need
   * not be said:
   *
   *     by a symbol    2 · from: 0 the root, 1 as before, n + 2 how far behind the newest node; then the symbol
   *     jump           1 + 2 · from: n + 1 how far from the node behind the last that jumped; to the newest node
   *     jump           1, and how far before a new node, to which it jumps
   *
   * One loop without calls: these are the first hundred thousand things a fresh process does.
   */
  sproutAll(numbers: Int32Array): void {
    const { flags, masks, head, degree, chain, symbols, targets, tail, root } = this
    const count = numbers.length - 1
    let nodes = this.nodes
    let links = this.links
    let before = 0
    let jumped = 0
    for (let at = 0; at < count; ) {
      const what = numbers[at++] as number
      const from = what >>> 1
      let node = 0
      if ((what & 1) === 0) {
        if (from !== 1) before = from === 0 ? root : nodes + 1 - from
        node = before
        const number = numbers[at++] as number
        const symbol = (number & 1) === 0 ? number >> 1 : -((number + 1) >> 1)
        symbols[links] = symbol
        flags[node] = (flags[node] as number) | (symbol >= 0 ? Has.Words : flagOf(symbol))
        masks[node] = (masks[node] as number) | (1 << (Math.imul(symbol, 0x9e3779b1) >>> 27))
        degree[node] = (degree[node] as number) + 1
        nodes++
      } else {
        if (from === 0) jumped = nodes++ - (numbers[at++] as number)
        else jumped += (from & 1) === 1 ? (from + 1) >> 1 : 1 - (from >> 1)
        node = jumped
        symbols[links] = jump
        flags[node] = (flags[node] as number) | Has.Jumps
      }
      targets[links] = nodes - 1
      if (head[node] === 0) head[node] = links
      else chain[tail[node] as number] = links
      tail[node] = links++
    }
    this.nodes = nodes
    this.links = links
  }

  /** To be called when all is in: gives back the room that was not needed. */
  close(): void {
    this.edges = null
    this.tail = new Int32Array(0)
    if (this.nodes === this.flags.length && this.links === this.chain.length) return
    this.flags = this.flags.slice(0, this.nodes)
    this.masks = this.masks.slice(0, this.nodes)
    this.head = this.head.slice(0, this.nodes)
    this.degree = this.degree.slice(0, this.nodes)
    this.ended = this.ended.slice(0, this.nodes)
    this.chain = this.chain.slice(0, this.links)
    this.symbols = this.symbols.slice(0, this.links)
    this.targets = this.targets.slice(0, this.links)
  }

  /** Is the last list made for this wording alone? */
  private isAlone(entry: LexEntry): boolean {
    const last = this.lists[this.lists.length - 1] as readonly LexEntry[]
    return last.length === 1 && last[0] === entry
  }

  private link(from: number, symbol: number, to: number): void {
    if (this.links === this.chain.length) this.lengthen()
    const link = this.links++
    this.symbols[link] = symbol
    this.targets[link] = to
    if (this.head[from] === 0) this.head[from] = link
    else this.chain[this.tail[from] as number] = link
    this.tail[from] = link
  }

  private widen(): void {
    this.flags = larger(this.flags)
    this.masks = larger(this.masks)
    this.head = larger(this.head)
    this.degree = larger(this.degree)
    this.ended = larger(this.ended)
    this.tail = larger(this.tail)
  }

  private lengthen(): void {
    this.chain = larger(this.chain)
    this.symbols = larger(this.symbols)
    this.targets = larger(this.targets)
  }
}

function larger(numbers: Int32Array): Int32Array {
  const copy = new Int32Array(numbers.length * 2)
  copy.set(numbers)
  return copy
}

function spanBit(entry: LexEntry): number {
  const span = spanOf(entry)
  return span ? 1 << (firstEnd + spanClasses.indexOf(span)) : 0
}

function spanOf(entry: LexEntry): SpanClass | undefined {
  switch (entry.kind) {
    case 'interval':
    case 'dose':
      return entry.kind
    case 'medication':
      return 'drug'
    case 'service':
      return entry.group === 'clinician' ? 'clinician' : 'service'
    default:
      return undefined
  }
}
