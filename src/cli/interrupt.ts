/** Ctrl-C, politely: the first asks the run to end, the second ends the process. */
import { Exit } from './failure.ts'

export interface Interrupt {
  readonly signal: AbortSignal
  /** The exit status of what came. */
  readonly status: () => number
  readonly release: () => void
}

export function onInterrupt(): Interrupt {
  const controller = new AbortController()
  let status: number = Exit.interrupted
  const interrupted = () => controller.abort()
  const terminated = () => {
    status = Exit.terminated
    controller.abort()
  }
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', terminated)
  return {
    signal: controller.signal,
    status: () => status,
    release: () => {
      process.off('SIGINT', interrupted)
      process.off('SIGTERM', terminated)
    },
  }
}
