/** A row of a coded table → what the report counts: the codes that stand in its cells, and no more. */
import { minutesOf } from '../model/entry.ts'
import { placed, type ReportEntry } from './entry.ts'
import { partsOf } from './gold-entry.ts'

/** Where each coded column stands; -1 where it does not. */
export interface CodedColumns {
  readonly place: number
  readonly practitioner: number
  readonly date: number
  readonly minutes: number
  readonly reasons: number
  readonly outcomes: number
  readonly services: number
  readonly medications: number
  readonly followUp: number
  readonly referralSource: number
  readonly avoidedGp: number
  readonly avoidedCmht: number
  readonly confidence: number
  readonly review: number
}

/** What no column says. */
export const limitsOfTables =
  'The codes were read from a table, which does not say measures, words that were not read, what looks identifying, doubt, the confidence of each code, nor which version of taxonomy and coder made it: for these, make the report of NDJSON records.'

/**
 * @param headers of the file
 * @param fields the field that each column is read as, by column
 * @returns undefined where the file was not coded
 */
export function codedColumns(
  headers: readonly string[],
  fields: readonly (string | undefined)[],
): CodedColumns | undefined {
  // A column that the log had already is headed coded_... by the coder.
  const coded = (name: string) => {
    const own = headers.findLastIndex((header) => new RegExp(`^coded_${name}(_\\d+)?$`).test(header))
    return own >= 0 ? own : headers.lastIndexOf(name)
  }
  const columns = {
    place: fields.indexOf('pcn'),
    practitioner: fields.indexOf('practitioner'),
    date: fields.indexOf('date'),
    minutes: fields.indexOf('minutes'),
    reasons: coded('reasons'),
    outcomes: coded('outcomes'),
    services: coded('services'),
    medications: coded('medications'),
    followUp: coded('follow_up'),
    referralSource: coded('referral_source'),
    avoidedGp: coded('avoided_gp'),
    avoidedCmht: coded('avoided_cmht'),
    confidence: coded('confidence_min'),
    review: coded('review_needed'),
  }
  return [columns.reasons, columns.outcomes, columns.services].includes(-1) ? undefined : columns
}

/** @param followUps outcomes whose items stand in the column `follow_up` */
export function entryOfRow(
  cells: readonly string[],
  columns: CodedColumns,
  followUps: ReadonlySet<string>,
): ReportEntry {
  const cell = (at: number) => cells[at] ?? ''
  const minutes = minutesOf(cell(columns.minutes))
  const source = cell(columns.referralSource)
  return {
    ...placed(cell(columns.place), cell(columns.practitioner), cell(columns.date)),
    ...(minutes !== undefined && { minutes }),
    reasons: [...new Set(listed(cell(columns.reasons)))],
    outcomes: outcomesOf(
      listed(cell(columns.outcomes)),
      listed(cell(columns.services)),
      listed(cell(columns.followUp)),
      followUps,
    ),
    medications: listed(cell(columns.medications)).map((item) => {
      const [drug, group = '', role = ''] = partsOf(item)
      return { drug, class: group, role }
    }),
    ...(source !== '' && { referralSource: source }),
    measures: [],
    avoidedGp: cell(columns.avoidedGp),
    avoidedCmht: cell(columns.avoidedCmht),
    quality: columns.review >= 0 ? { toReview: cell(columns.review) === 'yes' } : {},
  }
}

/**
 * Every item has its code in `outcomes`. Those in `services` say the rest of theirs; the targets of `follow_up` go to what
 * is left, follow-ups first, in order.
 */
function outcomesOf(
  codes: readonly string[],
  services: readonly string[],
  targets: readonly string[],
  followUps: ReadonlySet<string>,
): ReportEntry['outcomes'] {
  const said = services.map((item) => {
    const [code = '', kind, target] = partsOf(item)
    return { code, kind, target }
  })
  const left = [...codes]
  for (const { code } of said) {
    const at = left.indexOf(code)
    if (at >= 0) left.splice(at, 1)
  }
  const waiting = targets.map((item) => item.split(' ').find((part) => !/^P\d+[DWMY]$/.test(part)))
  const plain = left.map((code) => ({ code, target: followUps.has(code) ? waiting.shift() : undefined }))
  return [...said, ...plain]
}

const listed = (cell: string): string[] =>
  cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '')
