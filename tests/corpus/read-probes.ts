/** Reads `corpus/probes/*.txt`: one text a line, an arrow, and all that must come of it (see the README there). */
import { statuses } from '../../src/model/taxonomy.ts'
import type { KnownIds } from './known-ids.ts'
import { Refusal } from './refusal.ts'

export interface Probe {
  readonly line: number
  readonly heldOut: boolean
  readonly field: 'reason' | 'outcome'
  readonly text: string
  /** Codes that must be given: `adhd?`, `signposting|-|cruse`. */
  readonly codes: readonly string[]
  /** Codes that may be given. */
  readonly open: readonly string[]
  /** What must be set aside: `suicidality negated`. */
  readonly aside: readonly string[]
}

const nothing = 'nothing'

/** @throws Refusal with file and line, for the first thing that is wrong */
export function readProbes(text: string, file: string, known: KnownIds): Probe[] {
  const probes: Probe[] = []
  const texts = new Set<string>()
  const lines = text.split(/\r?\n/)
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const refuse = (message: string) => new Refusal(file, at + 1, message)
    const [, held, field, note, right] = /^(~?)(\w+): (.+) ==> (.+)$/.exec(line) ?? []
    if (!field || !note || !right)
      throw refuse('a line is "reason: text ==> codes" or "outcome: text ==> codes"')
    if (field !== 'reason' && field !== 'outcome') throw refuse(`unknown field "${field}"`)
    if (texts.has(`${field}: ${note}`)) throw refuse(`"${note}" stands here twice`)
    texts.add(`${field}: ${note}`)
    const codes: string[] = []
    const open: string[] = []
    const aside: string[] = []
    for (const part of right.split(';').map((one) => one.trim())) {
      const [, status, code] = /^!([\w-]+) (.+)$/.exec(part) ?? []
      const [, bracketed] = /^\((.+)\)$/.exec(part) ?? []
      const given = code ?? bracketed ?? part
      if (status !== undefined && !statuses.some((one) => one === status))
        throw refuse(`unknown status "${status}"`)
      if (given !== nothing && !isKnown(given, field, known)) throw refuse(`unknown code "${given}"`)
      if (code !== undefined) aside.push(`${code} ${status}`)
      else if (bracketed !== undefined) open.push(bracketed)
      else if (part !== nothing) codes.push(part)
    }
    probes.push({
      line: at + 1,
      heldOut: held === '~',
      field,
      text: note.replaceAll('\\n', '\n'),
      codes,
      open,
      aside,
    })
  }
  if (probes.length === 0) throw new Refusal(file, lines.length, 'there is no text')
  return probes
}

function isKnown(written: string, field: Probe['field'], known: KnownIds): boolean {
  if (field === 'reason') return known.reasons.has(written.replace(/\?$/, ''))
  const [code, kind, target] = written.split('|') as [string, string?, string?]
  const isKind = kind === undefined || kind === '-' || known.kinds.has(kind)
  const isTarget = target === undefined || target === '-' || known.targets.has(target)
  return known.outcomes.has(code) && isKind && isTarget
}
