/** What a medication or a scale was said to be, beside its code: a table of notes. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Coder } from '../../src/coder.ts'
import { coderFor } from '../taxonomies.ts'

let coder: Coder
beforeAll(async () => {
  coder = await coderFor('dorset')
}, 60_000)

describe('medications', () => {
  test.each([
    ['prop 10mg tds prn', 'propranolol; 10 mg; three times daily, as needed'],
    ['sert 50 -> 100', 'sertraline; 100; increased from 50 to 100'],
    ['mirt 15 nocte -> 30', 'mirtazapine; 30; at night; increased from 15 to 30'],
    ['sert 50 increased to 100', 'sertraline; 100; increased from 50 to 100'],
    ['sert up to 100', 'sertraline; 100; increased'],
    ['sert reduced from 100mg to 50mg', 'sertraline; 50 mg; reduced from 100 mg to 50 mg'],
    ['sertraline 50mg started', 'sertraline; 50 mg; started'],
    ['restart sert 50', 'sertraline; 50; restarted'],
    ['citalopram stopped', 'citalopram; stopped'],
    ['continue venlafaxine XL 150mg', 'venlafaxine; 150 mg; continued'],
    [
      'switch cit 20 to duloxetine 30 mane',
      'citalopram; 20; switched to duloxetine 30 | duloxetine; 30; in the morning; switched from citalopram 20',
    ],
    ['sert review 6/52', 'sertraline'],
    ['sert 6 weeks', 'sertraline'],
  ])('%s', (outcome, expected) => {
    const { medications } = coder.code({ outcome })
    const told = medications.map(({ drug, dose, frequency, change }) => {
      const from = change?.from === undefined ? '' : ` from ${change.from}`
      const to = change?.to === undefined ? '' : ` to ${change.to}`
      return [drug, dose, frequency, change && `${change.direction}${from}${to}`].filter(Boolean).join('; ')
    })
    expect(told.join(' | ')).toBe(expected)
  })
})

describe('scales', () => {
  test.each([
    ['PHQ 18 GAD 15', 'phq-9 18 (moderately severe); gad-7 15 (severe)'],
    ['GAD7=12', 'gad-7 12 (moderate)'],
    ['6CIT 14', '6cit 14 (significant impairment)'],
    ['phq20 gad18', 'phq-9 20 (severe); gad-7 18 (severe)'],
    ['PHQ9 19/27, GAD-7: 14/21', 'phq-9 19 (moderately severe); gad-7 14 (moderate)'],
    ['PHQ 18 → 11', 'phq-9 11 (moderate), before 18'],
    ['PHQ-9 11 (was 18)', 'phq-9 11 (moderate), before 18'],
    ['phq 22 → 15, gad 15 → 9', 'phq-9 15 (moderately severe), before 22; gad-7 9 (mild), before 15'],
    ['MDQ +ve', 'mdq positive'],
    ['MDQ neg', 'mdq negative'],
    ['ASRS 5/6', 'asrs 5'],
    ['PHQ9 7/7 ago', 'phq-9'],
    ['PHQ 31', 'phq-9'],
    ['GAD for 7 years', ''],
  ])('%s', (reason, expected) => {
    const { measures } = coder.code({ reason })
    const told = measures.map(({ scale, score, band, result, previous }) => {
      const parts = [scale, score, band && `(${band})`, result].filter((part) => part !== undefined)
      return parts.join(' ') + (previous === undefined ? '' : `, before ${previous}`)
    })
    expect(told.join('; ')).toBe(expected)
  })
})
