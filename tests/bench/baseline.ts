/** What everything is measured against: split a note at its spaces and look every part up. */
import { seconds } from './clock.ts'

export interface Baseline {
  readonly perSecond: number
  readonly found: number
}

const rounds = 5

/** The best of some rounds, so that neither the compiler nor a neighbour gets in the way. */
export function baseline(texts: readonly string[], aliases: ReadonlyMap<string, string>): Baseline {
  let best = Number.POSITIVE_INFINITY
  let found = 0
  for (let round = 0; round < rounds; round++) {
    found = 0
    const took = seconds(() => {
      for (const text of texts)
        for (const word of text.split(' ')) if (aliases.get(word) !== undefined) found++
    })
    if (took < best) best = took
  }
  if (found === 0) throw new Error('the baseline found nothing')
  return { perSecond: texts.length / best, found }
}
