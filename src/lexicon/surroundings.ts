/** Whether a wording may count where it was found: its company, whether it is alone, whether it is a form of itself. */
import type { Company } from '../model/lexicon.ts'
import { type Find, Means, type Token } from '../model/reading.ts'
import { itemBreak, sentenceBreak } from '../text/tokens.ts'

const breaks = itemBreak | sentenceBreak
/** How far behind a drug or dose a frequency may stand, in tokens. */
const drugReach = 4

/** What is asked of a whole field is gathered once, and only when it is asked. */
export class Surroundings {
  private readonly finds: readonly Find[]
  private readonly tokens: readonly Token[]
  private stems: Map<string, number> | null = null
  private ids: Map<string, { first: number; last: number }> | null = null
  private exact: Uint8Array | null = null
  private drugs: Uint8Array | null = null
  private folded: string | null = null

  constructor(finds: readonly Find[], tokens: readonly Token[]) {
    this.finds = finds
    this.tokens = tokens
  }

  allow(find: Find): boolean {
    const { entry } = find
    // One word in another form must not be a wording by itself: "cut" is not "cutting".
    if (find.width === 1 && find.means === Means.Inflected && this.isWordingItself(find.first)) return false
    if (entry.kind === 'frequency' && !this.besideDrug(find)) return false
    if (entry.alone && !this.isWholeItem(find)) return false
    if (entry.company && !this.has(entry.company, find)) return false
    return !(entry.unless && this.has(entry.unless, find))
  }

  private isWordingItself(token: number): boolean {
    if (this.exact === null) {
      this.exact = new Uint8Array(this.tokens.length)
      for (const find of this.finds)
        if (find.width === 1 && find.means === Means.Exact) this.exact[find.first] = 1
    }
    return this.exact[token] === 1
  }

  private besideDrug(find: Find): boolean {
    if (this.drugs === null) {
      this.drugs = new Uint8Array(this.tokens.length)
      for (const { entry, first, last } of this.finds) {
        if (entry.kind === 'medication' || entry.kind === 'dose') this.drugs.fill(1, first, last + 1)
      }
    }
    for (let i = Math.max(0, find.first - drugReach); i < find.first; i++)
      if (this.drugs[i] === 1) return true
    return this.drugs[find.last + 1] === 1
  }

  private isWholeItem(find: Find): boolean {
    const after = this.tokens[find.last + 1]
    const before = this.tokens[find.first] as Token
    return (
      (find.first === 0 || (before.gap & breaks) !== 0) && (after === undefined || (after.gap & breaks) !== 0)
    )
  }

  private has(company: Company, find: Find): boolean {
    if (company.stems.size > 0 && this.hasStem(company.stems, find)) return true
    if (company.ids.size > 0 && this.hasId(company.ids, find)) return true
    return company.phrases.length > 0 && this.hasPhrase(company.phrases)
  }

  private hasStem(stems: ReadonlySet<string>, find: Find): boolean {
    if (this.stems === null) {
      this.stems = new Map()
      for (const { reading } of this.tokens)
        this.stems.set(reading.stem, (this.stems.get(reading.stem) ?? 0) + 1)
    }
    for (const stem of stems) {
      let count = this.stems.get(stem) ?? 0
      if (count === 0) continue
      for (let i = find.first; i <= find.last; i++)
        if ((this.tokens[i] as Token).reading.stem === stem) count--
      if (count > 0) return true
    }
    return false
  }

  private hasId(ids: ReadonlySet<string>, find: Find): boolean {
    if (this.ids === null) {
      this.ids = new Map()
      for (const { entry, first, last } of this.finds) {
        const known = this.ids.get(entry.id)
        if (!known) this.ids.set(entry.id, { first, last })
        else {
          if (first < known.first) known.first = first
          if (last > known.last) known.last = last
        }
      }
    }
    for (const id of ids) {
      const where = this.ids.get(id)
      if (where && (where.first < find.first || where.last > find.last)) return true
    }
    return false
  }

  private hasPhrase(phrases: readonly string[]): boolean {
    this.folded ??= ` ${this.tokens.map((token) => token.text).join(' ')} `
    const text = this.folded
    return phrases.some((phrase) => text.includes(` ${phrase} `))
  }
}
