/** The words in a row that speak most for a class. */
import type { Passage } from './passage.ts'

/** Words that together can mean one thing. */
export const longestWindow = 6

export interface Window {
  /** The sum of what its words say; 0 for none. */
  sum: number
  /** First and last word; -1 for none. */
  first: number
  last: number
}

/**
 * Within one clause, and of the best sum: so it neither begins nor ends with a word that speaks against the class.
 * @param rows the weights of each word
 * @param at which class
 * @param upTo words of this standing or less are looked at (`Standing`)
 * @param window takes the answer: nothing is made for a search
 */
export function bestWindow(
  rows: readonly Float32Array[],
  at: number,
  { begins, standing, length }: Passage,
  upTo: number,
  window: Window,
): void {
  window.sum = 0
  window.first = -1
  window.last = -1
  for (let first = 0; first < length; first++) {
    if ((standing[first] as number) > upTo) continue
    let sum = (rows[first] as Float32Array)[at] as number
    if (sum <= 0) continue
    if (sum > window.sum) take(window, sum, first, first)
    const end = Math.min(length, first + longestWindow)
    for (let last = first + 1; last < end; last++) {
      if (begins[last] === 1 || (standing[last] as number) > upTo) break
      sum += (rows[last] as Float32Array)[at] as number
      if (sum > window.sum) take(window, sum, first, last)
    }
  }
}

function take(window: Window, sum: number, first: number, last: number): void {
  window.sum = sum
  window.first = first
  window.last = last
}
