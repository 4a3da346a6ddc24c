/** Worker threads that code handfuls of rows side by side. */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { ReadRow } from '../files/row.ts'
import type { CodedRows } from './code-handful.ts'

export interface WorkerRequest {
  readonly id: number
  readonly rows: readonly ReadRow[]
}
export interface WorkerAnswer {
  readonly id: number
  readonly coded: CodedRows
}

export interface Pool {
  /** Codes rows in the worker that has the least to do. */
  readonly code: (rows: readonly ReadRow[]) => Promise<CodedRows>
  /** Handfuls that keep every worker busy while others are written. */
  readonly ahead: number
  readonly close: () => Promise<void>
}

/** Handfuls a worker has before it: one that it codes, and some for while the main thread reads. */
const each = 4

interface Pending {
  readonly resolve: (coded: CodedRows) => void
  readonly reject: (error: unknown) => void
}

/**
 * @param count of workers, at least 1
 * @param job what each of them is given when it starts
 */
export function createPool(count: number, job: unknown): Pool {
  // The file is found by its name in package.json: whoever bundles this moves the code, not the worker.
  const file = createRequire(import.meta.url).resolve('#worker')
  let lastId = 0
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(file, { workerData: job })
    const pending = new Map<number, Pending>()
    const fail = (error: unknown) => {
      for (const one of pending.values()) one.reject(error)
      pending.clear()
    }
    worker.on('message', ({ id, coded }: WorkerAnswer) => {
      pending.get(id)?.resolve(coded)
      pending.delete(id)
    })
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('a worker ended before its work')))
    return { worker, pending }
  })
  return {
    ahead: count * each,
    code: (rows) =>
      new Promise((resolve, reject) => {
        const free = workers.reduce((best, one) => (one.pending.size < best.pending.size ? one : best))
        const request: WorkerRequest = { id: ++lastId, rows }
        free.pending.set(request.id, { resolve, reject })
        free.worker.postMessage(request)
      }),
    close: async () => {
      await Promise.all(workers.map(({ worker }) => worker.terminate()))
    },
  }
}
