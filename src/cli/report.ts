/** `jotcode report CODED...`: tables and charts of coded entries. */
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import {
  createFileOutput,
  createStreamOutput,
  type Encoding,
  type Format,
  writeBytes,
} from '../files/index.ts'
import { refuseInputs } from '../files/output.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import type { EconomicInputs } from '../report/economics.ts'
import type { PrintedTable } from '../report/published.ts'
import type { Counted } from '../report/read-entries.ts'
import type { Report } from '../report/report.ts'
import { Exit, usage } from './failure.ts'
import { followUpsOf, isFolder, openTaxonomy } from './open-taxonomy.ts'
import { parseDelimiter, parseEncoding, parseFormat } from './options.ts'
import type { Terminal } from './terminal.ts'
import { counted, duration } from './words.ts'

const examples = `
Examples:
  jotcode code log.csv -o coded.ndjson
  jotcode report coded.ndjson -o report.html
  jotcode report coded.ndjson -o report.html --suppress 5 --xlsx tables.xlsx --csv-dir tables
  jotcode report october.ndjson november.ndjson -o report.html --appointments 24000 --avoided-share 80%

NDJSON records say all that a report can show; a coded CSV does for most tables, and the report says what it cannot tell.
Without --suppress small counts are shown, which may point at single patients.

Exit status: 0 done; 1 done, but some rows could not be read; 2 nothing done.`

interface ReportCommandOptions {
  readonly output?: string
  readonly xlsx?: string
  readonly csvDir?: string
  readonly suppress?: number
  readonly byPractitioner?: true
  readonly printed?: string
  readonly taxonomy?: string
  readonly title?: string
  readonly date?: string
  readonly appointments?: number
  readonly avoidedShare?: number
  readonly avoidedCost?: number
  readonly hourlyCost?: number
  readonly minutes?: number
  readonly format?: Format
  readonly encoding?: Encoding
  readonly delimiter?: string
  readonly quiet?: true
}

export function reportCommand(terminal: Terminal, end: (status: number) => void): Command {
  return new Command('report')
    .summary('tables and charts of coded entries, as one HTML file')
    .description(
      'Makes a report of coded entries: one HTML file that needs nothing else, and the same tables as a workbook or CSV.',
    )
    .argument('<coded...>', 'files that jotcode code has written; - is the standard input')
    .option('-o, --output <file>', 'the HTML file; - for the standard output (CODED.report.html)')
    .option('--xlsx <file>', 'the tables as an Excel workbook')
    .option('--csv-dir <folder>', 'the tables as CSV files in a folder, made if need be')
    .option('--suppress <n>', 'hide counts from 1 to n - 1 and what would give them away', parseThreshold)
    .option('--by-practitioner', 'also by practitioner')
    .option('--printed <folder>', 'printed tables to hold these against: FOLDER/TABLE.tsv, named by table id')
    .option('--title <text>', 'title of the report')
    .option('--date <yyyy-mm-dd>', 'date of the report; today if left out', parseDate)
    .option('--taxonomy <folder|id>', 'for labels and tables; otherwise as the records say')
    .addOption(economic('--appointments <n>', 'appointments in a year'))
    .addOption(
      new Option('--avoided-share <share>', 'share that avoided one: 0.83 or 83%').argParser(parseShare),
    )
    .addOption(economic('--avoided-cost <amount>', 'what an avoided appointment costs'))
    .addOption(economic('--hourly-cost <amount>', "what a practitioner's hour costs"))
    .addOption(economic('--minutes <n>', "minutes of a practitioner's appointment"))
    .addOption(
      new Option('--format <format>', 'what the files are: ndjson, csv or tsv').argParser(parseFormat),
    )
    .option('--encoding <encoding>', 'of the files: utf-8, utf-16le, utf-16be or windows-1252', parseEncoding)
    .option(
      '--delimiter <delimiter>',
      'of tables: comma, semicolon, tab, pipe or any character',
      parseDelimiter,
    )
    .option('--quiet', 'say nothing but errors')
    .addHelpText('after', examples)
    .action(async (files: readonly string[], options: ReportCommandOptions) => {
      end(await report(files, options, terminal))
    })
}

const economic = (flags: string, description: string) => new Option(flags, description).argParser(parseAmount)

async function report(
  files: readonly string[],
  options: ReportCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const started = performance.now()
  const html = htmlPath(files, options)
  if (options.printed !== undefined && (options.suppress ?? 0) > 1)
    throw usage('--printed shows every count, and --suppress hides some', 'make two reports')
  await checkPlaces(files, [html, options.xlsx])
  // Charts weigh most of the program: who asks for no report does not load them.
  const { countEntries, createReport } = await import('../report/index.ts')
  const { format, encoding, delimiter } = options
  const say = (text: string) => options.quiet !== true && terminal.stderr.write(`${text}\n`)
  const followUps = followUpsOf(await openTaxonomy(options.taxonomy))
  const counts = await countEntries(files, {
    format,
    encoding,
    delimiter,
    followUps,
    stdin: terminal.stdin,
    notice: (text) => say(terminal.err.dim(`note: ${text}`)),
    reject: (file, line, why) =>
      terminal.stderr.write(`${terminal.err.yellow('not read:')} ${file}: line ${line}: ${why}\n`),
  })
  const taxonomy = await taxonomyOf(counts, options, say)
  const made = createReport(counts.tally, taxonomy, counts.provenance, {
    ...(options.title !== undefined && { title: options.title }),
    ...(options.date !== undefined && { date: options.date }),
    ...(options.suppress !== undefined && { suppress: options.suppress }),
    byPractitioner: options.byPractitioner === true,
    economics: economicsIn(options),
    ...(options.printed !== undefined && { printed: await printedIn(options.printed) }),
  })
  const places = await writeAll(made, html, options, terminal)
  const rejected = counts.provenance.sources.reduce((sum, source) => sum + source.rejected, 0)
  const left = rejected > 0 ? `, ${counted(rejected, 'row')} not read` : ''
  const head = places.length > 0 ? `  ${terminal.err.bold(places.join(', '))}` : ''
  say(
    `${terminal.err.green('done')}${head}\n      ${counted(counts.tally.entries, 'entry', 'entries')}${left}, ${made.suppress < 2 ? 'nothing suppressed' : `counts under ${made.suppress} suppressed`}, ${duration(performance.now() - started)}`,
  )
  return rejected > 0 ? Exit.someRejected : Exit.done
}

