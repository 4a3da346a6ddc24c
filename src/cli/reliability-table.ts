/** Do confidences tell the truth? One or several answers, side by side. */
import type { Reliability } from '../statistics/reliability.ts'
import type { Block } from './page.ts'

export interface NamedReliability {
  readonly title: string
  readonly reliability: Reliability
}

const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)}%`)

/** @param binsOf the title of the one whose bins are shown; left out, those of all are */
export function reliabilityBlocks(columns: readonly NamedReliability[], binsOf?: string): Block[] {
  const binned = columns.filter(({ title }) => binsOf === undefined || title === binsOf)
  const tenths = Math.max(...binned.map(({ reliability }) => reliability.bins.length))
  return [
    { text: 'Tenths of the codes, the least sure first:' },
    {
      table: {
        head: ['tenth', ...binned.flatMap(({ title }) => [`said (${title})`, 'right', 'codes'])],
        right: [true, ...binned.flatMap(() => [true, true, true])],
        rows: Array.from({ length: tenths }, (_, at) => [
          String(at + 1),
          ...binned.flatMap(({ reliability }) => {
            const bin = reliability.bins[at]
            return bin ? [bin.said.toFixed(2), bin.right.toFixed(2), String(bin.codes)] : ['', '', '']
          }),
        ]),
      },
    },
    {
      table: {
        head: ['', ...columns.map(({ title }) => title)],
        right: [false, ...columns.map(() => true)],
        rows: [
          ['codes said', ...columns.map(({ reliability }) => String(reliability.codes))],
          [
            'expected calibration error',
            ...columns.map(({ reliability }) => percent(reliability.calibrationError)),
          ],
          ['Brier score', ...columns.map(({ reliability }) => reliability.brier.toFixed(3))],
          ...[0, 1].flatMap((place) => acceptanceRows(columns, place)),
        ],
      },
    },
  ]
}

function acceptanceRows(columns: readonly NamedReliability[], place: number): string[][] {
  const all = columns.map(({ reliability }) => reliability.acceptable[place])
  const wanted = all[0]?.wanted ?? 0
  return [
    [
      `acceptable at ${Math.round(100 * wanted)}% precision`,
      ...all.map((one) => percent(one?.share ?? null)),
    ],
    ['  from confidence', ...all.map((one) => (one?.from == null ? '–' : one.from.toFixed(2)))],
  ]
}
