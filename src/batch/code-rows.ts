/** Codes row after row: the loop between a reader, a coder and a writer. */
import { setImmediate } from 'node:timers/promises'
import { isRejected, type ReadRow, type RejectedRow, type Row } from '../files/row.ts'
import type { CodedRows } from './code-handful.ts'

export interface BatchOptions {
  readonly rows: AsyncIterable<readonly Row[]>
  /** Codes a handful of rows, here or elsewhere. */
  readonly code: (rows: readonly ReadRow[]) => CodedRows | Promise<CodedRows>
  /** Handfuls that are coded at the same time; what waits is never more than that. 1 when left out. */
  readonly ahead?: number
  /** Takes the text of coded rows, in the order of the input. */
  readonly write: (text: string) => Promise<void>
  /** Takes a row that could not be read. */
  readonly reject: (row: RejectedRow) => Promise<void>
  /** Told how far it is, some times a second: what is done, and how many rows have been read for it. */
  readonly progress?: (tally: Tally, read: number) => void
  /** Called when all that the tally counts is written and nothing else is. */
  readonly settled?: (tally: Tally) => Promise<void>
  /** Where an earlier run had come to: its rows are passed over, its counts go on. */
  readonly after?: Tally
  /** Ends the run between two handfuls. */
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

const nothing: Tally = { coded: 0, rejected: 0, codes: 0, review: 0, identifying: 0, interrupted: false }

/** Rows coded between two looks at the clock and at the signals. */
const handful = 200

/**
 * Codes all rows; what it gives is in their order.
 * @returns the counts; `interrupted` when the signal ended it, which is no error
 * @throws what the reader, the coder or the writer throws
 */
export async function codeRows(options: BatchOptions): Promise<Tally> {
  const { rows, code, ahead = 1, after = nothing, signal } = options
  const waiting: { readonly some: readonly Row[]; readonly coded: Promise<CodedRows> }[] = []
  let tally: Tally = { ...after, interrupted: false }
  let passing = after.coded + after.rejected
  let read = 0

  const settle = async () => {
    const next = waiting.shift()
    if (next === undefined) return
    const { text, codes, review, identifying } = await next.coded
    if (signal?.aborted) return
    if (text !== '') await options.write(text)
    const bad = next.some.filter(isRejected)
    for (const row of bad) await options.reject(row)
    tally = {
      coded: tally.coded + next.some.length - bad.length,
      rejected: tally.rejected + bad.length,
      codes: tally.codes + codes,
      review: tally.review + review,
      identifying: tally.identifying + identifying,
      interrupted: false,
    }
    options.progress?.(tally, read)
    await options.settled?.(tally)
    // Lets signals in: coding alone would never leave the event loop a turn.
    await setImmediate()
  }

  try {
    for await (const batch of rows) {
      read += batch.length
      const todo = batch.slice(passing)
      passing -= batch.length - todo.length
      for (let at = 0; at < todo.length; at += handful) {
        const some = todo.slice(at, at + handful)
        const coded = (async () => code(some.filter(isRead)))()
        // Whoever waits for it gets the failure; until then it is nobody's.
        coded.catch(() => {})
        waiting.push({ some, coded })
        if (waiting.length >= ahead) await settle()
        if (signal?.aborted) return { ...tally, interrupted: true }
      }
      if (signal?.aborted) return { ...tally, interrupted: true }
    }
    while (waiting.length > 0 && !signal?.aborted) await settle()
  } catch (error) {
    // An aborted reader ends with an error of its own, which says nothing more.
    if (signal?.aborted && isAbort(error)) return { ...tally, interrupted: true }
    throw error
  }
  options.progress?.(tally, read)
  return { ...tally, interrupted: signal?.aborted === true }
}

const isRead = (row: Row): row is ReadRow => !isRejected(row)
const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError'
