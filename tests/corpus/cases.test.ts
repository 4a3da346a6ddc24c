/** Every case of `corpus/cases`: what the coding manual says of short notes, rule by rule. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Coder } from '../../src/coder.ts'
import type { JotRecord } from '../../src/model/record.ts'
import { coderFor, root } from '../taxonomies.ts'
import { type KnownIds, knownIds } from './known-ids.ts'
import { type Case, type Output, readCases } from './read-cases.ts'
import { writtenAside, writtenMedication, writtenOutcome, writtenReason } from './written.ts'

const folder = join(root, 'corpus', 'cases')
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))

let coder: Coder
let known: KnownIds
beforeAll(async () => {
  coder = await coderFor('dorset')
  known = knownIds(coder.taxonomy)
})

const read = (file: string) => readCases(readFileSync(join(folder, file), 'utf8'), file, known)

test('the cases are found, and every name is given once', () => {
  const names = files.flatMap(read).map(({ name }) => name)
  expect(names.length).toBeGreaterThan(250)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test.each(files)('%s', (file) => {
  const cases = read(file)
  const failing = cases.flatMap((one) => {
    const wrong = differences(one, coder.code(one.entry))
    return wrong.length === 0 ? [] : [`${file}:${one.line}  ${one.name}\n${wrong.join('\n')}`]
  })
  expect(failing.length, `${failing.length} of ${cases.length} fail\n\n${failing.join('\n\n')}`).toBe(0)
})

function differences({ entry, expected }: Case, record: JotRecord): string[] {
  const given: Readonly<Record<Output, readonly string[]>> = {
    reasons: record.reasons.map(writtenReason),
    outcomes: record.outcomes.map(writtenOutcome),
    'set aside': [...new Set(record.setAside.map(writtenAside))],
    source: record.referralSource ? [record.referralSource.code] : [],
    medications: record.medications.map(writtenMedication),
    'avoided gp': [record.avoidedGp.answer],
    'avoided cmht': [record.avoidedCmht.answer],
  }
  const wanted = new Map<Output, readonly string[]>([['reasons', []], ['outcomes', []], ...expected])
  const wrong = [...wanted].flatMap(([output, codes]) => {
    const missing = codes.filter((code) => !given[output].includes(code))
    const extra = given[output].filter((code) => !codes.includes(code))
    return [
      ...missing.map((code) => `    ${output}: ${code} is missing`),
      ...extra.map((code) => `    ${output}: ${code} is too much`),
    ]
  })
  return wrong.length === 0 ? [] : [...texts(entry), ...wrong]
}

const texts = (entry: Case['entry']) =>
  Object.entries(entry).map(([field, text]) => `    ${field}: ${String(text)}`)
