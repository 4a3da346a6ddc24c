/** Coded entries → a report: sections of tables and charts, with nothing in them that must not be seen. */
import type { Taxonomy } from '../model/taxonomy.ts'
import { version } from '../version.ts'
import { barsOf, type Chart, flowOf, heatOf, linesOf } from './chart.ts'
import { type Context, contextOf, isDivided } from './context.ts'
import { type EconomicInputs, type Economics, economicsOf } from './economics.ts'
import { type Fact, factsOf } from './facts.ts'
import { methodsOf } from './methods.ts'
import type { Provenance } from './provenance.ts'
import { agreement, type PrintedTable } from './published.ts'
import type { Table } from './table.ts'
import { answersByPlace, measures, referralSources } from './tables-answers.ts'
import { categoriesBy, reasonsWithOutcomes, reasonsWithTargets } from './tables-categories.ts'
import { byMonth, byPractitioner } from './tables-groups.ts'
import { medicationTables } from './tables-medications.ts'
import { entriesByPlace, lengths, minutesByPlace, minutesByReasons } from './tables-places.ts'
import { confidence, dataQuality } from './tables-quality.ts'
import { targetTables } from './tables-targets.ts'
import type { Tally } from './tally.ts'

export interface ReportOptions {
  readonly title?: string
  /** Counts from 1 to one below this are not shown, nor what would give them away. 0, the default, shows all. */
  readonly suppress?: number
  readonly byPractitioner?: boolean
  /** Inputs of the economic model that are known better. */
  readonly economics?: Partial<EconomicInputs>
  /** Printed tables to hold the report's against; only where nothing is suppressed. */
  readonly printed?: readonly PrintedTable[]
  /** Day of the report, as 2024-12-31; today when left out. */
  readonly date?: string
}

export interface Section {
  readonly id: string
  readonly title: string
  readonly parts: readonly Part[]
}
export type Part =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'chart'; readonly chart: Chart }
  | { readonly kind: 'economics'; readonly economics: Economics }

export interface Report {
  readonly title: string
  readonly date: string
  readonly taxonomy: Pick<Taxonomy, 'id' | 'version' | 'title' | 'digest'>
  readonly coder: string
  readonly suppress: number
  readonly facts: readonly Fact[]
  readonly sections: readonly Section[]
  /** How it was coded and counted, paragraph by paragraph, ready to paste. */
  readonly methods: readonly string[]
  readonly provenance: Provenance
}

/**
 * The report on entries that were counted.
 * @param tally of `countEntries`, or filled by hand
 * @param taxonomy gives labels, orders and which tables there are
 */
export function createReport(
  tally: Tally,
  taxonomy: Taxonomy,
  provenance: Provenance,
  options: ReportOptions = {},
): Report {
  const suppress = (options.suppress ?? 0) < 2 ? 0 : (options.suppress ?? 0)
  const date = options.date ?? new Date().toISOString().slice(0, 10)
  const context = contextOf(tally, taxonomy, suppress)
  const sections = sectionsOf(context, options)
  const printed = suppress === 0 ? (options.printed ?? []) : []
  const { id, version: taxonomyVersion, title, digest } = taxonomy
  return {
    title: options.title ?? title,
    date,
    taxonomy: { id, version: taxonomyVersion, title, digest },
    coder: version,
    suppress,
    facts: factsOf(context),
    sections: [...sections, againstPrint(sections, printed)].filter(({ parts }) => parts.length > 0),
    methods: methodsOf(context, provenance, date),
    provenance,
  }
}

/** Every table of a report, in its order. */
export function tablesOf({ sections }: Pick<Report, 'sections'>): readonly Table[] {
  return sections.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'table' ? [part.table] : [])))
}

