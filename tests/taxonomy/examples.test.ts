/** Every example in a bundled taxonomy is what the taxonomy itself says it is. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Coder } from '../../src/coder.ts'
import type { Category } from '../../src/model/taxonomy.ts'
import { writtenOutcome } from '../corpus/written.ts'
import { bundled, coderFor } from '../taxonomies.ts'

test('the bundled taxonomies are found', () => {
  expect(bundled).toEqual(expect.arrayContaining(['dorset', 'kent-medway']))
})

describe.each(bundled)('%s', (name) => {
  let coder: Coder
  beforeAll(async () => {
    coder = await coderFor(name)
  })

  test('every reason and outcome has an example', () => {
    const bare = [...coder.taxonomy.reasons, ...coder.taxonomy.outcomes].filter(
      ({ examples }) => examples.length === 0,
    )
    expect(bare.map(({ id }) => id)).toEqual([])
  })

  test('examples of reasons', () => {
    const given = (note: string) => coder.code({ reason: note }).reasons.map(({ code }) => code)
    const { reasons, rules } = coder.taxonomy
    expect(failing(reasons, rules.fallback.reason, given)).toEqual([])
  })

  test('examples of outcomes', () => {
    const given = (note: string) => coder.code({ outcome: note }).outcomes.map(writtenOutcome)
    const { outcomes, rules } = coder.taxonomy
    expect(failing(outcomes, rules.fallback.outcome, given)).toEqual([])
  })
})

/** What is not as its example says. Where an example gives nothing, the taxonomy's fallback stands in. */
function failing(
  categories: readonly Category[],
  fallback: string | undefined,
  code: (note: string) => readonly string[],
): string[] {
  return categories.flatMap(({ id, examples }) =>
    examples.flatMap(({ note, codes }) => {
      const given = code(note)
      const wanted = codes.length === 0 && fallback ? [fallback] : codes
      const same = [...given].sort().join('; ') === [...wanted].sort().join('; ')
      return same ? [] : [`${id}: "${note}" gives ${list(given)} instead of ${list(wanted)}`]
    }),
  )
}

const list = (codes: readonly string[]) => (codes.length === 0 ? 'nothing' : codes.join('; '))
