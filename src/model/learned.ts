/** What the second reader has learned: numbers that ship with a taxonomy, as text until somebody asks for them. */
import { z } from 'zod'

/** A class is one reason, or one outcome item: its category with kind and target. */
const classSchema = z.strictObject({
  list: z.enum(['reason', 'outcome']),
  code: z.string(),
  kind: z.string().optional(),
  target: z.string().optional(),
  bias: z.number(),
  /** The largest number in `vector`, which has a character for each dimension. */
  scale: z.number(),
  vector: z.string(),
  /** The probability from which it is proposed; left out: it proposes nothing. */
  from: z.number().min(0).max(1).optional(),
})

const modelSchema = z.strictObject({ intercept: z.number(), weights: z.record(z.string(), z.number()) })

/** The file `learned.json` of a taxonomy. */
export const learnedSchema = z.strictObject({
  form: z.literal(1),
  /** On what it was trained and what that gained, in words. */
  fitted: z.string(),
  /** The digest of the vectors that it was trained with. */
  vectors: z.string(),
  classes: z.array(classSchema),
  /** A word a line, and its own weights: two characters each, which class and how much of `scale`. */
  words: z.strictObject({ scale: z.number(), rows: z.array(z.string()) }),
  /** Features of a proposal → log-odds that it is right. */
  acceptance: modelSchema,
  /** Takes the place of the taxonomy's calibration where the second reader reads along. */
  calibration: modelSchema.optional(),
})

export type LearnedFile = z.output<typeof learnedSchema>
export type LearnedClass = z.output<typeof classSchema>

/** What a class stands for. */
export interface LearnedItem {
  readonly list: 'reason' | 'outcome'
  readonly code: string
  readonly kind?: string | undefined
  readonly target?: string | undefined
}

/** A name for it, as gold notes write items: `reason:anxiety`, `outcome:follow-up|-|mhp`. */
export const itemOf = ({ list, code, kind, target }: LearnedItem): string =>
  list === 'reason' ? `reason:${code}` : `outcome:${code}|${kind ?? '-'}|${target ?? '-'}`

/** Both texts as they stand in their files. */
export interface Learned {
  readonly weights: string
  readonly vectors: string
  /** True where a taxonomy has a calibration of its own, and the weights are of one that it extends. */
  readonly isOverruled?: boolean
}

/**
 * Under this a taxonomy carries what was learned for it, where no copy of the taxonomy takes it along. A function: the
 * texts are large, and are asked for when the first note is read.
 */
export const learnedKey: unique symbol = Symbol.for('jotcode.learned')

export interface Carrier {
  readonly [learnedKey]?: () => Learned
}
