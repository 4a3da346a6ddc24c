/** Days since 1900 (or 1904), as workbooks count them, and dates as text. */

const day = 86_400_000
/** Day 0 of the 1900 system, as it counts from 1 March 1900 on: it takes 1900 for a leap year. */
const from1900 = Date.UTC(1899, 11, 30)
const from1904 = Date.UTC(1904, 0, 1)
/** 31 December 9999 */
const lastSerial = 2_958_466

/** `elapsed` counts hours beyond the day. */
export type DateKind = 'date' | 'time' | 'elapsed'

/**
 * The date of a serial number: `2024-11-05`, with a time of day where it has one, or `09:30:00` where it is a time
 * alone.
 * @param kind how the cell is shown
 * @returns undefined where it is no date: negative, too late, or the 29 February 1900 that never was
 */
export function dateOfSerial(serial: number, kind: DateKind, is1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < lastSerial)) return undefined
  if (kind === 'elapsed' || (kind === 'time' && serial < 1)) return clock(Math.round(serial * day))
  if (serial < 1 && !is1904) return undefined
  const early = !is1904 && serial < 60
  if (!is1904 && Math.floor(serial) === 60) return undefined
  const time = (is1904 ? from1904 : from1900) + Math.round((serial + (early ? 1 : 0)) * day)
  const [date = '', rest = ''] = new Date(time).toISOString().slice(0, -1).split('T')
  const ofDay = rest.replace(/\.000$/, '')
  return ofDay === '00:00:00' ? date : `${date} ${ofDay}`
}

/** Milliseconds as hours (any number of them), minutes and seconds. */
function clock(milliseconds: number): string {
  const two = (count: number) => String(count).padStart(2, '0')
  const rest = milliseconds % 1000
  const seconds = Math.floor(milliseconds / 1000)
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`
}

const pattern = /^(?:(\d{4})-(\d\d)-(\d\d))?(?: ?(\d+):(\d\d):(\d\d)(?:\.(\d{1,3}))?)?$/

/**
 * The serial number (1900 system) of a date as text.
 * @returns undefined where a workbook has no such date: before 1 March 1900, or after 9999
 */
export function serialOfDate(
  text: string,
): { serial: number; kind: 'date' | 'datetime' | 'elapsed' } | undefined {
  const found = pattern.exec(text)
  if (!found || text === '') return undefined
  const [, year, month, dayOfMonth, hours, minutes, seconds, fraction] = found
  const ofDay =
    (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1000 +
    Number((fraction ?? '').padEnd(3, '0'))
  if (year === undefined) return { serial: ofDay / day, kind: 'elapsed' }
  if (Number(year) < 1900) return undefined
  const days = (Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth)) - from1900) / day
  if (!(days > 60 && days < lastSerial)) return undefined
  return { serial: days + ofDay / day, kind: hours === undefined ? 'date' : 'datetime' }
}

/** Formats that come with every workbook by number, not by code. */
const builtIn = (id: number): DateKind | undefined => {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date'
  if (id === 46) return 'elapsed'
  return (id >= 18 && id <= 21) || id === 45 || id === 47 ? 'time' : undefined
}

/**
 * Is a number format one of dates or times? By its letters, outside of quotes, brackets and escapes.
 * @param code e.g. `dd/mm/yyyy`, `[h]:mm`; undefined for one that comes with every workbook
 */
export function dateKindOf(id: number, code: string | undefined): DateKind | undefined {
  if (code === undefined) return builtIn(id)
  const elapsed = /\[[hms]+\]/i.test(code)
  const letters = code
    .split(';', 1)
    .join('')
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .toLowerCase()
  if (/general/.test(letters)) return undefined
  if (/[dy]/.test(letters) || (/m/.test(letters) && !/[hs]/.test(letters) && !elapsed)) return 'date'
  if (elapsed) return 'elapsed'
  return /[hs]/.test(letters) ? 'time' : undefined
}
