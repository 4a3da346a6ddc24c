/** Which known words a misspelt one may stand for: an index by deletion, verified by edit distance. */
import { distance } from 'fastest-levenshtein'

/** Edits allowed to reach a word of this length; short words are never respelt. */
export const editsFor = (length: number): number => (length >= 8 ? 2 : length >= 5 ? 1 : 0)

/** Edit distance, two letters swapped counting as one edit. */
export function editDistance(a: string, b: string): number {
  const plain = distance(a, b)
  return plain === 2 && a.length === b.length && isSwap(a, b) ? 1 : plain
}

function isSwap(a: string, b: string): boolean {
  let i = 0
  while (a.charCodeAt(i) === b.charCodeAt(i)) i++
  return a.charCodeAt(i) === b.charCodeAt(i + 1) && a.charCodeAt(i + 1) === b.charCodeAt(i)
}

/**
 * Words are filed under the hash of every string that is left when up to two letters are taken out.
 * Two words within that many edits share one of them. No string is made, so filing thousands of
 * words takes milliseconds; false friends of the hash are weeded out by the distance.
 */
export class DeletionIndex {
  private readonly words: readonly string[]
  private readonly heads: Int32Array
  private readonly mask: number
  /** Chains: next cell and word, two numbers each. */
  private cells: Int32Array
  private used = 0

  constructor(words: readonly string[]) {
    this.words = words
    let size = 1024
    while (size < words.length * 16) size *= 2
    this.mask = size - 1
    this.heads = new Int32Array(size).fill(-1)
    this.cells = new Int32Array(words.length * 64)
    words.forEach((word, index) => deletions(word, editsFor(word.length), (hash) => this.put(hash, index)))
  }

  private put(hash: number, word: number): void {
    const slot = hash & this.mask
    // The word's own cells are the newest: a double is met at the head of the chain.
    if (this.heads[slot] !== -1 && this.cells[(this.heads[slot] as number) * 2 + 1] === word) return
    if ((this.used + 1) * 2 > this.cells.length) {
      const larger = new Int32Array(this.cells.length * 2)
      larger.set(this.cells)
      this.cells = larger
    }
    this.cells[this.used * 2] = this.heads[slot] as number
    this.cells[this.used * 2 + 1] = word
    this.heads[slot] = this.used++
  }

  /** Words within their own bound of edits of `text`, nearest first; [index in `words`, distance]. */
  near(text: string): [number, number][] {
    const seen = new Set<number>()
    const found: [number, number][] = []
    deletions(text, text.length >= 7 ? 2 : 1, (hash) => {
      for (
        let cell = this.heads[hash & this.mask] as number;
        cell !== -1;
        cell = this.cells[cell * 2] as number
      ) {
        const index = this.cells[cell * 2 + 1] as number
        if (seen.has(index)) continue
        seen.add(index)
        const word = this.words[index] as string
        const allowed = editsFor(word.length)
        if (Math.abs(word.length - text.length) > allowed) continue
        const edits = editDistance(word, text)
        if (edits > 0 && edits <= allowed) found.push([index, edits])
      }
    })
    return found.sort((a, b) => a[1] - b[1] || a[0] - b[0])
  }
}

/** Hands out the hashes of `word` with none to `depth` (at most 2) of its letters left out. */
function deletions(word: string, depth: number, file: (hash: number) => void): void {
  const length = word.length
  file(hashWithout(word, -1, -1))
  if (depth === 0) return
  for (let i = 0; i < length; i++) {
    file(hashWithout(word, i, -1))
    if (depth > 1) for (let k = i + 1; k < length; k++) file(hashWithout(word, i, k))
  }
}

function hashWithout(word: string, first: number, second: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) {
    if (i === first || i === second) continue
    hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  }
  return (hash ^ (hash >>> 15)) >>> 0
}
