/** The coded notes of corpus/: entries with their writers and gold codes, and which voices were read by whom. */
import { readdir, readFile } from 'node:fs/promises'
import Papa from 'papaparse'

/** Voices that nobody who writes the taxonomy has read, and on which nothing is fitted or trained: the last word on accuracy. */
const last = new Set(['I4', 'J3', 'F1', 'H3', 'K3'])
export const isLast = (writer) => last.has(writer)
/** Voices of another hand that nobody who writes the taxonomy has read. */
export const isUnread = (writer) => isLast(writer) || /^D(?:[7-9]|1[0-2])$/.test(writer)
/**
 * Voices that the confidence is fitted on: read last or not at all, and four of those read before. The former are harder than
 * most of a log, and of the latter a coder is surer than it may be: together they are as hard as a log is.
 */
export const isFitted = (writer) => /^(?:(?:D|EV)\d+|I2|J2|G2|K2)$/.test(writer)
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
