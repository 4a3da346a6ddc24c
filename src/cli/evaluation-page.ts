/** An evaluation as people read it. */

import { resamples } from '../statistics/bootstrap.ts'
import type { MeasureName, Words } from '../statistics/codes.ts'
import type { Evaluation, Share } from '../statistics/evaluate.ts'
import { type CodeScore, type MeasureScore, macroFrom } from '../statistics/measure.ts'
import type { MissedCode, NoteError } from '../statistics/note-errors.ts'
import type { Score } from '../statistics/score.ts'
import { named, percent, range, titles, two } from './figures.ts'
import type { Block, Section, Table } from './page.ts'
import { reliabilityBlocks } from './reliability-table.ts'
import { printable } from './terminal.ts'
import { counted, thousands } from './words.ts'

/** Lists whose codes are few enough to be shown one by one; the others are in the JSON. */
const listed: readonly MeasureName[] = ['reasons', 'outcomeCategories', 'targets', 'referralSource']
const longestList = 42
const mostConfusions = 12

export interface PageOptions {
  /** How many of the notes with errors are told, the first ones. */
  readonly errors: number
  /** Why a list is not scored, for whoever asks. */
  readonly why: readonly string[]
  /** Codes of either file that the taxonomy does not have. */
  readonly unknownCodes: number
}

export function evaluationPage(evaluation: Evaluation, options: PageOptions): Section[] {
  const told = Object.entries(evaluation.measures) as [MeasureName, MeasureScore][]
  return [
    overview(evaluation, told, options),
    ...safety(evaluation),
    ...told.filter(([name]) => listed.includes(name)).map(([name, score]) => categories(titles[name], score)),
    ...told
      .filter(
        ([name, { confusions }]) => (name === 'reasons' || name === 'outcomeItems') && confusions.length > 0,
      )
      .map(([name, score]) => confusions(titles[name], score)),
    ...answers(evaluation),
    ...calibration(evaluation),
    ...writers(evaluation),
    ...errors(evaluation, options.errors),
  ]
}

function overview(
  { notes, withoutRecord, withoutGold, exact, notScored }: Evaluation,
  told: readonly (readonly [MeasureName, MeasureScore])[],
  { why, unknownCodes }: PageOptions,
): Section {
  const missing = [
    ...(withoutRecord.length === 0
      ? []
      : [
          `${counted(withoutRecord.length, 'note')} of gold ${are(withoutRecord.length)} not coded, so all their codes are missed: ${named(withoutRecord)}.`,
        ]),
    ...(withoutGold.length === 0
      ? []
      : [
          `${counted(withoutGold.length, 'coded note')} ${are(withoutGold.length)} not in gold and left out: ${named(withoutGold)}.`,
        ]),
    ...(unknownCodes === 0
      ? []
      : [
          `${counted(unknownCodes, 'code')} ${are(unknownCodes)} not in the taxonomy: a slip in an id can never agree.`,
        ]),
    ...(notScored.length === 0
      ? []
      : [
          `Not scored: ${notScored.map((name) => titles[name]).join(', ')}${why.length === 0 ? '' : ` (${why.join('; ')})`}.`,
        ]),
  ]
  return {
    title: 'Agreement with gold',
    blocks: [
      { text: `${counted(notes, 'note')}; ${shareText(exact)} have every reason and outcome right.` },
      ...missing.map((text) => ({ text })),
      { table: overviewTable(told) },
      {
        text: `In %, with 95% intervals: Wilson for P and R, for F1 a seeded bootstrap over notes (${resamples} draws). Macro F1 is the mean of the codes that gold has ${macroFrom} times or more.`,
      },
    ],
  }
}

const are = (count: number) => (count === 1 ? 'is' : 'are')
const scoreHead = ['P', '', 'R', '', 'F1', '']
const scoreRight = [true, false, true, false, true, false]
const scoreCells = (score: Score) => [
  percent(score.precision),
  range(score.precisionInterval),
  percent(score.recall),
  range(score.recallInterval),
  percent(score.f1),
  range(score.f1Interval),
]

function overviewTable(told: readonly (readonly [MeasureName, MeasureScore])[]): Table {
  return {
    head: ['', 'gold', ...scoreHead, 'macro F1', '', 'of'],
    right: [false, true, ...scoreRight, true, false, true],
    spare: [9, 10],
    rows: told.map(([name, { micro, macro }]) => [
      titles[name],
      String(micro.count),
      ...scoreCells(micro),
      percent(macro.f1),
      range(macro.f1Interval),
      String(macro.codes),
    ]),
  }
}

function safety({ risk }: Evaluation): Section[] {
  if (risk === null) return []
  return [
    {
      title: `Risk (${risk.codes.join(', ')})`,
      blocks: [
        {
          list: [
            `said where gold has none: ${shareText(risk.falseAlarms)} of the notes`,
            `not said where gold has one: ${shareText(risk.overlooked)} of the notes`,
          ],
        },
      ],
    },
  ]
}

function shareText({ hits, cases, share, interval }: Share): string {
  return share === null
    ? `none of ${cases}`
    : `${thousands(hits)} of ${thousands(cases)} (${percent(share)}%, ${range(interval)})`
}

function categories(title: string, { byCode }: MeasureScore): Section {
  const shown = byCode.slice(0, longestList)
  const rest = byCode.length - shown.length
  const blocks: Block[] = [
    {
      table: {
        head: ['', 'gold', 'spurious', 'missed', ...scoreHead, 'kappa'],
        right: [false, true, true, true, ...scoreRight, true],
        spare: [5, 7],
        rows: shown.map((score) => categoryRow(score)),
      },
    },
    ...(rest > 0 ? [{ text: `and ${rest} rarer ones, which --json tells` }] : []),
  ]
  return { title: `By code: ${title}`, blocks: byCode.length === 0 ? [{ text: 'none' }] : blocks }
}

