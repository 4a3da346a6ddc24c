/** A word's hash, letter by letter (FNV-1a), so that it can be made while the word is read. */
export const firstHash = 0x811c9dc5 | 0
export const hashed = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193)

export function hashOf(text: string): number {
  let hash = firstHash
  for (let i = 0; i < text.length; i++) hash = hashed(hash, text.charCodeAt(i))
  return hash
}
