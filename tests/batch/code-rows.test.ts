import { expect, test } from 'vitest'
import { type CodedRows, codeHandful } from '../../src/batch/code-handful.ts'
import { type BatchOptions, codeRows } from '../../src/batch/code-rows.ts'
import type { ReadRow, Row } from '../../src/files/row.ts'
import { recordOf } from '../files/record.ts'

async function* batches(...all: readonly (readonly Row[])[]): AsyncGenerator<readonly Row[]> {
  for (const batch of all) yield batch
}
const row = (number: number): Row => ({ number, entry: { note: 'x' } })
const bad = (number: number): Row => ({ number, line: number + 1, why: 'bad', raw: '' })
const rowsTo = (count: number) => Array.from({ length: count }, (_, i) => row(i + 1))

/** Each row becomes a line with its number. */
const numbered = (rows: readonly ReadRow[]): CodedRows =>
  codeHandful(rows, { code: recordOf }, { row: ({ number }) => `${number}\n` })

function run(rows: AsyncIterable<readonly Row[]>, more: Partial<BatchOptions> = {}) {
  const seen: string[] = []
  const options: BatchOptions = {
    code: numbered,
    rows,
    write: async (text) => void seen.push(...text.trimEnd().split('\n')),
    reject: async ({ number }) => void seen.push(`bad ${number}`),
    ...more,
  }
  return { seen, tally: codeRows(options) }
}

test('rows are coded in their order, rejected ones set aside, and all counted', async () => {
  const { seen, tally } = run(batches([row(1), bad(2)], [], [row(3)]))
  expect(await tally).toEqual({
    coded: 2,
    rejected: 1,
    codes: 10,
    review: 2,
    identifying: 0,
    interrupted: false,
  })
  expect(seen).toEqual(['1', 'bad 2', '3'])
})

test('what is coded side by side comes out in the order of the input', async () => {
  let working = 0
  let most = 0
  const code = async (rows: readonly ReadRow[]) => {
    most = Math.max(most, ++working)
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 10))
    working--
    return numbered(rows)
  }
  const { seen, tally } = run(batches(rowsTo(3000), rowsTo(3000)), { code, ahead: 4 })
  expect((await tally).coded).toBe(6000)
  expect(seen.map(Number)).toEqual([...rowsTo(3000), ...rowsTo(3000)].map(({ number }) => number))
  expect(most).toBe(4)
})

test('no more is read than is coded: what waits is bounded', async () => {
  let waiting = 0
  let most = 0
  async function* counted() {
    for (let number = 1; number <= 50; number++) {
      most = Math.max(most, ++waiting)
      yield [row(number)]
    }
  }
  const write = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    waiting--
  }
  await run(counted(), { write }).tally
  expect(most).toBe(1)
  waiting = most = 0
  await run(counted(), { write, ahead: 3 }).tally
  expect(most).toBe(3)
})

test('a run goes on after the rows of the one before', async () => {
  const after = { coded: 3, rejected: 1, codes: 15, review: 3, identifying: 0, interrupted: true }
  const { seen, tally } = run(batches([row(1), bad(2), row(3)], [row(4), row(5), row(6)]), { after })
  expect(await tally).toMatchObject({ coded: 5, rejected: 1, codes: 25, interrupted: false })
  expect(seen).toEqual(['5', '6'])
})

test('what is counted when it settles is written, and nothing else', async () => {
  const at: [number, number][] = []
  const seen: string[] = []
  await run(batches(rowsTo(1000)), {
    ahead: 3,
    write: async (text) => void seen.push(...text.trimEnd().split('\n')),
    settled: async ({ coded }) => void at.push([coded, seen.length]),
  }).tally
  expect(at.at(-1)).toEqual([1000, 1000])
  expect(at.filter(([counted, written]) => counted !== written)).toEqual([])
})

test('a signal ends the run between two handfuls', async () => {
  const controller = new AbortController()
  const seen: string[] = []
  async function* endless() {
    for (let number = 1; ; number++) yield [row(number)]
  }
  const write: BatchOptions['write'] = async (text) => {
    seen.push(text)
    if (seen.length === 5) controller.abort()
  }
  const { tally } = run(endless(), { write, signal: controller.signal })
  expect(await tally).toMatchObject({ coded: 5, interrupted: true })
  expect(seen).toEqual(['1\n', '2\n', '3\n', '4\n', '5\n'])
})

test('what the writer throws comes out, and so does what a worker throws', async () => {
  const write = async () => {
    throw new Error('disk')
  }
  await expect(run(batches([row(1)]), { write }).tally).rejects.toThrow('disk')
  const code = async () => {
    throw new Error('worker')
  }
  await expect(run(batches([row(1)], [row(2)]), { code, ahead: 4 }).tally).rejects.toThrow('worker')
})
