/** Words written with letters left out: vowels ("brthng"), more than vowels ("bvmt"), or the end ("mirtaz"). */

const vowels = /[aeiou]/

/** The word's first letter and its consonants, doubled letters once: started → strtd, anxiety → anxty. */
export function skeleton(word: string): string {
  let result = word.charAt(0)
  for (let i = 1; i < word.length; i++) {
    const letter = word.charAt(i)
    if (!vowels.test(letter) && letter !== result.charAt(result.length - 1)) result += letter
  }
  return result
}

/** Is `text` written without vowels (but perhaps its first letter)? */
export const isSkeleton = (text: string): boolean => text.length >= 3 && !vowels.test(text.slice(1))

/** Finds the words that a clipped one may stand for. */
export class ClipIndex {
  private readonly words: readonly string[]
  private readonly bySkeleton = new Map<string, number[]>()
  private readonly byEnds = new Map<string, [number, string][]>()
  private readonly sorted: readonly [string, number][]

  constructor(words: readonly string[]) {
    this.words = words
    words.forEach((word, index) => {
      const bones = skeleton(word)
      push(this.bySkeleton, bones, index)
      push(this.byEnds, bones.charAt(0) + bones.charAt(bones.length - 1), [index, bones] as [number, string])
    })
    this.sorted = words
      .map((word, index): [string, number] => [word, index])
      .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
  }

  /** Indices of words whose consonants `text` is, else of those whose consonants it thins out. */
  withoutVowels(text: string): readonly number[] {
    if (!isSkeleton(text)) return []
    const same = this.bySkeleton
      .get(skeleton(text))
      ?.filter((index) => (this.words[index] as string).length > text.length)
    if (same && same.length > 0) return same
    if (text.length < 4) return []
    const near = this.byEnds.get(text.charAt(0) + text.charAt(text.length - 1)) ?? []
    return near
      .filter(([, bones]) => text.length / bones.length >= 0.6 && isWithin(text, bones))
      .map(([index]) => index)
  }

  /** Indices of words that begin with `text` and go on for two letters or more; none where they are too many to tell. */
  beginning(text: string): readonly number[] {
    if (text.length < 5) return []
    let low = 0
    let high = this.sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.sorted[middle] as [string, number])[0] < text) low = middle + 1
      else high = middle
    }
    const found: number[] = []
    for (let i = low; i < this.sorted.length && found.length <= 6; i++) {
      const [word, index] = this.sorted[i] as [string, number]
      if (!word.startsWith(text)) break
      if (word.length >= text.length + 2) found.push(index)
    }
    return found.length <= 6 ? found : []
  }
}

/** Are the letters of `part` found in `whole` in their order? */
function isWithin(part: string, whole: string): boolean {
  let at = 0
  for (const letter of part) {
    at = whole.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
