import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCodes } from '../../src/files/read-codes.ts'
import { createWriter } from '../../src/files/write.ts'
import { JotcodeError } from '../../src/model/issue.ts'
import { codesOfRecord } from '../../src/statistics/codes.ts'
import { notes } from '../notes.ts'
import { coderFor, taxonomyOf } from '../taxonomies.ts'
import { readCsvText } from './stream.ts'

async function read(text: string, extension: 'ndjson' | 'csv') {
  const path = join(mkdtempSync(join(tmpdir(), 'jotcode-codes-')), `codes.${extension}`)
  writeFileSync(path, text)
  return readCodes(path, { taxonomyFor: () => taxonomyOf('dorset') })
}

async function issuesOf(text: string, extension: 'ndjson' | 'csv') {
  try {
    return (await read(text, extension)).warnings
  } catch (error) {
    if (error instanceof JotcodeError) return error.issues
    throw error
  }
}

const line = (gold: object) => `${JSON.stringify({ reasons: [], outcomes: [], ...gold })}\n`

describe('NDJSON', () => {
  test('gold lines, with the entry beside the codes or under its name', async () => {
    const { notes, warnings } = await read(
      line({ id: 1, reasons: ['anxiety'], outcomes: ['follow-up|-|mhp'], avoided_gp: 'yes' }) +
        line({ id: 2, writer: 'R', 'Key reasons': 'anx', outcome: 'f/u' }) +
        line({ id: 3, entry: { note: 'anx', practitioner: 'S' } }),
      'ndjson',
    )
    expect(warnings).toEqual([])
    expect(notes.map(({ id, writer, entry }) => [id, writer, entry?.reason, entry?.note])).toEqual([
      ['1', undefined, undefined, undefined],
      ['2', 'R', 'anx', undefined],
      ['3', 'S', undefined, 'anx'],
    ])
    expect(notes[0]?.codes).toEqual({
      reasons: ['anxiety'],
      outcomeItems: ['follow-up|-|mhp'],
      outcomeCategories: ['follow-up'],
      targets: ['mhp'],
    })
  })

  test('records, as the coder gives them', async () => {
    const coder = await coderFor('dorset')
    const record = coder.code({ id: 'x', writer: 'R', reason: 'anx', outcome: 'ref S2W' })
    const { notes, digests } = await read(`${JSON.stringify(record)}\n`, 'ndjson')
    expect(notes).toEqual([codesOfRecord(JSON.parse(JSON.stringify(record)))])
    expect([notes[0]?.writer, digests]).toEqual(['R', [record.taxonomy.digest]])
  })

  test.each([
    ['{', 'it is not well-formed JSON'],
    ['[]', 'it is no JSON object'],
    ['{"id":1,"outcomes":[]}', 'its reasons is missing or should be array'],
    [
      '{"id":1,"reasons":[{"code":"anxiety"}],"outcomes":[{}]}',
      'its outcomes[0].code is missing or should be string',
    ],
    [line({ id: 1, outcomes: ['discharge'] }), 'its outcomes[0] should be code|kind|target, with - for none'],
    [
      line({ id: 1, medications: ['secret'] }),
      'its medications[0] should be drug|class|role, with - for none',
    ],
  ])('%s is told with its line', async (text, why) => {
    const issues = await issuesOf(`\n${text.trim()}\n`, 'ndjson')
    expect(issues).toMatchObject([{ line: 2, severity: 'error', message: `the line cannot be read: ${why}` }])
  })
})

describe('ids', () => {
  test('one that stands twice is an error that names both lines', async () => {
    const issues = await issuesOf(line({ id: 'a' }) + line({ id: 'b' }) + line({ id: 'a' }), 'ndjson')
    expect(issues).toMatchObject([
      { code: 'duplicate-id', line: 3, message: 'the id "a" stands twice: on line 1, too' },
    ])
  })

  test.each([
    [{ reasons: ['anxeity'] }, 'there is no reason "anxeity" in the taxonomy', 'did you mean "anxiety"?'],
    [
      { outcomes: ['discharged|-|-'] },
      'there is no outcome "discharged" in the taxonomy',
      'did you mean "discharge"?',
    ],
    [
      { outcomes: ['follow-up|-|stps-2-wellbeing'] },
      'there is no service "stps-2-wellbeing" in the taxonomy',
      'did you mean "steps-2-wellbeing"?',
    ],
    [{ avoided_gp: 'yep' }, 'there is no answer "yep" in the taxonomy', 'did you mean "yes"?'],
  ])('%j is told with its line', async (codes, message, hint) => {
    const issues = await issuesOf(line({ id: 1 }) + line({ id: 2, ...codes }), 'ndjson')
    expect(issues).toMatchObject([{ severity: 'warning', line: 2, message, hint }])
  })

  test('text where codes should be is an error, and is not repeated', async () => {
    const issues = await issuesOf('id,reasons\n1,"worried sick about the house, cannot sleep"\n', 'csv')
    expect(issues).toMatchObject([{ severity: 'error', line: 2 }])
    expect(JSON.stringify(issues)).not.toContain('worried')
  })
})

describe('CSV', () => {
  test('reasons and outcomes alone tell no items', async () => {
    const { notes } = await read(
      'ref,MHP,reasons,outcomes\n7,R,anxiety; stress,discharge; discharge\n',
      'csv',
    )
    expect(notes).toEqual([
      {
        id: '7',
        writer: 'R',
        codes: { reasons: ['anxiety', 'stress'], outcomeCategories: ['discharge'] },
        answers: {},
      },
    ])
  })

  test('items in full are taken as they stand', async () => {
    const { notes } = await read('reasons,outcomes\n,contacting-service|letter|gp; discharge\n', 'csv')
    expect(notes[0]?.id).toBe('1')
    expect(notes[0]?.codes.outcomeItems).toEqual(['contacting-service|letter|gp', 'discharge|-|-'])
  })

  test('a table without codes', async () => {
    const issues = await issuesOf('id,reason,outcome\n1,anx,ref\n', 'csv')
    expect(issues).toMatchObject([{ code: 'unknown-column' }])
  })

  test('what coding writes is read as what it coded', async () => {
    const coder = await coderFor('dorset')
    const followUps = new Set(coder.taxonomy.rules.swallows.map(({ code }) => code))
    const entries = notes.slice(-1500).map((note, at) => ({ id: `n${at}`, note }))
    const table = (await readCsvText('id,note,reasons\n')).table
    const writer = createWriter(table, { format: 'csv', noText: false, followUps, notice: () => {} })
    const records = entries.map((entry) => coder.code(entry))
    const rows = records.map((record, at) =>
      writer.row({ number: at + 1, entry: record.entry, cells: [String(record.id), 'text', 'own'] }, record),
    )
    const { notes: again } = await read(writer.head() + rows.join(''), 'csv')
    const lists = ({ codes }: (typeof again)[number]) =>
      Object.fromEntries(Object.entries(codes).map(([name, list]) => [name, [...list].sort()]))
    expect(again.map(lists)).toEqual(records.map((record) => lists(codesOfRecord(record))))
  })
})
