/** Frames of drugs → medication items with role and dose, and the codes that follow from them. */

import type { Lexicon } from '../../lexicon/compile.ts'
import type { Coding, FieldReading, Mark } from '../../model/coding.ts'
import { Bit, type LexEntry } from '../../model/lexicon.ts'
import type { Find, Frame, Mention } from '../../model/reading.ts'
import { entryOf } from '../../model/reading.ts'
import type { Action, Medication, Rules, Taxonomy } from '../../model/taxonomy.ts'
import { Gap } from '../../text/tokens.ts'
import { type Dosage, isTimed, readDosage } from './dosage.ts'
import { actionFrame, codingOf, type Draft, isAside, markOf, markOfFind } from './draft.ts'
import { isMisused } from './misuse.ts'
import { isByOther } from './prescriber.ts'

/** No wording stretches over as many others. */
const longest = 100
const noDosage: Dosage = {}

interface Use {
  readonly role: string
  readonly code?: string | undefined
  readonly kind?: string | undefined
  readonly target?: string | undefined
  readonly marks: readonly Mark[]
  readonly action?: string
  /** What becomes of it. */
  readonly direction?: string | undefined
}

export function readMedications(
  reading: FieldReading,
  list: 'reason' | 'outcome',
  lexicon: Lexicon,
  draft: Draft,
): void {
  // A drug that stands was found, too.
  if (reading.drugs.length === 0) return
  const { taxonomy } = lexicon
  const { frames } = reading
  const items: Coding[] = [...readWithin(reading, lexicon)]
  for (let at = 0; at < frames.length; at++) {
    const frame = frames[at] as Frame
    const entry = entryOf(frame.mention, 'medication')
    if (!entry || isHeading(reading, frame, entry, taxonomy.rules)) continue
    const dosage = readDosage(reading, at, taxonomy)
    const use = useOf(reading, list, at, dosage, lexicon)
    if (!use) continue
    const quiet = entry.group === 'class' ? taxonomy.rules.quiet[entry.id] : undefined
    const own = markOf(reading, frame.mention, entry)
    const marks = [...use.marks, own, ...(dosage.mark ? [dosage.mark] : [])]
    if (!quiet || quiet.includes(use.role)) items.push(itemOf(entry, use, marks, lexicon, dosage))
    if (use.code && !(list === 'reason' && isBodily(entry, taxonomy) && use.action === undefined)) {
      const { code, kind, target, action } = use
      draft.codings.push(codingOf(list, code, 'affirmed', marks, true, { kind, target, action }))
    }
  }
  draft.codings.push(...withoutVague(items, list, taxonomy.rules))
}

/** "Meds: none", "Medication: reviewed": a word that says nothing, in front of a colon, heads what follows. */
function isHeading({ tokens }: FieldReading, { mention }: Frame, entry: LexEntry, { quiet }: Rules): boolean {
  if (entry.group !== 'class' || quiet[entry.id] === undefined) return false
  const next = mention.last + 1
  return next < tokens.length && ((tokens.gap[next] as number) & Gap.Colon) !== 0
}

/** A drug that is nothing of the mind: its dose is no reason for the visit. */
function isBodily(entry: LexEntry, { medications, rules }: Taxonomy): boolean {
  const group = entry.group === 'drug' ? (medications[entry.at] as Medication).class : entry.id
  return rules.bodily.includes(group)
}

/** "wants meds, GP to issue sert": what is asked for is named. A class that says nothing gives way in its own text. */
function withoutVague(
  items: readonly Coding[],
  list: 'reason' | 'outcome',
  { quiet, asideRole }: Rules,
): readonly Coding[] {
  const isVague = ({ drug, code }: Coding) => drug === undefined && quiet[code] !== undefined
  const names = (item: Coding) => !isVague(item) && (list === 'outcome' || item.role !== asideRole)
  return items.some(names) ? items.filter((item) => !isVague(item)) : items
}

/** Drugs inside the words of a category ("wants sertraline"), which stand for the whole. */
function readWithin(reading: FieldReading, lexicon: Lexicon): readonly Coding[] {
  const items: Coding[] = []
  const { within, asideRole, quiet } = lexicon.taxonomy.rules
  const seen = new Set<number>()
  for (const find of reading.drugs) {
    const { entry, first } = find
    if (seen.has(first)) continue
    const frame = frameAround(reading.frames, find)
    if (!frame || (frame.mention.kinds & Bit.medication) !== 0) continue
    const category = frame.mention.entries.find(({ id }) => Object.hasOwn(within, id))
    const role = isAside(frame.status) ? asideRole : category && within[category.id]
    if (!role || (entry.group === 'class' && quiet[entry.id] && !quiet[entry.id]?.includes(role))) continue
    seen.add(first)
    items.push(itemOf(entry, { role }, [markOfFind(reading, find)], lexicon, noDosage))
  }
  return items
}

