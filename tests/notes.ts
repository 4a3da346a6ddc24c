/** Invented notes for tests that need many: the texts of `corpus/cases` and `corpus/misses`. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './taxonomies.ts'

const textLine = /^(?:reason|outcome|note): (.+?)(?: ==> .*)?$/gm

export const notes: readonly string[] = ['cases', 'misses'].flatMap((name) => {
  const folder = join(root, 'corpus', name)
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'))
  return files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(textLine)].map(([, text]) => text as string),
  )
})
