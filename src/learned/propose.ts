/** Candidates → proposals, and codings with them: what is sure enough, and no two readings of the same words. */
import type { Coding, CodingList, Mark, Resolved } from '../model/coding.ts'
import type { LearnedItem } from '../model/learned.ts'
import type { LexEntry } from '../model/lexicon.ts'
import { Means } from '../model/reading.ts'
import type { Rules } from '../model/taxonomy.ts'
import { inTextOrder } from '../model/text-order.ts'
import type { Candidate } from './candidates.ts'

export interface Proposal {
  readonly item: LearnedItem
  readonly candidate: Candidate<LearnedItem>
  /** That it is right. */
  readonly odds: number
}

export interface Judged {
  readonly candidate: Candidate<LearnedItem>
  readonly odds: number
  /** The probability from which its class is proposed; none for a class that is not. */
  readonly from: number | undefined
}

/** The log-odds of a candidate by a fitted model. */
export function oddsOf(
  { features }: Candidate<LearnedItem>,
  { intercept, weights }: { readonly intercept: number; readonly weights: ReadonlyMap<string, number> },
): number {
  let sum = intercept
  for (const [name, value] of features) sum += (weights.get(name) ?? 0) * value
  return sum
}

export const asProbability = (odds: number): number => 1 / (1 + Math.exp(-odds))

/** Of the candidates that are sure enough the surest, each category once, and no words for two of one list. */
export function choose(judged: readonly Judged[], { atLeast }: Rules): Proposal[] {
  const sure = judged
    .filter(({ candidate, odds, from }) => {
      const bar = Math.max(from ?? 1, atLeast?.[candidate.item.code] ?? 0)
      return asProbability(odds) >= bar
    })
    .sort((a, b) => b.odds - a.odds)
  const chosen: Proposal[] = []
  for (const { candidate, odds } of sure) {
    const isTaken = chosen.some(
      (one) =>
        one.item.list === candidate.item.list &&
        (one.item.code === candidate.item.code || overlap(one.candidate, candidate)),
    )
    if (!isTaken) chosen.push({ item: candidate.item, candidate, odds })
  }
  return chosen
}

const overlap = (a: Candidate<LearnedItem>, b: Candidate<LearnedItem>): boolean =>
  a.reading === b.reading && a.first <= b.last && b.first <= a.last

/** The codings with proposals among them; what stood only for want of a code, and what gives way to one, is gone. */
export function withProposals(resolved: Resolved, proposals: readonly Proposal[], rules: Rules): Resolved {
  if (proposals.length === 0) return resolved
  const isGone = ({ list, code, byRule }: Coding): boolean =>
    proposals.some(
      ({ item }) =>
        item.list === list &&
        ((byRule && code === fallbackOf(rules, list)) ||
          rules.givesWay.some((rule) => rule.code === code && rule.to.includes(item.code))),
    )
  const codings = [...resolved.codings.filter((coding) => !isGone(coding)), ...proposals.map(codingOf)]
  return { codings: inTextOrder(codings), setAside: resolved.setAside }
}

const fallbackOf = ({ fallback }: Rules, list: CodingList): string | undefined =>
  list === 'reason' || list === 'outcome' ? fallback[list] : undefined

/** No wording of the taxonomy was recognised. */
const noEntry: LexEntry = { kind: 'concept', id: '', at: 0, term: '', shorthand: false }

function codingOf({ item, candidate, odds }: Proposal): Coding {
  const { reading, first, last } = candidate
  const mark: Mark = {
    reading,
    first,
    last,
    means: Means.Learned,
    distance: 0,
    entry: noEntry,
    role: undefined,
  }
  return {
    list: item.list,
    code: item.code,
    kind: item.kind,
    target: item.target,
    body: undefined,
    interval: undefined,
    status: 'affirmed',
    marks: [mark],
    action: undefined,
    byRule: false,
    drug: undefined,
    role: undefined,
    dose: undefined,
    frequency: undefined,
    change: undefined,
    score: undefined,
    previous: undefined,
    result: undefined,
    learned: odds,
  }
}

export const isProposal = ({ marks }: Coding): boolean => marks[0]?.means === Means.Learned
