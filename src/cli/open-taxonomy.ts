/** A taxonomy as somebody names it: a folder, a YAML file that extends one, or the id of one that comes with the package. */
import { stat } from 'node:fs/promises'
import { systemCode } from '../files/failure.ts'
import { loadTaxonomy } from '../files/load-taxonomy.ts'
import { createCoder } from '../index.ts'
import { JotcodeError } from '../model/issue.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import { usage } from './failure.ts'

/**
 * @param name a folder, a YAML file or a packaged id; left out, the bundled one
 * @throws JotcodeError when there is none, or it has errors
 */
export async function openTaxonomy(name?: string): Promise<Taxonomy> {
  if (name === undefined) return createCoder().taxonomy
  if ((await isFolder(name)) || /\.ya?ml$/i.test(name)) return loadTaxonomy(name)
  const packaged = /^[a-z0-9-]+$/.test(name) ? await packagedTaxonomy(name) : undefined
  if (packaged) return packaged
  const message = `there is no taxonomy "${name}"`
  const hint =
    'name a folder with taxonomy.yaml in it, a YAML file that extends one, or the id of a taxonomy that comes with jotcode'
  throw new JotcodeError([{ code: 'unknown-taxonomy', severity: 'error', message, hint }])
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
}

async function packagedTaxonomy(id: string): Promise<Taxonomy | undefined> {
  try {
    const module: { readonly default: Taxonomy } = await import(`#taxonomies/${id}`)
    return module.default
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_IMPORT_NOT_DEFINED') return undefined
    throw error
  }
}

/** The outcome categories that stand for seeing the patient again: those of which one item can swallow another. */
export function followUpsOf(taxonomy: Taxonomy): ReadonlySet<string> {
  return new Set(taxonomy.rules.swallows.map(({ code }) => code))
}

/** The taxonomy asked for, else the one that the records name, else the bundled one. */
export async function taxonomyOfRecords(
  named: readonly string[],
  asked: string | undefined,
): Promise<Taxonomy> {
  const [name] = named
  if (asked !== undefined || name === undefined) return openTaxonomy(asked)
  try {
    return await openTaxonomy(name)
  } catch (error) {
    if (!(error instanceof JotcodeError) || error.issues[0]?.code !== 'unknown-taxonomy') throw error
    throw usage(
      `the records were coded by the taxonomy "${name}", which does not come with jotcode`,
      'say where it is: --taxonomy FOLDER',
    )
  }
}
