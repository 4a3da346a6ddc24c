/**
 * What is said of an entry's medication in the other field, where it is not named again.
 *
 *     reason: sertraline 50mg 2/12, not doing much      outcome: upped to 100
 *             ----------                                         ^^^^^ prescribed
 */

import type { Lexicon } from '../../lexicon/compile.ts'
import type { Coding, FieldReading, Mark } from '../../model/coding.ts'
import { Bit, type LexEntry } from '../../model/lexicon.ts'
import { entryOf, type Frame, type Mention } from '../../model/reading.ts'
import type { Action, Rules } from '../../model/taxonomy.ts'
import { amountWithin, readDosage } from './dosage.ts'
import { codingOf, type Draft, isAside, markOf } from './draft.ts'
import { isByOther } from './prescriber.ts'

/** After all fields are read. */
export function readCourse(readings: readonly FieldReading[], lexicon: Lexicon, draft: Draft): void {
  const items = draft.codings.filter(({ list }) => list === 'medication')
  if (items.length === 0) return
  for (const reading of readings) {
    if (reading.text.field === 'reason') {
      askedFor(reading, items, lexicon, draft)
      continue
    }
    unnamed(reading, items, lexicon, draft)
    inPlay(reading, items, lexicon, draft)
  }
  for (const reading of readings) replaced(reading, items, lexicon, draft)
}

/** "zopiclone 7.5, asking for repeat": the one drug of a reason text that asks for something and names nothing else. */
function askedFor(
  reading: FieldReading,
  items: readonly Coding[],
  { taxonomy }: Lexicon,
  draft: Draft,
): void {
  const { rules } = taxonomy
  const own = items.filter(({ marks }) => marks.some((mark) => mark.reading === reading))
  const [item] = own
  if (own.length !== 1 || item?.drug === undefined || item.role !== rules.taken) return
  for (const { mention, status } of reading.frames) {
    const reason = entryOf(mention, 'reason')
    const role = reason && Object.hasOwn(rules.unnamed, reason.id) ? rules.unnamed[reason.id] : undefined
    if (!reason || !role || isAside(status) || holdsMedication(reading, mention)) continue
    const { code, drug, dose, frequency, marks } = item
    const more = { drug, role, dose, frequency }
    draft.codings.push(
      codingOf(
        'medication',
        code,
        'affirmed',
        [...marks, markOf(reading, mention, reason, 'action')],
        false,
        more,
      ),
    )
    return
  }
}

const holdsMedication = ({ drugs }: FieldReading, { first, last }: Mention): boolean =>
  drugs.some((find) => find.first >= first && find.first <= last)

/** A text that names no other medication speaks of the only one that there is. */
function unnamed(reading: FieldReading, items: readonly Coding[], lexicon: Lexicon, draft: Draft): void {
  const item = onlyOne(items, lexicon.taxonomy.rules)
  if (!item || reading.frames.some(({ mention }) => isAnother(mention, item))) return
  const said = saidUnnamed(reading, item, lexicon, draft)
  if (!said) return
  const { code, drug, marks } = item
  const { role, direction, mark } = said
  const { rules, doseUnits } = lexicon.taxonomy
  // What is stopped has no dose that it becomes.
  const isLeft = role === rules.medication.outcome?.from?.role
  const dose = isLeft ? undefined : amountWithin(reading, mark, doseUnits)
  const doses = dose && { ...(item.dose && item.dose !== dose && { from: item.dose }), to: dose }
  draft.codings.push(
    codingOf('medication', code, 'affirmed', [mark, ...marks], false, {
      drug,
      role,
      dose,
      change: direction === undefined ? undefined : { direction, ...doses },
    }),
  )
  if (said.code) draft.codings.push(codingOf('outcome', said.code, 'affirmed', [mark], true))
}

function isAnother(mention: Mention, { drug, code }: Coding): boolean {
  const entry = entryOf(mention, 'medication')
  return entry !== undefined && entry.id !== (drug ?? code)
}

/** One drug, or where none is named one class that says something. */
function onlyOne(items: readonly Coding[], { quiet, looseClasses }: Rules): Coding | undefined {
  const drugs = items.filter(({ drug }) => drug !== undefined)
  const named = drugs.length > 0 ? drugs : items
  const first = named[0] as Coding
  if (named.some(({ drug, code }) => drug !== first.drug || code !== first.code)) return undefined
  const isVague = first.drug === undefined && (quiet[first.code] ?? looseClasses.includes(first.code))
  return isVague ? undefined : first
}

