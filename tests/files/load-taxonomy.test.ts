import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectTaxonomy, loadTaxonomy } from '../../src/files/load-taxonomy.ts'
import { JotcodeError } from '../../src/model/issue.ts'

const folder = mkdtempSync(join(tmpdir(), 'jotcode-taxonomy-'))

const files = {
  'mine/taxonomy.yaml': 'taxonomy: { id: mine, version: 0.1.0, title: Mine }\nextends: [shared]',
  'mine/deep/down/plain.yml': 'plain: [the]',
  'mine/deep/words.txt': 'apple\n',
  'mine/notes.md': 'not: [read',
  'shared/lists.yaml': 'extends: [base]\nplain: [and]',
  'base/lists.yaml': 'plain: [with]',
  'packaged/taxonomy.yaml':
    'taxonomy: { id: packaged, version: 0.1.0, title: On the packaged lists }\nextends: [general]',
  'outside/taxonomy.yaml': 'taxonomy: { id: outside, version: 0.1.0, title: Outside }\nextends: ["../base"]',
  'bad/deep/reasons.yaml': 'reason: []',
}

beforeAll(() => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a folder is read in any depth, with what it extends beside it', async () => {
  const taxonomy = await loadTaxonomy(join(folder, 'mine'))
  expect(taxonomy.plain).toEqual(['with', 'and', 'the'])
  expect(taxonomy.words).toEqual(['apple'])
})

test('what is not beside it comes from the package', async () => {
  const taxonomy = await loadTaxonomy(join(folder, 'packaged'))
  expect(taxonomy.cues.length).toBeGreaterThan(0)
})

test('what it extends is a name, not a path', async () => {
  const { issues } = await inspectTaxonomy(join(folder, 'outside'))
  expect(issues).toMatchObject([{ code: 'unknown-taxonomy' }])
})

test('what is wrong is thrown, with the path as it can be opened', async () => {
  const error = await loadTaxonomy(join(folder, 'bad')).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(JotcodeError)
  const place = { file: join(folder, 'bad', 'deep', 'reasons.yaml'), line: 1, column: 1 }
  expect((error as JotcodeError).issues).toMatchObject([{ code: 'unknown-key', ...place }])
})

test.each(['nowhere', 'mine/notes.md'])('%s is no taxonomy', async (name) => {
  const error = await loadTaxonomy(join(folder, name)).catch((reason: unknown) => reason)
  expect((error as JotcodeError).issues).toMatchObject([{ code: 'file-missing' }])
})

test('the taxonomy of this package has no errors', async () => {
  const { issues } = await inspectTaxonomy(fileURLToPath(new URL('../../taxonomy/dorset', import.meta.url)))
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([])
})
