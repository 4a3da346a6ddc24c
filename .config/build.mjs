/**
 * src/ and taxonomy/ → dist/. `node .config/build.mjs taxonomies` makes only the taxonomies, which the
 * sources import.
 */
import { execFileSync } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)

const dependencies = Object.keys(JSON.parse(await readFile('package.json', 'utf8')).dependencies)
const shared = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  // What is not a dependency (leaf files of natural) goes into the bundle.
  external: [...dependencies, ...dependencies.map((name) => `${name}/*`), '#taxonomies/*'],
  logLevel: 'warning',
  legalComments: 'eof',
}

await buildTaxonomies()
if (process.argv[2] !== 'taxonomies') {
  await clear()
  await buildCode()
  buildDeclarations()
}

/** Everything but the taxonomies, which have just been made. */
async function clear() {
  for (const name of await readdir('dist')) {
    if (name !== 'taxonomies') await rm(join('dist', name), { recursive: true })
  }
}

async function buildTaxonomies() {
  const loader = 'node_modules/.cache/jotcode/load-taxonomy.mjs'
  await build({
    ...shared,
    entryPoints: {
      loader: 'src/files/load-taxonomy.ts',
      schema: 'src/model/taxonomy.ts',
      issue: 'src/model/issue.ts',
      pack: 'src/lexicon/pack.ts',
    },
    outdir: dirname(loader),
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    splitting: true,
  })
  const from = (name) => import(pathToFileURL(resolve(dirname(loader), `${name}.mjs`)))
  const [{ inspectTaxonomy }, { fileSchema }, { formatIssue }, { pack }] = await Promise.all(
    ['loader', 'schema', 'issue', 'pack'].map(from),
  )
  await mkdir('dist/taxonomies', { recursive: true })
  await writeIfChanged('taxonomy/schema.json', await schemaOf(fileSchema))
  for (const entry of await readdir('taxonomy', { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const { taxonomy, issues } = await inspectTaxonomy(join('taxonomy', entry.name))
    // A folder without a head is there to be extended, and is checked with those that extend it.
    if (issues.some((issue) => issue.code === 'no-head')) continue
    for (const issue of issues.filter((one) => one.severity === 'error'))
      console.error(`${formatIssue(issue)}\n`)
    if (taxonomy) await writeTaxonomy(taxonomy, pack(taxonomy), entry.name, await writeLearned(entry.name))
    else process.exitCode = 1
  }
}

/**
 * JSON in a string literal: engines parse that far faster than an object literal, and it needs no import attribute.
 * The ordinary words, a third of it, stay one text until they are asked for. The packed lexicon goes where no copy
 * of the taxonomy takes it along: see `src/lexicon/packed.ts`.
 */
async function writeTaxonomy(taxonomy, packed, name, learned) {
  const { words } = taxonomy
  if (words.some((word) => !/^\S+$/.test(word)))
    throw new Error(`${name}: an ordinary word with a space in it`)
  const text = `${learned ? `import learned from './${name}.learned.js'\n` : ''}const words = ${literal(words.join(' '))}
let list
export default Object.defineProperties(JSON.parse(${literal(JSON.stringify({ ...taxonomy, words: [] }))}), {
  words: { enumerable: true, get: () => (list ??= words === '' ? [] : words.split(' ')) },
  [Symbol.for('jotcode.packed-lexicon')]: { value: ${ascii(JSON.stringify(packed))} },
${learned ? "  [Symbol.for('jotcode.learned')]: { value: learned },\n" : ''}})
`
  await writeIfChanged(`dist/taxonomies/${name}.js`, text)
  const type = `import type { Taxonomy } from '../model/taxonomy.js'\ndeclare const taxonomy: Taxonomy\nexport default taxonomy\n`
  await writeIfChanged(`dist/taxonomies/${name}.d.ts`, type)
}

/** What was learned for a taxonomy, as texts that nobody looks into before a note is read; false where nothing was. */
async function writeLearned(name) {
  const weights = await readFile(join('taxonomy', name, 'learned.json'), 'utf8').catch(() => undefined)
  if (weights === undefined) return false
  const vectors = await readFile('taxonomy/general/vectors.txt', 'utf8')
  const text = `const weights = ${literal(weights)}\nconst vectors = ${literal(vectors)}\nexport default () => ({ weights, vectors })\n`
  await writeIfChanged(`dist/taxonomies/${name}.learned.js`, text)
  return true
}

/** In ASCII alone, which engines keep in half the memory. */
function ascii(text) {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function literal(text) {
  return `'${ascii(text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n'))}'`
}

async function schemaOf(fileSchema) {
  const { z } = await import('zod')
  const schema = z.toJSONSchema(fileSchema, { io: 'input', reused: 'ref' })
  return `${JSON.stringify({ title: 'A file of a jotcode taxonomy', ...schema }, null, 1)}\n`
}

async function writeIfChanged(path, text) {
  const before = await readFile(path, 'utf8').catch(() => undefined)
  if (before !== text) await writeFile(path, text)
}

async function buildCode() {
  const entryPoints = [
    'src/index.ts',
    'src/node.ts',
    'src/files/index.ts',
    'src/report/index.ts',
    'src/statistics/index.ts',
    'src/cli/worker.ts',
    'src/cli/main.ts',
  ]
  await build({
    ...shared,
    entryPoints,
    outbase: 'src',
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    platform: 'node',
  })
  await chmod('dist/cli/main.js', 0o755)
}

function buildDeclarations() {
  const tsc = resolve('node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', '.config/tsconfig.declarations.json'], { stdio: 'inherit' })
}
