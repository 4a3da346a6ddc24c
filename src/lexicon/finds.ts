/** All wordings found in a field, column by column: dozens are found and a few stand. */
import type { LexEntry } from '../model/lexicon.ts'
import type { Find } from '../model/reading.ts'
import { distanceIn, meansIn } from './readings.ts'

const few = 1024
const keep = 100_000

export class Finds {
  length = 0
  /** The place of its entry among those of the graph, and its bits. */
  order = new Int32Array(few)
  bits = new Int32Array(few)
  first = new Int32Array(few)
  last = new Int32Array(few)
  width = new Int32Array(few)
  /** Means and edits. */
  sureness = new Int32Array(few)
  /** Which of `covers` it is, counted from 1; 0 for none. */
  covering = new Int32Array(few)
  readonly covers: (readonly number[])[] = []

  clear(): void {
    this.length = 0
    this.covers.length = 0
    if (this.order.length > keep) this.resize(few)
  }

  add(
    order: number,
    bits: number,
    first: number,
    last: number,
    width: number,
    sureness: number,
    covers: readonly number[] | null,
  ): void {
    const at = this.length++
    if (at === this.order.length) this.resize(at * 2)
    this.order[at] = order
    this.bits[at] = bits
    this.first[at] = first
    this.last[at] = last
    this.width[at] = width
    this.sureness[at] = sureness
    this.covering[at] = covers === null ? 0 : this.covers.push(covers)
  }

  means(at: number): number {
    return meansIn(this.sureness[at] as number)
  }

  distance(at: number): number {
    return distanceIn(this.sureness[at] as number)
  }

  /** The tokens that are covered, where a gap leaves some out; else null. */
  coversOf(at: number): readonly number[] | null {
    const covering = this.covering[at] as number
    return covering === 0 ? null : (this.covers[covering - 1] as readonly number[])
  }

  /** One as an object. `entries` are those of the graph. */
  find(at: number, entries: readonly LexEntry[]): Find {
    return {
      entry: entries[this.order[at] as number] as LexEntry,
      first: this.first[at] as number,
      last: this.last[at] as number,
      width: this.width[at] as number,
      covers: this.coversOf(at),
      means: this.means(at),
      distance: this.distance(at),
    }
  }

  private resize(size: number): void {
    const longer = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(size)
      copy.set(column.subarray(0, size))
      return copy
    }
    this.order = longer(this.order)
    this.bits = longer(this.bits)
    this.first = longer(this.first)
    this.last = longer(this.last)
    this.width = longer(this.width)
    this.sureness = longer(this.sureness)
    this.covering = longer(this.covering)
  }
}
