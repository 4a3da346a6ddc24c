/**
 * Whole numbers as text: 86 characters that need no escape in a string, the first 43 of which end a number.
 * Most numbers are small, and take one character; no decoder is needed that browsers and Node lack.
 */
const base = 43
const first = 40
const backslash = 92

export class NumberWriter {
  private readonly digits: string[] = []

  /** A whole number from 0. */
  put(number: number): void {
    let rest = number
    while (rest >= base) {
      rest -= base
      this.digits.push(digit(base + (rest % base)))
      rest = Math.floor(rest / base)
    }
    this.digits.push(digit(rest))
  }

  /** A whole number of either sign: see `signed`. */
  putSigned(number: number): void {
    this.put(number < 0 ? -2 * number - 1 : 2 * number)
  }

  get text(): string {
    return this.digits.join('')
  }
}

/**
 * All numbers of a text, and one 0 more. One loop without calls: in a fresh process nothing has been optimised
 * yet, and a call for each of some hundred thousand numbers takes longer than all the rest.
 */
export function numbersOf(text: string): Int32Array {
  const bytes = new TextEncoder().encode(text)
  const numbers = new Int32Array(bytes.length + 1)
  let count = 0
  let number = 0
  let worth = 1
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    const digit = byte > backslash ? byte - first - 1 : byte - first
    number += digit * worth
    if (digit >= base) worth *= base
    else {
      numbers[count++] = number
      number = 0
      worth = 1
    }
  }
  // A view, not a copy: memory that is touched for the first time costs more than what is done with it.
  return numbers.subarray(0, count + 1)
}

/** 0, 1, 2, 3, 4 ... are 0, -1, 1, -2, 2 ... */
export const signed = (number: number): number => ((number & 1) === 0 ? number >> 1 : -((number + 1) >> 1))

function digit(value: number): string {
  return String.fromCharCode(first + value >= backslash ? first + value + 1 : first + value)
}
