/**
 * Cuts a folded text into tokens. Knows no language: what counts as one word although it holds a slash,
 * a dot, an ampersand or digits is asked of `isWord`.
 *
 *     "f/u 2/52, ?adhd gad7=12"  →  f/u · 2 · /52 · ? · adhd · gad7 · 12     (isWord: f/u, /52, gad7)
 */

import type { RawToken, TokenKind } from '../model/reading.ts'

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
const classOf = (code: number): number => {
  if (code < 128) return table[code] as number
  if (code === 0x2191 || code === 0x2193 || code === 0x2192) return 0
  return /[\p{L}\p{N}]/u.test(String.fromCharCode(code)) ? Letter : 0
}

const space = 32
const newline = 10

/** All tokens of a folded text, in order. Takes time linear in the length of the text. */
export function cut(text: string, isWord: (text: string) => boolean): RawToken[] {
  const tokens: RawToken[] = []
  const length = text.length
  let gap = 0
  let i = 0
  const push = (word: string, kind: TokenKind, start: number, end: number) => {
    tokens.push({ text: word, kind, start, end, gap })
    gap = 0
  }
  while (i < length) {
    const code = text.charCodeAt(i)
    if (code === space) {
      gap |= Gap.Space
      i++
      continue
    }
    const kind = classOf(code)
    if (kind === Letter) i = letters(i)
    else if (kind === Digit) i = digits(i)
    else i = symbol(i, code)
  }
  return tokens

  function letters(start: number): number {
    let end = start
    let apostrophe = false
    let mixed = false
    for (; end < length; end++) {
      const code = text.charCodeAt(end)
      const kind = classOf(code)
      if (kind === Letter) continue
      if (kind === Digit) mixed = true
      else if (code === 39 && end + 1 < length && classOf(text.charCodeAt(end + 1)) === Letter) apostrophe = true
      else break
    }
    const joined = join(start, end)
    if (joined > end) {
      push(text.slice(start, joined).replaceAll("'", '').replaceAll('.', ''), 'word', start, joined)
      return joined
    }
    if (mixed) mixture(start, end)
    else push(apostrophe ? text.slice(start, end).replaceAll("'", '') : text.slice(start, end), 'word', start, end)
    return end
  }

  /** Where shorthand such as f/u, a&e or d.n.a that begins at `start` ends; `end` when it is none. */
  function join(start: number, end: number): number {
    let best = end
    let at = end
    for (let part = 0; part < 4; part++) {
      const glue = text.charCodeAt(at)
      if ((glue !== 47 && glue !== 38 && glue !== 46) || at + 1 >= length) break
      let next = at + 1
      while (next < length && classOf(text.charCodeAt(next)) !== 0) next++
      if (next === at + 1 || next - start > 24) break
      const piece = text.slice(start, next)
      // A dotted abbreviation is looked up without its dots, and only where single letters are dotted.
      if (glue === 46 ? next - at === 2 && isWord(piece.replaceAll('.', '')) : isWord(piece)) best = next
      at = next
    }
    if (best > end && text.charCodeAt(best) === 46 && text.charCodeAt(best - 2) === 46) best++
    return best
  }

  /** A run of letters and digits: one known word, two known words, or cut between letters and digits. */
  function mixture(start: number, end: number): void {
    const run = text.slice(start, end).replaceAll("'", '')
    if (run.length !== end - start || isWord(run)) {
      push(run, 'word', start, end)
      return
    }
    for (let k = run.length - 1; k > 0; k--) {
      if (isWord(run.slice(0, k)) && isWord(run.slice(k))) {
        push(run.slice(0, k), kindOf(start), start, start + k)
        mixture(start + k, end)
        return
      }
    }
    let at = start
    while (at < end) {
      const kind = classOf(text.charCodeAt(at))
      let next = at + 1
      while (next < end && classOf(text.charCodeAt(next)) === kind) next++
      push(text.slice(at, next), kind === Digit ? 'number' : 'word', at, next)
      at = next
    }
  }

  function kindOf(start: number): TokenKind {
    return classOf(text.charCodeAt(start)) === Digit ? 'number' : 'word'
  }

  function digits(start: number): number {
    let end = digitsEnd(start)
    const following = end < length ? text.charCodeAt(end) : 0
    // 2.5, 10:30
    if ((following === 46 || following === 58) && classAt(end + 1) === Digit) {
      end = digitsEnd(end + 1)
      if (text.charCodeAt(end) === following && classAt(end + 1) === Digit) end = digitsEnd(end + 1)
      push(text.slice(start, end), 'number', start, end)
      return end
    }
    if (following === 47 && classAt(end + 1) === Digit) {
      const second = digitsEnd(end + 1)
      const fraction = text.slice(end, second)
      if (isWord(fraction)) {
        push(text.slice(start, end), 'number', start, end)
        push(fraction, 'symbol', end, second)
        return second
      }
      // 14/11, 14/11/24, 148/92
      end = second
      if (text.charCodeAt(end) === 47 && classAt(end + 1) === Digit) end = digitsEnd(end + 1)
      push(text.slice(start, end), 'date', start, end)
      return end
    }
    if (following !== 0 && classOf(following) === Letter) {
      let last = end
      while (last < length && classOf(text.charCodeAt(last)) !== 0) last++
      const joined = join(start, last)
      if (joined > last) {
        push(text.slice(start, joined), 'word', start, joined)
        return joined
      }
      mixture(start, last)
      return last
    }
    push(text.slice(start, end), 'number', start, end)
    return end
  }

  function digitsEnd(start: number): number {
    let end = start
    while (end < length && classOf(text.charCodeAt(end)) === Digit) end++
    return end
  }

  function classAt(at: number): number {
    return at < length ? classOf(text.charCodeAt(at)) : 0
  }

  /** A symbol is a token (? ↑ → & @ -ve +ve /52) or only says how its neighbours are joined. */
  function symbol(start: number, code: number): number {
    const next = start + 1
    const before = start > 0 ? text.charCodeAt(start - 1) : space
    const after = next < length ? text.charCodeAt(next) : space
    switch (code) {
      case 44:
        gap |= Gap.Comma
        return next
      case 46: {
        gap |= Gap.Stop
        let end = next
        while (text.charCodeAt(end) === 46) end++
        return end
      }
      case newline:
        gap |= Gap.Newline
        return next
      case 59:
      case 42:
      case 124:
        gap |= Gap.Semicolon
        return next
      case 33:
        gap |= Gap.Stop
        return next
      case 58:
      case 61:
        if (code === 61 && after === 62) return arrow(start, next + 1)
        gap |= Gap.Colon
        return next
      case 40:
      case 41:
      case 91:
      case 93:
      case 123:
      case 125:
        gap |= Gap.Bracket
        return next
      case 62:
        return arrow(start, next)
      case 45: {
        let end = next
        while (text.charCodeAt(end) === 45) end++
        if (text.charCodeAt(end) === 62) return arrow(start, end + 1)
        const sign = signed(start)
        if (sign > start) return sign
        const tight = classAt(start - 1) !== 0 && classAt(end) !== 0
        gap |= tight ? Gap.Hyphen : Gap.Dash
        return end
      }
      case 43: {
        const sign = signed(start)
        if (sign > start) return sign
        let end = next
        while (text.charCodeAt(end) === 43) end++
        // "anx++" and "anx+," are degrees; "a + b" and "a+b" are lists.
        const degree = end - start > 1 || (before !== space && (after === space ? !wordFollows(end) : classAt(end) === 0))
        if (!degree) gap |= Gap.Plus
        return end
      }
      case 47: {
        let end = next
        while (end < length && classOf(text.charCodeAt(end)) === Digit) end++
        if (end > next && isWord(text.slice(start, end))) {
          push(text.slice(start, end), 'symbol', start, end)
          return end
        }
        gap |= Gap.Slash
        return next
      }
      case 63: {
        let end = next
        while (text.charCodeAt(end) === 63) end++
        push('?', 'symbol', start, end)
        return end
      }
      case 38:
      case 64:
      case 8593:
      case 8595:
      case 8594: {
        let end = next
        while (text.charCodeAt(end) === code) end++
        push(text.charAt(start), 'symbol', start, end)
        return end
      }
      default:
        // Quotes, #, %, ~, £ and whatever else: they part words and say nothing.
        gap |= Gap.Space
        return next
    }
  }

  function wordFollows(at: number): boolean {
    let next = at
    while (text.charCodeAt(next) === space) next++
    return classAt(next) !== 0
  }

  function arrow(start: number, end: number): number {
    let next = end
    while (text.charCodeAt(next) === 62) next++
    push('→', 'symbol', start, next)
    return next
  }

  /** +ve, -ve: a known word that begins with a sign; `start` when there is none. */
  function signed(start: number): number {
    let end = start + 1
    while (end < length && classOf(text.charCodeAt(end)) === Letter) end++
    if (end === start + 1 || !isWord(text.slice(start, end))) return start
    push(text.slice(start, end), 'word', start, end)
    return end
  }
}
