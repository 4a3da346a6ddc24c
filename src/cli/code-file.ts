/** Codes one file: opens it, runs the batch, says what came of it. */
import { existsSync } from 'node:fs'
import { type Coder, codeRows, type Tally } from '../batch/code-rows.ts'
import { createFileOutput, createStreamOutput, formatOfPath, type Output, openTable } from '../files/index.ts'
import { nameOf, sizeOf } from '../files/input.ts'
import { isSpecial, ReaderGone, rejectedPath } from '../files/output.ts'
import { createRejectedFile, type RejectedFile } from '../files/rejected.ts'
import type { RejectedRow } from '../files/row.ts'
import { createWriter } from '../files/write.ts'
import { Exit } from './failure.ts'
import type { FileJob } from './file-job.ts'
import { onInterrupt } from './interrupt.ts'
import { type Progress, startProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { counted, duration } from './words.ts'

/** Codes a file. Gives the exit status; throws when nothing could be done, and leaves nothing behind then. */
export async function codeFile(
  job: FileJob,
  coder: Coder,
  followUps: ReadonlySet<string>,
  terminal: Terminal,
): Promise<number> {
  const { input, options } = job
  const started = performance.now()
  const interrupt = onInterrupt()
  const shown =
    terminal.watched &&
    options.quiet !== true &&
    !(job.output === '-' && 'isTTY' in terminal.stdout && terminal.stdout.isTTY === true)
  let read = 0
  let progress: Progress | undefined
  let opened: Places | undefined
  const say = (line: string) => (progress ? progress.say(line) : terminal.stderr.write(`${line}\n`))
  const notice = (text: string) => {
    if (options.quiet !== true) say(terminal.err.dim(`note: ${text}`))
  }
  try {
    const total = await sizeOf(input)
    const { columns, encoding, delimiter, format } = options
    const table = await openTable(input, {
      columns,
      encoding,
      delimiter,
      format,
      notice,
      signal: interrupt.signal,
      stdin: terminal.stdin,
      onBytes: (count) => {
        read += count
        progress?.bytes(count)
      },
    })
    const writer = createWriter(table, {
      format: options.to ?? formatOfOutput(job.output) ?? table.format,
      noText: !options.text,
      redacted: options.redact === true,
      followUps,
      notice: (text) => notice(`${nameOf(input)}: ${text}`),
    })
    const places = await openPlaces(job, terminal)
    opened = places
    progress = startProgress(nameOf(input), total, terminal, shown)
    progress.bytes(read)
    await places.output.write(writer.head())
    const tally = await codeRows({
      coder,
      rows: table.rows,
      signal: interrupt.signal,
      progress: progress.rows,
      write: (row, record) => places.output.write(writer.row(row, record)),
      reject: async (row) => {
        say(rejectedText(nameOf(input), row, terminal))
        await places.rejected?.add(row)
      },
    })
    progress.stop()
    progress = undefined
    const hasRejected = (await places.rejected?.finish()) === true
    if (!hasRejected && places.rejectedPath !== undefined && existsSync(places.rejectedPath))
      notice(`${places.rejectedPath} is of an earlier run: this one has no rows that could not be read`)
    const partial = tally.interrupted ? await places.output.interrupt() : undefined
    if (!tally.interrupted) await places.output.finish()
    const where = tally.interrupted ? partial : job.output === '-' ? undefined : job.output
    if (options.quiet !== true || tally.interrupted) {
      const kept = hasRejected ? places.rejectedPath : undefined
      terminal.stderr.write(`${summary(job, tally, where, kept, performance.now() - started, terminal)}\n`)
    }
    if (tally.interrupted) return interrupt.status()
    return tally.rejected > 0 ? Exit.someRejected : Exit.done
  } catch (error) {
    progress?.stop()
    // Whoever read our output has had enough: that is no failure of ours.
    if (error instanceof ReaderGone) {
      await opened?.rejected?.finish()
      return Exit.done
    }
    await opened?.output.abandon()
    await opened?.rejected?.abandon()
    if (interrupt.signal.aborted) return interrupt.status()
    throw error
  } finally {
    interrupt.release()
  }
}

interface Places {
  readonly output: Output
  readonly rejected?: RejectedFile
  readonly rejectedPath?: string
}

async function openPlaces({ output, options }: FileJob, terminal: Terminal): Promise<Places> {
  const streamed = output === '-' || (await isSpecial(output))
  const path = options.rejected ?? (streamed ? undefined : rejectedPath(output))
  const place = output === '-' ? createStreamOutput(terminal.stdout) : await createFileOutput(output)
  if (path === undefined) return { output: place }
  // What could not be read has no columns, so nobody can tell what in it is a name.
  const noText = !options.text || options.redact === true
  return { output: place, rejected: createRejectedFile(path, noText), rejectedPath: path }
}

/** How many rows have something identifying in their notes, and what to do about it; never what. */
function identifying({ identifying }: Tally, { options }: FileJob): readonly string[] {
  if (identifying === 0) return []
  const rows = counted(identifying, 'row')
  if (options.redact === true) return [`${rows} with something identifying masked`]
  return [`${rows} with something identifying${options.text ? ' (--redact masks it)' : ''}`]
}

const formatOfOutput = (output: string) => (output === '-' ? undefined : formatOfPath(output))

/** Which row, on which line, and why; never what it says. */
function rejectedText(name: string, { number, line, why }: RejectedRow, { err }: Terminal): string {
  return `${err.yellow('not read:')} ${name}: row ${number} (line ${line}): ${why}`
}

function summary(
  job: FileJob,
  tally: Tally,
  where: string | undefined,
  rejectedAt: string | undefined,
  milliseconds: number,
  { err }: Terminal,
): string {
  const head = [nameOf(job.input), where].filter((part) => part !== undefined).join(' → ')
  const rejected =
    tally.rejected === 0
      ? []
      : [
          `${counted(tally.rejected, 'row')} not read${rejectedAt ? ` (kept in ${rejectedAt})` : ' (name a file with --rejected to keep them)'}`,
        ]
  const facts = [
    `${counted(tally.coded, 'row')} coded`,
    counted(tally.codes, 'code'),
    `${counted(tally.review, 'row')} to review`,
    ...identifying(tally, job),
    ...rejected,
    duration(milliseconds),
  ]
  const mark = tally.interrupted ? err.yellow('interrupted') : err.green('done')
  return `${mark}  ${err.bold(head)}\n      ${facts.join(', ')}`
}
