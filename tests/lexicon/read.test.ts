import { describe, expect, test } from 'vitest'
import { readTaxonomy, type TaxonomyTexts } from '../../src/lexicon/read.ts'
import { excerptOf, formatIssue, type Issue } from '../../src/model/issue.ts'

/** A small whole taxonomy; each case adds a file to it. */
const whole = {
  'taxonomy.yaml': `
taxonomy: { id: small, version: 1.0.0, title: Small }
sources: { written: Written for this test }
classes:
  relative: [mum, dad, step dad]
reasons:
  - { id: joy, label: Joy, definition: glad, terms: { written: [glad] } }
  - { id: awe, label: Awe, definition: in awe, terms: { written: [amazed] } }
outcomes:
  - { id: walk, label: Walk, definition: a walk }
services:
  - { id: choir, label: Choir, group: service }
actions:
  - { id: sent, code: walk, kind: sending, over: [service] }
medicationClasses:
  - { id: tonic, label: Tonic }
`,
}

function issuesOf(yaml: string, texts: TaxonomyTexts = whole): readonly Issue[] {
  return readTaxonomy({ ...texts, 'more.yaml': yaml }).issues.filter(({ code }) => code !== 'no-head')
}

const reason = (rest: string) => `reasons:\n  - { id: calm, label: Calm, definition: calm, ${rest} }`
const term = (wording: string) => `concepts:\n  - id: quiet\n    terms:\n      written:\n        - ${wording}`

const wide = `(${Array(1200).fill('a').join('|')}) b`

