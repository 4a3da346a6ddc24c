/** A comparison as people read it. */
import type { AnswerField, MeasureName } from '../statistics/codes.ts'
import type {
  AnswerShift,
  CodeAgreement,
  CodeShift,
  Comparison,
  MatchedComparison,
  MeasureAgreement,
  UnmatchedComparison,
} from '../statistics/comparison.ts'
import type { Share } from '../statistics/evaluate.ts'
import type { Change, ChangedNote } from '../statistics/note-changes.ts'
import type { Interval } from '../statistics/proportion.ts'
import { named, percent, range, titles, two } from './figures.ts'
import type { Block, Section, Table } from './page.ts'
import { printable } from './terminal.ts'
import { counted, thousands } from './words.ts'

/** Lists whose codes are few enough to be shown one by one; the others are in the JSON. */
const listed: readonly MeasureName[] = [
  'reasons',
  'outcomeCategories',
  'targets',
  'medications',
  'referralSource',
]
const longestList = 42
const answerTitles: Readonly<Record<AnswerField, string>> = {
  avoidedGp: 'avoided a GP appointment',
  avoidedCmht: 'avoided a CMHT referral',
}
const changeNames: Readonly<Record<Change['what'], string>> = {
  removed: 'in A alone',
  added: 'in B alone',
  category: 'other category',
  kind: 'other kind',
  target: 'other target',
  drug: 'other drug',
  class: 'other class',
  role: 'other role',
  status: 'other status',
  confidence: 'other confidence',
  answer: 'other answer',
}

/** A comparison of which only some of the changed entries are told. */
export type Told<One extends Comparison = Comparison> = One & { readonly changedEntries: number }

/** @param names of the two files, A and B */
export function comparisonPage(comparison: Told, names: readonly [a: string, b: string]): Section[] {
  const [a, b] = names.map(printable)
  const files = `A is ${a}, B is ${b}.`
  return comparison.matched ? matchedPage(comparison, files) : unmatchedPage(comparison, files)
}

type Listed<Item> = readonly (readonly [MeasureName, Item])[]
const listsOf = <Item>(lists: Readonly<Partial<Record<MeasureName, Item>>>) =>
  Object.entries(lists) as unknown as Listed<Item>

function matchedPage(comparison: Told<MatchedComparison>, files: string): Section[] {
  const told = listsOf(comparison.measures)
  return [
    overview(comparison, told, files),
    ...told
      .filter(([name, { byCode }]) => listed.includes(name) && byCode.length > 0)
      .map(([name, agreement]) => codes(titles[name], agreement)),
    ...answers(comparison),
    ...entries(comparison),
  ]
}

function overview(
  { entries, onlyA, onlyB, same, changes, notCompared }: MatchedComparison,
  told: Listed<MeasureAgreement>,
  files: string,
): Section {
  const alone = [['A', onlyA] as const, ['B', onlyB] as const].flatMap(([side, ids]) =>
    ids.length === 0
      ? []
      : [`${counted(ids.length, 'entry', 'entries')} of ${side} alone, left out: ${named(ids)}.`],
  )
  const kinds = Object.entries(changeNames).flatMap(([what, name]) => {
    const count = changes[what as Change['what']]
    return count === undefined ? [] : [`${name} ${thousands(count)}`]
  })
  return {
    title: 'The same entries, coded twice',
    blocks: [
      { text: files },
      {
        text: `${counted(entries, 'entry', 'entries')} in both; ${shareText(same)} have the same codes and answers.`,
      },
      ...alone.map((text) => ({ text })),
      { text: kinds.length === 0 ? 'Nothing changed.' : `Changes: ${kinds.join(', ')}.` },
      ...notComparedText(notCompared),
      {
        table: {
          head: ['', 'A', 'B', 'both', 'A alone', 'B alone', 'same list', '', 'kappa'],
          right: [false, true, true, true, true, true, true, false, true],
          spare: [7],
          rows: told.map(([name, { a, b, both, same: agreed, kappa }]) => [
            titles[name],
            ...[a, b, both, a - both, b - both].map(thousands),
            percent(agreed.share),
            range(agreed.interval),
            two(kappa),
          ]),
        },
      },
      {
        text: '“Same list” is in % of the entries, with 95% intervals (Wilson). Kappa is over entries and all codes that either has. Codes count once an entry.',
      },
    ],
  }
}

const notComparedText = (names: readonly MeasureName[]): Block[] =>
  names.length === 0
    ? []
    : [{ text: `Not compared, as one side does not tell: ${names.map((name) => titles[name]).join(', ')}.` }]

const shareText = ({ hits, cases, share, interval }: Share) =>
  share === null ? `none of ${cases}` : `${thousands(hits)} (${percent(share)}%, ${range(interval)})`

function codes(title: string, { byCode }: MeasureAgreement): Section {
  const shown = byCode.slice(0, longestList)
  return {
    title: `By code: ${title}`,
    blocks: [
      {
        table: {
          head: ['', 'A', 'B', 'B − A', 'A alone', 'B alone', 'agree', '', 'kappa'],
          right: [false, true, true, true, true, true, true, false, true],
          spare: [7],
          rows: shown.map(codeRow),
        },
      },
      ...rest(byCode.length - shown.length),
    ],
  }
}

const codeRow = ({ code, a, b, both, same, kappa }: CodeAgreement) => [
  printable(code),
  thousands(a),
  thousands(b),
  signed(b - a, thousands),
  thousands(a - both),
  thousands(b - both),
  percent(same.share),
  range(same.interval),
  two(kappa),
]

const signed = (value: number, text: (value: number) => string) =>
  value === 0 ? '0' : `${value > 0 ? '+' : '−'}${text(Math.abs(value))}`

