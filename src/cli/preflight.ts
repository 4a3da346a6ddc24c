/** Finds out what is wrong with the files before anything is written. */
import { stat } from 'node:fs/promises'
import { formatOfPath, openTable } from '../files/index.ts'
import { refuseInputs } from '../files/output.ts'
import { usage } from './failure.ts'
import type { FileJob } from './file-job.ts'

/**
 * Checks every input and output; inputs that can be read only once (pipes) are checked when they are coded.
 * @throws JotcodeError for the first that will not do
 */
export async function preflight(jobs: readonly FileJob[]): Promise<void> {
  const places = new Map<string, string>()
  for (const { input, output, inputs, options } of jobs) {
    if (output !== '-') {
      const other = places.get(output)
      if (other !== undefined)
        throw usage(`${other} and ${input} would both be written to ${output}`, 'code them one by one')
      places.set(output, input)
      formatOfPath(output)
      const files = inputs.filter((file) => file !== '-')
      await refuseInputs(output, files)
      if (options.rejected !== undefined) await refuseInputs(options.rejected, files)
    }
    if (input === '-' || jobs.length === 1 || !(await isRegular(input))) continue
    const { columns, encoding, delimiter, format } = options
    const table = await openTable(input, { columns, encoding, delimiter, format })
    await table.rows[Symbol.asyncIterator]().return?.()
  }
}

async function isRegular(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => true,
  )
}