/** Where the page goes; undefined where only tables are asked for. */
function htmlPath(
  [first = '-']: readonly string[],
  { output, xlsx, csvDir }: ReportCommandOptions,
): string | undefined {
  if (output !== undefined) return output
  if (xlsx !== undefined || csvDir !== undefined) return undefined
  return first === '-' ? '-' : `${first.replace(/\.[^./\\]*$/, '')}.report.html`
}

async function checkPlaces(files: readonly string[], places: readonly (string | undefined)[]): Promise<void> {
  if (files.filter((file) => file === '-').length > 1)
    throw usage('the standard input can be read only once', 'name - only once')
  const named = places.filter((place) => place !== undefined && place !== '-')
  if (new Set(named).size < named.length) throw usage('two outputs have the same name', 'name two files')
  for (const place of named)
    await refuseInputs(
      place ?? '',
      files.filter((file) => file !== '-'),
    )
}

/** The one asked for, else that of the records. */
async function taxonomyOf(
  { provenance }: Counted,
  { taxonomy: asked }: ReportCommandOptions,
  say: (text: string) => unknown,
): Promise<Taxonomy> {
  const { taxonomies } = provenance
  const ids = [...new Set(taxonomies.map(({ id }) => id))]
  if (asked === undefined && ids.length > 1)
    throw usage(
      `the records were coded with several taxonomies: ${ids.join(', ')}`,
      'make one report for each',
    )
  const taxonomy = await openTaxonomy(asked ?? ids[0])
  const other = taxonomies.filter(({ digest }) => digest !== taxonomy.digest)
  if (other.length > 0)
    say(
      `note: the records were coded with ${other.map(({ id, version }) => `${id} ${version}`).join(', ')} of another digest than the taxonomy here: labels are of this one`,
    )
  return taxonomy
}

function economicsIn(options: ReportCommandOptions): Partial<EconomicInputs> {
  const { appointments, avoidedShare, avoidedCost, hourlyCost, minutes } = options
  return {
    ...(appointments !== undefined && { appointments }),
    ...(avoidedShare !== undefined && { avoidedShare }),
    ...(avoidedCost !== undefined && { avoidedCost }),
    ...(hourlyCost !== undefined && { hourlyCost }),
    ...(minutes !== undefined && { minutes }),
  }
}

/** The printed tables of a folder. */
async function printedIn(folder: string): Promise<readonly PrintedTable[]> {
  const { readPrinted } = await import('../report/index.ts')
  const names = (await isFolder(folder))
    ? (await readdir(folder)).filter((name) => name.endsWith('.tsv')).sort()
    : []
  if (names.length === 0)
    throw usage(`${folder} is no folder with .tsv files`, 'name the folder of the printed tables')
  return Promise.all(
    names.map(async (name) => readPrinted(name.slice(0, -4), await readFile(join(folder, name), 'utf8'))),
  )
}

/** Everything asked for. Gives where it is. */
async function writeAll(
  made: Report,
  html: string | undefined,
  { xlsx, csvDir }: ReportCommandOptions,
  terminal: Terminal,
): Promise<string[]> {
  const { reportCsv, reportPage, reportWorkbook } = await import('../report/index.ts')
  const places: string[] = []
  if (html !== undefined) {
    const output = html === '-' ? await createStreamOutput(terminal.stdout) : await createFileOutput(html)
    await output.write(reportPage(made))
    await output.finish()
    if (html !== '-') places.push(html)
  }
  if (xlsx !== undefined) {
    await writeBytes(xlsx, await reportWorkbook(made))
    places.push(xlsx)
  }
  if (csvDir !== undefined) {
    await mkdir(csvDir, { recursive: true })
    for (const { name, text } of reportCsv(made)) {
      const output = await createFileOutput(join(csvDir, name))
      await output.write(text)
      await output.finish()
    }
    places.push(csvDir)
  }
  return places
}

function parseThreshold(value: string): number {
  const threshold = Number(value)
  if (!Number.isInteger(threshold) || threshold < 0 || threshold > 1000)
    throw new InvalidArgumentError('use a whole number, such as 5; 0 hides nothing.')
  return threshold
}

function parseAmount(value: string): number {
  const amount = Number(value.replace(/^[£$€]/, '').replaceAll(',', ''))
  if (value === '' || !Number.isFinite(amount) || amount < 0)
    throw new InvalidArgumentError('use a number, such as 42.50.')
  return amount
}

function parseShare(value: string): number {
  const share = value.endsWith('%') ? Number(value.slice(0, -1)) / 100 : Number(value)
  if (value === '' || !(share >= 0 && share <= 1))
    throw new InvalidArgumentError('use a share, such as 0.83 or 83%.')
  return share
}

function parseDate(value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)))
    throw new InvalidArgumentError('use a date, such as 2024-12-31.')
  return value
}
