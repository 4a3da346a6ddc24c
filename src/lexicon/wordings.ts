/** Checks of the wordings themselves: patterns that parse, classes that exist, no wording for two things. */
import type { Issue } from '../model/issue.ts'
import { places } from '../model/lexicon.ts'
import { builtInClasses } from '../model/taxonomy.ts'
import { didYouMean } from './nearest.ts'
import { matchesNothing, type Pattern, parsePattern, parts } from './pattern.ts'
import { type Path, type SourceFile, type Wording, wordings } from './source.ts'

export function checkWordings(files: readonly SourceFile[]): Issue[] {
  const classes = new Set(files.flatMap((file) => Object.keys(file.data.classes ?? {})))
  const known = new Set<string>([...classes, ...builtInClasses])
  return [
    ...files.flatMap((file) =>
      [...wordings(file.data)].flatMap((wording) => wordingIssues(file, wording, known)),
    ),
    ...files.flatMap((file) => classIssues(file, known)),
    ...files.flatMap((file) => privacyIssues(file, known)),
    ...classCycles(files),
    ...ambiguous(files),
  ]
}

function wordingIssues(file: SourceFile, wording: Wording, classes: ReadonlySet<string>): Issue[] {
  const { path, term } = wording
  return [
    ...patternIssues(file, path, term.term, classes),
    ...(['company', 'unless'] as const).flatMap((key) =>
      (term[key] ?? []).flatMap((text, i) => plainIssues(file, [...path.slice(0, -1), key, i], text)),
    ),
  ]
}

/** Classes named in the lists of what identifies. */
function privacyIssues(file: SourceFile, classes: ReadonlySet<string>): Issue[] {
  return Object.entries(file.data.privacy ?? {}).flatMap(([list, items]) =>
    Array.isArray(items)
      ? items.flatMap((item: string, i) =>
          /^\{.+\}$/.test(item) ? patternIssues(file, ['privacy', list, i], item, classes) : [],
        )
      : [],
  )
}

function patternIssues(file: SourceFile, path: Path, text: string, classes: ReadonlySet<string>): Issue[] {
  const pattern = parsePattern(text)
  if (pattern.kind === 'error') {
    const { code, message, hint, at } = pattern
    return [file.issue({ code, path, at, message, hint })]
  }
  return [...unknownClasses(file, path, pattern, classes), ...optionalEdges(file, path, pattern)]
}

function unknownClasses(
  file: SourceFile,
  path: Path,
  pattern: Pattern,
  classes: ReadonlySet<string>,
): Issue[] {
  return [...parts(pattern)].flatMap((part) => {
    if (part.kind !== 'class' || classes.has(part.name)) return []
    const hint = didYouMean(part.name, classes)
    return [
      file.issue({
        code: 'unknown-class',
        path,
        at: part.at,
        message: `there is no class "${part.name}"`,
        hint,
      }),
    ]
  })
}

/** An optional part at either end matches what the wording without it matches. */
function optionalEdges(file: SourceFile, path: Path, pattern: Pattern): Issue[] {
  if (pattern.kind !== 'seq') return []
  return [pattern.items[0], pattern.items.at(-1)].flatMap((item, i) => {
    if (!item || !matchesNothing(item)) return []
    const message = `an optional part at the ${i === 0 ? 'beginning' : 'end'} of a wording adds little`
    const hint = 'leave it out, unless its words should be taken as read'
    return [file.issue({ code: 'pattern-edge', severity: 'warning', path, at: item.at, message, hint })]
  })
}

function plainIssues(file: SourceFile, path: Path, text: string): Issue[] {
  const at = text.search(/[()[\]{}|]|\.\./)
  if (at < 0) return []
  const message = 'only single words, short plain phrases and @ids can stand here'
  return [file.issue({ code: 'plain-wording', path, at, message })]
}

/** A member of a class is a word, a phrase, or another class. */
function classIssues(file: SourceFile, classes: ReadonlySet<string>): Issue[] {
  return Object.entries(file.data.classes ?? {}).flatMap(([name, members]) =>
    members.flatMap((member, i) => {
      const path = ['classes', name, i]
      const found = patternIssues(file, path, member, classes)
      const pattern = parsePattern(member)
      const complex = pattern.kind === 'alt' || pattern.kind === 'seq' ? [...parts(pattern)].slice(1) : []
      const part = pattern.kind === 'alt' ? pattern : complex.find((inner) => inner.kind !== 'word')
      if (found.length > 0 || !part) return found
      const message = 'a member of a class is a word, a short phrase, or {another-class}'
      return [file.issue({ code: 'plain-wording', path, at: part.at, message })]
    }),
  )
}

