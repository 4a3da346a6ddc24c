/** Checked taxonomy → compiled lexicon: every wording of every kind in one graph of words. */
import type { Company, LexEntry } from '../model/lexicon.ts'
import type { Taxonomy, Term } from '../model/taxonomy.ts'
import { fold } from '../text/fold.ts'
import { Graph } from './graph.ts'
import { type Pattern, parsePattern } from './pattern.ts'
import { anyWord, classSymbol, gapOf, inAnyForm, kindClasses, spanClasses, toTheLetter } from './symbols.ts'
import { Vocabulary } from './vocabulary.ts'
import { Wiring } from './wiring.ts'

export interface Lexicon {
  readonly taxonomy: Taxonomy
  readonly vocabulary: Vocabulary
  /** All wordings; those of answers do not begin at its root. */
  readonly graph: Graph
  /** The node where the wordings of each answer field begin, which are read by themselves. */
  readonly answers: Readonly<Record<'avoidedGp' | 'avoidedCmht', number>>
  /** Words that need no reading: they, and, with ... */
  readonly plain: ReadonlySet<string>
}

/** What all wordings of one thing share. */
type Sense = Pick<LexEntry, 'kind' | 'id' | 'at' | 'position' | 'alike' | 'group' | 'implies'>

interface Worded {
  readonly terms: Readonly<Record<string, readonly Term[]>>
  readonly shorthand: Readonly<Record<string, readonly Term[]>>
}

/**
 * Compiles a taxonomy. Takes one that `readTaxonomy` has passed; a wording that does not parse is left out
 * (the reader has reported it).
 */
export function compile(taxonomy: Taxonomy): Lexicon {
  return new Compiler(taxonomy).lexicon
}

class Compiler {
  readonly lexicon: Lexicon
  private readonly taxonomy: Taxonomy
  private readonly vocabulary: Vocabulary
  private readonly wiring = new Wiring()
  /** Wordings so far. */
  private count = 0
  /** Ids of whatever wordings name, numbered. */
  private readonly names = new Map<string, number>()
  private readonly classIndex = new Map<string, number>()
  /** Class members of several words, which are put in where the class is named. */
  private readonly longMembers = new Map<string, readonly Pattern[]>()
  /** In a sender's pattern, what {sender} stands for. */
  private senders: readonly Pattern[] = []

  constructor(taxonomy: Taxonomy) {
    this.taxonomy = taxonomy
    for (const name of [...spanClasses, ...kindClasses, ...Object.keys(taxonomy.classes)]) {
      if (!this.classIndex.has(name)) this.classIndex.set(name, this.classIndex.size)
    }
    this.vocabulary = new Vocabulary(taxonomy.words, this.classNamed('number'), this.classNamed('date'))
    this.classes()
    this.things()
    this.sources()
    const answers = { avoidedGp: this.answers('avoidedGp'), avoidedCmht: this.answers('avoidedCmht') }
    const graph = new Graph(this.wiring, this.vocabulary.symbols)
    this.vocabulary.close(graph)
    this.lexicon = {
      taxonomy,
      vocabulary: this.vocabulary,
      graph,
      answers,
      plain: new Set(taxonomy.plain),
    }
  }

  private classNamed(name: string): number {
    return classSymbol(this.classIndex.get(name) as number)
  }

  private classes(): void {
    for (const name of Object.keys(this.taxonomy.classes)) {
      const symbol = this.classNamed(name)
      const long: Pattern[] = []
      for (const member of this.members(name, new Set())) {
        if (member.kind === 'word') this.vocabulary.addToClass(member.text, symbol)
        else long.push(member)
      }
      this.longMembers.set(name, long)
    }
    // Numbers and days in words, and months, are numbers and dates.
    for (const [name, as] of [
      ['number-word', 'number'],
      ['weekday', 'date'],
      ['month', 'date'],
    ] as const) {
      for (const member of this.taxonomy.classes[name] ?? []) {
        const pattern = parsePattern(member)
        if (pattern.kind === 'word') this.vocabulary.addToClass(pattern.text, this.classNamed(as))
      }
    }
  }

