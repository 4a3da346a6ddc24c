/**
 * Reads `corpus/cases/*.txt`: a name, an entry, an arrow, and the codes it must give.
 *
 *     # somebody else's depression
 *     reason: low mood, mum has depression
 *     ==>
 *     reasons: low-mood
 *     set aside: depression family
 *
 * Codes are parted by `; `; a lone `-` is none; `?` behind a reason says that it is uncertain. Reasons and outcomes that are
 * not written must not be given; what else is not written is not looked at.
 */
import type { Entry } from '../../src/model/entry.ts'
import { statuses } from '../../src/model/taxonomy.ts'
import type { KnownIds } from './known-ids.ts'
import { Refusal } from './refusal.ts'

const inputs = {
  reason: 'reason',
  outcome: 'outcome',
  note: 'note',
  'avoided gp': 'avoidedGp',
  'avoided cmht': 'avoidedCmht',
} as const
const outputs = [
  'reasons',
  'outcomes',
  'set aside',
  'source',
  'medications',
  'avoided gp',
  'avoided cmht',
] as const
export type Output = (typeof outputs)[number]

export interface Case {
  readonly name: string
  readonly line: number
  readonly entry: Entry
  readonly expected: ReadonlyMap<Output, readonly string[]>
}

interface Draft {
  readonly name: string
  readonly line: number
  readonly entry: Record<string, string>
  readonly expected: Map<Output, readonly string[]>
  arrow: boolean
}

/** @throws Refusal with file and line, for the first thing that is wrong */
export function readCases(text: string, file: string, known: KnownIds): Case[] {
  const cases: Draft[] = []
  const names = new Set<string>()
  let current: Draft | undefined
  const lines = text.split(/\r?\n/)
  for (const [at, written] of lines.entries()) {
    const refuse = (message: string) => new Refusal(file, at + 1, message)
    const line = written.trim()
    if (line === '') continue
    if (line.startsWith('#')) {
      finish(current, file)
      const name = line.slice(1).trim()
      if (name === '') throw refuse('a case has no name')
      if (names.has(name)) throw refuse(`a second case is named "${name}"`)
      names.add(name)
      current = { name, line: at + 1, entry: {}, expected: new Map(), arrow: false }
      cases.push(current)
    } else if (!current) throw refuse('a line stands before the first name')
    else if (line === '==>') {
      if (current.arrow) throw refuse('a second arrow')
      current.arrow = true
    } else readLine(line, current, known, refuse)
  }
  finish(current, file)
  if (cases.length === 0) throw new Refusal(file, lines.length, 'there is no case')
  return cases
}

function readLine(line: string, current: Draft, known: KnownIds, refuse: (message: string) => Refusal): void {
  const colon = line.indexOf(':')
  const key = colon < 0 ? line : line.slice(0, colon)
  const value = colon < 0 ? '' : line.slice(colon + 1).trim()
  if (!current.arrow) {
    if (colon < 0 || !Object.hasOwn(inputs, key)) throw refuse(`unknown key "${key}" in the entry`)
    const field = inputs[key as keyof typeof inputs]
    if (field in current.entry) throw refuse(`a second "${key}"`)
    current.entry[field] = value
    return
  }
  const output = outputs.find((one) => one === key)
  if (colon < 0 || !output) throw refuse(`unknown key "${key}" in the codes`)
  if (current.expected.has(output)) throw refuse(`a second "${key}"`)
  if (value === '') throw refuse(`"${key}" says nothing; none is written "-"`)
  const codes = value === '-' ? [] : value.split(';').map((code) => code.trim())
  for (const code of codes) {
    const unknown = unknownIn(code, output, known)
    if (unknown !== undefined) throw refuse(`unknown id "${unknown}" in "${key}"`)
  }
  current.expected.set(output, codes)
}

/** The part of a written code that the taxonomy does not know. */
function unknownIn(code: string, output: Output, known: KnownIds): string | undefined {
  const first = (...parts: readonly (readonly [string | undefined, ReadonlySet<string>, boolean?])[]) =>
    parts.find(([part = '', among, orNone]) => !(among.has(part) || (orNone && part === '-')))?.[0]
  const [a, b, c, more] = code.split('|')
  const length = code.split('|').length
  switch (output) {
    case 'reasons':
      return first([code.replace(/\?$/, ''), known.reasons])
    case 'outcomes':
      if (length !== 1 && length !== 3) return code
      return first([a, known.outcomes], [b ?? '-', known.kinds, true], [c ?? '-', known.targets, true])
    case 'set aside': {
      const [id, status, ...rest] = code.split(' ')
      if (rest.length > 0 || status === undefined) return code
      return first([id, new Set([...known.reasons, ...known.outcomes])], [status, new Set(statuses)])
    }
    case 'medications':
      if (length !== 3 || more !== undefined) return code
      return first([a, known.drugs, true], [b, known.medicationClasses], [c, known.roles])
    case 'source':
      return first([code, known.sources])
    case 'avoided gp':
      return first([code, known.avoidedGp])
    case 'avoided cmht':
      return first([code, known.avoidedCmht])
  }
}

function finish(current: Draft | undefined, file: string): void {
  if (!current) return
  const refuse = (message: string) => new Refusal(file, current.line, `"${current.name}" ${message}`)
  const isEmpty = Object.keys(current.entry).length === 0 && current.expected.size === 0
  if (isEmpty && !current.arrow) throw refuse('is empty')
  if (!current.arrow) throw refuse('has no arrow (==>)')
  if (Object.keys(current.entry).length === 0) throw refuse('has no entry')
  if (current.expected.size === 0) throw refuse('says no codes')
}
