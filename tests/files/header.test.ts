import { expect, test } from 'vitest'
import { fieldOfHeader, nameColumns } from '../../src/files/header.ts'

const named = (headers: readonly string[], asked = {}) => {
  const notices: string[] = []
  const columns = nameColumns(headers, asked, 'log.csv', (text) => notices.push(text))
  return { fields: columns.map(({ field }) => field), notices }
}

test.each([
  ['Key Reasons', 'reason'],
  ['presenting problem:', 'reason'],
  ['REASON FOR APPOINTMENT', 'reason'],
  ['outcome_of_appointment', 'outcome'],
  ['Plan', 'outcome'],
  ['Notes', 'note'],
  ['Appointment Date', 'date'],
  ['mins', 'minutes'],
  ['MHP', 'practitioner'],
  ['Network', 'pcn'],
  ['Avoided GP appointment?', 'avoidedGp'],
  ['GP avoided', 'avoidedGp'],
  ['avoided_cmht', 'avoidedCmht'],
  ['shoe size', undefined],
])('%j is %s', (header, field) => {
  expect(fieldOfHeader(header)).toBe(field)
})

test('of two candidates the first is taken, and that is said', () => {
  const { fields, notices } = named(['id', 'Reason', 'Key reasons'])
  expect(fields).toEqual(['id', 'reason', undefined])
  expect(notices).toEqual([
    '"Reason" is read as reason, "Key reasons" is not (choose with --columns reason=...)',
  ])
})

test('what is asked for wins, whatever it is called', () => {
  expect(named(['id', 'Reason', 'Why'], { reason: 'why' }).fields).toEqual(['id', undefined, 'reason'])
  expect(() => named(['id', 'Reason'], { reason: 'Whi' })).toThrow(
    /there is no column "Whi" for reason[\s\S]*"Reason"/,
  )
  expect(() => named(['id', 'Text'], { reason: 'Text', outcome: 'Text' })).toThrow(/asked for twice/)
})

test('codes of a file that was coded before are not read as notes', () => {
  const { fields, notices } = named([
    'note',
    'reasons',
    'outcomes',
    'confidence_min',
    'review_needed',
    'review_why',
  ])
  expect(fields.slice(0, 3)).toEqual(['note', undefined, undefined])
  expect(notices[0]).toMatch(/coded before/)
})
