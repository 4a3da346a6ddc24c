/** `jotcode compare A B`: two runs, two coders or two periods side by side. */
import { Command, InvalidArgumentError, Option } from 'commander'
import { extensionOf } from '../files/format.ts'
import { createFileOutput } from '../files/index.ts'
import { refuseInputs } from '../files/output.ts'
import { type CodesFile, readCodes, shortened } from '../files/read-codes.ts'
import { type Comparison, compareCodings } from '../statistics/comparison.ts'
import { comparisonPage, type Told } from './comparison-page.ts'
import { comparisonTable } from './comparison-table.ts'
import { issueText, usage } from './failure.ts'
import { taxonomyOfRecords } from './open-taxonomy.ts'
import { pageMarkdown, pageText } from './page.ts'
import type { Terminal } from './terminal.ts'

interface CompareOptions {
  readonly taxonomy?: string
  readonly entries?: number
  readonly matched?: true
  readonly unmatched?: true
  readonly move: number
  readonly text: boolean
  readonly json?: true
  readonly output?: string
}

const examples = `
A and B are records (NDJSON), a CSV with the columns that jotcode code adds, or gold codes
({"id": "A17", "reasons": ["..."], "outcomes": ["code|kind|target"], ...}).
Where they tell of the same entries, by id, it says what changed in each and how far the two agree; of
different entries, how often each code stands in either, and how far the shares differ.

Examples:
  jotcode compare before.ndjson after.ndjson --entries all     two runs: every entry that changed
  jotcode compare coder1.csv coder2.csv -o agreement.md        two coders
  jotcode compare october.ndjson november.ndjson               two periods
  jotcode compare before.ndjson after.ndjson -o changes.csv    a row for every change

Exit status: 0 done, whether anything changed or not; 2 nothing done.`

const shownEntries = 10

export function compareCommand(terminal: Terminal): Command {
  return new Command('compare')
    .summary('two runs, coders or periods side by side')
    .description(
      'Compares two codings: what changed, by category, with the entries, and how far two coders agree; or how far the shares of two periods differ.',
    )
    .argument('<a>', 'codes: NDJSON or CSV')
    .argument('<b>', 'codes to be compared with them: NDJSON or CSV')
    .option('-o, --output <file>', 'where to write: .md, .json or .csv')
    .option(
      '--entries <n|all>',
      `tell so many of the changed entries (${shownEntries}; all of them in .json and .csv)`,
      parseEntries,
    )
    .option('--no-text', 'leave out the texts of the entries')
    .addOption(
      new Option('--matched', 'they are the same entries, even if they do not look so').conflicts(
        'unmatched',
      ),
    )
    .option('--unmatched', 'they are different entries, even if their ids are alike')
    .option('--move <share>', 'tell a confidence that moved by so much', parseMove, 0.1)
    .option('--taxonomy <folder|id>', 'the taxonomy of the codes; otherwise the one that the records name')
    .option('--json', 'as JSON')
    .addHelpText('after', examples)
    .action(async (a: string, b: string, options: CompareOptions) => {
      await compareFiles([a, b], options, terminal)
    })
}

function parseEntries(value: string): number {
  if (value === 'all') return Number.POSITIVE_INFINITY
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('use a number, or all.')
  return Number(value)
}

function parseMove(value: string): number {
  const share = /^[01]?(\.\d{1,6})?$/.test(value) ? Number(value) : Number.NaN
  if (!(share > 0 && share <= 1)) throw new InvalidArgumentError('use a number above 0, up to 1.')
  return share
}

type Pair<Item> = readonly [a: Item, b: Item]

async function compareFiles(paths: Pair<string>, options: CompareOptions, terminal: Terminal): Promise<void> {
  const { output } = options
  if (paths[0] === '-' && paths[1] === '-')
    throw usage('the standard input can be read only once', 'name - only once')
  const kind = output === undefined ? undefined : kindOf(output)
  if (output !== undefined)
    await refuseInputs(
      output,
      paths.filter((path) => path !== '-'),
    )
  const files = await readBoth(paths, options.taxonomy, terminal)
  for (const { warnings } of files)
    for (const issue of shortened(warnings)) terminal.stderr.write(`${issueText(issue, terminal.err)}\n`)
  const comparison = compareCodings(files[0].notes, files[1].notes, {
    ...(options.matched && { matched: true }),
    ...(options.unmatched && { matched: false }),
    blank: files[1].taxonomy.rules.answers?.blank ?? '',
    move: options.move,
  })
  if (comparison.matched && comparison.entries === 0)
    throw usage('no id of the one file is in the other', 'compare them as different entries: --unmatched')
  for (const text of remarks(comparison, files, options)) say(text, terminal)
  await tell(comparison, paths, kind, options, terminal)
}

