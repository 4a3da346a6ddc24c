/** A note with its words underlined by what became of them. */
import type { JotRecord, Span } from '../model/record.ts'
import { type Colours, printable } from './terminal.ts'
import { graphemes, screenWidth } from './words.ts'

/** What became of words. Later ones are drawn over earlier ones. */
export type Fate = 'unread' | 'aside' | 'cue' | 'outcome' | 'reason' | 'detail'

/** How each fate looks: with colour, and under the words, so that it can be told without colour too. */
export const looks: Readonly<
  Record<Fate, { readonly mark: string; readonly colour: keyof Colours; readonly label: string }>
> = {
  reason: { mark: '━', colour: 'green', label: 'reason' },
  outcome: { mark: '═', colour: 'cyan', label: 'outcome' },
  detail: { mark: '─', colour: 'magenta', label: 'medication, measure, source' },
  aside: { mark: '╌', colour: 'yellow', label: 'set aside' },
  cue: { mark: '^', colour: 'yellow', label: 'why it was set aside' },
  unread: { mark: '·', colour: 'red', label: 'not read' },
}

/** In a colour; one that is no colour function of picocolors leaves the text as it is. */
export function inColour(colours: Colours, name: keyof Colours, text: string): string {
  const paint = colours[name]
  return typeof paint === 'function' ? paint(text) : text
}

/** The spans of a record by what became of them, in the order in which they are drawn. */
export function fatesOf(record: JotRecord): readonly (readonly [Fate, Span])[] {
  const spans = (fate: Fate, items: readonly { readonly evidence: readonly Span[] }[]) =>
    items.flatMap(({ evidence }) => evidence.map((span) => [fate, span] as const))
  return [
    ...record.unexplained.map((span) => ['unread', span] as const),
    ...spans('aside', record.setAside),
    ...record.setAside.map(({ because }) => ['cue', because] as const),
    ...spans('detail', [
      ...record.medications,
      ...record.measures,
      ...(record.referralSource ? [record.referralSource] : []),
    ]),
    ...spans('outcome', record.outcomes),
    ...spans('reason', record.reasons),
  ]
}

/**
 * The text in lines of a width, each with its marks below:
 *
 *     anx, nil SI
 *     ━━━  ^^^ ╌╌
 */
export function markedText(
  text: string,
  spans: readonly (readonly [Fate, Span])[],
  width: number,
  colours: Colours,
): string {
  const fates: (Fate | undefined)[] = new Array(text.length)
  for (const [fate, { start, end }] of spans) fates.fill(fate, start, end)
  const lines = screenLines(text, width)
  return lines.map(({ start, end }) => drawn(text, start, end, fates, colours)).join('\n')
}

function drawn(
  text: string,
  start: number,
  end: number,
  fates: readonly (Fate | undefined)[],
  colours: Colours,
): string {
  let words = ''
  let marks = ''
  for (let from = start; from < end; ) {
    const fate = fates[from]
    let to = from + 1
    while (to < end && fates[to] === fate) to++
    const part = printable(text.slice(from, to).replaceAll('\t', ' '))
    if (fate === undefined) {
      words += part
      marks += ' '.repeat(screenWidth(part))
    } else {
      const { mark, colour } = looks[fate]
      const painted = inColour(colours, colour, part)
      words += fate === 'aside' ? colours.strikethrough(painted) : painted
      marks += inColour(colours, colour, mark.repeat(screenWidth(part)))
    }
    from = to
  }
  const marked = fates.slice(start, end).some((fate) => fate !== undefined)
  return `  ${words}${marked ? `\n  ${marks.trimEnd()}` : ''}`
}

/** Where the lines of the screen begin and end: at line breaks, and at the last space that fits. */
function screenLines(text: string, width: number): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = []
  let [start, column, space] = [0, 0, -1]
  for (const { segment, index } of graphemes.segment(text)) {
    if (/^(\r\n|[\n\r\u2028\u2029])$/.test(segment)) {
      lines.push({ start, end: index })
      ;[start, column, space] = [index + segment.length, 0, -1]
      continue
    }
    if (segment === ' ') space = index
    column += screenWidth(segment)
    if (column <= width) continue
    const end = space > start ? space : index
    lines.push({ start, end })
    start = space > start ? space + 1 : index
    column = screenWidth(text.slice(start, index + segment.length))
    space = -1
  }
  lines.push({ start, end: text.length })
  return lines
}
