/** A file of codes: gold, records, or a coded table. */
import type { Readable } from 'node:stream'
import { type Issue, JotcodeError } from '../model/issue.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import { type NoteCodes, unique } from '../statistics/codes.ts'
import { type CodesCheck, codesCheck } from './check-codes.ts'
import { codesReader } from './codes-of-csv.ts'
import { type ReadLine, readLine } from './codes-shape.ts'
import { fileFailure } from './failure.ts'
import type { Format } from './format.ts'
import { containerOf, type InputOptions, nameOf, type OpenedText, openTable, openText } from './input.ts'
import { readCsv } from './read-csv.ts'
import type { Table } from './row.ts'

export interface CodesOptions {
  /** Gives the taxonomy that says which codes there are, by the ids of those that the records name, if any. */
  readonly taxonomyFor: (named: readonly string[]) => Promise<Taxonomy>
  readonly stdin?: Readable
  /** Told what was assumed. */
  readonly notice?: (text: string) => void
}

export interface CodesFile {
  /** In file order, each id once. */
  readonly notes: readonly NoteCodes[]
  readonly format: Format
  /** Codes that the taxonomy does not have, with their lines. */
  readonly warnings: readonly Issue[]
  readonly taxonomy: Taxonomy
  /** Of records: the taxonomies, or versions of one, that they were coded by. */
  readonly digests: readonly string[]
}

/** One note, and where it stands. */
interface Placed extends ReadLine {
  readonly line: number
}

/**
 * Reads a file of codes: NDJSON of gold lines (`{"id", "reasons": [...], "outcomes": ["code|kind|target"], ...}`) or of
 * records, or a table of any other format with the columns that coding adds.
 * @throws JotcodeError with every line that cannot be read, and every id that stands twice
 */
export async function readCodes(path: string, options: CodesOptions): Promise<CodesFile> {
  const { taxonomyFor, stdin, notice } = options
  const name = nameOf(path)
  const errors: Issue[] = []
  const opened = await openCodes(path, { ...(stdin && { stdin }), ...(notice && { notice }) })
  const { format } = opened
  const read =
    'text' in opened
      ? await readLines(opened, taxonomyFor, errors)
      : await readRows(opened, name, await taxonomyFor([]), errors)
  const { placed, taxonomy } = read
  if (placed.length + errors.length === 0)
    throw fileFailure('file-unreadable', 'there is no note in it', 'it should have codes', { file: name })
  errors.push(...duplicates(placed, name))
  const issues = checked(placed, name, codesCheck(taxonomy))
  errors.push(...issues.filter(({ severity }) => severity === 'error'))
  if (errors.length > 0) throw new JotcodeError(shortened(errors))
  return {
    notes: placed.map(({ note }) => note),
    format,
    warnings: issues,
    taxonomy,
    digests: unique(placed.flatMap((one) => one.taxonomy?.digest ?? [])),
  }
}

/** Lines of JSON as text, anything else as a table that need hold no text to be coded. */
async function openCodes(
  path: string,
  options: Pick<InputOptions, 'stdin' | 'notice'>,
): Promise<OpenedText | Table> {
  // What is told of a log to be coded is beside the point here.
  if (containerOf(path)) return openTable(path, { needsText: false })
  const opened = await openText(path, options)
  const { text, format, name, marked } = opened
  if (format === 'ndjson') return opened
  return readCsv(text, { format, name, columns: {}, marked, notice: () => {}, needsText: false })
}

interface Read {
  readonly placed: readonly Placed[]
  readonly taxonomy: Taxonomy
}

async function readLines(
  { text, name }: OpenedText,
  taxonomyFor: CodesOptions['taxonomyFor'],
  errors: Issue[],
): Promise<Read> {
  const placed: Placed[] = []
  let line = 0
  for await (const raw of linesOf(text)) {
    line++
    if (raw.trim() === '') continue
    const read = parsed(raw)
    if (typeof read === 'string') errors.push(badLine(name, line, read))
    else placed.push({ ...read, line })
  }
  const named = new Set(placed.flatMap((one) => one.taxonomy?.id ?? []))
  return { placed, taxonomy: await taxonomyFor([...named]) }
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let open = ''
  for await (const piece of text) {
    const lines = (open + piece).split('\n')
    open = lines.pop() ?? ''
    yield* lines
  }
  yield open
}

function parsed(raw: string): ReadLine | string {
  try {
    return readLine(JSON.parse(raw))
  } catch (error) {
    // What the parser says quotes the line, and with it the note.
    if (error instanceof SyntaxError) return 'it is not well-formed JSON'
    throw error
  }
}

const badLine = (file: string, line: number, message: string): Issue => ({
  code: 'bad-row',
  severity: 'error',
  message: `the line cannot be read: ${message}`,
  file,
  line,
})

async function readRows(table: Table, name: string, taxonomy: Taxonomy, errors: Issue[]): Promise<Read> {
  const followUps = new Set(taxonomy.rules.swallows.map(({ code }) => code))
  const reader = codesReader(table, followUps, name)
  const placed: Placed[] = []
  for await (const rows of table.rows)
    for (const row of rows) {
      if ('why' in row) errors.push(badLine(name, row.line, row.why))
      else placed.push({ note: reader.note(row), line: row.line ?? row.number + 1 })
    }
  return { placed, taxonomy }
}

function duplicates(placed: readonly Placed[], file: string): Issue[] {
  const lines = new Map<string, number>()
  return placed.flatMap(({ note: { id }, line }): Issue[] => {
    const first = lines.get(id)
    if (first === undefined) {
      lines.set(id, line)
      return []
    }
    const message = `the id "${id}" stands twice: on line ${first}, too`
    return [
      {
        code: 'duplicate-id',
        severity: 'error',
        message,
        hint: 'give each note an id of its own',
        file,
        line,
      },
    ]
  })
}

const checked = (placed: readonly Placed[], file: string, check: CodesCheck): Issue[] =>
  placed.flatMap(({ note, line }) => check(note).map((issue) => ({ ...issue, file, line })))

/** The first of many issues, and how many more there are. */
export function shortened(issues: readonly Issue[]): readonly Issue[] {
  const most = 20
  if (issues.length <= most) return issues
  const [{ code, severity }] = issues as readonly [Issue]
  return [...issues.slice(0, most), { code, severity, message: `and ${issues.length - most} more` }]
}
