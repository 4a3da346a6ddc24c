/** Keeps the rows that could not be read. */
import { rm } from 'node:fs/promises'
import { createFileOutput, type Output, partialPath } from './output.ts'
import type { RejectedRow } from './row.ts'
import { csvLine } from './write.ts'

/** Takes rejected rows; the file exists only if there are any. */
export interface RejectedFile {
  readonly add: (row: RejectedRow) => Promise<void>
  /** Makes sure of what was added. Gives the bytes of the unfinished file; 0 where there is none. */
  readonly secure: () => Promise<number>
  /** Ends the file. Gives whether there is one. */
  readonly finish: () => Promise<boolean>
  /** Leaves it unfinished, to go on later. Gives where it is, if there is one. */
  readonly interrupt: () => Promise<string | undefined>
  readonly abandon: () => Promise<void>
}

export interface RejectedOptions {
  /** Leaves the row itself out. */
  readonly noText: boolean
  /** Says which file or sheet a row is of. */
  readonly withSource?: boolean
  /** Goes on with the unfinished file, of which so many bytes are good. */
  readonly from?: number | undefined
}

/** A CSV file of rejected rows: number, line, why, and the row as it stood. */
export async function createRejectedFile(path: string, options: RejectedOptions): Promise<RejectedFile> {
  const { noText, withSource = false, from = 0 } = options
  const cellsOf = (...[source, number, line, why, text]: readonly [string, string, string, string, string]) =>
    csvLine([...(withSource ? [source] : []), number, line, why, ...(noText ? [] : [text])], ',', '\n')
  let output: Output | undefined
  if (from > 0) output = await createFileOutput(path, { from })
  else await rm(partialPath(path), { force: true })
  const opened = async () => {
    const created = await createFileOutput(path)
    await created.write(cellsOf('source', 'row', 'line', 'why', 'text'))
    return created
  }
  return {
    add: async ({ source = '', number, line, why, raw }) => {
      output ??= await opened()
      await output.write(cellsOf(source, String(number), String(line), why, raw))
    },
    secure: async () => (await output?.secure()) ?? 0,
    finish: async () => {
      await output?.finish()
      return output !== undefined
    },
    interrupt: async () => output?.interrupt(),
    abandon: async () => output?.abandon(),
  }
}
