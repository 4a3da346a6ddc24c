/** Every wording of a taxonomy with what it means, in the one order that numbers them. */
import { type Company, type LexEntry, type Place, places } from '../model/lexicon.ts'
import type { Action, Taxonomy, Term } from '../model/taxonomy.ts'

/** What all wordings of one thing share. */
export type Sense = Pick<
  LexEntry,
  'kind' | 'id' | 'at' | 'position' | 'alike' | 'inside' | 'group' | 'implies'
>

export const answerFields = ['avoidedGp', 'avoidedCmht'] as const
export type AnswerField = (typeof answerFields)[number]

/** How the wordings of one list are read. */
export interface Use {
  /** To the letter only. */
  readonly shorthand: boolean
  /** May be found by their sound. */
  readonly sounds: boolean
  /** The answer they are read in by themselves; null for wordings of the other fields. */
  readonly answer: AnswerField | null
  /** What {sender} stands for. */
  readonly senders: readonly Term[]
}

interface Worded {
  readonly terms: Terms
  readonly shorthand: Terms
}
type Terms = Readonly<Record<string, readonly Term[]>>
export type Take = (term: Term, sense: Sense, use: Use) => void

const spelt: Use = { shorthand: false, sounds: false, answer: null, senders: [] }
const short: Use = { ...spelt, shorthand: true }

/** A callback, not a generator: nine thousand wordings pass here before the first note is read. */
export function eachWording(taxonomy: Taxonomy, take: Take): void {
  const t = taxonomy
  t.reasons.forEach((c, at) => worded(c, { kind: 'reason', id: c.id, at, ...alike(c) }, take))
  t.outcomes.forEach((c, at) => worded(c, { kind: 'outcome', id: c.id, at, ...alike(c) }, take))
  t.concepts.forEach((c, at) => worded(c, { kind: 'concept', id: c.id, at, ...alike(c) }, take))
  t.services.forEach((s, at) => worded(s, { kind: 'service', id: s.id, at, group: s.group }, take))
  t.medicationClasses.forEach((m, at) =>
    worded(m, { kind: 'medication', id: m.id, at, group: 'class' }, take),
  )
  t.medications.forEach((m, at) =>
    worded(m, { kind: 'medication', id: m.drug, at, group: 'drug' }, take, { sounds: true }),
  )
  t.frequencies.forEach((f, at) => worded(f, { kind: 'frequency', id: f.id, at }, take))
  t.scales.forEach((s, at) => worded(s, { kind: 'scale', id: s.id, at }, take))
  t.intervals.forEach((i, at) => worded(i, { kind: 'interval', id: i.value ?? i.unit ?? '', at }, take))
  for (const unit of t.doseUnits) take(`{number} ${unit}`, { kind: 'dose', id: unit, at: 0 }, short)
  t.cues.forEach((c, at) => {
    const sense = { kind: 'cue', id: c.id, at, inside: c.inside } as const
    list(c.before, { ...sense, position: 'before' }, spelt, take)
    list(c.after, { ...sense, position: 'after' }, spelt, take)
  })
  t.actions.forEach((a, at) => {
    const over = groupOfAction(a)
    list(a.before, { kind: 'action', id: a.id, at, position: 'before', ...over }, spelt, take)
    list(a.after, { kind: 'action', id: a.id, at, position: 'after', ...over }, spelt, take)
  })
  list(t.stops, { kind: 'stop', id: 'stop', at: 0 }, spelt, take)
  eachSource(t, take)
  for (const answer of answerFields) {
    t.answers[answer]?.forEach((a, at) => worded(a, { kind: 'answer', id: a.id, at }, take, { answer }))
  }
}

function eachSource({ referralSources: { list: sources, patterns } }: Taxonomy, take: Take): void {
  sources.forEach((source, at) => {
    const sense: Sense = { kind: 'source', id: source.id, at }
    worded(source, sense, take)
    const use = { ...spelt, senders: Object.values(source.senders).flat() }
    for (const { terms, implies } of patterns) list(terms, { ...sense, implies }, use, take)
  })
}

function worded(thing: Worded, sense: Sense, take: Take, how?: Partial<Use>): void {
  list(thing.terms, sense, how ? { ...spelt, ...how } : spelt, take)
  list(thing.shorthand, sense, how ? { ...short, ...how } : short, take)
}

function list(terms: Terms, sense: Sense, use: Use, take: Take): void {
  for (const list of Object.values(terms)) for (const term of list) take(term, sense, use)
}

/** All entries have all fields, in one order: the walk meets thousands, and is quicker when they are alike. */
export function entryOf(
  term: Term,
  sense: Sense,
  shorthand: boolean,
  name: number,
  order: number,
  company: Company | undefined,
  unless: Company | undefined,
): LexEntry {
  const wording = typeof term === 'string' ? plain : term
  return {
    kind: sense.kind,
    id: sense.id,
    at: sense.at,
    name,
    order,
    term: typeof term === 'string' ? term : term.term,
    shorthand,
    position: sense.position,
    company,
    unless,
    place: places.find((place) => wording[place]),
    uncertain: wording.status ? true : undefined,
    alike: sense.alike,
    inside: sense.inside,
    group: sense.group,
    implies: sense.implies,
  }
}

const plain: Partial<Record<Place | 'status', undefined>> = {}
const alike = (thing: { readonly alike?: string | undefined }) => (thing.alike ? { alike: thing.alike } : {})

/** What an action is read beside: one over services alone says nothing in a reason text, one over drugs nothing without a drug. */
function groupOfAction({ over, unnamed }: Action): { readonly group?: string } {
  if (!over.includes('medication')) return { group: 'service' }
  return over.length === 1 && !unnamed ? { group: 'medication' } : {}
}
