/** What distinct tokens may stand for, as numbers in one array, found by the letters of the token. */
import type { Reading } from '../model/reading.ts'
import { hashOf } from '../text/hash.ts'

/**
 * The numbers of one reading, where they are filed. The letters follow, two to a number, so that a token is
 * compared without fetching a string; then the starts, then the steps:
 *
 *     a start: node, its flags, its two masks, means and edits, wordings that end there, and order and bits of each
 *     a step:  symbol, its bits in either mask, means and edits
 */
export const At = {
  Length: 0,
  /** The number of the reading among all. */
  Number: 1,
  /** The bits of all symbols of its steps, by either scattering. */
  Mask: 2,
  Other: 3,
  /** The number of its stem, if a wording asks for it as company; else -1. */
  Stem: 4,
  /** Where starts and steps begin, and the steps end: offsets from here. */
  Starts: 5,
  Steps: 6,
  End: 7,
  /** Is it a plain word? 0 until somebody asks. */
  Plain: 8,
  /** Is it two words written as one? */
  Two: 9,
  /** Do phrases that wordings ask for as company begin with it? */
  Phrases: 10,
  Letters: 11,
} as const
export const startWidth = 6
export const stepWidth = 4

/** Means and edits in one number. */
export const surenessOf = (means: number, distance: number): number => means | (distance << 4)
export const meansIn = (sureness: number): number => sureness & 15
export const distanceIn = (sureness: number): number => sureness >> 4

/** Longer tokens are found by a map alone. */
const longest = 40
export class Readings {
  /** Never to be kept over a call that may file another reading: it may have been replaced by a larger one. */
  numbers = new Int32Array(1 << 16)
  readonly all: Reading[] = []
  private used = 1
  /** Hash and place by turns; place 0 is a free slot. */
  private slots = new Int32Array(2 << 13)
  private mask = (1 << 13) - 1
  private filed = 0
  private readonly long = new Map<string, number>()

  get count(): number {
    return this.all.length
  }

  clear(): void {
    this.numbers = new Int32Array(1 << 16)
    this.slots = new Int32Array(2 << 13)
    this.mask = (1 << 13) - 1
    this.all.length = 0
    this.long.clear()
    this.used = 1
    this.filed = 0
  }

  /** Where the reading of `text.slice(start, end)` is filed, whose letters have this hash; 0 when it is not yet. */
  find(text: string, start: number, end: number, hash: number): number {
    const length = end - start
    if (length > longest) return this.long.get(text.slice(start, end)) ?? 0
    const { slots, numbers } = this
    const mask = this.mask
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const place = slots[slot * 2 + 1] as number
      if (place === 0) return 0
      if (slots[slot * 2] !== hash || numbers[place] !== length) continue
      let i = 0
      while (i < length) {
        const pair = numbers[place + At.Letters + (i >> 1)] as number
        if (text.charCodeAt(start + i) !== (pair & 0xffff)) break
        if (++i === length) break
        if (text.charCodeAt(start + i) !== pair >>> 16) {
          i = -1
          break
        }
        i++
      }
      if (i === length) return place
    }
  }

  /** Files a reading; `starts` and `steps` are its numbers as above. Tells where. */
  file(
    reading: Reading,
    masks: readonly [number, number],
    stem: number,
    starts: readonly number[],
    steps: readonly number[],
  ): number {
    const { text } = reading
    const letters = text.length > longest ? 0 : (text.length + 1) >> 1
    const firstStart = At.Letters + letters
    const firstStep = firstStart + starts.length
    const end = firstStep + steps.length
    const place = this.used
    while (place + end > this.numbers.length) this.numbers = larger(this.numbers)
    const { numbers } = this
    this.used += end
    const two = reading.parts === null ? 0 : 1
    numbers.set(
      [
        text.length,
        this.all.length,
        masks[0],
        masks[1],
        stem,
        firstStart,
        firstStep,
        end,
        0,
        two,
        reading.phrases === null ? 0 : 1,
      ],
      place,
    )
    for (let i = 0; i < text.length && letters > 0; i++)
      (numbers[place + At.Letters + (i >> 1)] as number) |= text.charCodeAt(i) << (16 * (i & 1))
    numbers.set(starts, place + firstStart)
    numbers.set(steps, place + firstStep)
    this.all.push(reading)
    if (letters === 0) this.long.set(text, place)
    else this.put(hashOf(text), place)
    return place
  }

  private put(hash: number, place: number): void {
    if (++this.filed * 2 > this.mask) {
      const old = this.slots
      this.slots = new Int32Array(old.length * 2)
      this.mask = this.mask * 2 + 1
      for (let i = 0; i < old.length; i += 2)
        if (old[i + 1] !== 0) this.slot(old[i] as number, old[i + 1] as number)
    }
    this.slot(hash, place)
  }

  private slot(hash: number, place: number): void {
    let slot = (hash ^ (hash >>> 15)) & this.mask
    while (this.slots[slot * 2 + 1] !== 0) slot = (slot + 1) & this.mask
    this.slots[slot * 2] = hash
    this.slots[slot * 2 + 1] = place
  }
}

function larger(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(numbers.length * 2)
  copy.set(numbers)
  return copy
}
