/** `jotcode code FILE...`: codes whole files. */
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { codedPath } from '../files/index.ts'
import { type Coder, createCoder } from '../index.ts'
import { codeFile } from './code-file.ts'
import { Exit, usage } from './failure.ts'
import type { CodeOptions, FileJob } from './file-job.ts'
import { followUpsOf, isFolder, openTaxonomy } from './open-taxonomy.ts'
import { parseColumns, parseDelimiter, parseEncoding, parseFormat } from './options.ts'
import { preflight } from './preflight.ts'
import type { Terminal } from './terminal.ts'

const examples = `
Examples:
  jotcode code log.csv                        writes log.coded.csv
  jotcode code log.csv -o coded.ndjson        full records, one JSON object a line
  jotcode code log.csv --columns reason="Why seen",outcome=Plan
  jotcode code log.csv --redact -o share.csv  the same with names and the like masked: pt ████, low mood
  cat log.ndjson | jotcode code - --format ndjson > coded.ndjson

Exit status: 0 done; 1 done, but some rows could not be read; 2 nothing done; 130 interrupted (OUT.partial is kept).`

export function codeCommand(terminal: Terminal, end: (status: number) => void): Command {
  return new Command('code')
    .summary('code files: CSV, TSV, NDJSON')
    .description(
      'Codes every row of the files. CSV and TSV get the codes as columns after their own; NDJSON gets a record a line.',
    )
    .argument('<file...>', 'files to code; - is the standard input')
    .option(
      '-o, --output <out>',
      'where to write: a file, - for the standard output, or a folder for several files',
    )
    .option('--taxonomy <folder|id>', 'the taxonomy to code with')
    .option('--no-learned', 'leave out the second reader, which proposes codes for words that no rule read')
    .option('--columns <field="Header",...>', 'which column is which field', parseColumns)
    .addOption(
      new Option('--format <format>', 'what the input is: csv, tsv or ndjson').argParser(parseFormat),
    )
    .addOption(
      new Option('--to <format>', 'what the output is; otherwise as its name or the input says').argParser(
        parseFormat,
      ),
    )
    .option('--encoding <encoding>', 'of the input: utf-8, utf-16le, utf-16be or windows-1252', parseEncoding)
    .option(
      '--delimiter <delimiter>',
      'of the input: comma, semicolon, tab, pipe or any character',
      parseDelimiter,
    )
    .option('--no-text', 'leave every free text out of the output')
    .option(
      '--redact',
      'mask what looks identifying (names, numbers, addresses, dates of birth) in every column but date and minutes',
    )
    .option('--rejected <file>', 'where to keep rows that could not be read (OUT.rejected.csv)')
    .option('--quiet', 'say nothing but errors')
    .addHelpText('after', examples)
    .action(async (files: readonly string[], options: CodeOptions) => {
      end(await codeFiles(files, options, terminal))
    })
}

/** Codes the files one after the other. Gives the exit status. */
async function codeFiles(
  files: readonly string[],
  options: CodeOptions,
  terminal: Terminal,
): Promise<number> {
  const outputs = await outputsOf(files, options.output)
  if (options.rejected !== undefined && files.length > 1)
    throw usage(
      '--rejected names one file for several inputs',
      'leave it out: each output gets its own OUT.rejected.csv',
    )
  const jobs = files.map(
    (input, i): FileJob => ({ input, output: outputs[i] ?? '-', inputs: files, options }),
  )
  await preflight(jobs)
  const { taxonomy, learned, redact = false } = options
  const coder: Coder = createCoder({
    ...(taxonomy !== undefined && { taxonomy: await openTaxonomy(taxonomy) }),
    learned,
    redact,
  })
  const followUps = followUpsOf(coder.taxonomy)
  let status: number = Exit.done
  for (const job of jobs) {
    const ended = await codeFile(job, coder, followUps, terminal)
    if (ended >= Exit.interrupted) return ended
    status = Math.max(status, ended)
  }
  return status
}

/** An output for each input; `-` is the standard output. */
async function outputsOf(files: readonly string[], output: string | undefined): Promise<readonly string[]> {
  if (files.filter((file) => file === '-').length > 1)
    throw usage('the standard input can be read only once', 'name - only once')
  if (output === undefined) return files.map((file) => (file === '-' ? '-' : codedPath(file)))
  if (output !== '-' && (await isFolder(output)))
    return files.map((file) => join(output, file === '-' ? 'coded.ndjson' : codedName(file)))
  if (files.length > 1)
    throw usage(
      '-o names one file for several inputs',
      'name a folder that exists, or leave -o out: each gets FILE.coded',
    )
  return [output]
}

const codedName = (file: string) => codedPath(file).split(/[\\/]/).at(-1) ?? 'coded'
