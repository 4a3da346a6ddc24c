/** Whether a wording may count where it was found: its company, whether it is alone, whether it is a form of itself. */
import { Bit, type Company, type LexEntry, type Place } from '../model/lexicon.ts'
import { Means, type Phrase, type Reading, type Tokens } from '../model/reading.ts'
import { Gap, itemBreak, sentenceBreak } from '../text/tokens.ts'
import type { Lexicon } from './compile.ts'
import { Finds } from './finds.ts'
import { At, Readings } from './readings.ts'

const noFinds = new Finds()
const noTokens: Tokens = {
  length: 0,
  reading: [],
  start: [],
  end: [],
  gap: [],
  kind: [],
  text: () => '',
}
const noReadings = new Readings()
const breaks = itemBreak | sentenceBreak
/** How far behind a drug or dose a frequency may stand, in tokens. */
const drugReach = 4
/** How far from a drug or dose an action over drugs alone is read, in tokens. */
const actionReach = 10

/**
 * One field after another is looked at through one of these. What is asked of a whole field is gathered once,
 * and only when it is asked; arrays by stem and by name are kept from field to field, and hold good for the
 * field whose number they bear.
 */
export class Surroundings {
  private finds = noFinds
  private tokens = noTokens
  private readings = noReadings
  private entries: readonly LexEntry[] = []
  private field = 0
  private stemsOf = 0
  private namesOf = 0
  private readonly stemField: number[] = []
  private readonly stemCount: number[] = []
  private readonly nameField: number[] = []
  private readonly nameFirst: number[] = []
  private readonly nameLast: number[] = []
  private exact: Uint8Array | null = null
  /** How many colons the field has; -1 while nobody asked. */
  private colons = -1
  private drugs: Uint8Array | null = null
  private stops: Uint8Array | null = null
  private phrasesOf = 0
  private readonly phraseField: number[] = []

  look(finds: Finds, tokens: Tokens, { graph, vocabulary }: Pick<Lexicon, 'graph' | 'vocabulary'>): void {
    this.finds = finds
    this.tokens = tokens
    this.readings = vocabulary.readings
    this.entries = graph.entries
    this.field++
    this.exact = null
    this.colons = -1
    this.drugs = null
    this.stops = null
  }

  /** May the find at this place count? */
  allow(at: number): boolean {
    const { finds } = this
    // One word in another form must not be a wording by itself: "cut" is not "cutting".
    if (
      finds.width[at] === 1 &&
      finds.means(at) === Means.Inflected &&
      this.isWordingItself(finds.first[at] as number)
    )
      return false
    if (this.hasColon() && this.takesCueOfNext(at)) return false
    if (((finds.bits[at] as number) & Bit.asked) === 0) return true
    const entry = this.entries[finds.order[at] as number] as LexEntry
    const first = finds.first[at] as number
    const last = finds.last[at] as number
    if (entry.kind === 'frequency' && !this.besideDrug(first, last)) return false
    if (entry.kind === 'action' && entry.group === 'medication' && !this.nearDrug(first, last)) return false
    if (entry.place !== undefined && !this.isPlace(entry.place, first, last)) return false
    if (entry.company !== undefined && !this.has(entry.company, first, last)) return false
    return entry.unless === undefined || !this.has(entry.unless, first, last)
  }

  private hasColon(): boolean {
    if (this.colons === -1) {
      const { gap, length } = this.tokens
      this.colons = 0
      for (let i = 1; i < length; i++) if (((gap[i] as number) & Gap.Colon) !== 0) this.colons++
    }
    return this.colons > 0
  }

  /** "Risk: nil SI": the cue behind the colon is of what follows, not of the heading. */
  private takesCueOfNext(at: number): boolean {
    const { finds, tokens } = this
    const first = finds.first[at] as number
    const last = finds.last[at] as number
    const next = last + 1
    if (last === first || next >= tokens.length || ((tokens.gap[next] as number) & breaks) !== 0) return false
    let isAcross = false
    for (let i = first + 1; i <= last; i++) isAcross ||= ((tokens.gap[i] as number) & Gap.Colon) !== 0
    return isAcross && this.begins(last, Bit.cue, last) && this.begins(next, Bit.reason | Bit.concept)
  }

  /** Does a find of these kinds begin at this token (and end at `end`)? */
  private begins(token: number, kinds: number, end = -1): boolean {
    const { finds } = this
    for (let i = 0; i < finds.length; i++) {
      if (finds.first[i] !== token || ((finds.bits[i] as number) & kinds) === 0) continue
      if (end < 0 || finds.last[i] === end) return true
    }
    return false
  }

