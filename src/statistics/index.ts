/** `jotcode/statistics`: agreement with gold codes, and the fit of the confidence. */
export { compile } from '../lexicon/compile.ts'
export {
  type Bin,
  type CodedEntry,
  type ConfidenceFit,
  fitConfidence,
  reliability,
} from './fit-confidence.ts'
export { type Gold, judge } from './gold.ts'
export { type Example, fitLogistic, type LogisticModel } from './logistic.ts'
export { type MeasureName, measures, type Score, scoreRecords } from './score.ts'
