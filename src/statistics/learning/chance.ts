/** Chance that is the same every time: a linear congruential generator. */
export class Chance {
  private state: number

  constructor(seed: number) {
    this.state = seed | 0
  }

  /** A whole number below `limit`. */
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) | 0
    return Math.floor(((this.state >>> 8) / 2 ** 24) * limit)
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item
  }

  /** Puts numbers in another order, in place. */
  shuffle(numbers: Int32Array): void {
    for (let at = numbers.length - 1; at > 0; at--) {
      const other = this.below(at + 1)
      const kept = numbers[at] as number
      numbers[at] = numbers[other] as number
      numbers[other] = kept
    }
  }
}
