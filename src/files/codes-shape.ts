/** The shapes of a line of codes: gold as it is written by hand, and records. */
import { z } from 'zod'
import type { Entry } from '../model/entry.ts'
import { codesOfGold, codesOfRecord, type NoteCodes, writerOf } from '../statistics/codes.ts'
import { fieldOfHeader } from './header.ts'

const id = z.union([z.string(), z.number()])
const goldSchema = z.looseObject({
  id,
  reasons: z.array(z.string()),
  outcomes: z.array(z.string()),
  medications: z.array(z.string()).exactOptional(),
  referral_source: z.string().nullable().exactOptional(),
  avoided_gp: z.string().exactOptional(),
  avoided_cmht: z.string().exactOptional(),
})
const words = z.looseObject({ field: z.string(), start: z.number(), end: z.number() })
const evidence = z.array(words).exactOptional()
const confidence = z.number().min(0).max(1).exactOptional()
const said = { code: z.string(), confidence, evidence }
const answer = z.object({ answer: z.string() }).exactOptional()
const entrySchema = z.looseObject({})
const recordSchema = z.looseObject({
  id,
  entry: entrySchema.exactOptional(),
  reasons: z.array(z.looseObject({ ...said, status: z.string().exactOptional() })),
  outcomes: z.array(
    z.looseObject({ ...said, kind: z.string().exactOptional(), target: z.string().exactOptional() }),
  ),
  medications: z
    .array(
      z.looseObject({
        drug: z.string().exactOptional(),
        class: z.string(),
        role: z.string(),
        confidence,
        evidence,
      }),
    )
    .exactOptional(),
  referralSource: z.looseObject(said).nullable().exactOptional(),
  avoidedGp: answer,
  avoidedCmht: answer,
  setAside: z
    .array(
      z.looseObject({
        code: z.string(),
        status: z.enum(['negated', 'historical', 'family', 'hypothetical', 'other-person']),
        evidence: z.array(words),
        because: words,
      }),
    )
    .exactOptional(),
  unexplained: z.array(words).exactOptional(),
  taxonomy: z.looseObject({ id: z.string(), digest: z.string() }).exactOptional(),
})

/** What a line of NDJSON says. */
export interface ReadLine {
  readonly note: NoteCodes
  /** Of a record: which taxonomy it was coded by. */
  readonly taxonomy?: { readonly id: string; readonly digest: string }
}

/**
 * The codes of a line of NDJSON: a record, or a line of gold.
 * @returns why it is none, in words without those of a note
 */
export function readLine(value: unknown): ReadLine | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is no JSON object'
  const object: Readonly<Record<string, unknown>> = { ...value }
  return isRecord(object) ? readRecord(object) : readGold(object)
}

/** The items of a record are objects; where it has none, what only records have tells. */
function isRecord(value: Readonly<Record<string, unknown>>): boolean {
  const first = [value.reasons, value.outcomes].flatMap((list) => (Array.isArray(list) ? list : []))[0]
  return first === undefined
    ? 'referralSource' in value || 'coder' in value || 'avoidedGp' in value
    : typeof first === 'object'
}

function readRecord(value: object): ReadLine | string {
  const { data, error } = recordSchema.safeParse(value)
  if (error) return whyNot(error)
  return { note: codesOfRecord(data), ...(data.taxonomy && { taxonomy: data.taxonomy }) }
}

function readGold(value: Readonly<Record<string, unknown>>): ReadLine | string {
  const { data, error } = goldSchema.safeParse(value)
  if (error) return whyNot(error)
  const short = data.outcomes.findIndex((item) => item.split('|').length !== 3)
  if (short >= 0) return `its outcomes[${short}] should be code|kind|target, with - for none`
  const drug = (data.medications ?? []).findIndex((item) => item.split('|').length !== 3)
  if (drug >= 0) return `its medications[${drug}] should be drug|class|role, with - for none`
  const entry = entryIn(value)
  const writer = writerOf(entry)
  const note = codesOfGold(data)
  const isText = (['reason', 'outcome', 'note'] as const).some((field) => field in entry)
  return { note: { ...note, ...(writer !== undefined && { writer }), ...(isText && { entry }) } }
}

/** The entry beside the codes of a line of gold: under `entry`, or as keys of their own. */
function entryIn(value: Readonly<Record<string, unknown>>): Entry {
  const { entry } = value
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) return { ...entry }
  return entryOf(Object.entries(value).filter(([key]) => !goldKeys.has(key)))
}
const goldKeys = new Set(Object.keys(goldSchema.shape).filter((key) => key !== 'id'))

/** Keys and values as an entry: each key the field that it is a spelling of. The first of two for one field is read. */
export function entryOf(pairs: Iterable<readonly [key: string, value: unknown]>): Entry {
  const fields = new Map<string, unknown>()
  for (const [key, value] of pairs) {
    const field = fieldOfHeader(key) ?? key
    if (!fields.has(field)) fields.set(field, value)
  }
  return Object.fromEntries(fields)
}

/** The first thing that does not fit, and where: `outcomes[2].code`. */
function whyNot(error: z.ZodError): string {
  const [issue] = error.issues
  const path = (issue?.path ?? []).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
  const place = path.join('').replace(/^\./, '')
  const wrong = issue?.code === 'invalid_type' ? `should be ${issue.expected}` : 'is not what it should be'
  return place === '' ? 'it is neither a record nor gold codes' : `its ${place} is missing or ${wrong}`
}
