/** Whether a wording may count where it was found: its company, whether it is alone, whether it is a form of itself. */
import type { Company } from '../model/lexicon.ts'
import { type Find, Means, type Token } from '../model/reading.ts'
import { itemBreak, sentenceBreak } from '../text/tokens.ts'

const breaks = itemBreak | sentenceBreak
/** How far behind a drug or dose a frequency may stand, in tokens. */
const drugReach = 4

/**
 * One field after another is looked at through one of these. What is asked of a whole field is gathered once,
 * and only when it is asked; arrays by stem and by name are kept from field to field, and hold good for the
 * field whose number they bear.
 */
export class Surroundings {
  private finds: readonly Find[] = []
  private tokens: readonly Token[] = []
  private field = 0
  private stemsOf = 0
  private namesOf = 0
  private readonly stemField: number[] = []
  private readonly stemCount: number[] = []
  private readonly nameField: number[] = []
  private readonly nameFirst: number[] = []
  private readonly nameLast: number[] = []
  private exact: Uint8Array | null = null
  private drugs: Uint8Array | null = null
  private phrasesOf = 0
  private readonly phraseField: number[] = []

  look(finds: readonly Find[], tokens: readonly Token[]): void {
    this.finds = finds
    this.tokens = tokens
    this.field++
    this.exact = null
    this.drugs = null
  }

  allow(find: Find): boolean {
    const { entry } = find
    // One word in another form must not be a wording by itself: "cut" is not "cutting".
    if (find.means === Means.Inflected && find.width === 1 && this.isWordingItself(find.first)) return false
    if (entry.kind === 'frequency' && !this.besideDrug(find)) return false
    if (entry.alone === true && !this.isWholeItem(find)) return false
    if (entry.company !== undefined && !this.has(entry.company, find)) return false
    return entry.unless === undefined || !this.has(entry.unless, find)
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
    if (company.stems.length > 0 && this.hasStem(company.stems, find)) return true
    if (company.names.length > 0 && this.hasName(company.names, find)) return true
    return company.phrases.length > 0 && this.hasPhrase(company.phrases)
  }

  private hasStem(stems: readonly number[], find: Find): boolean {
    if (this.stemsOf !== this.field) this.countStems()
    for (let s = 0; s < stems.length; s++) {
      const stem = stems[s] as number
      if (this.stemField[stem] !== this.field) continue
      let count = this.stemCount[stem] as number
      for (let i = find.first; i <= find.last; i++)
        if ((this.tokens[i] as Token).reading.stem === stem) count--
      if (count > 0) return true
    }
    return false
  }

  private countStems(): void {
    this.stemsOf = this.field
    for (let i = 0; i < this.tokens.length; i++) {
      const { stem } = (this.tokens[i] as Token).reading
      if (stem < 0) continue
      while (this.stemField.length <= stem) {
        this.stemField.push(0)
        this.stemCount.push(0)
      }
      if (this.stemField[stem] === this.field) (this.stemCount[stem] as number)++
      else {
        this.stemField[stem] = this.field
        this.stemCount[stem] = 1
      }
    }
  }

  private hasName(names: readonly number[], find: Find): boolean {
    if (this.namesOf !== this.field) this.placeNames()
    for (let n = 0; n < names.length; n++) {
      const name = names[n] as number
      if (this.nameField[name] !== this.field) continue
      if ((this.nameFirst[name] as number) < find.first || (this.nameLast[name] as number) > find.last)
        return true
    }
    return false
  }

  private placeNames(): void {
    this.namesOf = this.field
    for (let i = 0; i < this.finds.length; i++) {
      const { entry, first, last } = this.finds[i] as Find
      const name = entry.name as number
      while (this.nameField.length <= name) {
        this.nameField.push(0)
        this.nameFirst.push(0)
        this.nameLast.push(0)
      }
      if (this.nameField[name] !== this.field) {
        this.nameField[name] = this.field
        this.nameFirst[name] = first
        this.nameLast[name] = last
      } else {
        if (first < (this.nameFirst[name] as number)) this.nameFirst[name] = first
        if (last > (this.nameLast[name] as number)) this.nameLast[name] = last
      }
    }
  }

  private hasPhrase(phrases: readonly number[]): boolean {
    if (this.phrasesOf !== this.field) this.placePhrases()
    for (let p = 0; p < phrases.length; p++)
      if (this.phraseField[phrases[p] as number] === this.field) return true
    return false
  }

  private placePhrases(): void {
    this.phrasesOf = this.field
    for (let i = 0; i < this.tokens.length; i++) {
      for (const { number, words } of (this.tokens[i] as Token).reading.phrases) {
        if (!words.every((word, at) => this.tokens[i + at]?.text === word)) continue
        while (this.phraseField.length <= number) this.phraseField.push(0)
        this.phraseField[number] = this.field
      }
    }
  }
}
