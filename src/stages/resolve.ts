import type { Lexicon } from '../lexicon/compile.ts'
import type { FieldReading, Resolved } from '../model/coding.ts'
import { readCourse } from './resolve/course.ts'
import type { Draft } from './resolve/draft.ts'
import { readMeasures } from './resolve/measures.ts'
import { readMedications } from './resolve/medications.ts'
import { readOutcomes } from './resolve/outcomes.ts'
import { readReasons } from './resolve/reasons.ts'
import { settle } from './resolve/settle.ts'

/** Frames → codings: categories derived by the taxonomy's rules, each code once, each service once under its action. */
export function resolve(readings: readonly FieldReading[], lexicon: Lexicon): Resolved {
  const draft: Draft = { codings: [], setAside: [] }
  for (const reading of readings) {
    const { field } = reading.text
    if (field !== 'outcome') {
      readReasons(reading, lexicon, draft)
      if (field === 'reason') readMedications(reading, 'reason', lexicon, draft)
    }
    if (field !== 'reason') {
      readOutcomes(reading, lexicon, draft)
      readMedications(reading, 'outcome', lexicon, draft)
    }
    readMeasures(reading, lexicon, draft)
  }
  readCourse(readings, lexicon, draft)
  const codings = settle(draft.codings, readings, lexicon.taxonomy)
  if (draft.setAside.length === 0) return { codings, setAside: draft.setAside }
  const coded = new Set(codings.map((coding) => coding.code))
  const setAside = draft.setAside.filter((dropped) => !coded.has(dropped.code))
  return { codings, setAside }
}
