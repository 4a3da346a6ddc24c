/** What looks identifying: NHS and telephone numbers, addresses, dates of birth, names; and the way to mask it. */
import type { Lexicon } from '../lexicon/compile.ts'
import { columnKey, type Identifiers, Part } from '../lexicon/identifiers.ts'
import type { FieldReading } from '../model/coding.ts'
import { Bit } from '../model/lexicon.ts'
import type { Text } from '../model/reading.ts'
import type { PrivacyFlag } from '../model/record.ts'
import { fold, originalEnd, originalStart } from '../text/fold.ts'
import { findEmails, findPostcodes } from './privacy/addresses.ts'
import { Coverage } from './privacy/coverage.ts'
import { findDates } from './privacy/dates.ts'
import { type Found, Line } from './privacy/line.ts'
import { findNames, type Knowledge } from './privacy/names.ts'
import { findNumbers } from './privacy/numbers.ts'

/** Where a text, in offsets of the original, looks identifying. */
export type Identifying = Omit<PrivacyFlag, 'field'>

/** The flags of all texts that were read, in text order; none overlap. */
export function privacy(readings: readonly FieldReading[], lexicon: Lexicon): PrivacyFlag[] {
  const flags: PrivacyFlag[] = []
  for (let i = 0; i < readings.length; i++) {
    const reading = readings[i] as FieldReading
    const { field } = reading.text
    for (const { kind, start, end } of identifyingIn(reading.text, reading, lexicon))
      flags.push({ kind, field, start, end })
  }
  return flags
}

/** The same for a value of another column, which no rule has read. In that of the practitioner any name is told. */
export function identifying(original: string, column: string, lexicon: Lexicon): Identifying[] {
  const { text: folded, map } = fold(original)
  return identifyingIn({ original, folded, map }, null, lexicon, column === 'practitioner')
}

/** Does the header of a column say that whatever stands in it is identifying? */
export const isIdentifyingColumn = (header: string, { identifiers }: Lexicon): boolean =>
  identifiers.columns.has(columnKey(header))

type PlainText = Pick<Text, 'original' | 'folded' | 'map'>

function identifyingIn(
  text: PlainText,
  reading: FieldReading | null,
  lexicon: Lexicon,
  isPerson = false,
): Identifying[] {
  const { identifiers } = lexicon
  const line = new Line(text, identifiers, isPerson)
  const found = [
    ...byForm(line, identifiers, reading),
    ...(mayName(line) ? findNames(line, knowledge(reading, lexicon)) : []),
  ]
  if (found.length === 0) return []
  return apart(found).map(({ kind, start, end }) => ({
    kind,
    start: originalStart(text, start),
    end: originalEnd(text, end),
  }))
}

/** Most notes have nothing that any of these could begin with. */
function byForm(line: Line, identifiers: Identifiers, reading: FieldReading | null): Found[] {
  const found = line.hasAt ? findEmails(line, identifiers) : []
  if (line.digitStarts.length === 0) return found
  const services = reading && new Coverage(reading, Bit.service)
  const isService = (start: number, end: number) => services !== null && services.of(start, end) !== 'no'
  return [
    ...found,
    ...findNumbers(line, identifiers, isService),
    ...findPostcodes(line, identifiers),
    ...findDates(line, identifiers),
  ]
}

const mayName = ({ seen, isPerson }: Line) =>
  isPerson || (seen & (Part.Given | Part.Surname | Part.Title | Part.Herald)) !== 0

/** In text order, those that overlap as one: the kind is that of the one that begins first, then of the longest. */
function apart(found: readonly Found[]): Found[] {
  const whole: Found[] = []
  for (const one of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const before = whole.at(-1)
    if (before !== undefined && one.start < before.end)
      whole[whole.length - 1] = { ...before, end: Math.max(before.end, one.end) }
    else whole.push(one)
  }
  return whole
}

function knowledge(reading: FieldReading | null, { vocabulary, plain }: Lexicon): Knowledge {
  const coverage = reading && new Coverage(reading, tellsNoName)
  return {
    isOrdinary: (word) => vocabulary.isOrdinary(word),
    isTerm: (word) => plain.has(word) || vocabulary.isWord(word),
    isRead: (start, end) => coverage?.of(start, end) ?? 'no',
  }
}

/** Kinds whose wordings say what they are about; cues and actions are of any word around them. */
const tellsNoName =
  Bit.service |
  Bit.medication |
  Bit.scale |
  Bit.concept |
  Bit.reason |
  Bit.outcome |
  Bit.frequency |
  Bit.interval
