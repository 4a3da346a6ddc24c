/** What a worker thread runs: the same coder and the same writer, for some of the rows. */
import { parentPort, workerData } from 'node:worker_threads'
import { codeHandful } from '../batch/code-handful.ts'
import type { WorkerAnswer, WorkerRequest } from '../batch/pool.ts'
import { createWriter, type WriteOptions, type WrittenTable } from '../files/write.ts'
import { type CoderChoice, openCoder } from './open-coder.ts'

/** What it is given when it starts. */
export interface WorkerJob {
  readonly coder: CoderChoice
  readonly table: WrittenTable
  readonly options: Omit<WriteOptions, 'notice'>
}

const job: WorkerJob = workerData
// A taxonomy is opened anew: what it carries does not travel between threads.
const coder = await openCoder(job.coder)
const writer = createWriter(job.table, { ...job.options, notice: () => {} })

parentPort?.on('message', ({ id, rows }: WorkerRequest) => {
  const answer: WorkerAnswer = { id, coded: codeHandful(rows, coder, writer) }
  parentPort?.postMessage(answer)
})
