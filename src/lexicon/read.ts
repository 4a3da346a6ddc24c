/** Texts of YAML → checked taxonomy, or everything that is wrong with them. Touches no file. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml'
import { excerptOf, type Issue } from '../model/issue.ts'
import type { Taxonomy, TaxonomyFile } from '../model/taxonomy.ts'
import { mergeFiles } from './merge.ts'
import { didYouMean } from './nearest.ts'
import { checkDuplicates, checkReferences } from './references.ts'
import { shapeFindings } from './shape.ts'
import { type Finding, idOf, type Path, type SourceFile } from './source.ts'
import { checkWordings } from './wordings.ts'

/** The files of one folder: YAML and `words.txt`, by path. */
export type TaxonomyTexts = Readonly<Record<string, string>>

export interface ReadOptions {
  /** Taxonomies that may be named under `extends`, by id. */
  readonly library?: Readonly<Record<string, TaxonomyTexts>>
}

export interface ReadResult {
  /** There when no issue is an error. */
  readonly taxonomy?: Taxonomy
  readonly issues: readonly Issue[]
}

/** By far the commonest slip. */
const quoting = 'a wording that has [ ] { } : # or a quote in it may itself need quotes'
/** Enough for anything a person writes; an expansion bomb needs more. */
const maxAliases = 100

export function readTaxonomy(texts: TaxonomyTexts, options: ReadOptions = {}): ReadResult {
  const { layers, issues } = layersOf(texts, options.library ?? {})
  const files = layers.flatMap((layer, depth) => readFiles(layer, depth, issues))
  issues.push(...files.flatMap((file) => shapeIssues(file, files)))
  if (issues.some(isError)) return { issues }

  const head = headOf(files, layers.length - 1, issues)
  issues.push(...checkDuplicates(files), ...checkReferences(files), ...checkWordings(files))
  if (issues.some(isError) || !head) return { issues }
  const data = files.map((file) => file.data)
  return { taxonomy: mergeFiles(data, head, layers.flatMap(wordsOf)), issues }
}

/** The ids under `extends` in the texts of a folder, well-formed or not. */
export function extendedBy(texts: TaxonomyTexts): string[] {
  const names = yamlIn(texts).flatMap(([, text]) => {
    if (!/\bextends\b/.test(text)) return []
    const listed = parseDocument(text, { logLevel: 'silent' }).get('extends')
    return isSeq(listed) ? listed.items.map((item) => (isScalar(item) ? String(item.value) : '')) : []
  })
  return [...new Set(names)].filter((name) => name !== '')
}

function isError(issue: Issue): boolean {
  return issue.severity === 'error'
}

function yamlIn(texts: TaxonomyTexts): [string, string][] {
  return Object.entries(texts).filter(([path]) => /\.ya?ml$/i.test(path))
}

