import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/text/sha256.ts'

const byNode = (text: string) => createHash('sha256').update(text).digest('hex')

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])('a text of %i letters', (length) => {
  expect(sha256('a'.repeat(length))).toBe(byNode('a'.repeat(length)))
})

test('any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => sha256(text) === byNode(text)),
  )
})
