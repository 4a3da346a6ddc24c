/** Where the output goes: a file that appears whole or not at all, or a stream. */
import { createWriteStream } from 'node:fs'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { fileFailure, systemCode } from './failure.ts'
import { extensionOf } from './format.ts'

/** Somewhere to write text to. */
export interface Output {
  /** Resolves when there is room for more. Whole lines only. */
  readonly write: (text: string) => Promise<void>
  /** All is written: the file gets its name. */
  readonly finish: () => Promise<void>
  /** Interrupted: what there is stays, as OUT.partial. Gives its path. */
  readonly interrupt: () => Promise<string | undefined>
  /** Failed: nothing stays. */
  readonly abandon: () => Promise<void>
}

/** `log.csv` → `log.coded.csv`: the output of a file for which none is named. */
export function codedPath(path: string): string {
  const extension = extensionOf(path)
  if (extension === '') return `${path}.coded`
  const base = path.slice(0, -extension.length - 1)
  return `${base}.coded${path.slice(base.length)}`
}

export const partialPath = (path: string): string => `${path}.partial`
export const rejectedPath = (path: string): string => `${path}.rejected.csv`

/** Refuses to write to any of the inputs, also where they are called otherwise (links). */
export async function refuseInputs(output: string, inputs: readonly string[]): Promise<void> {
  for (const path of [output, partialPath(output), rejectedPath(output), partialPath(rejectedPath(output))]) {
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
export async function createFileOutput(path: string): Promise<Output> {
  if (await isSpecial(path)) return createStreamOutput(createWriteStream(path))
  const place = await targetOf(path)
  const partial = partialPath(place)
  const handle = await attempt(path, () => open(partial, 'w'))
  const text = new Gathered((gathered) => attempt(path, () => handle.writeFile(gathered)))
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
    finish: async () => {
      await close(true)
      await attempt(path, () => rename(partial, place))
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

/** A stream, such as the standard output: waits while it is full. */
export function createStreamOutput(stream: Writable): Output {
  let failure: Error | undefined
  const onError = (error: Error) => {
    failure = systemCode(error) === 'EPIPE' ? new ReaderGone('the reader of the output has gone') : error
  }
  stream.on('error', onError)
  const send = (gathered: string) =>
    new Promise<void>((resolve, reject) => {
      if (failure) return reject(failure)
      // The callback comes when the text has been handed on, which is the back-pressure.
      stream.write(gathered, (error) => {
        if (error) onError(error)
        if (failure) reject(failure)
        else resolve()
      })
    })
  const text = new Gathered(send)
  const flush = () => text.flush()
  return {
    write: (more) => text.add(more),
    finish: flush,
    interrupt: async () => {
      await flush()
      return undefined
    },
    abandon: async () => undefined,
  }
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
