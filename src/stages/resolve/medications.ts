/** Frames of drugs → medication items with role and dose, and the codes that follow from them. */
import type { Lexicon } from '../../lexicon/compile.ts'
import type { Coding, FieldReading, Mark } from '../../model/coding.ts'
import type { LexEntry } from '../../model/lexicon.ts'
import type { Frame, Mention } from '../../model/reading.ts'
import type { Action, Medication } from '../../model/taxonomy.ts'
import { type Dosage, readDosage } from './dosage.ts'
import { type Draft, frameOf, isAside, markOf } from './draft.ts'

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
  const { taxonomy } = lexicon
  readWithin(reading, lexicon, draft)
  reading.frames.forEach((frame, at) => {
    const entry = frame.mention.entries.find((candidate) => candidate.kind === 'medication')
    if (!entry) return
    const dosage = readDosage(reading, at, taxonomy.doseUnits)
    const use = useOf(reading, list, frame, dosage, lexicon)
    if (!use) return
    const quiet = entry.group === 'class' ? taxonomy.rules.quiet[entry.id] : undefined
    const isItem = !quiet || quiet.includes(use.role)
    const own = markOf(reading, frame.mention, entry)
    const marks = [...use.marks, own, ...(dosage.mark ? [dosage.mark] : [])]
    if (isItem) draft.codings.push({ ...item(entry, lexicon, dosage), role: use.role, marks })
    if (use.code) {
      const { code, kind, target, action } = use
      draft.codings.push({
        list,
        code,
        ...(kind && { kind }),
        ...(target && { target }),
        ...(action && { action }),
        status: 'affirmed',
        marks,
        byRule: true,
      })
    }
  })
}

/** Drugs inside the words of a category ("wants sertraline"), which stand for the whole. */
function readWithin(reading: FieldReading, lexicon: Lexicon, draft: Draft): void {
  const { within, asideRole, quiet } = lexicon.taxonomy.rules
  const seen = new Set<number>()
  for (const find of reading.finds) {
    const { entry, first, last, means, distance } = find
    if (entry.kind !== 'medication' || seen.has(first)) continue
    const frame = reading.frames.find(({ mention }) => covers(mention, first, last))
    if (!frame || frame.mention.entries.some(({ kind }) => kind === 'medication')) continue
    const category = frame.mention.entries.find(({ id }) => Object.hasOwn(within, id))
    const role = isAside(frame.status) ? asideRole : category && within[category.id]
    if (!role || (entry.group === 'class' && quiet[entry.id] && !quiet[entry.id]?.includes(role))) continue
    seen.add(first)
    const marks = [{ reading, first, last, means, distance, entry }]
    draft.codings.push({ ...item(entry, lexicon, {}), role, marks })
  }
}

function covers(mention: Mention, first: number, last: number): boolean {
  if (first < mention.first || last > mention.last) return false
  return mention.covers === null || mention.covers.includes(first)
}

function item(entry: LexEntry, lexicon: Lexicon, dosage: Dosage): Omit<Coding, 'marks'> {
  const isDrug = entry.group === 'drug'
  const code = isDrug ? (lexicon.taxonomy.medications[entry.at] as Medication).class : entry.id
  return {
    list: 'medication',
    code,
    status: 'affirmed',
    byRule: false,
    ...(isDrug && { drug: entry.id }),
    ...(dosage.dose && { dose: dosage.dose }),
    ...(dosage.frequency && { frequency: dosage.frequency }),
  }
}

function useOf(
  reading: FieldReading,
  list: 'reason' | 'outcome',
  frame: Frame,
  dosage: Dosage,
  { taxonomy }: Lexicon,
): Use | undefined {
  const { rules } = taxonomy
  const over = frame.action ? frameOf(reading, frame.action) : null
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
