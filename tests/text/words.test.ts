import { expect, test } from 'vitest'
import { soundKeys } from '../../src/text/sound.ts'
import { stem } from '../../src/text/stem.ts'

test('a stem is shared by the forms of a word', () => {
  expect(new Set(['worried', 'worries'].map(stem)).size).toBe(1)
  expect(stem('to')).toBe('to')
})

test('words that sound alike share a key', () => {
  expect(soundKeys('sertraline')[0]).toBe(soundKeys('sertralene')[0])
  expect(soundKeys('mirtazapine')[0]).not.toBe(soundKeys('sertraline')[0])
})
