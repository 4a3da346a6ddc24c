import type { Lexicon } from '../lexicon/compile.ts'
import { Surroundings } from '../lexicon/surroundings.ts'
import { classSymbol, spanClasses, type SpanClass, type TrieNode } from '../lexicon/trie.ts'
import type { Field } from '../model/entry.ts'
import type { LexEntry } from '../model/lexicon.ts'
import { type Find, Means, type Mention, type Token } from '../model/reading.ts'
import { Gap, itemBreak, sentenceBreak } from '../text/tokens.ts'

/** Words that make up one wording may be joined by these; anything else parts them. */
const parts = (itemBreak & ~Gap.Slash) | sentenceBreak

export interface Matches {
  /** What stands, in text order; no two overlap. */
  readonly mentions: readonly Mention[]
  /** Every interval, also within longer wordings ("rv 2/52"). */
  readonly intervals: readonly Find[]
  /** All that was found, for the trail. */
  readonly finds: readonly Find[]
}

/** Tokens → mentions: one walk over the lexicon's graph finds every kind of wording at once. */
export function match(tokens: readonly Token[], lexicon: Lexicon, field: Field): Matches {
  const walk = new Walk(tokens)
  walk.all(lexicon.root)
  const finds = walk.finds
  const intervals = finds.filter((find) => find.entry.kind === 'interval')
  return { mentions: stand(finds, tokens, field), intervals, finds }
}

/** The reading of an answer: the longest wording in it, then the first. Undefined when there is none. */
export function matchAnswer(tokens: readonly Token[], root: TrieNode): LexEntry | undefined {
  const walk = new Walk(tokens)
  walk.all(root)
  let best: Find | undefined
  const around = new Surroundings(walk.finds, tokens)
  for (const find of walk.finds) {
    if (!around.allow(find)) continue
    if (!best || find.width > best.width || (find.width === best.width && find.first < best.first)) best = find
  }
  return best?.entry
}

/** Walks from the last token to the first, so that what spans several tokens is known before it is needed. */
class Walk {
  readonly finds: Find[] = []
  private readonly tokens: readonly Token[]
  private readonly path: number[] = []
  /** For each span class, where the longest one that begins at a token ends (exclusive); 0 for none. */
  private readonly spans: Readonly<Record<SpanClass, Uint32Array | null>>
  private start = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
    this.spans = { interval: null, dose: null, service: null, clinician: null, drug: null }
  }

  all(root: TrieNode): void {
    for (let start = this.tokens.length - 1; start >= 0; start--) {
      this.start = start
      const token = this.tokens[start] as Token
      if (token.reading.starts) this.words(root, token, start, Means.Exact, 0)
      // A wording may begin with such a span ("{interval} review"): those that begin here are known now.
      if (root.spanning) this.spanning(root, start, Means.Exact, 0)
    }
  }

  /** Goes on from a node that was reached before token `at`. */
  private from(node: TrieNode, at: number, means: number, distance: number): void {
    if (node.jumps !== null) node.melt()
    if (node.entries !== null) this.found(node.entries, at, means, distance)
    const token = this.tokens[at]
    if (token === undefined || (token.gap & parts) !== 0) return
    if (node.next !== null) {
      this.words(node, token, at, means, distance)
      if (node.spanning) this.spanning(node, at, means, distance)
    }
    if (node.any !== null) this.step(node.any, at, at + 1, means, distance)
    if (node.gaps !== null) {
      for (const gap of node.gaps) {
        for (let skip = 0; skip <= gap.max; skip++) {
          const next = this.tokens[at + skip]
          if (next === undefined || (skip > 0 && (next.gap & parts) !== 0)) break
          this.fromGap(gap.node, at + skip, means, distance)
        }
      }
    }
  }

  private fromGap(node: TrieNode, at: number, means: number, distance: number): void {
    if (node.jumps !== null) node.melt()
    if (node.next === null) return
    this.words(node, this.tokens[at] as Token, at, means, distance)
    if (node.spanning) this.spanning(node, at, means, distance)
  }

  private words(node: TrieNode, token: Token, at: number, means: number, distance: number): void {
    const next = node.next
    if (next === null) return
    const candidates = token.reading.candidates
    for (let c = 0; c < candidates.length; c++) {
      const candidate = candidates[c] as (typeof candidates)[number]
      const symbols = candidate.symbols
      for (let s = 0; s < symbols.length; s++) {
        const child = next.get(symbols[s] as number)
        if (child === undefined) continue
        const worse = candidate.means > means ? candidate.means : means
        this.step(child, at, at + 1, worse, distance + candidate.distance)
      }
    }
  }

  private spanning(node: TrieNode, at: number, means: number, distance: number): void {
    for (let index = 0; index < spanClasses.length; index++) {
      const end = this.spans[spanClasses[index] as SpanClass]?.[at] ?? 0
      if (end === 0) continue
      const child = node.next?.get(classSymbol(index))
      if (child) this.step(child, at, end, means, distance)
    }
  }

  private step(node: TrieNode, from: number, to: number, means: number, distance: number): void {
    for (let i = from; i < to; i++) this.path.push(i)
    this.from(node, to, means, distance)
    this.path.length -= to - from
  }

  private found(entries: readonly LexEntry[], end: number, means: number, distance: number): void {
    const width = this.path.length
    const first = this.start
    const last = this.path[width - 1] as number
    const covers = width === last - first + 1 ? null : this.path.slice()
    for (let e = 0; e < entries.length; e++) {
      const entry = entries[e] as LexEntry
      this.finds.push({ entry, first, last, width, covers, means, distance })
      this.remember(entry, end)
    }
  }

  private remember(entry: LexEntry, end: number): void {
    const kind = entry.kind
    if (kind === 'interval') this.note('interval', end)
    else if (kind === 'dose') this.note('dose', end)
    else if (kind === 'medication') this.note('drug', end)
    else if (kind === 'service') this.note(entry.group === 'clinician' ? 'clinician' : 'service', end)
  }

  private note(name: SpanClass, end: number): void {
    let ends = this.spans[name]
    if (ends === null) {
      ends = new Uint32Array(this.tokens.length)
      ;(this.spans as Record<SpanClass, Uint32Array | null>)[name] = ends
    }
    if (end > (ends[this.start] as number)) ends[this.start] = end
  }
}

