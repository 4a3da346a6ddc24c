import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { jotcode, smallTaxonomy } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'jotcode-evaluate-'))
const log = `id,writer,reason,outcome
1,R,"anx, low mood",ref S2W
2,R,no anxiety,f/u 2 weeks
3,S,feeling flat,
`
const gold = [
  { id: '1', reasons: ['anxiety'], outcomes: ['contacting-service|referral|steps'] },
  { id: '2', reasons: ['anxiety'], outcomes: ['follow-up|-|mhp'] },
  { id: '3', reasons: ['low-mood'], outcomes: [] },
]
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const lines = (items: readonly object[]) => `${items.map((item) => JSON.stringify(item)).join('\n')}\n`
const run = (...args: readonly string[]) => jotcode(args, { cwd: folder, env: { COLUMNS: '80' } })
const evaluate = (...args: readonly string[]) => run('evaluate', '--taxonomy', smallTaxonomy, ...args)

beforeAll(async () => {
  write('log.csv', log)
  write('gold.ndjson', lines(gold))
  write('gold.csv', 'id,reasons,outcomes\n1,anxiety,contacting-service\n2,anxiety,follow-up\n3,low-mood,\n')
  for (const name of ['coded.ndjson', 'coded.csv'])
    await run('code', 'log.csv', '--taxonomy', smallTaxonomy, '-o', name, '--quiet')
})

test('the figures, without colour and within the screen when piped', async () => {
  const { status, stdout, stderr } = await evaluate('gold.ndjson', 'coded.ndjson')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /^Agreement with gold\n {2}3 notes; 1 of 3 \(33\.3%, 6–79\) have every reason and outcome right\./,
  )
  expect(stdout).toMatch(/\n {2}reasons +3 +66\.7 +21–94 +66\.7 +21–94 +66\.7/)
  expect(stdout).toMatch(/\n {2}anxiety +2 +0 +1 +100\.0 .* 0\.40\n/)
  expect(stdout).toMatch(/By writer, F1\n.*\n {2}R +2 /)
  expect(stdout).not.toContain('\u001b')
  expect(stdout).not.toContain('Errors')
})

test('errors with the words that they rest on', async () => {
  const { stdout } = await evaluate('gold.ndjson', 'coded.ndjson', '--errors', 'all')
  expect(stdout).toContain('Errors: 2 of 2 notes (of 3)')
  expect(stdout).toMatch(/1 \(R\) {1,2}reason: “anx, low mood” outcome: “ref S2W”/)
  expect(stdout).toMatch(/spurious {2}low-mood +0\.50 {2}“low mood”/)
  expect(stdout).toMatch(/missed +anxiety +set aside as negated: “anxiety” because of “no”/)
  const { stdout: first } = await evaluate('gold.ndjson', 'coded.ndjson', '--errors', '1')
  expect(first).toContain('Errors: 1 of 2 notes')
})

test('a coded table gives the same figures; what it does not tell is said', async () => {
  const measures = async (...files: readonly string[]) =>
    JSON.parse((await evaluate(...files, '--json')).stdout).measures
  const byRecords = await measures('gold.ndjson', 'coded.ndjson')
  expect(await measures('gold.ndjson', 'coded.csv')).toEqual(byRecords)
  const { stdout } = await evaluate('gold.csv', 'coded.csv')
  expect(stdout).toMatch(
    /Not scored: outcome items, targets, medications, referral source\s+\(gold does not tell/,
  )
  expect(stdout).not.toContain('Confidence')
})

test('into files, by their extension', async () => {
  const markdown = await evaluate('gold.ndjson', 'coded.ndjson', '-o', 'agreement.md')
  expect([markdown.status, markdown.stdout]).toEqual([0, ''])
  expect(readFileSync(join(folder, 'agreement.md'), 'utf8')).toMatch(
    /^# Agreement with gold codes\n\n## Agreement[\s\S]*\n\| reasons \| 3 \| 66\.7 \|/,
  )
  await evaluate('gold.ndjson', 'coded.ndjson', '-o', 'agreement.json')
  expect(JSON.parse(readFileSync(join(folder, 'agreement.json'), 'utf8'))).toMatchObject({
    notes: 3,
    errors: [],
    notesWithErrors: 2,
  })
})

test('ids on one side alone, and codes that the taxonomy does not have, are told', async () => {
  write('other.ndjson', lines([...gold.slice(0, 2), { id: '9', reasons: ['anxeity'], outcomes: [] }]))
  const { status, stdout, stderr } = await evaluate('other.ndjson', 'coded.ndjson')
  expect(status).toBe(0)
  expect(stderr).toMatch(
    /other\.ndjson:3 {2}warning: there is no reason "anxeity".*\n.*did you mean "anxiety"/,
  )
  expect(stdout).toContain('1 note of gold is not coded, so all their codes are missed: 9.')
  expect(stdout).toContain('1 coded note is not in gold and left out: 3.')
  expect(stdout).toContain('1 code is not in the taxonomy')
})

describe('wrong use', () => {
  beforeAll(() => {
    write('twice.ndjson', lines([gold[0] ?? {}, gold[0] ?? {}]))
    write('elsewhere.ndjson', lines([{ ...gold[0], id: 'x' }]))
    write('broken.ndjson', '{"id": "1", "reasons": "anx"}\nno\n')
  })
  test.each([
    [['twice.ndjson', 'coded.ndjson'], /twice\.ndjson:2 {2}error: the id "1" stands twice: on line 1, too/],
    [['elsewhere.ndjson', 'coded.ndjson'], /no id of the one file is in the other/],
    [
      ['broken.ndjson', 'coded.ndjson'],
      /broken\.ndjson:1 .*its reasons is missing or should be array[\s\S]*:2 .*not well-formed JSON/,
    ],
    [['none.ndjson', 'coded.ndjson'], /there is no such file/],
    [['gold.ndjson', 'coded.ndjson', '-o', 'out.html'], /name a file that ends in \.md or \.json/],
    [['gold.ndjson', 'coded.ndjson', '--errors', 'some'], /use a number, or all/],
    [['log.csv', 'coded.ndjson'], /no column is headed reasons or outcomes/],
    [['-', '-'], /the standard input can be read only once/],
  ])('%j', async (args, message) => {
    const { status, stdout, stderr } = await evaluate(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })

  test('records of a taxonomy that is not at hand', async () => {
    const { status, stderr } = await run('evaluate', 'gold.ndjson', 'coded.ndjson')
    expect(status).toBe(2)
    expect(stderr).toMatch(/coded by the taxonomy "small"[\s\S]*--taxonomy FOLDER/)
  })
})
