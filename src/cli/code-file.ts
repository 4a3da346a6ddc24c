/** Codes one job: opens its input, runs the batch, says what came of it. */
import { existsSync } from 'node:fs'
import {
  type Checkpoint,
  identityOf,
  readCheckpoint,
  removeCheckpoint,
  writeCheckpoint,
} from '../batch/checkpoint.ts'
import { codeHandful } from '../batch/code-handful.ts'
import { codeRows, type Tally } from '../batch/code-rows.ts'
import { createPool, type Pool } from '../batch/pool.ts'
import type { Coder } from '../coder.ts'
import { isContainer } from '../files/format.ts'
import {
  createFileOutput,
  createStreamOutput,
  createWriter,
  type Format,
  formatOfPath,
  type Output,
  openTables,
  type Table,
  type WriteOptions,
} from '../files/index.ts'
import { nameOf, sizeOf } from '../files/input.ts'
import { checkpointPath, isSpecial, partialPath, ReaderGone, rejectedPath } from '../files/output.ts'
import { createRejectedFile, type RejectedFile } from '../files/rejected.ts'
import type { RejectedRow } from '../files/row.ts'
import { version } from '../version.ts'
import { Exit, usage } from './failure.ts'
import { type FileJob, nameOfInput } from './file-job.ts'
import { onInterrupt } from './interrupt.ts'
import { followUpsOf } from './open-taxonomy.ts'
import { type Progress, startProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { counted, duration } from './words.ts'
import type { WorkerJob } from './worker.ts'

/** Codes a job. Gives the exit status; throws when nothing could be done, and leaves nothing behind then. */
export async function codeFile(job: FileJob, coder: Coder, terminal: Terminal): Promise<number> {
  const { inputs, options } = job
  const started = performance.now()
  const interrupt = onInterrupt()
  const shown =
    terminal.watched &&
    options.quiet !== true &&
    !(job.output === '-' && 'isTTY' in terminal.stdout && terminal.stdout.isTTY === true)
  let read = 0
  let progress: Progress | undefined
  let places: Places | undefined
  let close: (() => Promise<void>) | undefined
  const say = (line: string) => (progress ? progress.say(line) : terminal.stderr.write(`${line}\n`))
  const notice = (text: string) => {
    if (options.quiet !== true) say(terminal.err.dim(`note: ${text}`))
  }
  try {
    const total = await totalOf(inputs)
    const { columns, encoding, delimiter, format } = options
    const table = await openTables(inputs, {
      columns,
      encoding,
      delimiter,
      format,
      sheets: options.sheet,
      notice,
      signal: interrupt.signal,
      stdin: terminal.stdin,
      onBytes: (count) => {
        read += count
        progress?.bytes(count)
      },
    })
    const writing = writeOptionsOf(job, coder, table, (text) => notice(`${nameOfInput(job)}: ${text}`))
    const writer = createWriter(table, writing)
    places = await openPlaces(job, coder, writing.format, terminal, notice)
    const { output, rejected, checkpoint, after } = places
    progress = startProgress(nameOfInput(job), total, terminal, shown, after?.tally)
    progress.bytes(read)
    if (after === undefined) await output.write(writer.head())
    const coding = codingOf(job, coder, table, writing, writer)
    close = coding.close
    const tally = await codeRows({
      ...coding,
      rows: table.rows,
      ...(after && { after: after.tally }),
      signal: interrupt.signal,
      progress: progress.rows,
      write: output.write,
      reject: async (row) => {
        say(rejectedText(nameOfInput(job), row, terminal))
        await rejected?.add(row)
      },
      ...(checkpoint && { settled: checkpoint.settled }),
    })
    progress.stop()
    progress = undefined
    if (tally.interrupted) {
      await checkpoint?.write(tally)
      const partial = await output.interrupt()
      const kept = await rejected?.interrupt()
      terminal.stderr.write(`${summary(job, tally, partial, kept, performance.now() - started, terminal)}\n`)
      if (checkpoint) notice('the same command with --resume goes on from here')
      return interrupt.status()
    }
    const packing = shown && isContainer(writing.format)
    if (packing) terminal.stderr.write(`writing ${job.output}`)
    const told = await output.finish()
    if (packing) terminal.stderr.write('\r\u001b[K')
    for (const one of told) notice(one)
    const hasRejected = (await rejected?.finish()) === true
    await checkpoint?.remove()
    if (!hasRejected && places.rejectedPath !== undefined && existsSync(places.rejectedPath))
      notice(`${places.rejectedPath} is of an earlier run: this one has no rows that could not be read`)
    if (options.quiet !== true) {
      const where = job.output === '-' ? undefined : job.output
      const kept = hasRejected ? places.rejectedPath : undefined
      terminal.stderr.write(`${summary(job, tally, where, kept, performance.now() - started, terminal)}\n`)
    }
    return tally.rejected > 0 ? Exit.someRejected : Exit.done
  } catch (error) {
    progress?.stop()
    // Whoever read our output has had enough: that is no failure of ours.
    if (error instanceof ReaderGone) {
      await places?.rejected?.finish()
      return Exit.done
    }
    const kept = places !== undefined && (await leave(places))
    if (kept) notice(`what was done is kept in ${partialPath(job.output)}: --resume goes on with it`)
    if (interrupt.signal.aborted) return interrupt.status()
    throw error
  } finally {
    await close?.()
    interrupt.release()
  }
}

/** After a failure: hours of work are kept if there is a checkpoint to go on from; else nothing stays. */
async function leave({ output, rejected, checkpoint }: Places): Promise<boolean> {
  if (checkpoint?.isThere()) {
    // A disk that is full takes no more; what the checkpoint counts is there.
    await output.interrupt().catch(() => {})
    await rejected?.interrupt().catch(() => {})
    return true
  }
  await output.abandon()
  await rejected?.abandon()
  return false
}

/** Bytes of all inputs; undefined where one of them is a stream. */
async function totalOf(inputs: readonly string[]): Promise<number | undefined> {
  const sizes = await Promise.all(inputs.map(sizeOf))
  return sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0)
}