describe('what is wrong is said with its code, and a caret under it', () => {
  test.each([
    // What YAML itself refuses
    ['yaml-syntax', 'reasons: [', 'reasons: [¦', /Flow/],
    ['yaml-syntax', 'plain: [a]\n\tstops: {}', '¦\tstops: {}', /tab/i],
    ['duplicate-key', 'plain: [a]\nplain: [b]', '¦plain: [b]', /twice/],
    [
      'duplicate-key',
      reason('terms: {}, terms: {}'),
      '  - { id: calm, label: Calm, definition: calm, terms: {}, ¦terms: {} }',
      /twice/,
    ],
    // Shapes
    ['wrong-type', '- a\n- b', '¦- a', /expected a map, found a list/],
    ['wrong-type', 'reasons: joy', 'reasons: ¦joy', /expected a list, found "joy"/],
    ['wrong-type', 'stops:', '¦stops:', /expected a map, found nothing/],
    [
      'wrong-type',
      'classes: { year: [2024] }',
      'classes: { year: [¦2024] }',
      /expected text, found the number 2024/,
    ],
    ['wrong-type', term('12'), '        - ¦12', /expected a wording, found the number 12/],
    ['wrong-type', term('[a, b]'), '        - ¦[a, b]', /found a list/],
    ['wrong-type', term('{ term: 5 }'), '        - { term: ¦5 }', /expected text/],
    ['missing-key', 'reasons:\n  - label: Calm\n    id: calm', '  - ¦label: Calm', /"definition" is missing/],
    ['missing-key', term('{ alone: true }'), '        - ¦{ alone: true }', /"term" is missing/],
    [
      'wrong-value',
      'services:\n  - { id: gym, label: Gym, group: servise }',
      '  - { id: gym, label: Gym, group: ¦servise }',
      /"servise" is not one of service/,
    ],
    ['wrong-value', 'concepts:\n  - { id: Not An Id }', '  - { id: ¦Not An Id }', /lower-case words/],
    ['wrong-value', term('""'), '        - ¦""', /empty/],
    [
      'wrong-value',
      reason('count: -1'),
      '  - { id: calm, label: Calm, definition: calm, count: ¦-1 }',
      /too small/,
    ],
    ['unknown-key', 'reason: []', '¦reason: []', /unknown key "reason"/],
    [
      'unknown-key',
      reason('shorthnd: {}'),
      '  - { id: calm, label: Calm, definition: calm, ¦shorthnd: {} }',
      /"shorthnd"/,
    ],
    ['unknown-key', term('{ term: a, aloen: true }'), '        - { term: a, ¦aloen: true }', /"aloen"/],
    ['unknown-key', 'answers: { avoidedGP: [] }', 'answers: { ¦avoidedGP: [] }', /"avoidedGP"/],
    ['empty-list', 'stops: { written: [] }', 'stops: { written: ¦[] }', /"written" is an empty list/],
    ['empty-list', 'classes: { pet: [] }', 'classes: { pet: ¦[] }', /"pet"/],
    ['empty-list', 'cues: []', 'cues: ¦[]', /"cues"/],
    // Ids and what refers to them
    [
      'duplicate-head',
      'taxonomy: { id: other, version: 2, title: Other }'.replace('2', '"2"'),
      'taxonomy: ¦{ id: other, version: "2", title: Other }',
      /second/,
    ],
    [
      'duplicate-id',
      'reasons:\n  - { id: joy, label: Other, definition: other }',
      '  - { id: ¦joy, label: Other, definition: other }',
      /"joy" is defined twice in reasons/,
    ],
    ['duplicate-id', 'concepts:\n  - { id: a }\n  - { id: a }', '  - { id: ¦a }', /"a" is defined twice/],
    [
      'unknown-id',
      reason('examples: [{ note: x, codes: [joy, joi] }]'),
      '  - { id: calm, label: Calm, definition: calm, examples: [{ note: x, codes: [joy, ¦joi] }] }',
      /no reason "joi"/,
    ],
    [
      'unknown-id',
      'outcomes:\n  - { id: run, label: R, definition: r, examples: [{ note: x, codes: [walk|sending|quire] }] }',
      '  - { id: run, label: R, definition: r, examples: [{ note: x, codes: [¦walk|sending|quire] }] }',
      /no service "quire"/,
    ],
    [
      'unknown-id',
      'outcomes:\n  - { id: run, label: R, definition: r, examples: [{ note: x, codes: [walk|sent|choir] }] }',
      '  - { id: run, label: R, definition: r, examples: [{ note: x, codes: [¦walk|sent|choir] }] }',
      /no kind of action "sent"/,
    ],
    [
      'unknown-id',
      'medications:\n  - { drug: syrup, class: tonics }',
      '  - { drug: syrup, class: ¦tonics }',
      /no medication class "tonics"/,
    ],
    [
      'unknown-id',
      'referralSources:\n  patterns:\n    - { terms: { written: ["{sender} rang"] }, implies: [joke] }',
      '    - { terms: { written: ["{sender} rang"] }, implies: [¦joke] }',
      /no category "joke"/,
    ],
    [
      'unknown-id',
      'actions:\n  - { id: go, code: joy, over: [service] }',
      '  - { id: go, code: ¦joy, over: [service] }',
      /no outcome "joy"/,
    ],
    [
      'unknown-id',
      'actions:\n  - { id: go, target: band, over: [service] }',
      '  - { id: go, target: ¦band, over: [service] }',
      /no service "band"/,
    ],
    [
      'unknown-id',
      'actions:\n  - { id: go, over: [service], negated: { code: gone } }',
      '  - { id: go, over: [service], negated: { code: ¦gone } }',
      /no outcome "gone"/,
    ],
    [
      'unknown-id',
      'rules: { fallback: { reason: gloom } }',
      'rules: { fallback: { reason: ¦gloom } }',
      /no reason "gloom"/,
    ],
    [
      'unknown-id',
      'rules: { standing: { service: send } }',
      'rules: { standing: { service: ¦send } }',
      /no action "send"/,
    ],
    [
      'unknown-id',
      'rules: { givesWay: [{ code: joy, to: [awe, aw] }] }',
      'rules: { givesWay: [{ code: joy, to: [awe, ¦aw] }] }',
      /no category "aw"/,
    ],
    [
      'unknown-id',
      'rules: { swallows: [{ code: walk, target: choir, by: bier }] }',
      'rules: { swallows: [{ code: walk, target: choir, by: ¦bier }] }',
      /no service "bier"/,
    ],
    [
      'unknown-id',
      term('{ term: hush, company: ["@quire"] }'),
      '        - { term: hush, company: [¦"@quire"] }',
      /"quire"/,
    ],
    [
      'unknown-id',
      'rules: { roles: [given], asideRole: givn }',
      'rules: { roles: [given], asideRole: ¦givn }',
      /no role in rules: "givn"/,
    ],
    [
      'unknown-id',
      'rules: { quiet: { tonics: [] } }',
      'rules: { quiet: { tonics: ¦[] } }',
      /no medication class "tonics"/,
    ],
    ['unknown-source', 'stops: { writen: [but] }', 'stops: { ¦writen: [but] }', /unknown source "writen"/],
    // Wordings
    ['unknown-class', term('my {relatives} sang'), '        - my ¦{relatives} sang', /no class "relatives"/],
    ['unknown-class', term('"{relatives} sang"'), '        - ¦"{relatives} sang"', /no class "relatives"/],
    [
      'unknown-class',
      term('"so {relatives} sang"'),
      '        - "so ¦{relatives} sang"',
      /no class "relatives"/,
    ],
    [
      'class-cycle',
      'classes: { a: ["{b}"], b: ["{c}"], c: [x, "{a}"] }',
      'classes: { a: ["{b}"], b: ["{c}"], c: [x, ¦"{a}"] }',
      /\{a\} → \{b\} → \{c\} → \{a\}/,
    ],
    ['pattern-syntax', term('very (quiet|still'), '        - very ¦(quiet|still', /not closed/],
    ['pattern-syntax', term('very (quiet|) now'), '        - very (quiet|¦) now', /empty alternative/],
    ['pattern-edge', term('quiet ...'), '        - quiet ¦...', /end with a gap/],
    ['pattern-edge', term('quiet [now]'), '        - quiet ¦[now]', /optional part at the end/],
    ['pattern-empty', term("'[now]'"), "        - ¦'[now]'", /optional/],
    [
      'pattern-too-wide',
      term(wide),
      // The excerpt of so long a line is cut; the test below looks at that.
      `        - ¦${wide}`,
      /1201 words/,
    ],
    [
      'plain-wording',
      term('{ term: hush, unless: [one (a|b)] }'),
      '        - { term: hush, unless: [one ¦(a|b)] }',
      /plain/,
    ],
    [
      'plain-wording',
      'classes: { pet: [dog, "cat {relative}"] }',
      'classes: { pet: [dog, "cat ¦{relative}"] }',
      /member of a class/,
    ],
    [
      'ambiguous-term',
      'reasons:\n  - { id: calm, label: C, definition: c, terms: { written: [(GLAD|serene)] } }',
      '  - { id: calm, label: C, definition: c, terms: { written: [¦(GLAD|serene)] } }',
      /"glad" stands for "calm" and for "joy"/,
    ],
  ])('%s: %j', (code, yaml, marked, message) => {
    const issues = issuesOf(yaml)
    expect(issues.map((issue) => issue.code)).toEqual([code])
    const [issue] = issues
    expect(issue?.message).toMatch(message)
    const column = marked.indexOf('¦')
    const line = marked.replace('¦', '')
    expect(issue).toMatchObject({ file: 'more.yaml', column: column + 1 })
    expect(issue?.line).toBe(yaml.split('\n').lastIndexOf(line) + 1)
    const excerpt = `${line}\n${' '.repeat(column)}^`
    expect(issue?.excerpt).toBe(line.length > 110 ? excerptOf(line, column + 1) : excerpt)
  })
})

