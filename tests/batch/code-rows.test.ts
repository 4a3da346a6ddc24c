import { expect, test } from 'vitest'
import { type BatchOptions, codeRows } from '../../src/batch/code-rows.ts'
import type { Row } from '../../src/files/row.ts'
import { recordOf } from '../files/record.ts'

async function* batches(...all: readonly (readonly Row[])[]): AsyncGenerator<readonly Row[]> {
  for (const batch of all) yield batch
}
const row = (number: number): Row => ({ number, entry: { note: 'x' } })
const bad = (number: number): Row => ({ number, line: number + 1, why: 'bad', raw: '' })

function run(rows: AsyncIterable<readonly Row[]>, more: Partial<BatchOptions> = {}) {
  const seen: (string | number)[] = []
  const options: BatchOptions = {
    coder: { code: recordOf },
    rows,
    write: async (_, record) => void seen.push(record.id),
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
  expect(seen).toEqual([1, 'bad 2', 3])
})

test('no row is taken before the one before it is written', async () => {
  let waiting = 0
  let most = 0
  async function* counted() {
    for (let number = 1; number <= 50; number++) {
      waiting++
      most = Math.max(most, waiting)
      yield [row(number)]
    }
  }
  const write = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    waiting--
  }
  await run(counted(), { write }).tally
  expect(most).toBe(1)
})

test('a signal ends the run between two rows', async () => {
  const controller = new AbortController()
  const seen: number[] = []
  async function* endless() {
    for (let number = 1; ; number++) yield [row(number)]
  }
  const write: BatchOptions['write'] = async ({ number }) => {
    seen.push(number)
    if (number === 5) controller.abort()
  }
  const tally = await run(endless(), { write, signal: controller.signal }).tally
  expect(tally).toMatchObject({ coded: 5, interrupted: true })
  expect(seen).toEqual([1, 2, 3, 4, 5])
})

test('what the writer throws comes out', async () => {
  const write = async () => {
    throw new Error('disk')
  }
  await expect(run(batches([row(1)]), { write }).tally).rejects.toThrow('disk')
})