const formatOfOutput = (output: string) => (output === '-' ? undefined : formatOfPath(output))

function writeOptionsOf(
  { output, options }: FileJob,
  { taxonomy }: Coder,
  table: Table,
  notice: (text: string) => void,
): WriteOptions {
  const ids = (categories: readonly { readonly id: string }[]) => categories.map(({ id }) => id)
  const wide = { reasons: ids(taxonomy.reasons), outcomes: ids(taxonomy.outcomes) }
  return {
    format: options.to ?? formatOfOutput(output) ?? table.format,
    noText: !options.text,
    redacted: options.redact === true,
    followUps: followUpsOf(taxonomy),
    ...(options.wide && { wide }),
    notice,
  }
}

/** Where rows are coded: here, or in as many threads as are asked for. */
function codingOf(
  { options }: FileJob,
  coder: Coder,
  { format, columns, style }: Table,
  { notice: _, ...writing }: WriteOptions,
  writer: ReturnType<typeof createWriter>,
): Pick<Pool, 'code'> & Partial<Pool> {
  const { workers = 1, taxonomy, learned, redact } = options
  if (workers === 1) return { code: async (rows) => codeHandful(rows, coder, writer) }
  const { delimiter, newline } = style
  const job: WorkerJob = {
    coder: { learned, ...(taxonomy !== undefined && { taxonomy }), ...(redact && { redact }) },
    table: { format, columns, style: { delimiter, newline, mark: false } },
    options: writing,
  }
  return createPool(workers, job)
}

interface Places {
  readonly output: Output
  readonly rejected?: RejectedFile
  readonly rejectedPath?: string
  readonly checkpoint?: Checkpoints
  /** Where the run goes on. */
  readonly after?: Checkpoint | undefined
}

interface Checkpoints {
  readonly settled: (tally: Tally) => Promise<void>
  readonly write: (tally: Tally) => Promise<void>
  readonly remove: () => Promise<void>
  /** Is there one to go on from, of this run or of the one before? */
  readonly isThere: () => boolean
}

