/** The seven calls. */
import { compile, type Lexicon } from './lexicon/compile.ts'
import type { FieldReading, Resolved } from './model/coding.ts'
import type { Entry } from './model/entry.ts'
import type { Answer, JotRecord } from './model/record.ts'
import type { Taxonomy } from './model/taxonomy.ts'
import type { Trail } from './model/trail.ts'
import { confidence } from './stages/confidence.ts'
import { context } from './stages/context.ts'
import { match, matchAnswer } from './stages/match.ts'
import { normalise } from './stages/normalise.ts'
import { record, spanOf } from './stages/record.ts'
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
  readonly taxonomy: Taxonomy
}

/** A coder for a checked taxonomy. Compiling it takes some hundredths of a second; keep the coder. */
export function coderOf(taxonomy: Taxonomy): Coder {
  const lexicon = compile(taxonomy)
  return {
    taxonomy,
    code: (entry, row = 1) => code(entry, row, lexicon).record,
    async *codeAll(entries) {
      let row = 0
      for await (const entry of entries) yield code(entry, ++row, lexicon).record
    },
    explain(entry) {
      const { record, readings } = code(entry, 1, lexicon)
      return trail(record, readings, spanOf)
    },
  }
}

/** The first five calls: all that is read of an entry, and the codings it resolves to, yet without confidence. */
export function readEntry(
  entry: Entry,
  lexicon: Lexicon,
): { readings: readonly FieldReading[]; resolved: Resolved } {
  const readings = normalise(entry).map((text): FieldReading => {
    const tokens = tokenise(text, lexicon)
    const { mentions, intervals, finds } = match(tokens, lexicon, text.field)
    const frames = context(mentions, tokens, lexicon)
    return { text, tokens, mentions, intervals, finds, frames }
  })
  return { readings, resolved: resolve(readings, lexicon) }
}

function code(
  entry: Entry,
  row: number,
  lexicon: Lexicon,
): { record: JotRecord; readings: readonly FieldReading[] } {
  const { readings, resolved } = readEntry(entry, lexicon)
  const weighed = confidence(resolved, lexicon)
  return { record: record(entry, row, readings, weighed, answers(entry, lexicon), lexicon), readings }
}

function answers(entry: Entry, lexicon: Lexicon): { avoidedGp: Answer; avoidedCmht: Answer } {
  return {
    avoidedGp: answer(entry, 'avoidedGp', lexicon),
    avoidedCmht: answer(entry, 'avoidedCmht', lexicon),
  }
}

function answer(entry: Entry, field: 'avoidedGp' | 'avoidedCmht', lexicon: Lexicon): Answer {
  const { rules } = lexicon.taxonomy
  const [text] = normalise({ note: entry[field] ?? '' })
  if (!text || text.folded.trim() === '') return { answer: rules.answers?.blank ?? '' }
  const tokens = tokenise(text, lexicon)
  const found = matchAnswer(tokens, lexicon.answers[field], lexicon)
  if (found) return { answer: found.id }
  return { answer: (tokens.length === 0 ? rules.answers?.blank : rules.answers?.unread) ?? '' }
}
