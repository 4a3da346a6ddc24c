/** `jotcode calibrate GOLD [LOG]`: confidences that hold for the notes of one place. */
import { realpath } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { Command } from 'commander'
import { createFileOutput, openTable } from '../files/index.ts'
import { refuseInputs } from '../files/output.ts'
import { readCodes, shortened } from '../files/read-codes.ts'
import { compile } from '../lexicon/compile.ts'
import type { Entry } from '../model/entry.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import { calibrate } from '../statistics/calibrate.ts'
import { type CalibrationHead, calibrationYaml } from '../statistics/calibration-yaml.ts'
import { type NoteCodes, writerOf } from '../statistics/codes.ts'
import type { CodedEntry, ConfidenceFit } from '../statistics/fit-confidence.ts'
import { issueText, usage } from './failure.ts'
import { isFolder, openTaxonomy } from './open-taxonomy.ts'
import { pageText, type Section } from './page.ts'
import { reliabilityBlocks } from './reliability-table.ts'
import type { Terminal } from './terminal.ts'
import { counted } from './words.ts'

interface CalibrateOptions {
  readonly taxonomy?: string
  readonly output: string
}

const examples = `
GOLD has the notes and what trained coders gave them: lines like those of jotcode evaluate with the texts beside the codes
  {"id": "A17", "writer": "R.B.", "reason": "anx", "outcome": "f/u 2/52", "reasons": ["..."], "outcomes": ["code|kind|target"]}
or corrected records, or a corrected CSV of jotcode code. Where gold has codes alone, LOG is the log that they belong to, matched
by id. About 200 notes of several writers serve well; 50 are the least.

What is written is a taxonomy that takes all but the confidence from the one that it was fitted for. Written into the folder of
your own taxonomy, it is a file of that.

Examples:
  jotcode calibrate gold.ndjson -o calibration.yaml
  jotcode calibrate gold.csv log.csv -o calibration.yaml
  jotcode code log.csv --taxonomy calibration.yaml`

export function calibrateCommand(terminal: Terminal): Command {
  return new Command('calibrate')
    .summary('fit the confidence to gold notes of your own')
    .description(
      'Fits the confidence to gold notes of one place, starting from the weights of the taxonomy, and says how well it told the truth before and after: after is scored on writers, or notes, that were left out of the fit.',
    )
    .argument('<gold>', 'gold codes: NDJSON or CSV')
    .argument('[log]', 'the log that they belong to, where gold has no texts')
    .requiredOption('-o, --output <file>', 'where to write: a .yaml file')
    .option('--taxonomy <folder|id>', 'the taxonomy that the log is coded by')
    .addHelpText('after', examples)
    .action(async (gold: string, log: string | undefined, options: CalibrateOptions) => {
      await calibrateFiles(gold, log, options, terminal)
    })
}

