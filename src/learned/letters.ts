/** Small numbers as one character each: 86 characters that need no escape in a string. */
const first = 40
const backslash = 92
const middle = 42
export const letters = 2 * middle + 2

/** 0 to 85. */
export const numberOf = (code: number): number => (code > backslash ? code - 1 : code) - first
export const letterOfNumber = (number: number): string =>
  String.fromCharCode(first + number + (first + number >= backslash ? 1 : 0))

/** -1 to 1, in steps of 1/42. */
export const shareOf = (code: number): number => (numberOf(code) - middle) / middle
export const letterOfShare = (value: number): string =>
  letterOfNumber(Math.round(Math.max(-1, Math.min(1, value)) * middle) + middle)
