import { beforeAll, describe, expect, test } from 'vitest'
import { taxonomyOf } from '../taxonomies.ts'
import { type KnownIds, knownIds } from './known-ids.ts'
import { readCases } from './read-cases.ts'

let known: KnownIds
beforeAll(async () => {
  known = knownIds(await taxonomyOf('dorset'))
})

const read = (...lines: readonly string[]) => readCases(lines.join('\n'), 'made-up.txt', known)

test('a case is its name, its entry and its codes', () => {
  const [first, second] = read(
    '# one',
    'reason: ?ADHD: wants ax',
    'outcome: ref REC',
    'avoided gp: ',
    '==>',
    'reasons: adhd?; anxiety',
    'outcomes: contacting-service|referral|steps-2-wellbeing; advice-support',
    'set aside: suicidality negated',
    'medications: -|antidepressant|requested',
    'avoided gp: blank',
    '',
    '# two',
    'note: x',
    '==>',
    'reasons: -',
  )
  expect(first).toMatchObject({
    name: 'one',
    line: 1,
    entry: { reason: '?ADHD: wants ax', outcome: 'ref REC', avoidedGp: '' },
  })
  expect(first?.expected.get('reasons')).toEqual(['adhd?', 'anxiety'])
  expect(first?.expected.get('set aside')).toEqual(['suicidality negated'])
  expect(second).toMatchObject({ name: 'two', line: 12, entry: { note: 'x' } })
  expect(second?.expected.get('reasons')).toEqual([])
})

describe('a malformed file is refused, with file and line', () => {
  const good = ['# one', 'reason: anx', '==>', 'reasons: anxiety']
  test.each<readonly [string, readonly string[], string]>([
    ['unknown key in the entry', ['# one', 'reasn: anx', '==>', 'reasons: -'], '2: unknown key "reasn"'],
    ['no key in the entry', ['# one', 'anx', '==>', 'reasons: -'], '2: unknown key "anx"'],
    [
      'key of an object itself',
      ['# one', 'constructor: x', '==>', 'reasons: -'],
      '2: unknown key "constructor"',
    ],
    ['unknown key in the codes', ['# one', 'reason: x', '==>', 'reason: anxiety'], '4: unknown key "reason"'],
    ['missing arrow', ['# one', 'reason: anx', '', ...good.with(0, '# two')], '1: "one" has no arrow'],
    [
      'missing arrow, codes written',
      ['# one', 'reason: anx', 'reasons: anxiety'],
      '3: unknown key "reasons"',
    ],
    ['second arrow', [...good, '==>'], '5: a second arrow'],
    ['unknown reason', ['# one', 'reason: x', '==>', 'reasons: anxiety; anxeity'], '4: unknown id "anxeity"'],
    ['unknown outcome', ['# one', 'outcome: x', '==>', 'outcomes: signpost'], '4: unknown id "signpost"'],
    [
      'unknown kind',
      ['# one', 'outcome: x', '==>', 'outcomes: contacting-service|ref|cmht'],
      '4: unknown id "ref"',
    ],
    [
      'unknown target',
      ['# one', 'outcome: x', '==>', 'outcomes: signposting|-|nowhere'],
      '4: unknown id "nowhere"',
    ],
    [
      'half an outcome',
      ['# one', 'outcome: x', '==>', 'outcomes: follow-up|mhp'],
      '4: unknown id "follow-up|mhp"',
    ],
    ['unknown status', ['# one', 'reason: x', '==>', 'set aside: anxiety gone'], '4: unknown id "gone"'],
    ['no status', ['# one', 'reason: x', '==>', 'set aside: anxiety'], '4: unknown id "anxiety"'],
    ['unknown source', ['# one', 'reason: x', '==>', 'source: mars'], '4: unknown id "mars"'],
    [
      'unknown drug',
      ['# one', 'reason: x', '==>', 'medications: aspro|other|reviewed'],
      '4: unknown id "aspro"',
    ],
    ['unknown answer', ['# one', 'avoided gp: y', '==>', 'avoided gp: y'], '4: unknown id "y"'],
    ['nothing said', ['# one', 'reason: x', '==>', 'reasons:'], '4: "reasons" says nothing'],
    ['an empty code', ['# one', 'reason: x', '==>', 'reasons: anxiety;'], '4: unknown id ""'],
    ['no name', ['#', 'reason: anx', '==>', 'reasons: anxiety'], '1: a case has no name'],
    ['text before the first name', ['reason: anx'], '1: a line stands before the first name'],
    ['duplicate name', [...good, '', ...good], '6: a second case is named "one"'],
    ['duplicate field', ['# one', 'reason: a', 'reason: b', '==>', 'reasons: -'], '3: a second "reason"'],
    ['duplicate codes', [...good, 'reasons: -'], '5: a second "reasons"'],
    ['empty case', ['# one', '', ...good.with(0, '# two')], '1: "one" is empty'],
    ['no entry', ['# one', '==>', 'reasons: anxiety'], '1: "one" has no entry'],
    ['no codes', ['# one', 'reason: anx', '==>'], '1: "one" says no codes'],
    ['nothing at all', ['', ''], '2: there is no case'],
  ])('%s', (_what, lines, message) => {
    expect(() => read(...lines)).toThrow(`made-up.txt:${message}`)
  })
})
