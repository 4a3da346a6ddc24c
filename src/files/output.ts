/** Where the output goes: a file that appears whole or not at all, or a stream. */
import { createReadStream, createWriteStream } from 'node:fs'
import { open, realpath, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { fileFailure, systemCode } from './failure.ts'
import { extensionOf, type Format, formatOfPath } from './format.ts'
import { packCells } from './pack.ts'
import { temporaryFolder } from './spool.ts'

/** Somewhere to write text to. */
export interface Output {
  /** Resolves when there is room for more. Whole lines only. */
  readonly write: (text: string) => Promise<void>
  /** Makes sure of what was written so far. Gives how many bytes of OUT.partial that is; undefined for a stream. */
  readonly secure: () => Promise<number | undefined>
  /** All is written: the file gets its name. Gives what people should know of it. */
  readonly finish: () => Promise<readonly string[]>
  /** Interrupted: what there is stays, as OUT.partial. Gives its path. */
  readonly interrupt: () => Promise<string | undefined>
  /** Failed: nothing stays. */
  readonly abandon: () => Promise<void>
}

/**
 * `log.csv` → `log.coded.csv`: the output of a file for which none is named.
 * @param format what it is to be, where that is not what the input is. A workbook with macros gets one without.
 */
export function codedPath(path: string, format?: Format): string {
  const extension = extensionOf(path)
  const base = extension === '' ? path : path.slice(0, -extension.length - 1)
  const ending = extension === 'xlsm' ? '.xlsx' : path.slice(base.length)
  return `${base}.coded${format === undefined || byFormat(path) === format ? ending : `.${format}`}`
}

/** What a name says, where it says anything that is read. */
function byFormat(path: string): Format | undefined {
  try {
    return formatOfPath(path)
  } catch {
    return undefined
  }
}

export interface OutputOptions {
  /** Goes on with OUT.partial, of which so many bytes are good; left out, begins afresh. */
  readonly from?: number | undefined
  /** The lines are those of a workbook or a Parquet file, which is made of them in the end. */
  readonly container?: 'xlsx' | 'parquet' | undefined
}

export const partialPath = (path: string): string => `${path}.partial`
export const rejectedPath = (path: string): string => `${path}.rejected.csv`
/** Says how far an unfinished run is. */
export const checkpointPath = (path: string): string => `${path}.resume.json`

/** Refuses to write to any of the inputs, also where they are called otherwise (links). */
export async function refuseInputs(output: string, inputs: readonly string[]): Promise<void> {
  const rejected = rejectedPath(output)
  const places = [output, partialPath(output), checkpointPath(output), rejected, partialPath(rejected)]
  for (const path of places) {
    for (const input of inputs) {
      if (await sameFile(path, input))
        throw fileFailure(
          'file-exists',
          'the output would overwrite an input file',
          'name another file with -o',
          { file: path },
        )
    }
  }
}

async function sameFile(one: string, other: string): Promise<boolean> {
  try {
    const [a, b] = await Promise.all([stat(one), stat(other)])
    return a.ino === b.ino && a.dev === b.dev && a.isFile()
  } catch {
    return false
  }
}

/** Is this something to write straight into: a device or a pipe, which must not be renamed over? */
export async function isSpecial(path: string): Promise<boolean> {
  try {
    const stats = await stat(path)
    return !stats.isFile() && !stats.isDirectory()
  } catch {
    return false
  }
}

/**
 * A file that is written beside its place, as OUT.partial, and renamed when all is there.
 * @throws JotcodeError when it cannot be written
 */
export async function createFileOutput(path: string, options: OutputOptions = {}): Promise<Output> {
  const { from = 0, container } = options
  if (await isSpecial(path)) return createStreamOutput(createWriteStream(path), container)
  const place = await targetOf(path)
  const partial = partialPath(place)
  if (from > 0) await attempt(path, () => truncate(partial, from))
  const handle = await attempt(path, () => open(partial, from > 0 ? 'a' : 'w'))
  let written = from
  const text = new Gathered(async (gathered) => {
    await attempt(path, () => handle.writeFile(gathered))
    written += Buffer.byteLength(gathered)
  })
  let open_ = true
  const close = async (flush: boolean) => {
    if (!open_) return
    open_ = false
    try {
      if (flush) {
        await text.flush()
        await attempt(path, () => handle.sync())
      }
    } finally {
      await handle.close()
    }
  }
  return {
    write: (more) => text.add(more),
    secure: async () => {
      await text.flush()
      await attempt(path, () => handle.datasync())
      return written
    },
    finish: async () => {
      await close(true)
      if (container === undefined) {
        await attempt(path, () => rename(partial, place))
        return []
      }
      const whole = `${partial}.${container}`
      try {
        const told = await attempt(path, () => packCells(partial, whole, container))
        await attempt(path, () => rename(whole, place))
        await rm(partial, { force: true })
        return told
      } finally {
        await rm(whole, { force: true })
      }
    },
    interrupt: async () => {
      await close(true)
      return partial
    },
    abandon: async () => {
      await close(false)
      await rm(partial, { force: true })
    },
  }
}

/** Bytes that are there already, as a file that appears whole or not at all. */
export async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  const place = await targetOf(path)
  const partial = partialPath(place)
  await attempt(path, () => writeFile(partial, bytes))
  await attempt(path, () => rename(partial, place))
}

