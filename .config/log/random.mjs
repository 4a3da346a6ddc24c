/** Draws that are the same every time. */

/** A source of draws from a seed. */
export function randomFrom(seed) {
  let state = seed >>> 0
  /** mulberry32: 0 to 1, 1 excluded. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count) => Math.floor(next() * count)
  return {
    next,
    below,
    one: (items) => items[below(items.length)],
    /** One of the places of a list of weights. */
    place(weights) {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      return weights.findIndex((weight) => {
        left -= weight
        return left < 0
      })
    },
    chance: (percent) => next() * 100 < percent,
    shuffled(items) {
      const list = [...items]
      for (let at = list.length - 1; at > 0; at--) {
        const other = below(at + 1)
        ;[list[at], list[other]] = [list[other], list[at]]
      }
      return list
    },
  }
}
