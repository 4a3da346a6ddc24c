/** How far a run is, on a terminal only. */
import cliProgress from 'cli-progress'
import type { Tally } from '../batch/code-rows.ts'
import type { Terminal } from './terminal.ts'
import { thousands } from './words.ts'

export interface Progress {
  readonly bytes: (count: number) => void
  readonly rows: (tally: Tally) => void
  /** Prints a line without tearing the bar. */
  readonly say: (line: string) => void
  readonly stop: () => void
}

/**
 * @param total bytes of the file; undefined for a stream, of which only the rows are counted
 * @param shown false where nobody watches, or nobody wants to
 */
export function startProgress(
  name: string,
  total: number | undefined,
  terminal: Terminal,
  shown: boolean,
): Progress {
  const say = (line: string) => void terminal.stderr.write(`${line}\n`)
  if (!shown) return { bytes: () => {}, rows: () => {}, say, stop: () => {} }
  const { err } = terminal
  const format =
    total === undefined
      ? `${name}  ${err.cyan('{rows}')} rows  {duration_formatted}`
      : `${name}  ${err.cyan('{bar}')} {percentage}%  {rows} rows  {eta_formatted} left`
  const bar = new cliProgress.SingleBar({
    format,
    stream: terminal.stderr as NodeJS.WriteStream,
    barCompleteChar: '━',
    barIncompleteChar: '─',
    barsize: 28,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 50,
    fps: 10,
    gracefulExit: false,
  })
  bar.start(total === undefined || total === 0 ? 1 : total, 0, { rows: '0' })
  return {
    bytes: (count) => {
      if (total !== undefined) bar.increment(count)
    },
    rows: ({ coded, rejected }) => bar.update({ rows: thousands(coded + rejected) }),
    say: (line) => say(`\r\u001b[K${line}`),
    stop: () => bar.stop(),
  }
}
