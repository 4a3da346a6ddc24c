/** Codes that a taxonomy does not have: told, since they can never be found. */
import { didYouMean } from '../lexicon/nearest.ts'
import type { Issue } from '../model/issue.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import type { NoteCodes } from '../statistics/codes.ts'

/** The issues of one note, without their place. */
export type CodesCheck = (note: NoteCodes) => Issue[]

/** A check against a taxonomy. What is not even shaped like an id is an error, and not repeated: it may be a note. */
export function codesCheck(taxonomy: Taxonomy): CodesCheck {
  const ids = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id))
  const none = '-'
  const reasons = ids(taxonomy.reasons)
  const outcomes = ids(taxonomy.outcomes)
  const sources = ids(taxonomy.referralSources.list)
  const kinds = new Set([none, ...taxonomy.actions.flatMap(({ kind }) => kind ?? [])])
  const targets = new Set([none, ...ids(taxonomy.services), ...[taxonomy.rules.unspecified ?? []].flat()])
  for (const { target } of taxonomy.actions) if (target !== undefined) targets.add(target)
  const drugs = new Set([none, ...taxonomy.medications.map(({ drug }) => drug)])
  const groups = ids(taxonomy.medicationClasses)
  const roles = new Set([none, ...taxonomy.rules.roles])
  return ({ codes, answers }) => {
    const issues: Issue[] = []
    const check = (what: string, id: string | undefined, among: ReadonlySet<string>) => {
      // A taxonomy that asks no questions answers them with nothing.
      if (id === undefined || id === '' || among.has(id)) return
      issues.push(unknown(what, id, among))
    }
    for (const code of codes.reasons ?? []) check('reason', code, reasons)
    for (const item of codes.outcomeItems ?? codes.outcomeCategories ?? []) {
      const [category, kind, target] = item.split('|')
      check('outcome', category, outcomes)
      check('kind of action', kind, kinds)
      check('service', target, targets)
    }
    for (const item of codes.medications ?? []) {
      const [drug, group, role] = item.split('|')
      check('medication', drug, drugs)
      check('medication class', group, groups)
      check('role of a medication', role, roles)
    }
    for (const code of codes.referralSource ?? []) check('referral source', code, sources)
    for (const field of ['avoidedGp', 'avoidedCmht'] as const)
      check('answer', answers[field], ids(taxonomy.answers[field]))
    return issues
  }
}

function unknown(what: string, id: string, among: ReadonlySet<string>): Issue {
  if (id.length > 60 || !/^[\p{L}\p{N}-]+( [\p{L}\p{N}-]+){0,3}$/u.test(id))
    return {
      code: 'bad-row',
      severity: 'error',
      message: `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} that is no id: there should be codes here, not text`,
      hint: 'code the log first: jotcode code FILE',
    }
  const hint = didYouMean(id, among)
  return {
    code: 'unknown-id',
    severity: 'warning',
    message: `there is no ${what} "${id}" in the taxonomy`,
    ...(hint !== undefined && { hint }),
  }
}
