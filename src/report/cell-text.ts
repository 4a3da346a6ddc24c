/** Cells in words and numbers, as a publication prints them. */
import { type Cell, hiddenMark, shareOf } from './table.ts'

/** `91 (12%)`, `45`, `–`. */
export function cellText(cell: Cell): string {
  switch (cell.kind) {
    case 'count': {
      const share = shareOf(cell)
      const n = cell.n.toLocaleString('en-GB')
      return share === undefined || cell.n === 0 ? n : `${n} (${percentText(share.share)})`
    }
    case 'mean':
      return cell.mean.toFixed(cell.digits)
    case 'hidden':
      return hiddenMark
    case 'none':
      return cell.text
  }
}

/** The 95% interval: `10–14%`, `43–47`; nothing where there is none. */
export function intervalText(cell: Cell): string {
  if (cell.kind === 'mean')
    return cell.interval ? `${cell.interval.low.toFixed(1)}–${cell.interval.high.toFixed(1)}` : ''
  const share = shareOf(cell)
  return share === undefined ? '' : `${bound(share.low)}–${bound(share.high)}%`
}

export function percentText(share: number): string {
  return share > 0 && share < 0.005 ? '<1%' : `${Math.round(100 * share)}%`
}

/** Small ones with a digit, for there a whole percent is a lot. */
function bound(share: number): string {
  const percent = 100 * share
  return percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)
}
