/** Reads `corpus/misses/*.txt`: one text a line, an arrow, and what must not come of it (see the README there). */
import type { KnownIds } from './known-ids.ts'
import { Refusal } from './refusal.ts'

export interface Miss {
  readonly line: number
  readonly field: 'reason' | 'outcome'
  readonly text: string
  /** Ids, or `nothing`. */
  readonly absent: readonly string[]
}

export const nothing = 'nothing'

/** @throws Refusal with file and line, for the first thing that is wrong */
export function readMisses(text: string, file: string, known: KnownIds): Miss[] {
  const misses: Miss[] = []
  const texts = new Set<string>()
  const lines = text.split(/\r?\n/)
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const refuse = (message: string) => new Refusal(file, at + 1, message)
    const [, field, note, codes] = /^(\w+): (.+) ==> (.+)$/.exec(line) ?? []
    if (!field || !note || !codes) throw refuse('a line is "reason: text ==> ids" or "outcome: text ==> ids"')
    if (field !== 'reason' && field !== 'outcome') throw refuse(`unknown field "${field}"`)
    if (texts.has(`${field}: ${note}`)) throw refuse(`"${note}" stands here twice`)
    texts.add(`${field}: ${note}`)
    const absent = codes.split(';').map((id) => id.trim())
    const unknown = absent.find((id) => id !== nothing && !namedIn(field, known).some((ids) => ids.has(id)))
    if (unknown !== undefined) throw refuse(`unknown id "${unknown}"`)
    misses.push({ line: at + 1, field, text: note, absent })
  }
  if (misses.length === 0) throw new Refusal(file, lines.length, 'there is no text')
  return misses
}

/** What a text of that field could give. */
const namedIn = (field: Miss['field'], known: KnownIds): readonly ReadonlySet<string>[] =>
  field === 'reason' ? [known.reasons, known.drugs] : [known.outcomes, known.targets, known.drugs]
