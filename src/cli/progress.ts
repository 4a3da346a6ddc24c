/** How far a run is, on a terminal only. */
import cliProgress from 'cli-progress'
import type { Tally } from '../batch/code-rows.ts'
import type { Terminal } from './terminal.ts'
import { duration, thousands } from './words.ts'

export interface Progress {
  readonly bytes: (count: number) => void
  /** @param read rows that the bytes so far came to: some of them are still to be coded */
  readonly rows: (tally: Tally, read: number) => void
  /** Prints a line without tearing the bar. */
  readonly say: (line: string) => void
  readonly stop: () => void
}

/**
 * @param total bytes of the input; undefined for a stream, of which only the rows are counted
 * @param shown false where nobody watches, or nobody wants to
 * @param after the counts of an earlier run that this one goes on with: they say nothing about its speed
 */
export function startProgress(
  name: string,
  total: number | undefined,
  terminal: Terminal,
  shown: boolean,
  after?: Tally,
): Progress {
  const say = (line: string) => void terminal.stderr.write(`${line}\n`)
  if (!shown) return { bytes: () => {}, rows: () => {}, say, stop: () => {} }
  const { err } = terminal
  const format =
    total === undefined
      ? `${name}  ${err.cyan('{rows}')} rows  {rate} rows/s  {duration_formatted}`
      : `${name}  ${err.cyan('{bar}')} {percentage}%  {rows} rows  {rate} rows/s  {left} left`
  const bar = new cliProgress.SingleBar({
    format,
    stream: terminal.stderr as NodeJS.WriteStream,
    barCompleteChar: '━',
    barIncompleteChar: '─',
    barsize: 28,
    hideCursor: true,
    clearOnComplete: true,
    fps: 10,
    gracefulExit: false,
  })
  const speed = new Speed((after?.coded ?? 0) + (after?.rejected ?? 0))
  let bytes = 0
  bar.start(total === undefined || total === 0 ? 1 : total, 0, { rows: '0', rate: '–', left: '–' })
  return {
    bytes: (count) => {
      bytes += count
    },
    rows: ({ coded, rejected }, read) => {
      const rows = coded + rejected
      const rate = speed.at(rows, performance.now())
      // The rows to come are as long as those that were.
      const done = bytes * Math.min(1, rows / Math.max(1, read))
      const left = total === undefined || done === 0 || rate === 0 ? 0 : (rows * (total / done - 1)) / rate
      bar.update(total === undefined ? 0 : done, {
        rows: thousands(rows),
        rate: rate === 0 ? '–' : thousands(Math.round(rate)),
        left: rate === 0 ? '–' : duration(Math.max(1, Math.ceil(left)) * 1000).replace(/\.0 s$/, ' s'),
      })
    },
    say: (line) => say(`\r\u001b[K${line}`),
    stop: () => bar.stop(),
  }
}

/** Rows a second over the last ten seconds or so, so that starting up and other work wear off. */
class Speed {
  private from: { rows: number; time: number }
  private next: { rows: number; time: number }

  constructor(rows: number) {
    this.from = { rows, time: performance.now() }
    this.next = this.from
  }

  at(rows: number, time: number): number {
    if (time - this.next.time > 10_000) {
      this.from = this.next
      this.next = { rows, time }
    }
    const seconds = (time - this.from.time) / 1000
    return seconds < 0.2 ? 0 : (rows - this.from.rows) / seconds
  }
}
