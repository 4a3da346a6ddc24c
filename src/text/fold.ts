/**
 * A text as it is compared: lower case, plain quotes, dashes, arrows and spaces, no accents.
 * `map` leads from an offset of the folded text back to the original; null where they are the same.
 */
export interface Folded {
  readonly text: string
  /** `map[i]` is where folded unit i begins in the original; one entry more than the text is long. */
  readonly map: Int32Array | null
}

/** Where folded unit `from` begins in the original. */
export const originalStart = ({ map }: Pick<Folded, 'map'>, from: number): number =>
  map ? (map[from] as number) : from

/** Where folded unit `to - 1` ends in the original: a letter takes the marks that were folded away behind it along. */
export function originalEnd({ map }: Pick<Folded, 'map'>, to: number): number {
  if (!map) return to
  const last = map[to - 1] as number
  let next = to
  while (next < map.length && (map[next] as number) <= last) next++
  return map[next] ?? last + 1
}

/** Units that stand for one other unit: most of what word processors and phones put in. */
const same = new Map<string, string>()
const put = (to: string, from: string) => {
  for (const character of from) same.set(character, to)
}
put("'", '‘’‚‛ʼ`´′＇')
put('"', '“”„‟″«»')
put('-', '‐‑‒–—―−﹣－')
put(
  ' ',
  '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\ufffc',
)
put('\n', '\r\u2028\u2029\u0085\v\f')
put('→', '⇒➔➜➝➞⟶⇨►▶')
put('↑', '⇑▲⬆△')
put('↓', '⇓▼⬇▽')
put('*', '•‣◦▪●·')
put('/', '⁄∕')
put('x', '×✗✘✕✖❌❎')
put('+', '＋')

/** Folds a text. Any string will do, lone surrogates included. */
export function fold(original: string): Folded {
  for (let i = 0; i < original.length; i++) {
    if (original.charCodeAt(i) > 126) return foldAny(original)
  }
  return { text: original.toLowerCase(), map: null }
}

function foldAny(original: string): Folded {
  let text = ''
  let map: number[] | null = null
  for (let i = 0; i < original.length; i++) {
    const unit = foldUnit(original.charAt(i))
    if (unit.length !== 1 && map === null) map = Array.from({ length: text.length }, (_, k) => k)
    if (map !== null) for (let k = 0; k < unit.length; k++) map.push(i)
    text += unit
  }
  if (map === null) return { text, map }
  map.push(original.length)
  return { text, map: Int32Array.from(map) }
}

/** One unit folded: to one unit mostly, to several (ﬁ, ½) or to none (combining marks, zero-width). */
const foldUnit = (unit: string): string => {
  const code = unit.charCodeAt(0)
  if (code < 127) return unit.toLowerCase()
  const known = same.get(unit)
  if (known !== undefined) return known
  // Surrogates are left as they are: halves of a pair mean nothing alone.
  if (code >= 0xd800 && code <= 0xdfff) return unit
  if (code === 0x200b || code === 0xfeff || code === 0xad || (code >= 0x300 && code <= 0x36f)) return ''
  return unit
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace('⁄', '/')
    .toLowerCase()
}