  private isWordingItself(token: number): boolean {
    if (this.exact === null) {
      const { finds } = this
      this.exact = new Uint8Array(this.tokens.length)
      for (let i = 0; i < finds.length; i++)
        if (finds.width[i] === 1 && finds.means(i) === Means.Exact) this.exact[finds.first[i] as number] = 1
    }
    return this.exact[token] === 1
  }

  private besideDrug(first: number, last: number): boolean {
    const drugs = this.drugTokens()
    for (let i = Math.max(0, first - drugReach); i < first; i++) if (drugs[i] === 1) return true
    return drugs[last + 1] === 1
  }

  private nearDrug(first: number, last: number): boolean {
    const drugs = this.drugTokens()
    const to = Math.min(this.tokens.length - 1, last + actionReach)
    for (let i = Math.max(0, first - actionReach); i <= to; i++) if (drugs[i] === 1) return true
    return false
  }

  /** 1 for the tokens of drugs and doses. */
  private drugTokens(): Uint8Array {
    if (this.drugs === null) {
      const { finds } = this
      this.drugs = new Uint8Array(this.tokens.length)
      for (let i = 0; i < finds.length; i++)
        if (((finds.bits[i] as number) & (Bit.medication | Bit.dose)) !== 0)
          this.drugs.fill(1, finds.first[i], (finds.last[i] as number) + 1)
    }
    return this.drugs
  }

  private isPlace(place: Place, first: number, last: number): boolean {
    const { gap, length } = this.tokens
    if (place === 'whole') return first === 0 && last + 1 === length
    if (first > 0 && ((gap[first] as number) & breaks) === 0 && !this.isStop(first - 1)) return false
    if (place === 'opens') return true
    if (last + 1 === length) return place === 'alone'
    if (place === 'heading') return ((gap[last + 1] as number) & Gap.Colon) !== 0
    return ((gap[last + 1] as number) & breaks) !== 0 || this.isStop(last + 1)
  }

  /** Words that no cue reaches across end an item, too: "sad but not suicidal". */
  private isStop(token: number): boolean {
    if (this.stops === null) {
      const { finds } = this
      this.stops = new Uint8Array(this.tokens.length)
      for (let i = 0; i < finds.length; i++)
        if (((finds.bits[i] as number) & Bit.stop) !== 0)
          this.stops.fill(1, finds.first[i], (finds.last[i] as number) + 1)
    }
    return this.stops[token] === 1
  }

  private has({ stems, names, phrases }: Company, first: number, last: number): boolean {
    if (stems.length > 0 && this.hasStem(stems, first, last)) return true
    if (names.length > 0 && this.hasName(names, first, last)) return true
    return phrases.length > 0 && this.hasPhrase(phrases)
  }

  private hasStem(stems: readonly number[], first: number, last: number): boolean {
    if (this.stemsOf !== this.field) this.countStems()
    for (let s = 0; s < stems.length; s++) {
      const stem = stems[s] as number
      if (this.stemField[stem] !== this.field) continue
      let count = this.stemCount[stem] as number
      for (let i = first; i <= last; i++) if (this.stemAt(i) === stem) count--
      if (count > 0) return true
    }
    return false
  }

  private stemAt(token: number): number {
    return this.readings.numbers[(this.tokens.reading[token] as number) + At.Stem] as number
  }

  private countStems(): void {
    this.stemsOf = this.field
    for (let i = 0; i < this.tokens.length; i++) {
      const stem = this.stemAt(i)
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

  private hasName(names: readonly number[], first: number, last: number): boolean {
    if (this.namesOf !== this.field) this.placeNames()
    for (let n = 0; n < names.length; n++) {
      const name = names[n] as number
      if (this.nameField[name] !== this.field) continue
      if ((this.nameFirst[name] as number) < first || (this.nameLast[name] as number) > last) return true
    }
    return false
  }

  private placeNames(): void {
    this.namesOf = this.field
    for (let i = 0; i < this.finds.length; i++) {
      const name = (this.entries[this.finds.order[i] as number] as LexEntry).name as number
      const first = this.finds.first[i] as number
      const last = this.finds.last[i] as number
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
    const { numbers, all } = this.readings
    for (let i = 0; i < this.tokens.length; i++) {
      const reading = this.tokens.reading[i] as number
      if (numbers[reading + At.Phrases] === 0) continue
      const { phrases } = all[numbers[reading + At.Number] as number] as Reading
      this.place(phrases?.get(''), i)
      if (i + 1 < this.tokens.length) this.place(phrases?.get(this.tokens.text(i + 1)), i)
    }
  }

  private place(phrases: readonly Phrase[] | undefined, first: number): void {
    if (phrases === undefined) return
    for (const { number, words } of phrases) {
      if (first + words.length > this.tokens.length) continue
      if (!words.every((word, at) => this.tokens.text(first + at) === word)) continue
      while (this.phraseField.length <= number) this.phraseField.push(0)
      this.phraseField[number] = this.field
    }
  }
}
