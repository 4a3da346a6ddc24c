/** `npm run accuracy`: scores the coder on the voices of corpus/dorset/ that nobody read, and writes the table of the README. */
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isShort, isUnread, sample } from './corpus.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const from = (path) => import(pathToFileURL(resolve(path)))
const [{ createCoder }, { scoreRecords }] = await Promise.all(
  ['dist/index.js', 'dist/statistics/index.js'].map(from),
)

const coder = createCoder()
const notes = (await sample()).map(({ writer, entry, gold }) => ({ writer, record: coder.code(entry), gold }))
const group = (of) =>
  scoreRecords(notes.filter(({ writer }) => of(writer)).map(({ record, gold }) => [record, gold]))
const groups = [
  ['short notes, unread (I2 I4 J2 J3)', (writer) => isShort(writer) && isUnread(writer)],
  ['longer notes, unread (E3 F1 G2 H2 H3 K2 K3)', (writer) => !isShort(writer) && isUnread(writer)],
  ['short notes, read', (writer) => isShort(writer) && !isUnread(writer)],
  ['longer notes, read', (writer) => !isShort(writer) && !isUnread(writer)],
]
const names = {
  reasons: 'reasons',
  outcomeItems: 'outcome items',
  outcomeCategories: 'outcome categories',
  targets: 'targets',
  medications: 'medications',
  referralSource: 'referral source',
}
const cells = (cells) => `| ${cells.join(' | ')} |`
const table = [
  cells(['F1 on', ...Object.values(names)]),
  cells(['---', ...Object.keys(names).map(() => '--:')]),
  ...groups.map(([name, of]) => {
    const scores = group(of)
    return cells([name, ...Object.keys(names).map((key) => scores[key].f1.toFixed(2))])
  }),
].join('\n')

const marks = /<!-- accuracy -->[\s\S]*?<!-- \/accuracy -->/
const readme = await readFile('README.md', 'utf8')
await writeFile(
  'README.md',
  readme.replace(marks, () => `<!-- accuracy -->\n${table}\n<!-- /accuracy -->`),
)
console.log(table)
