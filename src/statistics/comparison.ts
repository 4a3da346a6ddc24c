/**
 * Two codings side by side. Of the same entries (two runs, two coders): what changed in each, and how far the two agree.
 * Of different entries (two periods): how often each code stands in either, and how far the shares differ.
 */
import { type AnswerField, type MeasureName, measures, type NoteCodes, unique } from './codes.ts'
import { type Share, shareOf } from './evaluate.ts'
import { answersIn, type ChangedNote, changesOf } from './note-changes.ts'
import { type Interval, kappa, newcombe } from './proportion.ts'

export interface ComparisonOptions {
  /** Whether the two are codings of the same entries, matched by id. Left out: whether they look so (`seemMatched`). */
  readonly matched?: boolean
  /** What an answer is where nothing was coded: `rules.answers.blank` of the taxonomy. */
  readonly blank?: string
  /** By how much a confidence must differ to be told; 0.1 when left out. */
  readonly move?: number
}

/** A code over the entries that both sides have: in how many each side says it. */
export interface CodeAgreement {
  readonly code: string
  readonly a: number
  readonly b: number
  readonly both: number
  /** Entries of which both say the same: that they have it, or that they have not. */
  readonly same: Share
  /** Null where both always say the same one thing. */
  readonly kappa: number | null
}

export interface MeasureAgreement {
  /** Codes in all entries together, once an entry. */
  readonly a: number
  readonly b: number
  readonly both: number
  /** Entries in which the two lists are the same. */
  readonly same: Share
  /** Over entries and all codes that either side has somewhere. */
  readonly kappa: number | null
  /** Most changed first, then most frequent. */
  readonly byCode: readonly CodeAgreement[]
}

export interface AnswerAgreement {
  readonly same: Share
  readonly kappa: number | null
  readonly byAnswer: readonly { readonly answer: string; readonly a: number; readonly b: number }[]
}

export interface MatchedComparison {
  readonly matched: true
  /** Entries that both sides have; all figures are of these. */
  readonly entries: number
  /** Ids that one side alone has. */
  readonly onlyA: readonly string[]
  readonly onlyB: readonly string[]
  /** Entries whose codes and answers are all the same. */
  readonly same: Share
  readonly measures: Readonly<Partial<Record<MeasureName, MeasureAgreement>>>
  /** What one side does not tell. */
  readonly notCompared: readonly MeasureName[]
  readonly answers: Readonly<Partial<Record<AnswerField, AnswerAgreement>>>
  /** How often each kind of change stands in the entries. */
  readonly changes: Readonly<Partial<Record<ChangedNote['changes'][number]['what'], number>>>
  /** Entries with a change, in the order of `a`. */
  readonly changed: readonly ChangedNote[]
}

/** A code in two groups of entries. */
export interface CodeShift {
  readonly code: string
  readonly a: Share
  readonly b: Share
  /** Share of `b` less share of `a`, -1 to 1; null where a group is empty. */
  readonly difference: number | null
  /** Of the difference, 95%, by Newcombe. */
  readonly interval: Interval | null
}

export interface AnswerShift extends Omit<CodeShift, 'code'> {
  readonly answer: string
}

export interface UnmatchedComparison {
  readonly matched: false
  readonly entriesA: number
  readonly entriesB: number
  /** Of every code in how many entries it stands, most frequent first. */
  readonly measures: Readonly<Partial<Record<MeasureName, readonly CodeShift[]>>>
  readonly notCompared: readonly MeasureName[]
  readonly answers: Readonly<Partial<Record<AnswerField, readonly AnswerShift[]>>>
}

export type Comparison = MatchedComparison | UnmatchedComparison

/** By how much a confidence must differ to be told. */
const leastMove = 0.1

/**
 * Compares two codings.
 *
 * Codes count once an entry. A list that one side does not tell at all is not compared.
 * @param a the first run, coder or period; each id once
 * @param b the second; each id once
 */
