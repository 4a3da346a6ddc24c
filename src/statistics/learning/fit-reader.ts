/**
 * Trains the second reader on coded notes and judges it on writers that it has not read.
 *
 *     in parts of the writers:  train without them → candidates in their notes       (out of fold)
 *     writer by writer:         fit what to accept on all others → what it gains here (before and after)
 *     in the end:               train on all, and keep only classes that gained
 */
import { agreement } from '../../learned/agreement.ts'
import { type Candidate, candidates } from '../../learned/candidates.ts'
import { Desk } from '../../learned/desk.ts'
import { choose, oddsOf, withProposals } from '../../learned/propose.ts'
import type { Vectors } from '../../learned/vectors.ts'
import type { Lexicon } from '../../lexicon/compile.ts'
import type { Coding, Resolved } from '../../model/coding.ts'
import { itemOf, type LearnedFile, type LearnedItem } from '../../model/learned.ts'
import type { Taxonomy } from '../../model/taxonomy.ts'
import { countLists, featuresOf, probability } from '../../stages/confidence.ts'
import type { CodedEntry } from '../fit-confidence.ts'
import { judge } from '../judge.ts'
import { type Example, fitLogistic, type LogisticModel } from '../logistic.ts'
import { type Reliability, reliability } from '../reliability.ts'
import { type Counts, countsOf, f1 } from './counts.ts'
import { goldItems, type Lesson, phraseLessons, type ReadNote, readNote, wordingLessons } from './lessons.ts'
import { packTrained } from './pack-trained.ts'
import type { Phrase } from './phrases.ts'
import { accepting, type Trial } from './thresholds.ts'
import { type Trained, train } from './train.ts'

export interface ReaderFit {
  readonly file: LearnedFile
  /** Leave-one-writer-out, by list: the rules alone, and both. */
  readonly before: Counts
  readonly after: Counts
  /** By item that is proposed: how often it was, and how often rightly. */
  readonly proposals: ReadonlyMap<string, { readonly said: number; readonly right: number }>
  readonly reliability: Reliability | null
  readonly notes: number
  readonly writers: number
}

export interface ReaderOptions {
  /** Writers whose notes judge the gain: those that nobody read while rules were written. All when left out. */
  readonly isJudge?: (writer: string) => boolean
  readonly phrases?: readonly Phrase[]
  /** Parts into which the judging writers go. */
  readonly parts?: number
  readonly progress?: (done: number, of: number) => void
}

/** Items of fewer notes and phrases are not learned. */
const support = 15

interface Judged {
  readonly note: ReadNote
  readonly trials: readonly Trial[]
  readonly resolved: Resolved
}

export function fitReader(
  notes: readonly CodedEntry[],
  lexicon: Lexicon,
  vectors: Vectors,
  digest: string,
  options: ReaderOptions = {},
): ReaderFit {
  const { isJudge = () => true, phrases = [], parts = 5, progress } = options
  const { taxonomy } = lexicon
  const read = notes.map((note) => readNote(note, lexicon))
  const phrase = phraseLessons(
    phrases.filter(({ isHeldOut }) => !isHeldOut),
    lexicon,
  )
  const fixed = [...phrase, ...wordingLessons(taxonomy)]
  const items = learnable([...phrase, ...read.flatMap(({ lessons }) => lessons)], taxonomy)
  const writers = [...new Set(read.map(({ writer }) => writer).filter(isJudge))].sort()
  const count = Math.min(parts, writers.length)
  const judged: Judged[] = []
  for (let part = 0; part < count; part++) {
    progress?.(part, count + 1)
    const out = new Set(writers.filter((_, at) => at % count === part))
    const inside = read.filter(({ writer }) => !out.has(writer))
    const trained = train([...fixed, ...inside.flatMap(({ lessons }) => lessons)], items, vectors)
    for (const note of read) if (out.has(note.writer)) judged.push(judgedBy(trained, note, lexicon))
  }
  progress?.(count, count + 1)
  const whole = train([...fixed, ...read.flatMap(({ lessons }) => lessons)], items, vectors)
  const { before, after, proposals, examples, model, from } = tried(judged, writers, taxonomy)
  const { calibration, said } = calibrated(examples)
  const gain = (list: 'reason' | 'outcome') =>
    `${f1(before[list]).toFixed(3)} → ${f1(after[list]).toFixed(3)}`
  const fitted = `${notes.length} notes and ${phrase.length} phrases; judged leave-one-writer-out on ${judged.length} notes of ${writers.length} writers: F1 of reasons ${gain('reason')}, of outcome items ${gain('outcome')}`
  return {
    file: packTrained(whole, { fitted, vectors: digest, acceptance: model, calibration, from }),
    before,
    after,
    proposals,
    reliability: reliability(said),
    notes: judged.length,
    writers: writers.length,
  }
}

