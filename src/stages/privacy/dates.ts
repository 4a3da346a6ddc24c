/** Dates of birth: dates that are called so, and full dates of long ago. */
import { Herald, type Identifiers, Part } from '../../lexicon/identifiers.ts'
import type { Found, Line } from './line.ts'

/** A date in the text, its year as it is written; null where it has none. */
interface DateFound {
  readonly start: number
  readonly end: number
  readonly year: string | null
  /** How many runs of digits it takes. */
  readonly runs: number
}

export function findDates(line: Line, identifiers: Identifiers): Found[] {
  const found: Found[] = []
  for (let at = 0; at < line.digitStarts.length; ) {
    const date = numericDate(line, at) ?? (line.seen & Part.Month ? wordedDate(line, at) : null)
    const bare = date ?? bareDate(line, at)
    const isBorn =
      bare !== null &&
      ((line.announcedBefore(bare.start) & Herald.Birth) !== 0 ||
        (date !== null && isLongAgo(date.year, identifiers)))
    if (bare !== null && isBorn) found.push({ kind: 'date-of-birth', start: bare.start, end: bare.end })
    at += date?.runs ?? 1
  }
  return found
}

/** Two digits are a year before 2000 from here on; scores of scales, three in a row, are not as high. */
const oldest = 41

function isLongAgo(year: string | null, { bornUntil }: Identifiers): boolean {
  if (year === null) return false
  const number = Number(year)
  return year.length === 2 ? number >= oldest : number >= 1900 && number <= bornUntil
}

/** 3/4/1985, 03.04.85, 1985-04-03. */
function numericDate(line: Line, at: number): DateFound | null {
  const [first, second, third] = [run(line, at), run(line, at + 1), run(line, at + 2)]
  if (second === '' || third === '') return null
  const separator = between(line, at)
  if (!/^[./-]$/.test(separator) || between(line, at + 1) !== separator) return null
  const span = { start: line.digitStarts[at] as number, end: line.digitEnds[at + 2] as number, runs: 3 }
  // "1/2/3/4" is no date.
  const next = line.folded.slice(span.end, span.end + 2)
  if (/^[/-]\d/.test(next)) return null
  if (first.length === 4 && isDayAndMonth(third, second)) return { ...span, year: first }
  const isYear = third.length === 2 || third.length === 4
  return isYear && isDayAndMonth(first, second) ? { ...span, year: third } : null
}

const isDayAndMonth = (day: string, month: string) =>
  day.length <= 2 && month.length <= 2 && inRange(day, 31) && inRange(month, 12)
const inRange = (digits: string, most: number) => Number(digits) >= 1 && Number(digits) <= most

/** 3rd April 1985, 3 apr 85, April 3 1985. */
function wordedDate(line: Line, at: number): DateFound | null {
  const day = run(line, at)
  if (day.length > 2 || !inRange(day, 31)) return null
  const from = line.digitStarts[at] as number
  const end = line.digitEnds[at] as number
  const before = line.wordBefore(from)
  const isAfterMonth =
    line.is(before, Part.Month) && /^[ .]{0,2}$/.test(line.folded.slice(line.fullEnds[before], from))
  let month = before + 1
  // The letters of 3rd, and "of".
  for (let skipped = 0; skipped < 2 && /^(st|nd|rd|th|of)$/.test(line.wordAt(month)); skipped++) month++
  const isBeforeMonth =
    line.is(month, Part.Month) && (line.starts[month] as number) - end <= 8 && between(line, at).length >= 3
  if (!isBeforeMonth && !isAfterMonth) return null
  const last = isBeforeMonth ? (line.fullEnds[month] as number) : (line.fullEnds[month - 1] as number)
  const start = isBeforeMonth ? from : (line.starts[before] as number)
  const yearFrom = Math.max(last, end)
  const year = run(line, at + 1)
  const gap = line.folded.slice(yearFrom, Math.min(line.digitStarts[at + 1] ?? 0, yearFrom + 4))
  const hasYear = (year.length === 2 || year.length === 4) && /^[ ,.']{1,3}$/.test(gap)
  return hasYear
    ? { start, end: line.digitEnds[at + 1] as number, year, runs: 2 }
    : { start, end: yearFrom, year: null, runs: 1 }
}

/** 03041985, 030485 or 1985: a date of birth only where it is called so. */
function bareDate(line: Line, at: number): DateFound | null {
  const digits = run(line, at)
  const isDate =
    digits.length === 4
      ? /^(19|20)/.test(digits)
      : (digits.length === 6 || digits.length === 8) && isDayAndMonth(digits.slice(0, 2), digits.slice(2, 4))
  if (isDate)
    return { start: line.digitStarts[at] as number, end: line.digitEnds[at] as number, year: digits, runs: 1 }
  // 3 4 1985
  const isSpaced = [at, at + 1].every((place) => between(line, place) === ' ')
  const year = run(line, at + 2)
  return isSpaced && isDayAndMonth(digits, run(line, at + 1)) && (year.length === 2 || year.length === 4)
    ? { start: line.digitStarts[at] as number, end: line.digitEnds[at + 2] as number, year, runs: 3 }
    : null
}

const run = (line: Line, at: number) => {
  const start = line.digitStarts[at]
  return start === undefined
    ? ''
    : line.folded.slice(start, Math.min(line.digitEnds[at] as number, start + 9))
}

/** What stands between two runs of digits. */
const between = (line: Line, at: number) => {
  const from = line.digitEnds[at] as number
  return line.folded.slice(from, Math.min(line.digitStarts[at + 1] ?? from + 12, from + 12))
}