/** Each class that contains itself, said once, where it names the next one of its circle. */
function classCycles(files: readonly SourceFile[]): Issue[] {
  interface Naming {
    readonly file: SourceFile
    readonly path: Path
    readonly to: string
  }
  const namings = new Map<string, Naming[]>()
  for (const file of files) {
    for (const [name, members] of Object.entries(file.data.classes ?? {})) {
      for (const [i, member] of members.entries()) {
        const pattern = parsePattern(member)
        if (pattern.kind !== 'class') continue
        const naming = { file, path: ['classes', name, i], to: pattern.name }
        namings.set(name, [...(namings.get(name) ?? []), naming])
      }
    }
  }
  const done = new Set<string>()
  const visit = (name: string, above: readonly string[]): Issue[] => {
    if (done.has(name)) return []
    const found = (namings.get(name) ?? []).flatMap(({ file, path, to }) => {
      const from = [...above, name].indexOf(to)
      if (from < 0) return visit(to, [...above, name])
      const circle = [...above.slice(from), name, to].map((one) => `{${one}}`).join(' → ')
      return [file.issue({ code: 'class-cycle', path, message: `a class that contains itself: ${circle}` })]
    })
    done.add(name)
    return found
  }
  return [...namings.keys()].flatMap((name) => visit(name, []))
}

/** Lists whose wordings are read side by side, so that one wording cannot mean two of their entries. */
const readTogether: Readonly<Record<string, readonly string[]>> = {
  reasons: ['reasons'],
  outcomes: ['outcomes'],
  concepts: ['reasons', 'outcomes'],
  services: ['services'],
  medications: ['medications'],
  medicationClasses: ['medications'],
  scales: ['scales'],
}
/** Wider patterns are not spelt out for the comparison. */
const spelledOut = 60

interface Meaning {
  readonly list: string
  readonly id: string
  readonly file: SourceFile
  readonly path: Path
}

function ambiguous(files: readonly SourceFile[]): Issue[] {
  const first = new Map<string, Meaning>()
  return files.flatMap((file) =>
    [...wordings(file.data)].flatMap(({ path, term, list, id }) => {
      // Whoever writes company, unless or a place has thought of the other meaning.
      if (id === undefined || term.company || term.unless || places.some((place) => term[place])) return []
      const meaning = { list, id, file, path }
      const clashes = new Map<string, Issue>()
      for (const text of spellings(term.term)) {
        for (const group of readTogether[list] ?? []) {
          const key = `${group} ${text}`
          const before = first.get(key)
          if (!before) first.set(key, meaning)
          else if (differ(before, meaning) && !clashes.has(before.id))
            clashes.set(before.id, clash(text, meaning, before))
        }
      }
      return [...clashes.values()]
    }),
  )
}

/** Two concepts code nothing both, so that it is all one which of them is meant. */
function differ(one: Meaning, other: Meaning): boolean {
  return one.id !== other.id && !(one.list === 'concepts' && other.list === 'concepts')
}

function clash(text: string, { file, path, id }: Meaning, before: Meaning): Issue {
  const message = `"${text}" stands for "${id}" and for "${before.id}"`
  const there = before.file.issue({ code: 'ambiguous-term', path: before.path, message })
  const hint = `also at ${there.file}:${there.line}; say with company: or unless: which is meant when`
  return file.issue({ code: 'ambiguous-term', severity: 'warning', path, message, hint })
}

/** The plain wordings that a pattern stands for; none where it has gaps or is wide. */
function spellings(text: string): string[] {
  const pattern = parsePattern(text)
  if (pattern.kind === 'error' || expansions(pattern) > spelledOut) return []
  if ([...parts(pattern)].some((part) => part.kind === 'gap')) return []
  return [...new Set(spell(pattern).map((words) => words.trim().replace(/\s+/g, ' ')))]
}

/** How many plain wordings a pattern stands for. */
function expansions(pattern: Pattern): number {
  if (pattern.kind === 'seq') return pattern.items.reduce((product, item) => product * expansions(item), 1)
  if (pattern.kind === 'alt') return pattern.options.reduce((sum, option) => sum + expansions(option), 0)
  return 1
}

function spell(pattern: Pattern): string[] {
  if (pattern.kind === 'word') return [pattern.text]
  if (pattern.kind === 'class') return [`{${pattern.name}}`]
  if (pattern.kind === 'alt') return pattern.options.flatMap(spell)
  if (pattern.kind === 'gap') return ['...']
  return pattern.items.reduce<string[]>(
    (before, item) => before.flatMap((words) => spell(item).map((next) => `${words} ${next}`)),
    [''],
  )
}
