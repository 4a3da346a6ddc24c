/** The built command, run as a process. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

export const smallTaxonomy = path('tests/cli/small-taxonomy')
const built = process.env.JOTCODE_BIN ?? path('dist/cli/main.js')

export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly input?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
}

export function start(args: readonly string[], options: RunOptions = {}): ChildProcessWithoutNullStreams {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
  return spawn(process.execPath, [built, ...args], { cwd: options.cwd, env: { ...env, ...options.env } })
}

/** Runs the command to its end. */
export async function jotcode(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const child = start(args, options)
  const ended = collected(child)
  child.stdin.on('error', () => {})
  child.stdin.end(options.input ?? '')
  return ended
}

export function collected(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, stdout, stderr })))
}

/** A new folder with copies of some hostile files. */
export function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'jotcode-'))
  for (const name of names) copyFileSync(path(`corpus/hostile/${name}`), join(folder, name))
  return folder
}
