/** Which words of the lexicon a token may stand for, best first; remembered for each distinct token. */
import { type Candidate, Means, type Reading, type TokenKind } from '../model/reading.ts'
import { ClipIndex } from '../text/clip.ts'
import { DeletionIndex } from '../text/edit.ts'
import { soundKeys } from '../text/sound.ts'
import { stem } from '../text/stem.ts'
import { inAnyForm, toTheLetter } from './trie.ts'

interface Word {
  readonly text: string
  /** Used where any form of the word will do. */
  loose: boolean
  /** May be found by its sound: names of drugs. */
  sounds: boolean
  readonly classes: number[]
}

const memory = 50_000

export class Vocabulary {
  private readonly ids = new Map<string, number>()
  private readonly words: Word[] = []
  private readonly english: ReadonlySet<string>
  private readonly numberSymbol: number
  private readonly dateSymbol: number
  private readonly memo = new Map<string, Reading>()
  private starting: (symbol: number) => boolean = () => true

  private byStem = new Map<string, number[]>()
  private looseIds: number[] = []
  private respellings: DeletionIndex | null = null
  private clips: ClipIndex | null = null
  private sounds: Map<string, number[]> | null = null

  constructor(english: ReadonlySet<string>, numberSymbol: number, dateSymbol: number) {
    this.english = english
    this.numberSymbol = numberSymbol
    this.dateSymbol = dateSymbol
  }

  /** The id of a word of the lexicon, made when it is new. */
  add(text: string, loose: boolean, sounds = false): number {
    let id = this.ids.get(text)
    if (id === undefined) {
      id = this.words.length
      this.ids.set(text, id)
      this.words.push({ text, loose: false, sounds: false, classes: [] })
    }
    const word = this.words[id] as Word
    word.loose ||= loose
    word.sounds ||= sounds
    return id
  }

  addToClass(text: string, symbol: number): void {
    const word = this.words[this.add(text, true)] as Word
    if (!word.classes.includes(symbol)) word.classes.push(symbol)
  }

  /** Is this text, to the letter, a word of the lexicon? The tokeniser asks it of f/u, s2w, /52, -ve. */
  readonly isWord = (text: string): boolean => this.ids.has(text)

  /** To be called when all words are in. `starting` tells the symbols with which a wording can begin. */
  close(starting: (symbol: number) => boolean): void {
    this.starting = starting
    this.words.forEach((word, id) => {
      if (!word.loose || word.text.length < 4 || !/^[a-z]+$/.test(word.text)) return
      this.looseIds.push(id)
      const key = stem(word.text)
      const same = this.byStem.get(key)
      if (same) same.push(id)
      else this.byStem.set(key, [id])
    })
    const longer = this.looseIds.filter((id) => this.text(id).length >= 5)
    this.looseIds = longer
    this.respellings = new DeletionIndex(longer.map((id) => this.text(id)))
  }

  private text(id: number): string {
    return (this.words[id] as Word).text
  }

  /** What a token may stand for. Equal tokens give the same object. */
  read(text: string, kind: TokenKind): Reading {
    let reading = this.memo.get(text)
    if (reading === undefined) {
      // Emptied when full: plain, and the words of a log are few.
      if (this.memo.size >= memory) this.memo.clear()
      reading = this.make(text, kind)
      this.memo.set(text, reading)
    }
    return reading
  }

  private make(text: string, kind: TokenKind): Reading {
    const candidates: Candidate[] = []
    const own = this.ids.get(text)
    if (own !== undefined) {
      const symbols = [toTheLetter(own), inAnyForm(own), ...(this.words[own] as Word).classes]
      if (kind === 'number') symbols.push(this.numberSymbol)
      candidates.push({ symbols, means: Means.Exact, distance: 0 })
    } else if (kind === 'number' || kind === 'date') {
      const symbol = kind === 'number' ? this.numberSymbol : this.dateSymbol
      candidates.push({ symbols: [symbol], means: Means.Exact, distance: 0 })
    }
    const isLetters = kind === 'word' && /^\p{L}+$/u.test(text)
    const root = isLetters && text.length >= 4 ? stem(text) : text
    if (isLetters && text.length >= 4) {
      for (const id of this.byStem.get(root) ?? [])
        if (id !== own) candidates.push(this.loose(id, Means.Inflected, 0))
    }
    const known = own !== undefined || this.english.has(text)
    let parts: readonly [string, string] | null = null
    if (!known && isLetters && text.length >= 3 && text.length <= 40) {
      if (candidates.length === 0) this.guess(text, candidates)
      if (candidates.length === 0) parts = this.split(text)
    }
    const starts = candidates.some((candidate) => candidate.symbols.some(this.starting))
    return { candidates, known: known || candidates.length > 0, stem: root, parts, starts }
  }

  /** A word nobody knows: misspelt, clipped, or written as it sounds. The first way that leads anywhere is taken. */
  private guess(text: string, into: Candidate[]): void {
    const near = text.length >= 4 ? (this.respellings as DeletionIndex).near(text) : []
    const least = near[0]?.[1]
    for (const [index, distance] of near) {
      if (distance === least) into.push(this.loose(this.looseIds[index] as number, Means.Respelt, distance))
    }
    if (into.length > 0) return
    this.clips ??= new ClipIndex(this.looseIds.map((id) => this.text(id)))
    const clipped = this.clips.withoutVowels(text)
    for (const index of clipped.length > 0 ? clipped : this.clips.beginning(text)) {
      into.push(this.loose(this.looseIds[index] as number, Means.Clipped, 0))
    }
    if (into.length > 0 || text.length < 6) return
    for (const id of this.alikeInSound(text)) into.push(this.loose(id, Means.Sounded, 0))
  }

  private alikeInSound(text: string): readonly number[] {
    if (!this.sounds) {
      this.sounds = new Map()
      for (const id of this.looseIds) {
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

  private split(text: string): readonly [string, string] | null {
    for (let at = text.length - 3; at >= 3; at--) {
      const first = text.slice(0, at)
      const second = text.slice(at)
      const both = this.ids.has(first) && this.ids.has(second)
      if (
        both ||
        (this.ids.has(first) && this.english.has(second)) ||
        (this.english.has(first) && this.ids.has(second))
      ) {
        return [first, second]
      }
    }
    return null
  }
}
