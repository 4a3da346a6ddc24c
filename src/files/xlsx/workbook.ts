/** An Excel workbook: its sheets, and what their cells refer to. */
import { posix } from 'node:path'
import { fromXml } from './escapes.ts'
import { Parts } from './parts.ts'
import { type DateKind, dateKindOf } from './serial.ts'
import { readWholeXml } from './xml.ts'

export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  /** Its part in the zip. */
  readonly part: string
}

/** What the cells of a sheet refer to. */
export interface References {
  readonly strings: readonly string[]
  /** By style: the kind of date that its cells are. */
  readonly dateKinds: readonly (DateKind | undefined)[]
  readonly is1904: boolean
}

export interface Workbook {
  readonly parts: Parts
  readonly sheets: readonly Sheet[]
  readonly references: References
}

/**
 * Opens a workbook. Its shared strings are held in memory (they may be referred to in any order); sheets are not.
 * @throws Error when the file is no zip, or a zip that holds no workbook
 */
export async function openWorkbook(path: string): Promise<Workbook> {
  const parts = await Parts.open(path)
  try {
    const main = targetOf(await relationsOf(parts, ''), 'officeDocument') ?? 'xl/workbook.xml'
    if (!parts.has(main)) throw new Error('it holds no workbook')
    const relations = await relationsOf(parts, main)
    const { sheets, is1904 } = await readSheets(parts, main, relations)
    const strings = await readStrings(parts, targetOf(relations, 'sharedStrings'))
    const dateKinds = await readStyles(parts, targetOf(relations, 'styles'))
    return { parts, sheets, references: { strings, dateKinds, is1904 } }
  } catch (error) {
    parts.close()
    throw error
  }
}

interface Relation {
  readonly type: string
  readonly part: string
}
type Relations = ReadonlyMap<string, Relation>

/** What a part refers to, by id; '' stands for the workbook as a whole. */
async function relationsOf(parts: Parts, part: string): Promise<Relations> {
  const [folder, name] = [posix.dirname(part), posix.basename(part)]
  const relations = new Map<string, Relation>()
  await readWholeXml(parts.readHeld(posix.join(folder, '_rels', `${name}.rels`)), {
    open: (element, attribute) => {
      const target = attribute('Target')
      if (element !== 'Relationship' || target === undefined) return
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
      relations.set(attribute('Id') ?? '', { type: attribute('Type') ?? '', part: path })
    },
  })
  return relations
}

const targetOf = (relations: Relations, type: string) =>
  [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`))?.part

async function readSheets(parts: Parts, main: string, relations: Relations) {
  const sheets: Sheet[] = []
  let is1904 = false
  await readWholeXml(parts.readHeld(main), {
    open: (element, attribute) => {
      if (element === 'workbookPr') is1904 = /^(1|true)$/.test(attribute('date1904') ?? '')
      if (element !== 'sheet') return
      const relation = relations.get(attribute('r:id') ?? attribute('id') ?? '')
      // A sheet of a chart alone has no cells.
      if (relation?.type.endsWith('/worksheet'))
        sheets.push({
          name: fromXml(attribute('name') ?? ''),
          hidden: (attribute('state') ?? 'visible') !== 'visible',
          part: relation.part,
        })
    },
  })
  return { sheets, is1904 }
}

/** The texts of the workbook, each once; formatting within them is left out, and so are the readings of Japanese. */
async function readStrings(parts: Parts, part: string | undefined): Promise<readonly string[]> {
  const strings: string[] = []
  let pieces: string[] = []
  let inText = false
  let inReading = false
  await readWholeXml(parts.readHeld(part ?? ''), {
    open: (element) => {
      if (element === 'si') pieces = []
      if (element === 'rPh') inReading = true
      if (element === 't') inText = !inReading
    },
    text: (text) => {
      if (inText) pieces.push(text)
    },
    close: (element) => {
      if (element === 't') inText = false
      if (element === 'rPh') inReading = false
      if (element === 'si') strings.push(fromXml(pieces.join('')))
    },
  })
  return strings
}

async function readStyles(parts: Parts, part: string | undefined) {
  const codes = new Map<number, string>()
  const formats: number[] = []
  let ofCells = false
  await readWholeXml(parts.readHeld(part ?? ''), {
    open: (element, attribute) => {
      if (element === 'cellXfs') ofCells = true
      if (element === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '')
      if (element === 'xf' && ofCells) formats.push(Number(attribute('numFmtId') ?? 0))
    },
    close: (element) => {
      if (element === 'cellXfs') ofCells = false
    },
  })
  return formats.map((id) => dateKindOf(id, codes.get(id)))
}
