import { copyFileSync, createReadStream, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTables, type TablesOptions } from '../../src/files/combine.ts'
import { type InputOptions, openTable } from '../../src/files/input.ts'
import { sheetsOf } from '../../src/files/read-xlsx.ts'
import { type Contents, contentsOf, hostile } from './stream.ts'
import { byHand, makeWorkbook, makeZip } from './workbooks.ts'

let path = ''
beforeAll(async () => {
  path = await byHand()
})

async function read(options: InputOptions = {}, from = path): Promise<Contents> {
  const notices: string[] = []
  const table = await openTable(from, { ...options, notice: (text) => notices.push(text) })
  return contentsOf(table, notices)
}
const cellsOf = ({ rows }: Contents) => rows.map(({ cells }) => cells)

describe('a workbook made by hand', () => {
  test('its header is found below titles and blank rows', async () => {
    const { table, notices } = await read()
    expect(table.columns).toEqual([
      { header: 'Appointment date', field: 'date' },
      { header: 'Key reasons', field: 'reason' },
      { header: 'Plan', field: 'outcome' },
      { header: 'Mins', field: 'minutes' },
      { header: 'Seen at' },
    ])
    expect(notices.join('\n')).toMatch(/header was found in row 5/)
    expect(notices.join('\n')).toMatch(/sheet "April & on" is read; "May" has a header, too/)
  })

  test('dates, times, numbers and what formulas came to are kept; blank rows are none', async () => {
    expect(cellsOf(await read())).toEqual([
      [{ date: '2024-04-01' }, 'anx, low mood', 'ref S2W & REC\r\nf/u 2/52', 30, { date: '09:30:00' }],
      [{ date: '2024-04-02' }, '- nil SI', '', 22.5, '=1+1'],
      [3, 'stress', '', '#REF!', true],
    ])
  })

  test('it is coded as its text', async () => {
    const { rows } = await read()
    expect(rows[0]?.entry).toEqual({
      date: '2024-04-01',
      reason: 'anx, low mood',
      outcome: 'ref S2W & REC\r\nf/u 2/52',
      minutes: '30',
      'Seen at': '09:30:00',
    })
  })

  test.each(['May', 'may', '2'])('sheet %s by name or number', async (sheet) => {
    expect(cellsOf(await read({ sheet }))).toEqual([['panic', '']])
  })

  test('a hidden sheet is read if it is named', async () => {
    expect(cellsOf(await read({ sheet: 'Lists' }))).toEqual([['x']])
    expect(await sheetsOf(path)).toEqual([
      { name: 'April & on', hidden: false },
      { name: 'May', hidden: false },
      { name: 'Empty', hidden: false },
      { name: 'Lists', hidden: true },
    ])
  })

  test('a sheet that is not there, or has nothing, is said', async () => {
    await expect(read({ sheet: 'June' })).rejects.toThrow(/no sheet "June"[\s\S]*"April & on", "May"/)
    await expect(read({ sheet: 'Empty' })).rejects.toThrow(/the sheet is empty/)
  })

  test('several sheets are one table, with a column that says which', async () => {
    const options: TablesOptions = { sheets: ['1', 'May'] }
    const { table, rows } = await contentsOf(await openTables([path], options))
    expect(table.columns.map(({ header }) => header)).toEqual([
      'Appointment date',
      'Key reasons',
      'Plan',
      'Mins',
      'Seen at',
      'source',
    ])
    expect(rows.map(({ number, entry }) => [number, entry.reason, entry.source])).toEqual([
      [1, 'anx, low mood', 'April & on'],
      [2, '- nil SI', 'April & on'],
      [3, 'stress', 'April & on'],
      [4, 'panic', 'May'],
    ])
  })

  test('it may come as a stream', async () => {
    const table = await openTable('-', { format: 'xlsx', stdin: createReadStream(path) })
    expect((await contentsOf(table)).rows).toHaveLength(3)
  })

  test('what was read of the file comes to its size, for the progress', async () => {
    let bytes = 0
    await read({ onBytes: (count) => (bytes += count) })
    const { size } = await import('node:fs').then((fs) => fs.statSync(path))
    expect(Math.abs(bytes - size)).toBeLessThan(2)
  })
})

