/**
 * Cuts a folded text into tokens. Knows no language: what counts as one word although it holds a slash,
 * a dot, an ampersand or digits is asked of `isWord`.
 *
 *     "f/u 2/52, ?adhd gad7=12"  →  f/u · 2 · /52 · ? · adhd · gad7 · 12     (isWord: f/u, /52, gad7)
 */

import { Kind, type TokenKind } from '../model/reading.ts'
import { firstHash, hashed } from './hash.ts'

/** What stands before a token: bits, since several may ("\n- "). */
export const Gap = {
  Space: 1,
  Hyphen: 2,
  Slash: 4,
  Comma: 8,
  Plus: 16,
  Colon: 32,
  Dash: 64,
  Bracket: 128,
  Semicolon: 256,
  Stop: 512,
  Newline: 1024,
} as const
/** Begins another item of a list. */
export const itemBreak = Gap.Slash | Gap.Comma | Gap.Plus | Gap.Colon | Gap.Dash | Gap.Bracket
/** Begins another sentence. */
export const sentenceBreak = Gap.Semicolon | Gap.Stop | Gap.Newline

const Letter = 1
const Digit = 2
const table = new Uint8Array(128)
for (const c of 'abcdefghijklmnopqrstuvwxyz') table[c.charCodeAt(0)] = Letter
for (const c of '0123456789') table[c.charCodeAt(0)] = Digit
/** Letters of other scripts are letters, too; symbols above ASCII are told apart by case or by Unicode. */
const others = new Uint8Array(65536)
const Other = 3
const classOf = (code: number): number => (code < 128 ? (table[code] as number) : classOfOther(code))
/** Asked of Unicode once for each character. */
function classOfOther(code: number): number {
  let known = others[code] as number
  if (known === 0) {
    const isArrow = code >= 0x2191 && code <= 0x2193
    const isLetter = !isArrow && /[\p{L}\p{N}]/u.test(String.fromCharCode(code))
    known = isLetter ? Letter : Other
    others[code] = known
  }
  return known === Other ? 0 : known
}

const space = 32
/** A slash, an ampersand or a dot may stand within shorthand. */
const isGlue = (code: number): boolean => code === 47 || code === 38 || code === 46
/** Longer runs of letters and digits are cut between them and nowhere else. */
const longestRun = 40
const newline = 10

/** Takes the tokens. A gap says what stands before: bits of `Gap`. */
export interface Sink {
  readonly isWord: (text: string) => boolean
  /** Takes a token: its text as it is looked up, its offsets in the folded text. */
  take(text: string, kind: TokenKind, start: number, end: number, gap: number): void
  /** Takes a plain run of letters, as most tokens are: it is looked up by its hash, and no string is made. */
  takeWord(start: number, end: number, hash: number, gap: number): void
}

/** Hands out all tokens of a folded text, in order. Takes time linear in the length of the text. */
export function cut(text: string, sink: Sink): void {
  new Cutter(text, sink).all()
}

/** Its methods take the offset where something begins and give the offset where it ends. */
class Cutter {
  private readonly text: string
  private readonly length: number
  private readonly isWord: (text: string) => boolean
  private readonly sink: Sink
  private gap = 0

  constructor(text: string, sink: Sink) {
    this.text = text
    this.length = text.length
    this.isWord = sink.isWord
    this.sink = sink
  }

  all(): void {
    let i = 0
    while (i < this.length) {
      const code = this.text.charCodeAt(i)
      if (code === space) {
        this.gap |= Gap.Space
        i++
        continue
      }
      const kind = classOf(code)
      if (kind === Letter) i = this.letters(i)
      else if (kind === Digit) i = this.digits(i)
      else i = this.symbol(i, code)
    }
  }

  private push(word: string, kind: TokenKind, start: number, end: number): void {
    this.sink.take(word, kind, start, end, this.gap)
    this.gap = 0
  }