/** A link is written through, not replaced. A folder is no file. */
async function targetOf(path: string): Promise<string> {
  try {
    const place = await realpath(path)
    if ((await stat(place)).isDirectory())
      throw fileFailure('file-unreadable', 'the output is a folder', 'name a file in it', { file: path })
    return place
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return path
    throw error
  }
}

async function attempt<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    const hint = {
      ENOENT: 'its folder does not exist',
      ENOSPC: 'the disk is full',
      EACCES: 'you may not write there',
    }[code]
    throw fileFailure(
      'file-unreadable',
      `the output cannot be written (${code})`,
      hint ?? 'name another file with -o',
      {
        file: path,
      },
    )
  }
}

/** Thrown by a stream output whose reader has gone, as `head` does when it has enough. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone'
}

/**
 * A stream, such as the standard output: waits while it is full.
 * @param container what the lines are to be made into, which is written when all are there
 */
export async function createStreamOutput(stream: Writable, container?: 'xlsx' | 'parquet'): Promise<Output> {
  return container === undefined ? lineOutput(stream) : containerOutput(stream, container)
}

function lineOutput(stream: Writable): Output {
  const text = new Gathered(sender(stream))
  const flush = () => text.flush()
  return {
    write: (more) => text.add(more),
    secure: async () => undefined,
    finish: async () => {
      await flush()
      return []
    },
    interrupt: async () => {
      await flush()
      return undefined
    },
    abandon: async () => undefined,
  }
}

async function containerOutput(stream: Writable, container: 'xlsx' | 'parquet'): Promise<Output> {
  const send = sender(stream)
  const folder = await temporaryFolder()
  const path = join(folder.path, `out.${container}`)
  const output = await createFileOutput(path, { container })
  return {
    write: output.write,
    secure: async () => undefined,
    finish: async () => {
      try {
        const told = await output.finish()
        for await (const piece of createReadStream(path)) await send(piece)
        return told
      } finally {
        await folder.remove()
      }
    },
    interrupt: async () => {
      await output.abandon()
      await folder.remove()
      return undefined
    },
    abandon: async () => {
      await output.abandon()
      await folder.remove()
    },
  }
}

function sender(stream: Writable): (piece: string | Uint8Array) => Promise<void> {
  let failure: Error | undefined
  const onError = (error: Error) => {
    failure = systemCode(error) === 'EPIPE' ? new ReaderGone('the reader of the output has gone') : error
  }
  stream.on('error', onError)
  return (piece) =>
    new Promise<void>((resolve, reject) => {
      if (failure) return reject(failure)
      // The callback comes when the text has been handed on, which is the back-pressure.
      stream.write(piece, (error) => {
        if (error) onError(error)
        if (failure) reject(failure)
        else resolve()
      })
    })
}

/** Gathers lines into pieces worth a system call. */
class Gathered {
  private lines: string[] = []
  private length = 0
  private readonly send: (text: string) => Promise<void>

  constructor(send: (text: string) => Promise<void>) {
    this.send = send
  }

  async add(text: string): Promise<void> {
    this.lines.push(text)
    this.length += text.length
    if (this.length >= 1 << 17) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.length === 0) return
    const text = this.lines.join('')
    this.lines = []
    this.length = 0
    await this.send(text)
  }
}
