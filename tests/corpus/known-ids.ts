/** The ids that files of the corpus may name. */
import type { Taxonomy } from '../../src/model/taxonomy.ts'

export interface KnownIds {
  readonly reasons: ReadonlySet<string>
  readonly outcomes: ReadonlySet<string>
  readonly kinds: ReadonlySet<string>
  /** Services, and what stands for none of them. */
  readonly targets: ReadonlySet<string>
  readonly sources: ReadonlySet<string>
  readonly drugs: ReadonlySet<string>
  readonly medicationClasses: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
  readonly avoidedGp: ReadonlySet<string>
  readonly avoidedCmht: ReadonlySet<string>
}

export function knownIds(taxonomy: Taxonomy): KnownIds {
  const ids = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id))
  const { rules, answers } = taxonomy
  const always = [rules.answers?.blank ?? '', rules.answers?.unread ?? '']
  return {
    reasons: ids(taxonomy.reasons),
    outcomes: ids(taxonomy.outcomes),
    kinds: new Set(taxonomy.actions.flatMap(({ kind }) => kind ?? [])),
    targets: new Set([...ids(taxonomy.services), rules.unspecified ?? '']),
    sources: ids(taxonomy.referralSources.list),
    drugs: new Set(taxonomy.medications.map(({ drug }) => drug)),
    medicationClasses: ids(taxonomy.medicationClasses),
    roles: new Set(rules.roles),
    avoidedGp: new Set([...ids(answers.avoidedGp), ...always]),
    avoidedCmht: new Set([...ids(answers.avoidedCmht), ...always]),
  }
}
