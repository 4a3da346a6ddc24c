import { existsSync, linkSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { codedPath, createFileOutput, refuseInputs } from '../../src/files/output.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jotcode-'))
})

test.each([
  ['log.csv', 'log.coded.csv'],
  ['a.b/log', 'a.b/log.coded'],
  ['my.log.NDJSON', 'my.log.coded.NDJSON'],
])('the output of %s is %s', (input, output) => {
  expect(codedPath(input)).toBe(output)
})

test('a file appears whole: until then it is beside its place', async () => {
  const path = join(folder, 'out.csv')
  const output = await createFileOutput(path)
  await output.write('line\n')
  expect(existsSync(path)).toBe(false)
  await output.finish()
  expect(readFileSync(path, 'utf8')).toBe('line\n')
  expect(existsSync(`${path}.partial`)).toBe(false)
})

test('what was there before stays when the run fails, and nothing else does', async () => {
  const path = join(folder, 'out.csv')
  writeFileSync(path, 'before')
  const output = await createFileOutput(path)
  await output.write('line\n')
  await output.abandon()
  expect(readFileSync(path, 'utf8')).toBe('before')
  expect(existsSync(`${path}.partial`)).toBe(false)
})

test('an interrupted file stays as .partial', async () => {
  const path = join(folder, 'out.csv')
  const output = await createFileOutput(path)
  await output.write('line\n')
  expect(await output.interrupt()).toBe(`${path}.partial`)
  expect(readFileSync(`${path}.partial`, 'utf8')).toBe('line\n')
})

test('no input is written to, however it is called', async () => {
  const input = join(folder, 'log.csv')
  writeFileSync(input, 'id,note\n')
  symlinkSync(input, join(folder, 'link.csv'))
  linkSync(input, join(folder, 'hard.csv'))
  for (const name of ['log.csv', 'link.csv', 'hard.csv'])
    await expect(refuseInputs(join(folder, name), [input])).rejects.toThrow(/would overwrite an input/)
  await refuseInputs(join(folder, 'other.csv'), [input])
})

test('a folder that is not there is said', async () => {
  await expect(createFileOutput(join(folder, 'no', 'out.csv'))).rejects.toThrow(/cannot be written/)
})
