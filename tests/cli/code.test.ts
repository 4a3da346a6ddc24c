import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { collected, folderWith, jotcode, smallTaxonomy, start } from './run.ts'

const code = (cwd: string, ...args: readonly string[]) =>
  jotcode(['code', '--taxonomy', smallTaxonomy, ...args], { cwd })
const read = (...path: readonly string[]) => readFileSync(join(...path), 'utf8')

describe('exit status', () => {
  test('0: all rows were coded, into FILE.coded', async () => {
    const cwd = folderWith('semicolons.csv')
    const { status, stdout, stderr } = await code(cwd, 'semicolons.csv')
    expect([status, stdout]).toEqual([0, ''])
    expect(stderr).toMatch(/semicolons\.csv → semicolons\.coded\.csv[\s\S]*2 rows coded, \d+ codes/)
    expect(read(cwd, 'semicolons.coded.csv')).toContain('low-mood')
    expect(readdirSync(cwd).sort()).toEqual(['semicolons.coded.csv', 'semicolons.csv'])
  })

  test('0: a header without rows gives a header', async () => {
    const cwd = folderWith('header-only.csv')
    expect((await code(cwd, 'header-only.csv')).status).toBe(0)
    expect(read(cwd, 'header-only.coded.csv')).toMatch(/^id,reason,outcome,reasons,[^\n]*\n$/)
  })

  test('1: some rows could not be read; each is named and kept', async () => {
    const cwd = folderWith('broken-quotes.csv')
    const { status, stderr } = await code(cwd, 'broken-quotes.csv', '-o', 'out.csv')
    expect(status).toBe(1)
    expect(stderr).toContain('row 2 (line 3): its quotes do not close')
    expect(stderr).not.toContain('low mood')
    expect(read(cwd, 'out.csv.rejected.csv')).toContain('low mood never closed')
  })

  test.each([
    ['no such file', ['nothing.csv'], /nothing\.csv {2}error: there is no such file/],
    ['an empty file', ['empty.csv'], /the file is empty/],
    ['no column to code', ['missing-column.csv'], /the file has: "id", "seen by", "minutes"/],
    ['a workbook', ['workbook.csv'], /Excel workbook/],
    ['a kind that is not read', ['header-only.csv', '-o', 'out.xls'], /save it as one of them/],
    ['a number of workers', ['header-only.csv', '--workers', 'many'], /a whole number from 1 to 256/],
    ['a pattern for nothing', ['*.parquet'], /no file matches this pattern/],
    [
      'a stream to go on with',
      ['header-only.csv', '-o', '-', '--resume'],
      /needs files to read and to write/,
    ],
    ['an unknown column', ['header-only.csv', '--columns', 'reason=Nope'], /there is no column "Nope"/],
    ['an option value', ['header-only.csv', '--columns', 'nope'], /field="Header"/],
    ['a format', ['header-only.csv', '--format', 'xml'], /csv, tsv, ndjson/],
    ['an encoding', ['header-only.csv', '--encoding', 'x'], /windows-1252/],
    ['a delimiter', ['header-only.csv', '--delimiter', 'ab'], /comma, semicolon, tab/],
    ['the input as output', ['header-only.csv', '-o', 'header-only.csv'], /would overwrite an input file/],
    ['a taxonomy', ['header-only.csv', '--taxonomy', 'nowhere'], /there is no taxonomy "nowhere"/],
    ['one of several', ['header-only.csv', 'empty.csv'], /the file is empty/],
    ['no file', [], /missing required argument 'file'/],
  ])('2: %s, and nothing is written', async (_, args, message) => {
    const names = ['empty.csv', 'missing-column.csv', 'workbook.csv', 'header-only.csv', 'semicolons.csv']
    const cwd = folderWith(...names)
    const { status, stdout, stderr } = await code(cwd, ...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(readdirSync(cwd).sort()).toEqual(names.sort())
  })
})

describe('what goes where', () => {
  test('stdin to stdout: the data only, also with colour and notices', async () => {
    const input = '{"reason":"anx"}\n{"id":"b","outcome":"ref S2W"}\n'
    const { status, stdout, stderr } = await jotcode(
      ['code', '-', '--format', 'ndjson', '--taxonomy', smallTaxonomy],
      { input, env: { FORCE_COLOR: '1' } },
    )
    expect(status).toBe(0)
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(records.map(({ id }) => id)).toEqual([1, 'b'])
    expect(records[0].reasons[0].code).toBe('anxiety')
    expect(stderr).toContain('2 rows coded')
  })

  test('what stdin is shows in its first character', async () => {
    const run = (input: string) => jotcode(['code', '-', '--taxonomy', smallTaxonomy], { input })
    expect(JSON.parse((await run('{"note":"anx"}')).stdout).reasons[0].code).toBe('anxiety')
    expect((await run('note\nanx\n')).stdout).toMatch(/^note,reasons,[^\n]*\nanx,anxiety,/)
    expect((await run('')).status).toBe(2)
  })

  test('the name of the output decides its kind', async () => {
    const cwd = folderWith('semicolons.csv')
    await code(cwd, 'semicolons.csv', '-o', 'out.ndjson')
    expect(JSON.parse(read(cwd, 'out.ndjson').split('\n')[0] ?? '')).toMatchObject({ id: '1', minutes: 30 })
  })

  test('several files each get their own output, in a folder if one is named', async () => {
    const cwd = folderWith('semicolons.csv', 'utf-16le.csv')
    mkdirSync(join(cwd, 'out'))
    expect((await code(cwd, 'semicolons.csv', 'utf-16le.csv')).status).toBe(0)
    expect((await code(cwd, 'semicolons.csv', 'utf-16le.csv', '-o', 'out')).status).toBe(0)
    expect(existsSync(join(cwd, 'utf-16le.coded.csv'))).toBe(true)
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['semicolons.coded.csv', 'utf-16le.coded.csv'])
  })

  test('several files go into one table, with a column that says which', async () => {
    const cwd = folderWith('semicolons.csv', 'utf-16le.csv', 'field-counts.csv')
    const { status } = await code(cwd, '*s.csv', 'utf-16le.csv', '-o', 'out.csv')
    expect(status).toBe(1)
    const { data } = Papa.parse<Record<string, string>>(read(cwd, 'out.csv').replace('\uFEFF', ''), {
      header: true,
      skipEmptyLines: true,
    })
    expect(new Set(data.map(({ source }) => source))).toEqual(
      new Set(['field-counts.csv', 'semicolons.csv', 'utf-16le.csv']),
    )
    expect(read(cwd, 'out.csv.rejected.csv')).toMatch(/^source,row,line,why,text\nfield-counts\.csv,/)
  })

  test('--wide adds a column for every category', async () => {
    const cwd = folderWith('header-only.csv')
    writeFileSync(join(cwd, 'log.csv'), 'reason\nanx\nlow mood\n')
    await code(cwd, 'log.csv', '--wide', '-o', 'out.csv')
    const { data } = Papa.parse<Record<string, string>>(read(cwd, 'out.csv'), { header: true })
    expect(data.slice(0, 2).map((row) => [row.reason_anxiety, row.reason_low_mood])).toEqual([
      ['1', '0'],
      ['0', '1'],
    ])
  })

  test('--quiet leaves errors only', async () => {
    const cwd = folderWith('windows-1252.csv', 'field-counts.csv')
    expect((await code(cwd, 'windows-1252.csv', '--quiet')).stderr).toBe('')
    expect((await code(cwd, 'field-counts.csv', '--quiet')).stderr.split('\n')).toHaveLength(3)
  })

  test('--no-text leaves no word of a note anywhere', async () => {
    const cwd = folderWith('field-counts.csv')
    await code(cwd, 'field-counts.csv', '--no-text', '-o', 'out.csv')
    await code(cwd, 'field-counts.csv', '--no-text', '-o', 'out.ndjson')
    for (const name of ['out.csv', 'out.csv.rejected.csv', 'out.ndjson', 'out.ndjson.rejected.csv'])
      expect(read(cwd, name), name).not.toMatch(/S2W|2\/52|low mood/)
  })

  test('--rejected keeps the rows of a stream', async () => {
    const cwd = folderWith('broken-lines.ndjson')
    const { status } = await code(cwd, 'broken-lines.ndjson', '-o', '-', '--rejected', 'bad.csv')
    expect(status).toBe(1)
    expect(read(cwd, 'bad.csv').split('\n')).toHaveLength(6)
  })

  test('no colour where nobody looks, nor with NO_COLOR', async () => {
    const cwd = folderWith('header-only.csv')
    expect((await code(cwd, 'header-only.csv')).stderr).not.toContain('\u001b')
    expect((await jotcode(['code', 'nothing.csv'], { cwd, env: { FORCE_COLOR: '1' } })).stderr).toContain(
      '\u001b',
    )
    const none = await jotcode(['code', 'nothing.csv'], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } })
    expect(none.stderr).not.toContain('\u001b')
  })
})

