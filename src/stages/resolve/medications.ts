/** Frames of drugs → medication items with role and dose, and the codes that follow from them. */

import type { Lexicon } from '../../lexicon/compile.ts'
import type { Coding, FieldReading, Mark } from '../../model/coding.ts'
import { Bit, type LexEntry } from '../../model/lexicon.ts'
import type { Find, Frame, Mention } from '../../model/reading.ts'
import { entryOf } from '../../model/reading.ts'
import type { Action, Medication } from '../../model/taxonomy.ts'
import { type Dosage, readDosage } from './dosage.ts'
import { actionFrame, codingOf, type Draft, isAside, markOf, markOfFind } from './draft.ts'

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
}

export function readMedications(
  reading: FieldReading,
  list: 'reason' | 'outcome',
  lexicon: Lexicon,
  draft: Draft,
): void {
  // A drug that stands was found, too.
  if (reading.drugs.length === 0) return
  readWithin(reading, lexicon, draft)
  const { taxonomy } = lexicon
  const { frames } = reading
  for (let at = 0; at < frames.length; at++) {
    const frame = frames[at] as Frame
    const entry = entryOf(frame.mention, 'medication')
    if (!entry) continue
    const dosage = readDosage(reading, at, taxonomy.doseUnits)
    const use = useOf(reading, list, frame, dosage, lexicon)
    if (!use) continue
    const quiet = entry.group === 'class' ? taxonomy.rules.quiet[entry.id] : undefined
    const own = markOf(reading, frame.mention, entry)
    const marks = [...use.marks, own, ...(dosage.mark ? [dosage.mark] : [])]
    if (!quiet || quiet.includes(use.role))
      draft.codings.push(itemOf(entry, use.role, marks, lexicon, dosage))
    if (use.code) {
      const { code, kind, target, action } = use
      draft.codings.push(codingOf(list, code, 'affirmed', marks, true, { kind, target, action }))
    }
  }
}

/** Drugs inside the words of a category ("wants sertraline"), which stand for the whole. */
function readWithin(reading: FieldReading, lexicon: Lexicon, draft: Draft): void {
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
    draft.codings.push(itemOf(entry, role, [markOfFind(reading, find)], lexicon, noDosage))
  }
}

/** The frame whose words a find is within: no two have a token in common. */
function frameAround(frames: readonly Frame[], { first, last }: Find): Frame | undefined {
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
    if (covers(frame.mention, first, last)) return frame
  }
  return undefined
}

function covers(mention: Mention, first: number, last: number): boolean {
  if (first < mention.first || last > mention.last) return false
  return mention.covers === null || mention.covers.includes(first)
}

function itemOf(
  entry: LexEntry,
  role: string,
  marks: readonly Mark[],
  lexicon: Lexicon,
  dosage: Dosage,
): Coding {
  const isDrug = entry.group === 'drug'
  const code = isDrug ? (lexicon.taxonomy.medications[entry.at] as Medication).class : entry.id
  const { dose, frequency } = dosage
  return codingOf('medication', code, 'affirmed', marks, false, {
    drug: isDrug ? entry.id : undefined,
    role,
    dose,
    frequency,
  })
}

function useOf(
  reading: FieldReading,
  list: 'reason' | 'outcome',
  frame: Frame,
  dosage: Dosage,
  { taxonomy }: Lexicon,
): Use | undefined {
  const { rules } = taxonomy
  const over = actionFrame(reading, frame)
  const aside = rules.asideRole
  if (aside && (isAside(frame.status) || (over && isAside(over.status)))) return { role: aside, marks: [] }
  const usual = rules.medication[list]
  // "sert 50 → 100" says more than "sert rv".
  const change = dosage.change && usual?.[dosage.change]
  if (change && !frame.actionEntry) return { ...change, marks: [] }
  if (frame.action && frame.actionEntry) {
    const action = taxonomy.actions[frame.actionEntry.at] as Action
    if (!action.role) return undefined
    const code = list === 'reason' ? action.reasonCode : action.code
    return {
      role: action.role,
      code: code ?? change?.code,
      kind: list === 'outcome' ? action.kind : undefined,
      target: list === 'outcome' ? action.target : undefined,
      marks: [markOf(reading, frame.action, frame.actionEntry, 'action')],
      action: action.id,
    }
  }
  if (!usual) return undefined
  const isClass = frame.mention.entries.some(
    (entry) => entry.kind === 'medication' && entry.group === 'class',
  )
  return { ...((isClass && usual.class) || (dosage.dose ? usual.dosed : usual.bare)), marks: [] }
}