const sheet = (rows: string) => ({ name: 'Log', xml: `<sheetData>${rows}</sheetData>` })
const text = (reference: string, value: string) =>
  `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`

test('days are counted from 1904 where the workbook says so, and no day is made of 29 February 1900', async () => {
  const rows = `<row r="1">${text('A1', 'note')}</row>${[0, 59, 60, 61, 45383.5]
    .map((day, i) => `<row r="${i + 2}"><c r="A${i + 2}" s="1"><v>${day}</v></c></row>`)
    .join('')}`
  const made = { sheets: [sheet(rows)], formats: ['yyyy-mm-dd hh:mm'] }
  expect(cellsOf(await read({}, await makeWorkbook('a.xlsx', made)))).toEqual([
    [0],
    [{ date: '1900-02-28' }],
    [60],
    [{ date: '1900-03-01' }],
    [{ date: '2024-04-01 12:00:00' }],
  ])
  expect(cellsOf(await read({}, await makeWorkbook('b.xlsx', { ...made, is1904: true })))[0]).toEqual([
    { date: '1904-01-01' },
  ])
})

test('a value beyond the last column rejects the row, so that nothing is lost unsaid', async () => {
  const rows = Array.from({ length: 150 }, (_, i) => `<row r="${i + 2}">${text(`A${i + 2}`, 'anx')}</row>`)
  rows[140] = `<row r="142">${text('A142', 'anx')}${text('D142', 'look')}</row>`
  const path = await makeWorkbook('w.xlsx', {
    sheets: [sheet(`<row r="1">${text('A1', 'note')}</row>${rows.join('')}`)],
  })
  const { rows: read_, rejected } = await read({}, path)
  expect([read_.length, rejected]).toEqual([
    149,
    [
      {
        number: 141,
        line: 142,
        why: 'it has a value to the right of the last column',
        raw: '["anx","","","look"]',
      },
    ],
  ])
})

test('a workbook that names its elements with a prefix is read', async () => {
  const path = await makeZip('p.xlsx', {
    'xl/workbook.xml':
      '<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="A" sheetId="1" r:id="a"/></x:sheets></x:workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="a" Type="t/worksheet" Target="worksheets/s.xml"/></Relationships>',
    'xl/worksheets/s.xml':
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="str"><x:v>note</x:v></x:c></x:row><x:row><x:c t="str"><x:v>anx</x:v></x:c></x:row></x:sheetData></x:worksheet>',
  })
  expect(cellsOf(await read({}, path))).toEqual([['anx']])
})

describe('what is no workbook is said, without a word of it', () => {
  const unreadable = /this is no Excel workbook, or a damaged one/
  test('another file', async () => {
    const copy = `${path}.copy.xlsx`
    copyFileSync(hostile('header-only.csv'), copy)
    await expect(read({}, copy)).rejects.toThrow(unreadable)
  })
  test('half of one', async () => {
    const half = `${path}.half.xlsx`
    const { readFileSync } = await import('node:fs')
    writeFileSync(half, readFileSync(path).subarray(0, 900))
    await expect(read({}, half)).rejects.toThrow(unreadable)
  })
  test('a zip without one', async () => {
    await expect(read({}, await makeZip('z.xlsx', { 'a.txt': 'secret' }))).rejects.toThrow(unreadable)
  })
  test('a sheet that breaks off', async () => {
    const broken = await makeWorkbook('b.xlsx', {
      sheets: [{ name: 'A', xml: `<sheetData><row>${text('A1', 'note')}</row><row><c><v>secret</row>` }],
    })
    await expect(read({}, broken)).rejects.toThrow(unreadable)
  })
})
