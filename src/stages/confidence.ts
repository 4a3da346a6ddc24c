/**
 * Named features of each coding → the probability that a trained coder gives the same code: a logistic model
 * whose weights come with the taxonomy (`calibration`), fitted on coded notes.
 */

import type { Coding, CodingList, FieldReading, Mark, Resolved, Weighed } from '../model/coding.ts'
import { Means, type Mention } from '../model/reading.ts'
import type { Calibration } from '../model/taxonomy.ts'

export type Features = readonly (readonly [name: string, value: number])[]

/** Features that every coding may have; the others bear the name of a code, an action or a role. */
const common = [
  'list:reason',
  'list:outcome',
  'list:source',
  'list:medication',
  'list:measure',
  'how:inflected',
  'how:respelt',
  'how:clipped',
  'how:sounded',
  'how:learned',
  'learned-odds',
  'learned-agrees',
  'distance',
  'shorthand',
  'with-company',
  'one-word',
  'gaps',
  'uncertain',
  'by-rule',
  'several-mentions',
  'no-action',
  'no-target',
  'words-in-text',
  'unread-share',
  'others',
] as const
type Common = (typeof common)[number]
const placeOf = Object.fromEntries(common.map((name, place) => [name, place])) as Readonly<
  Record<Common, number>
>
const listPlace: Readonly<Record<CodingList, number>> = {
  reason: placeOf['list:reason'],
  outcome: placeOf['list:outcome'],
  source: placeOf['list:source'],
  medication: placeOf['list:medication'],
  measure: placeOf['list:measure'],
}
/** By means. */
const howPlace: readonly number[] = (() => {
  const places: number[] = []
  places[Means.Exact] = -1
  places[Means.Inflected] = placeOf['how:inflected']
  places[Means.Respelt] = placeOf['how:respelt']
  places[Means.Clipped] = placeOf['how:clipped']
  places[Means.Sounded] = placeOf['how:sounded']
  return places
})()

/** Takes features one by one; one that is 0 need not be told. */
interface Take {
  /** By its place among the common ones. */
  common(place: number, value: number): void
  /** The code itself, and its kind. */
  code(list: CodingList, code: string, kind: string | undefined): void
  named(what: 'action' | 'role', id: string): void
}

const codeFeature = (list: CodingList, code: string, kind: string | undefined): string =>
  kind ? `${list}:${code}:${kind}` : `${list}:${code}`

/** Gives every coding its confidence, 0.01 to 0.99, two decimals. */
export function confidence({ codings, setAside }: Resolved, calibration: Calibration | undefined): Weighed {
  const confidences: number[] = []
  const counts = countLists(codings)
  const sum = calibration ? sumBy(calibration) : null
  for (let i = 0; i < codings.length; i++)
    confidences.push(sum === null ? unknown : rounded(sum.of(codings[i] as Coding, counts)))
  return { codings, setAside, confidences }
}

/** What is said where nothing was fitted. */
const unknown = 0.5

type Counts = Readonly<Record<CodingList, number>>

export function countLists(codings: readonly Coding[]): Counts {
  const counts = { reason: 0, outcome: 0, source: 0, medication: 0, measure: 0 }
  for (const coding of codings) counts[coding.list]++
  return counts
}

/** What is known of a coding that may bear on its being right. Zero features are left out. */
export function featuresOf(coding: Coding, counts: Counts): Features {
  const features: [string, number][] = []
  const take = (name: string, value: number) => {
    if (value !== 0) features.push([name, value])
  }
  tellFeatures(coding, counts, {
    common: (place, value) => take(common[place] as string, value),
    code: (list, code, kind) => take(codeFeature(list, code, kind), 1),
    named: (what, id) => take(`${what}:${id}`, 1),
  })
  return features
}

