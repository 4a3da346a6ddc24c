import fc from 'fast-check'
import { expect, test } from 'vitest'
import { disarmCell, restoreCell } from '../../src/files/formula.ts'

const cell = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a') }),
)

test('a cell comes back as it was', () => {
  fc.assert(fc.property(cell, (text) => restoreCell(disarmCell(text)) === text))
})

test('no cell begins as a formula does', () => {
  fc.assert(fc.property(cell, (text) => !/^[=+\-@\t\r]/.test(disarmCell(text))))
})

test('a file that was disarmed stays as it is when it is read and written again', () => {
  fc.assert(fc.property(cell, (text) => disarmCell(restoreCell(disarmCell(text))) === disarmCell(text)))
})

test.each([
  ['=1+1', "'=1+1"],
  ["'=1+1", "''=1+1"],
  ['- low mood', "'- low mood"],
  ["'quoted", "'quoted"],
  ['low mood', 'low mood'],
])('%j is written as %j', (text, written) => {
  expect(disarmCell(text)).toBe(written)
})
