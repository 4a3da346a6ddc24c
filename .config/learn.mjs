/**
 * Trains the second reader of the Dorset taxonomy: `npm run learn`. Learns from all notes of corpus/ but those of the voices
 * that are kept unread to the end, and from the phrases that are not held out; voices that no rule had been written
 * from judge what it gains.
 */
import { spawnSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isFitted, isLast, sample, voices } from './corpus.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))

/** Kept to the end: they are scored, and nothing is trained on them. */
const isKept = isLast
const gold = (await readdir('corpus/voices')).filter((name) => name.endsWith('.gold.ndjson')).sort()
const writers = [...new Set([...(await sample()), ...(await voices())].map(({ writer }) => writer))]
// A coder is surer of what it was written for: judged by voices that were read early, the confidence would promise too much.
const judges = writers.filter(isFitted)
const { status } = spawnSync(
  process.execPath,
  [
    'dist/cli/main.js',
    ...['taxonomy', 'train', 'corpus/dorset/sample.gold.ndjson'],
    ...gold.map((name) => `corpus/voices/${name}`),
    ...['--taxonomy', 'taxonomy/dorset', '--phrases', 'corpus/phrases'],
    ...['--without', writers.filter(isKept).join(',')],
    ...['--judges', judges.join(',')],
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)
process.exitCode = status ?? 1
