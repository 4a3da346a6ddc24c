/** The measurements, each for a process of its own: `bench.mjs MEASURE` prints its figures as JSON. */
import taxonomy from '#taxonomies/dorset'
import { type Coder, coderOf } from '../../src/coder.ts'
import { compile } from '../../src/lexicon/compile.ts'
import type { JotRecord } from '../../src/model/record.ts'
import { confidence } from '../../src/stages/confidence.ts'
import { context } from '../../src/stages/context.ts'
import { match } from '../../src/stages/match.ts'
import { normalise } from '../../src/stages/normalise.ts'
import { privacy } from '../../src/stages/privacy.ts'
import { record } from '../../src/stages/record.ts'
import { resolve } from '../../src/stages/resolve.ts'
import { tokenise } from '../../src/stages/tokenise.ts'
import { writtenOutcome } from '../corpus/written.ts'
import { baseline } from './baseline.ts'
import { heapMegabytes, seconds } from './clock.ts'
import { larger } from './larger.ts'
import { type Note, notes, take, textOf } from './notes.ts'
import { peers } from './peers.ts'
import { randomFrom } from './random.ts'
import { aliases } from './wordings.ts'

const seed = 20_241_001
const count = 100_000
const phrases = aliases(taxonomy, randomFrom(seed), 3_000)

const codesOf = ({ reasons, outcomes }: JotRecord) => [
  ...new Set([...reasons.map(({ code }) => code), ...outcomes.map(writtenOutcome)]),
]

/** The notes of every measurement, those with known codes among them. */
function theNotes(): Note[] {
  const coder = coderOf(taxonomy)
  return take(
    notes(taxonomy, seed, (field, note) => codesOf(coder.code({ [field]: note }))),
    count,
  )
}

/** Lets the compiler see the code at work, with a coder that is thrown away and on other notes. */
function warmUp(): void {
  const coder = coderOf(taxonomy)
  for (const { entry } of take(notes(taxonomy, seed + 1), 20_000)) coder.code(entry)
}

const base = (list: readonly Note[]) => baseline(list.map(textOf), phrases)

export const measures = {
  coder() {
    const list = theNotes()
    warmUp()
    const coder = coderOf(taxonomy)
    const codes = { all: 0, known: 0, expected: 0, exact: 0, withKnown: 0 }
    const cold = seconds(() => codeAll(coder, list, codes))
    const warm = seconds(() => codeAll(coder, list, { ...codes }))
    const bytes = list.reduce((sum, note) => sum + Buffer.byteLength(textOf(note)), 0) / list.length
    if (codes.exact / codes.withKnown < 0.95) throw new Error(`wrong answers: ${JSON.stringify(codes)}`)
    return {
      base: base(list),
      cold: count / cold,
      warm: count / warm,
      bytes,
      codes,
    }
  },

  stages() {
    const list = theNotes()
    warmUp()
    const lexicon = compile(taxonomy)
    const took = {
      normalise: 0,
      tokenise: 0,
      match: 0,
      context: 0,
      resolve: 0,
      confidence: 0,
      privacy: 0,
      record: 0,
    }
    const answers = { avoidedGp: { answer: '' }, avoidedCmht: { answer: '' } }
    const size = 500
    for (let from = 0; from < list.length; from += size) {
      const some = list.slice(from, from + size)
      const texts = timed('normalise', () => some.map(({ entry }) => normalise(entry)))
      const cut = timed('tokenise', () =>
        texts.map((fields) => fields.map((text) => ({ text, tokens: tokenise(text, lexicon) }))),
      )
      const matched = timed('match', () =>
        cut.map((fields) =>
          fields.map((field) => ({ ...field, ...match(field.tokens, lexicon, field.text.field) })),
        ),
      )
      const readings = timed('context', () =>
        matched.map((fields) =>
          fields.map((field) => ({ ...field, frames: context(field.mentions, field.tokens, lexicon) })),
        ),
      )
      const resolved = timed('resolve', () => readings.map((fields) => resolve(fields, lexicon)))
      const weighed = timed('confidence', () =>
        resolved.map((one) => confidence(one, lexicon.taxonomy.calibration)),
      )
      const flags = timed('privacy', () => readings.map((fields) => privacy(fields, lexicon)))
      timed('record', () =>
        weighed.map((one, at) =>
          record(some[at]?.entry ?? {}, 1, readings[at] ?? [], one, answers, flags[at] ?? [], lexicon),
        ),
      )
    }
    const perSecond = Object.fromEntries(Object.entries(took).map(([stage, s]) => [stage, count / s]))
    return { base: base(list), perSecond }

    function timed<T>(stage: keyof typeof took, work: () => T): T {
      const start = performance.now()
      const made = work()
      took[stage] += (performance.now() - start) / 1000
      return made
    }
  },

  async peer(at: number) {
    const peer = peers[at]
    if (!peer) return null
    const list = theNotes()
    const texts = list.slice(0, peer.notes).map(textOf)
    const before = heapMegabytes()
    const find = await peer.prepare([...phrases.keys()])
    for (const text of texts.slice(0, 500)) find(text)
    let found = 0
    const took = seconds(() => {
      for (const text of texts) found += find(text)
    })
    if (found === 0) throw new Error(`${peer.name} found nothing`)
    const megabytes = heapMegabytes() - before
    const { name } = peer
    return {
      name,
      base: baseline(texts, phrases),
      perSecond: texts.length / took,
      found,
      notes: texts.length,
      megabytes,
    }
  },

  growth(times: number) {
    const list = theNotes()
    const whole = times === 1 ? taxonomy : larger(taxonomy, times)
    const before = heapMegabytes()
    warmUp()
    let coder: Coder | undefined
    const compiling = seconds(() => {
      coder = coderOf(whole)
    })
    const codes = { all: 0, known: 0, expected: 0, exact: 0, withKnown: 0 }
    const took = seconds(() => codeAll(coder as Coder, list, codes))
    const wordings = [...whole.reasons, ...whole.outcomes, ...whole.services, ...whole.concepts]
      .flatMap(({ terms, shorthand }) => [...Object.values(terms), ...Object.values(shorthand)])
      .reduce((sum, terms) => sum + terms.length, 0)
    return {
      wordings,
      perSecond: count / took,
      compilingMs: compiling * 1000,
      megabytes: heapMegabytes() - before,
      codes,
    }
  },

  million() {
    const before = heapMegabytes()
    const coder = coderOf(taxonomy)
    /** What the coder holds after so many notes. */
    const heap: [number, number][] = []
    let done = 0
    let peak = 0
    for (const { entry } of notes(taxonomy, seed, undefined, true)) {
      coder.code(entry)
      done++
      if (done % 10_000 === 0) peak = Math.max(peak, process.memoryUsage().rss / 2 ** 20)
      if (done === 10_000 || done % 250_000 === 0) heap.push([done, heapMegabytes() - before])
      if (done === 1_000_000) break
    }
    return { heap, peak }
  },
}

interface Codes {
  all: number
  known: number
  expected: number
  exact: number
  withKnown: number
}

function codeAll(coder: Coder, list: readonly Note[], codes: Codes): void {
  for (const note of list) {
    const coded = coder.code(note.entry)
    codes.all += coded.reasons.length + coded.outcomes.length
    if (note.codes === undefined) continue
    const given = codesOf(coded).length
    codes.withKnown++
    codes.known += given
    codes.expected += note.codes
    if (given === note.codes) codes.exact++
  }
}

const [name, argument] = process.argv.slice(2)
const measure = measures[name as keyof typeof measures]
if (measure) process.stdout.write(JSON.stringify(await measure(Number(argument))))
