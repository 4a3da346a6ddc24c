/** A comparison as a table for spreadsheets: a row for every change, or for every code of two groups. */
import { csvLine } from '../files/write.ts'
import type { AnswerShift, CodeShift, Comparison } from '../statistics/comparison.ts'
import type { Change } from '../statistics/note-changes.ts'

const newline = '\r\n'
const line = (cells: readonly (string | number)[]) => csvLine(cells, ',', newline)

/** @param text whether the texts of the entries have columns */
export function comparisonTable(comparison: Comparison, text: boolean): string {
  return comparison.matched ? changeRows(comparison.changed, text) : shiftRows(comparison)
}

const fields = ['reason', 'outcome', 'note'] as const

function changeRows(
  changed: Extract<Comparison, { readonly matched: true }>['changed'],
  text: boolean,
): string {
  const told = text ? fields.filter((field) => changed.some(({ texts }) => texts?.[field] !== undefined)) : []
  const head = [
    'id',
    'writer',
    'list',
    'change',
    'a',
    'b',
    'confidence_a',
    'confidence_b',
    'status_a',
    'status_b',
  ]
  const rows = changed.flatMap(({ id, writer = '', texts, changes }) =>
    changes.map((change) => [
      id,
      writer,
      ...changeCells(change),
      ...told.map((field) => texts?.[field] ?? ''),
    ]),
  )
  return [[...head, ...told], ...rows].map(line).join('')
}

const changeCells = (change: Change): (string | number)[] => [
  change.measure,
  change.what,
  change.a ?? '',
  change.b ?? '',
  change.confidenceA ?? '',
  change.confidenceB ?? '',
  change.statusA ?? '',
  change.statusB ?? '',
]

function shiftRows({ measures, answers }: Extract<Comparison, { readonly matched: false }>): string {
  const head = ['list', 'code', 'a', 'a_of', 'a_share', 'b', 'b_of', 'b_share', 'difference', 'low', 'high']
  const cells = (list: string, code: string, { a, b, difference, interval }: CodeShift | AnswerShift) => [
    list,
    code,
    ...[a, b].flatMap(({ hits, cases, share }) => [hits, cases, rounded(share)]),
    ...[difference, interval?.low ?? null, interval?.high ?? null].map(rounded),
  ]
  const codes = Object.entries(measures).flatMap(([name, shifts]) =>
    shifts.map((shift) => cells(name, shift.code, shift)),
  )
  const said = Object.entries(answers).flatMap(([name, shifts]) =>
    shifts.map((shift) => cells(name, shift.answer, shift)),
  )
  return [head, ...codes, ...said].map(line).join('')
}

const rounded = (share: number | null) => (share === null ? '' : Number(share.toFixed(4)))
