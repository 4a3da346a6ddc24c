/** Where the entries of a report come from, and how they were coded. */

export interface Provenance {
  readonly sources: readonly Source[]
  /** Every taxonomy and coder that the records name, once. */
  readonly taxonomies: readonly { readonly id: string; readonly version: string; readonly digest: string }[]
  readonly coders: readonly string[]
  /** What these files cannot tell, in words. */
  readonly limits: readonly string[]
}

export interface Source {
  readonly name: string
  readonly entries: number
  readonly rejected: number
}

export const unknownProvenance: Provenance = { sources: [], taxonomies: [], coders: [], limits: [] }
