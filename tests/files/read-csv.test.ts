import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { JotcodeError } from '../../src/model/issue.ts'
import { readCsvText, readHostile } from './stream.ts'

const cellsOf = (rows: readonly { readonly cells?: readonly unknown[] }[]) => rows.map(({ cells }) => cells)

describe('broken files', () => {
  test('a quote that is never closed costs its own line and no other', async () => {
    const { rows, rejected } = await readHostile('broken-quotes.csv')
    expect(rows.map(({ entry }) => entry.id)).toEqual(['1', '3', '5'])
    expect(rejected.map(({ number, line }) => [number, line])).toEqual([
      [2, 3],
      [4, 5],
      [6, 8],
    ])
    expect(rejected[0]?.raw).toBe('2,"low mood never closed,f/u 2/52')
  })

  test('it does so however the text is cut', async () => {
    const text = 'id,note\n1,"open\n2,anx\n3,"a ""b"" c"\n4,"x"y\n5,"two\nlines"\n'
    const whole = await readCsvText(text)
    expect(whole.rows.map(({ number }) => number)).toEqual([2, 3, 5])
    for (let size = 1; size < text.length; size++) {
      const cut = await readCsvText(text, size)
      expect([cut.rows, cut.rejected]).toEqual([whole.rows, whole.rejected])
    }
  })

  test('rows with too many or too few fields are set aside with the reason, and no word of theirs', async () => {
    const { rows, rejected } = await readHostile('field-counts.csv')
    expect(rows).toHaveLength(2)
    expect(rejected.map(({ why }) => why)).toEqual([
      '4 fields where the header has 3',
      '2 fields where the header has 3',
    ])
  })

  test.each(['empty.csv', 'blank.csv'])('%s is said to be empty', async (name) => {
    await expect(readHostile(name)).rejects.toThrow('the file is empty')
  })

  test('without a column to code, the headers are named', async () => {
    await expect(readHostile('missing-column.csv')).rejects.toThrow(/"id", "seen by", "minutes"/)
  })

  test('a workbook called .csv is told for what it is', async () => {
    await expect(readHostile('workbook.csv')).rejects.toThrow(JotcodeError)
    await expect(readHostile('workbook.csv')).rejects.toThrow(/Excel workbook/)
  })
})

test('a quote that is never closed does not swallow a long file, nor does a long file take long', async () => {
  const body = Array.from({ length: 400_000 }, (_, i) => `${i},low mood and some more words to fill the line`)
  const { rows, rejected } = await readCsvText(`id,note\nx,"open\n${body.join('\n')}\n`, 1 << 16)
  expect(rejected.map(({ line }) => line)).toEqual([2])
  expect(rows).toHaveLength(body.length)
})

describe('odd files', () => {
  test('a header alone is a table without rows', async () => {
    const { rows, table } = await readHostile('header-only.csv')
    expect(rows).toEqual([])
    expect(table.columns.map(({ header }) => header)).toEqual(['id', 'reason', 'outcome'])
  })

  test('the separator is that under which the headers are known', async () => {
    const { rows } = await readHostile('semicolons.csv')
    expect(rows[0]?.entry).toMatchObject({
      reason: 'anx, low mood',
      outcome: 'ref S2W, f/u 2/52',
      minutes: '30',
    })
    expect(rows[1]?.entry.reason).toBe('anx; low mood')
  })

  test('a separator that the first line declares is taken', async () => {
    const { rows, table } = await readHostile('declared-separator.csv')
    expect(table.style.delimiter).toBe(';')
    expect(rows[0]?.entry).toEqual({ id: '1', reason: 'anx, low mood', outcome: 'ref S2W' })
  })

  test('line ends may be mixed, or old', async () => {
    const mixed = await readHostile('mixed-line-ends.csv')
    expect(cellsOf(mixed.rows)).toEqual([
      ['1', 'anx', 'ref S2W'],
      ['2', 'low mood', 'f/u'],
      ['3', 'anx', 'x'],
    ])
    expect((await readHostile('old-mac.csv')).rows).toHaveLength(2)
  })

  test('formula marks are taken off', async () => {
    const { rows } = await readHostile('formulas.csv')
    expect(rows[0]?.entry).toMatchObject({ reason: '=1+1 anx', outcome: '-low mood' })
    expect(rows[1]?.entry['=other']).toBe('=kept')
    expect(rows[2]?.entry['=other']).toBe("'=twice")
    expect(rows[3]?.entry.reason).toBe("'quoted")
  })

  test('a line break in a header is no end of it', async () => {
    const { rows } = await readHostile('line-break-in-header.csv')
    expect(rows[0]?.entry).toEqual({ id: '1', reason: 'anx', avoidedGp: 'Yes!' })
  })

  test('in one column a blank line is an empty row', async () => {
    const { rows } = await readHostile('one-column.csv')
    expect(rows.map(({ entry }) => entry.note)).toEqual(['anx', '', 'low mood, f/u 2/52'])
  })

  test('columns of one name all travel', async () => {
    const { rows } = await readHostile('duplicate-headers.csv')
    expect(rows[0]?.entry).toEqual({
      id: '1',
      reason: 'anx',
      other: 'a',
      'other (2)': 'b',
      '__proto__ (column)': 'c',
      'note (column)': 'd',
    })
  })

  test('a cell of 5 MB is a cell', async () => {
    const big = 'anx, "low" mood\n'.repeat(330_000)
    const { rows, rejected } = await readCsvText(`id,note\n1,"${big.replaceAll('"', '""')}"\n2,x\n`, 1 << 16)
    expect(rejected).toEqual([])
    expect(rows.map(({ entry }) => entry.note?.length)).toEqual([big.length, 1])
  })
})

test('what Papa Parse writes is read as it was, however it is cut', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r', ';', "'", 'é', '😀') })
  const row = fc
    .array(cell, { minLength: 3, maxLength: 3 })
    .filter((cells) => cells.some((text) => /[a;é]/.test(text)))
  await fc.assert(
    fc.asyncProperty(
      fc.array(row),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom('\n', '\r\n'),
      async (cells, size, newline) => {
        const quoted = Papa.unparse([['id', 'reason', 'outcome'], ...cells], { newline, quotes: true })
        const { rows, rejected } = await readCsvText(quoted, size, ',')
        expect(rejected).toEqual([])
        // Apostrophe marks are the business of the formula tests.
        const plain = cells.filter((row) => row.every((text) => !/^'*[\r\n]/.test(text)))
        if (plain.length === cells.length) expect(cellsOf(rows)).toEqual(cells)
      },
    ),
  )
})

test('any text at all is rows or rejected rows, and no line is lost', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ') })
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (body, size) => {
      const { rows, rejected } = await readCsvText(`id,note\n${body}`, size, ',')
      const letters = (string: string) => [...string].filter((char) => char === 'a').length
      const kept =
        rows.map(({ cells }) => cells?.join('') ?? '').join('') + rejected.map(({ raw }) => raw).join('')
      expect(letters(kept)).toBe(letters(body))
    }),
    { numRuns: 300 },
  )
})
