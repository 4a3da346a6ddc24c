import { expect, test } from 'vitest'
import { excerptOf, formatIssue, JotcodeError } from '../../src/model/issue.ts'

const issue = {
  code: 'unknown-key',
  severity: 'error',
  message: 'unknown key "shorthnd"',
  hint: 'did you mean "shorthand"?',
  file: 'reasons.yaml',
  line: 12,
  column: 5,
  excerpt: excerptOf('    shorthnd: [anx]', 5),
} as const

test('an issue reads as place, message, line, caret and hint', () => {
  expect(formatIssue(issue)).toBe(
    [
      'reasons.yaml:12:5  error: unknown key "shorthnd"',
      '    shorthnd: [anx]',
      '    ^',
      'did you mean "shorthand"?',
    ].join('\n'),
  )
})

test('what is not known is left out', () => {
  expect(formatIssue({ code: 'bad-option', severity: 'error', message: 'no such option' })).toBe(
    'error: no such option',
  )
})

test('an error carries every issue', () => {
  const error = new JotcodeError([issue, issue])
  expect(error).toBeInstanceOf(Error)
  expect(error.issues).toHaveLength(2)
  expect(error.message.match(/12:5/g)).toHaveLength(2)
})

test('a caret stands under its character behind tabs and far along', () => {
  expect(excerptOf('\ta: b', 2)).toBe('\ta: b\n\t^')
  const far = `${'x'.repeat(300)}!${'x'.repeat(300)}`
  const [line = '', caret = ''] = excerptOf(far, 301).split('\n')
  expect(line[caret.length - 1]).toBe('!')
  expect(line).toMatch(/^….*…$/)
})
