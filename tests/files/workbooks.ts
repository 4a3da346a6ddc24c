/**
 * Makes workbooks as spreadsheets write them, not as we do: shared strings, rich text, styles, merged cells, formulas
 * with what they came to. `node` cannot run this file; the tests call it.
 */
import { createWriteStream, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const inOffice = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface MadeSheet {
  readonly name: string
  /** What stands in `<worksheet>`. */
  readonly xml: string
  readonly hidden?: boolean
}

export interface MadeWorkbook {
  readonly sheets: readonly MadeSheet[]
  /** What stands in `<sst>`: `<si>` elements. */
  readonly strings?: string
  /** Format codes of the styles from 1 on; style 0 is General. */
  readonly formats?: readonly string[]
  readonly is1904?: boolean
}

/** A zip of texts. */
export async function makeZip(name: string, parts: Readonly<Record<string, string>>): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'jotcode-')), name)
  const zip = new ZipFile()
  for (const [part, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), part)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}

export async function makeWorkbook(name: string, workbook: MadeWorkbook): Promise<string> {
  const { sheets, strings = '', formats = [], is1904 = false } = workbook
  const relations = (targets: readonly (readonly [string, string])[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
      .map(([type, to], i) => `<Relationship Id="rId${i + 1}" Type="${inOffice}/${type}" Target="${to}"/>`)
      .join('')}</Relationships>`
  const parts: Record<string, string> = {
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<?xml version="1.0"?>\n<workbook ${main} xmlns:r="${inOffice}"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${sheets
      .map(
        (sheet, i) =>
          `<sheet name="${sheet.name}" sheetId="${i + 7}"${sheet.hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, i) => ['worksheet', `/xl/worksheets/sheet${i + 1}.xml`] as const),
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/sharedStrings.xml': `<sst ${main}>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet ${main}><numFmts>${formats
      .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((_, i) => `<xf numFmtId="${164 + i}"/>`)
      .join('')}</cellXfs></styleSheet>`,
  }
  sheets.forEach(({ xml }, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = `<?xml version="1.0"?>\n<worksheet ${main}>${xml}</worksheet>`
  })
  return makeZip(name, parts)
}

/**
 * A log as a practice manager keeps it: a merged title, a blank row, a row of remarks, the header in row 5, a blank row
 * among the entries, dates in two formats, a time, a formula for the minutes, a note in two fonts; May is on another
 * sheet, and a hidden one holds lists.
 *
 *          A                        B                   C          D        E
 *     1    Activity log 2024 (merged A1:E1)
 *     3    Notes go to the lead
 *     5    Appointment date         Key reasons         Plan       Mins     Seen at
 */
export const byHand = (): Promise<string> =>
  makeWorkbook('by-hand.xlsx', {
    formats: ['dd/mm/yyyy', '[$-809]d\\ mmmm\\ yyyy;@', 'h:mm AM/PM', '0.00', '&quot;day &quot;0'],
    strings: [
      'Activity log 2024',
      'Notes go to the lead',
      'Appointment date',
      'Key reasons',
      'Plan',
      'Mins',
      'Seen at',
    ]
      .map((text) => `<si><t>${text}</t></si>`)
      .concat(
        '<si><r><t xml:space="preserve">anx, </t></r><r><rPr><b/></rPr><t>low mood</t></r><rPh sb="0" eb="1"><t>kana</t></rPh></si>',
        '<si><t>ref S2W &amp; REC_x000D_\nf/u 2/52</t></si>',
        '<si><t>- nil SI</t></si>',
      )
      .join(''),
    sheets: [
      {
        name: 'April &amp; on',
        xml: `<dimension ref="A1:E9"/><sheetData>
<row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1"/><c r="C1"/></row>
<row r="2"><c r="A2" s="1"/></row>
<row r="3"><c r="B3" t="s"><v>1</v></c></row>
<row r="5"><c r="A5" t="s"><v>2</v></c><c r="B5" t="s"><v>3</v></c><c r="C5" t="s"><v>4</v></c><c r="D5" t="s"><v>5</v></c><c r="E5" t="s"><v>6</v></c></row>
<row r="6"><c r="A6" s="1"><v>45383</v></c><c r="B6" t="s"><v>7</v></c><c r="C6" t="s"><v>8</v></c><c r="D6"><f>20+10</f><v>30</v></c><c r="E6" s="3"><v>0.39583333333333331</v></c></row>
<row r="7"><c r="A7" s="1"/></row>
<row r="8"><c r="A8" s="2"><v>45384</v></c><c r="B8" t="s"><v>9</v></c><c r="D8" s="4"><v>22.5</v></c><c r="E8" t="str"><f>HYPERLINK("http://x")</f><v>=1+1</v></c></row>
<row r="9"><c r="A9" s="5"><v>3</v></c><c r="B9" t="inlineStr"><is><t>stress</t></is></c><c r="D9" t="e"><v>#REF!</v></c><c r="E9" t="b"><v>1</v></c></row>
</sheetData><mergeCells count="1"><mergeCell ref="A1:E1"/></mergeCells>`,
      },
      {
        name: 'May',
        xml: `<sheetData><row><c t="inlineStr"><is><t>Reason</t></is></c><c t="inlineStr"><is><t>Outcome</t></is></c></row><row><c t="inlineStr"><is><t>panic</t></is></c></row></sheetData>`,
      },
      { name: 'Empty', xml: '<sheetData/>' },
      {
        name: 'Lists',
        hidden: true,
        xml: `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Notes</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c></row></sheetData>`,
      },
    ],
  })
