/** The calls, one for each stage. */
import { readerOf } from './learned/open.ts'
import type { Reader } from './learned/reader.ts'
import { compile, type Lexicon } from './lexicon/compile.ts'
import type { FieldReading, Resolved } from './model/coding.ts'
import type { Entry } from './model/entry.ts'
import type { Text } from './model/reading.ts'
import type { Answer, JotRecord } from './model/record.ts'
import type { Taxonomy } from './model/taxonomy.ts'
import type { Trail } from './model/trail.ts'
import { confidence } from './stages/confidence.ts'
import { consult } from './stages/consult.ts'
import { context } from './stages/context.ts'
import { match, matchAnswer } from './stages/match.ts'
import { normalise } from './stages/normalise.ts'
import { identifying, isIdentifyingColumn, privacy } from './stages/privacy.ts'
import { record, spanOf } from './stages/record.ts'
import { type Identify, redactRecord, redactTrail } from './stages/redact.ts'
import { resolve } from './stages/resolve.ts'
import { tokenise } from './stages/tokenise.ts'
import { trail } from './stages/trail.ts'

export interface Coder {
  /**
   * Codes one entry. Any entry will do, and any string in it: no note is an error.
   * @param row what the record's `id` is when the entry has none (1 when left out)
   */
  code(entry: Entry, row?: number): JotRecord
  /** Codes entries one by one as they are asked for; an entry without an id gets its row number, from 1. */
  codeAll(entries: Iterable<Entry> | AsyncIterable<Entry>): AsyncGenerator<JotRecord, void, undefined>
  /** Codes one entry and tells how: tokens, mentions, cues and actions, and what was dropped. */
  explain(entry: Entry): Trail
  /**
   * A record of this coder with everything masked that looks identifying, each UTF-16 unit by a █, so that offsets stay
   * valid: in the texts that were read, where `privacy` says; in all other fields of the entry but `date` and `minutes`,
   * where they look so; and the whole of columns such as "NHS number". Once masked, a record stays as it is.
   */
  redact(record: JotRecord): JotRecord
  readonly taxonomy: Taxonomy
}

export interface Ways {
  /** Is everything that the coder gives masked? (false) */
  readonly redact?: boolean | undefined
  /** Does the second reader read along, where the taxonomy carries what it learned? (true) */
  readonly learned?: boolean | undefined
}

/** A coder for a checked taxonomy. Compiling it takes some hundredths of a second; keep the coder. */
export function coderOf(taxonomy: Taxonomy, { redact: redacts = false, learned = true }: Ways = {}): Coder {
  const lexicon = compile(taxonomy)
  const reader = learned ? readerOf(taxonomy) : noReader
  const identify: Identify = {
    inText: (text, key) => identifying(text, key, lexicon),
    isIdentifyingKey: (key) => isIdentifyingColumn(key, lexicon),
  }
  const redact = (record: JotRecord) => redactRecord(record, identify)
  const coded = (entry: Entry, row: number) => {
    const { record } = code(entry, row, lexicon, reader(), false)
    return redacts ? redact(record) : record
  }
  return {
    taxonomy,
    redact,
    code: (entry, row = 1) => coded(entry, row),
    async *codeAll(entries) {
      let row = 0
      for await (const entry of entries) yield coded(entry, ++row)
    },
    explain(entry) {
      const { record, readings } = code(entry, 1, lexicon, reader(), true)
      const told = trail(record, readings, spanOf)
      return redacts ? redactTrail(told, identify) : told
    },
  }
}

const noReader = () => null

/** All that the rules read of an entry, and the codings it resolves to. Holds good until another entry is read. */
export function readEntry(
  entry: Entry,
  lexicon: Lexicon,
): { readings: readonly FieldReading[]; resolved: Resolved } {
  return code(entry, 1, lexicon, null, false)
}

interface Coded {
  readonly record: JotRecord
  readonly readings: readonly FieldReading[]
  readonly resolved: Resolved
}

/** @param tell whether all that was found is wanted, for the trail */
function code(entry: Entry, row: number, lexicon: Lexicon, reader: Reader | null, tell: boolean): Coded {
  lexicon.vocabulary.trim()
  const answers = {
    avoidedGp: answer(entry, 'avoidedGp', lexicon),
    avoidedCmht: answer(entry, 'avoidedCmht', lexicon),
  }
  const texts = normalise(entry)
  const readings: FieldReading[] = []
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] as Text
    const tokens = tokenise(text, lexicon)
    const { mentions, intervals, drugs, scales, finds } = match(tokens, lexicon, text.field, tell)
    const frames = context(mentions, tokens, lexicon)
    readings.push({ text, tokens, mentions, intervals, drugs, scales, finds, frames })
  }
  const ruled = resolve(readings, lexicon)
  const resolved = consult(readings, ruled, reader, lexicon)
  const weighed = confidence(resolved, reader?.calibration ?? lexicon.taxonomy.calibration)
  const flags = privacy(readings, lexicon)
  return { record: record(entry, row, readings, weighed, answers, flags, lexicon), readings, resolved }
}

function answer(entry: Entry, field: 'avoidedGp' | 'avoidedCmht', lexicon: Lexicon): Answer {
  const choices = lexicon.taxonomy.rules.answers
  const value = entry[field]
  const [text] = value === undefined || value === null || value === '' ? [] : normalise({ note: value })
  if (!text || text.folded.trim() === '') return { answer: choices?.blank ?? '' }
  const tokens = tokenise(text, lexicon)
  const found = matchAnswer(tokens, lexicon.answers[field], lexicon)
  if (found) return { answer: found.id }
  if (tokens.length > 0) return { answer: choices?.unread ?? '' }
  const sign = text.folded.trim()
  const signed = lexicon.taxonomy.answers[field].find(({ signs }) => signs.includes(sign))
  return { answer: signed?.id ?? choices?.blank ?? '' }
}
