/** `npm run demo`: codes the sample log, shows one note and where the result is. */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
const cli = join('dist', 'cli', 'main.js')
const out = join('dist', 'demo', 'sample.coded.csv')

mkdirSync(dirname(out), { recursive: true })
jotcode('code', join('corpus', 'dorset', 'sample.csv'), '-o', out)
jotcode('explain', '--reason', 'anx, low mood, ?ADHD, nil SI', '--outcome', 'ref S2W, REC, WAWY. f/u 2/52')
console.log(`\nThe sample log, coded: ${relative(process.cwd(), out)}`)

function jotcode(...args) {
  const { status } = spawnSync(process.execPath, [cli, ...args], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
