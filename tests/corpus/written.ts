/** Codes as a case or an example writes them. */
import type { MedicationItem, OutcomeCoding, ReasonCoding, SetAside } from '../../src/model/record.ts'

/** `adhd`, or `adhd?` where it is uncertain. */
export const writtenReason = ({ code, status }: ReasonCoding) => (status === 'uncertain' ? `${code}?` : code)

/** `follow-up|-|mhp`; the code alone where it bears neither kind nor target. */
export const writtenOutcome = ({ code, kind, target }: OutcomeCoding) =>
  kind || target ? `${code}|${kind ?? '-'}|${target ?? '-'}` : code

/** `sertraline|ssri|prescribed` */
export const writtenMedication = (item: MedicationItem) => `${item.drug ?? '-'}|${item.class}|${item.role}`

/** `suicidality negated` */
export const writtenAside = ({ code, status }: SetAside) => `${code} ${status}`
