/** Invented notes for tests that need many: the texts of `corpus/cases` and `corpus/misses`, and those of the sample log. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { root } from './taxonomies.ts'

const textLine = /^(?:reason|outcome|note): (.+?)(?: ==> .*)?$/gm

const written = ['cases', 'misses'].flatMap((name) => {
  const folder = join(root, 'corpus', name)
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'))
  return files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(textLine)].map(([, text]) => text as string),
  )
})

interface Row {
  readonly reason?: string
  readonly outcome?: string
}
const log = readFileSync(join(root, 'corpus', 'dorset', 'sample.csv'), 'utf8')
const logged = Papa.parse<Row>(log, { header: true }).data.flatMap(({ reason = '', outcome = '' }) => [
  reason,
  outcome,
])

export const notes: readonly string[] = [...written, ...logged.filter((text) => text !== '')]
