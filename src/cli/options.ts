/** Values of options, checked. */
import { InvalidArgumentError } from 'commander'
import { headerKey } from '../files/header.ts'
import {
  type ColumnMap,
  type Encoding,
  type EntryField,
  entryFields,
  type Format,
  formatNamed,
} from '../files/index.ts'
import { separators } from '../files/separator.ts'
import { JotcodeError } from '../model/issue.ts'

const fieldByKey: ReadonlyMap<string, EntryField> = new Map(
  entryFields.map((field) => [headerKey(field), field]),
)

/**
 * `reason="Key reasons",outcome=Plan` → which column is which field. A comma parts two only before another
 * `field=`, so a header may have commas in it. May be given several times.
 */
export function parseColumns(value: string, before: ColumnMap = {}): ColumnMap {
  const columns: Partial<Record<EntryField, string>> = { ...before }
  for (const part of value.split(/,(?=\s*\w+\s*=)/)) {
    const [, name = '', header = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/s.exec(part) ?? []
    const field = fieldByKey.get(headerKey(name))
    const unquoted = /^"(.*)"$|^'(.*)'$/s.exec(header)
    const column = unquoted?.[1] ?? unquoted?.[2] ?? header
    if (field === undefined || column === '')
      throw new InvalidArgumentError(
        `write it as field="Header", where field is one of ${entryFields.join(', ')}.`,
      )
    columns[field] = column
  }
  return columns
}

/** `csv`, `tsv` or `ndjson`. */
export function parseFormat(value: string): Format {
  try {
    return formatNamed(value)
  } catch (error) {
    if (error instanceof JotcodeError) throw new InvalidArgumentError(`${error.issues[0]?.hint ?? ''}.`)
    throw error
  }
}

const encodingNames: ReadonlyMap<string, Encoding> = new Map([
  ['utf8', 'utf-8'],
  ['utf16', 'utf-16le'],
  ['utf16le', 'utf-16le'],
  ['utf16be', 'utf-16be'],
  ['windows1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['ansi', 'windows-1252'],
])

export function parseEncoding(value: string): Encoding {
  const encoding = encodingNames.get(headerKey(value))
  if (encoding === undefined) throw new InvalidArgumentError('use utf-8, utf-16le, utf-16be or windows-1252.')
  return encoding
}

export function parseDelimiter(value: string): string {
  const named = separators.get(value.toLowerCase()) ?? (value === '\\t' ? '\t' : value)
  if ([...named].length !== 1 || /["\r\n\uFEFF]/.test(named))
    throw new InvalidArgumentError(
      `use ${[...separators.keys()].join(', ')}, or one character that is no quote.`,
    )
  return named
}

/** One of a closed list of words. */
export function oneOf<Word extends string>(words: readonly Word[]): (value: string) => Word {
  return (value) => {
    const found = words.find((word) => word === value)
    if (found === undefined) throw new InvalidArgumentError(`use one of ${words.join(', ')}.`)
    return found
  }
}
