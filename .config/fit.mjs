/**
 * Fits the confidence of the Dorset taxonomy: `npm run fit`. Takes the voices of corpus/dorset/ that nobody read while the
 * taxonomy was written (a coder is surer of what it was written for), scores leave-one-writer-out, and writes
 * taxonomy/dorset/calibration.yaml.
 */
import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { stringify } from 'yaml'
import { isUnread, sample } from './corpus.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))

const out = 'node_modules/.cache/jotcode/fit.mjs'
await build({
  entryPoints: ['src/statistics/index.ts'],
  outfile: out,
  bundle: true,
  format: 'esm',
  platform: 'node',
  external: ['zod', 'yaml', 'fastest-levenshtein', '#taxonomies/*'],
})
const { compile, fitConfidence } = await import(pathToFileURL(resolve(out)))
const { default: taxonomy } = await import(pathToFileURL(resolve('dist/taxonomies/dorset.js')))

const notes = (await sample()).filter(({ writer }) => isUnread(writer))

const fit = fitConfidence(notes, compile(taxonomy))
const percent = (share) => `${(100 * share).toFixed(1)}%`
const fitted = `${notes.length} notes of ${new Set(notes.map(({ writer }) => writer)).size} unread voices; leave-one-writer-out: calibration error ${percent(fit.calibrationError)}, Brier ${fit.brier.toFixed(3)}, ${percent(fit.acceptable)} of ${fit.codes} codes acceptable at 95% precision`
const comment = [
  ' Weights of the confidence, fitted by `npm run fit`: do not edit by hand.',
  ' Leave-one-writer-out, tenths of the codes from the least to the most sure:',
  ...fit.bins.map((bin) => `   said ${bin.said.toFixed(2)}  right ${bin.right.toFixed(2)}  of ${bin.codes}`),
]
const head = comment.map((line) => `#${line}\n`).join('')
await writeFile(
  'taxonomy/dorset/calibration.yaml',
  head + stringify({ calibration: { ...fit.model, fitted } }),
)
console.log(head + fitted)
