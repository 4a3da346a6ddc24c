/** What became of the codes of one note between two codings of it. */
import {
  type AnswerField,
  answerFields,
  drugOf,
  itemOf,
  type MeasureName,
  type NoteCodes,
  type RecordLike,
} from './codes.ts'
import { compare } from './compare.ts'

/**
 * One change. `a` and `b` are the code before and after, null where there is none.
 * - `added`, `removed`: a code that only one of the two has;
 * - `category`, `kind`, `target`, `drug`, `class`, `role`: an item that differs in this part alone;
 * - `status`: the same code, once affirmed and once uncertain;
 * - `confidence`: the same code, surer or less sure;
 * - `answer`: an answer read otherwise.
 */
export interface Change {
  readonly what: 'added' | 'removed' | Part | 'status' | 'confidence' | 'answer'
  readonly measure: MeasureName | AnswerField
  readonly a: string | null
  readonly b: string | null
  /** 0 to 1; of records alone. */
  readonly confidenceA?: number
  readonly confidenceB?: number
  /** `affirmed`, `uncertain`, or why a code was set aside; of records alone. */
  readonly statusA?: string
  readonly statusB?: string
}

type Part = 'category' | 'kind' | 'target' | 'drug' | 'class' | 'role'

export interface ChangedNote {
  readonly id: string
  readonly writer?: string
  /** The texts, of whichever side has them. */
  readonly texts?: Readonly<Partial<Record<'reason' | 'outcome' | 'note', string>>>
  readonly changes: readonly Change[]
}

/** The parts of an item in their order, and which of them may differ for one item to be the other changed. */
const itemParts: readonly Part[] = ['category', 'kind', 'target']
const drugParts: readonly Part[] = ['drug', 'class', 'role']
/** The target of an action changes more often than what is done about it. */
const itemTurns: readonly Part[] = ['target', 'kind', 'category']
const drugTurns: readonly Part[] = ['role', 'drug', 'class']

export interface ChangeOptions {
  readonly measures: readonly MeasureName[]
  readonly answers: readonly AnswerField[]
  /** What an answer is where nothing was coded. */
  readonly blank: string
  /** By how much a confidence must differ to be told, 0 to 1. */
  readonly move: number
}

/** The changes from `a` to `b`: first codes, then statuses and confidences of those that stayed, then answers. */
export function changesOf(a: NoteCodes, b: NoteCodes, options: ChangeOptions): Change[] {
  return [
    ...options.measures.flatMap((measure) => codeChanges(measure, a, b, options.move)),
    ...options.answers.flatMap((field): Change[] => {
      const [from, to] = [a.answers[field] ?? options.blank, b.answers[field] ?? options.blank]
      return from === to ? [] : [{ what: 'answer', measure: field, a: from, b: to }]
    }),
  ]
}

function codeChanges(measure: MeasureName, a: NoteCodes, b: NoteCodes, move: number): Change[] {
  const { both, spurious: added, missed: removed } = compare(a.codes[measure] ?? [], b.codes[measure] ?? [])
  const [beforeOf, afterOf] = [saidIn(measure, a.record), saidIn(measure, b.record)]
  const change = (what: Change['what'], from: string | null, to: string | null): Change => ({
    what,
    measure,
    a: from,
    b: to,
    ...told('A', beforeOf(from ?? to ?? '')),
    ...told('B', afterOf(to ?? from ?? '')),
  })
  const turned = turns(measure, removed, added)
  const stayed = both.map((code) => change('confidence', code, code))
  return [
    ...turned.changed.map(({ part, from, to }) => change(part, from, to)),
    ...turned.removed.map((code) => change('removed', code, null)),
    ...turned.added.map((code) => change('added', null, code)),
    ...stayed.filter(isOtherStatus).map((one): Change => ({ ...one, what: 'status' })),
    ...stayed.filter((one) => !isOtherStatus(one) && moveOf(one) >= move),
  ]
}

const isOtherStatus = ({ statusA, statusB }: Change) =>
  statusA !== undefined && statusB !== undefined && statusA !== statusB

/** Rounded, so that 0.8 and 0.9 are a tenth apart. */
function moveOf({ confidenceA, confidenceB }: Change): number {
  if (confidenceA === undefined || confidenceB === undefined) return 0
  return Math.round(1e6 * Math.abs(confidenceB - confidenceA)) / 1e6
}

/** Removed and added items that differ in one part alone are one item that changed. */
function turns(measure: MeasureName, removed: readonly string[], added: readonly string[]) {
  const [parts, order] =
    measure === 'outcomeItems'
      ? [itemParts, itemTurns]
      : measure === 'medications'
        ? [drugParts, drugTurns]
        : [[], []]
  const [left, right] = [[...removed], [...added]]
  const changed: { part: Part; from: string; to: string }[] = []
  for (const part of order) {
    const rest = (item: string) =>
      item
        .split('|')
        .filter((_, at) => parts[at] !== part)
        .join('|')
    for (const from of [...left]) {
      const to = right.find((item) => rest(item) === rest(from))
      if (to === undefined) continue
      left.splice(left.indexOf(from), 1)
      right.splice(right.indexOf(to), 1)
      changed.push({ part, from, to })
    }
  }
  return { changed, removed: left, added: right }
}

interface Told {
  readonly confidence?: number | undefined
  readonly status?: string | undefined
}

const told = (side: 'A' | 'B', { confidence, status }: Told): Partial<Change> => ({
  ...(confidence !== undefined && { [`confidence${side}`]: confidence }),
  ...(status !== undefined && { [`status${side}`]: status }),
})

/** What a record says of a code: how sure it is, and its status; also why it was set aside. */
function saidIn(measure: MeasureName, record: RecordLike | undefined): (code: string) => Told {
  if (record === undefined) return () => ({})
  const { reasons, outcomes, medications = [], referralSource, setAside = [] } = record
  if (measure === 'reasons')
    return (wanted) => {
      const said = reasons.find(({ code }) => code === wanted)
      return said ?? { status: setAside.find(({ code }) => code === wanted)?.status }
    }
  if (measure === 'outcomeItems') return (wanted) => outcomes.find((item) => itemOf(item) === wanted) ?? {}
  if (measure === 'medications') return (wanted) => medications.find((item) => drugOf(item) === wanted) ?? {}
  if (measure === 'referralSource')
    return (wanted) => (referralSource && referralSource.code === wanted ? referralSource : {})
  return () => ({})
}

/** Which of the answers any of the notes tell. */
export const answersIn = (notes: readonly NoteCodes[]): readonly AnswerField[] =>
  answerFields.filter((field) => notes.some(({ answers }) => answers[field] !== undefined))