describe('long runs', () => {
  const line = (i: number) =>
    `{"id":${i},"reason":"anx, low mood, nil anxiety","outcome":"ref S2W, f/u 2/52"}\n`
  const lines = (count: number) => Array.from({ length: count }, (_, i) => line(i)).join('')

  test('Ctrl-C keeps what is done, in whole lines', async () => {
    const cwd = folderWith()
    writeFileSync(join(cwd, 'log.ndjson'), lines(400_000))
    const child = start(['code', 'log.ndjson', '--taxonomy', smallTaxonomy], { cwd })
    const ended = collected(child)
    const partial = join(cwd, 'log.coded.ndjson.partial')
    while (!existsSync(partial) || readFileSync(partial).length === 0)
      await new Promise((done) => setTimeout(done, 20))
    child.kill('SIGINT')
    const { status, stderr } = await ended
    expect(status).toBe(130)
    expect(stderr).toContain('interrupted')
    expect(readdirSync(cwd).sort()).toEqual([
      'log.coded.ndjson.partial',
      'log.coded.ndjson.resume.json',
      'log.ndjson',
    ])
    const kept = readFileSync(partial, 'utf8').split('\n')
    expect(kept.pop()).toBe('')
    expect(kept.map((text) => JSON.parse(text).id)).toEqual(kept.map((_, i) => i))
  })

  /** A log of which some rows cannot be read. */
  const table = (count: number) =>
    `id,reason,outcome\n${Array.from({ length: count }, (_, i) => (i % 5000 === 77 ? `${i},"open\n` : `${i},"anx, low mood, nil anxiety ${i}","ref S2W, f/u 2/52"\n`)).join('')}`

  test.each([
    ['csv', []],
    ['xlsx', ['--workers', '2']],
  ])(
    'killed half-way and resumed, %s is the same to the byte, rejected rows included',
    async (kind, more) => {
      const cwd = folderWith()
      writeFileSync(join(cwd, 'log.csv'), table(60_000))
      const args = ['log.csv', '-o', `out.${kind}`, ...more]
      expect((await code(cwd, ...args)).status).toBe(1)
      const whole = readFileSync(join(cwd, `out.${kind}`))
      const rejected = read(cwd, `out.${kind}.rejected.csv`)
      for (const name of [`out.${kind}`, `out.${kind}.rejected.csv`]) rmSync(join(cwd, name))

      const child = start(['code', '--taxonomy', smallTaxonomy, ...args], { cwd })
      const ended = collected(child)
      while (!existsSync(join(cwd, `out.${kind}.resume.json`)))
        await new Promise((done) => setTimeout(done, 10))
      child.kill('SIGKILL')
      await ended
      expect(
        readdirSync(cwd)
          .filter((name) => !name.endsWith('.new'))
          .sort(),
      ).toEqual([
        'log.csv',
        `out.${kind}.partial`,
        `out.${kind}.rejected.csv.partial`,
        `out.${kind}.resume.json`,
      ])
      expect((await code(cwd, ...args, '--resume', '--no-text')).stderr).toContain(
        'an option has changed since',
      )
      const { status, stderr } = await code(cwd, ...args, '--resume')
      expect(status).toBe(1)
      expect(stderr).toContain('59,988 rows coded')
      expect(readFileSync(join(cwd, `out.${kind}`)).equals(whole)).toBe(true)
      expect(read(cwd, `out.${kind}.rejected.csv`)).toBe(rejected)
      expect(readdirSync(cwd).sort()).toEqual(['log.csv', `out.${kind}`, `out.${kind}.rejected.csv`])
    },
    180_000,
  )

  test('several workers give what one gives, in the order of the input', async () => {
    const cwd = folderWith()
    writeFileSync(join(cwd, 'log.csv'), table(12_000))
    const outputs: string[] = []
    for (const workers of ['1', '2', '3']) {
      const { status, stderr } = await code(cwd, 'log.csv', '--workers', workers, '--wide', '-o', 'out.csv')
      expect(status).toBe(1)
      outputs.push(
        stderr.replace(/, [\d.]+ m?s\n/, ''),
        read(cwd, 'out.csv'),
        read(cwd, 'out.csv.rejected.csv'),
      )
    }
    expect(outputs.slice(3, 6)).toEqual(outputs.slice(0, 3))
    expect(outputs.slice(6, 9)).toEqual(outputs.slice(0, 3))
  }, 60_000)

  test('Ctrl-C ends a run that waits for its input', async () => {
    const child = start(['code', '-', '--format', 'ndjson', '--taxonomy', smallTaxonomy])
    const ended = collected(child)
    child.stdin.write(lines(50))
    await new Promise((done) => setTimeout(done, 1500))
    child.kill('SIGINT')
    const { status, stdout } = await ended
    expect(status).toBe(130)
    for (const text of stdout.split('\n').slice(0, -1)) JSON.parse(text)
  })

  test('a reader that has had enough is no error', async () => {
    const child = start(['code', '-', '--format', 'ndjson', '--taxonomy', smallTaxonomy])
    let stderr = ''
    child.stderr.on('data', (text) => {
      stderr += text
    })
    child.stdin.on('error', () => {})
    child.stdin.end(lines(50_000))
    child.stdout.once('data', () => child.stdout.destroy())
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
    expect(stderr).toBe('')
  })
})
