/** Checked taxonomy → compiled lexicon: every wording of every kind in one graph of words. */
import type { Company, LexEntry } from '../model/lexicon.ts'
import type { Taxonomy, Term } from '../model/taxonomy.ts'
import { fold } from '../text/fold.ts'
import { stem } from '../text/stem.ts'
import { type Pattern, parsePattern } from './pattern.ts'
import { classSymbol, inAnyForm, kindClasses, spanClasses, TrieNode, toTheLetter } from './trie.ts'
import { Vocabulary } from './vocabulary.ts'

export interface Lexicon {
  readonly taxonomy: Taxonomy
  readonly vocabulary: Vocabulary
  /** All wordings but those of answers. */
  readonly root: TrieNode
  /** The wordings of each answer field, read by themselves. */
  readonly answers: Readonly<Record<'avoidedGp' | 'avoidedCmht', TrieNode>>
  /** Words that need no reading: they, and, with ... */
  readonly plain: ReadonlySet<string>
}

/** What all wordings of one thing share. */
type Sense = Omit<LexEntry, 'term' | 'shorthand' | 'company' | 'unless' | 'alone' | 'uncertain'>

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
  private readonly root = new TrieNode()
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
    this.vocabulary = new Vocabulary(
      new Set(taxonomy.words),
      this.classNamed('number'),
      this.classNamed('date'),
    )
    this.classes()
    this.things()
    this.sources()
    const answers = { avoidedGp: this.answers('avoidedGp'), avoidedCmht: this.answers('avoidedCmht') }
    const roots = [this.root, answers.avoidedGp, answers.avoidedCmht]
    this.vocabulary.close((symbol) => roots.some((root) => root.next?.has(symbol)))
    this.lexicon = {
      taxonomy,
      vocabulary: this.vocabulary,
      root: this.root,
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

  private answers(field: 'avoidedGp' | 'avoidedCmht'): TrieNode {
    const root = new TrieNode()
    this.taxonomy.answers[field]?.forEach((answer, at) => {
      const sense: Sense = { kind: 'answer', id: answer.id, at }
      this.worded(answer, sense, false, root)
    })
    return root
  }

  private worded(thing: Worded, sense: Sense, sounds = false, root = this.root): void {
    this.list(thing.terms, false, sense, sounds, root)
    this.list(thing.shorthand, true, sense, sounds, root)
  }

  private list(
    terms: Worded['terms'],
    shorthand: boolean,
    sense: Sense,
    sounds = false,
    root = this.root,
  ): void {
    for (const list of Object.values(terms))
      for (const term of list) this.add(term, shorthand, sense, sounds, root)
  }

  private add(term: Term, shorthand: boolean, sense: Sense, sounds = false, root = this.root): void {
    const wording = typeof term === 'string' ? { term } : term
    const pattern = parsePattern(wording.term)
    if (pattern.kind === 'error') return
    const entry: LexEntry = {
      ...sense,
      term: wording.term,
      shorthand,
      ...(wording.company && { company: company(wording.company) }),
      ...(wording.unless && { unless: company(wording.unless) }),
      ...(wording.alone && { alone: true }),
      ...(wording.status && { uncertain: true }),
    }
    for (const node of this.lead(pattern, [root], shorthand, sounds)) {
      node.entries ??= []
      if (!node.entries.includes(entry)) node.entries.push(entry)
    }
  }

  /** Leads a pattern on from some nodes of the graph; gives those where it ends. */
  private lead(pattern: Pattern, from: readonly TrieNode[], exact: boolean, sounds: boolean): TrieNode[] {
    switch (pattern.kind) {
      case 'seq': {
        let nodes = [...from]
        for (const item of pattern.items) nodes = this.meet(this.lead(item, nodes, exact, sounds))
        return nodes
      }
      case 'alt':
        return [...new Set(pattern.options.flatMap((option) => this.lead(option, from, exact, sounds)))]
      case 'gap':
        return from.map((node) => node.gap(pattern.max))
      case 'class':
        return this.leadClass(pattern.name, from, exact)
      case 'word': {
        const letter = exact || pattern.exact
        const id = this.vocabulary.add(pattern.text, !letter, sounds)
        const symbol = letter ? toTheLetter(id) : inAnyForm(id)
        return from.map((node) => node.child(symbol))
      }
    }
  }

  /** Many ends become one: alternatives meet again where the wording goes on. */
  private meet(nodes: TrieNode[]): TrieNode[] {
    if (nodes.length <= 2) return nodes
    const meeting = new TrieNode()
    const kept = [meeting]
    for (const node of nodes) {
      // Every token begins at the root: nothing may be reached from it by a jump.
      if (node === this.root) kept.push(node)
      else {
        node.jumps ??= []
        node.jumps.push(meeting)
      }
    }
    return kept
  }

  private leadClass(name: string, from: readonly TrieNode[], exact: boolean): TrieNode[] {
    if (name === 'any') return from.map((node) => node.anyWord())
    if (name === 'sender') return this.senders.flatMap((sender) => this.lead(sender, from, exact, false))
    const index = this.classIndex.get(name)
    if (index === undefined) return []
    const nodes = from.map((node) => {
      if (index < spanClasses.length) node.spanning = true
      return node.child(classSymbol(index))
    })
    const long = (this.longMembers.get(name) ?? []).flatMap((member) => this.lead(member, from, exact, false))
    return [...new Set([...nodes, ...long])]
  }
}

const alike = (thing: { readonly alike?: string | undefined }) => (thing.alike ? { alike: thing.alike } : {})

function company(list: readonly string[]): Company {
  const stems = new Set<string>()
  const phrases: string[] = []
  const ids = new Set<string>()
  for (const item of list) {
    const text = fold(item).text
    if (text.startsWith('@')) ids.add(text.slice(1))
    else if (/[\s/]/.test(text)) phrases.push(text)
    else stems.add(text.length >= 4 ? stem(text) : text)
  }
  return { stems, phrases, ids }
}
