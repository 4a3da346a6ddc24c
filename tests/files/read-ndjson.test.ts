import { expect, test } from 'vitest'
import { readNdjson } from '../../src/files/read-ndjson.ts'
import { contentsOf, readHostile, textInPieces } from './stream.ts'

const read = async (text: string, columns = {}, size = 5) =>
  contentsOf(await readNdjson(textInPieces(text, size), { name: 'x', columns, notice: () => {} }))

test('bad lines are rejected, each with its line and reason and no word of it', async () => {
  const { rows, rejected } = await readHostile('broken-lines.ndjson')
  expect(rows.map(({ entry }) => entry)).toEqual([
    { id: 'a', reason: 'anx', outcome: 'ref S2W' },
    { id: 'd', reason: 'low mood', extra: { deep: [1] } },
  ])
  expect(rejected.map(({ line, why }) => [line, why])).toEqual([
    [2, 'the line is not well-formed JSON'],
    [4, 'the line is no JSON object'],
    [5, 'its reason is no text'],
    [6, 'the line is no JSON object'],
  ])
})

test('one JSON array is no NDJSON', async () => {
  await expect(readHostile('array.ndjson')).rejects.toThrow(/one JSON array/)
})

test('keys are known by their spelling, the first of two; and by what is asked for', async () => {
  expect((await read('{"Key reasons":"a","Reasons":"b"}\n')).rows[0]?.entry).toEqual({
    reason: 'a',
    Reasons: 'b',
  })
  expect((await read('{"Reasons":"b","reason":"a"}')).rows[0]?.entry).toEqual({ reason: 'a', Reasons: 'b' })
  expect((await read('{"why":"a","reason":"b"}', { reason: 'why' })).rows[0]?.entry).toEqual({
    reason: 'a',
    'reason (column)': 'b',
  })
})

test('a coded record is not coded again', async () => {
  const { rejected } = await read('{"id":1,"entry":{},"reasons":[],"coder":{}}')
  expect(rejected[0]?.why).toMatch(/coded record already/)
})

test('a line as long as it likes is one line', async () => {
  const note = 'x'.repeat(5_000_000)
  const { rows } = await read(`{"note":"${note}"}\n{"note":"y"}\n`, {}, 1 << 16)
  expect(rows.map(({ entry }) => entry.note?.length)).toEqual([note.length, 1])
})
