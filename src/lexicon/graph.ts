/** The graph as the walk reads it. */
import type { LexEntry } from '../model/lexicon.ts'
import { bitOf, flagOf, Has, jump, scatter } from './symbols.ts'
import type { Wiring } from './wiring.ts'

/** Numbers of a node: flags, bits of its symbols, where its table is, and where its wordings are. */
const width = 4
/** The size of a node's table is kept above its flags, as a power of two. */
const sizeShift = 24
/** Cells that melting may add before all that was melted is forgotten: 8 bytes each. */
const memory = 1_000_000

/**
 * The time of a walk is the time of fetching what it reads, so all that is asked of a node at once lies together,
 * and so do its edges: a hash table of its own, at least twice as large as it has edges.
 *
 * A node with jumps is melted into one without when the walk first comes to it: notes use few of the combinations
 * that alternatives make.
 */
export class Graph {
  readonly root: number
  private nodes: Int32Array
  /** Symbol and child by turns; child 0 is a free cell. */
  private cells: Int32Array
  /** Wordings that end together. */
  private readonly lists: (readonly LexEntry[])[]
  private readonly wiring: Wiring
  /** By symbol of a word: does it lead on from any node but the root? */
  private readonly inner: Uint8Array

  private readonly byMembers = new Map<string, number>()
  /** Nodes made by melting that are several nodes together, and nothing else. */
  private readonly unions = new Map<number, number[]>()
  private nodeCount: number
  private cellCount: number
  private readonly compiled: { readonly nodes: number; readonly cells: number; readonly lists: number }

  constructor(wiring: Wiring, symbols: number) {
    this.wiring = wiring
    this.root = wiring.root
    this.inner = new Uint8Array(symbols)
    this.lists = wiring.lists.slice()
    const { flags, masks, degree, ended } = wiring
    this.nodeCount = flags.length
    this.nodes = new Int32Array(flags.length * width)
    this.cellCount = 1
    for (let node = 1, at = width; node < flags.length; node++, at += width) {
      const edges = degree[node] as number
      // Most nodes lead nowhere: for all of them there is the one empty table, cell 0.
      const power = edges === 0 ? 0 : powerFor(edges)
      const has = flags[node] as number
      this.nodes[at] = has | (power << sizeShift)
      if ((has & Has.Jumps) === 0) this.nodes[at + 3] = ended[node] as number
      if (edges === 0) continue
      this.nodes[at + 1] = masks[node] as number
      this.nodes[at + 2] = this.cellCount
      this.cellCount += 1 << power
    }
    this.cells = new Int32Array(this.cellCount * 2)
    this.fileAll()
    this.compiled = { nodes: this.nodeCount, cells: this.cellCount, lists: this.lists.length }
  }

  flags(node: number): number {
    return this.nodes[node * width] as number
  }

  /** One bit for each symbol that leads on. */
  mask(node: number): number {
    return this.nodes[node * width + 1] as number
  }

  /** The wordings that end at a node that has `Has.Ends`. */
  ends(node: number): readonly LexEntry[] {
    return this.lists[this.nodes[node * width + 3] as number] as readonly LexEntry[]
  }

  /** Where a symbol leads from a node without jumps; 0 for nowhere. */
  next(node: number, symbol: number): number {
    const { nodes, cells } = this
    const mask = (1 << ((nodes[node * width] as number) >>> sizeShift)) - 1
    const table = nodes[node * width + 2] as number
    let at = scatter(symbol) & mask
    for (;;) {
      const cell = (table + at) * 2
      const child = cells[cell + 1] as number
      if (child === 0 || cells[cell] === symbol) return child
      at = (at + 1) & mask
    }
  }

  /** May a symbol lead on from any node but the root? */
  leadsOn(symbol: number): boolean {
    return symbol < 0 || this.inner[symbol] === 1
  }

  /** The node without jumps that stands for one with jumps. */
  melt(node: number): number {
    // A node with jumps is never read itself: in the place of its wordings is the node it was melted into.
    const known = this.nodes[node * width + 3] as number
    if (known !== 0) return known
    const members = this.reached(node)
    // Different words often lead to the same nodes together: that is one node, once melted.
    const key = members.join()
    const whole = this.byMembers.get(key) ?? this.gather(members)
    this.byMembers.set(key, whole)
    this.nodes[node * width + 3] = whole
    return whole
  }

