/**
 * Fits the confidence of the Dorset taxonomy: `npm run fit`. Takes the voices of corpus/dorset/ that nobody read while the
 * taxonomy was written (a coder is surer of what it was written for), scores leave-one-writer-out, and writes
 * taxonomy/dorset/calibration.yaml.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import Papa from 'papaparse'
import { stringify } from 'yaml'

const unread = new Set(['E3', 'G2', 'H2', 'K2', 'I2', 'J2', 'F1', 'H3', 'K3', 'I4', 'J3'])
process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))

const out = 'node_modules/.cache/jotcode/fit.mjs'
await build({
  entryPoints: ['src/statistics/fit.ts'],
  outfile: out,
  bundle: true,
  format: 'esm',
  platform: 'node',
  external: ['zod', 'yaml', 'fastest-levenshtein', '#taxonomies/*'],
})
const { compile, fitConfidence } = await import(pathToFileURL(resolve(out)))
const { default: taxonomy } = await import(pathToFileURL(resolve('dist/taxonomies/dorset.js')))

const { data } = Papa.parse(await readFile('corpus/dorset/sample.csv', 'utf8'), { header: true, skipEmptyLines: true })
const lines = (await readFile('corpus/dorset/sample.gold.ndjson', 'utf8')).trim().split('\n')
const gold = new Map(lines.map((line) => JSON.parse(line)).map((codes) => [codes.id, codes]))
const notes = data
  .filter((entry) => unread.has(entry.writer))
  .map((entry) => ({ writer: entry.writer, entry, gold: gold.get(entry.id) }))

const fit = fitConfidence(notes, compile(taxonomy))
const percent = (share) => `${(100 * share).toFixed(1)}%`
const fitted = `${notes.length} notes of ${unread.size} unread voices; leave-one-writer-out: calibration error ${percent(fit.calibrationError)}, Brier ${fit.brier.toFixed(3)}, ${percent(fit.acceptable)} of ${fit.codes} codes acceptable at 95% precision`
const comment = [
  ' Weights of the confidence, fitted by `npm run fit`: do not edit by hand.',
  ' Leave-one-writer-out, tenths of the codes from the least to the most sure:',
  ...fit.bins.map((bin) => `   said ${bin.said.toFixed(2)}  right ${bin.right.toFixed(2)}  of ${bin.codes}`),
]
const head = comment.map((line) => `#${line}\n`).join('')
await writeFile('taxonomy/dorset/calibration.yaml', head + stringify({ calibration: { ...fit.model, fitted } }))
console.log(head + fitted)
