/** Codings → the record: spans of the original text, what was set aside, what no rule read, what to look at. */
import type { Lexicon } from '../lexicon/compile.ts'
import type { Coding, Dropped, FieldReading, Mark, Weighed } from '../model/coding.ts'
import { type Entry, minutesOf } from '../model/entry.ts'
import { Kind, Means, type Mention } from '../model/reading.ts'
import type {
  Answer,
  Evidence,
  How,
  JotRecord,
  Measure,
  MedicationItem,
  OutcomeCoding,
  PrivacyFlag,
  ReasonCoding,
  ReferralSource,
  Review,
  SetAside,
  Span,
} from '../model/record.ts'
import type { Scale } from '../model/taxonomy.ts'
import { originalEnd, originalStart } from '../text/fold.ts'
import { version } from '../version.ts'

/** Below this a code is for a person to look at. */
const sure = 0.8
/** So many words in a row that no rule read are for a person to look at. */
const manyWords = 5

export interface Answers {
  readonly avoidedGp: Answer
  readonly avoidedCmht: Answer
}

export function record(
  entry: Entry,
  row: number,
  readings: readonly FieldReading[],
  weighed: Weighed,
  answers: Answers,
  privacy: readonly PrivacyFlag[],
  lexicon: Lexicon,
): JotRecord {
  const reasons: ReasonCoding[] = []
  const outcomes: OutcomeCoding[] = []
  const medications: MedicationItem[] = []
  const measures: Measure[] = []
  let referralSource: ReferralSource | null = null
  const { codings, confidences } = weighed
  for (let i = 0; i < codings.length; i++) {
    const coding = codings[i] as Coding
    const { code, status, list } = coding
    const evidence = evidenceOf(coding.marks)
    const confidence = confidences[i] as number
    if (list === 'reason') reasons.push({ code, confidence, status, evidence })
    else if (list === 'outcome') outcomes.push(outcomeOf(coding, confidence, evidence))
    else if (list === 'source') referralSource = { code, confidence, evidence }
    else if (list === 'medication') medications.push(medicationOf(coding, confidence, evidence))
    else measures.push(measureOf(coding, evidence, lexicon))
  }
  const unexplained: Span[] = []
  for (let i = 0; i < readings.length; i++) unread(readings[i] as FieldReading, lexicon, unexplained)
  const minutes = minutesOf(entry.minutes)
  const { id, version: edition, digest } = lexicon.taxonomy
  const setAside = weighed.setAside.map(asideOf)
  const review = reviewOf(reasons, outcomes, unexplained, readings)
  const taxonomy = { id, version: edition, digest }
  const coder = { version }
  const { avoidedGp, avoidedCmht } = answers
  const named = idOf(entry, row)
  // Two objects written out: spreading one into another costs as much as all the rest of this.
  return minutes === undefined
    ? {
        id: named,
        entry,
        reasons,
        outcomes,
        referralSource,
        medications,
        measures,
        avoidedGp,
        avoidedCmht,
        setAside,
        unexplained,
        privacy,
        review,
        taxonomy,
        coder,
      }
    : {
        id: named,
        entry,
        reasons,
        outcomes,
        referralSource,
        medications,
        measures,
        avoidedGp,
        avoidedCmht,
        minutes,
        setAside,
        unexplained,
        privacy,
        review,
        taxonomy,
        coder,
      }
}

function asideOf({ code, status, marks, because }: Dropped): SetAside {
  return {
    code,
    status,
    evidence: evidenceOf(marks),
    because: spanOf(because.reading, because.first, because.last),
  }
}

function idOf(entry: Entry, row: number): string | number {
  const { id } = entry
  return (typeof id === 'string' && id !== '') || typeof id === 'number' ? id : row
}

function outcomeOf(coding: Coding, confidence: number, evidence: readonly Evidence[]): OutcomeCoding {
  const { code, kind, target, interval } = coding
  if (!interval && kind && target) return { code, kind, target, confidence, evidence }
  if (!interval && !kind)
    return target ? { code, target, confidence, evidence } : { code, confidence, evidence }
  return {
    code,
    ...(kind && { kind }),
    ...(target && { target }),
    ...(interval && { interval }),
    confidence,
    evidence,
  }
}

function medicationOf(coding: Coding, confidence: number, evidence: readonly Evidence[]): MedicationItem {
  const { code, drug, role, dose, frequency, change } = coding
  return {
    ...(drug && { drug }),
    class: code,
    role: role as string,
    ...(dose && { dose }),
    ...(frequency && { frequency }),
    ...(change && { change }),
    confidence,
    evidence,
  }
}

