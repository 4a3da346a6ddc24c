/** What `jotcode code` is asked to do. */
import type { ColumnMap, Encoding, Format } from '../files/index.ts'

export interface CodeOptions {
  readonly output?: string
  readonly taxonomy?: string
  readonly learned: boolean
  readonly columns?: ColumnMap
  readonly format?: Format
  readonly to?: Format
  readonly text: boolean
  readonly redact?: true
  readonly quiet?: true
  readonly encoding?: Encoding
  readonly delimiter?: string
  readonly rejected?: string
}

export interface FileJob {
  readonly input: string
  /** `-` is the standard output. */
  readonly output: string
  /** All inputs of the run, none of which may be written to. */
  readonly inputs: readonly string[]
  readonly options: CodeOptions
}
