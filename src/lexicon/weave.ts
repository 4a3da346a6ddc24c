/** Checked taxonomy → every wording of every kind led through one graph of words. */
import type { Company, LexEntry } from '../model/lexicon.ts'
import type { Taxonomy, Term } from '../model/taxonomy.ts'
import { fold } from '../text/fold.ts'
import { classSymbols, emptyVocabulary } from './classes.ts'
import { type Pattern, parsePattern } from './pattern.ts'
import { type AnswerField, eachWording, entryOf, type Sense, type Use } from './senses.ts'
import { anyWord, gapOf, inAnyForm, toTheLetter } from './symbols.ts'
import type { Vocabulary } from './vocabulary.ts'
import { Wiring } from './wiring.ts'

/** All that compiling takes time for. */
export interface Woven {
  readonly vocabulary: Vocabulary
  readonly wiring: Wiring
  /** In their order. */
  readonly entries: readonly LexEntry[]
  /** Ids of whatever wordings name; their places are their numbers. */
  readonly names: readonly string[]
  /** Where the wordings of each answer begin. */
  readonly answers: Readonly<Record<AnswerField, number>>
}

/** Takes a taxonomy that `readTaxonomy` has passed; a wording that does not parse is left out (it was reported). */
export function weave(taxonomy: Taxonomy): Woven {
  return new Weaver(taxonomy).woven()
}

/** The beginnings of answers: always the first nodes after the root. */
export function answerRoots(wiring: Wiring): Woven['answers'] {
  return { avoidedGp: wiring.node(), avoidedCmht: wiring.node() }
}

class Weaver {
  private readonly vocabulary: Vocabulary
  private readonly wiring = new Wiring()
  private readonly answers = answerRoots(this.wiring)
  private readonly entries: LexEntry[] = []
  private readonly names = new Map<string, number>()
  private readonly classes: ReadonlyMap<string, number>
  /** Class members of several words, which are put in where the class is named. */
  private readonly longMembers = new Map<string, readonly Pattern[]>()
  /** What {sender} stands for, and where that was read. */
  private senders: readonly Pattern[] = []
  private sendersOf: readonly Term[] = []
  /** By node: the list it was last seen in. */
  private seen = new Int32Array(1 << 17)
  private lists = 0

  constructor(taxonomy: Taxonomy) {
    this.classes = classSymbols(taxonomy)
    this.vocabulary = emptyVocabulary(taxonomy)
    this.fillClasses(taxonomy)
    eachWording(taxonomy, (term, sense, use) => this.add(term, sense, use))
  }

  woven(): Woven {
    const { vocabulary, wiring, entries, answers } = this
    return { vocabulary, wiring, entries, names: [...this.names.keys()], answers }
  }

  private fillClasses({ classes }: Taxonomy): void {
    for (const name of Object.keys(classes)) {
      const symbol = this.classes.get(name) as number
      const long: Pattern[] = []
      for (const member of membersOf(name, classes, new Set())) {
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
      for (const member of classes[name] ?? []) {
        const pattern = parsePattern(member)
        if (pattern.kind === 'word') this.vocabulary.addToClass(pattern.text, this.classes.get(as) as number)
      }
    }
  }

  private add(term: Term, sense: Sense, use: Use): void {
    const wording = typeof term === 'string' ? { term } : term
    const pattern = parsePattern(wording.term)
    if (pattern.kind === 'error') return
    if (use.senders !== this.sendersOf) {
      this.sendersOf = use.senders
      this.senders = use.senders
        .map((sender) => parsePattern(typeof sender === 'string' ? sender : sender.term))
        .filter((sender) => sender.kind !== 'error')
    }
    const name = this.nameOf(sense.id)
    const company = wording.company && this.company(wording.company)
    const unless = wording.unless && this.company(wording.unless)
    const entry = entryOf(term, sense, use.shorthand, name, this.entries.length, company, unless)
    this.entries.push(entry)
    const root = use.answer === null ? this.wiring.root : this.answers[use.answer]
    for (const node of this.ends(pattern, [root], use.shorthand, use.sounds)) this.wiring.end(node, entry)
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
    if (pattern.kind === 'word' && from.length === 1) {
      return [this.wiring.lead(from[0] as number, this.symbolOf(pattern, exact, sounds))]
    }
    const ends: number[] = []
    this.lead(pattern, from, exact, sounds, ends)
    return this.once(ends)
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
      case 'word':
        this.by(this.symbolOf(pattern, exact, sounds), from, into)
    }
  }

  private symbolOf(word: Pattern & { readonly kind: 'word' }, exact: boolean, sounds: boolean): number {
    const letter = exact || word.exact
    const id = this.vocabulary.add(word.text, !letter, sounds)
    return letter ? toTheLetter(id) : inAnyForm(id)
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
    const symbol = this.classes.get(name)
    if (symbol === undefined) return
    this.by(symbol, from, into)
    for (const member of this.longMembers.get(name) ?? []) this.lead(member, from, exact, false, into)
  }

  /** Each node once. Marks, not sets: a hundred thousand short lists pass here. */
  private once(nodes: number[]): readonly number[] {
    if (nodes.length === 1 || (nodes.length === 2 && nodes[0] !== nodes[1])) return nodes
    if (this.wiring.nodes > this.seen.length) this.seen = new Int32Array(this.wiring.nodes * 2)
    const list = ++this.lists
    let kept = 0
    for (const node of nodes) {
      if (this.seen[node] === list) continue
      this.seen[node] = list
      nodes[kept++] = node
    }
    nodes.length = kept
    return nodes
  }
}

/** The members of a class, those of classes it names included. */
function membersOf(name: string, classes: Taxonomy['classes'], seen: Set<string>): Pattern[] {
  if (seen.has(name)) return []
  seen.add(name)
  return (classes[name] ?? []).flatMap((member) => {
    const pattern = parsePattern(member)
    if (pattern.kind === 'error') return []
    return pattern.kind === 'class' ? membersOf(pattern.name, classes, seen) : [pattern]
  })
}
