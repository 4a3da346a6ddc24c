/**
 * `npm run log`: writes corpus/dorset/log.csv and log.gold.ndjson. First it is settled which entry has which codes, so
 * that their sums are the published tables; then the voices put them into words. The same files every time.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Papa from 'papaparse'
import { parse } from 'yaml'
import { assignCategories, assignServices } from './log/assign.mjs'
import { addMedications, addMinutes, addPlaces, addSources } from './log/details.mjs'
import { margins } from './log/margins.mjs'
import { noteWriter } from './log/notes.mjs'
import { randomFrom } from './log/random.mjs'

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))
const seed = 20241001
const folder = 'corpus/dorset'
const yaml = (name) => parse(readFileSync(`${folder}/log/${name}.yaml`, 'utf8'))
const names = ['reasons', 'outcomes', 'further', 'services', 'medications', 'sources', 'voices', 'practice']
const words = Object.fromEntries(names.map((name) => [name, yaml(name)]))

const random = randomFrom(seed)
const tables = margins()
const entries = addPlaces(codedEntries(), words.voices, random)
const write = noteWriter(words, random)
const rows = entries.map((entry, at) => ({ ...row(entry), id: `L${String(at + 1).padStart(4, '0')}` }))
const columns = [
  'id',
  'date',
  'pcn',
  'practitioner',
  'minutes',
  'reason',
  'outcome',
  'avoided_gp',
  'avoided_cmht',
]
writeFileSync(`${folder}/log.csv`, `${Papa.unparse(rows, { columns, newline: '\n' })}\n`)
const gold = entries.map((entry, at) => JSON.stringify(goldOf(entry, rows[at].id)))
writeFileSync(`${folder}/log.gold.ndjson`, `${gold.join('\n')}\n`)
console.log(`${entries.length} entries: ${folder}/log.csv and log.gold.ndjson`)

/** Entries with codes, drugs, source and minutes, in no order. */
function codedEntries() {
  const categories = assignCategories(tables, words.practice, random)
  const items = assignServices(categories, words.services, words.practice, random)
  const entries = items.map(({ pcn, features }) => {
    const of = (kind) =>
      features.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1))
    return { pcn, reasons: of('reason'), outcomes: of('outcome'), gp: of('gp')[0], cmht: of('cmht')[0] }
  })
  addMedications(entries, words.medications, random)
  addSources(entries, random)
  addMinutes(entries, tables.minutes, random)
  return entries
}

function row(entry) {
  const { date, pcn, voice, minutes = '', gp, cmht } = entry
  const answers = words.voices.answers[voice.answers]
  return {
    date,
    pcn,
    practitioner: voice.id,
    minutes,
    ...write(entry, voice),
    avoided_gp: random.one(answers[gp]),
    avoided_cmht: random.one(answers[cmht]),
  }
}

function goldOf({ reasons, outcomes, requested, prescribed, reviewed, source, gp, cmht }, id) {
  const roles = Object.entries({ requested, prescribed, reviewed })
  const medications = roles.flatMap(([role, drug]) => (drug ? [`${drug.code}|${role}`] : []))
  return {
    id,
    reasons,
    outcomes,
    referral_source: source ?? null,
    medications,
    avoided_gp: gp,
    avoided_cmht: cmht,
  }
}