  /** Forgets what was melted if it has grown too large; the numbers of melted nodes are void then. */
  trim(): boolean {
    const { nodes, cells, lists } = this.compiled
    if (this.cellCount - cells < memory) return false
    for (let node = 1; node < nodes; node++) {
      if ((this.flags(node) & Has.Jumps) !== 0) this.nodes[node * width + 3] = 0
    }
    this.byMembers.clear()
    this.unions.clear()
    this.nodes = this.nodes.slice(0, nodes * width)
    this.cells = this.cells.slice(0, cells * 2)
    this.lists.length = lists
    this.nodeCount = nodes
    this.cellCount = cells
    return true
  }

  /** Takes the links over from the wiring; one loop, as all this is done once and before anything is optimised. */
  private fileAll(): void {
    const { nodes, cells, inner, root } = this
    const { head, chain, symbols, targets } = this.wiring
    for (let node = 1; node < head.length; node++) {
      const mask = (1 << ((nodes[node * width] as number) >>> sizeShift)) - 1
      const table = nodes[node * width + 2] as number
      for (let link = head[node] as number; link !== 0; link = chain[link] as number) {
        const symbol = symbols[link] as number
        if (symbol === jump) continue
        let at = scatter(symbol) & mask
        while (cells[(table + at) * 2 + 1] !== 0) at = (at + 1) & mask
        cells[(table + at) * 2] = symbol
        cells[(table + at) * 2 + 1] = targets[link] as number
        if (symbol >= 0 && node !== root) inner[symbol] = 1
      }
    }
  }

  /** Room for a table; where it begins. */
  private table(power: number): number {
    const at = this.cellCount
    this.cellCount += 1 << power
    while (this.cellCount * 2 > this.cells.length) this.cells = larger(this.cells)
    return at
  }

  private file(node: number, symbol: number, child: number): void {
    const { nodes, cells } = this
    const mask = (1 << ((nodes[node * width] as number) >>> sizeShift)) - 1
    const table = nodes[node * width + 2] as number
    let at = scatter(symbol) & mask
    while (cells[(table + at) * 2 + 1] !== 0) at = (at + 1) & mask
    cells[(table + at) * 2] = symbol
    cells[(table + at) * 2 + 1] = child
  }

  private list(entries: readonly LexEntry[]): number {
    this.lists.push(entries)
    return this.lists.length - 1
  }

  private add(flags: number): number {
    const node = this.nodeCount++
    if (this.nodeCount * width > this.nodes.length) this.nodes = larger(this.nodes)
    this.nodes[node * width] = flags
    return node
  }

  /** A compiled node, or those of a union, and all they jump to, nearest first. */
  private reached(node: number): number[] {
    const { head, chain, symbols, targets } = this.wiring
    const reached = new Set(this.unions.get(node) ?? [node])
    for (const at of reached) {
      for (let link = head[at] as number; link !== 0; link = chain[link] as number) {
        if (symbols[link] === jump) reached.add(targets[link] as number)
      }
    }
    return [...reached]
  }

  /** One node with all that these compiled nodes have. */
  private gather(members: readonly number[]): number {
    const { flags, head, chain, symbols, targets, ended, lists } = this.wiring
    const children = new Map<number, number>()
    const entries = new Set<LexEntry>()
    let has = 0
    let mask = 0
    const firstUnion = this.nodeCount
    for (const member of members) {
      has |= (flags[member] as number) & (Has.Ends | Has.SpanEnds)
      for (const entry of lists[ended[member] as number] ?? []) entries.add(entry)
      for (let link = head[member] as number; link !== 0; link = chain[link] as number) {
        const symbol = symbols[link] as number
        if (symbol === jump) continue
        const child = targets[link] as number
        const other = children.get(symbol)
        if (other === undefined) children.set(symbol, child)
        else if (other >= firstUnion) this.unions.get(other)?.push(child)
        else {
          const union = this.add(Has.Jumps)
          this.unions.set(union, [other, child])
          children.set(symbol, union)
        }
        has |= flagOf(symbol)
        mask |= bitOf(symbol)
      }
    }
    const power = powerFor(children.size)
    const whole = this.add(has | (power << sizeShift))
    this.nodes[whole * width + 1] = mask
    this.nodes[whole * width + 2] = this.table(power)
    // In the taxonomy's order, whichever way they were reached.
    const ordered = [...entries].sort((a, b) => (a.order as number) - (b.order as number))
    this.nodes[whole * width + 3] = ordered.length > 0 ? this.list(ordered) : 0
    for (const [symbol, child] of children) this.file(whole, symbol, child)
    return whole
  }
}

/** The table for so many edges is two to this power: at least twice as many. */
const powerFor = (edges: number): number => (edges === 0 ? 0 : 33 - Math.clz32(edges - 1))

function larger(numbers: Int32Array): Int32Array {
  const copy = new Int32Array(numbers.length * 2)
  copy.set(numbers)
  return copy
}
