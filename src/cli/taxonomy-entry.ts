/** One category or service in full. */
import type { Category, OfficialCode, Service, Taxonomy, Terms } from '../model/taxonomy.ts'
import type { Terminal } from './terminal.ts'
import { wordingsBySource } from './wordings.ts'
import { thousands, wrapped } from './words.ts'

export function categoryText(
  category: Category,
  kind: 'reason' | 'outcome',
  taxonomy: Taxonomy,
  terminal: Terminal,
): string {
  const { id, label, count, definition, includes, excludes, past, codes, examples } = category
  const { out, width } = terminal
  const published = count === undefined ? '' : `, published ${thousands(count)} times`
  return [
    `${out.bold(label)}\n${out.dim(`${kind} ${out.cyan(id)}${published}${kind === 'reason' ? `; when past: ${past}` : ''}`)}`,
    wrapped(definition, width),
    bullets('In', includes, terminal),
    bullets('Out', excludes, terminal),
    bullets(
      'Examples',
      examples.map(({ note, codes: given }) => `${note} → ${given.join(', ') || 'nothing'}`),
      terminal,
    ),
    wordings(category, taxonomy, terminal),
    officialCodes(codes, terminal),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

export function serviceText(service: Service, taxonomy: Taxonomy, terminal: Terminal): string {
  const { out } = terminal
  const published = service.published === undefined ? '' : `, published in ${service.published}`
  return [
    `${out.bold(service.label)}\n${out.dim(`${service.group} ${out.cyan(service.id)}${published}`)}`,
    wordings(service, taxonomy, terminal),
    officialCodes(service.codes, terminal),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function bullets(title: string, items: readonly string[], { out, width }: Terminal): string {
  if (items.length === 0) return ''
  return [
    out.bold(title),
    ...items.map((item) => wrapped(item, width, '    ').replace(/^ {4}/, '  - ')),
  ].join('\n')
}

function wordings(
  entry: { terms: Terms; shorthand: Terms },
  { sources }: Taxonomy,
  { out, width }: Terminal,
): string {
  const lists = [...wordingsBySource(entry)].map(
    ([source, list]) =>
      `${out.bold('Wordings')} ${out.dim(`from ${source}${sources[source] ? `: ${sources[source]}` : ''}`)}\n${wrapped(list.join(' · '), width, '  ')}`,
  )
  return lists.join('\n\n')
}

function officialCodes(codes: readonly OfficialCode[], { out }: Terminal): string {
  if (codes.length === 0) return ''
  return [
    out.bold('Official codes'),
    ...codes.map(({ system, code, display }) => `  ${system}  ${out.cyan(code)}  ${display}`),
  ].join('\n')
}
