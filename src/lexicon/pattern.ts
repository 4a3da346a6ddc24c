/**
 * The wording language of `taxonomy/README.md`, read into a small tree.
 *
 *     "{relative} [is] (very ill|in =ICU) ... hospital"
 *      seq( class relative, alt('' | is), alt(seq(very ill) | seq(in, ICU!)), gap 3, hospital )
 *
 * It knows nothing of what the words mean or which classes exist.
 */

/** `at` is where the part begins in the text of the pattern. An optional part is an `alt` with an empty `seq`. */
export type Pattern =
  | { readonly kind: 'word'; readonly text: string; readonly exact: boolean; readonly at: number }
  | { readonly kind: 'class'; readonly name: string; readonly at: number }
  | { readonly kind: 'gap'; readonly max: number; readonly at: number }
  | { readonly kind: 'seq'; readonly items: readonly Pattern[]; readonly at: number }
  | { readonly kind: 'alt'; readonly options: readonly Pattern[]; readonly at: number }

/** `code` is a member of the closed set of issue codes; `at` points at the character that is wrong. */
export interface PatternError {
  readonly kind: 'error'
  readonly code: 'pattern-syntax' | 'pattern-edge' | 'pattern-empty' | 'pattern-too-wide'
  readonly message: string
  readonly hint?: string
  readonly at: number
}

/** More words than this in one wording are a mistake. */
export const maxWords = 1000
const usualGap = 3

export function parsePattern(text: string): Pattern | PatternError {
  const parser = new Parser(text)
  try {
    const pattern = parser.whole()
    return check(pattern, text) ?? pattern
  } catch (error) {
    if (error instanceof Fault) return error.error
    throw error
  }
}

/** How many words, classes and gaps a pattern is made of. */
export function sizeOf(pattern: Pattern): number {
  if (pattern.kind === 'seq') return pattern.items.reduce((sum, item) => sum + sizeOf(item), 0)
  if (pattern.kind === 'alt') return pattern.options.reduce((sum, option) => sum + sizeOf(option), 0)
  return 1
}

/** How many plain wordings a pattern stands for; a class or gap counts as one. */
export function expansions(pattern: Pattern): number {
  if (pattern.kind === 'seq') return pattern.items.reduce((product, item) => product * expansions(item), 1)
  if (pattern.kind === 'alt') return pattern.options.reduce((sum, option) => sum + expansions(option), 0)
  return 1
}

/** Can the pattern be met by no words at all? */
export function matchesNothing(pattern: Pattern): boolean {
  if (pattern.kind === 'seq') return pattern.items.every(matchesNothing)
  return pattern.kind === 'alt' && pattern.options.some(matchesNothing)
}

/** Every part of a pattern, outermost first. */
export function* parts(pattern: Pattern): Generator<Pattern> {
  yield pattern
  const inner = pattern.kind === 'seq' ? pattern.items : pattern.kind === 'alt' ? pattern.options : []
  for (const part of inner) yield* parts(part)
}

/** Parts that a match can begin (or end) with: behind an optional part the next one can, too. */
export function edge(pattern: Pattern, side: 'first' | 'last'): readonly Pattern[] {
  if (pattern.kind === 'alt') return pattern.options.flatMap((option) => edge(option, side))
  if (pattern.kind !== 'seq') return [pattern]
  const found: Pattern[] = []
  for (const item of side === 'first' ? pattern.items : [...pattern.items].reverse()) {
    found.push(...edge(item, side))
    if (!matchesNothing(item)) break
  }
  return found
}

/** What is well-formed and still cannot work. Thousands of wordings pass here: no part is gone through in vain. */
function check(pattern: Pattern, text: string): PatternError | undefined {
  if (text.includes('[') && matchesNothing(pattern))
    return fault('pattern-empty', 'every part of this wording is optional', pattern.at)
  if (text.includes('..') || text.includes('…')) {
    for (const side of ['first', 'last'] as const) {
      const gap = edge(pattern, side).find((part) => part.kind === 'gap')
      const where = side === 'first' ? 'begin' : 'end'
      if (gap)
        return fault('pattern-edge', `a wording cannot ${where} with a gap`, gap.at, 'leave the gap out')
    }
  }
  if (text.length <= maxWords) return undefined
  const size = sizeOf(pattern)
  if (size > maxWords) {
    const message = `this wording is made of ${size} words, more than ${maxWords}`
    return fault('pattern-too-wide', message, pattern.at, 'split it, or name a class')
  }
  return undefined
}

function fault(code: PatternError['code'], message: string, at: number, hint?: string): PatternError {
  return { kind: 'error', code, message, at, ...(hint && { hint }) }
}

/** Carries an error out of the recursion; never leaves this file. */
class Fault extends Error {
  readonly error: PatternError
  constructor(message: string, at: number, hint?: string) {
    super(message)
    this.error = fault('pattern-syntax', message, at, hint)
  }
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']' }