test.each([
  ['reason: []', 'did you mean "reasons"?'],
  [reason('shorthnd: {}'), 'did you mean "shorthand"?'],
  ['services:\n  - { id: gym, label: Gym, group: servise }', 'did you mean "service"?'],
  ['medications:\n  - { drug: syrup, class: tonics }', 'did you mean "tonic"?'],
  ['stops: { writen: [but] }', 'did you mean "written"?'],
  [term('my {relatives} sang'), 'did you mean "relative"?'],
  [term('12'), 'put it in quotes: "12"'],
  ['reasons:\n  - { id: joy, label: Other, definition: other }', 'it is also at taxonomy.yaml:7'],
])('the hint for %j', (yaml, hint) => {
  expect(issuesOf(yaml)[0]?.hint).toBe(hint)
})

test('a long line is shown around the place', () => {
  const [issue] = issuesOf(`plain: [${'word, '.repeat(40)} {a: b}]`)
  const [shown = '', caret = ''] = issue?.excerpt?.split('\n') ?? []
  expect(shown.length).toBeLessThan(115)
  expect(shown.slice(caret.length - 1)).toMatch(/^\{a: b\}/)
})

test('aliases share, and cannot explode', () => {
  const shared =
    'stops: { written: &few [but, however] }\nconcepts:\n  - { id: quiet, terms: { written: *few } }'
  expect(issuesOf(shared)).toEqual([])
  const level = (n: number) =>
    `x${n}: &x${n} [${Array(10)
      .fill(`*x${n - 1}`)
      .join(', ')}]`
  const bomb = ['x0: &x0 [a, b]', ...Array.from({ length: 9 }, (_, n) => level(n + 1))].join('\n')
  expect(issuesOf(bomb)[0]).toMatchObject({ code: 'too-many-aliases', file: 'more.yaml' })
})

