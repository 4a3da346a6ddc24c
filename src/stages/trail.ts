/** All that was read of an entry, in words and spans. */
import type { FieldReading } from '../model/coding.ts'
import type { Find } from '../model/reading.ts'
import type { JotRecord, Span } from '../model/record.ts'
import type { FieldTrail, Trail, TrailDrop } from '../model/trail.ts'

export function trail(record: JotRecord, readings: readonly FieldReading[], spanOf: SpanOf): Trail {
  return { record, fields: readings.map((reading) => fieldTrail(reading, spanOf)) }
}

type SpanOf = (reading: FieldReading, first: number, last: number) => Span

function fieldTrail(reading: FieldReading, spanOf: SpanOf): FieldTrail {
  const { text, tokens, frames } = reading
  const span = ({ first, last }: { first: number; last: number }) => spanOf(reading, first, last)
  return {
    field: text.field,
    text: text.original,
    tokens: Array.from({ length: tokens.length }, (_, at) => spanOf(reading, at, at)),
    mentions: frames.map(({ mention, status, cue, action }) => ({
      ...span(mention),
      readings: mention.entries.map(({ kind, id, term }) => ({ kind, id, term })),
      status,
      ...(cue && { cue: span(cue) }),
      ...(action && { action: span(action) }),
    })),
    dropped: dropped(reading, span),
  }
}

function dropped(reading: FieldReading, span: (at: Find) => Span): TrailDrop[] {
  // What stands in longer words of the same thing is not dropped: "f/u" within "f/u 2/52".
  const stands = (find: Find) =>
    reading.mentions.some(
      (mention) =>
        mention.first <= find.last &&
        mention.last >= find.first &&
        mention.entries.some(({ kind, id }) => kind === find.entry.kind && id === find.entry.id),
    )
  return (reading.finds ?? [])
    .filter((find) => !stands(find))
    .map((find) => ({
      ...span(find),
      kind: find.entry.kind,
      id: find.entry.id,
      term: find.entry.term,
      why: reading.mentions.some((mention) => mention.first <= find.last && mention.last >= find.first)
        ? 'other words, longer or surer, took its place'
        : 'not in the company it needs',
    }))
}
