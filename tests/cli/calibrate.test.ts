import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { jotcode, smallTaxonomy } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'jotcode-calibrate-'))
const write = (name: string, items: readonly object[]) =>
  writeFileSync(join(folder, name), `${items.map((item) => JSON.stringify(item)).join('\n')}\n`)
const run = (...args: readonly string[]) => jotcode(args, { cwd: folder, env: { COLUMNS: '80' } })

/** Anxiety is always right here, and low mood never. */
const numbers = Array.from({ length: 60 }, (_, at) => at)
const entries = numbers.map((at) => ({ id: at, writer: `W${at % 3}`, reason: at % 2 ? 'anx' : 'low mood' }))
const gold = numbers.map((at) => ({ id: at, reasons: at % 2 ? ['anxiety'] : [], outcomes: [] }))

beforeAll(() => {
  write('log.ndjson', entries)
  write('gold.ndjson', gold)
  write(
    'merged.ndjson',
    entries.map((entry, at) => ({ ...entry, ...gold[at] })),
  )
  write(
    'few.ndjson',
    entries.slice(0, 40).map((entry, at) => ({ ...entry, ...gold[at] })),
  )
  cpSync(smallTaxonomy, join(folder, 'small'), { recursive: true })
})

test('what is written codes with the new confidence', async () => {
  const { status, stdout, stderr } = await run(
    'calibrate',
    'merged.ndjson',
    '--taxonomy',
    'small',
    '-o',
    'mine.yaml',
  )
  expect([status, stderr]).toEqual([0, 'done  mine.yaml\n      jotcode code FILE --taxonomy mine.yaml\n'])
  expect(stdout).toContain('60 notes of 3 writers. Before: the weights of the taxonomy.')
  expect(stdout).toMatch(/expected calibration error +\d+\.\d%/)
  const { stdout: told } = await run('explain', '--taxonomy', 'mine.yaml', '--json', 'anx, low mood')
  const { record } = JSON.parse(told)
  expect(record.taxonomy.id).toBe('small-calibrated')
  const [anxiety, mood] = record.reasons.map(({ confidence }: { confidence: number }) => confidence)
  expect(anxiety).toBeGreaterThan(0.85)
  expect(mood).toBeLessThan(0.15)
}, 60_000)

test('gold and its log in two files give the same weights', async () => {
  await run('calibrate', 'merged.ndjson', '--taxonomy', 'small', '-o', 'one.yaml')
  await run('calibrate', 'gold.ndjson', 'log.ndjson', '--taxonomy', 'small', '-o', 'two.yaml')
  const [one, two] = ['one.yaml', 'two.yaml'].map((name) => readFileSync(join(folder, name), 'utf8'))
  expect(two).toBe(one)
}, 60_000)

test('into the folder of the taxonomy it is a file of that', async () => {
  const { status } = await run(
    'calibrate',
    'merged.ndjson',
    '--taxonomy',
    'small',
    '-o',
    'small/calibration.yaml',
  )
  expect(status).toBe(0)
  expect(readFileSync(join(folder, 'small', 'calibration.yaml'), 'utf8')).not.toMatch(/^(taxonomy|extends):/m)
  const checked = await run('taxonomy', 'check', 'small')
  expect([checked.status, checked.stderr]).toEqual([0, expect.stringContaining('0 errors')])
}, 60_000)

describe('wrong use', () => {
  test.each([
    [['few.ndjson', '-o', 'x.yaml'], /40 gold notes are too few to fit the confidence: 50 are the least/],
    [
      ['gold.ndjson', '-o', 'x.yaml'],
      /gold has codes, and no texts[\s\S]*jotcode calibrate GOLD LOG -o FILE/,
    ],
    [['merged.ndjson', '-o', 'x.json'], /"x\.json" is no name of a YAML file/],
    [['merged.ndjson'], /required option '-o, --output <file>' not specified/],
    [
      ['merged.ndjson', '--taxonomy', smallTaxonomy, '-o', 'x.yaml'],
      /x\.yaml would not find the taxonomy that it extends/,
    ],
  ])('%j', async (args, message) => {
    const { status, stderr } = await run('calibrate', ...args)
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })
})
