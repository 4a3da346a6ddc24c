/** The columns that coding adds to a table. */
import type { JotRecord, OutcomeCoding } from '../model/record.ts'
import type { Cell } from './cell.ts'

/** What the columns need to know of the taxonomy. */
export interface ColumnOptions {
  /** Outcome categories that are follow-ups: their items go to `follow_up` alone, those of all others to `services`. */
  readonly followUps: ReadonlySet<string>
  /** The categories that get a column each, 1 where an entry has them and 0 where not. */
  readonly wide?: WideColumns | undefined
}

export interface WideColumns {
  readonly reasons: readonly string[]
  readonly outcomes: readonly string[]
}

type CellOf = (record: JotRecord, options: ColumnOptions) => Cell

/**
 * Name and content of each column, in the order of the contract. Lists are joined by "; ".
 * - `outcomes` says the category of every item, so a category stands as often as it is counted;
 * - `services` says the items that have a kind or a target in full, as `category|kind|target`, `-` for none, as
 *   the taxonomy's examples do, so that nothing of the record's outcomes is lost;
 * - `follow_up` says who and when of follow-ups, and of all else that has an interval, as `target interval`: `mhp P2W`.
 */
const columns: readonly (readonly [name: string, cell: CellOf])[] = [
  ['reasons', (record) => list(record.reasons.map(({ code }) => code))],
  ['outcomes', (record) => list(record.outcomes.map(({ code }) => code))],
  [
    'services',
    (record, { followUps }) =>
      list(
        record.outcomes.filter((item) => !followUps.has(item.code) && (item.kind ?? item.target)).map(inFull),
      ),
  ],
  [
    'medications',
    (record) => list(record.medications.map((item) => [item.drug ?? '-', item.class, item.role].join('|'))),
  ],
  [
    'follow_up',
    (record, { followUps }) =>
      list(
        record.outcomes
          .filter((item) => hasWhen(item, followUps))
          .map(({ target, interval }) => [target, interval].filter(Boolean).join(' ')),
      ),
  ],
  ['referral_source', (record) => record.referralSource?.code ?? ''],
  ['avoided_gp', (record) => record.avoidedGp.answer],
  ['avoided_cmht', (record) => record.avoidedCmht.answer],
  ['confidence_min', (record) => lowestConfidence(record)],
  ['review_needed', (record) => (record.review.needed ? 'yes' : 'no')],
  ['review_why', (record) => list(record.review.why)],
]

const list = (items: readonly string[]) => items.join('; ')
const inFull = ({ code, kind, target }: OutcomeCoding) => [code, kind ?? '-', target ?? '-'].join('|')
const hasWhen = (item: OutcomeCoding, followUps: ReadonlySet<string>) =>
  item.interval !== undefined || followUps.has(item.code)

/** The lowest confidence of all that was coded; empty where nothing was. */
function lowestConfidence({ reasons, outcomes, referralSource, medications }: JotRecord): Cell {
  const coded = [...reasons, ...outcomes, ...medications, ...(referralSource ? [referralSource] : [])]
  return coded.length === 0 ? null : Math.min(...coded.map(({ confidence }) => confidence))
}

/** The cells that a record adds to its row, in the order of `codedHeaders`. */
export function codedCells(record: JotRecord, options: ColumnOptions): Cell[] {
  const cells = columns.map(([, cell]) => cell(record, options))
  if (options.wide === undefined) return cells
  const flags = (categories: readonly string[], coded: readonly { readonly code: string }[]) => {
    const found = new Set(coded.map(({ code }) => code))
    return categories.map((id) => (found.has(id) ? 1 : 0))
  }
  const { reasons, outcomes } = options.wide
  return [...cells, ...flags(reasons, record.reasons), ...flags(outcomes, record.outcomes)]
}

/**
 * The headers of the added columns. One that the table has already, in whatever case, is headed `coded_...`
 * instead, and numbered where even that is taken: no column of the input is ever replaced.
 */
export function codedHeaders(taken: readonly string[], wide?: WideColumns): string[] {
  const keys = new Set(taken.map((header) => header.trim().toLowerCase()))
  return usualHeaders(wide).map((name) => {
    let header = name
    for (let n = 1; keys.has(header); n++) header = n === 1 ? `coded_${name}` : `coded_${name}_${n}`
    keys.add(header)
    return header
  })
}

/** Which added columns are headed otherwise than usual: `reasons` → `coded_reasons`. */
export function renamedHeaders(headers: readonly string[], wide?: WideColumns): string[] {
  return usualHeaders(wide).flatMap((name, i) => (headers[i] === name ? [] : [`${name} as ${headers[i]}`]))
}

/** `low-x` of the reasons is headed `reason_low_x`, which every statistics package takes as a name. */
function usualHeaders(wide: WideColumns | undefined): string[] {
  const named = (kind: string, ids: readonly string[]) =>
    ids.map((id) => `${kind}_${id.replaceAll('-', '_')}`)
  return [
    ...columns.map(([name]) => name),
    ...named('reason', wide?.reasons ?? []),
    ...named('outcome', wide?.outcomes ?? []),
  ]
}
