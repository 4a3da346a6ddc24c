import { expect, test } from 'vitest'
import { jotcode } from './run.ts'

test('--help and --version go to stdout', async () => {
  const help = await jotcode(['--help'])
  expect([help.status, help.stderr]).toEqual([0, ''])
  expect(help.stdout).toMatch(/code[\s\S]*explain[\s\S]*taxonomy/)
  const version = await jotcode(['--version'])
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  for (const command of [['code'], ['explain'], ['taxonomy', 'show'], ['taxonomy', 'check']])
    expect((await jotcode([...command, '--help'])).status).toBe(0)
})

test('a slip is answered with what was meant', async () => {
  const command = await jotcode(['explane', 'anx'])
  expect(command.status).toBe(2)
  expect(command.stderr).toContain('Did you mean explain?')
  expect((await jotcode(['code', '--quite', 'x'])).stderr).toContain('Did you mean --quiet?')
})

test('nothing said is wrong use, and help', async () => {
  const { status, stdout, stderr } = await jotcode([])
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain('Usage: jotcode')
})
