/**
 * `npm run bench`: every measurement in a process of its own, and the table that comes of them. It goes between the two
 * marks in README.md, or to .config/bench-table.md where there are none.
 */
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
const bundle = 'node_modules/.cache/jotcode/bench.mjs'

await build({
  entryPoints: ['tests/bench/measures.ts'],
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  external: ['yaml', 'zod', 'wink-nlp', 'wink-eng-lite-web-model', 'compromise', 'compromise/*'],
  logLevel: 'warning',
})

const coder = measure('coder')
const stages = measure('stages')
const peers = [0, 1, 2, 3].map((at) => measure('peer', at))
const growth = [1, 10].map((times) => measure('growth', times))
const million = measure('million')
const loads = Array.from({ length: 5 }, load)

await publish(table())

function measure(name, argument = '') {
  process.stderr.write(`${name} ${argument}\n`)
  const args = ['--expose-gc', '--max-old-space-size=8000', bundle, name, String(argument)]
  return JSON.parse(
    execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
  )
}

/** A fresh process: reading and parsing the code and the taxonomy, compiling, and the first note. */
function load() {
  const script = `
    const start = performance.now()
    const { createCoder } = await import(${JSON.stringify(pathToFileURL('dist/index.js').href)})
    const imported = performance.now()
    const coder = createCoder()
    const compiled = performance.now()
    coder.code({ reason: 'anxeity, nil SI', outcome: 'ref S2W. f/u 2/52' })
    console.log(JSON.stringify([imported - start, compiled - imported, performance.now() - compiled]))`
  const args = ['--input-type=module', '-e', script]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

function table() {
  const ratio = (perSecond, base) => (perSecond / base.perSecond).toPrecision(2)
  const speed = (perSecond) => Number(perSecond.toPrecision(3)).toLocaleString('en-GB')
  const mb = (megabytes) => `${Math.round(megabytes)} MB`
  const row = (...cells) => `| ${cells.join(' | ')} |`
  const { base, codes } = coder
  const median = (at) => loads.map((times) => times[at]).sort((a, b) => a - b)[2]
  const [small, large] = growth
  const answers = `${codes.exact.toLocaleString('en-GB')} of ${codes.withKnown.toLocaleString('en-GB')} checked notes exact`
  return [
    `100,000 generated notes of ${Math.round(coder.bytes)} bytes on average, 3 % of the longer words mistyped, one thread, Node ${process.versions.node}, ${cpus()[0]?.model.trim()}. The ratio is to \`split(' ')\` and \`Map.get\` per word on the same notes in the same process.`,
    '',
    row('what', 'notes/s', 'ratio', 'memory', 'answers'),
    row('---', '--:', '--:', '--:', '---'),
    row(
      "`split(' ')` + `Map.get`, 3,000 phrases",
      speed(base.perSecond),
      '1',
      '',
      `${speed(base.found)} words found`,
    ),
    row(
      '**jotcode**, a fresh coder',
      speed(coder.cold),
      ratio(coder.cold, base),
      mb(million.heap[1][1]),
      answers,
    ),
    row('**jotcode**, the same notes again', speed(coder.warm), ratio(coder.warm, base), '', ''),
    ...Object.entries(stages.perSecond).map(([stage, perSecond]) =>
      row(`— ${stage}`, speed(perSecond), ratio(perSecond, stages.base), '', ''),
    ),
    ...peers.map((peer) =>
      row(
        peer.name,
        speed(peer.perSecond),
        ratio(peer.perSecond, peer.base),
        mb(peer.megabytes),
        `${speed(peer.found)} phrases found in ${speed(peer.notes)} notes`,
      ),
    ),
    '',
    row('growth', 'wordings', 'compiling', 'notes/s', 'time per note', 'memory'),
    row('---', '--:', '--:', '--:', '--:', '--:'),
    ...[small, large].map((one, at) =>
      row(
        at === 0 ? 'the Dorset taxonomy' : 'one ten times as large',
        one.wordings.toLocaleString('en-GB'),
        `${Math.round(one.compilingMs)} ms`,
        speed(one.perSecond),
        `× ${(small.perSecond / one.perSecond).toFixed(2)}`,
        mb(one.megabytes),
      ),
    ),
    '',
    `Over a million notes the coder holds ${million.heap.map(([at, megabytes]) => `${mb(megabytes)} after ${at.toLocaleString('en-GB')}`).join(', ')}; the process never took more than ${mb(million.peak)}.`,
    `In a fresh process the library is there after ${Math.round(median(0))} ms, compiling the taxonomy takes ${Math.round(median(1))} ms, and the first note ${Math.round(median(2))} ms.`,
  ].join('\n')
}

async function publish(text) {
  const [start, end] = ['<!-- bench -->', '<!-- /bench -->']
  const readme = await readFile('README.md', 'utf8').catch(() => '')
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)]
  if (from >= 0 && to > from) {
    await writeFile('README.md', `${readme.slice(0, from + start.length)}\n${text}\n${readme.slice(to)}`)
  } else await writeFile('.config/bench-table.md', `${start}\n${text}\n${end}\n`)
  process.stdout.write(`${text}\n`)
}