/** The frame whose words a find is within: no two have a token in common. */
function frameAround(frames: readonly Frame[], { first }: Find): Frame | undefined {
  let low = 0
  let high = frames.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((frames[middle] as Frame).mention.first <= first) low = middle + 1
    else high = middle
  }
  // Others may stand in its gaps.
  for (let at = low - 1; at >= 0 && low - at <= longest; at--) {
    const frame = frames[at] as Frame
    if (covers(frame.mention, first)) return frame
  }
  return undefined
}

/** Does a mention hold the beginning of a find ("something to take" in "asking for something to")? */
function covers(mention: Mention, first: number): boolean {
  if (first < mention.first || first > mention.last) return false
  return mention.covers === null || mention.covers.includes(first)
}

/** An item of a drug, or of a class. */
function itemOf(
  entry: LexEntry,
  { role, direction }: Pick<Use, 'role' | 'direction'>,
  marks: readonly Mark[],
  lexicon: Lexicon,
  { dose, frequency, from, to }: Dosage,
): Coding {
  const isDrug = entry.group === 'drug'
  const code = isDrug ? (lexicon.taxonomy.medications[entry.at] as Medication).class : entry.id
  const change = direction ? { direction, ...(from && { from }), ...(to && { to }) } : undefined
  return codingOf('medication', code, 'affirmed', marks, false, {
    drug: isDrug ? entry.id : undefined,
    role,
    dose,
    frequency,
    change,
  })
}

function useOf(
  reading: FieldReading,
  list: 'reason' | 'outcome',
  at: number,
  dosage: Dosage,
  { taxonomy }: Lexicon,
): Use | undefined {
  const { rules } = taxonomy
  const frame = reading.frames[at] as Frame
  const over = actionFrame(reading, frame)
  const aside = rules.asideRole
  if (aside && (isAside(frame.status) || (over && isAside(over.status)))) return { role: aside, marks: [] }
  if (aside && list === 'reason' && !dosage.dose && isMisused(reading, at, rules))
    return { role: aside, marks: [] }
  const use = ownUse(reading, list, at, dosage, taxonomy)
  const { prescribers } = rules
  if (!aside || !use || list === 'reason' || !prescribers) return use
  const isClass = entryOf(frame.mention, 'medication')?.group === 'class'
  const isOwn = isClass || use.action === undefined || prescribers.roles.includes(use.role)
  if (!isByOther(reading, at, prescribers)) return use
  // "GP to stop sert": stopped, but not by the practitioner.
  const { code: _theirs, ...said } = use
  return isOwn ? { role: aside, marks: [] } : said
}

/** What the words around it say, whoever did it. */
function ownUse(
  reading: FieldReading,
  list: 'reason' | 'outcome',
  at: number,
  dosage: Dosage,
  taxonomy: Taxonomy,
): Use | undefined {
  const { rules } = taxonomy
  const frame = reading.frames[at] as Frame
  const usual = rules.medication[list]
  const step = dosage.step && usual?.[dosage.step]
  const drug = entryOf(frame.mention, 'medication') as LexEntry
  const isClass = drug.group === 'class'
  const isMind = !isBodily(drug, taxonomy)
  const entry = frame.actionEntry
  const action = entry ? (taxonomy.actions[entry.at] as Action) : undefined
  // "sert 50 → 100" says more than "sert rv"; of a switch the places of the two drugs say which is left.
  const isSwitch = action?.direction !== undefined && action.direction === rules.switching
  if (step && (!action || (isSwitch && dosage.step === 'from'))) {
    const marks = frame.action && entry ? [markOf(reading, frame.action, entry, 'action')] : []
    return { ...step, marks }
  }
  if (frame.action && entry && action?.role) {
    const isThere = list === 'reason' && action.reasonRole !== undefined
    const isCurrent = isThere && isMind && (dosage.dose !== undefined || isTimed(reading, at))
    const code = list === 'reason' ? action.reasonCode : action.code
    return {
      role: (isThere && action.reasonRole) || (isClass && action.classRole) || action.role,
      code:
        code ??
        (action.role === rules.asideRole ? undefined : step?.code) ??
        (isCurrent ? usual?.dosed.code : undefined),
      direction: action.direction ?? step?.direction,
      kind: list === 'outcome' ? action.kind : undefined,
      target: list === 'outcome' ? action.target : undefined,
      marks: [markOf(reading, frame.action, entry, 'action')],
      action: action.id,
    }
  }
  if (!usual) return undefined
  const asClass = isClass ? ((isMind ? undefined : usual.bodily) ?? usual.class) : undefined
  if (asClass) return { ...asClass, marks: [] }
  const timed = usual.timed && isTimed(reading, at) ? usual.timed : usual.bare
  return { ...(dosage.dose ? usual.dosed : timed), marks: [] }
}
