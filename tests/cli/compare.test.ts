import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { jotcode, smallTaxonomy } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'jotcode-compare-'))
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const run = (...args: readonly string[]) => jotcode(args, { cwd: folder, env: { COLUMNS: '80' } })
const compare = (...args: readonly string[]) => run('compare', '--taxonomy', smallTaxonomy, ...args)
const lines = (items: readonly object[]) => `${items.map((item) => JSON.stringify(item)).join('\n')}\n`
const gold = [
  { id: '1', reasons: ['anxiety'], outcomes: ['contacting-service|referral|mhp'] },
  { id: '2', reasons: ['anxiety'], outcomes: ['follow-up|-|mhp'] },
  { id: '3', reasons: ['low-mood'], outcomes: [] },
]

beforeAll(async () => {
  write(
    'log.csv',
    'id,writer,reason,outcome\n1,R,"anx, low mood",ref S2W\n2,R,no anxiety,f/u 2 weeks\n3,S,feeling flat,\n',
  )
  write('later.csv', 'id,reason,outcome\n1,low mood,\n2,feeling flat,f/u 2 weeks\n')
  write('gold.ndjson', lines(gold))
  write('formula.ndjson', lines([{ id: '1', reason: '=1+1', reasons: [], outcomes: [] }]))
  for (const [
    input,
    output,
  ] of [['log.csv', 'log.ndjson'], ['log.csv', 'log.coded.csv'], ['later.csv', 'later.ndjson']] as const) // biome-ignore format: one line
    await run('code', input, '--taxonomy', smallTaxonomy, '-o', output, '--quiet')
})

describe('the same entries', () => {
  test('what changed, by category and with the entries, within the screen', async () => {
    const { status, stdout, stderr } = await compare('gold.ndjson', 'log.ndjson')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('A is gold.ndjson, B is log.ndjson.')
    expect(stdout).toContain('3 entries in both; 1 (33.3%, 6–79) have the same codes and answers.')
    expect(stdout).toContain('Changes: in A alone 2, in B alone 1, other target 1.')
    expect(stdout).toMatch(/\n {2}anxiety +2 +1 +−1 +1 +0 +66\.7 +21–94 +0\.40\n/)
    expect(stdout).toMatch(/1 \(R\) reason: “anx, low mood” outcome: “ref S2W”/)
    expect(stdout).toMatch(/other target {2}contacting-service\|referral\|mhp → steps +0\.\d\d\n/)
    expect(stdout).toMatch(/in A alone {2}anxiety +set aside in B: negated\n/)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  test('as many entries as asked for, with texts or without', async () => {
    const { stdout } = await compare('gold.ndjson', 'log.ndjson', '--entries', '1', '--no-text')
    expect(stdout).toContain('Changed entries: 1 of 2')
    expect(stdout).not.toContain('low mood')
    const none = await compare('gold.ndjson', 'log.ndjson', '--entries', '0')
    expect(none.stdout).not.toContain('Changed entries')
  })

  test('a table and records of one run are the same; gold has no text and takes it from the other', async () => {
    const { stdout } = await compare('log.ndjson', 'log.coded.csv', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ matched: true, changedEntries: 0, entries: 3 })
    const text = await compare('log.ndjson', 'log.coded.csv')
    expect(text.stdout).toContain('Nothing changed.')
  })

  test('into files, by their extension', async () => {
    const markdown = await compare('gold.ndjson', 'log.ndjson', '-o', 'changes.md')
    expect([markdown.status, markdown.stdout]).toEqual([0, ''])
    expect(readFileSync(join(folder, 'changes.md'), 'utf8')).toMatch(/^# Comparison\n\n## The same entries/)
    await compare('gold.ndjson', 'log.ndjson', '-o', 'changes.csv')
    const [head, ...rows] = readFileSync(join(folder, 'changes.csv'), 'utf8').trim().split('\r\n')
    expect(head).toBe('id,writer,list,change,a,b,confidence_a,confidence_b,status_a,status_b,reason,outcome')
    expect(rows.length).toBe(4)
    expect(rows[2]).toMatch(/^2,R,reasons,removed,anxiety,,,,,negated,no anxiety,f\/u 2 weeks$/)
    await compare('gold.ndjson', 'log.ndjson', '-o', 'changes.json', '--no-text')
    const told = readFileSync(join(folder, 'changes.json'), 'utf8')
    expect(JSON.parse(told)).toMatchObject({ a: 'gold.ndjson', changedEntries: 2 })
    expect(told).not.toContain('low mood')
  })

  test('texts are harmless in a spreadsheet', async () => {
    write('formula-coded.ndjson', lines([{ id: '1', reasons: ['anxiety'], outcomes: [] }]))
    await compare('formula.ndjson', 'formula-coded.ndjson', '-o', 'formula.csv')
    expect(readFileSync(join(folder, 'formula.csv'), 'utf8')).toContain(",'=1+1")
  })
})

describe('different entries', () => {
  test('shares side by side, though row numbers are alike', async () => {
    const { stdout, stderr } = await compare('log.ndjson', 'later.ndjson')
    expect(stderr).toMatch(/2 ids are in both, but they do not look like the same entries.*--matched/)
    expect(stdout).toContain('3 entries in A, 2 in B.')
    expect(stdout).toMatch(/\n {2}low-mood +2 +66\.7 +2 +100\.0 +\+33\.3 +−37\.8 to \+79\.2\n/)
    expect(stdout).not.toContain('Changed entries')
    const matched = await compare('log.ndjson', 'later.ndjson', '--matched')
    expect(matched.stdout).toContain('1 entry of A alone, left out: 3.')
    expect(matched.stderr).toBe('')
  })

  test('as a table', async () => {
    await compare('log.ndjson', 'log.ndjson', '--unmatched', '-o', 'shares.csv')
    const [head, first] = readFileSync(join(folder, 'shares.csv'), 'utf8').split('\r\n')
    expect(head).toBe('list,code,a,a_of,a_share,b,b_of,b_share,difference,low,high')
    expect(first).toMatch(/^reasons,low-mood,2,3,0\.6667,2,3,0\.6667,0,-0\.5335,0\.5335$/)
  })
})

describe('wrong use', () => {
  test.each([
    [['gold.ndjson', 'none.ndjson'], /there is no such file/],
    [['gold.ndjson', 'log.ndjson', '-o', 'out.html'], /name a file that ends in \.md, \.json or \.csv/],
    [['gold.ndjson', 'log.ndjson', '-o', 'gold.ndjson'], /there is no way to write|would overwrite/],
    [['gold.ndjson', 'log.ndjson', '--entries', 'some'], /use a number, or all/],
    [['gold.ndjson', 'log.ndjson', '--move', '2'], /use a number above 0, up to 1/],
    [['gold.ndjson', 'log.ndjson', '--matched', '--unmatched'], /cannot be used with/],
    [['log.csv', 'log.ndjson'], /no column is headed reasons or outcomes/],
    [['-', '-'], /the standard input can be read only once/],
  ])('%j', async (args, message) => {
    const { status, stdout, stderr } = await compare(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })

  test('nothing to match', async () => {
    write('other.ndjson', lines([{ id: 'x', reasons: ['anxiety'], outcomes: [] }]))
    const { status, stderr } = await compare('gold.ndjson', 'other.ndjson', '--matched')
    expect(status).toBe(2)
    expect(stderr).toMatch(/no id of the one file is in the other[\s\S]*--unmatched/)
  })
})