/** Decides which finds stand: those whose company is there, the longest first, each token used once. */
function stand(finds: readonly Find[], tokens: readonly Token[], field: Field): Mention[] {
  const able: Find[] = []
  const around = new Surroundings(finds, tokens)
  for (let i = 0; i < finds.length; i++) {
    const find = finds[i] as Find
    if (around.allow(find)) able.push(find)
  }
  able.sort((a, b) => compare(a, b, field))
  const owner: (Draft | undefined)[] = new Array(tokens.length)
  const drafts: Draft[] = []
  for (let i = 0; i < able.length; i++) {
    const find = able[i] as Find
    const holder = holderOf(find, owner)
    if (holder === undefined) {
      const draft: Draft = { lead: find, entries: [find.entry], foreign: isForeign(find.entry, field) }
      drafts.push(draft)
      claim(find, draft, owner)
    } else if (holder !== null && sharesReading(holder, find, field) && !holder.entries.includes(find.entry)) {
      holder.entries.push(find.entry)
    }
  }
  drafts.sort((a, b) => a.lead.first - b.lead.first)
  return drafts.map(({ lead, entries, foreign }) => ({
    entries,
    first: lead.first,
    last: lead.last,
    covers: lead.covers,
    means: lead.means,
    distance: lead.distance,
    foreign,
  }))
}

interface Draft {
  readonly lead: Find
  readonly entries: LexEntry[]
  readonly foreign: boolean
}

const isForeign = (entry: LexEntry, field: Field): boolean =>
  (entry.kind === 'reason' && field === 'outcome') || (entry.kind === 'outcome' && field === 'reason')

/** Own before foreign, long before short, sure before doubtful, with company before without. */
function compare(a: Find, b: Find, field: Field): number {
  return (
    Number(isForeign(a.entry, field)) - Number(isForeign(b.entry, field)) ||
    b.width - a.width ||
    a.means - b.means ||
    a.distance - b.distance ||
    Number(!a.entry.company) - Number(!b.entry.company) ||
    a.first - b.first
  )
}

/** Who holds the find's tokens: nobody (undefined), one mention of the same words, or others (null). */
function holderOf(find: Find, owner: readonly (Draft | undefined)[]): Draft | null | undefined {
  const holder = owner[find.first]
  if (find.covers === null) {
    for (let i = find.first + 1; i <= find.last; i++) if (owner[i] !== holder) return null
  } else {
    for (const i of find.covers) if (owner[i] !== holder) return null
  }
  if (holder === undefined) return undefined
  const { lead } = holder
  return lead.first === find.first && lead.last === find.last && lead.width === find.width ? holder : null
}

function claim(find: Find, draft: Draft, owner: (Draft | undefined)[]): void {
  if (find.covers === null) for (let i = find.first; i <= find.last; i++) owner[i] = draft
  else for (const i of find.covers) owner[i] = draft
}

/** Readings of the same words stand together when they are as sure, and as well accompanied, as the first. */
function sharesReading(holder: Draft, find: Find, field: Field): boolean {
  const { lead } = holder
  return (
    find.means === lead.means &&
    find.distance === lead.distance &&
    Boolean(find.entry.company) === Boolean(lead.entry.company) &&
    isForeign(find.entry, field) === holder.foreign
  )
}
