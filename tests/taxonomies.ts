/** The taxonomies as they stand in `taxonomy/`, and a coder for each; read once for a file of tests. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Coder, coderOf } from '../src/coder.ts'
import { loadTaxonomy } from '../src/files/load-taxonomy.ts'
import type { Taxonomy } from '../src/model/taxonomy.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))
const home = join(root, 'taxonomy')

/** All that name themselves; a folder without a head is there to be extended. */
export const bundled: readonly string[] = readdirSync(home, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(home, entry.name)).includes('taxonomy.yaml'))
  .map((entry) => entry.name)

const taxonomies = new Map<string, Promise<Taxonomy>>()
const coders = new Map<string, Promise<Coder>>()

export function taxonomyOf(name: string): Promise<Taxonomy> {
  return remembered(taxonomies, name, () => loadTaxonomy(join(home, name)))
}

export function coderFor(name: string): Promise<Coder> {
  return remembered(coders, name, async () => coderOf(await taxonomyOf(name)))
}

function remembered<T>(memo: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const known = memo.get(name)
  if (known) return known
  const made = make()
  memo.set(name, made)
  return made
}
