/**
 * The protocol: how far codes agree with gold codes of the same notes. Everything that a figure could hide stands beside
 * it: its interval, the rarer categories (macro), single writers, what is taken for what, risk said where there is none,
 * and whether the confidences tell the truth.
 */
import {
  type AnswerField,
  answerFields,
  itemOf,
  type MeasureName,
  measures,
  type NoteCodes,
  unique,
} from './codes.ts'
import { type MeasureScore, measureOf, microOf, type Pair } from './measure.ts'
import { errorOf, type NoteError } from './note-errors.ts'
import { type Interval, kappa, wilson } from './proportion.ts'
import { type Reliability, reliability, type Verdict } from './reliability.ts'
import type { Score } from './score.ts'

export interface EvaluateOptions {
  /** Reasons that say somebody is in danger: `rules.risk` of the taxonomy. */
  readonly risk?: readonly string[]
  /** What an answer is where nothing was coded: `rules.answers.blank` of the taxonomy. */
  readonly blank?: string
}

/** A share of cases, with its Wilson interval. */
export interface Share {
  readonly hits: number
  readonly cases: number
  /** 0 to 1; null where there is no case. */
  readonly share: number | null
  readonly interval: Interval | null
}

export interface AnswerScore extends Share {
  readonly kappa: number | null
  /** What gold says and the coder does not, the most frequent first. */
  readonly confusions: readonly { readonly gold: string; readonly said: string; readonly notes: number }[]
}

export interface RiskScore {
  readonly codes: readonly string[]
  /** Of the notes in which gold has no risk code: those where the coder says one. */
  readonly falseAlarms: Share
  /** Of the notes in which gold has one: those where the coder says none. */
  readonly overlooked: Share
}

export interface WriterScore {
  readonly writer: string
  readonly notes: number
  /** Micro scores, by measure. */
  readonly scores: Readonly<Partial<Record<MeasureName, Score>>>
}

export interface Evaluation {
  /** Notes in gold: all of them are scored, also those that have no record. */
  readonly notes: number
  /** Ids in gold without a record: all their codes count as missed. */
  readonly withoutRecord: readonly string[]
  /** Ids of records that gold does not have: left out. */
  readonly withoutGold: readonly string[]
  /** Notes in which every reason and outcome item is right; categories, where items are not told. */
  readonly exact: Share
  readonly measures: Readonly<Partial<Record<MeasureName, MeasureScore>>>
  /** What one of the two sides does not tell. */
  readonly notScored: readonly MeasureName[]
  readonly answers: Readonly<Partial<Record<AnswerField, AnswerScore>>>
  /** Null where the taxonomy names no risk codes. */
  readonly risk: RiskScore | null
  /** Of reasons and outcome items together, and of each; null where the codes come with too few confidences. */
  readonly calibration: Readonly<Record<'all' | 'reasons' | 'outcomeItems', Reliability | null>>
  /** In order of their names; empty where no writer is known. */
  readonly writers: readonly WriterScore[]
  readonly errors: readonly NoteError[]
}

interface Matched {
  readonly gold: NoteCodes
  readonly coded: NoteCodes | undefined
}

/**
 * Scores codes against gold, note by note, matched by id.
 *
 * Reasons, outcome categories and targets count once a note; outcome items and medications as often as they stand. A
 * note without a record counts: everything in it is missed. A list that one side does not tell is not scored.
 * @param gold what trained coders gave; each id once
 * @param coded what is to be judged; each id once
 */
export function evaluate(
  gold: readonly NoteCodes[],
  coded: readonly NoteCodes[],
  options: EvaluateOptions = {},
): Evaluation {
  const { risk = [], blank = '' } = options
  const byId = new Map(coded.map((note) => [note.id, note]))
  const goldIds = new Set(gold.map(({ id }) => id))
  const matched = gold.map((note): Matched => ({ gold: note, coded: byId.get(note.id) }))
  const scored = measures.filter((name) => isTold(name, gold) && (coded.length === 0 || isTold(name, coded)))
  // Categories and targets are parts of the items: an error in one of those is told once.
  const listed = scored.includes('outcomeItems')
    ? scored.filter((name) => name !== 'outcomeCategories' && name !== 'targets')
    : scored
  return {
    notes: gold.length,
    withoutRecord: matched.filter((pair) => pair.coded === undefined).map((pair) => pair.gold.id),
    withoutGold: coded.map(({ id }) => id).filter((id) => !goldIds.has(id)),
    exact: exactOf(matched, scored),
    measures: Object.fromEntries(scored.map((name) => [name, measureOf(pairsOf(matched, name))])),
    notScored: measures.filter((name) => !scored.includes(name)),
    answers: answersOf(matched, blank),
    risk: risk.length === 0 || !scored.includes('reasons') ? null : riskOf(matched, risk),
    calibration: calibrationOf(matched, scored),
    writers: writersOf(matched, scored),
    errors: matched.flatMap((pair) => errorOf(pair.gold, pair.coded, listed) ?? []),
  }
}

const isTold = (name: MeasureName, notes: readonly NoteCodes[]) =>
  notes.some(({ codes }) => codes[name] !== undefined)