/** Milliseconds between two checkpoints: what a kill may cost. */
const between = 1000

async function openPlaces(
  job: FileJob,
  coder: Coder,
  format: Format,
  terminal: Terminal,
  notice: (text: string) => void,
): Promise<Places> {
  const { output: path, inputs, options } = job
  const streamed = path === '-' || (await isSpecial(path))
  const rejectedAt = options.rejected ?? (streamed ? undefined : rejectedPath(path))
  const container = isContainer(format) ? format : undefined
  const resumable = !streamed && !inputs.includes('-')
  if (options.resume && !resumable)
    throw usage('--resume needs files to read and to write', 'name them, and the output with -o')
  const identity = resumable ? await identityOf(inputs, settingsOf(job, coder, format)) : undefined
  const [state, partial] = [checkpointPath(path), partialPath(path)]
  const after =
    options.resume && identity !== undefined ? await readCheckpoint(state, partial, identity) : undefined
  if (options.resume && after === undefined) notice(`${path}: nothing to go on with: begun afresh`)
  if (!options.resume && resumable && existsSync(state) && existsSync(partial))
    notice(`${partial} of an unfinished run is replaced (--resume would have gone on)`)
  if (path === '-' && container !== undefined && 'isTTY' in terminal.stdout && terminal.stdout.isTTY)
    throw usage(`a terminal cannot show ${container}`, 'name a file with -o')
  const output =
    path === '-'
      ? await createStreamOutput(terminal.stdout, container)
      : await createFileOutput(path, { from: after?.output, container })
  const rejected =
    rejectedAt === undefined
      ? undefined
      : await createRejectedFile(rejectedAt, {
          // What could not be read has no columns, so nobody can tell what in it is a name.
          noText: !options.text || options.redact === true,
          withSource: inputs.length > 1 || (options.sheet?.length ?? 0) > 0,
          from: after?.rejected,
        })
  let isThere = after !== undefined
  const write = async (tally: Tally) => {
    const good = await output.secure()
    if (good === undefined || identity === undefined) return
    await writeCheckpoint(state, {
      ...identity,
      output: good,
      rejected: (await rejected?.secure()) ?? 0,
      tally,
    })
    isThere = true
  }
  let last = performance.now()
  const checkpoint: Checkpoints = {
    write,
    settled: async (tally) => {
      if (performance.now() - last < between) return
      await write(tally)
      last = performance.now()
    },
    remove: () => removeCheckpoint(state),
    isThere: () => isThere,
  }
  return {
    output,
    ...(rejected && rejectedAt !== undefined && { rejected, rejectedPath: rejectedAt }),
    ...(resumable && { checkpoint }),
    after,
  }
}

/** All that the output depends on, but for the files themselves. Workers make no difference. */
function settingsOf({ options }: FileJob, { taxonomy }: Coder, format: Format): unknown {
  const { columns, sheet, format: from, learned, wide, text, redact, encoding, delimiter } = options
  return {
    version,
    taxonomy: taxonomy.digest,
    format,
    columns,
    sheet,
    from,
    learned,
    wide,
    text,
    redact,
    encoding,
    delimiter,
  }
}

/** How many rows have something identifying in their notes, and what to do about it; never what. */
function identifying({ identifying }: Tally, { options }: FileJob): readonly string[] {
  if (identifying === 0) return []
  const rows = counted(identifying, 'row')
  if (options.redact === true) return [`${rows} with something identifying masked`]
  return [`${rows} with something identifying${options.text ? ' (--redact masks it)' : ''}`]
}

/** Which row, on which line, and why; never what it says. */
function rejectedText(name: string, { source, number, line, why }: RejectedRow, { err }: Terminal): string {
  return `${err.yellow('not read:')} ${source === undefined ? name : nameOf(source)}: row ${number} (line ${line}): ${why}`
}

function summary(
  job: FileJob,
  tally: Tally,
  where: string | undefined,
  rejectedAt: string | undefined,
  milliseconds: number,
  { err }: Terminal,
): string {
  const head = [nameOfInput(job), where].filter((part) => part !== undefined).join(' → ')
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