function sectionsOf(context: Context, options: ReportOptions): readonly Section[] {
  const { tables, overall, targets } = targetTables(context)
  const reasons = categoriesBy(context, 'reasons', 'place')
  const outcomes = categoriesBy(context, 'outcomes', 'place')
  const going = reasonsWithOutcomes(context)
  const minutes = minutesByPlace(context)
  const entries = entriesByPlace(context)
  return [
    section('activity', 'Activity', [
      ...entries.flatMap((table) => [tablePart(table), chartPart(barsOf(table, table.title, 'entries'))]),
    ]),
    section('minutes', 'Length of appointments', [
      tablePart(minutes),
      chartPart(barsOf(minutes, minutes.title, 'minutes, with the 95% interval of the mean', 2)),
      ...histogram(lengths(context)),
      tablePart(minutesByReasons(context)),
    ]),
    section('reasons', 'Reasons', [
      chartPart(barsOf(reasons, 'Reasons, all together', 'times coded')),
      tablePart(reasons),
    ]),
    section('outcomes', 'Outcomes', [
      chartPart(barsOf(outcomes, 'Outcomes, all together', 'items')),
      tablePart(outcomes),
    ]),
    section(
      'targets',
      'Whom outcomes are directed at',
      [...tables, ...(overall ? [overall] : [])].map(tablePart),
    ),
    section('medications', 'Medications', medicationTables(context).map(tablePart)),
    section('sources', 'Referral sources', referralSources(context).map(tablePart)),
    section('avoided', 'Avoided appointments', [
      ...answersByPlace(context, 'avoidedGp').map(tablePart),
      ...answersByPlace(context, 'avoidedCmht').map(tablePart),
    ]),
    section('measures', 'Measures', measures(context).map(tablePart)),
    section('together', 'What goes together', [
      chartPart(heatOf(going, going.title)),
      chartPart(flowOf(going, 'From reasons to outcomes')),
      tablePart(going),
      ...(targets.length > 0 ? [tablePart(reasonsWithTargets(context, targets))] : []),
    ]),
    section('months', 'Over time', overTime(context)),
    section('practitioners', 'By practitioner', options.byPractitioner ? practitioners(context) : []),
    section('economics', 'Economic model', economicPart(context, options)),
    section('quality', 'Data quality', [dataQuality(context), ...confidence(context)].map(tablePart)),
  ]
}

function overTime(context: Context): readonly (Part | undefined)[] {
  if (!isDivided(context.months)) return []
  const reasons = categoriesBy(context, 'reasons', 'month')
  const outcomes = categoriesBy(context, 'outcomes', 'month')
  return [
    ...byMonth(context).map(tablePart),
    chartPart(linesOf(reasons, 'The most frequent reasons by month')),
    tablePart(reasons),
    chartPart(linesOf(outcomes, 'The most frequent outcomes by month')),
    tablePart(outcomes),
  ]
}

function practitioners(context: Context): readonly Part[] {
  if (!isDivided(context.practitioners)) return []
  return [
    ...byPractitioner(context),
    categoriesBy(context, 'reasons', 'practitioner'),
    categoriesBy(context, 'outcomes', 'practitioner'),
  ].map(tablePart)
}

/** Nothing to draw where no entry has a length. */
function histogram(table: Table): readonly (Part | undefined)[] {
  const bins = table.rows.map(({ id }) => id !== 'none')
  const drawn = {
    ...table,
    rows: table.rows.filter((_, i) => bins[i]),
    cells: table.cells.filter((_, i) => bins[i]),
  }
  return [tablePart(table), chartPart(barsOf(drawn, table.title, 'entries'))]
}

function economicPart(context: Context, options: ReportOptions): readonly Part[] {
  const economics = economicsOf(context, options.economics)
  return economics ? [{ kind: 'economics', economics }] : []
}

function againstPrint(sections: readonly Section[], printed: readonly PrintedTable[]): Section {
  const tables = printed.length > 0 ? agreement(tablesOf({ sections }), printed) : []
  return section('printed', 'Against the printed tables', tables.map(tablePart))
}

const section = (id: string, title: string, parts: readonly (Part | undefined)[]): Section => ({
  id,
  title,
  parts: parts.filter((part) => part !== undefined),
})
const tablePart = (table: Table): Part => ({ kind: 'table', table })
const chartPart = (chart: Chart | undefined): Part | undefined => chart && { kind: 'chart', chart }
