/** What the codings of all fields make together: each once, in text order, by the taxonomy's rules. */
import type { Coding, CodingList, FieldReading, Mark } from '../../model/coding.ts'
import type { Rules, Taxonomy } from '../../model/taxonomy.ts'
import { inTextOrder } from '../../model/text-order.ts'
import { codingOf } from './draft.ts'

export function settle(
  codings: readonly Coding[],
  readings: readonly FieldReading[],
  taxonomy: Taxonomy,
): Coding[] {
  const { rules } = taxonomy
  let settled = merge(codings)
  const ruled = ruledBy(rules)
  if (settled.some(({ code }) => ruled.has(code))) settled = giveWay(settled, rules)
  settled = named(settled, taxonomy)
  settled = medications(settled, rules)
  settled = oneSource(settled)
  for (const list of ['reason', 'outcome'] as const) {
    const code = rules.fallback[list]
    if (!code || has(settled, list)) continue
    const reading = readings.find(({ text }) => text.field === list && /[\p{L}\p{N}]/u.test(text.original))
    if (reading) settled.push(codingOf(list, code, 'affirmed', whole(reading), true))
  }
  return inTextOrder(settled)
}

function has(codings: readonly Coding[], list: CodingList): boolean {
  for (let i = 0; i < codings.length; i++) if ((codings[i] as Coding).list === list) return true
  return false
}

/** What others swallow, then what gives way to others: both look at all that is there. */
function giveWay(codings: readonly Coding[], { swallows, givesWay }: Rules): Coding[] {
  const there = new Set(codings.map(({ code, target }) => `${code}|${target}`))
  const left = codings.filter(
    (coding) =>
      !swallows.some(
        ({ code, target, by }) =>
          coding.code === code && coding.target === target && there.has(`${code}|${by}`),
      ),
  )
  const coded = new Set(left.map(({ list, code }) => `${list}|${code}`))
  return left.filter(
    (coding) =>
      !givesWay.some(
        ({ code, to }) => coding.code === code && to.some((other) => coded.has(`${coding.list}|${other}`)),
      ),
  )
}

/** An action that leaves open with whom gives way where any service is named: what it was about is known then. */
function named(codings: readonly Coding[], { rules, services }: Taxonomy): Coding[] {
  const open = rules.unspecified
  if (open === undefined || !codings.some(({ target }) => target === open)) return [...codings]
  const isService = ({ target }: Coding) =>
    target !== open && services.some(({ id, group }) => id === target && group !== 'clinician')
  if (!codings.some((coding) => coding.list === 'outcome' && isService(coding))) return [...codings]
  return codings.filter(({ target }) => target !== open)
}

const ruledIn = new WeakMap<Rules, ReadonlySet<string>>()

/** Codes that a rule may take away. */
function ruledBy(rules: Rules): ReadonlySet<string> {
  let ruled = ruledIn.get(rules)
  if (ruled === undefined) {
    ruled = new Set([...rules.swallows, ...rules.givesWay].map(({ code }) => code))
    ruledIn.set(rules, ruled)
  }
  return ruled
}

/** Where nothing could be coded the evidence is all the words. */
function whole(reading: FieldReading): Mark[] {
  const last = reading.tokens.length - 1
  if (last < 0) return []
  const entry = { kind: 'outcome', id: '', at: 0, term: '', shorthand: false } as const
  return [{ reading, first: 0, last, means: 0, distance: 0, entry, role: undefined }]
}

/** Is it the same thing said twice? */
const isEqual = (a: Coding, b: Coding): boolean =>
  a.code === b.code &&
  a.list === b.list &&
  a.target === b.target &&
  a.kind === b.kind &&
  a.body === b.body &&
  a.drug === b.drug &&
  a.role === b.role &&
  a.score === b.score

/** Equal codings become one with the evidence of all; affirmed anywhere is affirmed. */
function merge(codings: readonly Coding[]): Coding[] {
  // A note has a dozen codings: looking through them is quicker than a key for each. A long text may have many.
  if (codings.length > 200) return mergeMany(codings)
  const merged: Coding[] = []
  for (let i = 0; i < codings.length; i++) {
    const coding = codings[i] as Coding
    let at = 0
    while (at < merged.length && !isEqual(merged[at] as Coding, coding)) at++
    merged[at] = at < merged.length ? both(merged[at] as Coding, coding) : coding
  }
  return merged
}

function mergeMany(codings: readonly Coding[]): Coding[] {
  const byKey = new Map<string, Coding>()
  for (const coding of codings) {
    const { list, code, kind, target, body, drug, role, score } = coding
    const key = [list, code, kind, target, body, drug, role, score].join('|')
    const known = byKey.get(key)
    // Evidence without end helps nobody.
    if (known && known.marks.length >= manyMarks) continue
    byKey.set(key, known ? both(known, coding) : coding)
  }
  return [...byKey.values()]
}

const manyMarks = 100

function both(known: Coding, coding: Coding): Coding {
  const status = known.status === 'affirmed' || coding.status === 'affirmed' ? 'affirmed' : 'uncertain'
  const interval = known.interval ?? coding.interval
  const marks = [...known.marks]
  for (const mark of coding.marks) if (!known.marks.some((other) => isSame(mark, other))) marks.push(mark)
  return codingOf(known.list, known.code, status, marks, known.byRule && coding.byRule, {
    ...known,
    interval,
    ...latest(known, coding),
  })
}

/** Of a medication said twice: what it is changed to, else what was said first. */
function latest(known: Coding, coding: Coding): Pick<Coding, 'dose' | 'frequency' | 'change'> {
  const [one, other] = coding.change && !known.change ? [coding, known] : [known, coding]
  const { change } = one
  return { dose: one.dose ?? other.dose, frequency: one.frequency ?? other.frequency, change }
}

/** The same words in the same part: two wordings of one category that say the same. */
const isSame = (a: Mark, b: Mark): boolean =>
  a.reading === b.reading && a.first === b.first && a.last === b.last && a.role === b.role

/** One item for each drug, in its weightiest role; a class only where no drug of it is named. */
function medications(codings: Coding[], { roles, looseClasses }: Rules): Coding[] {
  if (!has(codings, 'medication')) return codings
  const weight = (coding: Coding) => {
    const at = roles.indexOf(coding.role ?? '')
    return at < 0 ? roles.length : at
  }
  const best = new Map<string, Coding>()
  for (const coding of codings) {
    if (coding.list !== 'medication') continue
    const name = coding.drug ?? `class:${coding.code}`
    const known = best.get(name)
    if (!known || weight(coding) < weight(known)) best.set(name, coding)
  }
  const kept = new Set(best.values())
  const classes = new Set([...kept].filter(({ drug }) => drug).map(({ code }) => code))
  for (const code of looseClasses) classes.delete(code)
  return codings.filter(
    (coding) =>
      coding.list !== 'medication' || (kept.has(coding) && (coding.drug || !classes.has(coding.code))),
  )
}

/** An entry has one referral source: the first that is stated. */
function oneSource(codings: Coding[]): Coding[] {
  const first = codings.findIndex(({ list }) => list === 'source')
  return first < 0 ? codings : codings.filter(({ list }, at) => list !== 'source' || at === first)
}