export function compareCodings(
  a: readonly NoteCodes[],
  b: readonly NoteCodes[],
  options: ComparisonOptions = {},
): Comparison {
  const { matched = seemMatched(a, b), blank = '', move = leastMove } = options
  const compared = measures.filter((name) => isTold(name, a) && isTold(name, b))
  const notCompared = measures.filter(
    (name) => !compared.includes(name) && (isTold(name, a) || isTold(name, b)),
  )
  const answers = answersIn(a).filter((field) => answersIn(b).includes(field))
  return matched
    ? { ...matchedOf(a, b, compared, answers, { blank, move }), notCompared }
    : { ...unmatchedOf(a, b, compared, answers, blank), notCompared }
}

const isTold = (name: MeasureName, notes: readonly NoteCodes[]) =>
  notes.some(({ codes }) => codes[name] !== undefined)

/**
 * Do two files tell of the same entries? They do if at least half the ids of the smaller one are in the other, and the
 * texts under those ids, where both sides have them, are mostly the same: rows of two months may bear the same numbers.
 */
export function seemMatched(a: readonly NoteCodes[], b: readonly NoteCodes[]): boolean {
  const pairs = pairsOf(a, b)
  if (pairs.length === 0 || 2 * pairs.length < Math.min(a.length, b.length)) return false
  const texts = pairs
    .map(([one, other]) => [textsOf(one), textsOf(other)])
    .filter(([one, other]) => one !== undefined && other !== undefined)
  const same = texts.filter(([one, other]) => JSON.stringify(one) === JSON.stringify(other))
  return 2 * same.length >= texts.length
}

type NotePair = readonly [a: NoteCodes, b: NoteCodes]

function pairsOf(a: readonly NoteCodes[], b: readonly NoteCodes[]): NotePair[] {
  const byId = new Map(b.map((note) => [note.id, note]))
  return a.flatMap((note) => {
    const other = byId.get(note.id)
    return other === undefined ? [] : [[note, other] as const]
  })
}

function textsOf({ entry }: NoteCodes): ChangedNote['texts'] {
  const texts = (['reason', 'outcome', 'note'] as const).flatMap((field) => {
    const text = entry?.[field]
    return typeof text === 'string' && text.trim() !== '' ? [[field, text] as const] : []
  })
  return texts.length === 0 ? undefined : Object.fromEntries(texts)
}

function matchedOf(
  a: readonly NoteCodes[],
  b: readonly NoteCodes[],
  compared: readonly MeasureName[],
  answers: readonly AnswerField[],
  { blank, move }: { readonly blank: string; readonly move: number },
): Omit<MatchedComparison, 'notCompared'> {
  const pairs = pairsOf(a, b)
  const ids = new Set(pairs.map(([{ id }]) => id))
  // Categories and targets are parts of the items: a change in one of those is told once.
  const listed = compared.includes('outcomeItems')
    ? compared.filter((name) => name !== 'outcomeCategories' && name !== 'targets')
    : compared
  const changed = pairs.flatMap((pair) => {
    const changes = changesOf(...pair, { measures: listed, answers, blank, move })
    return changes.length === 0 ? [] : [changedNote(pair, changes)]
  })
  const kinds = changed.flatMap(({ changes }) => changes.map(({ what }) => what))
  const recoded = changed.filter(({ changes }) => changes.some(({ what }) => what !== 'confidence'))
  return {
    matched: true,
    entries: pairs.length,
    onlyA: a.map(({ id }) => id).filter((id) => !ids.has(id)),
    onlyB: b.map(({ id }) => id).filter((id) => !ids.has(id)),
    same: shareOf(pairs.length - recoded.length, pairs.length),
    measures: Object.fromEntries(compared.map((name) => [name, agreementOf(pairs, name)])),
    answers: Object.fromEntries(answers.map((field) => [field, answerAgreement(pairs, field, blank)])),
    changes: Object.fromEntries(
      unique(kinds).map((kind) => [kind, kinds.filter((one) => one === kind).length]),
    ),
    changed,
  }
}

function changedNote([a, b]: NotePair, changes: ChangedNote['changes']): ChangedNote {
  const writer = a.writer ?? b.writer
  const texts = textsOf(a) ?? textsOf(b)
  return {
    id: a.id,
    ...(writer !== undefined && { writer }),
    ...(texts !== undefined && { texts }),
    changes,
  }
}