/** The same features without a list of them: this runs for every code of every note. */
function tellFeatures(coding: Coding, counts: Counts, take: Take): void {
  const { list, marks, target, learned } = coding
  if (marks[0]?.means === Means.Learned) {
    // Its odds weigh all that is known of a proposal.
    take.common(placeOf['how:learned'], 1)
    take.common(placeOf['learned-odds'], learned ?? 0)
    return
  }
  if (learned !== undefined) take.common(placeOf['learned-agrees'], learned)
  take.common(listPlace[list], 1)
  const worst = worstMark(marks)
  if (worst) {
    const how = howPlace[worst.means] as number
    if (how >= 0) take.common(how, 1)
    if (worst.distance > 0) take.common(placeOf.distance, worst.distance)
    if (worst.entry.shorthand) take.common(placeOf.shorthand, 1)
    if (worst.entry.company !== undefined) take.common(placeOf['with-company'], 1)
    if (worst.first === worst.last) take.common(placeOf['one-word'], 1)
    if (worst.entry.term.includes('..')) take.common(placeOf.gaps, 1)
  }
  if (coding.status === 'uncertain') take.common(placeOf.uncertain, 1)
  if (coding.byRule) take.common(placeOf['by-rule'], 1)
  let own = 0
  let actions = 0
  let targets = 0
  for (let i = 0; i < marks.length; i++) {
    const { role } = marks[i] as Mark
    if (role === undefined) own++
    else if (role === 'action') actions++
    else if (role === 'target') targets++
  }
  if (own > 1) take.common(placeOf['several-mentions'], 1)
  if (list === 'outcome' && target !== undefined) {
    if (actions === 0) take.common(placeOf['no-action'], 1)
    if (targets === 0) take.common(placeOf['no-target'], 1)
  }
  const first = marks[0]
  if (first) {
    take.common(placeOf['words-in-text'], Math.log1p(first.reading.tokens.length))
    take.common(placeOf['unread-share'], unreadShare(first.reading))
  }
  take.common(placeOf.others, Math.min(6, counts[list] - 1))
  take.code(list, coding.code, coding.kind)
  if (coding.action) take.named('action', coding.action)
  if (coding.role) take.named('role', coding.role)
}

function worstMark(marks: readonly Mark[]): Mark | undefined {
  let worst = marks[0]
  for (let i = 1; i < marks.length; i++) {
    const mark = marks[i] as Mark
    if (mark.means > (worst as Mark).means) worst = mark
  }
  return worst
}

let lastRead: FieldReading | null = null
let lastShare = 0

/** How much of the text no wording covers, 0 to 1. Codings of one text follow each other: it is counted once. */
function unreadShare(reading: FieldReading): number {
  if (reading === lastRead) return lastShare
  const { mentions, tokens } = reading
  let read = 0
  for (let i = 0; i < mentions.length; i++) {
    const { covers, first, last } = mentions[i] as Mention
    read += covers ? covers.length : last - first + 1
  }
  lastRead = reading
  lastShare = tokens.length === 0 ? 0 : Math.max(0, 1 - read / tokens.length)
  return lastShare
}

/** The log-odds of codings by a calibration, without a string made for any of them. */
class Sum implements Take {
  private readonly intercept: number
  private readonly weights: ReadonlyMap<string, number>
  private readonly commonWeights: readonly number[]
  /** Weights of codes by list, code and kind, as they are asked for; of actions and roles by id. */
  private readonly codes: Readonly<Record<CodingList, Map<string, Map<string | undefined, number>>>> = {
    reason: new Map(),
    outcome: new Map(),
    source: new Map(),
    medication: new Map(),
    measure: new Map(),
  }
  private readonly ids = { action: new Map<string, number>(), role: new Map<string, number>() }
  private total = 0

  constructor({ intercept, weights }: Calibration) {
    this.intercept = intercept
    this.weights = new Map(Object.entries(weights))
    this.commonWeights = common.map((name) => this.weights.get(name) ?? 0)
  }

  of(coding: Coding, counts: Counts): number {
    // A calibration that knows nothing of proposals leaves theirs as the second reader has it.
    if (coding.marks[0]?.means === Means.Learned && !this.weights.has('how:learned'))
      return coding.learned ?? 0
    this.total = this.intercept
    tellFeatures(coding, counts, this)
    return this.total
  }

  common(place: number, value: number): void {
    this.total += (this.commonWeights[place] as number) * value
  }

  code(list: CodingList, code: string, kind: string | undefined): void {
    let kinds = this.codes[list].get(code)
    if (kinds === undefined) {
      kinds = new Map()
      this.codes[list].set(code, kinds)
    }
    let weight = kinds.get(kind)
    if (weight === undefined) {
      weight = this.weights.get(codeFeature(list, code, kind)) ?? 0
      kinds.set(kind, weight)
    }
    this.total += weight
  }

  named(what: 'action' | 'role', id: string): void {
    let weight = this.ids[what].get(id)
    if (weight === undefined) {
      weight = this.weights.get(`${what}:${id}`) ?? 0
      this.ids[what].set(id, weight)
    }
    this.total += weight
  }
}

const sums = new WeakMap<Calibration, Sum>()

function sumBy(calibration: Calibration): Sum {
  let sum = sums.get(calibration)
  if (sum === undefined) {
    sum = new Sum(calibration)
    sums.set(calibration, sum)
  }
  return sum
}

/** Log-odds → probability. */
function rounded(sum: number): number {
  const p = 1 / (1 + Math.exp(-sum))
  return Math.round(Math.min(0.99, Math.max(0.01, p)) * 100) / 100
}

/** The probability that features give by a calibration. */
export function probability(features: Features, calibration: Calibration): number {
  let sum = calibration.intercept
  for (const [name, value] of features) sum += (calibration.weights[name] ?? 0) * value
  return rounded(sum)
}
