/**
 * Fits the confidence of the Dorset taxonomy: `npm run fit`. Takes the voices that had not been read when
 * most of the taxonomy was written (a coder is surer of what it was written for), scores leave-one-writer-out, and writes
 * taxonomy/dorset/calibration.yaml.
 */
import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isFitted, sample, voices } from './corpus.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const from = (path) => import(pathToFileURL(resolve(path)))
const [{ calibrationYaml, codesOfGold, compile, fitConfidence }, { default: taxonomy }] = await Promise.all(
  ['dist/statistics/index.js', 'dist/taxonomies/dorset.js'].map(from),
)

const notes = [...(await sample()), ...(await voices())]
  .filter(({ writer }) => isFitted(writer))
  .map((note) => ({ ...note, gold: codesOfGold(note.gold) }))
const fit = fitConfidence(notes, compile(taxonomy))
const yaml = calibrationYaml(fit, 'Weights of the confidence, fitted by `npm run fit`')
await writeFile('taxonomy/dorset/calibration.yaml', yaml)
console.log(yaml.replace(/^calibration:[\s\S]*?(?= {2}fitted:)/m, '').replace(/^ {2}fitted: "(.*)"$/m, '$1'))