  /** The members of a class, those of classes it names included. */
  private members(name: string, seen: Set<string>): Pattern[] {
    if (seen.has(name)) return []
    seen.add(name)
    return (this.taxonomy.classes[name] ?? []).flatMap((member) => {
      const pattern = parsePattern(member)
      if (pattern.kind === 'error') return []
      return pattern.kind === 'class' ? this.members(pattern.name, seen) : [pattern]
    })
  }

  private things(): void {
    const t = this.taxonomy
    t.reasons.forEach((c, at) => this.worded(c, { kind: 'reason', id: c.id, at, ...alike(c) }))
    t.outcomes.forEach((c, at) => this.worded(c, { kind: 'outcome', id: c.id, at, ...alike(c) }))
    t.concepts.forEach((c, at) => this.worded(c, { kind: 'concept', id: c.id, at, ...alike(c) }))
    t.services.forEach((s, at) => this.worded(s, { kind: 'service', id: s.id, at, group: s.group }))
    t.medicationClasses.forEach((m, at) =>
      this.worded(m, { kind: 'medication', id: m.id, at, group: 'class' }),
    )
    t.medications.forEach((m, at) =>
      this.worded(m, { kind: 'medication', id: m.drug, at, group: 'drug' }, true),
    )
    t.frequencies.forEach((f, at) => this.worded(f, { kind: 'frequency', id: f.id, at }))
    t.scales.forEach((s, at) => this.worded(s, { kind: 'scale', id: s.id, at }))
    t.intervals.forEach((i, at) => this.worded(i, { kind: 'interval', id: i.value ?? i.unit ?? '', at }))
    for (const unit of t.doseUnits) this.add(`{number} ${unit}`, true, { kind: 'dose', id: unit, at: 0 })
    t.cues.forEach((c, at) => {
      this.list(c.before, false, { kind: 'cue', id: c.id, at, position: 'before' })
      this.list(c.after, false, { kind: 'cue', id: c.id, at, position: 'after' })
    })
    t.actions.forEach((a, at) => {
      this.list(a.before, false, { kind: 'action', id: a.id, at, position: 'before' })
      this.list(a.after, false, { kind: 'action', id: a.id, at, position: 'after' })
    })
    this.list(t.stops, false, { kind: 'stop', id: 'stop', at: 0 })
  }

  private sources(): void {
    const { list, patterns } = this.taxonomy.referralSources
    list.forEach((source, at) => {
      const sense: Sense = { kind: 'source', id: source.id, at }
      this.worded(source, sense)
      this.senders = Object.values(source.senders)
        .flat()
        .map((term) => parsePattern(typeof term === 'string' ? term : term.term))
        .filter((pattern) => pattern.kind !== 'error')
      for (const pattern of patterns) this.list(pattern.terms, false, { ...sense, implies: pattern.implies })
    })
  }

  private answers(field: 'avoidedGp' | 'avoidedCmht'): number {
    const root = this.wiring.node()
    this.taxonomy.answers[field]?.forEach((answer, at) => {
      const sense: Sense = { kind: 'answer', id: answer.id, at }
      this.worded(answer, sense, false, root)
    })
    return root
  }

  private worded(thing: Worded, sense: Sense, sounds = false, root = this.wiring.root): void {
    this.list(thing.terms, false, sense, sounds, root)
    this.list(thing.shorthand, true, sense, sounds, root)
  }

  private list(
    terms: Worded['terms'],
    shorthand: boolean,
    sense: Sense,
    sounds = false,
    root = this.wiring.root,
  ): void {
    for (const list of Object.values(terms))
      for (const term of list) this.add(term, shorthand, sense, sounds, root)
  }

