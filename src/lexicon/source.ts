/** A taxonomy file as the checks see it: its data, and a way to say where something in it is wrong. */
import type { Issue, IssueCode } from '../model/issue.ts'
import type { TaxonomyFile, Term, Terms } from '../model/taxonomy.ts'

/** Keys and indices that lead to a value. */
export type Path = readonly PropertyKey[]

export interface Finding {
  readonly code: IssueCode
  readonly path: Path
  readonly message: string
  readonly hint?: string | undefined
  readonly severity?: Issue['severity']
  /** Points at this character of the text at `path`. */
  readonly at?: number
  /** Points at the key at the end of `path`, not at its value. */
  readonly key?: boolean
  /** The key that the map at `path` should have. */
  readonly missing?: string
}

export interface SourceFile {
  readonly name: string
  /** 0 is the taxonomy extended first, the highest the one that is read. */
  readonly layer: number
  readonly data: TaxonomyFile
  /** The finding with line, column and excerpt. */
  issue(finding: Finding): Issue
}

/** Lists whose entries hold wordings. */
export const entryLists = [
  'reasons',
  'outcomes',
  'concepts',
  'services',
  'medicationClasses',
  'medications',
  'frequencies',
  'scales',
  'intervals',
  'cues',
  'actions',
] as const
const termKeys = ['terms', 'shorthand', 'before', 'after', 'senders'] as const
type Worded = { readonly [Key in (typeof termKeys)[number]]?: Terms | undefined }

export interface TermMap {
  readonly path: Path
  readonly terms: Terms
  /** The list that it stands in, and the id of its entry where that has one. */
  readonly list: string
  readonly id: string | undefined
}

export interface Wording {
  readonly path: Path
  readonly term: Exclude<Term, string>
  readonly list: string
  readonly id: string | undefined
}

/** Every map of wordings in a file. */
export function* termMaps(file: TaxonomyFile): Generator<TermMap> {
  for (const list of entryLists) yield* ofEntries(list, [list], file[list] ?? [])
  yield* ofEntries('referralSources', ['referralSources', 'list'], file.referralSources?.list ?? [])
  yield* ofEntries('senderPatterns', ['referralSources', 'patterns'], file.referralSources?.patterns ?? [])
  for (const field of ['avoidedGp', 'avoidedCmht'] as const) {
    yield* ofEntries(field, ['answers', field], file.answers?.[field] ?? [])
  }
  if (file.stops) yield { path: ['stops'], terms: file.stops, list: 'stops', id: undefined }
}

function* ofEntries(list: string, path: Path, entries: readonly Worded[]): Generator<TermMap> {
  for (const [i, entry] of entries.entries()) {
    for (const key of termKeys) {
      const terms = entry[key]
      if (terms) yield { path: [...path, i, key], terms, list, id: idOf(entry) }
    }
  }
}

/** Every wording in a file; `path` leads to its text. */
export function* wordings(file: TaxonomyFile): Generator<Wording> {
  for (const { path, terms, list, id } of termMaps(file)) {
    for (const [source, written] of Object.entries(terms)) {
      for (const [i, term] of written.entries()) {
        const at = [...path, source, i]
        if (typeof term === 'string') yield { path: at, term: { term }, list, id }
        else yield { path: [...at, 'term'], term, list, id }
      }
    }
  }
}

/** What names an entry within its list: a medication goes by its drug. */
export function idOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const { id, drug } = entry as { readonly id?: unknown; readonly drug?: unknown }
  return typeof id === 'string' ? id : typeof drug === 'string' ? drug : undefined
}
