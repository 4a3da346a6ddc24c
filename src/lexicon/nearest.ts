import { distance } from 'fastest-levenshtein'

/** `did you mean "..."?`, where one of the names is a slip away from what was written. */
export function didYouMean(written: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(written.length / 3)) + 1
  for (const name of names) {
    const edits = distance(written.toLowerCase(), name.toLowerCase())
    if (edits < least) [best, least] = [name, edits]
  }
  return best === undefined ? undefined : `did you mean "${best}"?`
}