function measureOf(coding: Coding, evidence: readonly Evidence[], lexicon: Lexicon): Measure {
  const { code, score, previous, result } = coding
  const scale = lexicon.taxonomy.scales.find((candidate) => candidate.id === code) as Scale
  const band = score === undefined ? undefined : scale.bands.find(({ upTo }) => score <= upTo)?.label
  return {
    scale: code,
    ...(score !== undefined && { score }),
    ...(previous !== undefined && { previous }),
    ...(result && { result }),
    ...(band && { band }),
    evidence,
  }
}

function evidenceOf(marks: readonly Mark[]): Evidence[] {
  const evidence: Evidence[] = []
  for (let i = 0; i < marks.length; i++) evidence.push(wordsOf(marks[i] as Mark))
  return evidence
}

/** Written out, without spreading one object into another: this is made for every word of every code. */
function wordsOf(mark: Mark): Evidence {
  const { field, start, end, text } = spanOf(mark.reading, mark.first, mark.last)
  const { term } = mark.entry
  const how = howOf(mark)
  const { role, distance } = mark
  if (how === 'respelt') {
    return role === undefined
      ? { field, start, end, text, term, how, distance }
      : { field, start, end, text, term, how, distance, role }
  }
  return role === undefined
    ? { field, start, end, text, term, how }
    : { field, start, end, text, term, how, role }
}

function howOf(mark: Mark): How {
  switch (mark.means) {
    case Means.Inflected:
      return 'inflected'
    case Means.Respelt:
      return 'respelt'
    case Means.Clipped:
      return 'shorthand'
    case Means.Sounded:
      return 'sounded'
    case Means.Learned:
      return 'learned'
    default:
      return mark.entry.shorthand ? 'shorthand' : mark.entry.term === '' ? 'rule' : 'exact'
  }
}

/** Tokens first to last as a span of the original text. */
export function spanOf(reading: FieldReading, first: number, last: number): Span {
  const { text, tokens } = reading
  const from = tokens.start[first] as number
  const to = tokens.end[last] as number
  const { original, field } = text
  const start = originalStart(text, from)
  const end = originalEnd(text, to)
  return { field, start, end, text: original.slice(start, end) }
}

/** Marks the tokens that are read; kept from field to field. */
let readTokens = new Uint8Array(1024)
const keep = 10_000

/** Puts the words that no wording covers and that are not plain `into` a list, run by run. */
function unread(reading: FieldReading, { vocabulary, plain }: Lexicon, into: Span[]): void {
  const { tokens, mentions } = reading
  const { length, kind } = tokens
  if (length > readTokens.length || readTokens.length > keep)
    readTokens = new Uint8Array(Math.max(1024, length))
  else readTokens.fill(0, 0, length)
  const read = readTokens
  for (let at = 0; at < mentions.length; at++) {
    const { covers, first, last } = mentions[at] as Mention
    if (covers) for (const i of covers) read[i] = 1
    else for (let i = first; i <= last; i++) read[i] = 1
  }
  let first = -1
  let last = -1
  for (let i = 0; i < length; i++) {
    if (read[i] === 0) {
      if (kind[i] !== Kind.Word || vocabulary.isIn(plain, tokens.reading[i] as number)) continue
      if (first < 0) first = i
      last = i
    } else if (first >= 0) {
      into.push(spanOf(reading, first, last))
      first = -1
    }
  }
  if (first >= 0) into.push(spanOf(reading, first, last))
}

function reviewOf(
  reasons: readonly ReasonCoding[],
  outcomes: readonly OutcomeCoding[],
  unexplained: readonly Span[],
  readings: readonly FieldReading[],
): Review {
  const why: string[] = []
  doubt('reasons', reasons, why)
  doubt('outcomes', outcomes, why)
  let words = 0
  for (let i = 0; i < unexplained.length; i++) words += countWords((unexplained[i] as Span).text)
  if (words >= manyWords) why.push(`unexplained: ${words} words`)
  if (reasons.length === 0 && outcomes.length === 0 && readings.some(({ tokens }) => tokens.length > 0))
    why.push('nothing coded')
  return { needed: why.length > 0, why }
}

/** Confidences have two decimals: what is said of each is written once. */
const doubts = Array.from({ length: 100 }, (_, hundredth) => {
  return `confidence ${(hundredth / 100).toFixed(2)} below ${sure.toFixed(2)}`
})

function doubt(list: string, codings: readonly { readonly confidence: number }[], why: string[]): void {
  for (let at = 0; at < codings.length; at++) {
    const { confidence } = codings[at] as { confidence: number }
    if (confidence < sure) why.push(`${list}[${at}]: ${doubts[Math.round(confidence * 100)]}`)
  }
}

/** Words parted by space of whatever kind, in a text that neither begins nor ends with it. */
function countWords(text: string): number {
  let words = 1
  let wasSpace = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0xa0) return text.split(/\s+/).length
    const isSpace = code === 32 || (code >= 9 && code <= 13)
    if (isSpace && !wasSpace) words++
    wasSpace = isSpace
  }
  return words
}
