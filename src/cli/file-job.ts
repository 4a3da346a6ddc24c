/** What `jotcode code` is asked to do. */
import type { ColumnMap, Encoding, Format } from '../files/index.ts'

export interface CodeOptions {
  readonly output?: string
  readonly taxonomy?: string
  readonly learned: boolean
  readonly columns?: ColumnMap
  readonly sheet?: readonly string[]
  readonly format?: Format
  readonly to?: Format
  readonly wide?: true
  readonly workers?: number
  readonly resume?: true
  readonly text: boolean
  readonly redact?: true
  readonly quiet?: true
  readonly encoding?: Encoding
  readonly delimiter?: string
  readonly rejected?: string
}

/** One output, and what goes into it. */
export interface FileJob {
  readonly inputs: readonly string[]
  /** `-` is the standard output. */
  readonly output: string
  /** All inputs of the run, none of which may be written to. */
  readonly all: readonly string[]
  readonly options: CodeOptions
}

/** How the input of a job is called in messages. */
export function nameOfInput({ inputs }: FileJob): string {
  const [first = '-'] = inputs
  if (inputs.length > 1) return `${inputs.length} files`
  return first === '-' ? 'standard input' : first
}
