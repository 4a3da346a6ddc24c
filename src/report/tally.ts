/** Counts of all that a report shows, made as the entries come: memory grows with the categories, not with the log. */
import { Counts, CrossTab } from './cross-tab.ts'
import type { OutcomeItem, ReportEntry } from './entry.ts'
import { Moments } from './intervals.ts'

/** Stands for a place, a person or a month that the entry does not say. */
export const notSaid = '(not recorded)'

/** What is counted for every place, practitioner and month. */
export class Group {
  entries = 0
  readonly minutes = new Moments()
  reasons = 0
  outcomes = 0
}

export class Tally {
  entries = 0
  readonly minutes = new Moments()
  /** Entries by their minutes. */
  readonly lengths = new Counts()
  /** Minutes by how many reasons an entry has. */
  readonly byReasons = new Map<number, Group>()
  readonly places = new Map<string, Group>()
  readonly practitioners = new Map<string, Group>()
  readonly months = new Map<string, Group>()
  /** Categories by place, practitioner and month. */
  readonly reasons = { place: new CrossTab(), practitioner: new CrossTab(), month: new CrossTab() }
  readonly outcomes = { place: new CrossTab(), practitioner: new CrossTab(), month: new CrossTab() }
  readonly answers = { avoidedGp: new CrossTab(), avoidedCmht: new CrossTab() }
  /** Targets by what was done about them: `outcome|kind`. */
  readonly targets = new CrossTab()
  readonly sources = new Counts()
  /** Classes of medication by role, and drugs by `class|role`; no drug is ''. */
  readonly classes = new CrossTab()
  readonly drugs = new CrossTab()
  readonly scores = new Map<string, Moments>()
  readonly bands = new CrossTab()
  /** Entries that have both. */
  readonly reasonsWithOutcomes = new CrossTab()
  readonly reasonsWithTargets = new CrossTab()
  readonly quality = new QualityTally()

  add(entry: ReportEntry): void {
    this.entries++
    const groups = this.groupsOf(entry)
    for (const group of groups) count(group, entry)
    if (entry.minutes !== undefined) {
      this.minutes.add(entry.minutes)
      this.lengths.add(String(entry.minutes))
    }
    const { place, practitioner, month } = keysOf(entry)
    for (const reason of entry.reasons) {
      this.reasons.place.add(reason, place)
      this.reasons.practitioner.add(reason, practitioner)
      this.reasons.month.add(reason, month)
    }
    for (const { code } of entry.outcomes) {
      this.outcomes.place.add(code, place)
      this.outcomes.practitioner.add(code, practitioner)
      this.outcomes.month.add(code, month)
    }
    this.answers.avoidedGp.add(entry.avoidedGp, place)
    this.answers.avoidedCmht.add(entry.avoidedCmht, place)
    this.addItems(entry)
    this.quality.add(entry)
  }

  private groupsOf(entry: ReportEntry): Group[] {
    const { place, practitioner, month } = keysOf(entry)
    return [
      groupIn(this.places, place),
      groupIn(this.practitioners, practitioner),
      groupIn(this.months, month),
      groupIn(this.byReasons, entry.reasons.length),
    ]
  }

  private addItems({ reasons, outcomes, medications, measures, referralSource }: ReportEntry): void {
    for (const item of outcomes) this.targets.add(item.target ?? noTarget, relationOf(item))
    for (const { drug, class: group, role } of medications) {
      this.classes.add(group, role)
      this.drugs.add(drug ?? '', `${group}|${role}`)
    }
    for (const { scale, score, band } of measures) {
      if (score === undefined) continue
      const scores = this.scores.get(scale) ?? new Moments()
      this.scores.set(scale, scores)
      scores.add(score)
      this.bands.add(scale, band ?? '')
    }
    if (referralSource !== undefined) this.sources.add(referralSource)
    const codes = new Set(outcomes.map(({ code }) => code))
    const targets = new Set(outcomes.flatMap(({ target }) => target ?? []))
    for (const reason of reasons) {
      for (const code of codes) this.reasonsWithOutcomes.add(reason, code)
      for (const target of targets) this.reasonsWithTargets.add(reason, target)
    }
  }
}

/** What is known of the data, each with how many entries it is known of. */
export class QualityTally {
  readonly known = new Counts()
  readonly counts = new Counts()
  readonly flagged = new Counts()
  readonly confidence = new Counts()

  add({ quality, reasons }: ReportEntry): void {
    this.fact('blankReason', quality.blankReason)
    this.fact('blankOutcome', quality.blankOutcome)
    this.fact(
      'noReason',
      quality.blankReason === undefined ? undefined : !quality.blankReason && reasons.length === 0,
    )
    this.fact('toReview', quality.toReview)
    this.fact('uncertain', over(quality.uncertain))
    this.fact('unexplained', over(quality.unexplained))
    this.fact('identifying', over(quality.flagged?.length))
    for (const kind of quality.flagged ?? []) this.flagged.add(kind)
    for (const confidence of quality.confidences ?? [])
      this.confidence.add(String(Math.floor(confidence * 10)))
  }

  private fact(name: string, value: boolean | undefined): void {
    if (value === undefined) return
    this.known.add(name)
    if (value) this.counts.add(name)
  }
}

const over = (count: number | undefined): boolean | undefined => (count === undefined ? undefined : count > 0)

/** Stands for the target of an item that names none. */
export const noTarget = ''

/** What was done about a target: `outcome|kind`, `-` for no kind. */
export const relationOf = ({ code, kind }: OutcomeItem): string => `${code}|${kind ?? '-'}`

const keysOf = ({ pcn, practitioner, month }: ReportEntry) => ({
  place: pcn ?? notSaid,
  practitioner: practitioner ?? notSaid,
  month: month ?? notSaid,
})

function groupIn<Key>(groups: Map<Key, Group>, key: Key): Group {
  const known = groups.get(key)
  if (known) return known
  const group = new Group()
  groups.set(key, group)
  return group
}

function count(group: Group, { minutes, reasons, outcomes }: ReportEntry): void {
  group.entries++
  group.reasons += reasons.length
  group.outcomes += outcomes.length
  if (minutes !== undefined) group.minutes.add(minutes)
}
