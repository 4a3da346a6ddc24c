/** What a taxonomy says of its reports: which tables are made of it, and what avoided appointments are worth. */
import { z } from 'zod'

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens')
const text = z.string().min(1)
const amount = z.number().positive()
const input = z.strictObject({ label: text, value: amount })

/** The answers that are counted, by the field of the entry. */
export const questions = ['avoidedGp', 'avoidedCmht'] as const
export type Question = (typeof questions)[number]

export const economicsSchema = z.strictObject({
  /** What an amount is written with: "£". */
  currency: text,
  /** Which answer to which question says that an appointment was avoided. */
  question: z.enum(questions),
  answer: id,
  /** Appointments that the sum is made for, in a year. */
  appointments: input,
  /** What an avoided appointment costs. */
  avoidedCost: input,
  /** What an hour of the practitioner costs. */
  hourlyCost: input,
  /** Length of the practitioner's appointment, where the log has none. */
  minutes: input,
  /** The figures as somebody printed them, to be held against their own inputs. */
  printed: z
    .strictObject({
      source: text,
      share: z.number().min(0).max(1),
      avoided: amount,
      appointmentCost: amount,
      saving: amount,
    })
    .optional(),
})

export const reportSchema = z.strictObject({
  /** How the groups that entries come from are called: PCN, practice, clinic. */
  place: z.strictObject({ one: text, many: text }).optional(),
  /** What the two answers are about; a question without a title makes no table. */
  questions: z.partialRecord(z.enum(questions), z.strictObject({ title: text })).default({}),
  /** Tables of whom the items of an outcome are directed at. */
  targets: z.array(z.strictObject({ id, title: text, outcome: id, kind: id.optional() })).default([]),
  /** Tables of medications by what was done about them. */
  medications: z.array(z.strictObject({ id, title: text, role: id })).default([]),
  /** Outcomes that say a text was unclear. */
  unclear: z.array(id).default([]),
  economics: economicsSchema.optional(),
})
