/** Errors as people read them, and what a process ends with. */
import { type Issue, JotcodeError } from '../model/issue.ts'
import { type Colours, printable, type Terminal } from './terminal.ts'

/** What the process ends with. */
export const Exit = { done: 0, someRejected: 1, failed: 2, interrupted: 130, terminated: 143 } as const

/** Wrong use of the command line. */
export function usage(message: string, hint: string): JotcodeError {
  return new JotcodeError([{ code: 'bad-option', severity: 'error', message, hint }])
}

/**
 * Says on stderr what went wrong. Of an error that is none of ours only the kind and the place are shown: its
 * message could quote a note.
 */
export function reportFailure(error: unknown, terminal: Terminal): void {
  const { err, stderr } = terminal
  if (error instanceof JotcodeError) {
    stderr.write(`${error.issues.map((issue) => issueText(issue, err)).join('\n\n')}\n`)
    return
  }
  const kind = error instanceof Error ? error.name : typeof error
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  stderr.write(
    `${err.red('error:')} something went wrong inside jotcode (${kind})\n${frames.slice(0, 6).join('\n')}\n`,
  )
}

/** An issue in colour: where, what, the line with its caret, what to do. */
export function issueText(issue: Issue, colours: Colours): string {
  const place = printable(
    [issue.file, issue.line, issue.column].filter((part) => part !== undefined).join(':'),
  )
  const severity = issue.severity === 'error' ? colours.red('error:') : colours.yellow('warning:')
  const head = `${place === '' ? '' : `${colours.bold(place)}  `}${severity} ${printable(issue.message)}`
  const excerpt = printable(issue.excerpt ?? '')
    .split('\n')
    .filter((line) => line !== '')
  const marked = excerpt.map((line, i) => `    ${i === 1 ? colours.red(line) : line}`)
  const hint = issue.hint === undefined ? [] : [colours.dim(`  → ${printable(issue.hint)}`)]
  return [head, ...marked, ...hint].join('\n')
}
