import { describe, expect, test } from 'vitest'
import type { Format } from '../../src/files/format.ts'
import { createWriter } from '../../src/files/write.ts'
import { recordOf } from './record.ts'
import { type Contents, readCsvText, readHostile } from './stream.ts'

function written({ table, rows }: Contents, format: Format, noText = false) {
  const notices: string[] = []
  const notice = (text: string) => notices.push(text)
  const writer = createWriter(table, { format, noText, followUps: new Set(['again']), notice })
  const lines = rows.map((row) => writer.row(row, recordOf(row.entry, row.number)))
  return { text: [writer.head(), ...lines].join(''), notices }
}

const log = 'id,Key reasons,shoe size,Plan,Appointment date\n7,"anx, low",44,ref,1 May\n'

describe('CSV', () => {
  test('every input column keeps its place, and the codes follow', async () => {
    expect(written(await readCsvText(log), 'csv').text.split('\n')).toEqual([
      'id,Key reasons,shoe size,Plan,Appointment date,reasons,outcomes,services,medications,follow_up,referral_source,avoided_gp,avoided_cmht,confidence_min,review_needed,review_why',
      '7,"anx, low",44,ref,1 May,worry,contact; contact; again; advice,contact|referral|steps; contact|letter|other,drug|class|reviewed; -|class|stopped,mhp P2W,practice,yes,blank,0.6,yes,one; two',
      '',
    ])
  })

  test('separator and line ends are those of the input', async () => {
    const { text } = written(await readCsvText('id;note\r\n1;anx\r\n'), 'csv')
    expect(text.split('\r\n')[0]).toMatch(/^id;note;reasons;/)
    expect(text.match(/(?<!\r)\n/)).toBe(null)
  })

  test('a column that is there already is not replaced', async () => {
    const { text, notices } = written(await readHostile('own-columns.csv'), 'csv')
    const [head = '', row = ''] = text.split('\n')
    expect(head).toBe(
      'id,reason,Outcome,Reasons,review_needed,coded_reasons,outcomes,services,medications,follow_up,referral_source,avoided_gp,avoided_cmht,confidence_min,coded_review_needed,review_why',
    )
    expect(row).toMatch(/^1,anx,ref S2W,free,maybe,worry,/)
    expect(notices[0]).toContain('reasons as coded_reasons')
  })

  test('what was read is there again when the output is read', async () => {
    const first = await readHostile('formulas.csv')
    const { text } = written(first, 'csv')
    const again = await readCsvText(text)
    expect(again.rows.map(({ cells }) => cells?.slice(0, 4))).toEqual(first.rows.map(({ cells }) => cells))
    expect(text).not.toMatch(/(^|,|\n)"?[=+\-@\t\r]/)
  })

  test('lines of JSON become columns, nested values JSON, late keys a column of their own', async () => {
    const contents = await readHostile('broken-lines.ndjson')
    const late = { ...contents, table: { ...contents.table, columns: contents.table.columns.slice(0, 2) } }
    const [head = '', first, second] = written(late, 'csv').text.split('\n')
    expect(head).toMatch(/^id,reason,other_fields,reasons,/)
    expect(first).toMatch(/^a,anx,"{""outcome"":""ref S2W""}",/)
    expect(second).toMatch(/^d,low mood,"{""extra"":{""deep"":\[1\]}}",/)
  })
})

describe('without text', () => {
  test('CSV keeps who, when and the codes', async () => {
    const { text } = written(await readCsvText(log), 'csv', true)
    expect(text.split('\n')[0]).toMatch(/^id,Appointment date,reasons,/)
    expect(text.split('\n')[1]).toMatch(/^7,1 May,worry,/)
  })

  test('NDJSON keeps offsets and no word', async () => {
    const { text } = written(await readCsvText(log), 'ndjson', true)
    expect(text).not.toMatch(/secret|anx|44|"text"|"term"/)
    const record = JSON.parse(text)
    expect(record.entry).toEqual({ id: '7', date: '1 May' })
    expect(record.unexplained).toEqual([{ field: 'reason', start: 4, end: 9 }])
    expect(record.setAside[0].because).toEqual({ field: 'reason', start: 0, end: 3 })
  })
})

test('NDJSON is the record', async () => {
  const contents = await readCsvText(log)
  const { text } = written(contents, 'ndjson')
  expect(JSON.parse(text)).toEqual(recordOf(contents.rows[0]?.entry ?? {}))
})
