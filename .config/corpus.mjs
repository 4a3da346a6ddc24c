/** The coded notes of corpus/: entries with their writers and gold codes, and which voices were read by whom. */
import { readdir, readFile } from 'node:fs/promises'
import Papa from 'papaparse'

/** Voices of the sample that somebody who writes the taxonomy has read: from the start, and later on. */
const read = new Set(['E1', 'E2', 'F2', 'F3', 'G1', 'G3', 'H1', 'K1', 'I1', 'I3', 'J1', 'J4'])
const readLater = new Set(['I2', 'J2', 'E3', 'G2', 'H2', 'K2'])
/** Voices that nobody has read: the others of the sample. Those of corpus/voices/ have all been read. */
export const isUnread = (writer) => /^[E-K]/.test(writer) && !read.has(writer) && !readLater.has(writer)
/** Voices that the confidence is fitted on: those that had not been read when most of the taxonomy was written. */
export const isFitted = (writer) => isUnread(writer) || readLater.has(writer)
export const isShort = (writer) => /^[IJA]/.test(writer)

export async function sample() {
  const { data } = Papa.parse(await readFile('corpus/dorset/sample.csv', 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const gold = byId(await readFile('corpus/dorset/sample.gold.ndjson', 'utf8'))
  return data.map(({ avoided_gp: avoidedGp, avoided_cmht: avoidedCmht, ...entry }) => ({
    writer: entry.writer,
    entry: { ...entry, avoidedGp, avoidedCmht },
    gold: gold.get(entry.id),
  }))
}

export async function voices() {
  const names = (await readdir('corpus/voices')).filter((name) => name.endsWith('.entries.ndjson'))
  const sets = await Promise.all(
    names.sort().map(async (name) => {
      const gold = byId(await readFile(`corpus/voices/${name.replace('.entries.', '.gold.')}`, 'utf8'))
      const entries = [...byId(await readFile(`corpus/voices/${name}`, 'utf8')).values()]
      return entries.map(({ avoided_gp: avoidedGp, avoided_cmht: avoidedCmht, ...entry }) => ({
        writer: entry.writer,
        entry: { ...entry, avoidedGp, avoidedCmht },
        gold: gold.get(entry.id),
      }))
    }),
  )
  return sets.flat()
}

const byId = (ndjson) =>
  new Map(
    ndjson
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .map((item) => [item.id, item]),
  )
