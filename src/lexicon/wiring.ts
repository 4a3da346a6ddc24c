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
  /** By node: bits of `Has`, bits of the symbols that lead on, links, and the wordings that end here. */
  readonly flags: number[] = [0]
  readonly masks: number[] = [0]
  readonly head: number[] = [0]
  readonly degree: number[] = [0]
  readonly ends = new Map<number, LexEntry[]>()
  /** By link. */
  readonly chain: number[] = [0]
  readonly symbols: number[] = [0]
  readonly targets: number[] = [0]
  /** Where every wording begins. */
  readonly root: number

  private readonly tail: number[] = [0]
  private readonly edges = new Edges()

  constructor() {
    this.root = this.node()
  }

  node(): number {
    const node = this.flags.length
    this.flags.push(0)
    this.masks.push(0)
    this.head.push(0)
    this.degree.push(0)
    this.tail.push(0)
    return node
  }

  /** Where a symbol leads from a node; made when it is new. */
  lead(node: number, symbol: number): number {
    const fresh = this.flags.length
    const child = this.edges.at(node, symbol, fresh)
    if (child !== fresh) return child
    this.node()
    this.link(node, symbol, child)
    this.flags[node] = (this.flags[node] as number) | flagOf(symbol)
    this.masks[node] = (this.masks[node] as number) | bitOf(symbol)
    ;(this.degree[node] as number)++
    return child
  }

  jump(from: number, to: number): void {
    this.flags[from] = (this.flags[from] as number) | Has.Jumps
    this.link(from, jump, to)
  }

  end(node: number, entry: LexEntry): void {
    const ends = this.ends.get(node)
    if (!ends) this.ends.set(node, [entry])
    else if (!ends.includes(entry)) ends.push(entry)
    const span = spanOf(entry)
    const bit = span ? 1 << (firstEnd + spanClasses.indexOf(span)) : 0
    this.flags[node] = (this.flags[node] as number) | Has.Ends | bit
  }

  private link(from: number, symbol: number, to: number): void {
    const link = this.chain.length
    this.chain.push(0)
    this.symbols.push(symbol)
    this.targets.push(to)
    if (this.head[from] === 0) this.head[from] = link
    else this.chain[this.tail[from] as number] = link
    this.tail[from] = link
  }
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
