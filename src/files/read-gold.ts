/** Coded notes to learn from: gold codes, with the texts in the same lines or in a log beside them. */
import { access } from 'node:fs/promises'
import type { Entry } from '../model/entry.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import { writerOf } from '../statistics/codes.ts'
import type { CodedEntry } from '../statistics/fit-confidence.ts'
import { fileFailure } from './failure.ts'
import { openTable } from './input.ts'
import { readCodes } from './read-codes.ts'
import { isRejected } from './row.ts'

const ending = '.gold.ndjson'
/** What stands in the place of `.gold.ndjson` in the name of a log, in this order. */
const endings = ['.entries.ndjson', '.csv', '.tsv', '.ndjson']

/**
 * Reads coded notes.
 * @param path gold as `jotcode evaluate` reads it; where it has codes alone, the log of NAME.gold.ndjson is
 * NAME.entries.ndjson, NAME.csv, NAME.tsv or NAME.ndjson
 * @throws JotcodeError when it cannot be read, and when a note has no text in either
 */
export async function readGold(path: string, taxonomy: Taxonomy): Promise<CodedEntry[]> {
  const { notes } = await readCodes(path, { taxonomyFor: async () => taxonomy })
  const log = notes.every(({ entry }) => entry !== undefined) ? undefined : await entriesBeside(path)
  return notes.map((gold) => {
    const entry = gold.entry ?? log?.get(gold.id)
    if (entry === undefined)
      throw fileFailure(
        'bad-row',
        `there is no text for the note "${gold.id}"`,
        'gold and log must name the notes alike: their ids are matched to the letter',
        { file: path },
      )
    return { writer: gold.writer ?? writerOf(entry), entry, gold }
  })
}

async function entriesBeside(path: string): Promise<ReadonlyMap<string, Entry>> {
  const places = path.endsWith(ending) ? endings.map((one) => path.slice(0, -ending.length) + one) : []
  for (const place of places) {
    if (!(await isThere(place))) continue
    const table = await openTable(place)
    const entries = new Map<string, Entry>()
    for await (const rows of table.rows)
      for (const row of rows) if (!isRejected(row)) entries.set(String(row.entry.id ?? row.number), row.entry)
    return entries
  }
  throw fileFailure(
    'file-missing',
    'this gold has codes, and no texts',
    `put the texts into its lines, or name it NAME${ending} and put NAME.csv or NAME.entries.ndjson beside it`,
    { file: path },
  )
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
