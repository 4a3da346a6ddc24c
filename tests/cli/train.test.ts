/** `jotcode taxonomy train`, and coding with what it learned. */
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CodedEntry } from '../../src/statistics/index.ts'
import { smallNotes } from '../learned/train-small.ts'
import { type Ended, jotcode, smallTaxonomy } from './run.ts'

const home = mkdtempSync(join(tmpdir(), 'jotcode-train-'))
const lines = (items: readonly unknown[]) => `${items.map((item) => JSON.stringify(item)).join('\n')}\n`
const goldLine = ({ gold }: CodedEntry) => ({ id: gold.id, reasons: gold.codes.reasons, outcomes: [] })
const write = (name: string, text: string) => {
  writeFileSync(join(home, name), text)
  return name
}
const train = (...args: string[]) => jotcode(['taxonomy', 'train', ...args], { cwd: home })

describe('on notes of one’s own', () => {
  let ended: Ended
  beforeAll(async () => {
    cpSync(smallTaxonomy, join(home, 'small'), { recursive: true })
    write('log.entries.ndjson', lines(smallNotes.map(({ entry }) => entry)))
    write('log.gold.ndjson', lines(smallNotes.map(goldLine)))
    ended = await train('log.gold.ndjson', '--taxonomy', 'small')
  }, 60_000)

  test('it tells what the rules do alone and with the second reader', () => {
    expect([ended.status, ended.stderr]).toEqual([0, expect.stringContaining('learned.json')])
    expect(ended.stdout).toMatch(/leave-one-writer-out, 64 notes of 4 writers/)
    expect(ended.stdout).toMatch(/reasons +1\.000 +0\.000 +0\.000 +[\d.]+ +(0\.9|1\.0)/)
    expect(ended.stdout).toMatch(/reason:low-mood +\d+ of \d+ right/)
    expect(ended.stdout).toMatch(/low-mood +from a probability of 0\.\d\d/)
  })

  test('the folder then codes with it, and --no-learned without', async () => {
    const explain = async (...args: string[]) => {
      const { stdout } = await jotcode(
        ['explain', '--taxonomy', 'small', '--field', 'reason', '--json', ...args],
        {
          cwd: home,
        },
      )
      return JSON.parse(stdout).record.reasons.map(({ code }: { code: string }) => code)
    }
    expect(await explain('the goldfish was put down')).toEqual(['low-mood'])
    expect(await explain('--no-learned', 'the goldfish was put down')).toEqual([])
  })

  test('explain says which codes were learned', async () => {
    const { stdout } = await jotcode(['explain', '--taxonomy', 'small', 'the spaniel was put down'], {
      cwd: home,
    })
    expect(stdout).toMatch(/Low mood +0\.\d\d +“[^”]*put down” \(learned\)/)
  })

  test('files are coded with it, and without', async () => {
    const learned = async (...args: string[]) => {
      const code = ['code', 'log.entries.ndjson', '--taxonomy', 'small', '-o', '-', '--quiet', ...args]
      const { stdout } = await jotcode(code, { cwd: home })
      return stdout.split('"how":"learned"').length - 1
    }
    expect(await learned()).toBeGreaterThan(20)
    expect(await learned('--no-learned')).toBe(0)
  })

  test('weights are text, no larger than they need be', () => {
    const text = readFileSync(join(home, 'small', 'learned.json'), 'utf8')
    expect(Object.keys(JSON.parse(text))).toContain('classes')
    expect(text.length).toBeLessThan(100_000)
  })
})

describe('what cannot be trained on', () => {
  const first = smallNotes.slice(0, 16)
  test.each([
    ['no folder', ['log.gold.ndjson', '--taxonomy', 'none'], /there is no folder none/],
    ['gold that is not there', ['no.gold.ndjson', '--taxonomy', 'small'], /no\.gold\.ndjson/],
    ['no entries beside it', ['alone.gold.ndjson', '--taxonomy', 'small'], /has codes, and no texts/],
    ['a line that is no gold', ['broken.gold.ndjson', '--taxonomy', 'small'], /broken\.gold\.ndjson:2/],
    ['an id without an entry', ['other.gold.ndjson', '--taxonomy', 'small'], /no text for the note "X9"/],
    ['one writer', ['one.gold.ndjson', '--taxonomy', 'small'], /16 notes of 1 writer: .*leaving one out/],
    [
      'a judge who wrote nothing',
      ['log.gold.ndjson', '--taxonomy', 'small', '--judges', 'XX'],
      /no note is of the writer "XX"/,
    ],
    ['no phrases', ['log.gold.ndjson', '--taxonomy', 'small', '--phrases', 'none'], /no phrases here/],
  ])('%s', async (_, args, said) => {
    write('alone.gold.ndjson', lines(first.slice(0, 1).map(goldLine)))
    write('broken.entries.ndjson', lines(first.map(({ entry }) => entry)))
    write('broken.gold.ndjson', `${lines(first.slice(0, 1).map(goldLine))}{"id":"W1-1","reasons":7}\n`)
    write('other.entries.ndjson', lines(first.map(({ entry }) => entry)))
    write('other.gold.ndjson', lines([{ id: 'X9', reasons: [], outcomes: [] }]))
    write('one.entries.ndjson', lines(first.map(({ entry }) => entry)))
    write('one.gold.ndjson', lines(first.map(goldLine)))
    const before = existsSync(join(home, 'small', 'learned.json'))
    const { status, stdout, stderr } = await train(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(said)
    expect(existsSync(join(home, 'small', 'learned.json'))).toBe(before)
  })
})
