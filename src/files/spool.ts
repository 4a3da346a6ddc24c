/** A stream put into a file of its own, for formats that cannot be read from front to back. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A folder that only this user can look into; `remove` takes it away again. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'jotcode-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

export async function spool(stream: Readable): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await temporaryFolder()
  const path = join(folder.path, 'input')
  try {
    await pipeline(stream, createWriteStream(path))
  } catch (error) {
    await folder.remove()
    throw error
  }
  return { path, remove: folder.remove }
}