const pairsOf = (matched: readonly Matched[], name: MeasureName): Pair[] =>
  matched.flatMap(({ gold, coded }) => {
    const wanted = gold.codes[name]
    return wanted === undefined ? [] : [{ wanted, found: coded?.codes[name] ?? [] }]
  })

export function shareOf(hits: number, cases: number): Share {
  return { hits, cases, share: cases === 0 ? null : hits / cases, interval: wilson(hits, cases) }
}

function exactOf(matched: readonly Matched[], scored: readonly MeasureName[]): Share {
  const outcomes = scored.includes('outcomeItems') ? 'outcomeItems' : 'outcomeCategories'
  const lists = (['reasons', outcomes] as const).filter((name) => scored.includes(name))
  const exact = matched.filter((pair) => errorOf(pair.gold, pair.coded, lists) === undefined)
  return shareOf(exact.length, matched.length)
}

function answersOf(matched: readonly Matched[], blank: string): Evaluation['answers'] {
  const told = answerFields.filter(
    (field) =>
      matched.some(({ gold }) => gold.answers[field] !== undefined) &&
      (matched.every(({ coded }) => coded === undefined) ||
        matched.some(({ coded }) => coded?.answers[field] !== undefined)),
  )
  return Object.fromEntries(told.map((field) => [field, answerOf(matched, field, blank)]))
}

function answerOf(matched: readonly Matched[], field: AnswerField, blank: string): AnswerScore {
  const pairs = matched.flatMap(({ gold, coded }) => {
    const wanted = gold.answers[field]
    return wanted === undefined ? [] : [[wanted, coded?.answers[field] ?? blank] as const]
  })
  const kinds = unique(pairs.flat())
  const table = kinds.map((gold) =>
    kinds.map((said) => pairs.filter((pair) => pair[0] === gold && pair[1] === said).length),
  )
  const confusions = kinds.flatMap((gold, row) =>
    kinds.flatMap((said, column) => {
      const notes = table[row]?.[column] ?? 0
      return gold === said || notes === 0 ? [] : [{ gold, said, notes }]
    }),
  )
  return {
    ...shareOf(pairs.filter(([gold, said]) => gold === said).length, pairs.length),
    kappa: kappa(table),
    confusions: confusions.sort((a, b) => b.notes - a.notes),
  }
}

function riskOf(matched: readonly Matched[], risk: readonly string[]): RiskScore {
  const hasRisk = (note: NoteCodes | undefined) =>
    note?.codes.reasons?.some((code) => risk.includes(code)) === true
  const free = matched.filter(({ gold }) => gold.codes.reasons !== undefined && !hasRisk(gold))
  const atRisk = matched.filter(({ gold }) => hasRisk(gold))
  return {
    codes: risk,
    falseAlarms: shareOf(free.filter(({ coded }) => hasRisk(coded)).length, free.length),
    overlooked: shareOf(atRisk.filter(({ coded }) => !hasRisk(coded)).length, atRisk.length),
  }
}

function calibrationOf(
  matched: readonly Matched[],
  scored: readonly MeasureName[],
): Evaluation['calibration'] {
  const verdicts = matched.map((pair) => ({
    reasons: scored.includes('reasons') ? reasonVerdicts(pair) : [],
    outcomeItems: scored.includes('outcomeItems') ? itemVerdicts(pair) : [],
  }))
  return {
    all: reliability(verdicts.flatMap(({ reasons, outcomeItems }) => [...reasons, ...outcomeItems])),
    reasons: reliability(verdicts.flatMap(({ reasons }) => reasons)),
    outcomeItems: reliability(verdicts.flatMap(({ outcomeItems }) => outcomeItems)),
  }
}

function reasonVerdicts({ gold, coded }: Matched): Verdict[] {
  const wanted = gold.codes.reasons
  if (wanted === undefined) return []
  return (coded?.record?.reasons ?? []).flatMap(({ code, confidence }) =>
    confidence === undefined ? [] : [[confidence, wanted.includes(code)]],
  )
}

function itemVerdicts({ gold, coded }: Matched): Verdict[] {
  const wanted = gold.codes.outcomeItems
  if (wanted === undefined) return []
  const left = [...wanted]
  return (coded?.record?.outcomes ?? []).flatMap((said): Verdict[] => {
    const at = left.indexOf(itemOf(said))
    if (at >= 0) left.splice(at, 1)
    return said.confidence === undefined ? [] : [[said.confidence, at >= 0]]
  })
}

function writersOf(matched: readonly Matched[], scored: readonly MeasureName[]): WriterScore[] {
  const byWriter = new Map<string, Matched[]>()
  for (const pair of matched) {
    const writer = pair.gold.writer ?? pair.coded?.writer
    if (writer !== undefined) byWriter.set(writer, [...(byWriter.get(writer) ?? []), pair])
  }
  return [...byWriter]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([writer, own]) => ({
      writer,
      notes: own.length,
      scores: Object.fromEntries(scored.map((name) => [name, microOf(pairsOf(own, name))])),
    }))
}
