/** `jotcode evaluate GOLD CODED`: how far codes agree with gold. */
import { Command, InvalidArgumentError } from 'commander'
import { extensionOf } from '../files/format.ts'
import { createFileOutput } from '../files/index.ts'
import { refuseInputs } from '../files/output.ts'
import { type CodesFile, readCodes, shortened } from '../files/read-codes.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import { type Evaluation, evaluate } from '../statistics/evaluate.ts'
import { evaluationPage } from './evaluation-page.ts'
import { issueText, usage } from './failure.ts'
import { taxonomyOfRecords } from './open-taxonomy.ts'
import { pageMarkdown, pageText } from './page.ts'
import type { Terminal } from './terminal.ts'

interface EvaluateOptions {
  readonly taxonomy?: string
  readonly errors: number
  readonly json?: true
  readonly output?: string
}

const examples = `
GOLD is what trained coders gave, a line a note:
  {"id": "A17", "reasons": ["..."], "outcomes": ["code|kind|target"], "medications": ["drug|class|role"],
   "referral_source": null, "avoided_gp": "yes", "avoided_cmht": "no"}
or records (NDJSON), or a CSV with the columns that jotcode code adds. CODED is records or such a CSV.
A CSV tells no confidence of a single code, so calibration is scored from records alone; outcome items and
targets are scored from a CSV that has services and follow_up beside its outcomes, too.

Examples:
  jotcode evaluate gold.ndjson coded.ndjson
  jotcode evaluate gold.ndjson coded.ndjson --errors 20     the first 20 notes with an error, and why
  jotcode evaluate gold.csv coded.csv -o agreement.md

Exit status: 0 done; 2 nothing done.`

export function evaluateCommand(terminal: Terminal): Command {
  return new Command('evaluate')
    .summary('agreement with gold codes: F1, calibration, errors')
    .description(
      'Scores codes against gold codes of the same notes, matched by id: precision, recall, F1 and kappa by code, by writer, what is taken for what, risk said where there is none, and whether confidences tell the truth.',
    )
    .argument('<gold>', 'gold codes: NDJSON or CSV')
    .argument('<coded>', 'codes to be judged: NDJSON or CSV')
    .option('-o, --output <file>', 'where to write: .md or .json')
    .option(
      '--errors <n|all>',
      'tell so many of the notes with errors, and on which words they rest',
      parseErrors,
      0,
    )
    .option('--taxonomy <folder|id>', 'the taxonomy of the codes; otherwise the one that the records name')
    .option('--json', 'as JSON')
    .addHelpText('after', examples)
    .action(async (gold: string, coded: string, options: EvaluateOptions) => {
      await evaluateFiles(gold, coded, options, terminal)
    })
}

function parseErrors(value: string): number {
  if (value === 'all') return Number.POSITIVE_INFINITY
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('use a number, or all.')
  return Number(value)
}

async function evaluateFiles(
  goldPath: string,
  codedPath: string,
  options: EvaluateOptions,
  terminal: Terminal,
): Promise<void> {
  const { output } = options
  if (goldPath === '-' && codedPath === '-')
    throw usage('the standard input can be read only once', 'name - only once')
  const kind = output === undefined ? undefined : kindOf(output)
  if (output !== undefined)
    await refuseInputs(
      output,
      [goldPath, codedPath].filter((path) => path !== '-'),
    )
  const read = (path: string, taxonomyFor: (named: readonly string[]) => Promise<Taxonomy>) =>
    readCodes(path, { taxonomyFor, stdin: terminal.stdin, notice: (text) => say(text, terminal) })
  const coded = await read(codedPath, (named) => taxonomyOfRecords(named, options.taxonomy))
  const { rules } = coded.taxonomy
  const gold = await read(goldPath, async () => coded.taxonomy)
  const evaluation = evaluate(gold.notes, coded.notes, {
    risk: rules.risk,
    blank: rules.answers?.blank ?? '',
  })
  if (evaluation.withoutRecord.length === gold.notes.length)
    throw usage(
      'no id of the one file is in the other',
      'both must name the notes alike: their ids are matched to the letter',
    )
  const warnings = [...gold.warnings, ...coded.warnings]
  for (const issue of shortened(warnings)) terminal.stderr.write(`${issueText(issue, terminal.err)}\n`)
  if (coded.digests.length > 1)
    say(
      `the records come from ${coded.digests.length} taxonomies, or versions of one: code the log anew`,
      terminal,
    )
  const json = () =>
    `${JSON.stringify({ ...toldIn(evaluation, options.errors), unknownCodes: warnings.length }, null, 2)}\n`
  const sections = () =>
    evaluationPage(evaluation, {
      errors: options.errors,
      why: whyNotScored(evaluation, gold, coded),
      unknownCodes: warnings.length,
    })
  if (output !== undefined) {
    const place = await createFileOutput(output)
    await place.write(kind === 'json' ? json() : pageMarkdown('Agreement with gold codes', sections()))
    await place.finish()
    terminal.stderr.write(`${terminal.err.green('done')}  ${output}\n`)
  }
  if (options.json) terminal.stdout.write(json())
  else if (output === undefined) terminal.stdout.write(pageText(sections(), terminal))
}

const say = (text: string, { stderr, err }: Terminal) => stderr.write(`${err.dim(`note: ${text}`)}\n`)

function kindOf(output: string): 'markdown' | 'json' {
  const extension = extensionOf(output)
  if (extension === 'json') return 'json'
  if (extension === 'md' || extension === 'markdown') return 'markdown'
  throw usage(
    `there is no way to write an evaluation as "${output}"`,
    'name a file that ends in .md or .json',
  )
}

/** What `--json` tells: everything, and of the notes with errors as many as are asked for. */
const toldIn = (evaluation: Evaluation, errors: number) => ({
  ...evaluation,
  notesWithErrors: evaluation.errors.length,
  errors: evaluation.errors.slice(0, errors),
})

/** What one side does not tell cannot be scored: which side, and why. */
function whyNotScored({ notScored }: Evaluation, gold: CodesFile, coded: CodesFile): string[] {
  if (notScored.length === 0) return []
  return (
    [
      ['gold', gold],
      ['coded', coded],
    ] as const
  ).flatMap(([side, { notes, format }]) => {
    const lacks = notScored.some((name) => notes.every(({ codes }) => codes[name] === undefined))
    return lacks
      ? [`${side} does not tell them${format === 'ndjson' ? '' : ', having no columns for them'}`]
      : []
  })
}