/** "mirt 30 no benefit" and "swap to venla": the only other drug that is taken is left for it. */
function replaced(
  reading: FieldReading,
  items: readonly Coding[],
  { taxonomy }: Lexicon,
  draft: Draft,
): void {
  const { actions, rules } = taxonomy
  const use = rules.medication.outcome?.from
  if (!use) return
  for (let at = 0; at < reading.frames.length; at++) {
    const { mention, action, actionEntry, status } = reading.frames[at] as Frame
    const drug = entryOf(mention, 'medication')
    if (drug?.group !== 'drug' || !actionEntry || isAside(status) || !action) continue
    const { direction, role } = actions[actionEntry.at] as Action
    if (direction === undefined || direction !== rules.switching || role === use.role) continue
    if (readDosage(reading, at, taxonomy).step === 'from') continue
    const others = items.filter(({ drug: name }) => name !== undefined && name !== drug.id)
    const [left] = others
    if (!left || left.role !== rules.taken || others.some((other) => other.drug !== left.drug)) continue
    const change = { direction, to: drug.id }
    const { code, marks } = left
    const own = markOf(reading, action, actionEntry, 'action')
    draft.codings.push(
      codingOf('medication', code, 'affirmed', [...marks, own], false, {
        drug: left.drug,
        role: use.role,
        change,
      }),
    )
  }
}

interface Said {
  readonly role: string
  readonly code?: string | undefined
  readonly direction?: string | undefined
  readonly mark: Mark
}

/** The last word of the text on a medication: by an action that may stand for itself, or by an outcome's own words. */
function saidUnnamed(
  reading: FieldReading,
  item: Coding,
  { taxonomy }: Lexicon,
  draft: Draft,
): Said | undefined {
  const { rules, actions } = taxonomy
  // A dose of what was asked for: "wants propranolol" and "10mg PRN".
  const dosed = rules.medication.outcome?.dosed
  let said: Said | undefined
  for (let at = 0; at < reading.frames.length; at++) {
    const { mention, status, governs } = reading.frames[at] as Frame
    if (isAside(status) || governs) continue
    const isTheirs = (role: string): boolean =>
      rules.prescribers?.roles.includes(role) === true && isByOther(reading, at, rules.prescribers)
    const acting = mention.entries.find(
      (entry) => entry.kind === 'action' && (actions[entry.at] as Action).unnamed,
    )
    if (acting) {
      const { role, code, direction } = actions[acting.at] as Action
      if (role && !isTheirs(role))
        said = { role, code, direction, mark: markOf(reading, mention, acting, 'action') }
      continue
    }
    if (mention.kinds === Bit.dose && item.role === rules.asked && dosed && !isTheirs(dosed.role)) {
      said = { ...dosed, mark: { ...markOf(reading, mention, mention.entries[0] as LexEntry), role: 'dose' } }
      continue
    }
    const outcome = entryOf(mention, 'outcome')
    const role = outcome && Object.hasOwn(rules.unnamed, outcome.id) ? rules.unnamed[outcome.id] : undefined
    if (outcome && role && !isTheirs(role) && isCoded(draft, outcome, reading))
      said = { role, mark: markOf(reading, mention, outcome, 'action') }
  }
  return said
}

const isCoded = (draft: Draft, { id }: LexEntry, reading: FieldReading): boolean =>
  draft.codings.some(
    ({ list, code, marks }) => list === 'outcome' && code === id && marks[0]?.reading === reading,
  )

/** What is done for a drug of a class ("bloods" beside lithium) gives a code of its own. */
function inPlay(reading: FieldReading, items: readonly Coding[], { taxonomy }: Lexicon, draft: Draft): void {
  for (const { concept, classes, code } of taxonomy.rules.inPlay) {
    if (!items.some((item) => !classes || classes.includes(item.code))) continue
    for (const { mention, status } of reading.frames) {
      const entry = mention.entries.find(({ kind, id }) => kind === 'concept' && id === concept)
      if (!entry || isAside(status)) continue
      draft.codings.push(codingOf('outcome', code, 'affirmed', [markOf(reading, mention, entry)], true))
      break
    }
  }
}
