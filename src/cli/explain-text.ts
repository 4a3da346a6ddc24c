/** A trail as people read it. */
import type { Evidence, Measure, MedicationItem, OutcomeCoding, Span } from '../model/record.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import type { Trail, TrailDrop } from '../model/trail.ts'
import { type Fate, fatesOf, inColour, looks, markedText } from './marked-text.ts'
import { type Colours, printable, type Terminal } from './terminal.ts'
import { padded, wrapped } from './words.ts'

/** One line of a list: what, how sure, why. */
interface Item {
  readonly what: string
  readonly sure?: number
  readonly why: string
}

/** The whole page: the note with its marks, then every code with its words, then what was left. */
export function explainText(trail: Trail, taxonomy: Taxonomy, terminal: Terminal): string {
  const { out: colours, width } = terminal
  const { record } = trail
  const labels = labelsOf(taxonomy)
  const label = (code: string) => labels.get(code) ?? code
  const spans = fatesOf(record)
  const texts = trail.fields.map(({ field, text }) => {
    const own = spans.filter(([, span]) => span.field === field)
    return `${colours.bold(heading(field))}\n${markedText(text, own, width - 4, colours)}`
  })
  const seen = [...new Set(spans.map(([fate]) => fate))]
  const sections = [
    section(
      'Reasons',
      record.reasons.map(({ code, status, confidence, evidence }) => ({
        what: label(code) + (status === 'uncertain' ? ' (uncertain)' : ''),
        sure: confidence,
        why: words(evidence),
      })),
      colours,
    ),
    section(
      'Outcomes',
      record.outcomes.map((item) => outcomeItem(item, label)),
      colours,
    ),
    section(
      'Medications',
      record.medications.map((item) => ({
        what: medicationItem(item, label),
        sure: item.confidence,
        why: words(item.evidence),
      })),
      colours,
    ),
    section(
      'Measures',
      record.measures.map((measure) => ({
        what: measureItem(measure, label),
        why: words(measure.evidence),
      })),
      colours,
    ),
    section(
      'Referred by',
      record.referralSource
        ? [
            {
              what: label(record.referralSource.code),
              sure: record.referralSource.confidence,
              why: words(record.referralSource.evidence),
            },
          ]
        : [],
      colours,
    ),
    section(
      'Set aside',
      record.setAside.map(({ code, status, evidence, because }) => ({
        what: label(code),
        why: `${status}: ${words(evidence)} because of ${quote(because)}`,
      })),
      colours,
    ),
    section('Looks identifying', identifyingItems(trail), colours),
    section('Found, but not taken', droppedItems(trail), colours),
    notRead(record.unexplained, width, colours),
    section(
      'For review',
      record.review.why.map((why) => ({ what: why, why: '' })),
      colours,
    ),
  ]
  const nothing = record.reasons.length + record.outcomes.length + record.medications.length === 0
  return `${[...texts, legend(seen, colours), ...(nothing ? ['Nothing was coded.'] : []), ...sections].filter((part) => part !== '').join('\n\n')}\n`
}

const heading = (field: string) => field.charAt(0).toUpperCase() + field.slice(1)

function labelsOf(taxonomy: Taxonomy): ReadonlyMap<string, string> {
  const { reasons, outcomes, services, scales, medicationClasses, referralSources } = taxonomy
  // Services first: where an id is both, the later ones are the codes.
  const labelled = [services, scales, medicationClasses, referralSources.list, outcomes, reasons].flat()
  return new Map(labelled.map(({ id, label }) => [id, label]))
}

function outcomeItem(
  { code, kind, target, interval, confidence, evidence }: OutcomeCoding,
  label: (id: string) => string,
): Item {
  // "Referral → CMHT" says it all; the published label of its category would only lengthen the line.
  const what = kind ? heading(kind) : label(code)
  const details = [target && `→ ${label(target)}`, interval && `in ${spoken(interval)}`].filter(Boolean)
  return { what: [what, ...details].join(' '), sure: confidence, why: words(evidence) }
}

function medicationItem(
  { drug, class: group, role, dose, frequency, change }: MedicationItem,
  label: (id: string) => string,
): string {
  const named = [drug ?? label(group), dose, frequency].filter(Boolean).join(' ')
  if (!change) return `${named}: ${role}`
  const { direction, from, to } = change
  const steps = [direction, from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' ')
  return `${named}: ${role} (${steps})`
}

