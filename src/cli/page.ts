/** Headings, paragraphs and tables, which become text for a terminal or Markdown. */
import type { Terminal } from './terminal.ts'
import { padded, screenWidth, wrapped } from './words.ts'

export interface Table {
  /** The first columns may be text; `right` says which are numbers. */
  readonly head: readonly string[]
  readonly right: readonly boolean[]
  /** Columns that a narrow screen can do without, by place, the first to go first. */
  readonly spare?: readonly number[]
  readonly rows: readonly (readonly string[])[]
}

export type Block =
  | { readonly text: string }
  | { readonly table: Table }
  | { readonly list: readonly string[] }

export interface Section {
  readonly title: string
  readonly blocks: readonly Block[]
}

/** As text of a width. A table that is too wide goes without its spare columns. */
export function pageText(
  sections: readonly Section[],
  { out, width }: Pick<Terminal, 'out' | 'width'>,
): string {
  const block = (one: Block): string => {
    if ('text' in one) return wrapped(one.text, width, '  ')
    if ('list' in one)
      return one.list.map((item) => wrapped(item, width, '    ').replace(/^ {4}/, '  - ')).join('\n')
    const [head = '', ...rows] = fitting(one.table, width - 2)
    return [...(head === '' ? [] : [out.dim(`  ${head}`)]), ...rows.map((row) => `  ${row}`)].join('\n')
  }
  return `${sections.map(({ title, blocks }) => [out.bold(title), ...blocks.map(block)].join('\n')).join('\n\n')}\n`
}

/** The lines of a table without as many of its spare columns as it takes to fit. */
function fitting(table: Table, width: number): string[] {
  const { head, right, rows, spare = [] } = table
  const lines = aligned(table)
  const [first, ...rest] = spare
  if (first === undefined || Math.max(...lines.map(screenWidth)) <= width) return lines
  const without = <Cell>(cells: readonly Cell[]) => cells.filter((_, at) => at !== first)
  const left = rest.map((place) => (place > first ? place - 1 : place))
  return fitting({ head: without(head), right: without(right), rows: rows.map(without), spare: left }, width)
}

/** The lines of a table, the head first, every column as wide as its widest cell. */
function aligned({ head, right, rows }: Table): string[] {
  const widths = head.map((title, at) =>
    Math.max(...[title, ...rows.map((row) => row[at] ?? '')].map(screenWidth)),
  )
  return [head, ...rows].map((row) =>
    row
      .map((cell, at) => {
        const width = widths[at] ?? 0
        return right[at] ? ' '.repeat(width - screenWidth(cell)) + cell : padded(cell, width)
      })
      .join('  ')
      .trimEnd(),
  )
}

export function pageMarkdown(title: string, sections: readonly Section[]): string {
  const block = (one: Block): string => {
    if ('text' in one) return escaped(one.text)
    if ('list' in one) return one.list.map((item) => `- ${escaped(item)}`).join('\n')
    const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`
    const { head, right, rows } = one.table
    return [line(head), line(right.map((isRight) => (isRight ? '--:' : '---'))), ...rows.map(line)].join('\n')
  }
  const parts = sections.map((section) => [`## ${section.title}`, ...section.blocks.map(block)].join('\n\n'))
  return `${[`# ${title}`, ...parts].join('\n\n')}\n`
}

/** What Markdown and the HTML in it would take for a sign of theirs, made plain. */
const escaped = (text: string) =>
  text
    .replace(/[\\`*_|<>#[\]]/g, (sign) => (sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : `\\${sign}`))
    .replace(/\s+/g, ' ')
