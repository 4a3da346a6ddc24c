/** `jotcode report`, run as a process. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { root } from '../taxonomies.ts'
import { jotcode } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'jotcode-report-'))
const log = `id,practitioner,pcn,date,minutes,reason,outcome,avoided_gp,avoided_cmht
1,A,North,2024-10-01,30,"anx, low mood, nil SI","ref S2W, REC. f/u 2/52",y,n
2,A,North,2024-10-02,,stress,"s/p self-help, f/u 1/12",y,n/a
3,B,South,2024-11-03,45,med rev,"sertraline 50 → 100, f/u 2/52",prob,n
4,B,South,2024-11-04,20,"DNA",,n,n
`
const page = (name: string) => readFileSync(join(folder, name), 'utf8')
const run = (...args: string[]) => jotcode(args, { cwd: folder })
/** The table of a CSV file, by its id. */
const csv = (dir: string, id: string) => {
  const name = readdirSync(join(folder, dir)).find((file) => file.endsWith(`-${id}.csv`))
  return readFileSync(join(folder, dir, name ?? ''), 'utf8')
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
}

beforeAll(async () => {
  writeFileSync(join(folder, 'log.csv'), log)
  for (const out of ['coded.ndjson', 'coded.csv'])
    expect((await run('code', 'log.csv', '-o', out)).status).toBe(0)
  expect((await run('code', 'log.csv', '--no-text', '-o', 'bare.csv')).status).toBe(0)
})

describe('what comes out', () => {
  test('a page, a workbook and tables', async () => {
    const { status, stderr, stdout } = await run(
      ...[
        'report',
        'coded.ndjson',
        '-o',
        'r.html',
        '--xlsx',
        'r.xlsx',
        '--csv-dir',
        'tables',
        '--date',
        '2024-12-31',
      ],
    )
    expect(status).toBe(0)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/done {2}r\.html, r\.xlsx, tables\n +4 entries, nothing suppressed/)
    expect(page('r.html')).toMatch(/^<!doctype html>[\s\S]*31 December 2024[\s\S]*<\/html>\n$/)
    expect(readFileSync(join(folder, 'r.xlsx')).subarray(0, 2).toString()).toBe('PK')
    const reasons = csv('tables', 'reasons-by-place')
    expect(reasons[0]).toMatch(/^id,Reason,Total,Total %,Total low,Total high,North,/)
    expect(reasons).toContain(
      'anxiety,Anxiety,1,0.2,0.036224,0.624465,1,0.333333,0.061492,0.79234,0,0,0,0.65762',
    )
  })

  test('the same input gives the same page', async () => {
    for (const name of ['one.html', 'two.html'])
      await run('report', 'coded.ndjson', '-o', name, '--date', '2024-12-31')
    expect(page('one.html')).toBe(page('two.html'))
  })

  test('without a name it stands beside the file; - is the standard output', async () => {
    expect((await run('report', 'coded.ndjson')).status).toBe(0)
    expect(existsSync(join(folder, 'coded.report.html'))).toBe(true)
    expect((await run('report', 'coded.ndjson', '-o', '-')).stdout).toMatch(/^<!doctype html>/)
  })

  test('several files are one report, and a pipe is read', async () => {
    await run('report', 'coded.ndjson', 'coded.csv', '--csv-dir', 'both')
    expect(csv('both', 'entries-by-place').at(-1)).toBe('total,Total,8,,,')
    const input = readFileSync(join(folder, 'coded.ndjson'))
    const { status } = await jotcode(['report', '-', '--csv-dir', 'piped'], { cwd: folder, input })
    expect(status).toBe(0)
    expect(csv('piped', 'entries-by-place').at(-1)).toBe('total,Total,4,,,')
  })

  test('inputs of the economic model can be given', async () => {
    await run(
      ...['report', 'coded.ndjson', '-o', 'e.html', '--appointments', '23850', '--avoided-share', '80%'],
      ...['--avoided-cost', '42', '--hourly-cost', '32', '--minutes', '34.6875'],
    )
    expect(page('e.html')).toMatch(/<output data-result="saving">£448,380<\/output>/)
  })

  test('small counts are hidden when that is asked for', async () => {
    const { stderr } = await run('report', 'coded.ndjson', '-o', 's.html', '--suppress', '5')
    expect(stderr).toContain('counts under 5 suppressed')
    expect(page('s.html')).toMatch(/<strong>fewer than 5<\/strong> <span>Entries/)
  })
})

describe('a coded table says most of it', () => {
  const same = [
    'reasons-by-place',
    'outcomes-by-place',
    'services',
    'follow-up-with',
    'avoided-gp-by-place',
    'medication-prescribed',
  ]

  test.each(['coded.csv', 'bare.csv'])('%s gives the same tables as the records', async (name) => {
    await run('report', 'coded.ndjson', '--csv-dir', 'records')
    const { status } = await run('report', name, '--csv-dir', `of-${name}`, '-o', `${name}.html`)
    expect(status).toBe(0)
    for (const id of same) expect(csv(`of-${name}`, id)).toEqual(csv('records', id))
    expect(page(`${name}.html`)).toContain('The codes were read from a table, which does not say measures')
    expect(csv(`of-${name}`, 'quality').join('\n')).toContain('cannot be told from this file')
  })
})

describe('what goes wrong is said', () => {
  test.each([
    [['report', 'log.csv'], 2, 'it was not coded: it has no columns'],
    [['report', 'coded.ndjson', '--printed', root, '--suppress', '5'], 2, '--printed shows every count'],
    [['report', 'coded.ndjson', '--printed', 'none'], 2, 'no folder with .tsv files'],
    [['report', 'none.ndjson'], 2, 'there is no such file'],
    [['report', 'coded.ndjson', '-o', 'coded.ndjson'], 2, 'the output would overwrite an input file'],
    [['report', 'coded.ndjson', '--suppress', 'few'], 2, 'use a whole number'],
    [['report', 'coded.ndjson', '--avoided-share', '83'], 2, 'use a share, such as 0.83 or 83%'],
    [['report', 'coded.ndjson', '-o', 'a.html', '--xlsx', 'a.html'], 2, 'two outputs have the same name'],
  ])('%j', async (args, expected, message) => {
    const { status, stderr } = await run(...args)
    expect(stderr).toContain(message)
    expect(status).toBe(expected)
  })

  test('lines that are no records are named, and the rest is counted', async () => {
    const [first = ''] = page('coded.ndjson').split('\n')
    writeFileSync(join(folder, 'mixed.ndjson'), `${first}\nthis is a note\n{"reason":"anx"}\n`)
    const { status, stderr } = await run('report', 'mixed.ndjson', '-o', 'm.html')
    expect(status).toBe(1)
    expect(stderr).toContain('mixed.ndjson: line 2: the line is not well-formed JSON')
    expect(stderr).toContain('mixed.ndjson: line 3: the line is no coded record')
    expect(stderr).not.toContain('this is a note')
    expect(stderr).toContain('1 entry, 2 rows not read')
  })
})

test('another taxonomy makes a report of its own', async () => {
  await run('code', 'log.csv', '--taxonomy', join(root, 'taxonomy', 'kent-medway'), '-o', 'kent.ndjson')
  expect((await run('report', 'kent.ndjson', '-o', 'kent.html')).status).toBe(0)
  expect(page('kent.html')).toContain('Kent &amp; Medway mental health practitioner log')
  expect((await run('report', 'kent.ndjson', 'coded.ndjson')).stderr).toContain(
    'several taxonomies: kent-medway, dorset',
  )
})
