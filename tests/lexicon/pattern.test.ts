import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxWords, type Pattern, parsePattern, sizeOf } from '../../src/lexicon/pattern.ts'

/** A tree as one line: words bare, `=` exact, {class}, ..gap, (alternatives), - for nothing. */
function show(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'word':
      return `${pattern.exact ? '=' : ''}${pattern.text}`
    case 'class':
      return `{${pattern.name}}`
    case 'gap':
      return `..${pattern.max}`
    case 'seq':
      return pattern.items.map(show).join(' ') || '-'
    case 'alt':
      return `(${pattern.options.map(show).join('|')})`
  }
}

function read(text: string): string {
  const pattern = parsePattern(text)
  return pattern.kind === 'error' ? `${pattern.code} ${pattern.at}` : show(pattern)
}

test.each([
  ['low mood', 'low mood'],
  ['Low  MOOD', 'low mood'],
  ['(low|really flat) mood', '(low|really flat) mood'],
  ['feels [so|very] low', 'feels (so|very|-) low'],
  ['(a (b|c)|[d] e) f', '(a (b|c)|(d|-) e) f'],
  ['(one)', 'one'],
  ['{relative} ill', '{relative} ill'],
  ['{step-parent}ill', '{step-parent} ill'],
  ['worried ... health', 'worried ..3 health'],
  ['worried … health', 'worried ..3 health'],
  ['worried ..5 health', 'worried ..5 health'],
  ['=cutting', '=cutting'],
  ['=self-harm', '=self =harm'],
  ['f/u', 'f/u'],
  ['follow-up', 'follow up'],
  ['-ve mood', '-ve mood'],
  ['+ve', '+ve'],
  ['→ 50', '→ 50'],
  ['50->100 => x > y', '50 → 100 → x → y'],
  ['↓mood', '↓ mood'],
  ['?anx', '? anx'],
  ['a&e', 'a&e'],
  ['stress & worry', 'stress & worry'],
  ["can't cope", 'cant cope'],
  ['can’t cope', 'cant cope'],
  ['mother–in-law', 'mother in law'],
  ['1,000 mg', '1,000 mg'],
])('%s', (text, tree) => {
  expect(read(text)).toBe(tree)
})

describe('what is wrong, and at which character', () => {
  test.each([
    ['', 'pattern-syntax 0'],
    ['  ', 'pattern-syntax 0'],
    ["'", 'pattern-syntax 0'],
    ['low (mood', 'pattern-syntax 4'],
    ['low [mood)', 'pattern-syntax 4'],
    ['low mood)', 'pattern-syntax 8'],
    ['low ]', 'pattern-syntax 4'],
    ['a {b', 'pattern-syntax 2'],
    ['a b}', 'pattern-syntax 3'],
    ['a {B C}', 'pattern-syntax 2'],
    ['a | b', 'pattern-syntax 2'],
    ['(a|) b', 'pattern-syntax 3'],
    ['(|a) b', 'pattern-syntax 1'],
    ['a [] b', 'pattern-syntax 3'],
    ['low, flat', 'pattern-syntax 3'],
    ['a ..0 b', 'pattern-syntax 2'],
    ['a .... b', 'pattern-syntax 2'],
    ['... low', 'pattern-edge 0'],
    ['low ...', 'pattern-edge 4'],
    ['[very] ... low', 'pattern-edge 7'],
    ['(low ..2|flat)', 'pattern-edge 5'],
    ['[very] [low]', 'pattern-empty 0'],
  ])('%s', (text, error) => {
    expect(read(text)).toBe(error)
  })
})

test('a wording is as large as the words in it, and bounded', () => {
  const pattern = parsePattern('[very|so] (low|really flat) {relative}')
  expect(pattern.kind !== 'error' && sizeOf(pattern)).toBe(6)
  expect(read(`(${Array(maxWords).fill('a').join('|')})`)).not.toMatch(/^pattern/)
  expect(read(`(${Array(maxWords).fill('a').join('|')}) b`)).toBe('pattern-too-wide 0')
})

test('any text is read or refused, and never thrown at', () => {
  const piece = fc.constantFrom(
    'a',
    'low',
    '(',
    ')',
    '[',
    ']',
    '|',
    '{',
    '}',
    '...',
    '..2',
    ' ',
    '=',
    '-',
    '>',
    ',',
    '’',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        const pattern = parsePattern(text)
        expect(pattern.at).toBeGreaterThanOrEqual(0)
        expect(pattern.at).toBeLessThanOrEqual(text.length)
      },
    ),
  )
})