/** What ASCII characters are; 0 belongs to a word and is neither letter nor digit. */
const Plain = 1
const Space = 2
const Mark = 3
const kinds = new Uint8Array(128)
for (const c of 'abcdefghijklmnopqrstuvwxyz0123456789') kinds[c.charCodeAt(0)] = Plain
for (const c of ' \t\n\v\f\r') kinds[c.charCodeAt(0)] = Space
for (const c of '()[]{}|') kinds[c.charCodeAt(0)] = Mark

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < 128 ? (kinds[code] as number) : /\s/.test(text.charAt(at)) ? Space : 0
}

class Parser {
  private at = 0
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  whole(): Pattern {
    const pattern = this.sequence()
    const next = this.text[this.at]
    if (next === '|') throw new Fault('alternatives stand in brackets', this.at, 'write (one|other)')
    if (next) throw new Fault(`"${next}" closes nothing`, this.at)
    if (isEmpty(pattern)) throw new Fault('an empty wording', 0)
    return pattern
  }

  /** Items up to `|`, a closing bracket or the end. */
  private sequence(): Pattern {
    const start = this.at
    const items: Pattern[] = []
    for (;;) {
      if (this.at >= this.text.length) return join(items, start)
      const kind = kindAt(this.text, this.at)
      if (kind === Space) this.at++
      else if (kind !== Mark) this.words(items)
      else {
        const next = this.text.charAt(this.at)
        if (next === '(' || next === '[') items.push(this.bracket(next))
        else if (next === '{') items.push(this.className())
        else if (next === '}') throw new Fault('"}" closes nothing', this.at)
        else return join(items, start)
      }
    }
  }

  private bracket(open: string): Pattern {
    const start = this.at
    const close = closing[open]
    const options: Pattern[] = []
    do {
      this.at++
      const option = this.sequence()
      if (isEmpty(option))
        throw new Fault('an empty alternative', this.at, 'an optional part is written [so]')
      options.push(option)
    } while (this.text[this.at] === '|')
    if (this.text[this.at] !== close) throw new Fault(`this "${open}" is not closed by "${close}"`, start)
    this.at++
    if (open === '[') options.push({ kind: 'seq', items: [], at: start })
    return options.length === 1 && options[0] ? options[0] : { kind: 'alt', options, at: start }
  }

  private className(): Pattern {
    const start = this.at
    const end = this.text.indexOf('}', start)
    if (end < 0) throw new Fault('this "{" is not closed by "}"', start)
    const name = this.text.slice(start + 1, end).trim()
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      throw new Fault(`"${name}" cannot be the name of a class`, start, 'lower-case words joined by hyphens')
    }
    this.at = end + 1
    return { kind: 'class', name, at: start }
  }

  /** One piece of text without spaces or brackets: a gap, or one word or several. */
  private words(into: Pattern[]): void {
    const start = this.at
    let at = start
    let kind = Plain
    while (at < this.text.length && kind === Plain) kind = kindAt(this.text, at++)
    if (kind !== Plain) at--
    const isPlain = kind !== 0
    while (at < this.text.length && kindAt(this.text, at) < Space) at++
    this.at = at
    const piece = this.text.slice(start, at)
    if (isPlain) into.push({ kind: 'word', text: piece, exact: false, at: start })
    else for (const part of this.unusual(piece, start)) into.push(part)
  }

  private unusual(piece: string, start: number): Pattern[] {
    if (piece === '...' || piece === '…') return [{ kind: 'gap', max: usualGap, at: start }]
    if (/^\.\.[1-9]$/.test(piece)) return [{ kind: 'gap', max: Number(piece[2]), at: start }]
    if (/\.\.|…/.test(piece))
      throw new Fault(`"${piece}" is no gap`, start, 'a gap is ... or ..1 to ..9, between spaces')
    const breaks = piece.search(/[;,](?!\d)/)
    if (breaks >= 0) {
      throw new Fault(
        'a comma or semicolon breaks every match',
        start + breaks,
        'leave it out, or write two wordings',
      )
    }
    return wordsOf(piece, start)
  }
}

function isEmpty(pattern: Pattern): boolean {
  return pattern.kind === 'seq' && pattern.items.length === 0
}

function join(items: readonly Pattern[], at: number): Pattern {
  return items.length === 1 && items[0] ? items[0] : { kind: 'seq', items, at }
}

function wordsOf(piece: string, start: number): Pattern[] {
  const folded = foldSymbols(piece)
  const exact = /^=[^=]/.test(folded)
  const bare = exact ? folded.slice(1) : folded
  const at = exact ? start + 1 : start
  return splitWord(bare).map((text) => ({ kind: 'word', text, exact, at }))
}

/** Arrows, dashes and quotes as the notes have them after normalising. */
function foldSymbols(piece: string): string {
  return piece
    .replace(/[-=–—]+>|[⇒➔➜>]/g, '→')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/[“”]/g, '"')
    .toLowerCase()
}

/** `?anx` is two words and so is `follow-up`; `f/u`, `+ve`, `-ve` and `a&e` are one. */
function splitWord(word: string): string[] {
  if (word !== '' && !/[?→↑↓@&-]/.test(word)) return [word]
  const pieces = word.split(/([?→↑↓@]|^&|&$)/)
  return pieces
    .flatMap((piece) => (/\/|^[+-]/.test(piece) ? [piece] : piece.split('-')))
    .filter((piece) => piece !== '')
}
