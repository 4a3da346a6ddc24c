/** A file that cannot be read or written, said so that the reader knows what to do. */
import { type IssueCode, JotcodeError } from '../model/issue.ts'

/** Where a failure is; `line` and `column` count from one. */
export interface Where {
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/**
 * An error about a file or an option.
 * @param message what is wrong, never with the text of a note in it
 * @param hint what to do
 */
export function fileFailure(code: IssueCode, message: string, hint: string, where: Where = {}): JotcodeError {
  return new JotcodeError([{ code, severity: 'error', message, hint, ...where }])
}

/** The code that Node gives a failed system call, e.g. ENOENT; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
