/** What the schema says of one file, in words for the person who wrote it. */
import type { z } from 'zod'
import { fileSchema } from '../model/taxonomy.ts'
import { didYouMean } from './nearest.ts'
import type { Finding, Path } from './source.ts'

export function shapeFindings(data: unknown): Finding[] {
  const { error } = fileSchema.safeParse(data)
  return (error?.issues ?? []).flatMap((issue) => findings(issue, [], data))
}

function findings(issue: z.core.$ZodIssue, above: Path, data: unknown): Finding[] {
  const path = [...above, ...issue.path]
  const value = valueAt(data, path)
  const name = String(path.at(-1) ?? 'the file')
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key]))
    case 'invalid_key':
      return [
        {
          ...unknownKey(path),
          message: `"${name}" cannot be a name here`,
          hint: 'lower-case words joined by hyphens',
        },
      ]
    case 'invalid_union':
      return ofUnion(issue, path, value, data)
    case 'invalid_type':
      if (value === undefined) return [missing(path)]
      return [
        {
          code: 'wrong-type',
          path,
          key: value === null,
          message: `expected ${kinds[issue.expected] ?? issue.expected}, found ${found(value)}`,
          hint: quoteHint(issue.expected, value),
        },
      ]
    case 'invalid_value': {
      if (value === undefined) return [missing(path)]
      const allowed = issue.values.map(String)
      return [
        {
          code: 'wrong-value',
          path,
          message: `${found(value)} is not one of ${allowed.join(', ')}`,
          hint: didYouMean(String(value), allowed),
        },
      ]
    }
    case 'too_small':
      if (issue.origin === 'array')
        return [
          { code: 'empty-list', path, message: `"${label(path)}" is an empty list`, hint: 'leave it out' },
        ]
      return [
        {
          code: 'wrong-value',
          path,
          message: issue.origin === 'string' ? 'an empty text' : `${found(value)} is too small`,
        },
      ]
    default:
      return [{ code: 'wrong-value', path, message: `${found(value)}: ${issue.message}` }]
  }
}

/** A wording is text or a map: say what is wrong with the one that was meant. */
function ofUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path, value: unknown, data: unknown): Finding[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const asMap = issue.errors.find((errors) =>
      errors.every((error) => error.path.length > 0 || error.code === 'unrecognized_keys'),
    )
    if (asMap) return asMap.flatMap((error) => findings(error, path, data))
  }
  if (value === '') return [{ code: 'wrong-value', path, message: 'an empty text' }]
  return [
    {
      code: 'wrong-type',
      path,
      message: `expected a wording, found ${found(value)}`,
      hint: quoteHint('string', value),
    },
  ]
}

function missing(path: Path): Finding {
  const key = String(path.at(-1))
  return { code: 'missing-key', path: path.slice(0, -1), missing: key, message: `"${key}" is missing` }
}

function unknownKey(path: Path): Finding {
  const key = String(path.at(-1))
  const message = `unknown key "${key}"`
  return { code: 'unknown-key', path, key: true, message, hint: didYouMean(key, keysAt(path.slice(0, -1))) }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

function found(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string'
    ? `"${value}"`
    : `the ${typeof value === 'number' ? 'number ' : ''}${String(value)}`
}

function quoteHint(expected: string, value: unknown): string | undefined {
  const bare = typeof value === 'number' || typeof value === 'boolean'
  return expected === 'string' && bare ? `put it in quotes: "${value}"` : undefined
}

/** The last key of a path that is a word. */
function label(path: Path): string {
  return String(path.findLast((key) => typeof key === 'string') ?? 'list')
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce(
    (value: unknown, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    data,
  )
}

/** The keys that the schema knows at a path. */
function keysAt(path: Path): string[] {
  let schemas: z.core.$ZodType[] = [fileSchema]
  for (const key of path) schemas = schemas.flatMap(bare).flatMap((schema) => inside(schema, key))
  return schemas.flatMap(bare).flatMap((schema) => Object.keys(shapeOf(schema) ?? {}))
}

type Def = z.core.$ZodTypes['_zod']['def']
const defOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def

/** A schema without what only makes it optional; of a union, its members. */
function bare(schema: z.core.$ZodType): z.core.$ZodType[] {
  const def = defOf(schema)
  if (def.type === 'optional' || def.type === 'default') return bare(def.innerType)
  return def.type === 'union' ? def.options.flatMap(bare) : [schema]
}

function inside(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType[] {
  const def = defOf(schema)
  const member =
    def.type === 'array'
      ? def.element
      : def.type === 'record'
        ? def.valueType
        : shapeOf(schema)?.[String(key)]
  return member ? [member] : []
}

function shapeOf(schema: z.core.$ZodType): z.core.$ZodShape | undefined {
  const def = defOf(schema)
  return def.type === 'object' ? def.shape : undefined
}
