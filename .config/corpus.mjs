/** The coded notes of corpus/: entries with their writers and gold codes, and which voices were read by whom. */
import { readdir, readFile } from 'node:fs/promises'
import Papa from 'papaparse'

/** Voices that nobody who writes the taxonomy has read: five of the sample, half of one set of corpus/voices/. */
const unread = new Set(['I4', 'J3', 'F1', 'H3', 'K3', 'D7', 'D8', 'D9', 'D10', 'D11', 'D12'])
/** Voices that were read when little was left to be written from them. */
const readLast = /^(?:D[1-6]|EV[1-6])$/
export const isUnread = (writer) => unread.has(writer)
/** Voices that the confidence is fitted on: of what it was written for a coder is surer than it may be. */
export const isFitted = (writer) => isUnread(writer) || readLast.test(writer)
export const isShort = (writer) => /^(?:[IJA]\d|EV[12]$)/.test(writer)

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
  const names = (await readdir('corpus/voices'))
    .filter((name) => name.endsWith('.gold.ndjson'))
    .map((name) => name.replace('.gold.', '.entries.'))
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
