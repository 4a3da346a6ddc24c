/** Checks across files: ids defined once, and everything referred to defined somewhere. */
import type { Issue } from '../model/issue.ts'
import type { Example, TaxonomyFile } from '../model/taxonomy.ts'
import { didYouMean } from './nearest.ts'
import { entryLists, idOf, type Path, type SourceFile, termMaps, wordings } from './source.ts'

/** What is defined in any of the files. */
interface Known {
  readonly reasons: ReadonlySet<string>
  readonly outcomes: ReadonlySet<string>
  readonly categories: ReadonlySet<string>
  readonly medicationClasses: ReadonlySet<string>
  readonly actions: ReadonlySet<string>
  readonly concepts: ReadonlySet<string>
  readonly kinds: ReadonlySet<string>
  /** What an outcome can be directed at: services, and the id that stands for none. */
  readonly targets: ReadonlySet<string>
  readonly answers: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
  readonly sources: ReadonlySet<string>
  /** What `@id` can name. */
  readonly companions: ReadonlySet<string>
}

export function checkReferences(files: readonly SourceFile[]): Issue[] {
  const known = definedIn(files.map((file) => file.data))
  return files.flatMap((file) => [
    ...unknownSources(file, known),
    ...[...references(file.data, known)].flatMap((reference) => unknownId(file, reference)),
  ])
}

function definedIn(files: readonly TaxonomyFile[]): Known {
  const all = (ids: (file: TaxonomyFile) => readonly (string | undefined)[]) =>
    new Set(files.flatMap(ids).filter((id) => id !== undefined))
  const reasons = all((file) => file.reasons?.map((reason) => reason.id) ?? [])
  const outcomes = all((file) => file.outcomes?.map((outcome) => outcome.id) ?? [])
  const services = all((file) => file.services?.map((service) => service.id) ?? [])
  const medicationClasses = all((file) => file.medicationClasses?.map((group) => group.id) ?? [])
  const categories = new Set([...reasons, ...outcomes])
  return {
    reasons,
    outcomes,
    categories,
    medicationClasses,
    actions: all((file) => file.actions?.map((action) => action.id) ?? []),
    concepts: all((file) => file.concepts?.map((concept) => concept.id) ?? []),
    kinds: all((file) => file.actions?.map((action) => action.kind) ?? []),
    targets: new Set([...services, ...all((file) => [file.rules?.unspecified])]),
    answers: all((file) =>
      [...(file.answers?.avoidedGp ?? []), ...(file.answers?.avoidedCmht ?? [])].map(({ id }) => id),
    ),
    roles: all((file) => file.rules?.roles ?? []),
    sources: all((file) => Object.keys(file.sources ?? {})),
    companions: new Set([...categories, ...services, ...medicationClasses]),
  }
}

function unknownSources({ data, issue }: SourceFile, known: Known): Issue[] {
  return [...termMaps(data)].flatMap(({ path, terms }) =>
    Object.keys(terms)
      .filter((source) => !known.sources.has(source))
      .map((source) => {
        const hint = didYouMean(source, known.sources) ?? 'name it under sources: in taxonomy.yaml'
        return issue({
          code: 'unknown-source',
          path: [...path, source],
          key: true,
          message: `unknown source "${source}"`,
          hint,
        })
      }),
  )
}

interface Reference {
  readonly path: Path
  readonly to: string | undefined
  /** What the id should be, in a word. */
  readonly what: string
  readonly among: ReadonlySet<string>
}

function unknownId({ issue }: SourceFile, { path, to, what, among }: Reference): Issue[] {
  if (to === undefined || among.has(to)) return []
  return [
    issue({ code: 'unknown-id', path, message: `there is no ${what} "${to}"`, hint: didYouMean(to, among) }),
  ]
}

function* references(file: TaxonomyFile, known: Known): Generator<Reference> {
  const role = { what: 'role in rules:', among: known.roles }
  const reason = { what: 'reason', among: known.reasons }
  const outcome = { what: 'outcome', among: known.outcomes }
  const target = { what: 'service', among: known.targets }
  for (const [i, { examples }] of (file.reasons ?? []).entries()) {
    for (const { path, code } of codesOf(examples, ['reasons', i])) yield { path, to: code, ...reason }
  }
  for (const [i, { examples }] of (file.outcomes ?? []).entries()) {
    for (const { path, code } of codesOf(examples, ['outcomes', i])) yield* outcomeCode(path, code, known)
  }
  for (const [i, medication] of (file.medications ?? []).entries()) {
    const path = ['medications', i, 'class']
    yield { path, to: medication.class, what: 'medication class', among: known.medicationClasses }
  }
  for (const [i, { implies }] of (file.referralSources?.patterns ?? []).entries()) {
    for (const [j, to] of (implies ?? []).entries()) {
      yield {
        path: ['referralSources', 'patterns', i, 'implies', j],
        to,
        what: 'category',
        among: known.categories,
      }
    }
  }
  for (const [i, action] of (file.actions ?? []).entries()) {
    const path = ['actions', i]
    yield { path: [...path, 'code'], to: action.code, ...outcome }
    yield { path: [...path, 'reasonCode'], to: action.reasonCode, ...reason }
    yield { path: [...path, 'target'], to: action.target, ...target }
    if (action.bare !== 'none') yield { path: [...path, 'bare'], to: action.bare, ...target }
    for (const key of ['role', 'reasonRole', 'classRole'] as const)
      yield { path: [...path, key], to: action[key], ...role }
    for (const [j, to] of (action.beats ?? []).entries())
      yield { path: [...path, 'beats', j], to, what: 'action', among: known.actions }
    for (const turn of ['negated', 'hypothetical'] as const) {
      yield { path: [...path, turn, 'code'], to: action[turn]?.code, ...outcome }
      yield { path: [...path, turn, 'target'], to: action[turn]?.target, ...target }
    }
  }
  yield* companions(file, known)
  yield* rules(file, known)
  yield* report(file, known)
}

