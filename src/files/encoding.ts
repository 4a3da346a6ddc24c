/** Bytes of unknown encoding → text, as they stream by. */
import { isAscii, isUtf8 } from 'node:buffer'
import type { Notice } from './row.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

export interface DecodeOptions {
  /** What the caller knows; left out, it is found out. */
  readonly encoding?: Encoding | undefined
  readonly notice: Notice
}

export interface DecodedText {
  readonly text: AsyncIterable<string>
  /** False while everything read so far was UTF-8 without a byte order mark. */
  readonly marked: () => boolean
}

/** Enough to tell UTF-16 without a mark by its zero bytes. */
const headBytes = 1024

/**
 * Decodes a stream: UTF-8 or UTF-16 by their byte order mark, UTF-16 without a mark by its zero bytes, and
 * otherwise UTF-8 in which every byte that cannot be UTF-8 is read as Windows-1252.
 *
 * So nothing has to be decided on the first bytes and taken back later: Windows-1252 text is ASCII up to its
 * first accent, and its accents practically never form UTF-8 by chance, so a Windows-1252 file comes out
 * right from first to last, and so does a file pasted together from both.
 */
export async function decodeText(
  bytes: AsyncIterable<Uint8Array>,
  options: DecodeOptions,
): Promise<DecodedText> {
  const source = bytes[Symbol.asyncIterator]()
  const head = await readHead(source)
  const encoding = options.encoding ?? encodingOf(head)
  let marked = encoding !== 'utf-8' || startsWith(head, utf8Mark)
  if (encoding !== 'utf-8' && options.encoding === undefined)
    options.notice(`read as ${encoding.toUpperCase().replace(/(LE|BE)$/, ' $1')}`)
  const onForeign = (mixed: boolean) => {
    marked = true
    options.notice(
      mixed
        ? 'mostly UTF-8, with some bytes that were read as Windows-1252'
        : 'not UTF-8: read as Windows-1252',
    )
  }
  const decoder = encoding === 'utf-8' ? utf8OrWindows(onForeign) : oneEncoding(encoding)
  return { text: decodeAll(head, source, decoder), marked: () => marked }
}

const utf8Mark = [0xef, 0xbb, 0xbf]
const startsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, i) => bytes[i] === byte)

/** A pipe may give its first bytes one at a time. */
async function readHead(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for (let length = 0; length < headBytes; ) {
    const next = await source.next()
    if (next.done === true) break
    parts.push(next.value)
    length += next.value.length
  }
  return Buffer.concat(parts)
}

function encodingOf(head: Uint8Array): Encoding {
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be'
  const pairs = Math.floor(Math.min(head.length, headBytes) / 2)
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs * 2; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  if (odd > pairs * 0.5 && even < pairs * 0.1) return 'utf-16le'
  if (even > pairs * 0.5 && odd < pairs * 0.1) return 'utf-16be'
  return 'utf-8'
}

/** Takes some bytes (or none, at the end) and gives the text that is complete. */
type Decoder = (bytes: Uint8Array, last: boolean) => string

async function* decodeAll(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  decode: Decoder,
): AsyncGenerator<string> {
  try {
    let text = decode(head, false)
    if (text !== '') yield text
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      text = decode(next.value, false)
      if (text !== '') yield text
    }
    text = decode(new Uint8Array(0), true)
    if (text !== '') yield text
  } finally {
    await rest.return?.()
  }
}

function oneEncoding(encoding: Exclude<Encoding, 'utf-8'>): Decoder {
  if (encoding === 'windows-1252') return fromWindows
  const decoder = new TextDecoder(encoding)
  return (bytes, last) => decoder.decode(bytes, { stream: !last })
}

/**
 * Windows-1252 is Latin-1 but for these, 0x80 to 0x9F. Node 20 decodes it as if they were Latin-1, too, which
 * makes control characters of every curly quote; hence this table.
 */
const beyondLatin1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function fromWindows(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return latin1.replace(/[\u0080-\u009f]/g, (char) => beyondLatin1[char.charCodeAt(0) - 0x80] ?? char)
}

function utf8OrWindows(onForeign: (mixed: boolean) => void): Decoder {
  let kept: Uint8Array = new Uint8Array(0)
  let atStart = true
  let sawUtf8 = false
  let told = false
  return (bytes, last) => {
    let all = kept.length === 0 ? bytes : Buffer.concat([kept, bytes])
    const end = last ? all.length : all.length - unfinished(all)
    kept = all.slice(end)
    all = all.subarray(0, end)
    if (atStart && all.length > 0) {
      if (startsWith(all, utf8Mark)) all = all.subarray(3)
      atStart = false
    }
    if (isUtf8(all)) {
      sawUtf8 ||= !isAscii(all)
      return utf8(all, 0, all.length)
    }
    const parts: string[] = []
    let start = 0
    for (let i = 0; i < all.length; ) {
      const length = sequenceLength(all, i)
      if (length > 1) sawUtf8 = true
      if (length > 0) {
        i += length
        continue
      }
      parts.push(utf8(all, start, i), fromWindows(all.subarray(i, i + 1)))
      if (!told) onForeign(sawUtf8)
      told = true
      start = ++i
    }
    parts.push(utf8(all, start, all.length))
    return parts.join('')
  }
}

const utf8 = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')

/** How many bytes the UTF-8 sequence that a byte begins should have; 0 where it begins none. */
function promised(lead: number): number {
  if (lead < 0x80) return 1
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

/** How many bytes the valid UTF-8 sequence at `i` has; 0 where there is none. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const length = promised(bytes[i] ?? 0)
  if (length < 2) return length
  return i + length <= bytes.length && isUtf8(bytes.subarray(i, i + length)) ? length : 0
}

/** Bytes at the end that begin a sequence which the next bytes may finish: 0 to 3. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0x80 && byte < 0xc0) continue
    return promised(byte) > back ? back : 0
  }
  return 0
}
