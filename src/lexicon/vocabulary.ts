/** Which words of the lexicon a token may stand for, best first; remembered for each distinct token. */
import { Kind, Means, type Phrase, type Reading, type TokenKind } from '../model/reading.ts'
import { ClipIndex } from '../text/clip.ts'
import { DeletionIndex } from '../text/edit.ts'
import { hashOf } from '../text/hash.ts'
import { soundKeys } from '../text/sound.ts'
import { stem } from '../text/stem.ts'
import type { Graph } from './graph.ts'
import { At, Readings, surenessOf } from './readings.ts'
import { bitOf, inAnyForm, otherBitOf, toTheLetter } from './symbols.ts'

interface Word {
  readonly text: string
  /** Used where any form of the word will do. */
  loose: boolean
  /** May be found by its sound: names of drugs. */
  sounds: boolean
  classes: readonly number[]
}

/** A word that a token may stand for. */
interface Candidate {
  readonly symbols: readonly number[]
  readonly means: number
  /** Edits, for a respelling; else 0. */
  readonly distance: number
}

const none: readonly number[] = []
const memory = 50_000

export class Vocabulary {
  private readonly ids = new Map<string, number>()
  private readonly words: Word[] = []
  private readonly ordinary: () => readonly string[]
  private readonly numberSymbol: number
  private readonly dateSymbol: number
  readonly readings = new Readings()
  private readonly stems = new Map<string, number>()
  private readonly companions = new Map<string, number>()
  private readonly phraseNumbers = new Map<string, number>()
  /** By first word, then by the second: some begin hundreds. */
  private readonly phrases = new Map<string, Map<string, Phrase[]>>()
  private graph: Graph | null = null

  // Indexes are built when a word first needs them: a handful of notes needs few.
  private byBeginning: Map<string, StemIndex> | null = null
  private english: ReadonlySet<string> | null = null
  private longIds: number[] | null = null
  private respellings: DeletionIndex | null = null
  private clips: ClipIndex | null = null
  private sounds: Map<string, number[]> | null = null

  constructor(ordinary: () => readonly string[], numberSymbol: number, dateSymbol: number) {
    this.ordinary = ordinary
    this.numberSymbol = numberSymbol
    this.dateSymbol = dateSymbol
  }

  /** The id of a word of the lexicon, made when it is new. */
  add(text: string, loose: boolean, sounds = false): number {
    let id = this.ids.get(text)
    if (id === undefined) {
      id = this.words.length
      this.ids.set(text, id)
      this.words.push({ text, loose: false, sounds: false, classes: none })
    }
    const word = this.words[id] as Word
    word.loose ||= loose
    word.sounds ||= sounds
    return id
  }

  addToClass(text: string, symbol: number): void {
    const word = this.words[this.add(text, true)] as Word
    if (!word.classes.includes(symbol)) word.classes = [...word.classes, symbol]
  }

  /** Is this text, to the letter, a word of the lexicon? The tokeniser asks it of f/u, s2w, /52, -ve. */
  readonly isWord = (text: string): boolean => this.ids.has(text)

  /** The number of a word's stem, for a wording that asks for it as company. */
  stemNumber(text: string): number {
    const known = this.companions.get(text)
    if (known !== undefined) return known
    const root = text.length >= 4 ? stem(text) : text
    const number = this.stems.get(root) ?? this.stems.size
    this.stems.set(root, number)
    this.companions.set(text, number)
    return number
  }

  /** The next stem, where the numbers of all are known already: stemming takes microseconds. */
  addStem(root: string): void {
    this.stems.set(root, this.stems.size)
  }

  /** The number of some words in a row, for a wording that asks for them as company. */
  phraseNumber(text: string): number {
    let number = this.phraseNumbers.get(text)
    if (number === undefined) {
      number = this.phraseNumbers.size
      this.phraseNumbers.set(text, number)
      const words = text.split(' ')
      const first = words[0] as string
      const second = words[1] ?? ''
      const bySecond = this.phrases.get(first) ?? new Map<string, Phrase[]>()
      this.phrases.set(first, bySecond)
      bySecond.set(second, [...(bySecond.get(second) ?? []), { number, words }])
    }
    return number
  }

  /** All that was put in, in the order of its numbers. */
  get contents(): { words: readonly Word[]; stems: readonly string[]; phrases: readonly string[] } {
    return { words: this.words, stems: [...this.stems.keys()], phrases: [...this.phraseNumbers.keys()] }
  }

  /** How many symbols the words have. */
  get symbols(): number {
    return this.words.length * 2
  }

  /** To be called when all words are in. */
  close(graph: Graph): void {
    this.graph = graph
  }

