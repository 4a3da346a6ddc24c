/** Codings → the record: spans of the original text, what was set aside, what no rule read, what to look at. */
import type { Lexicon } from '../lexicon/compile.ts'
import type { Coding, FieldReading, Mark, Resolved } from '../model/coding.ts'
import type { Entry } from '../model/entry.ts'
import { Means } from '../model/reading.ts'
import type {
  Answer,
  Evidence,
  How,
  JotRecord,
  Measure,
  MedicationItem,
  OutcomeCoding,
  ReasonCoding,
  ReferralSource,
  Review,
  SetAside,
  Span,
} from '../model/record.ts'
import type { Scale } from '../model/taxonomy.ts'
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
  resolved: Resolved,
  answers: Answers,
  lexicon: Lexicon,
): JotRecord {
  const reasons: ReasonCoding[] = []
  const outcomes: OutcomeCoding[] = []
  const medications: MedicationItem[] = []
  const measures: Measure[] = []
  let referralSource: ReferralSource | null = null
  for (const coding of resolved.codings) {
    const evidence = coding.marks.map((mark) => evidenceOf(mark))
    const { code, status } = coding
    const confidence = coding.confidence as number
    if (coding.list === 'reason') reasons.push({ code, confidence, status, evidence })
    else if (coding.list === 'outcome') outcomes.push(outcomeOf(coding, confidence, evidence))
    else if (coding.list === 'source') referralSource = { code, confidence, evidence }
    else if (coding.list === 'medication') medications.push(medicationOf(coding, confidence, evidence))
    else measures.push(measureOf(coding, evidence, lexicon))
  }
  const unexplained = readings.flatMap((reading) => unread(reading, lexicon))
  const minutes = minutesOf(entry.minutes)
  const { taxonomy } = lexicon
  return {
    id: idOf(entry, row),
    entry,
    reasons,
    outcomes,
    referralSource,
    medications,
    measures,
    avoidedGp: answers.avoidedGp,
    avoidedCmht: answers.avoidedCmht,
    ...(minutes !== undefined && { minutes }),
    setAside: resolved.setAside.map(
      ({ code, status, marks, because }): SetAside => ({
        code,
        status,
        evidence: marks.map(evidenceOf),
        because: spanOf(because.reading, because.first, because.last),
      }),
    ),
    unexplained,
    privacy: [],
    review: reviewOf(reasons, outcomes, unexplained, readings),
    taxonomy: { id: taxonomy.id, version: taxonomy.version, digest: taxonomy.digest },
    coder: { version },
  }
}

function idOf(entry: Entry, row: number): string | number {
  const { id } = entry
  return (typeof id === 'string' && id !== '') || typeof id === 'number' ? id : row
}

function minutesOf(value: Entry['minutes']): number | undefined {
  if (value === null || value === undefined || value === '') return undefined
  const minutes = Number(value)
  return Number.isFinite(minutes) && minutes >= 0 ? minutes : undefined
}

function outcomeOf(coding: Coding, confidence: number, evidence: readonly Evidence[]): OutcomeCoding {
  const { code, kind, target, interval } = coding
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
  const { code, drug, role, dose, frequency } = coding
  return {
    ...(drug && { drug }),
    class: code,
    role: role as string,
    ...(dose && { dose }),
    ...(frequency && { frequency }),
    confidence,
    evidence,
  }
}

function measureOf(coding: Coding, evidence: readonly Evidence[], lexicon: Lexicon): Measure {
  const { code, score } = coding
  const scale = lexicon.taxonomy.scales.find((candidate) => candidate.id === code) as Scale
  const band = score === undefined ? undefined : scale.bands.find(({ upTo }) => score <= upTo)?.label
  return { scale: code, ...(score !== undefined && { score }), ...(band && { band }), evidence }
}

/** Written out, without spreading one object into another: this is made for every word of every code. */
function evidenceOf(mark: Mark): Evidence {
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
      return 'clipped'
    case Means.Sounded:
      return 'sounded'
    default:
      return mark.entry.shorthand ? 'shorthand' : mark.entry.term === '' ? 'rule' : 'exact'
  }
}

/** Tokens first to last as a span of the original text. */
export function spanOf(reading: FieldReading, first: number, last: number): Span {
  const { text, tokens } = reading
  const from = tokens[first]?.start ?? 0
  const to = tokens[last]?.end ?? 0
  const { map, original, field } = text
  const start = map ? (map[from] as number) : from
  const end = map ? endIn(map, to) : to
  return { field, start, end, text: original.slice(start, end) }
}

/** The end of what folded unit `to - 1` came from: a letter takes the marks that were folded away behind it along. */
function endIn(map: Int32Array, to: number): number {
  const last = map[to - 1] as number
  let next = to
  while (next < map.length && (map[next] as number) <= last) next++
  return map[next] ?? last + 1
}

/** Words that no wording covers and that are not plain, run by run. */
function unread(reading: FieldReading, lexicon: Lexicon): Span[] {
  const { tokens, mentions } = reading
  const read = new Uint8Array(tokens.length)
  for (const { covers, first, last } of mentions) {
    if (covers) for (const i of covers) read[i] = 1
    else read.fill(1, first, last + 1)
  }
  const spans: Span[] = []
  let first = -1
  let last = -1
  for (let i = 0; i <= tokens.length; i++) {
    const token = tokens[i]
    if (token && read[i] === 0) {
      if (token.kind !== 'word' || lexicon.plain.has(token.text)) continue
      if (first < 0) first = i
      last = i
    } else if (first >= 0) {
      spans.push(spanOf(reading, first, last))
      first = -1
    }
  }
  return spans
}

function reviewOf(
  reasons: readonly ReasonCoding[],
  outcomes: readonly OutcomeCoding[],
  unexplained: readonly Span[],
  readings: readonly FieldReading[],
): Review {
  const why: string[] = []
  const doubt = (list: string, codings: readonly { readonly confidence: number }[]) => {
    codings.forEach(({ confidence }, at) => {
      if (confidence < sure)
        why.push(`${list}[${at}]: confidence ${confidence.toFixed(2)} below ${sure.toFixed(2)}`)
    })
  }
  doubt('reasons', reasons)
  doubt('outcomes', outcomes)
  let words = 0
  for (const span of unexplained) words += span.text.split(/\s+/).length
  if (words >= manyWords) why.push(`unexplained: ${words} words`)
  const isRead = readings.some(({ tokens }) => tokens.length > 0)
  if (isRead && reasons.length === 0 && outcomes.length === 0) why.push('nothing coded')
  return { needed: why.length > 0, why }
}
