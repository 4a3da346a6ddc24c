/**
 * Everything that can be wrong, as a closed set. A note is never wrong: only a taxonomy, an option or a file is.
 */

/** The codes, each with what it means. Programs match on the code; the message may change. */
export const issueCodes = {
  'yaml-syntax': 'the file is not well-formed YAML',
  'duplicate-key': 'a key stands twice in the same map',
  'too-many-aliases': 'the aliases of the file expand without bound',
  'wrong-type': 'a value of another type is expected',
  'wrong-value': 'a value outside what is allowed',
  'missing-key': 'something required is left out',
  'unknown-key': 'a key that means nothing here',
  'empty-list': 'a list without items, where that can only be a slip',
  'no-head': 'no file of the taxonomy has its id, version and title',
  'duplicate-head': 'two files give the id, version and title of the taxonomy, or what it extends',
  'unknown-taxonomy': 'a taxonomy to extend that cannot be found',
  'taxonomy-cycle': 'a taxonomy that extends itself',
  'duplicate-id': 'two entries of one list with the same id',
  'unknown-id': 'a reference to an id that is defined nowhere',
  'unknown-source': 'wordings under a source that `sources` does not name',
  'unknown-class': 'a class named in a pattern that is defined nowhere',
  'class-cycle': 'a class that contains itself',
  'pattern-syntax': 'a wording with unbalanced brackets, an empty alternative or a stray sign',
  'pattern-edge': 'a wording that begins or ends with a gap, or (a warning) with an optional part',
  'pattern-empty': 'a wording that no words can match',
  'pattern-too-wide': 'a wording made of too many words',
  'plain-wording': 'a pattern where only plain words can stand',
  'ambiguous-term': 'a wording under two entries, with nothing that tells them apart',
  'bad-option': 'an option or argument that cannot be used',
  'file-missing': 'a file or folder that does not exist',
  'file-unreadable': 'a file that cannot be read as what it should be',
  'file-unwritable': 'a file that cannot be written',
  'file-exists': 'a file that would be overwritten',
  'unknown-format': 'a file format that is not known, or cannot be read here',
  'unknown-column': 'a column or sheet that the file does not have',
  'bad-row': 'a row that cannot be read',
  'too-little-gold': 'fewer gold notes than a fit of the confidence needs',
} as const

export type IssueCode = keyof typeof issueCodes

export interface Issue {
  readonly code: IssueCode
  /** A warning leaves the taxonomy or file usable. */
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
  readonly file?: string
  /** Both count from 1; a column counts UTF-16 units. */
  readonly line?: number
  readonly column?: number
  /** The line of the file, and under it a caret at the column. */
  readonly excerpt?: string
}

/** Thrown for a bad taxonomy, option or file, with every issue found; never because of what a note says. */
export class JotcodeError extends Error {
  override readonly name = 'JotcodeError'
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    super(issues.map(formatIssue).join('\n\n'))
    this.issues = issues
  }
}

/**
 * An issue as people read it:
 *
 *     reasons.yaml:12:5  error: unknown key "shorthnd"
 *         shorthnd: [anx]
 *         ^
 *     did you mean "shorthand"?
 */
export function formatIssue(issue: Issue): string {
  const place = [issue.file, issue.line, issue.column].filter((part) => part !== undefined).join(':')
  const head = `${place && `${place}  `}${issue.severity}: ${issue.message}`
  return [head, issue.excerpt, issue.hint].filter((part) => part !== undefined).join('\n')
}

const widestLine = 110

/** The line at a place and a caret under the column; of a very long line, the part around it. Both count from 1. */
export function excerptOf(line: string, column: number): string {
  const from = column > widestLine - 10 ? column - Math.floor(widestLine / 2) : 0
  const part = line.slice(from, from + widestLine)
  const [left, right] = [from > 0 ? '…' : '', from + widestLine < line.length ? '…' : '']
  // Tabs stay tabs in the padding, so that the caret stands right however wide they are shown.
  const padding = (left + line.slice(from, column - 1)).replace(/[^\t]/g, ' ')
  return `${left}${part}${right}\n${padding}^`
}