  /** To be called before an entry is read: forgets what was made for others if it has grown too large. */
  trim(): void {
    // Emptied when full: plain, and the words of a log are few.
    if (this.graph?.trim() || this.readings.count >= memory) this.readings.clear()
  }

  /** Where the reading of a token is filed. */
  read(text: string, kind: TokenKind): number {
    return this.readings.find(text, 0, text.length, hashOf(text)) || this.make(text, kind)
  }

  /** The same for a word that is part of a text, whose letters have this hash. */
  readWord(text: string, start: number, end: number, hash: number): number {
    return this.readings.find(text, start, end, hash) || this.make(text.slice(start, end), Kind.Word)
  }

  /** Is the text of a reading among these words? Remembered: `words` are always the same. */
  isIn(words: ReadonlySet<string>, place: number): boolean {
    const { numbers, all } = this.readings
    const known = numbers[place + At.Plain] as number
    if (known !== 0) return known === 1
    const isIn = words.has((all[numbers[place + At.Number] as number] as Reading).text)
    numbers[place + At.Plain] = isIn ? 1 : 2
    return isIn
  }

  private make(text: string, kind: TokenKind): number {
    const candidates: Candidate[] = []
    const own = this.ids.get(text)
    if (own !== undefined) {
      const symbols = [toTheLetter(own), inAnyForm(own), ...(this.words[own] as Word).classes]
      if (kind === Kind.Number) symbols.push(this.numberSymbol)
      candidates.push({ symbols, means: Means.Exact, distance: 0 })
    } else if (kind === Kind.Number || kind === Kind.Date) {
      const symbol = kind === Kind.Number ? this.numberSymbol : this.dateSymbol
      candidates.push({ symbols: [symbol], means: Means.Exact, distance: 0 })
    }
    const isLetters = kind === Kind.Word && /^\p{L}+$/u.test(text)
    const root = isLetters && text.length >= 4 ? stem(text) : text
    if (isLetters && text.length >= 4) {
      for (const id of this.ofStem(root)) if (id !== own) candidates.push(this.loose(id, Means.Inflected, 0))
    }
    const known = own !== undefined || this.isOrdinary(text)
    let parts: readonly [string, string] | null = null
    // A short form that one wording spells out ("mnth") may stand for its word in every other.
    const isForm = own !== undefined && !(this.words[own] as Word).loose && !this.isOrdinary(text)
    if ((!known || isForm) && isLetters && text.length >= 3 && text.length <= 40) {
      if (isForm || candidates.length === 0) this.guess(text, candidates)
      if (candidates.length === 0) parts = this.split(text)
    } else if (own !== undefined && isLetters && !this.isOrdinary(text)) {
      this.misspelt(text, candidates)
    }
    const reading: Reading = { text, phrases: this.phrases.get(text) ?? null, parts }
    return this.file(reading, candidates, this.stems.get(root) ?? -1)
  }

  /** Files what the candidates' symbols lead to from the root, and which may lead on from anywhere else; best first. */
  private file(reading: Reading, candidates: readonly Candidate[], stem: number): number {
    const graph = this.graph as Graph
    const starts: number[] = []
    const steps: number[] = []
    let mask = 0
    let other = 0
    for (const { symbols, means, distance } of candidates) {
      const sureness = surenessOf(means, distance)
      for (const symbol of symbols) {
        const child = graph.next(graph.root, symbol)
        if (child !== 0) {
          starts.push(child, graph.flags(child), graph.mask(child), graph.otherMask(child), sureness)
          graph.tellEnds(child, starts)
        }
        if (!graph.leadsOn(symbol)) continue
        steps.push(symbol, bitOf(symbol), otherBitOf(symbol), sureness)
        mask |= bitOf(symbol)
        other |= otherBitOf(symbol)
      }
    }
    return this.readings.file(reading, [mask, other], stem, starts, steps)
  }

  /** Words of which any form will do, by what their stem begins with. */
  private ofStem(root: string): readonly number[] {
    this.byBeginning ??= this.beginnings()
    return this.byBeginning.get(beginningOf(root))?.get(root) ?? none
  }

  private beginnings(): Map<string, StemIndex> {
    const beginnings = new Map<string, StemIndex>()
    this.words.forEach(({ loose, text }, id) => {
      if (!loose || text.length < 4 || !/^[a-z]+$/.test(text)) return
      const beginning = beginningOf(text)
      const index = beginnings.get(beginning) ?? new StemIndex()
      beginnings.set(beginning, index)
      index.add(text, id)
    })
    return beginnings
  }