  private letters(start: number): number {
    const { text, length } = this
    let end = start
    let hash = firstHash
    let apostrophe = false
    let mixed = false
    let code = 0
    for (; end < length; end++) {
      code = text.charCodeAt(end)
      const kind = classOf(code)
      if (kind === Letter) hash = hashed(hash, code)
      else if (kind === Digit) mixed = true
      else if (code === 39 && this.classAt(end + 1) === Letter) apostrophe = true
      else break
    }
    const isGlued = end < length && isGlue(code) && this.classAt(end + 1) !== 0
    if (!isGlued && !mixed && !apostrophe) {
      this.sink.takeWord(start, end, hash, this.gap)
      this.gap = 0
      return end
    }
    const joined = isGlued ? this.join(start, end) : end
    if (joined > end) {
      this.push(text.slice(start, joined).replaceAll("'", '').replaceAll('.', ''), Kind.Word, start, joined)
      return joined
    }
    if (mixed) this.mixture(start, end)
    else
      this.push(
        apostrophe ? text.slice(start, end).replaceAll("'", '') : text.slice(start, end),
        Kind.Word,
        start,
        end,
      )
    return end
  }

  /** Where shorthand such as f/u, a&e or d.n.a that begins at `start` ends; `end` when it is none. */
  private join(start: number, end: number): number {
    let best = end
    let at = end
    for (let part = 0; part < 4; part++) {
      const glue = this.text.charCodeAt(at)
      if (!isGlue(glue) || at + 1 >= this.length) break
      let next = at + 1
      while (next < this.length && classOf(this.text.charCodeAt(next)) !== 0) next++
      if (next === at + 1 || next - start > 24) break
      const piece = this.text.slice(start, next)
      // A dotted abbreviation is looked up without its dots, and only where single letters are dotted.
      if (glue === 46 ? next - at === 2 && this.isWord(piece.replaceAll('.', '')) : this.isWord(piece))
        best = next
      at = next
    }
    if (best > end && this.text.charCodeAt(best) === 46 && this.text.charCodeAt(best - 2) === 46) best++
    return best
  }

  /** A run of letters and digits: one known word, two known words, or cut between letters and digits. */
  private mixture(start: number, end: number): void {
    const run = this.text.slice(start, end).replaceAll("'", '')
    if (run.length !== end - start || this.isWord(run)) {
      this.push(run, /^\d+$/.test(run) ? Kind.Number : Kind.Word, start, end)
      return
    }
    // No words are as long; trying every seam of a run without end would take time in its square.
    for (let k = run.length <= longestRun ? run.length - 1 : 0; k > 0; k--) {
      // "phq20" is no PHQ-2 that came to 0.
      const isLastDigit = k === run.length - 1 && /\d\d$/.test(run)
      if (!isLastDigit && this.isWord(run.slice(0, k)) && this.isWord(run.slice(k))) {
        this.push(run.slice(0, k), this.kindOf(start), start, start + k)
        this.mixture(start + k, end)
        return
      }
    }
    let at = start
    while (at < end) {
      const kind = classOf(this.text.charCodeAt(at))
      let next = at + 1
      while (next < end && classOf(this.text.charCodeAt(next)) === kind) next++
      this.push(this.text.slice(at, next), kind === Digit ? Kind.Number : Kind.Word, at, next)
      at = next
    }
  }

  private kindOf(start: number): TokenKind {
    return classOf(this.text.charCodeAt(start)) === Digit ? Kind.Number : Kind.Word
  }

  private digits(start: number): number {
    let end = this.digitsEnd(start)
    const following = end < this.length ? this.text.charCodeAt(end) : 0
    // 2.5, 10:30
    if ((following === 46 || following === 58) && this.classAt(end + 1) === Digit) {
      end = this.digitsEnd(end + 1)
      if (this.text.charCodeAt(end) === following && this.classAt(end + 1) === Digit)
        end = this.digitsEnd(end + 1)
      this.push(this.text.slice(start, end), Kind.Number, start, end)
      return end
    }
    if (following === 47 && this.classAt(end + 1) === Digit) {
      const second = this.digitsEnd(end + 1)
      const fraction = this.text.slice(end, second)
      if (this.isWord(fraction)) {
        this.push(this.text.slice(start, end), Kind.Number, start, end)
        this.push(fraction, Kind.Symbol, end, second)
        return second
      }
      // 14/11, 14/11/24, 148/92
      end = second
      if (this.text.charCodeAt(end) === 47 && this.classAt(end + 1) === Digit) end = this.digitsEnd(end + 1)
      this.push(this.text.slice(start, end), Kind.Date, start, end)
      return end
    }
    if (following !== 0 && classOf(following) === Letter) {
      let last = end
      while (last < this.length && classOf(this.text.charCodeAt(last)) !== 0) last++
      const joined = this.join(start, last)
      if (joined > last) {
        this.push(this.text.slice(start, joined), Kind.Word, start, joined)
        return joined
      }
      this.mixture(start, last)
      return last
    }
    this.push(this.text.slice(start, end), Kind.Number, start, end)
    return end
  }

