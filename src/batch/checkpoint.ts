/** How far an unfinished run is, kept beside its output, so that a killed run can go on. */
import { createHash } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { fileFailure } from '../files/failure.ts'
import type { Tally } from './code-rows.ts'

/** What a run was: it can go on only as the same. */
export interface RunIdentity {
  /** Of the files that are read: names, sizes and times of change. */
  readonly inputs: string
  /** Of the options, the taxonomy and the coder. */
  readonly settings: string
}

const checkpointSchema = z.object({
  inputs: z.string(),
  settings: z.string(),
  /** Bytes of OUT.partial, and of the unfinished file of rejected rows, that are good. */
  output: z.number().int().min(0),
  rejected: z.number().int().min(0),
  tally: z.object({
    coded: z.number().int().min(0),
    rejected: z.number().int().min(0),
    codes: z.number().int().min(0),
    review: z.number().int().min(0),
    identifying: z.number().int().min(0),
    interrupted: z.boolean(),
  }),
})

export interface Checkpoint extends RunIdentity {
  readonly output: number
  readonly rejected: number
  readonly tally: Tally
}

/** @param settings anything that JSON holds, and on which the output depends */
export async function identityOf(inputs: readonly string[], settings: unknown): Promise<RunIdentity> {
  const files = await Promise.all(
    inputs.map(async (path) => {
      const { size, mtimeMs } = await stat(path)
      return [path, size, mtimeMs]
    }),
  )
  return { inputs: digest(files), settings: digest(settings) }
}

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** Replaces the file at once: a kill leaves the one before or this one, never half of it. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(checkpoint)}\n`)
  await rename(`${path}.new`, path)
}

export async function removeCheckpoint(path: string): Promise<void> {
  await rm(path, { force: true })
  await rm(`${path}.new`, { force: true })
}

/**
 * What is left of an unfinished run.
 * @param partial the unfinished output, without which there is nothing to go on with
 * @returns undefined where there is none
 * @throws JotcodeError when it was another run: of other files, or with other options
 */
export async function readCheckpoint(
  path: string,
  partial: string,
  identity: RunIdentity,
): Promise<Checkpoint | undefined> {
  const [text, size] = await Promise.all([
    readFile(path, 'utf8').catch(() => undefined),
    stat(partial).then(
      (stats) => stats.size,
      () => -1,
    ),
  ])
  if (text === undefined || size < 0) return undefined
  const { success, data } = checkpointSchema.safeParse(parsed(text))
  if (!success || size < data.output) return undefined
  const changed =
    data.inputs !== identity.inputs
      ? 'its input'
      : data.settings !== identity.settings
        ? 'an option'
        : undefined
  if (changed !== undefined)
    throw fileFailure(
      'bad-option',
      `the unfinished run cannot go on: ${changed} has changed since`,
      'give the same files and options, or leave out --resume to begin afresh',
      { file: partial },
    )
  return data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
