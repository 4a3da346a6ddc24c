/** Every table of `corpus/misses`: look-alikes, and the codes that must not come of them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Coder } from '../../src/coder.ts'
import { coderFor, root } from '../taxonomies.ts'
import { type KnownIds, knownIds } from './known-ids.ts'
import { type Miss, nothing, readMisses } from './read-misses.ts'

const folder = join(root, 'corpus', 'misses')
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))

let coder: Coder
let known: KnownIds
beforeAll(async () => {
  coder = await coderFor('dorset')
  known = knownIds(coder.taxonomy)
})

const read = (file: string) => readMisses(readFileSync(join(folder, file), 'utf8'), file, known)

test('the tables are found', () => {
  expect(files.flatMap(read).length).toBeGreaterThan(250)
})

test.each(files)('%s', (file) => {
  const misses = read(file)
  const failing = misses.flatMap((miss) => {
    const given = givenBy(miss)
    const wrong = miss.absent.some((id) => (id === nothing ? given.some(isCode) : given.includes(id)))
    return wrong ? [`${file}:${miss.line}  "${miss.text}" gives ${given.join('; ')}`] : []
  })
  expect(failing.length, `${failing.length} of ${misses.length} fail\n\n${failing.join('\n')}\n`).toBe(0)
})

/** The fallback only says that nothing was found. */
const isCode = (id: string) => id !== coder.taxonomy.rules.fallback.outcome

/** Categories, targets and drugs that come of a text. */
function givenBy({ field, text }: Miss): string[] {
  const record = coder.code({ [field]: text })
  return [
    ...record.reasons.map(({ code }) => code),
    ...record.outcomes.flatMap(({ code, target }) => [code, ...(target ? [target] : [])]),
    ...record.medications.flatMap(({ drug }) => drug ?? []),
  ]
}