  private digitsEnd(start: number): number {
    let end = start
    while (end < this.length && classOf(this.text.charCodeAt(end)) === Digit) end++
    return end
  }

  private classAt(at: number): number {
    return at < this.length ? classOf(this.text.charCodeAt(at)) : 0
  }

  /** A symbol is a token (? ↑ → ↔ & @ -ve +ve /52) or only says how its neighbours are joined. */
  private symbol(start: number, code: number): number {
    const next = start + 1
    const before = start > 0 ? this.text.charCodeAt(start - 1) : space
    const after = next < this.length ? this.text.charCodeAt(next) : space
    switch (code) {
      case 44:
        this.gap |= Gap.Comma
        return next
      case 46: {
        // "no.3", "fig.2": a dot tied to a number ends no sentence.
        this.gap |= before !== space && this.classAt(next) === Digit ? Gap.Space : Gap.Stop
        let end = next
        while (this.text.charCodeAt(end) === 46) end++
        return end
      }
      case newline:
        this.gap |= Gap.Newline
        return next
      case 59:
      case 42:
      case 124:
        this.gap |= Gap.Semicolon
        return next
      case 33:
        this.gap |= Gap.Stop
        return next
      case 58:
      case 61:
        if (code === 61 && after === 62) return this.arrow(start, next + 1)
        this.gap |= Gap.Colon
        return next
      case 40:
      case 41:
      case 91:
      case 93:
      case 123:
      case 125:
        this.gap |= Gap.Bracket
        return next
      case 62:
        return this.arrow(start, next)
      case 45: {
        let end = next
        while (this.text.charCodeAt(end) === 45) end++
        if (this.text.charCodeAt(end) === 62) return this.arrow(start, end + 1)
        const sign = this.signed(start)
        if (sign > start) return sign
        const tight = this.classAt(start - 1) !== 0 && this.classAt(end) !== 0
        this.gap |= tight ? Gap.Hyphen : Gap.Dash
        return end
      }
      case 43: {
        const sign = this.signed(start)
        if (sign > start) return sign
        let end = next
        while (this.text.charCodeAt(end) === 43) end++
        // "anx++" and "anx+," are degrees; "a + b" and "a+b" are lists.
        const degree =
          end - start > 1 ||
          (before !== space && (after === space ? !this.wordFollows(end) : this.classAt(end) === 0))
        if (!degree) this.gap |= Gap.Plus
        return end
      }
      case 47: {
        let end = next
        while (end < this.length && classOf(this.text.charCodeAt(end)) === Digit) end++
        if (end > next && this.isWord(this.text.slice(start, end))) {
          this.push(this.text.slice(start, end), Kind.Symbol, start, end)
          return end
        }
        this.gap |= Gap.Slash
        return next
      }
      case 63: {
        let end = next
        while (this.text.charCodeAt(end) === 63) end++
        this.push('?', Kind.Symbol, start, end)
        return end
      }
      case 38:
      case 64:
      case 8593:
      case 8595:
      case 8594:
      case 8596: {
        let end = next
        while (this.text.charCodeAt(end) === code) end++
        this.push(this.text.charAt(start), Kind.Symbol, start, end)
        return end
      }
      default:
        // Quotes, #, %, ~, £ and whatever else: they part words and say nothing.
        this.gap |= Gap.Space
        return next
    }
  }

  private wordFollows(at: number): boolean {
    let next = at
    while (this.text.charCodeAt(next) === space) next++
    return this.classAt(next) !== 0
  }

  private arrow(start: number, end: number): number {
    let next = end
    while (this.text.charCodeAt(next) === 62) next++
    this.push('→', Kind.Symbol, start, next)
    return next
  }

  /** +ve, -ve: a known word that begins with a sign; `start` when there is none. */
  private signed(start: number): number {
    let end = start + 1
    while (end < this.length && classOf(this.text.charCodeAt(end)) === Letter) end++
    if (end === start + 1 || !this.isWord(this.text.slice(start, end))) return start
    this.push(this.text.slice(start, end), Kind.Word, start, end)
    return end
  }
}
