import { expect, test } from 'vitest'
import { jotcode, smallTaxonomy } from './run.ts'

const explain = (args: readonly string[], input = '', env = {}) =>
  jotcode(['explain', '--taxonomy', smallTaxonomy, ...args], { input, env })

test('a note with its codes, what was set aside and what was not read', async () => {
  const { status, stdout, stderr } = await explain(['low mood, no anxiety, xyzzy. ref S2W'])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /^Note\n {2}low mood, no anxiety, xyzzy\. ref S2W\n {2}━━━━━━━━ {2}\^\^ ╌╌╌╌╌╌╌ {2}····· {2}═══ ═══\n/,
  )
  expect(stdout).toMatch(/Set aside\n {2}Anxiety +negated: “anxiety” because of “no”/)
  expect(stdout).toMatch(/Not read\n {2}“xyzzy”/)
  expect(stdout).not.toContain('\u001b')
})

test('from stdin, as a field, in colour', async () => {
  const { stdout } = await explain(['-', '--field', 'reason'], 'anx\n', { FORCE_COLOR: '1' })
  expect(stdout).toContain('\u001b[1mReason')
})

test('both fields; as JSON', async () => {
  const { stdout } = await explain(['--reason', 'anx', '--outcome', 'ref S2W', '--json'])
  const { record, fields } = JSON.parse(stdout)
  expect(record.entry).toEqual({ reason: 'anx', outcome: 'ref S2W' })
  expect(fields.map(({ field }: { field: string }) => field)).toEqual(['reason', 'outcome'])
})

test('a note does not drive the terminal', async () => {
  const { stdout } = await explain(['anx \u001b[31m \u0007 low mood'])
  expect(stdout).toContain('␛[31m ␇')
})

test.each([
  [[], /there is no text to explain/],
  [['-ve'], /begins with a dash goes after --/],
  [['anx', '--field', 'plan'], /use one of reason, outcome, note/],
  [['anx', '--field', 'reason', '--reason', 'x'], /given twice/],
])('%j is wrong use', async (args, message) => {
  const { status, stderr } = await explain(args)
  expect(status).toBe(2)
  expect(stderr).toMatch(message)
})
