/** The rules of the house, held against the sources themselves. */
import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadTaxonomy } from '../src/files/load-taxonomy.ts'
import { wordings } from '../src/lexicon/source.ts'
import type { Taxonomy } from '../src/model/taxonomy.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Module {
  /** From `src/`, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

const modules: readonly Module[] = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
  .map((entry) => {
    const file = join(entry.parentPath, entry.name)
    const text = readFileSync(file, 'utf8')
    const imports = ts.preProcessFile(text, true, true).importedFiles.map((found) => found.fileName)
    return { path: relative(join(root, 'src'), file).split(sep).join('/'), text, imports }
  })

/** The modules of ours that a module imports, from `src/`. */
const ours = ({ path, imports }: Module) =>
  imports.filter((name) => name.startsWith('.')).map((name) => posix.join(posix.dirname(path), name))
const packages = ({ imports }: Module) =>
  imports.filter((name) => !name.startsWith('.') && !name.startsWith('#'))

/** From the bottom up. Rooms of one floor may import one another. */
const floors: readonly (readonly string[])[] = [
  ['model', 'version'],
  ['text'],
  ['lexicon'],
  ['learned'],
  ['stages'],
  ['coder'],
  ['index', 'node', 'files', 'batch', 'statistics', 'report', 'review'],
  ['app', 'cli'],
]
const roomOf = (path: string) => path.replace(/\.ts$/, '').split('/')[0] ?? ''
const floorOf = (path: string) => floors.findIndex((rooms) => rooms.includes(roomOf(path)))

test('the sources are found, and every one belongs to a floor', () => {
  expect(modules.length).toBeGreaterThan(30)
  expect(modules.flatMap(ours).length).toBeGreaterThan(50)
  expect(modules.filter(({ path }) => floorOf(path) < 0).map(({ path }) => path)).toEqual([])
})

test('imports only go down', () => {
  const upward = modules.flatMap((module) =>
    ours(module)
      .filter((target) => floorOf(target) > floorOf(module.path))
      .map((target) => `${module.path} imports ${target}`),
  )
  expect(upward).toEqual([])
})

test('no module imports itself, by whatever way', () => {
  const targets = new Map(modules.map((module) => [module.path, ours(module)]))
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (path: string, above: readonly string[]): void => {
    const from = above.indexOf(path)
    if (from >= 0) circles.push([...above.slice(from), path].join(' → '))
    if (from >= 0 || done.has(path)) return
    for (const target of targets.get(path) ?? []) visit(target, [...above, path])
    done.add(path)
  }
  for (const { path } of modules) visit(path, [])
  expect(circles).toEqual([])
})

test('a stage never imports another stage', () => {
  const stageOf = (path: string) => (/^stages\/([^/.]+)/.exec(path) ?? [])[1]
  const across = modules.flatMap((module) =>
    ours(module)
      .filter((target) => stageOf(module.path) && stageOf(target) && stageOf(target) !== stageOf(module.path))
      .map((target) => `${module.path} imports ${target}`),
  )
  expect(across).toEqual([])
})

test('what Node has is used only where files and the terminal are', () => {
  const allowed = ['files', 'batch', 'review', 'report', 'cli']
  const found = modules.filter(
    (module) => packages(module).some(isBuiltin) || /\b(process|Buffer)\./.test(module.text),
  )
  expect(found.map(({ path }) => path).filter((path) => !allowed.includes(roomOf(path)))).toEqual([])
})

test('only the reader of taxonomies knows YAML, and only the wrappers of text know natural', () => {
  const importers = (name: string) =>
    modules
      .filter((module) => packages(module).some((one) => one === name || one.startsWith(`${name}/`)))
      .map(({ path }) => path)
  expect(importers('yaml')).toEqual(['lexicon/read.ts'])
  expect(importers('natural').sort()).toEqual(['text/sound.ts', 'text/stem.ts'])
})

