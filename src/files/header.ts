/** Which column of a log is which field of an entry. */
import { fileFailure } from './failure.ts'
import type { Column, Notice } from './row.ts'

/** The fields that a column can be read as. */
export const entryFields = [
  'id',
  'reason',
  'outcome',
  'note',
  'practitioner',
  'pcn',
  'date',
  'minutes',
  'avoidedGp',
  'avoidedCmht',
] as const
export type EntryField = (typeof entryFields)[number]

/** Fields given by hand: field → header as the file has it. */
export type ColumnMap = Readonly<Partial<Record<EntryField, string>>>

/** How each field is headed in practice; compared by `headerKey`, so case, spaces and punctuation do not matter. */
const spellings: Readonly<Record<EntryField, readonly string[]>> = {
  id: ['id', 'entry', 'entry id', 'ref', 'row', 'row id'],
  reason: [
    'reason',
    'reasons',
    'key reason',
    'key reasons',
    'reason for appointment',
    'reasons for appointment',
    'reason for the appointment',
    'reasons for the appointment',
    'key reasons for appointment',
    'key reasons for the appointment',
    'presenting problem',
    'presenting problems',
  ],
  outcome: [
    'outcome',
    'outcomes',
    'key outcome',
    'key outcomes',
    'outcome of appointment',
    'outcomes of appointment',
    'outcome of the appointment',
    'outcomes of the appointment',
    'key outcomes of appointment',
    'key outcomes of the appointment',
    'plan',
    'actions',
  ],
  note: ['note', 'notes', 'log', 'text', 'comment', 'comments'],
  practitioner: ['practitioner', 'MHP', 'writer'],
  pcn: ['pcn', 'network'],
  date: ['date', 'appointment date', 'date of appointment'],
  minutes: [
    'minutes',
    'mins',
    'length',
    'duration',
    'length of appointment',
    'length (mins)',
    'length (minutes)',
    'length in minutes',
    'duration (mins)',
    'duration (minutes)',
    'duration in minutes',
  ],
  avoidedGp: [
    'avoided gp',
    'gp avoided',
    'avoided gp appointment',
    'avoided a gp appointment',
    'gp appointment avoided',
    'avoided gp appt',
    'gp appt avoided',
  ],
  avoidedCmht: [
    'avoided cmht',
    'cmht avoided',
    'avoided cmht referral',
    'avoided a cmht referral',
    'cmht referral avoided',
  ],
}

/** A header without its case, spaces and punctuation. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const fieldByKey: ReadonlyMap<string, EntryField> = new Map(
  entryFields.flatMap((field) => [field, ...spellings[field]].map((s) => [headerKey(s), field] as const)),
)

/** The field that a header names without being told, if any. */
export const fieldOfHeader = (header: string): EntryField | undefined => fieldByKey.get(headerKey(header))

/** The key of a column in the entries of a delimited file. One that is not read as a field keeps its header, set off where that would be taken for a field. */
export function keyOf({ header, field }: Column): string {
  if (field !== undefined) return field
  const reserved = entryFields.some((name) => name === header) || header === '__proto__'
  return reserved ? `${header} (column)` : header
}

/** The columns that `jotcode code` itself adds; a file that has them was coded before. */
const ownColumns = ['confidence_min', 'review_needed', 'review_why']
const ownHeaders = new Set(['reasons', 'outcomes'])

/**
 * Names the columns of a table.
 * @param headers the first row of the file
 * @param asked fields given by hand, which win over every spelling
 * @param notice told where a field has several candidates
 * @param how where the header stands, for messages (line 1), and whether a column must hold a text to be coded (true)
 * @returns a column for every header, in order; `header` is made unique, so that it can serve as a key
 * @throws JotcodeError when a column asked for is not there, or no column holds a text to be coded
 */
export function nameColumns(
  headers: readonly string[],
  asked: ColumnMap,
  file: string,
  notice: Notice,
  { line = 1, needsText = true }: { readonly line?: number; readonly needsText?: boolean | undefined } = {},
): Column[] {
  const fields = new Map<number, EntryField>()
  const seen = seenHeaders(headers)
  for (const field of entryFields) {
    const header = asked[field]
    if (header === undefined) continue
    const at = columnCalled(headers, header)
    if (at < 0)
      throw fileFailure('unknown-column', `there is no column "${header}" for ${field}`, seen, { file })
    const taken = fields.get(at)
    if (taken !== undefined)
      throw fileFailure(
        'bad-option',
        `column "${header}" is asked for twice, as ${taken} and as ${field}`,
        seen,
        { file },
      )
    fields.set(at, field)
  }
  const codedBefore = ownColumns.every((own) => headers.includes(own))
  if (codedBefore)
    notice('this file was coded before: its columns "reasons" and "outcomes" are codes and are not read')
  headers.forEach((header, i) => {
    const field = fieldOfHeader(header)
    if (field === undefined || fields.has(i) || asked[field] !== undefined) return
    if (codedBefore && ownHeaders.has(header)) return
    const first = [...fields].find(([, f]) => f === field)
    if (first === undefined) fields.set(i, field)
    else
      notice(
        `${JSON.stringify(headers[first[0]])} is read as ${field}, ${JSON.stringify(header)} is not (choose with --columns ${field}=...)`,
      )
  })
  const found = new Set(fields.values())
  if (needsText && !texts.some((field) => found.has(field)))
    throw fileFailure(
      'unknown-column',
      'no column is headed reason, outcome or note',
      `say which it is, e.g. --columns reason="Key reasons",outcome="Plan"; ${seen}`,
      { file, line },
    )
  const unique = uniqueHeaders(headers)
  return unique.map((header, i) => {
    const field = fields.get(i)
    return field === undefined ? { header } : { header, field }
  })
}

/**
 * How much a row looks like the header of a log: the number of fields that it names, or of columns asked for.
 * @returns -1 where it names no text to be coded
 */
export function headerScore(cells: readonly string[], asked: ColumnMap): number {
  const wanted = new Map(entryFields.map((field) => [headerKey(asked[field] ?? ''), field] as const))
  wanted.delete('')
  const found = new Set(
    cells
      .map((cell) => wanted.get(headerKey(cell)) ?? fieldOfHeader(cell))
      .filter((field) => field !== undefined),
  )
  return texts.some((field) => found.has(field)) ? found.size : -1
}
const texts = ['reason', 'outcome', 'note'] as const

/** What the first line says, unless it may be a note: a file without a header begins with one. */
function seenHeaders(headers: readonly string[]): string {
  if (headers.some((header) => fieldOfHeader(header) !== undefined))
    return `the file has: ${headers.map((header) => JSON.stringify(header)).join(', ')}`
  const cells = headers.length === 1 ? 'the one cell' : `none of the ${headers.length} cells`
  return `${cells} of the first line is ${headers.length === 1 ? 'no' : 'a'} header known here; the first line must be a header`
}

/** Where a column asked for stands: by its exact header, else by its letters. */
function columnCalled(headers: readonly string[], asked: string): number {
  const exact = headers.indexOf(asked)
  if (exact >= 0) return exact
  const key = headerKey(asked)
  return key === '' ? -1 : headers.findIndex((header) => headerKey(header) === key)
}

/** Headers as keys of an entry: the second "Notes" is "Notes (2)", an empty one "column 3". */
function uniqueHeaders(headers: readonly string[]): string[] {
  const taken = new Set<string>()
  return headers.map((header, i) => {
    const base = header.trim() === '' ? `column ${i + 1}` : header
    let name = base
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`
    taken.add(name)
    return name
  })
}