function wordsOf(texts: TaxonomyTexts): string[] {
  return Object.entries(texts)
    .filter(([path]) => /(^|[\\/])words\.txt$/.test(path))
    .flatMap(([, text]) => text.split(/\r?\n/))
    .map((line) => line.replace(/#.*/, '').trim().toLowerCase())
    .filter((word) => word !== '')
}

/** The folders that take part, those extended before those that extend them, each once. */
function layersOf(own: TaxonomyTexts, library: NonNullable<ReadOptions['library']>) {
  const layers: TaxonomyTexts[] = []
  const issues: Issue[] = []
  const add = (texts: TaxonomyTexts, above: readonly string[]): void => {
    for (const name of extendedBy(texts)) {
      const base = library[name]
      if (above.includes(name)) issues.push(circle([...above, name]))
      else if (!base) issues.push(unknownTaxonomy(name, Object.keys(library)))
      else if (!layers.includes(base)) add(base, [...above, name])
    }
    layers.push(texts)
  }
  add(own, [])
  return { layers, issues }
}

function circle(names: readonly string[]): Issue {
  return {
    code: 'taxonomy-cycle',
    severity: 'error',
    message: `a taxonomy that extends itself: ${names.join(' → ')}`,
  }
}

function unknownTaxonomy(name: string, names: readonly string[]): Issue {
  const hint = didYouMean(name, names) ?? 'its folder must lie beside this one'
  return {
    code: 'unknown-taxonomy',
    severity: 'error',
    message: `there is no taxonomy "${name}" to extend`,
    hint,
  }
}

/** Files that are well-formed YAML; what is wrong with the others goes to `issues`. */
function readFiles(texts: TaxonomyTexts, layer: number, issues: Issue[]): SourceFile[] {
  return yamlIn(texts).flatMap(([name, text]) => {
    const lines = new LineCounter()
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
    const at = (offset: number, finding: Omit<Finding, 'path'>) => issueAt(name, text, lines, offset, finding)
    for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
      const known = code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml-syntax'
      const plain = known === 'duplicate-key' ? 'a key that stands twice in this map' : message
      issues.push(
        at(pos[0], { code: known, message: plain, hint: known === 'yaml-syntax' ? quoting : undefined }),
      )
    }
    if (document.errors.length > 0) return []
    try {
      // An empty file is a file without lists.
      const data = (document.toJS({ maxAliasCount: maxAliases }) ?? {}) as TaxonomyFile
      const issue = (finding: Finding) => at(offsetOf(document, text, finding), finding)
      return [{ name, layer, data, issue }]
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error
      issues.push(at(0, { code: 'too-many-aliases', message: 'its aliases expand without bound' }))
      return []
    }
  })
}

function issueAt(
  file: string,
  text: string,
  lines: LineCounter,
  offset: number,
  finding: Omit<Finding, 'path'>,
): Issue {
  const { line, col } = lines.linePos(offset)
  const start = lines.lineStarts[line - 1] ?? 0
  const { code, message, hint, severity = 'error' } = finding
  const excerpt = excerptOf(text.slice(start).split(/\r?\n/, 1)[0] ?? '', col)
  return { code, severity, message, ...(hint !== undefined && { hint }), file, line, column: col, excerpt }
}

/** Where a finding's value stands in the text; where that is not there, the nearest thing around it. */
function offsetOf(document: Document.Parsed, text: string, { path, key, at = 0 }: Finding): number {
  let node: Node | null = document.contents
  let start = node?.range?.[0] ?? 0
  for (const [i, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null
    const pair: Pair<Node, Node | null> | undefined = isMap<Node, Node | null>(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
      : undefined
    if (key && pair && i === path.length - 1) return pair.key.range?.[0] ?? start
    const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined
    if (!next) return pair?.key.range?.[0] ?? start
    node = next as Node
    start = node.range?.[0] ?? start
  }
  return isScalar(node) && typeof node.value === 'string'
    ? start + offsetInside(text, start, node.value, at)
    : start
}

/** An offset in a scalar's value as an offset in its source: exact unless quotes, escapes or folding moved it. */
function offsetInside(text: string, start: number, value: string, at: number): number {
  const quote = /["']/.test(text.charAt(start)) && text.charAt(start) !== value.charAt(0) ? 1 : 0
  const same = text.startsWith(value.slice(0, at), start + quote)
  return at > 0 && same ? quote + at : 0
}

/** What does not fit the schema. An entry need not repeat what is said of it in another file. */
function shapeIssues(file: SourceFile, files: readonly SourceFile[]): Issue[] {
  return shapeFindings(file.data)
    .filter((finding) => finding.code !== 'missing-key' || !saidElsewhere(finding, file, files))
    .map((finding) => file.issue(finding))
}

function saidElsewhere(
  { path, missing = '' }: Finding,
  file: SourceFile,
  files: readonly SourceFile[],
): boolean {
  const id = idOf(valueAt(file.data, path))
  if (id === undefined) return false
  return files.some((other) => {
    const entries =
      other !== file && other.layer <= file.layer ? valueAt(other.data, path.slice(0, -1)) : undefined
    return (
      Array.isArray(entries) &&
      entries.some((entry) => idOf(entry) === id && valueAt(entry, [missing]) !== undefined)
    )
  })
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce(
    (value: unknown, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    data,
  )
}

/** The id, version and title: of the taxonomy itself, not of one that it extends. */
function headOf(files: readonly SourceFile[], own: number, issues: Issue[]): TaxonomyFile['taxonomy'] {
  const heads = files.filter((file) => file.layer === own && file.data.taxonomy)
  for (const file of heads.slice(1)) {
    const hint = `it is also in ${heads[0]?.name}`
    issues.push(file.issue({ code: 'duplicate-head', path: ['taxonomy'], message: 'a second head', hint }))
  }
  if (heads.length === 0) {
    const hint = 'taxonomy: { id: ..., version: ..., title: ... } belongs in taxonomy.yaml'
    issues.push({
      code: 'no-head',
      severity: 'error',
      message: 'the taxonomy has no id, version and title',
      hint,
    })
  }
  return heads[0]?.data.taxonomy
}
