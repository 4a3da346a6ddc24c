/** A table on the page: caption, sortable columns, shares in shades, intervals beneath. */
import { Html, html } from '../text/html.ts'
import { cellText, intervalText } from './cell-text.ts'
import { type Cell, hiddenMark, type Row, shareOf, type Table } from './table.ts'

/** More rows than these and the table gets a box of its own height. */
const tall = 30
/** Lists get their first rows only; the others are a click away, and printed. */
const shortList = 12

export function tableHtml(table: Table): Html {
  const { id, title, head, rows, columns, cells, notes, percentOf } = table
  const most = table.shaded ? highestShare(table) : 0
  const body = rows.map((row, i) => ({ row, cells: cells[i] ?? [] })).filter(({ row }) => !row.total)
  const foot = rows.map((row, i) => ({ row, cells: cells[i] ?? [] })).filter(({ row }) => row.total)
  const isLong = columns.length === 1 && body.length > shortList + 3
  const line = ({ row, cells }: (typeof body)[number], at: number) =>
    html`<tr class="${[row.inside && 'inside', row.total && 'total', isLong && at >= shortList && 'more'].filter(Boolean).join(' ')}"><th scope="row">${row.label}</th>${cells.map((cell, j) => cellHtml(cell, columns[j]?.total ? 0 : most))}</tr>`
  const says = percentOf && cells.some((row) => row.some((cell) => shareOf(cell) !== undefined))
  return html`<div class="table${columns.length > 4 && ' many'}${columns.length > 15 && ' vast'}">
<div class="scroll${rows.length > tall && ' tall'}" role="region" aria-labelledby="t-${id}" tabindex="0"><table id="table-${id}">
<caption id="t-${id}"><span>${title}${says && html` <small>n (%), % ${percentOf}</small>`}</span></caption>
<thead><tr><th scope="col">${head}</th>${columns.map(({ label, total }) => html`<th scope="col"${total && new Html(' class="total"')}>${label}</th>`)}</tr></thead>
<tbody>${body.map(line)}</tbody>
${foot.length > 0 && html`<tfoot>${isLong && restHtml(body, foot[0]?.cells[0])}${foot.map(line)}</tfoot>`}
</table></div>
${isLong && html`<p class="switch"><label><input type="checkbox" class="all"> Show all ${body.length} rows</label></p>`}
${notes.map((note) => html`<p class="note">${note}</p>`)}
</div>
`
}

function cellHtml(cell: Cell, most: number): Html {
  const text = cellText(cell)
  if (cell.kind === 'hidden')
    return html`<td class="hidden"><span aria-hidden="true">${hiddenMark}</span><span class="words">suppressed</span></td>`
  if (cell.kind === 'none') return html`<td class="none">${cell.text}</td>`
  const interval = intervalText(cell)
  const share = shareOf(cell)
  const shade = share && most > 0 ? Math.min(100, Math.round((100 * share.share) / most)) : 0
  const value = cell.kind === 'count' ? cell.n : cell.mean
  const style = shade > 0 ? html` style="--share:${shade}%"` : html``
  return html`<td data-value="${value}"${style}>${text}${interval !== '' && html` <small class="interval">${interval}</small>`}</td>`
}

/** What the rows come to that are not seen at first, so that those that are add up to the total. */
function restHtml(
  body: readonly { readonly row: Row; readonly cells: readonly Cell[] }[],
  total: Cell | undefined,
): Html | undefined {
  const first = body.slice(0, shortList).map(({ row, cells }) => (row.inside ? undefined : cells[0]))
  if (total?.kind !== 'count' || first.some((cell) => cell?.kind === 'hidden')) return undefined
  const n = first.reduce((left, cell) => left - (cell?.kind === 'count' ? cell.n : 0), total.n)
  return html`<tr class="rest"><th scope="row">${body.length - shortList} others</th>${cellHtml({ kind: 'count', n, of: total.n }, 0)}</tr>`
}

/** What the darkest shade stands for: the highest share outside of the totals, of something that is not a handful. */
function highestShare({ cells, columns }: Table): number {
  const counts = cells.flatMap((row) => row.filter((cell, j) => cell.kind === 'count' && !columns[j]?.total))
  const large = counts.filter((cell) => cell.kind === 'count' && (cell.of ?? 0) >= handful)
  const shares = (large.length > 0 ? large : counts).map((cell) => shareOf(cell)?.share ?? 0)
  return Math.max(0, ...shares)
}
const handful = 50
