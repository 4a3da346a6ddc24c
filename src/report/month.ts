/** The month of a date as logs write it. */

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * @param text 2024-10-03, 3/10/2024, 03.10.24, 3 Oct 2024; day before month, as in the UK
 * @returns `2024-10`, or undefined where no month can be read
 */
export function monthOf(text: string): string | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})\b/.exec(text)
  if (iso) return named(iso[1], Number(iso[2]))
  const numbers = /^\d{1,2}[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\b/.exec(text)
  if (numbers) return named(numbers[2], Number(numbers[1]))
  const words =
    /^(?:[a-z]{3,9},? )?\d{1,2}(?:st|nd|rd|th)?[-/. ]([a-z]{3})[a-z]{0,6}[-/., ]{1,2}(\d{4}|\d{2})\b/i.exec(
      text,
    )
  if (words) return named(words[2], names.indexOf((words[1] ?? '').toLowerCase()) + 1)
  return undefined
}

function named(year = '', month: number): string | undefined {
  if (month < 1 || month > 12) return undefined
  return `${year.length === 2 ? `20${year}` : year}-${String(month).padStart(2, '0')}`
}

/** `2024-10` → October 2024. */
export function monthLabel(month: string, length: 'long' | 'short' = 'long'): string {
  const [year, number] = month.split('-')
  const date = new Date(Date.UTC(Number(year), Number(number) - 1, 1))
  return date.toLocaleDateString('en-GB', { month: length, year: 'numeric', timeZone: 'UTC' })
}