function agreementOf(pairs: readonly NotePair[], name: MeasureName): MeasureAgreement {
  const sets = pairs.map(([a, b]) => [new Set(a.codes[name]), new Set(b.codes[name])] as const)
  const counts = { a: countsOf(sets.map(([a]) => a)), b: countsOf(sets.map(([, b]) => b)) }
  const both = countsOf(sets.map(([a, b]) => new Set([...a].filter((code) => b.has(code)))))
  const cells = unique([...counts.a.keys(), ...counts.b.keys()]).map((code) => ({
    code,
    a: counts.a.get(code) ?? 0,
    b: counts.b.get(code) ?? 0,
    both: both.get(code) ?? 0,
  }))
  const byCode = cells.map(
    (cell): CodeAgreement => ({
      ...cell,
      same: shareOf(pairs.length - changesIn(cell), pairs.length),
      kappa: kappaOf(cell, pairs.length),
    }),
  )
  const all = {
    a: sum(cells.map(({ a }) => a)),
    b: sum(cells.map(({ b }) => b)),
    both: sum(cells.map((cell) => cell.both)),
  }
  const isSame = sets.filter(([a, b]) => a.size === b.size && [...a].every((code) => b.has(code)))
  return {
    ...all,
    same: shareOf(isSame.length, pairs.length),
    kappa: kappaOf(all, pairs.length * cells.length),
    byCode: byCode.sort(
      (x, y) => changesIn(y) - changesIn(x) || y.a + y.b - x.a - x.b || (x.code < y.code ? -1 : 1),
    ),
  }
}

type Cell = Pick<CodeAgreement, 'a' | 'b' | 'both'>
const changesIn = ({ a, b, both }: Cell) => a + b - 2 * both

function kappaOf({ a, b, both }: Cell, cases: number): number | null {
  return kappa([
    [both, a - both],
    [b - both, cases - a - b + both],
  ])
}

/** In how many of the lists each code stands. */
function countsOf(lists: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const list of lists) for (const code of list) counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)

function answerAgreement(pairs: readonly NotePair[], field: AnswerField, blank: string): AnswerAgreement {
  const said = pairs.map((pair) => pair.map(({ answers }) => answers[field] ?? blank) as [string, string])
  const kinds = unique(said.flat())
  const table = kinds.map((a) =>
    kinds.map((b) => said.filter(([one, other]) => one === a && other === b).length),
  )
  return {
    same: shareOf(said.filter(([a, b]) => a === b).length, said.length),
    kappa: kappa(table),
    byAnswer: kinds.map((answer) => ({
      answer,
      a: said.filter(([a]) => a === answer).length,
      b: said.filter(([, b]) => b === answer).length,
    })),
  }
}

function unmatchedOf(
  a: readonly NoteCodes[],
  b: readonly NoteCodes[],
  compared: readonly MeasureName[],
  answers: readonly AnswerField[],
  blank: string,
): Omit<UnmatchedComparison, 'notCompared'> {
  const shifts = (listOf: (note: NoteCodes) => readonly string[]): CodeShift[] => {
    const [inA, inB] = [a, b].map((notes) => countsOf(notes.map((note) => new Set(listOf(note)))))
    const codes = unique([...(inA?.keys() ?? []), ...(inB?.keys() ?? [])])
    return codes
      .map((code) => shiftOf(code, [inA?.get(code) ?? 0, a.length], [inB?.get(code) ?? 0, b.length]))
      .sort((x, y) => y.a.hits + y.b.hits - x.a.hits - x.b.hits || (x.code < y.code ? -1 : 1))
  }
  return {
    matched: false,
    entriesA: a.length,
    entriesB: b.length,
    measures: Object.fromEntries(compared.map((name) => [name, shifts(({ codes }) => codes[name] ?? [])])),
    answers: Object.fromEntries(
      answers.map((field) => [
        field,
        shifts((note) => [note.answers[field] ?? blank]).map(({ code: answer, ...shift }) => ({
          answer,
          ...shift,
        })),
      ]),
    ),
  }
}

type Count = readonly [hits: number, cases: number]

function shiftOf(code: string, a: Count, b: Count): CodeShift {
  const [shareA, shareB] = [shareOf(...a), shareOf(...b)]
  const difference = shareA.share === null || shareB.share === null ? null : shareB.share - shareA.share
  return { code, a: shareA, b: shareB, difference, interval: newcombe(a, b) }
}
