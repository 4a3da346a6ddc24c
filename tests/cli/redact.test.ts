/** `--redact`, from file to file. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { jotcode } from './run.ts'

const csv = `id,practitioner,Patient name,Key reasons,Plan,seen with
1,E1,Nightshade,"pt Zbyszko, low mood, nil SI. dob 12/3/85","ref S2W. d/w Dr Patel, 07700 900123",mum Karen
2,Jane Smith,Brown,anx,"f/u 2/52, email jo@example.com, BH15 2JB",
3,E1,Green,"NHS 943 476 5919, too many",cells,x,y
`
const ndjson = `{"reason":"pt Zbyszko, low mood","outcome":"ref S2W, d/w Dr Patel","other":{"phone":"07700 900123"}}
{"reason":"Zbyszko broken
`
const secrets = /Zbyszko|Nightshade|Brown|12\/3\/85|Patel|07700|Karen|Jane|Smith|jo@|2JB|943 ?476|Green/

function folder(name: string, text: string): string {
  const path = mkdtempSync(join(tmpdir(), 'jotcode-'))
  writeFileSync(join(path, name), text)
  return path
}
const code = (cwd: string, ...args: readonly string[]) => jotcode(['code', ...args], { cwd })
const read = (...path: readonly string[]) => readFileSync(join(...path), 'utf8')

describe('jotcode code --redact', () => {
  test.each(['out.csv', 'out.tsv', 'out.ndjson'])(
    'CSV → %s: all columns are masked, the codes are there',
    async (out) => {
      const cwd = folder('log.csv', csv)
      const { status, stdout, stderr } = await code(cwd, 'log.csv', '--redact', '-o', out)
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(/2 rows with something identifying masked/)
      expect(stderr).not.toMatch(secrets)
      const text = read(cwd, out)
      expect(text).not.toMatch(secrets)
      expect(text).toContain('pt ███████, low mood, nil SI. dob ███████')
      expect(text).toContain('d/w ████████, ████████████')
      expect(text).toContain('steps-2-wellbeing')
      expect(text).toContain('E1')
      expect(read(cwd, `${out}.rejected.csv`)).toMatch(/^row,line,why\n3,4,[^,]*\n$/)
    },
  )

  test.each(['out.ndjson', 'out.csv'])('NDJSON → %s: nested values too, and offsets hold', async (out) => {
    const cwd = folder('log.ndjson', ndjson)
    const { status, stderr } = await code(cwd, 'log.ndjson', '--redact', '-o', out)
    expect(status).toBe(1)
    expect(stderr).not.toMatch(secrets)
    const text = read(cwd, out)
    expect(text).not.toMatch(secrets)
    expect(read(cwd, `${out}.rejected.csv`)).not.toMatch(secrets)
    if (out === 'out.csv') return
    const { entry, reasons, outcomes, unexplained, privacy } = JSON.parse(text)
    expect(entry.other).toEqual({ phone: '████████████' })
    expect(privacy).toHaveLength(2)
    const spans = [...reasons, ...outcomes].flatMap(({ evidence }) => evidence).concat(unexplained)
    for (const { field, start, end, text } of spans) expect(entry[field].slice(start, end)).toBe(text)
  })

  test('without it everything travels, and the summary says what to do', async () => {
    const cwd = folder('log.csv', csv)
    const { stderr } = await code(cwd, 'log.csv', '-o', 'out.csv')
    expect(stderr).toMatch(/2 rows with something identifying \(--redact masks it\)/)
    expect(stderr).not.toMatch(secrets)
    expect(read(cwd, 'out.csv')).toContain('Nightshade')
  })

  test('a file without a header is refused without its first row', async () => {
    const cwd = folder('log.csv', csv.split('\n').slice(1).join('\n'))
    const { status, stderr } = await code(cwd, 'log.csv')
    expect(status).toBe(2)
    expect(stderr).not.toMatch(/Zbyszko|12\/3\/85|Patel|07700|Karen/)
  })
})

describe('jotcode explain', () => {
  const note = 'pt Zbyszko, low mood, d/w Dr Patel'

  test('says what looks identifying', async () => {
    const { stdout } = await jotcode(['explain', note])
    expect(stdout).toMatch(/Looks identifying\n {2}Name {2}“Zbyszko”\n {2}Name {2}“Dr Patel”/)
  })

  test.each([[[]], [['--json']]])('--redact masks it everywhere %s', async (more) => {
    const { status, stdout, stderr } = await jotcode(['explain', note, '--redact', ...more])
    expect(status).toBe(0)
    expect(stdout + stderr).not.toMatch(/Zbyszko|Patel/)
    expect(stdout).toContain('pt ███████, low mood, d/w ████████')
  })
})
