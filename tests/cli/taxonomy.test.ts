import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jotcode, smallTaxonomy } from './run.ts'

/** A copy of the small taxonomy with something changed. */
function changed(from: string, to: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'jotcode-')), 'small')
  cpSync(smallTaxonomy, folder, { recursive: true })
  const file = join(folder, 'taxonomy.yaml')
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`the small taxonomy has no ${from}`)
  writeFileSync(file, text.replace(from, to))
  return folder
}

test('show lists categories and services', async () => {
  const { status, stdout } = await jotcode(['taxonomy', 'show', smallTaxonomy])
  expect(status).toBe(0)
  expect(stdout).toMatch(/Reasons \(2\)/)
  expect(stdout).toMatch(/anxiety +Anxiety +720 +2\n/)
  expect(stdout).toMatch(/steps +Steps/)
})

test('show tells all of one category, and what words are read as', async () => {
  const show = (what: string) => jotcode(['taxonomy', 'show', what, '--taxonomy', smallTaxonomy])
  expect((await show('anxiety')).stdout).toMatch(
    /Worry and fear[\s\S]*panic attacks alone[\s\S]*anx today → anxiety[\s\S]*Example {2}1/,
  )
  expect((await show('feeling flat')).stdout).toMatch(/is reason low-mood/)
  const { status, stderr } = await show('xyzzy')
  expect(status).toBe(2)
  expect(stderr).toMatch(/nothing is called "xyzzy"/)
})

test('check: all right', async () => {
  const { status, stdout, stderr } = await jotcode(['taxonomy', 'check', smallTaxonomy])
  expect([status, stdout]).toEqual([0, ''])
  expect(stderr).toMatch(/all right {2}small 0\.0\.1: 0 errors, 0 warnings, 0 examples off/)
})

test('check: an issue with its place, its line and a caret', async () => {
  const { status, stdout } = await jotcode(['taxonomy', 'check', changed('label: Anxiety', 'lable: Anxiety')])
  expect(status).toBe(2)
  expect(stdout).toMatch(/taxonomy\.yaml:5:5 {2}error: .*lable[\s\S]*\n +\^\n/)
})

test('check: an example that does not code as it says', async () => {
  const folder = changed('{ note: no anxiety, codes: [] }', '{ note: low mood, codes: [anxiety] }')
  const { status, stdout } = await jotcode(['taxonomy', 'check', folder])
  expect(status).toBe(2)
  expect(stdout).toMatch(/anxiety {2}example: number 2[\s\S]*missing: anxiety[\s\S]*not asked for: low-mood/)
})
