/** The graph as the walk reads it. */
import { bitsOf, type LexEntry } from '../model/lexicon.ts'
import { bitOf, flagOf, Has, jump, otherBitOf, scatter } from './symbols.ts'
import type { Wiring } from './wiring.ts'

/**
 * Numbers of a node: flags, bits of its symbols, where its table is, its wordings, and its other bits.
 * Wordings are the number of their list; once they were asked for, below 0, where they are in `ended`.
 */
const width = 5
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
  /** Symbol and child by turns; child 0 is a free cell, and one below 0 was never come to. */
  private cells: Int32Array
  /** Wordings that end together. */
  private readonly lists: readonly (readonly LexEntry[])[]
  /** The lists that were asked for: how many wordings, then for each its place in `entries`, and its bits. */
  ended: Int32Array = new Int32Array(1 << 12)
  private endedCount = 1
  readonly entries: LexEntry[] = []
  /** Compiled cells that lead to a melted node by now, with what was in them; nodes whose list is in `ended`. */
  private readonly led: number[] = []
  private readonly listed: number[] = []
  private readonly wiring: Wiring
  /** By symbol of a word: does it lead on from any node but the root? */
  private readonly inner: Uint8Array

  private readonly byMembers = new Map<string, number>()
  /** Nodes made by melting that are several nodes together, and nothing else. */
  private readonly unions = new Map<number, number[]>()
  private nodeCount: number
  private cellCount: number
  private readonly compiled: { readonly nodes: number; readonly cells: number }

  constructor(wiring: Wiring, symbols: number) {
    this.wiring = wiring
    this.root = wiring.root
    this.inner = new Uint8Array(symbols)
    this.lists = wiring.lists
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
    this.compiled = { nodes: this.nodeCount, cells: this.cellCount }
  }

  flags(node: number): number {
    return this.nodes[node * width] as number
  }

  /** One bit for each symbol that leads on. */
  mask(node: number): number {
    return this.nodes[node * width + 1] as number
  }

  /** The same by the other scattering. */
  otherMask(node: number): number {
    return this.nodes[node * width + 4] as number
  }

  /** Where in `ended` the wordings are that end at a node that has `Has.Ends`. */
  ends(node: number): number {
    const list = this.nodes[node * width + 3] as number
    if (list < 0) return -list
    const at = this.list(this.lists[list] as readonly LexEntry[])
    this.listed.push(node, list)
    this.nodes[node * width + 3] = -at
    return at
  }

  /** Puts the wordings that end at a node `into` a list, as they are in `ended`. */
  tellEnds(node: number, into: number[]): void {
    if ((this.flags(node) & Has.Ends) === 0) {
      into.push(0)
      return
    }
    const at = this.ends(node)
    for (let i = 0; i <= 2 * (this.ended[at] as number); i++) into.push(this.ended[at + i] as number)
  }

  /** Where a symbol leads from a node without jumps, to another one without; 0 for nowhere. */
  next(node: number, symbol: number): number {
    const { nodes, cells } = this
    const mask = (1 << ((nodes[node * width] as number) >>> sizeShift)) - 1
    const table = nodes[node * width + 2] as number
    let at = scatter(symbol) & mask
    for (;;) {
      const cell = (table + at) * 2
      const child = cells[cell + 1] as number
      if (child === 0) return 0
      if (cells[cell] === symbol) return child > 0 ? child : this.lead(cell + 1, -child)
      at = (at + 1) & mask
    }
  }

  /** Has a cell lead to a node without jumps from now on, so that nobody need look at the other again. */
  private lead(cell: number, child: number): number {
    if ((this.flags(child) & Has.Jumps) === 0) {
      this.cells[cell] = child
      return child
    }
    const whole = this.melt(child)
    if (cell < this.compiled.cells * 2) this.led.push(cell, -child)
    this.cells[cell] = whole
    return whole
  }

  /** May a symbol lead on from any node but the root? */
  leadsOn(symbol: number): boolean {
    return symbol < 0 || this.inner[symbol] === 1
  }

  /** The node without jumps that stands for one with jumps. */
  private melt(node: number): number {
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
    const { nodes, cells } = this.compiled
    if (this.cellCount - cells < memory) return false
    for (let node = 1; node < nodes; node++) {
      if ((this.flags(node) & Has.Jumps) !== 0) this.nodes[node * width + 3] = 0
    }
    this.byMembers.clear()
    this.unions.clear()
    this.nodes = this.nodes.slice(0, nodes * width)
    this.cells = this.cells.slice(0, cells * 2)
    const { led, listed } = this
    for (let i = 0; i < led.length; i += 2) this.cells[led[i] as number] = led[i + 1] as number
    for (let i = 0; i < listed.length; i += 2)
      this.nodes[(listed[i] as number) * width + 3] = listed[i + 1] as number
    led.length = 0
    listed.length = 0
    this.entries.length = 0
    this.endedCount = 1
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
      let other = 0
      for (let link = head[node] as number; link !== 0; link = chain[link] as number) {
        const symbol = symbols[link] as number
        if (symbol === jump) continue
        let at = scatter(symbol) & mask
        while (cells[(table + at) * 2 + 1] !== 0) at = (at + 1) & mask
        cells[(table + at) * 2] = symbol
        cells[(table + at) * 2 + 1] = -(targets[link] as number)
        if (symbol >= 0 && node !== root) inner[symbol] = 1
        other |= otherBitOf(symbol)
      }
      nodes[node * width + 4] = other
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

  /** Puts wordings that end together into `ended`; where. */
  private list(entries: readonly LexEntry[]): number {
    const at = this.endedCount
    this.endedCount += 1 + entries.length * 2
    while (this.endedCount > this.ended.length) this.ended = larger(this.ended)
    this.ended[at] = entries.length
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as LexEntry
      this.ended[at + 1 + i * 2] = this.entries.push(entry) - 1
      this.ended[at + 2 + i * 2] = bitsOf(entry)
    }
    return at
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
    let otherMask = 0
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
        otherMask |= otherBitOf(symbol)
      }
    }
    const power = powerFor(children.size)
    const whole = this.add(has | (power << sizeShift))
    this.nodes[whole * width + 1] = mask
    this.nodes[whole * width + 4] = otherMask
    this.nodes[whole * width + 2] = this.table(power)
    // In the taxonomy's order, whichever way they were reached.
    const ordered = [...entries].sort((a, b) => (a.order as number) - (b.order as number))
    this.nodes[whole * width + 3] = ordered.length > 0 ? -this.list(ordered) : 0
    for (const [symbol, child] of children) this.file(whole, symbol, -child)
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
