/**
 * SHA-256 of a string as UTF-8, in hexadecimal (FIPS 180-4). Web Crypto only does this asynchronously,
 * and `node:crypto` is not there in browsers.
 */
export function sha256(text: string): string {
  const words = padded(new TextEncoder().encode(text))
  const hash = Uint32Array.from(squareRootBits)
  const schedule = new Uint32Array(64)
  for (let block = 0; block < words.length; block += 16) {
    schedule.set(words.subarray(block, block + 16))
    compress(hash, schedule)
  }
  return Array.from(hash, (word) => word.toString(16).padStart(8, '0')).join('')
}

/** The message, a 1 bit, zeros, and its length in bits: as big-endian 32-bit words, a multiple of sixteen. */
function padded(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array((((bytes.length + 8) >> 6) + 1) * 16)
  const set = (i: number, byte: number) => {
    words[i >> 2] = (words[i >> 2] ?? 0) | (byte << (24 - (i & 3) * 8))
  }
  bytes.forEach((byte, i) => {
    set(i, byte)
  })
  set(bytes.length, 0x80)
  words[words.length - 2] = Math.floor(bytes.length / 0x20000000)
  words[words.length - 1] = bytes.length << 3
  return words
}

const rotate = (x: number, by: number) => (x >>> by) | (x << (32 - by))

function compress(hash: Uint32Array, schedule: Uint32Array): void {
  for (let i = 16; i < 64; i++) {
    const [w2, w7, w15, w16] = [
      at(schedule, i - 2),
      at(schedule, i - 7),
      at(schedule, i - 15),
      at(schedule, i - 16),
    ]
    const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3)
    const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10)
    schedule[i] = w16 + s0 + w7 + s1
  }
  let [a, b, c, d, e, f, g, h] = Array.from(hash) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const one = h + s1 + ((e & f) ^ (~e & g)) + at(cubeRootBits, i) + at(schedule, i)
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const two = s0 + ((a & b) ^ (a & c) ^ (b & c))
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, i) => {
    hash[i] = at(hash, i) + word
  })
}

const at = (words: Uint32Array, i: number) => words[i] as number

/** The standard's constants: the first 32 bits of the fractional parts of roots of the first primes. */
const primes = firstPrimes(64)
const fraction = (x: number) => Math.floor((x - Math.floor(x)) * 2 ** 32)
const squareRootBits = Uint32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)))
const cubeRootBits = Uint32Array.from(primes, (p) => fraction(Math.cbrt(p)))

function firstPrimes(howMany: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < howMany; n++) if (found.every((p) => n % p !== 0)) found.push(n)
  return found
}
