/** NHS numbers and telephone numbers: runs of digits, alone or in groups. */
import { Herald, type Identifiers } from '../../lexicon/identifiers.ts'
import type { Found, Line } from './line.ts'

/** Groups of digits that stand together: "07700 900123", "+44 (0)1632 960 001". */
interface Groups {
  readonly first: number
  readonly lengths: readonly number[]
  readonly digits: string
}

/** @param isService whether a place in the text is read as the name or number of a service */
export function findNumbers(line: Line, identifiers: Identifiers, isService: IsService): Found[] {
  const found: Found[] = []
  for (let at = 0; at < line.digitStarts.length; ) {
    const groups = groupsFrom(line, at)
    const number = numberIn(groups, line, identifiers)
    if (number === null) {
      at++
      continue
    }
    const last = at + number.groups - 1
    const start = number.start ?? (line.digitStarts[at] as number)
    const end = line.digitEnds[last] as number
    if (number.kind !== 'phone' || !isService(start, end)) found.push({ kind: number.kind, start, end })
    at = last + 1
  }
  return found
}
export type IsService = (start: number, end: number) => boolean

const mostGroups = 8

function groupsFrom(line: Line, first: number): Groups {
  const lengths: number[] = []
  let digits = ''
  for (let at = first; at < line.digitStarts.length && lengths.length < mostGroups; at++) {
    const start = line.digitStarts[at] as number
    const end = line.digitEnds[at] as number
    if (at > first) {
      const gap = line.folded.slice(
        line.digitEnds[at - 1],
        Math.min(start, (line.digitEnds[at - 1] as number) + 4),
      )
      if (!/^[ .()-]{1,3}$/.test(gap)) break
    }
    if (end - start > longestNumber) break
    lengths.push(end - start)
    digits += line.folded.slice(start, end)
  }
  return { first, lengths, digits }
}
/** With a country's code; a longer run of digits is something else. */
const longestNumber = 15

interface Number {
  readonly kind: 'nhs-number' | 'phone'
  readonly groups: number
  /** Where it begins, if not at its first digit: the plus sign. */
  readonly start?: number
}

function numberIn(groups: Groups, line: Line, identifiers: Identifiers): Number | null {
  if (groups.lengths.length === 0) return null
  const start = line.digitStarts[groups.first] as number
  return (
    nhsNumber(groups) ??
    abroad(groups, line.folded, start, identifiers) ??
    national(groups, identifiers) ??
    (line.announcedBefore(start) & Herald.Phone ? local(groups, identifiers) : null)
  )
}

/** 3-3-4 as it is printed, or in other usual groups; it begins with no 0. */
function nhsNumber({ lengths, digits }: Groups): Number | null {
  const count = groupsOf(lengths, 10)
  if (count === 0 || digits.startsWith('0')) return null
  const shape = lengths.slice(0, count).join('-')
  return nhsShapes.has(shape) && isNhsNumber(digits.slice(0, 10))
    ? { kind: 'nhs-number', groups: count }
    : null
}
const nhsShapes = new Set(['10', '3-3-4', '3-7', '6-4'])

/**
 * Is the last of ten digits the check digit of the others? Weights 10 to 2, modulo 11, as the NHS Data Dictionary has
 * it. Ten times the same digit is a placeholder.
 */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < 9; i++) sum += (10 - i) * Number(digits[i])
  const check = 11 - (sum % 11)
  return check !== 10 && check % 11 === Number(digits[9])
}

/** +44 (0)1632 960001, 0044 1632 960001, +48 601 234 567. */
function abroad(
  { lengths, digits }: Groups,
  folded: string,
  first: number,
  identifiers: Identifiers,
): Number | null {
  const plus = folded.charAt(first - 1) === '+'
  if (!plus && !digits.startsWith('0044')) return null
  const start = plus ? first - 1 : first
  const country = plus ? 2 : 4
  if (digits.slice(country - 2, country) !== '44') {
    const count = lengths.length > 0 ? mostWithin(lengths, longestNumber) : 0
    const length = sum(lengths.slice(0, count))
    return length >= 10 ? { kind: 'phone', groups: count, start } : null
  }
  const trunk = digits.charAt(country) === '0' ? 1 : 0
  const national = `0${digits.slice(country + trunk)}`
  if (isService(national, identifiers)) return null
  for (const wanted of [10, 9]) {
    const count = groupsOf(lengths, country + trunk + wanted)
    if (count > 0) return { kind: 'phone', groups: count, start }
  }
  return null
}

/** 01632 960001, 020 7946 0000, 07700 900 123; the 0 may have got lost in a spreadsheet: 7700900123. */
function national({ lengths, digits }: Groups, identifiers: Identifiers): Number | null {
  const first = lengths[0] as number
  if (/^7[1-9]/.test(digits) && first >= 4) {
    const count = groupsOf(lengths, 10)
    return count > 0 && count <= 3 ? { kind: 'phone', groups: count } : null
  }
  if (!/^0[1-357-9]/.test(digits) || first < 3 || isService(digits, identifiers)) return null
  for (const wanted of digits.startsWith('01') ? [11, 10] : [11]) {
    const count = groupsOf(lengths, wanted)
    if (count > 0 && lengths.slice(1, count).every((length) => length >= 2))
      return { kind: 'phone', groups: count }
  }
  return null
}

/** Six to eight digits, where they are called a telephone number. */
function local({ lengths, digits }: Groups, identifiers: Identifiers): Number | null {
  if (isService(digits, identifiers)) return null
  for (let count = Math.min(lengths.length, 2); count > 0; count--) {
    const own = lengths.slice(0, count)
    const total = sum(own)
    if (total >= 6 && total <= 11 && own.every((length) => length >= 3))
      return { kind: 'phone', groups: count }
  }
  return null
}

const isService = (digits: string, { serviceNumbers }: Identifiers) =>
  serviceNumbers.some((beginning) => digits.startsWith(beginning))

/** How many of the first groups have so many digits together; 0 where none do. */
function groupsOf(lengths: readonly number[], wanted: number): number {
  const count = mostWithin(lengths, wanted)
  return sum(lengths.slice(0, count)) === wanted ? count : 0
}

function mostWithin(lengths: readonly number[], most: number): number {
  let total = 0
  for (let i = 0; i < lengths.length; i++) {
    total += lengths[i] as number
    if (total > most) return i
  }
  return lengths.length
}

const sum = (lengths: readonly number[]) => lengths.reduce((total, length) => total + length, 0)
