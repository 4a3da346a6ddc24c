/** What a user gets: the packed files and their dependencies, laid out as npm would, in a folder of their own. */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { version } from '../src/version.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8')
const lock = JSON.parse(lockText) as {
  readonly packages: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>
}

test('the lock file names no registry, and every package by its digest', () => {
  expect(lockText).not.toMatch(/https?:\/\/[^"]*\.tgz|"resolved"/)
  const { '': own, ...others } = lock.packages
  expect(own).toBeDefined()
  expect(
    Object.entries(others)
      .filter(([, one]) => !('integrity' in one))
      .map(([path]) => path),
  ).toEqual([])
})

test('the version is said once', () => {
  expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version).toBe(version)
})

describe('installed', () => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'jotcode-package-')))
  const installed = join(home, 'node_modules')
  let packed: string[] = []

  beforeAll(() => {
    packed = packedFiles()
    for (const path of packed) copy(join(root, path), join(installed, 'jotcode', path))
    for (const name of neededPackages())
      cpSync(join(root, 'node_modules', name), join(installed, name), { recursive: true })
    writeFileSync(join(home, 'package.json'), '{ "private": true, "type": "module" }')
  }, 60_000)
  afterAll(() => rmSync(home, { recursive: true }))

  test('nothing is packed but what is made for users', () => {
    const allowed = /^(dist\/.+\.(js|d\.ts)|taxonomy\/.+|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/
    expect(packed.filter((path) => !allowed.test(path))).toEqual([])
    expect(packed).toEqual(
      expect.arrayContaining(['dist/index.js', 'dist/index.d.ts', 'dist/cli/main.js', 'LICENSE']),
    )
    expect(packed).toContain('dist/taxonomies/dorset.js')
    expect(packed).toContain('dist/taxonomies/dorset.d.ts')
  })

  test('few packages come along, and little weight', () => {
    expect(readdirSync(installed)).toEqual(expect.arrayContaining(['jotcode', 'yaml', 'zod']))
    expect(readdirSync(installed).length).toBeLessThanOrEqual(28)
    // Of these zod is 8, word vectors for the second reader twice 2.3 (as data and as a module), charts for reports 1.9.
    expect(sizeOf(installed) / 2 ** 20).toBeLessThan(24)
  })

  test('the library codes a note, and its parts can be imported', () => {
    const said = run(`
      import { createCoder, version } from 'jotcode'
      import dorset from 'jotcode/taxonomies/dorset'
      await import('jotcode/files')
      const record = createCoder().code({ reason: 'low mood', outcome: '' })
      console.log(JSON.stringify({ version, text: record.reasons[0].evidence[0].text, same: record.taxonomy.id === dorset.id }))
    `)
    expect(JSON.parse(said)).toEqual({ version, text: 'low mood', same: true })
  })

  test('the command runs', () => {
    const { bin } = JSON.parse(readFileSync(join(installed, 'jotcode', 'package.json'), 'utf8')) as {
      bin: { jotcode: string }
    }
    const command = join(installed, 'jotcode', bin.jotcode)
    expect(execFileSync(process.execPath, [command, '--version'], { cwd: home, encoding: 'utf8' })).toContain(
      version,
    )
    expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })

  test('its types are whole', () => {
    const use = `
      import { createCoder } from 'jotcode'
      import dorset from 'jotcode/taxonomies/dorset'
      import 'jotcode/files'
      export const codes: readonly string[] = createCoder({ taxonomy: dorset }).code({ note: 'x' }).reasons.map((reason) => reason.code)
      // @ts-expect-error: a code is no number
      export const wrong: number = createCoder().code({ note: 'x' }).reasons[0]!.code
    `
    writeFileSync(join(home, 'use.ts'), use)
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node']
    const types = ['--typeRoots', join(root, 'node_modules', '@types')]
    execFileSync(process.execPath, [tsc, ...options, ...types, join(home, 'use.ts')], {
      cwd: home,
      stdio: 'pipe',
    })
  }, 60_000)

  test('the core builds for browsers, with nothing of Node in it', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export * from 'jotcode'`, resolveDir: home },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      write: false,
      logLevel: 'silent',
    })
    expect(outputFiles[0]?.text).not.toMatch(/\bfrom\s*["']node:|\brequire\(["']/)
  })

  function run(code: string): string {
    writeFileSync(join(home, 'run.mjs'), code)
    return execFileSync(process.execPath, ['run.mjs'], { cwd: home, encoding: 'utf8' })
  }
})

/** As npm would pack them. The scripts are left out: the build has just run. */
function packedFiles(): string[] {
  const npm = process.env.npm_execpath ?? ''
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const options = { cwd: root, encoding: 'utf8' } as const
  const said = npm.endsWith('npm-cli.js')
    ? execFileSync(process.execPath, [npm, ...args], options)
    : execFileSync('npm', args, options)
  const [report] = Object.values(
    JSON.parse(said) as Record<string, { readonly files: readonly { readonly path: string }[] }>,
  )
  return (report?.files ?? []).map(({ path }) => path)
}

/** The dependencies and what they depend on in turn. */
function neededPackages(): ReadonlySet<string> {
  const needed = new Set<string>()
  const add = (path: string): void => {
    for (const name of Object.keys(lock.packages[path]?.dependencies ?? {})) {
      // A version of its own, inside the package, comes with the package.
      const inside = path !== '' && existsSync(join(root, path, 'node_modules', name))
      if (needed.has(name) || inside) continue
      needed.add(name)
      add(`node_modules/${name}`)
    }
  }
  add('')
  return needed
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to)
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