function categoryRow(score: CodeScore): string[] {
  const { code, count, spurious, missed } = score
  const cells = [String(count), String(spurious), String(missed), ...scoreCells(score), two(score.kappa)]
  return [printable(code), ...cells]
}

function confusions(title: string, { confusions }: MeasureScore): Section {
  const shown = confusions.slice(0, mostConfusions)
  return {
    title: `Missed, and in the same note said without need: ${title}`,
    blocks: [
      {
        table: {
          head: ['notes', 'missed', 'spurious'],
          right: [true, false, false],
          rows: shown.map(({ missed, spurious, notes }) => [
            String(notes),
            printable(missed),
            printable(spurious),
          ]),
        },
      },
      ...(confusions.length > shown.length
        ? [{ text: `and ${confusions.length - shown.length} rarer pairs, which --json tells` }]
        : []),
    ],
  }
}

function answers({ answers }: Evaluation): Section[] {
  const rows = (
    [
      ['avoided a GP appointment', answers.avoidedGp],
      ['avoided a CMHT referral', answers.avoidedCmht],
    ] as const
  ).flatMap(([title, score]) => (score ? [{ title, score }] : []))
  if (rows.length === 0) return []
  return [
    {
      title: 'Answers',
      blocks: [
        {
          list: rows.map(({ title, score }) => {
            const wrong = score.confusions
              .slice(0, 3)
              .map(({ gold, said, notes }) => printable(`${gold} as ${said || 'nothing'} ×${notes}`))
            return `${title}: ${shareText(score)} right, kappa ${two(score.kappa)}${wrong.length > 0 ? `; ${wrong.join(', ')}` : ''}`
          }),
        },
      ],
    },
  ]
}

function calibration({ calibration }: Evaluation): Section[] {
  const { all, reasons, outcomeItems } = calibration
  if (all === null) return []
  const columns = [
    { title: 'all', reliability: all },
    { title: 'reasons', reliability: reasons },
    { title: 'outcome items', reliability: outcomeItems },
  ].flatMap(({ title, reliability }) => (reliability ? [{ title, reliability }] : []))
  return [{ title: 'Confidence: reasons and outcome items', blocks: reliabilityBlocks(columns, 'all') }]
}

function writers({ writers }: Evaluation): Section[] {
  if (writers.length === 0) return []
  const names = (Object.keys(titles) as MeasureName[]).filter((name) =>
    writers.some(({ scores }) => scores[name] !== undefined),
  )
  const shown = names.filter((name) => name !== 'referralSource' && name !== 'outcomeCategories')
  return [
    {
      title: 'By writer, F1',
      blocks: [
        {
          table: {
            head: ['', 'notes', ...shown.flatMap((name) => [titles[name], ''])],
            right: [false, true, ...shown.flatMap(() => [true, false])],
            spare: [9, 7],
            rows: writers.map(({ writer, notes, scores }) => [
              printable(writer),
              String(notes),
              ...shown.flatMap((name) => [
                percent(scores[name]?.f1 ?? null),
                range(scores[name]?.f1Interval ?? null),
              ]),
            ]),
          },
        },
      ],
    },
  ]
}

function errors({ errors, exact }: Evaluation, most: number): Section[] {
  if (most === 0 || errors.length === 0) return []
  const shown = errors.slice(0, most)
  return [
    {
      title: `Errors: ${shown.length} of ${counted(errors.length, 'note')}${exact.cases > 0 ? ` (of ${exact.cases})` : ''}`,
      blocks: shown.flatMap((error) => [{ text: errorHead(error) }, { table: errorTable(error) }]),
    },
  ]
}

function errorHead({ id, writer, entry, noRecord }: NoteError): string {
  const texts = (['reason', 'outcome', 'note'] as const).flatMap((field) => {
    const text = entry?.[field]
    return typeof text === 'string' && text.trim() !== '' ? [`${field}: “${text}”`] : []
  })
  const head = `${id}${writer === undefined ? '' : ` (${writer})`}${noRecord ? ', not coded' : ''}`
  return printable([head, ...texts].join('  '))
}

/** What was wrong, how sure the coder was, and on which words it rests. */
function errorTable({ differences, unexplained }: NoteError): Table {
  const rows = differences.flatMap(({ missed, spurious }) => [
    ...missed.map(({ code, aside }) => ['  missed', code, '', aside === undefined ? '' : asideText(aside)]),
    ...spurious.map(({ code, confidence, evidence }) => [
      '  spurious',
      code,
      confidence?.toFixed(2) ?? '',
      wordsText(evidence),
    ]),
  ])
  const unread = unexplained.length === 0 ? [] : [['  not read', '', '', wordsText(unexplained)]]
  return {
    head: ['', '', '', ''],
    right: [false, false, true, false],
    rows: [...rows, ...unread].map((row) => row.map(printable)),
  }
}

const asideText = ({ status, evidence, because }: NonNullable<MissedCode['aside']>) =>
  `set aside as ${status}: ${wordsText(evidence)} because of ${wordsText([because])}`

/** “low mod” as “low mood” (respelt); of a record without text, where the words stand. */
function wordsText(words: readonly Words[]): string {
  return words
    .map(({ field, start, end, text, term, how }) => {
      if (text === undefined) return `${field} ${start}–${end}`
      const read = term !== undefined && how !== 'exact' && term !== text ? ` as “${term}” (${how})` : ''
      return `“${text}”${read}`
    })
    .join(' + ')
}
