/** What the build ships with a taxonomy, so that nobody else need compile it. */
import type { Taxonomy } from '../model/taxonomy.ts'

/** Counted up whenever compiling the same taxonomy comes to something else, or is packed in another way. */
export const form = 1

/**
 * Under this a bundled taxonomy carries its packed lexicon, where no copy of the taxonomy takes it along:
 * `{ ...dorset, stops: {} }` is compiled afresh.
 */
export const packedKey: unique symbol = Symbol.for('jotcode.packed-lexicon')

export type Packaged = Taxonomy & { readonly [packedKey]?: Packed }

/** Texts are one a line, and their places their numbers; what the numbers say stands in `pack`. */
export interface Packed {
  readonly form: number
  /** The taxonomy's. */
  readonly digest: string
  readonly check: number
  readonly words: string
  readonly forms: string
  readonly stems: string
  readonly phrases: string
  readonly names: string
  readonly nodes: number
  readonly links: number
  readonly wires: string
  readonly companies: string
  readonly ends: string
}

export const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'))

/**
 * Nobody should change a taxonomy in place; if somebody does, its digest does not tell. A number for its wordings
 * does, by their lengths and a few of their letters: a digest of all would take longer than all of unpacking.
 */
export class Check {
  sum = 0

  put(text: string): void {
    const { length } = text
    const letters =
      text.charCodeAt(0) ^ (text.charCodeAt(length >> 1) << 8) ^ (text.charCodeAt(length - 1) << 16)
    this.sum = (Math.imul(this.sum, 31) + length * 7 + letters) | 0
  }

  putClasses({ classes }: Taxonomy): void {
    for (const [name, members] of Object.entries(classes)) {
      this.put(name)
      for (const member of members) this.put(member)
    }
  }
}
