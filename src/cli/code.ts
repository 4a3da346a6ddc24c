/** `jotcode code FILE...`: codes whole files. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { codedPath, expandGlobs } from '../files/index.ts'
import { codeFile } from './code-file.ts'
import { Exit, usage } from './failure.ts'
import type { CodeOptions, FileJob } from './file-job.ts'
import { openCoder } from './open-coder.ts'
import { isFolder } from './open-taxonomy.ts'
import { parseColumns, parseDelimiter, parseEncoding, parseFormat } from './options.ts'
import { preflight } from './preflight.ts'
import type { Terminal } from './terminal.ts'

const examples = `
Examples:
  jotcode code log.csv                        writes log.coded.csv
  jotcode code log.csv -o coded.ndjson        full records, one JSON object a line
  jotcode code log.xlsx --sheet May            a workbook in, a workbook out
  jotcode code "logs/*.xlsx" -o all.csv       several files in one table, with a column that says which
  jotcode code log.csv --columns reason="Why seen",outcome=Plan
  jotcode code log.csv --workers 4 --resume   on four cores; goes on where a killed run had come to
  jotcode code log.csv --redact -o share.csv  the same with names and the like masked: pt ████, low mood
  cat log.ndjson | jotcode code - --format ndjson > coded.ndjson

Exit status: 0 done; 1 done, but some rows could not be read; 2 nothing done; 130 interrupted (OUT.partial is kept, and\n--resume goes on with it).`

export function codeCommand(terminal: Terminal, end: (status: number) => void): Command {
  return new Command('code')
    .summary('code files: CSV, TSV, NDJSON, XLSX, Parquet')
    .description(
      'Codes every row of the files. Tables keep their columns and get the codes after them; NDJSON gets a record a line.',
    )
    .argument('<file...>', 'files to code, or patterns such as logs/*.csv; - is the standard input')
    .option(
      '-o, --output <out>',
      'where to write: a file (several inputs go into one table), - for the standard output, or a folder',
    )
    .option('--taxonomy <folder|id>', 'the taxonomy to code with')
    .option('--no-learned', 'leave out the second reader, which proposes codes for words that no rule read')
    .option('--columns <field="Header",...>', 'which column is which field', parseColumns)
    .option(
      '--sheet <sheet>',
      'of a workbook: its name or number, "*" for all; may be given several times',
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .addOption(
      new Option('--format <format>', 'what the input is: csv, tsv, ndjson, xlsx or parquet').argParser(
        parseFormat,
      ),
    )
    .addOption(
      new Option('--to <format>', 'what the output is; otherwise as its name or the input says').argParser(
        parseFormat,
      ),
    )
    .option('--wide', 'add a column for every category: 1 where an entry has it, else 0')
    .option('--workers <count>', 'code on so many cores; auto for all there are', parseWorkers)
    .option('--resume', 'go on with OUT.partial of a run that was killed or interrupted')
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

/** `auto`, or a number from 1. */
function parseWorkers(value: string): number {
  if (value === 'auto') return availableParallelism()
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1 || count > 256)
    throw new InvalidArgumentError('use a whole number from 1 to 256, or auto.')
  return count
}

/** Codes the files one after the other. Gives the exit status. */
async function codeFiles(
  named: readonly string[],
  options: CodeOptions,
  terminal: Terminal,
): Promise<number> {
  const files = await expandGlobs(named)
  const jobs = await jobsOf(files, options)
  if (options.rejected !== undefined && jobs.length > 1)
    throw usage(
      '--rejected names one file for several outputs',
      'leave it out: each output gets its own OUT.rejected.csv',
    )
  await preflight(jobs)
  const coder = await openCoder(options)
  let status: number = Exit.done
  for (const job of jobs) {
    const ended = await codeFile(job, coder, terminal)
    if (ended >= Exit.interrupted) return ended
    status = Math.max(status, ended)
  }
  return status
}

/** An output for each input, or one for all of them; `-` is the standard output. */
async function jobsOf(files: readonly string[], options: CodeOptions): Promise<readonly FileJob[]> {
  const { output } = options
  if (files.filter((file) => file === '-').length > 1)
    throw usage('the standard input can be read only once', 'name - only once')
  const job = (inputs: readonly string[], place: string): FileJob => ({
    inputs,
    output: place,
    all: files,
    options,
  })
  const ending = options.to
  const eachTo = (place: (name: string) => string) =>
    files.map((file) => job([file], file === '-' ? place('-') : place(codedPath(file, ending))))
  if (output === undefined) return eachTo((path) => path)
  if (output !== '-' && (await isFolder(output)))
    return eachTo((path) => join(output, path === '-' ? `coded.${ending ?? 'ndjson'}` : baseName(path)))
  return [job(files, output)]
}

const baseName = (path: string) => path.split(/[\\/]/).at(-1) ?? 'coded'
