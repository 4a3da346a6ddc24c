/** Finds out what is wrong with the files before anything is written. */
import { stat } from 'node:fs/promises'
import { formatOfPath, openTables } from '../files/index.ts'
import { refuseInputs } from '../files/output.ts'
import { usage } from './failure.ts'
import { type FileJob, nameOfInput } from './file-job.ts'

/**
 * Checks every input and output; inputs that can be read only once (pipes) are checked when they are coded.
 * @throws JotcodeError for the first that will not do
 */
export async function preflight(jobs: readonly FileJob[]): Promise<void> {
  const places = new Map<string, string>()
  for (const job of jobs) {
    const { inputs, output, all, options } = job
    if (output !== '-') {
      const other = places.get(output)
      if (other !== undefined)
        throw usage(
          `${other} and ${nameOfInput(job)} would both be written to ${output}`,
          'code them one by one',
        )
      places.set(output, nameOfInput(job))
      formatOfPath(output)
      const files = all.filter((file) => file !== '-')
      await refuseInputs(output, files)
      if (options.rejected !== undefined) await refuseInputs(options.rejected, files)
    }
    // A single job finds out for itself when it begins.
    if (jobs.length === 1) continue
    for (const input of inputs) {
      if (input === '-' || !(await isRegular(input))) continue
      const { columns, encoding, delimiter, format, sheet: sheets } = options
      const table = await openTables([input], { columns, encoding, delimiter, format, sheets })
      await table.rows[Symbol.asyncIterator]().return?.()
    }
  }
}

async function isRegular(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => true,
  )
}
