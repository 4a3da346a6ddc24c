/**
 * Names of people.
 *
 *     Dr Patel to ring pt Zbyszko's mum Rose, d/w Tom (CMHT)
 *     ^^^^^^^^            ~~~~~~~       ~~~~      ~~~
 *
 * A title makes a name of the word behind it; "pt" and "mum" do of any word with a capital that nothing else explains;
 * a given name that is nothing else stands by itself; one that is also a word (Will, Rose, May) needs one of these, or a
 * surname. Names of places and services that are called after people are none.
 */
import { Herald, Part } from '../../lexicon/identifiers.ts'
import { type Found, type Line, Shape } from './line.ts'

/** What is known of the words beside the lists of names. */
export interface Knowledge {
  /** A word of ordinary English. */
  isOrdinary(word: string): boolean
  /** A word of the taxonomy's wordings, or a plain one. */
  isTerm(word: string): boolean
  /** Is this stretch of the folded text read as something of the taxonomy's? `whole`: by words that go beyond it. */
  isRead(start: number, end: number): 'no' | 'alone' | 'whole'
}

const named = Part.Given | Part.Surname

export function findNames(line: Line, knowledge: Knowledge): Found[] {
  return new Names(line, knowledge).all()
}

/** Its methods take the place of a word and give the place of the last word of a name; -1 where there is none. */
class Names {
  private readonly line: Line
  private readonly known: Knowledge
  /** The last word of the name before. */
  private lastNamed = -9

  constructor(line: Line, known: Knowledge) {
    this.line = line
    this.known = known
  }

  all(): Found[] {
    const { line } = this
    const found: Found[] = []
    for (let at = 0; at < line.length; ) {
      const last = this.nameAt(at)
      if (last < 0) {
        at++
        continue
      }
      found.push({ kind: 'name', start: line.starts[at] as number, end: line.ends[last] as number })
      this.lastNamed = last
      at = last + 1
    }
    return found
  }

  private nameAt(at: number): number {
    const { line } = this
    if (line.is(at, Part.Title)) {
      const last = this.titled(at)
      if (last >= 0) return last
    }
    if (line.is(at, Part.Given)) return this.given(at)
    if (line.wordAt(at).length === 1) return this.initialled(at)
    return this.unlisted(at)
  }

  /** Mrs Jones, Dr. A B Smith, mrs wozniak. */
  private titled(at: number): number {
    const { line } = this
    let next = at + 1
    if (next >= line.length || !isTight(line.gap(at))) return -1
    for (let initials = 0; initials < 3 && this.isInitial(next) && isTight(line.gap(next)); initials++) next++
    return this.isAfterTitle(at, next) ? this.extended(next) : -1
  }

  private isAfterTitle(title: number, at: number): boolean {
    const { line, known } = this
    const word = line.wordAt(at)
    if (word.length < 2 || (line.is(at, Part.Modal) && this.isDoing(at))) return false
    const isListed = line.is(at, named)
    const isOrdinary = known.isOrdinary(word) || known.isTerm(word)
    const isLoose = line.is(title, Part.LooseTitle)
    if (line.shape(at) === Shape.Title) {
      if (isListed) return true
      const { start, end } = this.span(at)
      if (known.isRead(start, end) !== 'no') return false
      return isLoose && line.shape(title) !== Shape.Title ? !isOrdinary : !known.isTerm(word)
    }
    // Written in one case there is only what the words are.
    if (isListed) return isLoose ? !known.isTerm(word) && !this.isAlso(at) : !line.is(at, Part.Modal)
    const { start, end } = this.span(at)
    return !isLoose && !isOrdinary && word.length > 2 && known.isRead(start, end) === 'no'
  }

  /** John, Sarah Jones, mum Rose, mark jones. */
  private given(at: number): number {
    const { line, known } = this
    const shape = line.shape(at)
    if (line.is(at - 1, Part.Saint) && isTight(line.gap(at - 1))) return -1
    const herald = this.heraldBefore(at)
    const { start, end } = this.span(at)
    const read = known.isRead(start, end)
    if (read === 'whole' || this.isNamedAfter(at, herald)) return -1
    if (line.is(at, Part.Modal) && this.isDoing(at)) return -1
    const last = this.extended(at)
    if (this.isAlso(at)) {
      if (this.hasPlainSurname(at, last)) return last
      const heralds = line.is(at, Part.AlsoWord) && !line.is(at, Part.AlsoPlace) ? anyone : told
      return shape === Shape.Title && (herald & heralds) !== 0 ? last : -1
    }
    if (shape === Shape.Title) return last
    if ((herald & told) !== 0) return last
    const word = line.wordAt(at)
    const isTold = word.length > 3 && !known.isOrdinary(word) && !known.isTerm(word) && read === 'no'
    return isTold || this.hasPlainSurname(at, last) ? last : -1
  }

  /** J Smith, J. Smith. */
  private initialled(at: number): number {
    const { line } = this
    const next = at + 1
    if (!this.isInitial(at) || !/^(\. ?| )$/.test(line.gap(at))) return -1
    // "A Cook" and "I Read" are sentences.
    if (/^[ai]$/.test(line.wordAt(at)) && !line.gap(at).startsWith('.')) return -1
    const isName = line.is(next, Part.Surname) && line.shape(next) === Shape.Title && this.isSurname(next)
    return isName && !this.isPlace(next) ? next : -1
  }