  /** Ordinary words are no wordings, but are not misspelt either. */
  isOrdinary(text: string): boolean {
    this.english ??= new Set(this.ordinary())
    return this.english.has(text)
  }

  private text(id: number): string {
    return (this.words[id] as Word).text
  }

  /** Words long enough to be respelt, clipped or sounded. */
  private long(): readonly number[] {
    if (this.longIds === null) {
      const ids: number[] = []
      this.words.forEach(({ loose, text }, id) => {
        if (loose && text.length >= 5 && /^[a-z]+$/.test(text)) ids.push(id)
      })
      this.longIds = ids
    }
    return this.longIds
  }

  /** A word nobody knows: misspelt, clipped, or written as it sounds. The first way that leads anywhere is taken. */
  private guess(text: string, into: Candidate[]): void {
    const long = this.long()
    const near = this.near(text)
    const least = near[0]?.[1]
    for (const [id, distance] of near) {
      if (distance !== least) continue
      into.push(this.loose(id, Means.Respelt, distance))
      // A word that is misspelt may be in another form than its wording, too: "antidepresants".
      for (const form of this.ofStem(stem(this.text(id))))
        if (form !== id) into.push(this.loose(form, Means.Respelt, distance))
    }
    if (near.length > 0) return
    const before = into.length
    this.clips ??= new ClipIndex(long.map((id) => this.text(id)))
    const clipped = this.clips.withoutVowels(text)
    for (const index of clipped.length > 0 ? clipped : this.clips.beginning(text)) {
      into.push(this.loose(long[index] as number, Means.Clipped, 0))
    }
    if (into.length > before || text.length < 6) return
    for (const id of this.alikeInSound(text)) into.push(this.loose(id, Means.Sounded, 0))
  }

  /** A misspelling that one wording spells out ("reveiw") stands for the ordinary word in all others, too. */
  private misspelt(text: string, into: Candidate[]): void {
    for (const [id, distance] of this.near(text))
      if (distance === 1 && this.isOrdinary(this.text(id))) into.push(this.loose(id, Means.Respelt, distance))
  }

  /** Words long enough that `text` may stand for when misspelt, nearest first. */
  private near(text: string): readonly (readonly [id: number, distance: number])[] {
    if (text.length < 4) return []
    const long = this.long()
    this.respellings ??= new DeletionIndex(long.map((id) => this.text(id)))
    return this.respellings.near(text).map(([index, distance]) => [long[index] as number, distance])
  }

  private alikeInSound(text: string): readonly number[] {
    if (!this.sounds) {
      this.sounds = new Map()
      for (const id of this.long()) {
        if (!(this.words[id] as Word).sounds) continue
        const key = soundKeys(this.text(id))[0]
        const same = this.sounds.get(key)
        if (same) same.push(id)
        else this.sounds.set(key, [id])
      }
    }
    const same = this.sounds.get(soundKeys(text)[0]) ?? []
    return same.filter((id) => Math.abs(this.text(id).length - text.length) <= 3)
  }

  private loose(id: number, means: number, distance: number): Candidate {
    const classes = (this.words[id] as Word).classes
    return { symbols: [inAnyForm(id), ...classes], means, distance }
  }

  /** Two letters are a part only of what everybody writes: "backin" is "back in", "deano" is nothing. */
  private split(text: string): readonly [string, string] | null {
    for (let at = text.length - 2; at >= 2; at--) {
      const first = text.slice(0, at)
      const second = text.slice(at)
      if (Math.min(at, text.length - at) === 2 && !(this.isOrdinary(first) && this.isOrdinary(second)))
        continue
      const both = this.ids.has(first) && this.ids.has(second)
      if (
        both ||
        (this.ids.has(first) && this.isOrdinary(second)) ||
        (this.isOrdinary(first) && this.ids.has(second))
      ) {
        return [first, second]
      }
    }
    return null
  }
}

/** A stem keeps the first two letters of its word, but for a y that becomes i. */
const beginningOf = (text: string): string => text.slice(0, 2).replaceAll('y', 'i')

/** Words that begin alike, by their stems; stemmed when first asked, since a stem takes microseconds. */
class StemIndex {
  private readonly words: [text: string, id: number][] = []
  private byStem: Map<string, number[]> | null = null

  add(text: string, id: number): void {
    this.words.push([text, id])
  }

  get(root: string): readonly number[] | undefined {
    if (this.byStem === null) {
      this.byStem = new Map()
      for (const [text, id] of this.words) {
        const key = stem(text)
        const same = this.byStem.get(key)
        if (same) same.push(id)
        else this.byStem.set(key, [id])
      }
    }
    return this.byStem.get(root)
  }
}
