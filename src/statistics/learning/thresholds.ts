/** From which probability a class is proposed: where F1 gains most, if it gains at all. */
import type { Candidate } from '../../learned/candidates.ts'
import { asProbability } from '../../learned/propose.ts'
import { itemOf, type LearnedItem } from '../../model/learned.ts'
import type { Rules } from '../../model/taxonomy.ts'
import { type Counts, f1 } from './counts.ts'

/** A candidate in a note of a writer who was left out. */
export interface Trial {
  readonly writer: string
  readonly candidate: Candidate<LearnedItem>
  readonly right: boolean
}

/** So many right ones a class must have shown: fewer are luck. */
const fewest = 2

/**
 * One more code raises F1 when it is right with a probability above half of F1: each right one gains as much as is
 * missing to that, each wrong one loses it. So that is the probability from which a class is proposed, if the writers
 * that were left out bear out that it gains.
 */
export function accepting(
  trials: readonly Trial[],
  odds: ReadonlyMap<Trial, number>,
  before: Counts,
  { atLeast }: Rules,
): ReadonlyMap<string, number> {
  const from = new Map<string, number>()
  for (const [name, own] of byItem(trials)) {
    const [{ candidate }] = own as [Trial]
    const cost = f1(before[candidate.item.list]) / 2
    const bar = Math.max(Math.ceil(cost * 100) / 100, atLeast?.[candidate.item.code] ?? 0)
    const said = own.filter((trial) => asProbability(odds.get(trial) ?? 0) >= bar)
    const right = said.filter((trial) => trial.right).length
    if (right >= fewest && right > cost * said.length) from.set(name, bar)
  }
  return from
}

function byItem(trials: readonly Trial[]): ReadonlyMap<string, Trial[]> {
  const items = new Map<string, Trial[]>()
  for (const trial of trials) {
    const name = itemOf(trial.candidate.item)
    const own = items.get(name)
    if (own) own.push(trial)
    else items.set(name, [trial])
  }
  return items
}
