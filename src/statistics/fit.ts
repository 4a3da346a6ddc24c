/** What the calibration script needs, in one place. */
export { compile } from '../lexicon/compile.ts'
export { type CodedEntry, fitConfidence } from './fit-confidence.ts'