/** Reads both files. One that names no taxonomy is checked by that of the other. */
async function readBoth(
  paths: Pair<string>,
  asked: string | undefined,
  terminal: Terminal,
): Promise<Pair<CodesFile>> {
  const [a, b] = [announced(), announced()]
  const read = (path: string, own: Announced, other: Announced) =>
    readCodes(path, {
      taxonomyFor: async (named) => {
        own.tell(named)
        return taxonomyOfRecords(named.length > 0 ? named : await other.names, asked)
      },
      stdin: terminal.stdin,
      notice: (text) => say(text, terminal),
    })
  return Promise.all([read(paths[0], a, b), read(paths[1], b, a)])
}

/** The taxonomies that a file names, known once it is read so far. */
interface Announced {
  readonly names: Promise<readonly string[]>
  readonly tell: (names: readonly string[]) => void
}

function announced(): Announced {
  let tell: Announced['tell'] = () => {}
  const names = new Promise<readonly string[]>((resolve) => {
    tell = resolve
  })
  return { names, tell: (named) => tell(named) }
}

/** Writes what was asked for to where it was asked for. */
async function tell(
  comparison: Comparison,
  names: Pair<string>,
  kind: 'markdown' | 'json' | 'csv' | undefined,
  options: CompareOptions,
  terminal: Terminal,
): Promise<void> {
  const { output } = options
  const all = (least: number) => toldIn(comparison, options.entries ?? least, options.text)
  const json = () => `${JSON.stringify({ a: names[0], b: names[1], ...all(Infinity) }, null, 2)}\n`
  const sections = () => comparisonPage(all(shownEntries), names)
  const texts = {
    markdown: () => pageMarkdown('Comparison', sections()),
    json,
    csv: () => comparisonTable(all(Infinity), options.text),
  }
  if (output !== undefined && kind !== undefined) {
    const place = await createFileOutput(output)
    await place.write(texts[kind]())
    await place.finish()
    terminal.stderr.write(`${terminal.err.green('done')}  ${output}\n`)
  }
  if (options.json) terminal.stdout.write(json())
  else if (output === undefined) terminal.stdout.write(pageText(sections(), terminal))
}

/** As many of the changed entries as are asked for, with their texts or without. */
function toldIn(comparison: Comparison, entries: number, text: boolean): Told {
  if (!comparison.matched) return { ...comparison, changedEntries: 0 }
  const { changed } = comparison
  const shown = changed.slice(0, entries)
  return {
    ...comparison,
    changedEntries: changed.length,
    changed: text ? shown : shown.map(({ texts: _, ...note }) => note),
  }
}

const say = (text: string, { stderr, err }: Terminal) => stderr.write(`${err.dim(`note: ${text}`)}\n`)

/** What was assumed of the two, and what makes them hard to compare. */
function remarks(comparison: Comparison, files: Pair<CodesFile>, options: CompareOptions): string[] {
  const [a, b] = files
  const isAsked = options.matched === true || options.unmatched === true
  const ids = new Set(a.notes.map(({ id }) => id))
  const shared = b.notes.filter(({ id }) => ids.has(id)).length
  const isUnlike = !comparison.matched && !isAsked && shared > 0
  const versions = new Set([...a.digests, ...b.digests])
  return [
    ...(isUnlike
      ? [
          `${shared} ids are in both, but they do not look like the same entries: compared as two groups; --matched matches them`,
        ]
      : []),
    ...(versions.size > 1
      ? ['the records come from different taxonomies, or versions of one: changes may be the taxonomy’s']
      : []),
  ]
}

function kindOf(output: string): 'markdown' | 'json' | 'csv' {
  const extension = extensionOf(output)
  if (extension === 'json' || extension === 'csv') return extension
  if (extension === 'md' || extension === 'markdown') return 'markdown'
  throw usage(
    `there is no way to write a comparison as "${output}"`,
    'name a file that ends in .md, .json or .csv',
  )
}
