/** Rows of cells → an Excel workbook. */
import { createWriteStream } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { type Cell, isDate, textOf } from '../cell.ts'
import { disarmCell } from '../formula.ts'
import { toXml } from './escapes.ts'
import { serialOfDate } from './serial.ts'

export interface SheetContent {
  readonly name: string
  readonly headers: readonly string[]
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]>
}

/** What a sheet can hold, by the specification of Excel. */
export const sheetLimits = { rows: 1_048_576, columns: 16_384, cell: 32_767 } as const

/** Zips keep the time of every part; ours is always the same, so that equal tables give equal files. */
const sameTime = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true }

/**
 * Writes a workbook, streamed. Each sheet has a header in bold that stays in sight and filters; numbers, dates and
 * truth values are such; text that looks like a formula is made harmless. A sheet of more rows than Excel takes goes on
 * in another, `Log (2)`.
 * @returns how many texts were cut, as a cell holds no more than 32,767 UTF-16 units
 */
export async function writeWorkbook(path: string, sheets: readonly SheetContent[]): Promise<{ cut: number }> {
  const zip = new ZipFile()
  const file = createWriteStream(path)
  const written = pipeline(zip.outputStream, file)
  const tally = { cut: 0 }
  const names: string[] = []
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name, sameTime)
  const failed = new Promise<never>((_, reject) => zip.on('error', reject))
  try {
    for (const { name, headers, rows } of sheets) {
      const source = handfuls(rows)
      for (let part = 1, more = true; more; part++) {
        names.push(sheetName(part === 1 ? name : `${name.slice(0, 24)} (${part})`, names))
        // Each sheet is a stream of its own; the next begins when it has been taken up by the zip.
        const xml = Readable.from(sheetXml(headers, source, tally), { objectMode: false })
        const through = new PassThrough()
        zip.addReadStream(through, `xl/worksheets/sheet${names.length}.xml`, sameTime)
        await Promise.race([pipeline(xml, through), failed])
        more = await source.hasMore()
      }
    }
    add('[Content_Types].xml', contentTypes(names))
    add('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
    add('xl/workbook.xml', workbookXml(names))
    const targets = names.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`])
    add('xl/_rels/workbook.xml.rels', relations([...targets, ['styles', 'styles.xml']]))
    add('xl/styles.xml', styles)
    zip.end()
    await Promise.race([written, failed])
  } catch (error) {
    file.destroy()
    await written.catch(() => {})
    throw error
  }
  return tally
}

interface Handfuls {
  /** The next rows; undefined at the end. */
  readonly take: (most: number) => Promise<readonly (readonly Cell[])[] | undefined>
  readonly hasMore: () => Promise<boolean>
}

/** Rows that can be taken up to a number, and what is left of a handful later. */
function handfuls(rows: AsyncIterable<readonly (readonly Cell[])[]>): Handfuls {
  const source = rows[Symbol.asyncIterator]()
  let held: readonly (readonly Cell[])[] = []
  const fill = async () => {
    while (held.length === 0) {
      const next = await source.next()
      if (next.done === true) return false
      held = next.value
    }
    return true
  }
  return {
    take: async (most) => {
      if (!(await fill())) return undefined
      const taken = held.slice(0, most)
      held = held.slice(most)
      return taken
    },
    hasMore: fill,
  }
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const inOffice = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const inPackage = 'http://schemas.openxmlformats.org/package/2006'

async function* sheetXml(
  headers: readonly string[],
  source: Handfuls,
  tally: { cut: number },
): AsyncGenerator<string, void, undefined> {
  const last = columnName(Math.max(1, headers.length))
  yield `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${widths(headers)}<sheetData>`
  yield rowXml(headers, 1, tally, styleIds.header)
  let line = 1
  while (line < sheetLimits.rows) {
    const rows = await source.take(sheetLimits.rows - line)
    if (rows === undefined) break
    yield rows.map((cells) => rowXml(cells, ++line, tally)).join('')
  }
  yield `</sheetData><autoFilter ref="A1:${last}${line}"/></worksheet>`
}

/** Wide enough for the header, and not so wide that a note fills the screen. */
const widths = (headers: readonly string[]) =>
  headers.length === 0
    ? ''
    : `<cols>${headers.map((header, i) => `<col min="${i + 1}" max="${i + 1}" width="${Math.min(40, Math.max(12, header.length + 4))}" customWidth="1"/>`).join('')}</cols>`

/** Where the formats stand in `styles`. */
const styleIds = { header: 1, date: 2, datetime: 3, elapsed: 4 } as const

function rowXml(cells: readonly Cell[], line: number, tally: { cut: number }, style = 0): string {
  const attribute = style === 0 ? '' : ` s="${style}"`
  const written = cells.map((cell, i) => {
    if (cell === '' || cell === null) return ''
    const at = `<c r="${columnName(i + 1)}${line}"`
    if (typeof cell === 'number') return `${at}><v>${cell}</v></c>`
    if (typeof cell === 'boolean') return `${at} t="b"><v>${cell ? 1 : 0}</v></c>`
    const day = isDate(cell) ? serialOfDate(cell.date) : undefined
    if (day) return `${at} s="${styleIds[day.kind]}"><v>${day.serial}</v></c>`
    return `${at}${attribute} t="inlineStr"><is><t xml:space="preserve">${toXml(fitting(disarmCell(textOf(cell)), tally))}</t></is></c>`
  })
  return `<row r="${line}">${written.join('')}</row>`
}

function fitting(text: string, tally: { cut: number }): string {
  if (text.length <= sheetLimits.cell) return text
  tally.cut++
  return `${text.slice(0, sheetLimits.cell - 1)}…`
}

/** 28 → `AB` */
function columnName(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

/** A name that Excel takes, and that no other sheet has. */
function sheetName(wanted: string, taken: readonly string[]): string {
  const base =
    wanted
      .replace(/[\\/?*[\]:\p{Cc}]/gu, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Sheet'
  const isTaken = (name: string) => taken.some((one) => one.toLowerCase() === name.toLowerCase())
  let name = base
  for (let n = 2; isTaken(name); n++) name = `${base.slice(0, 24)} (${n})`
  return name
}

const contentTypes = (names: readonly string[]) =>
  `${xmlHead}<Types xmlns="${inPackage}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...names.map((_, i) => [`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet']),
  ]
    .map(
      ([part, kind]) =>
        `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`,
    )
    .join('')}</Types>`

const relations = (targets: readonly (readonly [type: string, target: string])[]) =>
  `${xmlHead}<Relationships xmlns="${inPackage}/relationships">${targets
    .map(
      ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${inOffice}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

const workbookXml = (names: readonly string[]) =>
  `${xmlHead}<workbook xmlns="${main}" xmlns:r="${inOffice}"><sheets>${names
    .map((name, i) => `<sheet name="${toXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('')}</sheets></workbook>`

const styles = `${xmlHead}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="46" applyNumberFormat="1"/></cellXfs></styleSheet>`
