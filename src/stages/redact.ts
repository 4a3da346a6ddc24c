/**
 * Masks what looks identifying, unit by unit, so that every offset stays what it was:
 *
 *     pt John, low mood   →   pt ████, low mood
 */
import { type Entry, type Field, fields } from '../model/entry.ts'
import type { Evidence, JotRecord, PrivacyFlag, Span } from '../model/record.ts'
import type { FieldTrail, Trail, TrailMention } from '../model/trail.ts'

/** Stands for each UTF-16 unit of what is masked. */
export const mask = '█'

interface Stretch {
  readonly start: number
  readonly end: number
}

/** What looks identifying in a value of an entry that is none of the texts that are read. */
export interface Identify {
  /** Spans of a text. */
  readonly inText: (text: string, key: string) => readonly Stretch[]
  /** Does whatever stands under this key identify somebody? */
  readonly isIdentifyingKey: (key: string) => boolean
}

/** These say when and how long, and are read by no rule. */
const untouched: ReadonlySet<string> = new Set(['date', 'minutes'])

/** A record whose texts are masked: those of its entry, of all evidence and of what was not read. */
export function redactRecord(record: JotRecord, identify: Identify): JotRecord {
  const entry = redactEntry(record.entry, record.privacy, identify)
  const texts = textsOf(entry)
  const evidenced = <Item extends { readonly evidence: readonly Evidence[] }>(item: Item): Item => ({
    ...item,
    evidence: item.evidence.map(texts.again),
  })
  const { referralSource } = record
  return {
    ...record,
    id: record.entry.id === record.id ? (entry.id ?? record.id) : record.id,
    entry,
    reasons: record.reasons.map(evidenced),
    outcomes: record.outcomes.map(evidenced),
    referralSource: referralSource && evidenced(referralSource),
    medications: record.medications.map(evidenced),
    measures: record.measures.map(evidenced),
    setAside: record.setAside.map((item) => ({ ...evidenced(item), because: texts.again(item.because) })),
    unexplained: record.unexplained.map(texts.again),
  }
}

/** The same for a whole trail. */
export function redactTrail(trail: Trail, identify: Identify): Trail {
  const record = redactRecord(trail.record, identify)
  const texts = textsOf(record.entry)
  const mention = (found: TrailMention): TrailMention => ({
    ...texts.again(found),
    ...(found.cue && { cue: texts.again(found.cue) }),
    ...(found.action && { action: texts.again(found.action) }),
  })
  const redacted = (one: FieldTrail): FieldTrail => ({
    field: one.field,
    text: texts.text(one.field),
    tokens: one.tokens.map(texts.again),
    mentions: one.mentions.map(mention),
    dropped: one.dropped.map(texts.again),
  })
  return { record, fields: trail.fields.map(redacted) }
}

/** The texts of an entry that is masked, to take spans from anew. */
function textsOf(entry: Entry) {
  const text = (field: Field) => String(entry[field] ?? '')
  const again = <S extends Span>(span: S): S => ({
    ...span,
    text: text(span.field).slice(span.start, span.end),
  })
  return { text, again }
}

function redactEntry(entry: Entry, flags: readonly PrivacyFlag[], identify: Identify): Entry {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]: [string, unknown]) => {
      if (untouched.has(key)) return [key, value]
      if (!fields.some((field) => field === key)) return [key, new Values(identify).value(value, key)]
      const own = flags.filter(({ field }) => field === key)
      return [key, own.length === 0 ? value : masked(String(value), own)]
    }),
  )
}

/** A text of the same length. */
export function masked(text: string, spans: readonly Stretch[]): string {
  let result = ''
  let done = 0
  for (const { start, end } of spans) {
    result += text.slice(done, start) + mask.repeat(end - start)
    done = end
  }
  return result + text.slice(done)
}

/** Deeper than anything a log holds: what lies there, as in a value that holds itself, is masked without a look. */
const deepest = 20
/** The same for the number of values in one column. */
const most = 10_000

/** The values of a column, in whatever is in them. */
class Values {
  private readonly identify: Identify
  private count = 0

  constructor(identify: Identify) {
    this.identify = identify
  }

  value(value: unknown, key: string, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value, key)
    if (typeof value === 'number') {
      const text = this.text(String(value), key)
      return text === String(value) ? value : text
    }
    if (typeof value !== 'object' || value === null) return value
    if (depth > deepest || ++this.count > most) return mask
    if (Array.isArray(value)) return value.map((item: unknown) => this.value(item, key, depth + 1))
    // What is no plain data, such as a Date, is no text.
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, this.value(item, this.keyOf(key, name), depth + 1)]),
    )
  }

  private text(text: string, key: string): string {
    if (this.identify.isIdentifyingKey(key)) return mask.repeat(text.length)
    return masked(text, this.identify.inText(text, key))
  }

  /** What stands within something identifying is identifying, whatever it is called. */
  private keyOf(outer: string, inner: string): string {
    return this.identify.isIdentifyingKey(outer) ? outer : inner
  }
}
