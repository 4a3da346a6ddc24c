import { beforeAll, expect, test } from 'vitest'
import { taxonomyOf } from '../taxonomies.ts'
import { type KnownIds, knownIds } from './known-ids.ts'
import { readMisses } from './read-misses.ts'

let known: KnownIds
beforeAll(async () => {
  known = knownIds(await taxonomyOf('dorset'))
})

test('a line is a field, a text and what must not come of it', () => {
  const text = '# theme\n\nreason: a: b ==> low-mood; sertraline\noutcome: x ==> nothing'
  expect(readMisses(text, 'made-up.txt', known)).toEqual([
    { line: 3, field: 'reason', text: 'a: b', absent: ['low-mood', 'sertraline'] },
    { line: 4, field: 'outcome', text: 'x', absent: ['nothing'] },
  ])
})

test.each([
  ['no arrow', 'reason: x', '1: a line is'],
  ['no ids', 'reason: x ==> ', '1: a line is'],
  ['unknown field', 'note: x ==> low-mood', '1: unknown field "note"'],
  ['unknown id', 'reason: x ==> lowmood', '1: unknown id "lowmood"'],
  ['an id of the other field', 'reason: x ==> signposting', '1: unknown id "signposting"'],
  ['the same text twice', 'reason: x ==> sleep\nreason: x ==> adhd', '2: "x" stands here twice'],
  ['nothing at all', '# theme\n', '2: there is no text'],
])('%s is refused', (_what, text, message) => {
  expect(() => readMisses(text, 'made-up.txt', known)).toThrow(`made-up.txt:${message}`)
})