  /** A word of no list behind one who is met in the note: pt Zbyszko, client Patel. */
  private unlisted(at: number): number {
    const { line, known } = this
    const isCell = at === 0 && line.isPerson
    if (!isCell && (!line.is(at - 1, Part.Herald) || (this.heraldBefore(at) & Herald.Person) === 0)) return -1
    if (line.wordAt(at).length < 3 || line.shape(at) !== Shape.Title) return -1
    if (!this.isPlainName(at) && !(isCell && line.is(at, Part.Surname))) return -1
    const { start, end } = this.span(at)
    if (known.isRead(start, end) !== 'no' || this.isNamedAfter(at, Herald.Person)) return -1
    return this.extended(at)
  }

  /** A name with what follows of it: Sarah Jones, Anne-Marie, Tom B. */
  private extended(at: number): number {
    const { line } = this
    let last = at
    for (let more = 0; more < 3; more++) {
      const next = last + 1
      const isGenitive = line.fullEnds[last] !== line.ends[last]
      if (next >= line.length || isGenitive || !this.isContinued(last, next)) break
      last = next
    }
    return last
  }

  private isContinued(last: number, next: number): boolean {
    const { line, known } = this
    const gap = line.gap(last)
    const shape = line.shape(next)
    if (gap === '-') return shape === line.shape(last) && (shape === Shape.Title || line.is(next, named))
    if (!/^ {1,2}$/.test(gap) || this.isPlace(next)) return false
    if (this.isInitial(next))
      return /^(\.|,|;|\)|\n|$| (?=$))/.test(this.after(next)) || this.isInitialOf(next)
    if (line.is(next, Part.Modal) && !this.isEnd(next)) return false
    const { start, end } = this.span(next)
    if (shape === Shape.Title)
      return line.is(next, Part.Surname) || (this.isPlainName(next) && known.isRead(start, end) === 'no')
    return shape === line.shape(last) && line.is(next, Part.Surname) && !known.isTerm(line.wordAt(next))
  }

  /** The middle initial of a name: the B of "Tom B Jones". */
  private isInitialOf(at: number): boolean {
    const { line } = this
    return /^\.? $/.test(line.gap(at)) && line.is(at + 1, Part.Surname) && line.shape(at + 1) === Shape.Title
  }

  /** What announces the word: the words before it, or a name that it is joined to ("Jack and Lily"). */
  private heraldBefore(at: number): number {
    const { line } = this
    if (at === 0) return line.isPerson ? Herald.Person : 0
    const gap = line.gap(at - 1)
    if (this.lastNamed === at - 1 && /^( ?[&+/,] ?)$/.test(gap)) return Herald.Person
    if (this.lastNamed === at - 2 && line.wordAt(at - 1) === 'and' && gap === ' ') return Herald.Person
    if (!/^[ :\-("'=/]{0,4}$/.test(gap)) return 0
    return line.heralds(at - 1)
  }

  /** Rose ward, Andy's Man Club, Bell's palsy: a name of something. */
  private isNamedAfter(at: number, herald: number): boolean {
    const { line } = this
    const isGenitive = line.fullEnds[at] !== line.ends[at]
    for (let next = at + 1; next <= at + 3 && next < line.length; next++) {
      if (!/^[ -]{1,2}$/.test(line.gap(next - 1))) return false
      if (next === at + 1 && line.is(next, Part.Thing)) return true
      const hasCapital = line.shape(next) === Shape.Title
      const needsCapital = isGenitive || next > at + 1 || (herald & Herald.Person) !== 0
      if (line.is(next, Part.Place) && (hasCapital || !needsCapital)) return true
      if (line.is(next, Part.LoosePlace) && hasCapital) return true
      if (!hasCapital) return false
    }
    return false
  }

  private isPlace(at: number): boolean {
    const { line } = this
    return line.is(at, Part.Place) || (line.is(at, Part.LoosePlace) && !line.is(at, Part.Surname))
  }

  /** "Will ring" is no name, "Will rang" and "Will, ..." may be one. */
  private isDoing(at: number): boolean {
    return (
      !this.isEnd(at) && !this.line.is(at + 1, Part.AfterModal) && this.line.shape(at + 1) !== Shape.Title
    )
  }

  /** Does the word end its item? */
  private isEnd(at: number): boolean {
    const { line } = this
    return at + 1 >= line.length || line.fullEnds[at] !== line.ends[at] || !/^ +$/.test(line.gap(at))
  }

  /** Does a surname follow that is nothing else, as far as its writing tells? */
  private hasPlainSurname(at: number, last: number): boolean {
    const { line } = this
    for (let next = at + 1; next <= last; next++)
      if (line.is(next, Part.Surname) && this.isSurname(next)) return true
    return false
  }

  /** A listed surname: with a capital it may also be a word of English (Smith, Baker). */
  private isSurname(at: number): boolean {
    const { line, known } = this
    return line.shape(at) === Shape.Title ? !known.isTerm(line.wordAt(at)) : this.isPlainName(at)
  }

  /** Neither a word of English nor of the taxonomy. */
  private isPlainName(at: number): boolean {
    const word = this.line.wordAt(at)
    return word !== '' && !this.known.isOrdinary(word) && !this.known.isTerm(word)
  }

  private isAlso(at: number): boolean {
    return this.line.is(at, Part.AlsoWord | Part.AlsoPlace)
  }

  private isInitial(at: number): boolean {
    const { line } = this
    return line.wordAt(at).length === 1 && line.shape(at) === Shape.Title
  }

  private after(at: number): string {
    const from = this.line.fullEnds[at] as number
    return this.line.folded.slice(from, from + 2)
  }

  private span(at: number): { start: number; end: number } {
    return { start: this.line.starts[at] as number, end: this.line.ends[at] as number }
  }
}

const told = Herald.Person | Herald.Contact
const anyone = told | Herald.Company

/** What may stand between a title, initials and a surname. */
const isTight = (gap: string) => /^(\. ?| {1,2})$/.test(gap)
