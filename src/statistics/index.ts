/** `jotcode/statistics`: agreement with gold codes, calibration, and the fit of the confidence. */
export { compile, type Lexicon } from '../lexicon/compile.ts'
export { type BootstrapResult, bootstrap, type NoteTally, resamples } from './bootstrap.ts'
export { calibrate, calibrationStrength, fewestNotes } from './calibrate.ts'
export { calibrationYaml } from './calibration-yaml.ts'
export {
  type AnswerField,
  type Answers,
  answerFields,
  type CodeLists,
  codesOfGold,
  codesOfRecord,
  listsOfItems,
  type MeasureName,
  measures,
  type NoteCodes,
  type RecordLike,
  type Words,
} from './codes.ts'
export { compare, type Difference } from './compare.ts'
export {
  type AnswerAgreement,
  type AnswerShift,
  type CodeAgreement,
  type CodeShift,
  type Comparison,
  type ComparisonOptions,
  compareCodings,
  type MatchedComparison,
  type MeasureAgreement,
  type UnmatchedComparison,
} from './comparison.ts'
export {
  type AnswerScore,
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  type RiskScore,
  type Share,
  type WriterScore,
} from './evaluate.ts'
export {
  type CodedEntry,
  type ConfidenceFit,
  type ConfidenceOptions,
  fitConfidence,
  fitWithoutEach,
} from './fit-confidence.ts'
export type { Gold } from './gold.ts'
export { judge } from './judge.ts'
export { fitReader, type ReaderFit, type ReaderOptions } from './learning/fit-reader.ts'
export { type Phrase, readPhrases } from './learning/phrases.ts'
export { type Example, type FitOptions, fitLogistic, type LogisticModel } from './logistic.ts'
export {
  type CodeScore,
  type Confusion,
  type Macro,
  type MeasureScore,
  macroFrom,
  measureOf,
  type Pair,
} from './measure.ts'
export type { Change, ChangedNote } from './note-changes.ts'
export type { MissedCode, NoteDifference, NoteError, SpuriousCode } from './note-errors.ts'
export { type Interval, kappa, newcombe, wilson } from './proportion.ts'
export { type Acceptance, type Bin, type Reliability, reliability, type Verdict } from './reliability.ts'
export { f1Of, type Score, scoreOf, type Tally } from './score.ts'