function* codesOf(
  examples: readonly Example[] | undefined,
  path: Path,
): Generator<{ path: Path; code: string }> {
  for (const [i, { codes }] of (examples ?? []).entries()) {
    for (const [j, code] of codes.entries()) yield { path: [...path, 'examples', i, 'codes', j], code }
  }
}

/** `contacting-service|referral|cmht`: a code, how, and whom; `-` is none. */
function* outcomeCode(path: Path, text: string, known: Known): Generator<Reference> {
  const [code = '', kind = '-', target = '-'] = text.split('|')
  yield { path, to: code, what: 'outcome', among: known.outcomes }
  if (kind !== '-') yield { path, to: kind, what: 'kind of action', among: known.kinds }
  if (target !== '-') yield { path, to: target, what: 'service', among: known.targets }
}

function* companions(file: TaxonomyFile, known: Known): Generator<Reference> {
  const what = 'category, service or medication class'
  for (const { path, term } of wordings(file)) {
    for (const key of ['company', 'unless'] as const) {
      for (const [i, companion] of (term[key] ?? []).entries()) {
        if (!companion.startsWith('@')) continue
        yield { path: [...path.slice(0, -1), key, i], to: companion.slice(1), what, among: known.companions }
      }
    }
  }
}

function* rules({ rules }: TaxonomyFile, known: Known): Generator<Reference> {
  const role = { what: 'role in rules:', among: known.roles }
  for (const when of ['blank', 'unread'] as const) {
    yield {
      path: ['rules', 'answers', when],
      to: rules?.answers?.[when],
      what: 'answer',
      among: known.answers,
    }
  }
  for (const [group, roles] of Object.entries(rules?.quiet ?? {})) {
    const path = ['rules', 'quiet', group]
    yield { path, to: group, what: 'medication class', among: known.medicationClasses }
    for (const [i, to] of roles.entries()) yield { path: [...path, i], to, ...role }
  }
  for (const to of Object.keys(rules?.atLeast ?? {}))
    yield { path: ['rules', 'atLeast', to], to, what: 'category', among: known.categories }
  for (const key of ['asideRole', 'taken', 'asked'] as const)
    yield { path: ['rules', key], to: rules?.[key], ...role }
  for (const key of ['bodily', 'looseClasses'] as const) {
    for (const [i, to] of (rules?.[key] ?? []).entries())
      yield { path: ['rules', key, i], to, what: 'medication class', among: known.medicationClasses }
  }
  yield* prescribers(rules?.prescribers, known)
  for (const [code, to] of Object.entries(rules?.unnamed ?? {})) {
    const path = ['rules', 'unnamed', code]
    yield { path, to: code, what: 'category', among: known.categories }
    yield { path, to, ...role }
  }
  for (const [i, { concept, classes, code }] of (rules?.inPlay ?? []).entries()) {
    const path = ['rules', 'inPlay', i]
    yield { path: [...path, 'concept'], to: concept, what: 'concept', among: known.concepts }
    yield { path: [...path, 'code'], to: code, what: 'outcome', among: known.outcomes }
    for (const [j, to] of (classes ?? []).entries())
      yield { path: [...path, 'classes', j], to, what: 'medication class', among: known.medicationClasses }
  }
  const target = { what: 'service', among: known.targets }
  for (const [group, to] of Object.entries(rules?.standing ?? {})) {
    yield { path: ['rules', 'standing', group], to, what: 'action', among: known.actions }
  }
  for (const [i, { code, target: one, by }] of (rules?.swallows ?? []).entries()) {
    const path = ['rules', 'swallows', i]
    yield { path: [...path, 'code'], to: code, what: 'outcome', among: known.outcomes }
    yield { path: [...path, 'target'], to: one, ...target }
    yield { path: [...path, 'by'], to: by, ...target }
  }
  for (const [i, to] of (rules?.risk ?? []).entries()) {
    yield { path: ['rules', 'risk', i], to, what: 'reason', among: known.reasons }
  }
  for (const [i, { code, to }] of (rules?.givesWay ?? []).entries()) {
    const path = ['rules', 'givesWay', i]
    yield { path: [...path, 'code'], to: code, what: 'category', among: known.categories }
    for (const [j, id] of to.entries()) {
      yield { path: [...path, 'to', j], to: id, what: 'category', among: known.categories }
    }
  }
  for (const field of ['reason', 'outcome'] as const) {
    const among = field === 'reason' ? known.reasons : known.outcomes
    yield { path: ['rules', 'fallback', field], to: rules?.fallback?.[field], what: field, among }
    for (const [when, said] of Object.entries(rules?.medication?.[field] ?? {})) {
      yield { path: ['rules', 'medication', field, when, 'code'], to: said?.code, what: field, among }
      yield { path: ['rules', 'medication', field, when, 'role'], to: said?.role, ...role }
    }
  }
}

