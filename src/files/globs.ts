/** Files as people name them: `logs/*.csv`. Some shells put in the files themselves, others do not. */
import { existsSync } from 'node:fs'
import { glob, isDynamicPattern } from 'tinyglobby'
import { fileFailure } from './failure.ts'

/** What is made here is not read again by a pattern: `*.csv` would match `log.coded.csv`, too. */
const ownFiles = ['**/*.coded.*', '**/*.rejected.csv', '**/*.partial']

/**
 * The files that names and patterns stand for, each once: names in the order given, what a pattern matches sorted.
 * A name that is there is a name, also with a star in it.
 * @throws JotcodeError when a pattern matches nothing
 */
export async function expandGlobs(named: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of named) {
    const pattern = process.platform === 'win32' ? name.replaceAll('\\', '/') : name
    if (name === '-' || existsSync(name) || !isDynamicPattern(pattern)) {
      found.push(name)
      continue
    }
    const files = await glob(pattern, { ignore: ownFiles, onlyFiles: true, expandDirectories: false })
    if (files.length === 0)
      throw fileFailure('file-missing', 'no file matches this pattern', 'check the pattern', { file: name })
    found.push(...files.sort())
  }
  return found.filter((name, i) => name === '-' || found.indexOf(name) === i)
}