function measureItem(
  { scale, score, previous, result, band }: Measure,
  label: (id: string) => string,
): string {
  const parts = [
    label(scale),
    score,
    band && `(${band})`,
    result,
    previous !== undefined && `before: ${previous}`,
  ]
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ')
}

const units: Readonly<Record<string, string>> = { D: 'day', W: 'week', M: 'month', Y: 'year' }

/** `P2W` → "2 weeks". */
function spoken(interval: string): string {
  const [, count = '', unit = ''] = /^P(\d+)([DWMY])$/.exec(interval) ?? []
  const name = units[unit]
  return name === undefined ? interval : `${count} ${name}${count === '1' ? '' : 's'}`
}

const quote = (span: Span) => `“${printable(span.text).replace(/\s+/g, ' ')}”`

/** The words of a code, and how they were recognised where that is not plain. */
function words(evidence: readonly Evidence[]): string {
  return evidence
    .map((piece) => {
      const { term, how, distance } = piece
      if (how === 'exact' || how === 'shorthand') return quote(piece)
      // No wording was recognised.
      if (how === 'learned') return `${quote(piece)} (learned)`
      // A pattern of alternatives names no one word that was meant.
      if (/[(|{[]/.test(term)) return `${quote(piece)} (${how})`
      const edits = distance === undefined ? '' : `, ${distance} ${distance === 1 ? 'edit' : 'edits'} off`
      return `${quote(piece)} (${how} of “${term}”${edits})`
    })
    .join(' + ')
}

function section(title: string, items: readonly Item[], colours: Colours): string {
  if (items.length === 0) return ''
  const column = Math.min(64, Math.max(...items.map(({ what }) => what.length)))
  const lines = items.map(({ what, sure, why }) => {
    const number = sure === undefined ? '' : `${confidence(sure, colours)}  `
    return `  ${padded(what, column)}  ${number}${why === '' ? '' : colours.dim(why)}`.trimEnd()
  })
  return [colours.bold(title), ...lines].join('\n')
}

function confidence(sure: number, colours: Colours): string {
  const text = sure.toFixed(2)
  if (sure >= 0.9) return colours.green(text)
  return sure >= 0.7 ? colours.yellow(text) : colours.red(text)
}

/** What looks identifying as it now stands in the note: masked where it was asked to be. */
function identifyingItems({ record, fields }: Trail): Item[] {
  return record.privacy.map(({ kind, field, start, end }) => {
    const text = fields.find((one) => one.field === field)?.text.slice(start, end) ?? ''
    return { what: heading(kind.replaceAll('-', ' ')), why: quote({ field, start, end, text }) }
  })
}

/** Each pair of words and reason once: a wording may have been tried in several ways. */
function droppedItems({ fields }: Trail): Item[] {
  const items = fields.flatMap(({ dropped }) =>
    dropped.filter(({ kind }) => shown.has(kind)).map(droppedItem),
  )
  return [...new Map(items.map((item) => [`${item.what}\n${item.why}`, item])).values()]
}

/** What could have become a code. The parts of grammar that gave way are in the trail for who asks for JSON. */
const shown = new Set(['reason', 'outcome', 'service', 'medication', 'scale', 'source'])

const droppedItem = (drop: TrailDrop): Item => ({ what: `${quote(drop)} as ${drop.id}`, why: drop.why })

function notRead(spans: readonly Span[], width: number, colours: Colours): string {
  if (spans.length === 0) return ''
  const { colour } = looks.unread
  const list = wrapped(spans.map(quote).join(' '), width, '  ')
  return `${colours.bold('Not read')}\n${list
    .split('\n')
    .map((line) => inColour(colours, colour, line))
    .join('\n')}`
}

function legend(seen: readonly Fate[], colours: Colours): string {
  const order: readonly Fate[] = ['reason', 'outcome', 'detail', 'aside', 'cue', 'unread']
  const parts = order
    .filter((fate) => seen.includes(fate))
    .map(
      (fate) =>
        `${inColour(colours, looks[fate].colour, looks[fate].mark.repeat(2))} ${colours.dim(looks[fate].label)}`,
    )
  return parts.length === 0 ? '' : `  ${parts.join('   ')}`
}
