/** Codes some rows and makes the text of the output of them: the work that can be done anywhere. */
import type { ReadRow } from '../files/row.ts'
import type { Writer } from '../files/write.ts'
import type { Entry } from '../model/entry.ts'
import type { JotRecord } from '../model/record.ts'

/** What codes an entry. */
export interface Coder {
  /** `row` is what an entry without an id is known by. */
  readonly code: (entry: Entry, row?: number) => JotRecord
}

/** Some rows, coded. */
export interface CodedRows {
  /** Whole lines of the output. */
  readonly text: string
  /** Reason codes and outcome items given. */
  readonly codes: number
  /** Rows that a person should look at. */
  readonly review: number
  /** Rows with something in their notes that looks identifying. */
  readonly identifying: number
}

export function codeHandful(rows: readonly ReadRow[], coder: Coder, writer: Pick<Writer, 'row'>): CodedRows {
  const lines: string[] = []
  let [codes, review, identifying] = [0, 0, 0]
  for (const row of rows) {
    const record = coder.code(row.entry, row.number)
    lines.push(writer.row(row, record))
    codes += record.reasons.length + record.outcomes.length
    if (record.review.needed) review++
    if (record.privacy.length > 0) identifying++
  }
  return { text: lines.join(''), codes, review, identifying }
}
