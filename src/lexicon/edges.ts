/**
 * (node, symbol) → child, for all nodes in one hash table of whole numbers: making tens of thousands of small
 * maps would take longer than all the rest of compiling.
 */
export class Edges {
  private count = 0
  /** Three numbers a cell: node (0 where the cell is free), symbol, child. Room for the largest taxonomy at once. */
  private cells = new Int32Array(3 << 18)
  private mask = (1 << 18) - 1

  /** The child; `fresh`, which is filed, when there was none. */
  at(node: number, symbol: number, fresh: number): number {
    const { cells, mask } = this
    let at = slotOf(node, symbol) & mask
    for (;;) {
      const cell = at * 3
      const owner = cells[cell] as number
      if (owner === 0) {
        cells[cell] = node
        cells[cell + 1] = symbol
        cells[cell + 2] = fresh
        if (++this.count * 2 > mask) this.grow()
        return fresh
      }
      if (owner === node && cells[cell + 1] === symbol) return cells[cell + 2] as number
      at = (at + 1) & mask
    }
  }

  private grow(): void {
    const old = this.cells
    this.cells = new Int32Array(old.length * 2)
    this.mask = this.mask * 2 + 1
    this.count = 0
    for (let i = 0; i < old.length; i += 3) {
      if (old[i] !== 0) this.at(old[i] as number, old[i + 1] as number, old[i + 2] as number)
    }
  }
}

function slotOf(node: number, symbol: number): number {
  const hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b)
  return hash ^ (hash >>> 15)
}