/** Items of enough lessons, reasons first; not those that stand for want of another. */
function learnable(lessons: readonly Lesson[], { rules }: Taxonomy): LearnedItem[] {
  const counts = new Map<string, number>()
  for (const { items } of lessons) for (const name of items) counts.set(name, (counts.get(name) ?? 0) + 1)
  const fallbacks = Object.values(rules.fallback)
  return [...counts]
    .filter(([, count]) => count >= support)
    .map(([name]) => namedItem(name))
    .filter(({ code }) => !fallbacks.includes(code))
    .sort((a, b) => (a.list === b.list ? (itemOf(a) < itemOf(b) ? -1 : 1) : a.list === 'reason' ? -1 : 1))
}

function namedItem(name: string): LearnedItem {
  const at = name.indexOf(':')
  const [code = '', kind = '-', target = '-'] = name.slice(at + 1).split('|')
  const list = name.slice(0, at) === 'reason' ? 'reason' : 'outcome'
  return { list, code, ...(kind !== '-' && { kind }), ...(target !== '-' && { target }) }
}

function judgedBy(trained: Trained, note: ReadNote, lexicon: Lexicon): Judged {
  const desk = new Desk(trained, lexicon)
  const codings = note.resolved.codings.map(
    (coding): Coding => ({ ...coding, learned: agreement(coding, desk, trained) }),
  )
  const resolved = { ...note.resolved, codings }
  const trials = candidates(note.readings, resolved, trained, desk, lexicon.taxonomy.rules).map(
    (candidate): Trial => ({ writer: note.writer, candidate, right: isRight(candidate, note) }),
  )
  return { note, trials, resolved }
}

function isRight({ item }: Candidate<LearnedItem>, { gold }: ReadNote): boolean {
  return goldItems(gold, item.list)?.includes(itemOf(item)) ?? false
}

/** What the proposals gain on each writer, when all others say what to accept. */
function tried(judged: readonly Judged[], writers: readonly string[], taxonomy: Taxonomy) {
  const { rules } = taxonomy
  const before = countsOf(judged.map(({ note, resolved }) => [resolved.codings, note.gold]))
  const trials = judged.flatMap((one) => one.trials)
  const odds = outOfFold(trials, writers)
  const outcome: { readonly note: ReadNote; readonly resolved: Resolved }[] = []
  const proposals = new Map<string, { said: number; right: number }>()
  for (const writer of writers) {
    const from = accepting(
      trials.filter((trial) => trial.writer !== writer),
      odds,
      before,
      rules,
    )
    for (const { note, trials: own, resolved } of judged) {
      if (note.writer !== writer) continue
      const chosen = choose(
        own.map((trial) => ({
          candidate: trial.candidate,
          odds: odds.get(trial) ?? 0,
          from: from.get(itemOf(trial.candidate.item)),
        })),
        rules,
      )
      for (const { item, candidate } of chosen) {
        const count = proposals.get(itemOf(item)) ?? { said: 0, right: 0 }
        const right = isRight(candidate, note) ? 1 : 0
        proposals.set(itemOf(item), { said: count.said + 1, right: count.right + right })
      }
      outcome.push({ note, resolved: withProposals(resolved, chosen, rules) })
    }
  }
  const examples = outcome.flatMap(({ note, resolved }) => examplesOf(note, resolved.codings))
  return {
    before,
    after: countsOf(outcome.map(({ note, resolved }) => [resolved.codings, note.gold])),
    proposals,
    examples,
    model: acceptance(trials),
    from: accepting(trials, odds, before, rules),
  }
}

const acceptance = (trials: readonly Trial[]): LogisticModel =>
  fitLogistic(
    trials.map(({ candidate, right }) => ({ features: candidate.features, right })),
    { penalty: 3, steps: 300 },
  )

/** The odds of each trial by a model of all other writers. */
function outOfFold(trials: readonly Trial[], writers: readonly string[]): ReadonlyMap<Trial, number> {
  const odds = new Map<Trial, number>()
  for (const writer of writers) {
    const { intercept, weights } = acceptance(trials.filter((trial) => trial.writer !== writer))
    const model = { intercept, weights: new Map(Object.entries(weights)) }
    for (const trial of trials) if (trial.writer === writer) odds.set(trial, oddsOf(trial.candidate, model))
  }
  return odds
}

interface Sample extends Example {
  readonly writer: string
  readonly counts: boolean
}

function examplesOf({ writer, gold }: ReadNote, codings: readonly Coding[]): Sample[] {
  const counts = countLists(codings)
  const verdicts = judge(codings, gold)
  return codings.flatMap((coding, at): Sample[] => {
    const right = verdicts[at]
    if (right === null || right === undefined) return []
    const isCode = coding.list === 'reason' || coding.list === 'outcome'
    return [{ writer, features: featuresOf(coding, counts), right, counts: isCode }]
  })
}

/** The confidence of codings with what the second reader says of them, and how it does leave-one-writer-out. */
function calibrated(examples: readonly Sample[]) {
  const said: [number, boolean][] = []
  for (const writer of new Set(examples.map((example) => example.writer))) {
    const model = fitLogistic(examples.filter((example) => example.writer !== writer))
    for (const example of examples)
      if (example.writer === writer && example.counts)
        said.push([probability(example.features, { ...model, fitted: '' }), example.right])
  }
  return { calibration: fitLogistic(examples), said }
}
