/** Every table of `corpus/privacy`: what identifies and what only looks like it, with precision and recall by kind. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Coder } from '../../src/coder.ts'
import { coderFor, root } from '../taxonomies.ts'
import { Refusal } from './refusal.ts'

interface Row {
  readonly place: string
  readonly text: string
  /** "kind: words" */
  readonly wanted: readonly string[]
}

const kinds = ['name', 'phone', 'email', 'postcode', 'nhs-number', 'date-of-birth'] as const
const folder = join(root, 'corpus', 'privacy')
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
const rows = files.flatMap((file) => readRows(readFileSync(join(folder, file), 'utf8'), file))

function readRows(table: string, file: string): Row[] {
  const texts = new Set<string>()
  return table.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === '' || line.startsWith('#')) return []
    const refuse = (message: string) => new Refusal(file, at + 1, message)
    const [, written, right] = /^(.+) ==> (.+)$/.exec(line) ?? []
    if (!written || !right) throw refuse('a line is "text ==> kind: words; ..." or "text ==> nothing"')
    if (texts.has(written)) throw refuse(`"${written}" stands here twice`)
    texts.add(written)
    const text = written.replaceAll('\\n', '\n')
    const wanted = right === 'nothing' ? [] : right.split('; ')
    for (const one of wanted) {
      const [, kind, words] = /^([a-z-]+): (.+)$/.exec(one) ?? []
      if (!kinds.some((known) => known === kind)) throw refuse(`unknown kind in "${one}"`)
      if (!text.includes(words ?? '')) throw refuse(`"${words}" is not in the text`)
    }
    return [{ place: `${file}:${at + 1}`, text, wanted }]
  })
}

let coder: Coder
beforeAll(async () => {
  coder = await coderFor('dorset')
})

const flagged = (note: string) =>
  coder.code({ note }).privacy.map(({ kind, start, end }) => `${kind}: ${note.slice(start, end)}`)

test('the tables are large enough to say something', () => {
  expect(rows.filter(({ wanted }) => wanted.length > 0).length).toBeGreaterThanOrEqual(200)
  expect(rows.filter(({ wanted }) => wanted.length === 0).length).toBeGreaterThanOrEqual(300)
})

test('precision and recall', () => {
  const counts = new Map(kinds.map((kind) => [kind as string, { right: 0, wrong: 0, missed: 0 }]))
  const count = (one: string, what: 'right' | 'wrong' | 'missed') => {
    const own = counts.get(one.slice(0, one.indexOf(':')))
    if (own) own[what]++
  }
  const failing: string[] = []
  for (const { place, text, wanted } of rows) {
    const given = flagged(text)
    for (const one of given) count(one, wanted.includes(one) ? 'right' : 'wrong')
    for (const one of wanted) if (!given.includes(one)) count(one, 'missed')
    if (given.join('; ') !== wanted.join('; '))
      failing.push(`${place}  "${text}" gives ${given.join('; ') || 'nothing'}`)
  }
  const lines = [...counts].map(([kind, { right, wrong, missed }]) => {
    const precision = (right / (right + wrong)).toFixed(2)
    const recall = (right / (right + missed)).toFixed(2)
    return `${kind.padEnd(14)} precision ${precision}  recall ${recall}  of ${right + missed}`
  })
  console.log(lines.join('\n'))
  expect(failing, `${failing.length} of ${rows.length} rows fail\n\n${failing.join('\n')}\n`).toEqual([])
})

test('nothing is flagged in the misses of other themes', () => {
  const misses = join(root, 'corpus', 'misses')
  const texts = readdirSync(misses)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => [
      ...readFileSync(join(misses, name), 'utf8').matchAll(/^(?:reason|outcome): (.+?) ==> /gm),
    ])
    .map(([, text]) => text as string)
  expect(texts.length).toBeGreaterThan(250)
  expect(texts.flatMap(flagged)).toEqual([])
})
