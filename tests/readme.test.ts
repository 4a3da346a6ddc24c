/** What the README shows is run, and what it says comes out must come out. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from './taxonomies.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')

interface Block {
  readonly language: string
  readonly text: string
  /** The block right behind it, where that is output. */
  readonly output?: string
}

const blocks: readonly Block[] = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, language, text]) => ({
    language: language as string,
    text: text as string,
  }),
)
const withOutput = blocks.map((block, at) => {
  const next = blocks[at + 1]
  return next?.language === 'text' ? { ...block, output: next.text } : block
})

let folder = ''
beforeAll(() => {
  // A folder like a clone's, so that commands find the corpus and write nothing into the real one.
  folder = mkdtempSync(join(tmpdir(), 'jotcode-readme-'))
  for (const name of ['corpus', 'taxonomy', 'node_modules']) symlinkSync(join(root, name), join(folder, name))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every block is of a kind that is run', () => {
  expect(blocks.length).toBeGreaterThan(5)
  expect([...new Set(blocks.map(({ language }) => language))].sort()).toEqual(['sh', 'text', 'ts'])
})

describe('commands', () => {
  const commands = withOutput
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text, output }) =>
      text
        .trim()
        .split('\n')
        .map((line) => ({ line, output })),
    )

  test.each(commands)(
    '$line',
    ({ line, output }) => {
      if (line.startsWith('npm ')) {
        // npm test is what runs this; each script named must exist.
        const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
        expect(Object.keys(scripts)).toContain(line.replace(/^npm (run )?/, ''))
        return
      }
      const said = jotcode(line)
      if (output !== undefined) expect(said.trim()).toBe(output.trim())
    },
    60_000,
  )
})

function jotcode(line: string): string {
  expect(line).toMatch(/^jotcode /)
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)]
    .map(([, quoted, bare]) => quoted ?? bare ?? '')
    .slice(1)
  const cli = join(root, 'dist', 'cli', 'main.js')
  const environment = { ...process.env, NO_COLOR: '1', COLUMNS: '110' }
  return execFileSync(process.execPath, [cli, ...words], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

describe('library', () => {
  const programs = blocks.filter(({ language }) => language === 'ts').map(({ text }) => text)

  test.each(programs)(
    '%s',
    async (program) => {
      const expected = [...program.matchAll(/(?:\) |^)\/\/ (.*)$/gm)].map(([, said]) => said as string)
      const file = join(folder, 'program.mjs')
      const { outputFiles } = await build({
        stdin: { contents: program, resolveDir: root, loader: 'ts' },
        bundle: true,
        write: false,
        format: 'esm',
        platform: 'node',
        external: ['jotcode', 'jotcode/*'],
      })
      const ours = outputFiles[0]?.text.replace(/from "jotcode(\/\w+)?"/g, (_, path: string | undefined) => {
        return `from ${JSON.stringify(join(root, 'dist', path ? `${path}/index.js` : 'node.js'))}`
      })
      writeFileSync(file, ours ?? '')
      const said = execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' })
      const comments = expected.filter((line) => !line.startsWith('the bundled'))
      expect(said.trim().split('\n')).toEqual(comments)
    },
    60_000,
  )
})