function* report({ report }: TaxonomyFile, known: Known): Generator<Reference> {
  const outcome = { what: 'outcome', among: known.outcomes }
  for (const [i, { outcome: to, kind }] of (report?.targets ?? []).entries()) {
    yield { path: ['report', 'targets', i, 'outcome'], to, ...outcome }
    yield { path: ['report', 'targets', i, 'kind'], to: kind, what: 'kind of action', among: known.kinds }
  }
  for (const [i, { role }] of (report?.medications ?? []).entries()) {
    yield { path: ['report', 'medications', i, 'role'], to: role, what: 'role in rules:', among: known.roles }
  }
  for (const [i, to] of (report?.unclear ?? []).entries())
    yield { path: ['report', 'unclear', i], to, ...outcome }
  yield {
    path: ['report', 'economics', 'answer'],
    to: report?.economics?.answer,
    what: 'answer',
    among: known.answers,
  }
}

/**
 * Entries of one list and one taxonomy with the same id. An entry may go on in another file, as in an extending
 * taxonomy, but not in the same file, and not with another label or the like.
 */
export function checkDuplicates(files: readonly SourceFile[]): Issue[] {
  const seen = new Map<string, { file: SourceFile; entry: Named }[]>()
  return files.flatMap((file) =>
    [...named(file.data)].flatMap((entry) => {
      const key = `${file.layer} ${entry.list} ${entry.id}`
      const before = seen.get(key) ?? []
      seen.set(key, [...before, { file, entry }])
      const clash = before.find((other) => other.file === file || contradicts(other.entry.entry, entry.entry))
      if (!clash) return []
      const message = `"${entry.id}" is defined twice in ${entry.list}`
      const there = clash.file.issue({ code: 'duplicate-id', path: clash.entry.path, message })
      const hint = `it is also at ${there.file}:${there.line}`
      return [file.issue({ code: 'duplicate-id', path: entry.path, message, hint })]
    }),
  )
}

/** Do two entries say something different of the same thing? Lists and maps only grow. */
function contradicts(one: unknown, other: unknown): boolean {
  const said = new Map(Object.entries(one ?? {}))
  return Object.entries(other ?? {}).some(
    ([key, value]) => typeof value !== 'object' && said.has(key) && said.get(key) !== value,
  )
}

interface Named {
  readonly list: string
  readonly id: string
  readonly path: Path
  readonly entry: unknown
}

function* named(file: TaxonomyFile): Generator<Named> {
  const lists: (readonly [string, Path, readonly unknown[]])[] = [
    ...entryLists.map((list) => [list, [list], file[list] ?? []] as const),
    ['referralSources', ['referralSources', 'list'], file.referralSources?.list ?? []],
    ['avoidedGp', ['answers', 'avoidedGp'], file.answers?.avoidedGp ?? []],
    ['avoidedCmht', ['answers', 'avoidedCmht'], file.answers?.avoidedCmht ?? []],
  ]
  for (const [list, path, entries] of lists) {
    for (const [i, entry] of entries.entries()) {
      const id = idOf(entry)
      if (id !== undefined)
        yield { list, id, path: [...path, i, list === 'medications' ? 'drug' : 'id'], entry }
    }
  }
}

function* prescribers(
  rules: NonNullable<TaxonomyFile['rules']>['prescribers'],
  known: Known,
): Generator<Reference> {
  if (!rules) return
  const lists = [
    ['ids', rules.ids, 'service', known.targets],
    ['roles', rules.roles, 'role in rules:', known.roles],
    ['codes', rules.codes, 'outcome', known.outcomes],
    ['tasks', rules.tasks, 'action', known.actions],
    ['by', rules.by, 'action', known.actions],
    ['standing', rules.standing === undefined ? [] : [rules.standing], 'action', known.actions],
  ] as const
  for (const [key, ids, what, among] of lists)
    for (const [i, to] of (ids ?? []).entries())
      yield { path: ['rules', 'prescribers', key, ...(key === 'standing' ? [] : [i])], to, what, among }
}
