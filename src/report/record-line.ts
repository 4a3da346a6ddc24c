/** A line of NDJSON → a coded record, as far as the report needs it. */
import { z } from 'zod'
import type { JotRecord } from '../model/record.ts'

const coded = z.looseObject({ confidence: z.number() })
const shape = z.looseObject({
  entry: z.looseObject({}),
  reasons: z.array(z.looseObject({ ...coded.shape, code: z.string(), status: z.string() })),
  outcomes: z.array(
    z.looseObject({
      ...coded.shape,
      code: z.string(),
      kind: z.string().optional(),
      target: z.string().optional(),
    }),
  ),
  medications: z.array(
    z.looseObject({ ...coded.shape, drug: z.string().optional(), class: z.string(), role: z.string() }),
  ),
  referralSource: z.looseObject({ ...coded.shape, code: z.string() }).nullable(),
  measures: z.array(
    z.looseObject({ scale: z.string(), score: z.number().optional(), band: z.string().optional() }),
  ),
  avoidedGp: z.looseObject({ answer: z.string() }),
  avoidedCmht: z.looseObject({ answer: z.string() }),
  minutes: z.number().optional(),
  unexplained: z.array(z.unknown()),
  privacy: z.array(z.looseObject({ kind: z.string() })),
  review: z.looseObject({ needed: z.boolean() }),
  taxonomy: z.looseObject({ id: z.string(), version: z.string(), digest: z.string() }),
  coder: z.looseObject({ version: z.string() }),
})

/**
 * @returns the record, or why the line is none; never with words of the line
 */
export function readRecordLine(line: string): JotRecord | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'the line is not well-formed JSON'
  }
  const checked = shape.safeParse(value)
  // What the report reads is checked; the rest it does not touch.
  if (checked.success) return value as JotRecord
  const at = checked.error.issues[0]?.path.join('.') ?? ''
  return at === ''
    ? 'the line is no coded record'
    : `the line is no coded record: its ${at} is missing or of another type`
}
