/** The door: everything an app needs, and nothing that touches a file. */
import dorset from '#taxonomies/dorset'
import { type Coder, coderOf } from './coder.ts'
import type { Taxonomy } from './model/taxonomy.ts'

export interface CoderOptions {
  /** A checked taxonomy, of `readTaxonomy`, `loadTaxonomy` or `jotcode/taxonomies/*`; the Dorset one when left out. */
  readonly taxonomy?: Taxonomy
  /**
   * Masks what looks identifying in everything that the coder gives: █ for each UTF-16 unit, so that all offsets hold.
   * To mask single records, see `coder.redact`.
   */
  readonly redact?: boolean
  /**
   * Whether the second reader proposes codes for words that no rule read, where the taxonomy carries what it learned
   * (true when left out).
   */
  readonly learned?: boolean
}

/** A coder, ready to use: `createCoder().code({ reason: 'anx, nil SI' })`. Takes some hundredths of a second; keep it. */
export function createCoder(options: CoderOptions = {}): Coder {
  return coderOf(options.taxonomy ?? dorset, options)
}

export type { Coder } from './coder.ts'
export { readTaxonomy } from './lexicon/read.ts'
export type { Entry, Field } from './model/entry.ts'
export { formatIssue, type Issue, JotcodeError } from './model/issue.ts'
export type * from './model/record.ts'
export type { Taxonomy } from './model/taxonomy.ts'
export type * from './model/trail.ts'
export { version } from './version.ts'
