/** The tables of `corpus/probes`: what stands around a word, and what it makes of the code. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Coder } from '../../src/coder.ts'
import { coderFor, root } from '../taxonomies.ts'
import { type KnownIds, knownIds } from './known-ids.ts'
import { type Probe, readProbes } from './read-probes.ts'
import { writtenAside, writtenOutcome, writtenReason } from './written.ts'

const folder = join(root, 'corpus', 'probes')
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))

let coder: Coder
let probes: readonly (Probe & { readonly file: string })[]
beforeAll(async () => {
  coder = await coderFor('dorset')
  const known: KnownIds = knownIds(coder.taxonomy)
  probes = files.flatMap((file) =>
    readProbes(readFileSync(join(folder, file), 'utf8'), file, known).map((probe) => ({ ...probe, file })),
  )
})

test('there are enough, and one in five is held out', () => {
  expect(probes.length).toBeGreaterThan(500)
  expect(probes.filter(({ heldOut }) => heldOut).length).toBeGreaterThan(probes.length / 5 - files.length)
})

test('97 in 100 are right', () => {
  const open = probes.filter(({ heldOut }) => !heldOut)
  const failing = open.flatMap((probe) => {
    const wrong = differences(probe)
    return wrong.length === 0 ? [] : [`${probe.file}:${probe.line}  ${probe.text}\n    ${wrong.join('; ')}`]
  })
  const share = 1 - failing.length / open.length
  console.log(`probes: ${open.length - failing.length} of ${open.length} right, ${share.toFixed(3)}`)
  expect(share, `${failing.length} fail\n\n${failing.join('\n')}`).toBeGreaterThanOrEqual(0.97)
})

/** Told in figures alone, so that nobody mends what is there to measure. */
test('of those held out nearly as many are', () => {
  const held = probes.filter(({ heldOut }) => heldOut)
  const right = held.filter((probe) => differences(probe).length === 0).length
  console.log(`probes held out: ${right} of ${held.length} right, ${(right / held.length).toFixed(3)}`)
  expect(right / held.length).toBeGreaterThanOrEqual(0.88)
})

function differences({ field, text, codes, open, aside }: Probe): string[] {
  const record = coder.code({ [field]: text })
  const { outcome: fallback } = coder.taxonomy.rules.fallback
  const given =
    field === 'reason'
      ? record.reasons.map(writtenReason)
      : record.outcomes.filter(({ code }) => code !== fallback).map(writtenOutcome)
  const setAside = record.setAside.map(writtenAside)
  return [
    ...codes.filter((code) => !given.includes(code)).map((code) => `${code} is missing`),
    ...given
      .filter((code) => !codes.includes(code) && !open.includes(code))
      .map((code) => `${code} is too much`),
    ...aside.filter((one) => !setAside.includes(one)).map((one) => `not set aside: ${one}`),
  ]
}