test('without a head there is no taxonomy', () => {
  const { taxonomy, issues } = readTaxonomy({ 'a.yaml': 'plain: [a]' })
  expect(taxonomy).toBeUndefined()
  expect(issues.map(formatIssue)).toEqual([
    'error: the taxonomy has no id, version and title\ntaxonomy: { id: ..., version: ..., title: ... } belongs in taxonomy.yaml',
  ])
})

test('conditions make a wording of two categories unambiguous', () => {
  expect(issuesOf(reason('terms: { written: [{ term: glad, company: [calm] }] }'))).toEqual([])
})

test('warnings leave the taxonomy usable', () => {
  const { taxonomy, issues } = readTaxonomy({ ...whole, 'more.yaml': term('quiet [now]') })
  expect(issues.map(({ severity }) => severity)).toEqual(['warning'])
  expect(taxonomy?.concepts.map(({ id }) => id)).toEqual(['quiet'])
})

describe('files put together', () => {
  const small = whole['taxonomy.yaml']
  const own = {
    'own/taxonomy.yaml': `
taxonomy: { id: own, version: 0.1.0, title: Own }
extends: [small]
reasons:
  - { id: joy, label: Gladness, terms: { written: [merry] }, shorthand: { written: [jy] } }
  - { id: peace, label: Peace, definition: at peace }
classes: { relative: [aunt] }
actions:
  - { id: sent, over: [resource] }
`,
    'own/words.txt': '# ordinary\nApple\npear # fruit\n\nApple\r\n',
  }
  const library = { small: { ...whole, 'words.txt': 'plum' } }
  const { taxonomy, issues } = readTaxonomy(own, { library })

  test('the extended taxonomy comes first', () => {
    expect(issues).toEqual([])
    expect(taxonomy?.reasons.map(({ id }) => id)).toEqual(['joy', 'awe', 'peace'])
    expect(taxonomy?.words).toEqual(['plum', 'apple', 'pear'])
    expect(taxonomy?.id).toBe('own')
  })

  test('an entry named again gains wordings and takes the new label', () => {
    expect(taxonomy?.reasons[0]).toMatchObject({
      label: 'Gladness',
      definition: 'glad',
      past: 'drops',
      terms: { written: ['glad', 'merry'] },
      shorthand: { written: ['jy'] },
    })
    expect(taxonomy?.classes.relative).toEqual(['mum', 'dad', 'step dad', 'aunt'])
    expect(taxonomy?.actions[0]?.over).toEqual(['resource'])
  })

  test('an entry may go on in another file, and only one needs to define it', () => {
    const more = 'reasons:\n  - { id: joy, terms: { written: [jolly] } }'
    const both = readTaxonomy({ 'a.yaml': more, 'b.yaml': small })
    expect(both.issues).toEqual([])
    expect(both.taxonomy?.reasons[0]?.terms).toEqual({ written: ['jolly', 'glad'] })
  })

  test('what cannot be extended', () => {
    expect(readTaxonomy(own, { library: { smal: whole } }).issues[0]).toMatchObject({
      code: 'unknown-taxonomy',
      hint: 'did you mean "smal"?',
    })
    const a = { 'a.yaml': 'extends: [b]' }
    const b = { 'b.yaml': 'extends: [a]' }
    const { issues } = readTaxonomy({ ...whole, 'x.yaml': 'extends: [a]' }, { library: { a, b } })
    expect(issues).toMatchObject([
      { code: 'taxonomy-cycle', message: 'a taxonomy that extends itself: a → b → a' },
    ])
  })

  test('the digest is of the content, wherever it stands', () => {
    const digest = (texts: TaxonomyTexts) => readTaxonomy(texts).taxonomy?.digest
    const parts = {
      'a.yaml': small.slice(0, small.indexOf('services:')),
      'b.yaml': small.slice(small.indexOf('services:')),
    }
    expect(digest(parts)).toBe(digest(whole))
    expect(digest({ 'a.yaml': small.replace('glad]', 'happy]') })).not.toBe(digest(whole))
    expect(digest(whole)).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
})
