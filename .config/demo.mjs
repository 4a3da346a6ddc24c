/** `npm run demo`: codes the log of 3,080 invented entries, shows one note, writes the report and says where things are. */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
const cli = join('dist', 'cli', 'main.js')
const folder = join('dist', 'demo')
const log = join('corpus', 'dorset', 'log.csv')
const [table, records, page] = ['log.coded.csv', 'log.coded.ndjson', 'report.html'].map((name) =>
  join(folder, name),
)
const made = [
  ['The log, coded: a table', table],
  ['The same as records, with the words each code rests on', records],
]

mkdirSync(folder, { recursive: true })
jotcode('code', log, '-o', table)
jotcode('code', log, '-o', records, '--quiet')
if (hasReport()) {
  jotcode('report', records, '-o', page)
  made.push(['The report', page])
}
jotcode('explain', '--reason', 'anx, low mood, ?ADHD, nil SI', '--outcome', 'ref S2W, REC, WAWY. f/u 2/52')
console.log(`\n${made.map(([what, path]) => `${what}: ${relative(process.cwd(), path)}`).join('\n')}`)

function hasReport() {
  const { stdout } = spawnSync(process.execPath, [cli, 'report', '--help'], { encoding: 'utf8' })
  return stdout.includes('jotcode report')
}

function jotcode(...args) {
  const { status } = spawnSync(process.execPath, [cli, ...args], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