test('the core knows nothing of workbooks, Parquet and the like: only files/ does', () => {
  const formats = [
    'papaparse',
    'yauzl',
    'yazl',
    'saxen',
    'hyparquet',
    'hyparquet-writer',
    'hyparquet-compressors',
    'tinyglobby',
  ]
  const byPath = new Map(modules.map((module) => [module.path, module]))
  const reached = new Set<string>()
  const visit = (path: string): void => {
    const module = byPath.get(path)
    if (module === undefined || reached.has(path)) return
    reached.add(path)
    for (const target of ours(module)) visit(target)
  }
  visit('node.ts')
  const importers = modules.filter((module) => packages(module).some((name) => formats.includes(name)))
  expect(importers.length).toBeGreaterThan(6)
  expect(importers.map(({ path }) => path).filter((path) => reached.has(path))).toEqual([])
  expect([...new Set(importers.map(({ path }) => roomOf(path)))]).toEqual(['files'])
})

test('every package that is imported is a dependency, or one that the build bundles', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>
  }
  const nameOf = (specifier: string) =>
    specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/')
  const used = new Set(
    modules
      .flatMap(packages)
      .filter((name) => !isBuiltin(name))
      .map(nameOf),
  )
  expect([...used].filter((name) => !(name in dependencies)).sort()).toEqual([
    'echarts',
    'natural',
    'write-excel-file',
  ])
})

test('the coder calls the stages in their order', () => {
  const coder = modules.find(({ path }) => path === 'coder.ts')?.text ?? ''
  const body = coder.slice(coder.indexOf('function readEntry('))
  const stages = [
    'normalise',
    'tokenise',
    'match',
    'context',
    'resolve',
    'consult',
    'confidence',
    'privacy',
    'record',
  ]
  const places = stages.map((stage) => body.search(new RegExp(`\\b${stage}\\(`)))
  expect(places.every((place) => place >= 0)).toBe(true)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

describe('the engine knows no category, service or drug', () => {
  let taxonomy: Taxonomy
  beforeAll(async () => {
    taxonomy = await loadTaxonomy(join(root, 'taxonomy', 'dorset'))
  })
  const literals = modules.flatMap((module) =>
    [...literalsOf(module.text)].map((text) => ({ text, path: module.path })),
  )

  test('no id of the taxonomy stands in a string of the code', () => {
    const ids = new Set(
      [
        ...taxonomy.reasons,
        ...taxonomy.outcomes,
        ...taxonomy.services,
        ...taxonomy.concepts,
        ...taxonomy.scales,
      ]
        .map(({ id }) => id)
        .concat(
          taxonomy.medications.map(({ drug }) => drug),
          taxonomy.medicationClasses.map(({ id }) => id),
        ),
    )
    expect(ids.size).toBeGreaterThan(100)
    // An everyday word, and the header of a column.
    for (const id of ['other', 'mhp']) ids.delete(id)
    expect(literals.filter(({ text }) => ids.has(text))).toEqual([])
  })

  test('nor do the words that reasons and drugs are known by', () => {
    const words = clinicalWords(taxonomy)
    expect(words.size).toBeGreaterThan(300)
    const found = literals.flatMap(({ text, path }) =>
      (text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [])
        .filter((word) => words.has(word))
        .map((word) => `${path}: ${word}`),
    )
    expect(found).toEqual([])
  })
})

/** Single words of six letters or more that name a reason or a drug, as far as they are not everyday words, too. */
function clinicalWords({ reasons, medications, medicationClasses, words }: Taxonomy) {
  const named = [...wordings({ reasons, medications, medicationClasses })].map(({ term }) =>
    term.term.toLowerCase(),
  )
  const everyday = new Set(words)
  return new Set(named.filter((word) => /^\p{L}{6,}$/u.test(word) && !everyday.has(word)))
}

/** Strings, templates and regular expressions of a source; what is imported from where is left out. */
function* literalsOf(text: string): Generator<string> {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    if (ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node) || ts.isRegularExpressionLiteral(node))
      found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  yield* found
}