  private add(term: Term, shorthand: boolean, sense: Sense, sounds = false, root = this.wiring.root): void {
    const wording = typeof term === 'string' ? { term } : term
    const pattern = parsePattern(wording.term)
    if (pattern.kind === 'error') return
    const entry: LexEntry = {
      // All entries have all fields, in one order: the walk meets thousands, and is quicker when they are alike.
      kind: sense.kind,
      id: sense.id,
      at: sense.at,
      name: this.nameOf(sense.id),
      order: this.count++,
      term: wording.term,
      shorthand,
      position: sense.position,
      company: wording.company && this.company(wording.company),
      unless: wording.unless && this.company(wording.unless),
      alone: wording.alone ? true : undefined,
      uncertain: wording.status ? true : undefined,
      alike: sense.alike,
      group: sense.group,
      implies: sense.implies,
    }
    for (const node of this.ends(pattern, [root], shorthand, sounds)) this.wiring.end(node, entry)
  }

  private nameOf(id: string): number {
    let name = this.names.get(id)
    if (name === undefined) {
      name = this.names.size
      this.names.set(id, name)
    }
    return name
  }

  private company(list: readonly string[]): Company {
    const stems: number[] = []
    const phrases: number[] = []
    const names: number[] = []
    for (const item of list) {
      const text = fold(item).text
      if (text.startsWith('@')) names.push(this.nameOf(text.slice(1)))
      else if (/[\s/]/.test(text)) phrases.push(this.vocabulary.phraseNumber(text))
      else stems.push(this.vocabulary.stemNumber(text))
    }
    return { stems, phrases, names }
  }

  /** The nodes where a pattern ends that begins at some nodes, each once. */
  private ends(
    pattern: Pattern,
    from: readonly number[],
    exact: boolean,
    sounds: boolean,
  ): readonly number[] {
    const ends: number[] = []
    this.lead(pattern, from, exact, sounds, ends)
    return once(ends)
  }

  /** Leads a pattern on from some nodes of the graph, and puts those where it ends `into` a list. */
  private lead(
    pattern: Pattern,
    from: readonly number[],
    exact: boolean,
    sounds: boolean,
    into: number[],
  ): void {
    switch (pattern.kind) {
      case 'seq': {
        let nodes = from
        for (const item of pattern.items) nodes = this.meet(this.ends(item, nodes, exact, sounds))
        for (const node of nodes) into.push(node)
        return
      }
      case 'alt':
        for (const option of pattern.options) this.lead(option, from, exact, sounds, into)
        return
      case 'gap':
        this.by(gapOf(pattern.max), from, into)
        return
      case 'class':
        this.leadClass(pattern.name, from, exact, into)
        return
      case 'word': {
        const letter = exact || pattern.exact
        const id = this.vocabulary.add(pattern.text, !letter, sounds)
        this.by(letter ? toTheLetter(id) : inAnyForm(id), from, into)
      }
    }
  }

  /** Leads one symbol on. */
  private by(symbol: number, from: readonly number[], into: number[]): void {
    for (let i = 0; i < from.length; i++) into.push(this.wiring.lead(from[i] as number, symbol))
  }

  /** Many ends become one: alternatives meet again where the wording goes on. */
  private meet(nodes: readonly number[]): readonly number[] {
    if (nodes.length <= 2) return nodes
    const meeting = this.wiring.node()
    const kept = [meeting]
    for (const node of nodes) {
      // Every token begins at the root: nothing may be reached from it by a jump.
      if (node === this.wiring.root) kept.push(node)
      else this.wiring.jump(node, meeting)
    }
    return kept
  }

  private leadClass(name: string, from: readonly number[], exact: boolean, into: number[]): void {
    if (name === 'any') {
      this.by(anyWord, from, into)
      return
    }
    if (name === 'sender') {
      for (const sender of this.senders) this.lead(sender, from, exact, false, into)
      return
    }
    const index = this.classIndex.get(name)
    if (index === undefined) return
    this.by(classSymbol(index), from, into)
    for (const member of this.longMembers.get(name) ?? []) this.lead(member, from, exact, false, into)
  }
}

function once(nodes: readonly number[]): readonly number[] {
  if (nodes.length === 1 || (nodes.length === 2 && nodes[0] !== nodes[1])) return nodes
  return [...new Set(nodes)]
}

const alike = (thing: { readonly alike?: string | undefined }) => (thing.alike ? { alike: thing.alike } : {})