async function calibrateFiles(
  goldPath: string,
  logPath: string | undefined,
  { taxonomy: name, output }: CalibrateOptions,
  terminal: Terminal,
): Promise<void> {
  if (!/\.ya?ml$/i.test(output))
    throw usage(`"${output}" is no name of a YAML file`, 'name one that ends in .yaml')
  if (goldPath === '-' && logPath === '-')
    throw usage('the standard input can be read only once', 'name - only once')
  await refuseInputs(
    output,
    [goldPath, ...(logPath === undefined ? [] : [logPath])].filter((path) => path !== '-'),
  )
  const taxonomy = await openTaxonomy(name)
  const say = (text: string) => terminal.stderr.write(`${terminal.err.dim(`note: ${text}`)}\n`)
  const head = await headOf(taxonomy, name, output)
  const gold = await readCodes(goldPath, {
    taxonomyFor: async () => taxonomy,
    stdin: terminal.stdin,
    notice: say,
  })
  for (const issue of shortened(gold.warnings)) terminal.stderr.write(`${issueText(issue, terminal.err)}\n`)
  const entries = logPath === undefined ? undefined : await entriesOf(logPath, terminal)
  const notes = gold.notes.flatMap((note) => codedEntry(note, entries))
  const without = gold.notes.length - notes.length
  if (notes.length === 0)
    throw usage(
      logPath === undefined ? 'gold has codes, and no texts' : 'no id of gold is in the log',
      logPath === undefined
        ? 'name the log that they belong to, too: jotcode calibrate GOLD LOG -o FILE'
        : 'both must name the notes alike: their ids are matched to the letter',
    )
  if (without > 0) say(`${counted(without, 'note')} of gold without a text are left out`)
  if (notes.every(({ gold: { codes } }) => codes.outcomeItems === undefined))
    say('gold does not tell outcome items in full: only the confidence of reasons is fitted')
  const fit = calibrate(notes, compile(taxonomy))
  const place = await createFileOutput(output)
  await place.write(calibrationYaml(fit, 'Weights of the confidence, fitted by `jotcode calibrate`', head))
  await place.finish()
  terminal.stdout.write(pageText(calibrationPage(fit), terminal))
  const { before, after } = fit
  if (before && after && after.brier > before.brier)
    say('the confidence was better before: keep the taxonomy as it is, or code more notes by hand')
  const use = head === undefined ? '' : `\n      jotcode code FILE --taxonomy ${output}`
  terminal.stderr.write(`${terminal.err.green('done')}  ${terminal.err.bold(output)}${use}\n`)
}

/** The entries of a log, by id; a row without one is known by its number. */
async function entriesOf(path: string, terminal: Terminal): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>()
  const table = await openTable(path, { stdin: terminal.stdin })
  for await (const rows of table.rows)
    for (const row of rows) {
      if ('why' in row) continue
      const { id } = row.entry
      entries.set(String(id === undefined || id === null || id === '' ? row.number : id), row.entry)
    }
  return entries
}

function codedEntry(gold: NoteCodes, entries: ReadonlyMap<string, Entry> | undefined): CodedEntry[] {
  const entry = entries === undefined ? gold.entry : entries.get(gold.id)
  return entry === undefined ? [] : [{ writer: gold.writer ?? writerOf(entry), entry, gold }]
}

/**
 * What makes the file a taxonomy by itself; undefined where it is written into the folder of the taxonomy, which has a
 * head already. A taxonomy of one's own is found where its folder lies beside the file.
 */
async function headOf(
  { id, version, title }: Taxonomy,
  name: string | undefined,
  output: string,
): Promise<CalibrationHead | undefined> {
  const head = { id: `${id}-calibrated`, version, title: `${title}, calibrated`, extends: id }
  if (name === undefined || !(await isFolder(name))) {
    if (/\.ya?ml$/i.test(name ?? ''))
      throw usage(`${name} is one file, which nothing can extend`, 'fit from the taxonomy that it extends')
    return head
  }
  const [folder, home] = await Promise.all([
    realpath(name),
    realpath(dirname(resolve(output))).catch(() => ''),
  ])
  const inside = relative(folder, home)
  if (home !== '' && (inside === '' || !inside.startsWith('..'))) return undefined
  const beside = dirname(folder)
  if (beside !== home)
    throw usage(
      `${output} would not find the taxonomy that it extends`,
      `write it beside ${name}, or into it`,
    )
  return { ...head, extends: relative(beside, folder) }
}

function calibrationPage({ before, after, notes, writers, leftOut }: ConfidenceFit): Section[] {
  const columns = [
    { title: 'before', reliability: before },
    { title: 'after', reliability: after },
  ].flatMap(({ title, reliability }) => (reliability ? [{ title, reliability }] : []))
  const fitted = `${counted(notes, 'note')}${writers > 0 ? ` of ${counted(writers, 'writer')}` : ''}. Before: the weights of the taxonomy. After: fitted, each ${leftOut === 'writer' ? 'writer judged by weights fitted on the others' : 'tenth of the notes judged by weights fitted on the rest'}.`
  const blocks = columns.length === 0 ? [{ text: 'Too few codes to tell.' }] : reliabilityBlocks(columns)
  return [{ title: 'Confidence before and after', blocks: [{ text: fitted }, ...blocks] }]
}
