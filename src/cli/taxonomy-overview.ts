/** A taxonomy on a page: every category and service, with how often it was published and how many wordings it has. */
import type { Category, Service, Taxonomy } from '../model/taxonomy.ts'
import type { Terminal } from './terminal.ts'
import { wordingsOf } from './wordings.ts'
import { padded, thousands } from './words.ts'

interface Line {
  readonly id: string
  readonly label: string
  readonly counts: readonly string[]
}

export function overviewText(taxonomy: Taxonomy, terminal: Terminal): string {
  const { out } = terminal
  const { id, version, title, reasons, outcomes, services, medications, description } = taxonomy
  return [
    `${out.bold(title)}\n${out.dim(`${id} ${version}`)}${description ? `\n${description}` : ''}`,
    table(
      `Reasons (${reasons.length})`,
      ['published', 'wordings'],
      byCount(reasons).map(categoryLine),
      terminal,
    ),
    table(
      `Outcomes (${outcomes.length})`,
      ['published', 'wordings'],
      byCount(outcomes).map(categoryLine),
      terminal,
    ),
    table(`Services (${services.length})`, ['', 'wordings'], services.map(serviceLine), terminal),
    out.dim(`and ${thousands(medications.length)} medications. One of them: jotcode taxonomy show ID`),
  ].join('\n\n')
}

/** As the publication lists them: the most frequent first. */
const byCount = (categories: readonly Category[]): Category[] =>
  [...categories].sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || (a.id < b.id ? -1 : 1))

function categoryLine(category: Category): Line {
  const { id, label, count } = category
  return {
    id,
    label,
    counts: [count === undefined ? '' : thousands(count), thousands(wordingsOf(category).length)],
  }
}

function serviceLine(service: Service): Line {
  return { id: service.id, label: service.label, counts: ['', thousands(wordingsOf(service).length)] }
}

function table(
  title: string,
  heads: readonly string[],
  lines: readonly Line[],
  { out, width }: Terminal,
): string {
  const idWidth = Math.max(0, ...lines.map(({ id }) => id.length))
  const labelWidth = Math.max(20, width - idWidth - 26)
  const head = `  ${' '.repeat(idWidth + labelWidth + 4)}${heads.map((name) => name.padStart(9)).join(' ')}`
  const rows = lines.map(({ id, label, counts }) => {
    const short = label.length > labelWidth ? `${label.slice(0, labelWidth - 1)}…` : label
    return `  ${out.cyan(padded(id, idWidth))}  ${padded(short, labelWidth)}  ${counts.map((count) => count.padStart(9)).join(' ')}`
  })
  return [out.bold(title), out.dim(head), ...rows].join('\n')
}
