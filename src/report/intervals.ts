/** How far a share or a mean may be off, for chance alone. */

export interface Interval {
  readonly low: number
  readonly high: number
}

/** The normal quantile of a two-sided 95% interval. */
const z95 = 1.959963984540054

/**
 * Wilson's score interval for a share.
 * @param n how many have it, 0 to `of`
 * @param of how many there are, at least 1
 * @returns the 95% interval, within 0 to 1
 */
export function wilson(n: number, of: number): Interval {
  const share = n / of
  const z2 = z95 * z95
  const centre = share + z2 / (2 * of)
  const reach = z95 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))
  const low = n === 0 ? 0 : (centre - reach) / (1 + z2 / of)
  const high = n === of ? 1 : (centre + reach) / (1 + z2 / of)
  return { low: Math.max(0, low), high: Math.min(1, high) }
}

/** Numbers as they come, summed up: enough for mean and interval, with nothing kept. */
export class Moments {
  n = 0
  private average = 0
  private squares = 0
  min = Number.POSITIVE_INFINITY
  max = Number.NEGATIVE_INFINITY

  /** Welford's way, which loses nothing where the numbers are many and alike. */
  add(value: number): void {
    this.n++
    const before = value - this.average
    this.average += before / this.n
    this.squares += before * (value - this.average)
    this.min = Math.min(this.min, value)
    this.max = Math.max(this.max, value)
  }

  plus(other: Moments): Moments {
    const sum = new Moments()
    sum.n = this.n + other.n
    if (sum.n === 0) return sum
    const apart = other.average - this.average
    sum.average = this.average + (apart * other.n) / sum.n
    sum.squares = this.squares + other.squares + (apart * apart * this.n * other.n) / sum.n
    sum.min = Math.min(this.min, other.min)
    sum.max = Math.max(this.max, other.max)
    return sum
  }

  /** Undefined where there is no number. */
  get mean(): number | undefined {
    return this.n === 0 ? undefined : this.average
  }

  /** The 95% interval of the mean; undefined below two numbers. */
  get interval(): Interval | undefined {
    if (this.n < 2) return undefined
    const reach = z95 * Math.sqrt(this.squares / (this.n - 1) / this.n)
    return { low: this.average - reach, high: this.average + reach }
  }
}