const rest = (count: number): Block[] =>
  count > 0 ? [{ text: `and ${counted(count, 'more code')}, which --json tells` }] : []

function answers({ answers: fields }: MatchedComparison): Section[] {
  return (Object.keys(answerTitles) as AnswerField[]).flatMap((field) => {
    const told = fields[field]
    if (told === undefined) return []
    return [
      {
        title: `Answers: ${answerTitles[field]}`,
        blocks: [
          { text: `The same in ${shareText(told.same)}, kappa ${two(told.kappa)}.` },
          {
            table: {
              head: ['', 'A', 'B', 'B − A'],
              right: [false, true, true, true],
              rows: told.byAnswer.map(({ answer, a, b }) => [
                printable(answer || '–'),
                thousands(a),
                thousands(b),
                signed(b - a, thousands),
              ]),
            },
          },
        ],
      },
    ]
  })
}

function entries({ changed, changedEntries }: Told<MatchedComparison>): Section[] {
  if (changed.length === 0) return []
  return [
    {
      title: `Changed entries: ${thousands(changed.length)} of ${thousands(changedEntries)}`,
      blocks: changed.flatMap((note) => [{ text: noteHead(note) }, { table: noteTable(note) }]),
    },
  ]
}

function noteHead({ id, writer, texts = {} }: ChangedNote): string {
  const said = Object.entries(texts).map(([field, text]) => `${field}: “${text}”`)
  return printable([writer === undefined ? id : `${id} (${writer})`, ...said].join('  '))
}

function noteTable({ changes }: ChangedNote): Table {
  const rows = changes.map((change) => {
    return [`  ${changeNames[change.what]}`, codeText(change), confidences(change), statuses(change)]
  })
  return {
    head: ['', '', '', ''],
    right: [false, false, false, false],
    rows: rows.map((row) => row.map(printable)),
  }
}

/** Of an item that changed, what it became is told by the part that did: `referral|cmht → gp`. */
function codeText({ what, a, b }: Change): string {
  if (a === null || b === null || a === b) return a ?? b ?? ''
  if (what === 'answer') return `${a || '–'} → ${b || '–'}`
  const before = a.split('|')
  return `${a} → ${b
    .split('|')
    .filter((part, at) => part !== before[at])
    .join('|')}`
}

function confidences({ confidenceA, confidenceB }: Change): string {
  if (confidenceA === undefined || confidenceB === undefined)
    return two(confidenceA ?? confidenceB ?? null, '')
  return `${two(confidenceA)} → ${two(confidenceB)}`
}

/** A status that both have is told where it differs; that of one alone where it is why the code is not there. */
function statuses({ what, statusA, statusB }: Change): string {
  if (what === 'status') return `${statusA} → ${statusB}`
  if (what === 'removed' && statusB !== undefined) return `set aside in B: ${statusB}`
  if (what === 'added' && statusA !== undefined) return `set aside in A: ${statusA}`
  return ''
}

function unmatchedPage(comparison: UnmatchedComparison, files: string): Section[] {
  const { entriesA, entriesB, measures, notCompared, answers: fields } = comparison
  const lists = listsOf(measures).filter(([name, shifts]) => listed.includes(name) && shifts.length > 0)
  const clear = [...lists.flatMap(([, shifts]) => shifts), ...Object.values(fields).flat()].map(isClear)
  return [
    {
      title: 'Different entries, side by side',
      blocks: [
        { text: files },
        {
          text: `${counted(entriesA, 'entry', 'entries')} in A, ${thousands(entriesB)} in B. In % of entries; the difference in percentage points, with its 95% interval (Newcombe).`,
        },
        {
          text: `The interval leaves out 0 in ${clear.filter(Boolean).length} of ${clear.length} rows (marked *); by chance alone, some ${Math.round(clear.length / 20)} would.`,
        },
        ...notComparedText(notCompared),
      ],
    },
    ...lists.map(([name, shifts]) =>
      shiftSection(
        `By code: ${titles[name]}`,
        shifts.map((shift) => [shift.code, shift] as const),
      ),
    ),
    ...(Object.keys(answerTitles) as AnswerField[]).flatMap((field) => {
      const shifts = fields[field]
      return shifts === undefined
        ? []
        : [
            shiftSection(
              `Answers: ${answerTitles[field]}`,
              shifts.map((shift) => [shift.answer || '–', shift] as const),
            ),
          ]
    }),
  ]
}

const isClear = ({ interval }: { readonly interval: Interval | null }) =>
  interval !== null && (interval.low > 0 || interval.high < 0)

function shiftSection(
  title: string,
  shifts: readonly (readonly [name: string, shift: CodeShift | AnswerShift])[],
): Section {
  const shown = shifts.slice(0, longestList)
  return {
    title,
    blocks: [
      {
        table: {
          head: ['', 'A', '%', 'B', '%', 'B − A', '', ''],
          right: [false, true, true, true, true, true, false, false],
          rows: shown.map(([name, shift]) => [printable(name), ...shiftCells(shift)]),
        },
      },
      ...rest(shifts.length - shown.length),
    ],
  }
}

function shiftCells(shift: CodeShift | AnswerShift): string[] {
  const { a, b, difference, interval } = shift
  const points = (value: number) => signed(Number((100 * value).toFixed(1)), (size) => size.toFixed(1))
  return [
    thousands(a.hits),
    percent(a.share),
    thousands(b.hits),
    percent(b.share),
    difference === null ? '–' : points(difference),
    interval === null ? '' : `${points(interval.low)} to ${points(interval.high)}`,
    isClear(shift) ? '*' : '',
  ]
}
