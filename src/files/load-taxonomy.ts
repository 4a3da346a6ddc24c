/** A taxonomy from its folder. */
import { readFileSync } from 'node:fs'
import { access, readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { extendedBy, type ReadResult, readTaxonomy, type TaxonomyTexts } from '../lexicon/read.ts'
import { JotcodeError } from '../model/issue.ts'
import { type Learned, learnedKey } from '../model/learned.ts'
import type { Taxonomy } from '../model/taxonomy.ts'

/**
 * Reads and checks a taxonomy.
 * @param folder where its YAML files are, in any depth; or one YAML file, which is all of it (and may extend others)
 * @throws JotcodeError with everything that is wrong, each with file, line and column
 */
export async function loadTaxonomy(folder: string): Promise<Taxonomy> {
  const { taxonomy, issues } = await inspectTaxonomy(folder)
  if (!taxonomy) throw new JotcodeError(issues.filter((issue) => issue.severity === 'error'))
  return taxonomy
}

/**
 * The same, with warnings too, and without throwing because of what the files say.
 * @throws JotcodeError when there is no such folder
 */
export async function inspectTaxonomy(folder: string): Promise<ReadResult> {
  const own = isYaml(folder) ? await textOf(folder) : await textsIn(folder)
  if (Object.keys(own).length === 0) throw missing(folder)
  const result = readTaxonomy(own, { library: await libraryFor(own, folder) })
  if (result.taxonomy) await attachLearned(result.taxonomy, own, folder)
  return result
}

/** The weights of the second reader, and the vectors under them. */
export const learnedFile = 'learned.json'
const vectorsFile = join('general', 'vectors.txt')

/** Gives a taxonomy what was learned for it, or for the first taxonomy that it extends; read when it is asked for. */
async function attachLearned(taxonomy: Taxonomy, own: TaxonomyTexts, folder: string): Promise<void> {
  const packaged = await packagedTaxonomies()
  const extended = extendedBy(own).filter((name) => /^[a-z0-9-]+$/.test(name))
  const folders = [folder, ...extended.flatMap((name) => [join(dirname(folder), name), join(packaged, name)])]
  for (const one of folders) {
    const path = join(one, learnedFile)
    if (!(await exists(path))) continue
    const learned = (): Learned => ({
      weights: readFileSync(path, 'utf8'),
      vectors: readFileSync(join(packaged, vectorsFile), 'utf8'),
      isOverruled: one !== folder && isCalibrated(own),
    })
    Object.defineProperty(taxonomy, learnedKey, { value: learned })
    return
  }
}

const isCalibrated = (texts: TaxonomyTexts): boolean =>
  Object.values(texts).some((text) => /^calibration:/m.test(text))

/** The word vectors that come with the package. */
export async function readVectors(): Promise<string> {
  return readFile(join(await packagedTaxonomies(), vectorsFile), 'utf8')
}

const isYaml = (path: string) => /\.ya?ml$/i.test(path)

async function textOf(path: string): Promise<TaxonomyTexts> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    // A folder may be called so, too.
    if (error.code === 'EISDIR') return undefined
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw missing(path)
    throw error
  })
  return text === undefined ? textsIn(path) : { [path]: text }
}

/** The folders of all taxonomies that are extended, and of those that they extend. */
async function libraryFor(own: TaxonomyTexts, folder: string): Promise<Record<string, TaxonomyTexts>> {
  const library: Record<string, TaxonomyTexts> = { [basename(folder)]: own }
  const wanted = extendedBy(own)
  for (const name of wanted) {
    // An id is no path: "../x" must not lead anywhere.
    if (name in library || !/^[a-z0-9-]+$/.test(name)) continue
    const texts = await firstWithTexts([join(dirname(folder), name), join(await packagedTaxonomies(), name)])
    if (!texts) continue
    library[name] = texts
    wanted.push(...extendedBy(texts))
  }
  return library
}

async function firstWithTexts(folders: readonly string[]): Promise<TaxonomyTexts | undefined> {
  for (const folder of folders) {
    const texts = await textsIn(folder)
    if (Object.keys(texts).length > 0) return texts
  }
  return undefined
}

/** The YAML files and word lists in a folder, by path, in the same order on every system; none where it is missing. */
async function textsIn(folder: string): Promise<TaxonomyTexts> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  const texts: Record<string, string> = {}
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) Object.assign(texts, await textsIn(path))
    else if (isYaml(entry.name) || entry.name === 'words.txt') texts[path] = await readFile(path, 'utf8')
  }
  return texts
}

/** `taxonomy/` of this package: above this file, however deep the build has put it. */
async function packagedTaxonomies(): Promise<string> {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!(await exists(join(folder, 'package.json'))) && dirname(folder) !== folder) folder = dirname(folder)
  return join(folder, 'taxonomy')
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function missing(folder: string): JotcodeError {
  const message = `there is no taxonomy in ${folder}`
  const hint = 'name a folder with taxonomy.yaml in it'
  return new JotcodeError([{ code: 'file-missing', severity: 'error', message, hint, file: folder }])
}
