/** Codes row after row: the loop between a reader, a coder and a writer. */
import { setImmediate } from 'node:timers/promises'
import type { ReadRow, RejectedRow, Row } from '../files/row.ts'
import type { Entry } from '../model/entry.ts'
import type { JotRecord } from '../model/record.ts'

/** What codes an entry. */
export interface Coder {
  /** `row` is what an entry without an id is known by. */
  readonly code: (entry: Entry, row?: number) => JotRecord
}

export interface BatchOptions {
  readonly coder: Coder
  readonly rows: AsyncIterable<readonly Row[]>
  /** Takes a coded row. The next is coded when this has resolved, so nothing piles up. */
  readonly write: (row: ReadRow, record: JotRecord) => Promise<void>
  /** Takes a row that could not be read. */
  readonly reject: (row: RejectedRow) => Promise<void>
  /** Told how far it is, some times a second. */
  readonly progress?: (tally: Tally) => void
  /** Ends the run between two rows. */
  readonly signal?: AbortSignal
}

/** What a run came to. */
export interface Tally {
  /** Rows coded. */
  readonly coded: number
  /** Rows that could not be read. */
  readonly rejected: number
  /** Reason codes and outcome items given. */
  readonly codes: number
  /** Rows that a person should look at. */
  readonly review: number
  /** Rows with something in their notes that looks identifying. */
  readonly identifying: number
  readonly interrupted: boolean
}

/** Rows coded between two looks at the clock and at the signals. */
const handful = 200

/**
 * Codes all rows, in order.
 * @returns the counts; `interrupted` when the signal ended it, which is no error
 * @throws what the reader or the writer throws
 */
export async function codeRows(options: BatchOptions): Promise<Tally> {
  const { coder, rows, signal } = options
  let [coded, rejected, codes, review, identifying] = [0, 0, 0, 0, 0]
  const tally = (interrupted: boolean): Tally => ({
    coded,
    rejected,
    codes,
    review,
    identifying,
    interrupted,
  })
  try {
    for await (const batch of rows) {
      for (const row of batch) {
        if (signal?.aborted) return tally(true)
        if ('why' in row) {
          await options.reject(row)
          rejected++
          continue
        }
        const record = coder.code(row.entry, row.number)
        await options.write(row, record)
        coded++
        codes += record.reasons.length + record.outcomes.length
        if (record.review.needed) review++
        if (record.privacy.length > 0) identifying++
        if (coded % handful === 0) {
          options.progress?.(tally(false))
          // Lets signals in: coding alone would never leave the event loop a turn.
          await setImmediate()
        }
      }
    }
  } catch (error) {
    // An aborted reader ends with an error of its own, which says nothing more.
    if (signal?.aborted && isAbort(error)) return tally(true)
    throw error
  }
  options.progress?.(tally(false))
  return tally(false)
}

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError'
