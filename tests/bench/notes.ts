/** Made-up log entries from a grammar over the taxonomy's wordings, with slips of the keys in some words. */
import type { Entry } from '../../src/model/entry.ts'
import type { Example, Taxonomy } from '../../src/model/taxonomy.ts'
import { type Random, randomFrom } from './random.ts'
import { typed } from './wordings.ts'

export interface Note {
  readonly entry: Entry
  /** For those made of the taxonomy's own examples: how many codes they hold. */
  readonly codes?: number
}

/** Codes of an example that is right by itself; undefined for one that is not. */
export type Checker = (field: 'reason' | 'outcome', note: string) => readonly string[]

const slips = 0.03
const shortest = 110
/** Every so many notes, one whose codes are known. */
const knownEvery = 20

/**
 * Notes without end, no two the same.
 * @param check makes every so-manyth note of the taxonomy's examples, and tells which of those can be used
 * @param forgetful does not remember what was made, where memory is measured
 */
export function* notes(
  taxonomy: Taxonomy,
  seed: number,
  check?: Checker,
  forgetful = false,
): Generator<Note, never, undefined> {
  const random = randomFrom(seed)
  const grammar = grammarOf(taxonomy, random)
  const known = check ? examplesOf(taxonomy, check) : undefined
  const seen = new Set<number>()
  for (let made = 0; ; ) {
    const note = known && made % knownEvery === 0 ? fromExamples(known, random) : fromGrammar(grammar, random)
    const mark = hash(`${note.entry.reason}|${note.entry.outcome}`)
    if (seen.has(mark)) continue
    if (!forgetful) seen.add(mark)
    made++
    yield note
  }
}

export function take<T>(from: Iterator<T, never>, count: number): T[] {
  return Array.from({ length: count }, () => from.next().value)
}

export const textOf = ({ entry }: Note) => `${entry.reason} ${entry.outcome}`

interface Grammar {
  readonly findings: readonly string[]
  readonly services: readonly string[]
  readonly outcomes: readonly string[]
  readonly drugs: readonly string[]
}

function grammarOf(taxonomy: Taxonomy, random: Random): Grammar {
  const short = (list: readonly string[]) => list.filter((text) => text.length <= 40)
  return {
    findings: short(typed(taxonomy.reasons, taxonomy, random)),
    services: short(typed(taxonomy.services, taxonomy, random)),
    outcomes: short(typed(taxonomy.outcomes, taxonomy, random)),
    drugs: taxonomy.medications.map(({ drug }) => drug),
  }
}

const lead = ['', '', '', '', '', '', 'nil ', 'denies ', '?', 'hx ', 'no ', 'ongoing ', 'mum has ', 'prev ']
const tail = ['', '', '', '', ' ++', ' since March', ' x3', ' 6/12', ' worse', ' at work', ' nil']
const between = [', ', ', ', '. ', ' + ', '; ', ' / ', ' - ', '\n']
const actions = ['ref ', 's/p ', 'd/w ', 'awaiting ', 'self ref ', 'remains under ', 'letter to ', '']
const returns = [
  'f/u 2/52',
  'rv 3/52',
  'review in 4 weeks',
  'open door',
  'd/c',
  'TCB 1/12',
  'f/u PRN',
  'GP appt',
]
const filler = [
  'lives alone',
  'came with a friend',
  'works nights',
  'seen f2f',
  'tel appt',
  'long chat',
  'nice day',
]

function fromGrammar(grammar: Grammar, random: Random): Note {
  const { pick } = random
  const reason = [finding()]
  const outcome = [service(), pick(returns)]
  while (length(reason) + length(outcome) < shortest) {
    const which = random.next()
    if (which < 0.4) reason.push(finding())
    else if (which < 0.5) reason.push(`${pick(grammar.drugs)} ${pick(['50mg', '20mg OD', '100 mg'])}`)
    else if (which < 0.58) reason.push(`PHQ-9 ${random.below(28)}`)
    else if (which < 0.65) reason.push(pick(filler))
    else if (which < 0.85) outcome.splice(-1, 0, service())
    else outcome.splice(-1, 0, pick(grammar.outcomes))
  }
  return { entry: { reason: mistyped(join(reason)), outcome: mistyped(join(outcome)) } }

  function finding() {
    return pick(lead) + pick(grammar.findings) + pick(tail)
  }
  function service() {
    return pick(actions) + pick(grammar.services)
  }
  function join(parts: readonly string[]) {
    return parts.map((part, at) => (at === 0 ? part : pick(between) + part)).join('')
  }
  function mistyped(text: string) {
    return text.replace(/[a-z]{4,}/g, (word) => (random.next() < slips ? slip(word, random) : word))
  }
}

const length = (parts: readonly string[]) => parts.reduce((sum, part) => sum + part.length + 2, 0)

/** Two letters changed round, one left out, one doubled, or one beside it. */
function slip(word: string, random: Random): string {
  const at = 1 + random.below(word.length - 2)
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)]
  switch (random.below(4)) {
    case 0:
      return before + after.charAt(0) + letter + after.slice(1)
    case 1:
      return before + after
    case 2:
      return before + letter + letter + after
    default:
      return before + String.fromCharCode(97 + random.below(26)) + after
  }
}

interface Known {
  readonly reasons: readonly Example[]
  readonly outcomes: readonly Example[]
}

function examplesOf(taxonomy: Taxonomy, check: Checker): Known {
  const right = (field: 'reason' | 'outcome', examples: readonly Example[]) =>
    examples.filter(({ note, codes }) => {
      const given = check(field, note)
      return codes.length > 0 && [...given].sort().join() === [...codes].sort().join()
    })
  const { reasons, outcomes, rules } = taxonomy
  // What leaves open with whom gives way beside a named service: it keeps its codes only by itself.
  const isOpen = ({ codes }: Example) => codes.some((code) => code.endsWith(`|${rules.unspecified}`))
  return {
    reasons: right(
      'reason',
      reasons.flatMap(({ examples }) => examples),
    ),
    outcomes: right(
      'outcome',
      outcomes.flatMap(({ id, examples }) =>
        id === rules.fallback.outcome ? [] : examples.filter((example) => !isOpen(example)),
      ),
    ),
  }
}

function fromExamples({ reasons, outcomes }: Known, random: Random): Note {
  const some = (list: readonly Example[], count: number) =>
    Array.from({ length: count }, () => random.pick(list))
  const [first, second] = [some(reasons, 2), some(outcomes, 2)]
  const join = (examples: readonly Example[]) => examples.map(({ note }) => note).join('. ')
  const codes = (examples: readonly Example[]) => new Set(examples.flatMap((example) => example.codes)).size
  return { entry: { reason: join(first), outcome: join(second) }, codes: codes(first) + codes(second) }
}

/** 53 bits of a text: two notes in a million that only look alike are rarer than one in a thousand runs. */
function hash(text: string): number {
  let high = 0x811c9dc5
  let low = 0x1000193
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low ^ code, 0x85ebca6b)
  }
  return (high >>> 0) * 2 ** 21 + ((low >>> 0) % 2 ** 21)
}
