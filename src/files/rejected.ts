/** Keeps the rows that could not be read. */
import { createFileOutput, type Output } from './output.ts'
import type { RejectedRow } from './row.ts'
import { csvLine } from './write.ts'

/** Takes rejected rows; the file exists only if there are any. */
export interface RejectedFile {
  readonly add: (row: RejectedRow) => Promise<void>
  /** Ends the file, whether all was read or not. Gives whether there is one. */
  readonly finish: () => Promise<boolean>
  readonly abandon: () => Promise<void>
}

/**
 * A CSV file of rejected rows: number, line, why, and the row as it stood.
 * @param noText leaves the row itself out
 */
export function createRejectedFile(path: string, noText: boolean): RejectedFile {
  let output: Output | undefined
  const open = async () => {
    const created = await createFileOutput(path)
    await created.write(csvLine(['row', 'line', 'why', ...(noText ? [] : ['text'])], ',', '\n'))
    return created
  }
  return {
    add: async ({ number, line, why, raw }) => {
      output ??= await open()
      await output.write(csvLine([String(number), String(line), why, ...(noText ? [] : [raw])], ',', '\n'))
    },
    finish: async () => {
      await output?.finish()
      return output !== undefined
    },
    abandon: async () => output?.abandon(),
  }
}
