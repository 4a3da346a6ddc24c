/**
 * `npm run evaluate`: codes the notes of corpus/dorset/ and corpus/voices/, prints the protocol of `jotcode evaluate` apart
 * for short and longer notes of voices that nobody has read and of those that were, and writes the accuracy of the README.
 * `npm run evaluate -- --errors 20` lists errors, too: of voices that were read alone, so that the others stay unread.
 *
 * The confidence is fitted, and the second reader trained, on none of the voices that are kept to the end.
 */
import { spawnSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isLast, isShort, isUnread, sample, voices } from './corpus.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const from = (path) => import(pathToFileURL(resolve(path)))
const { createCoder } = await from('dist/index.js')

const notes = [...(await sample()), ...(await voices())]
const coder = createCoder()
const records = notes.map(({ entry }) => coder.code(entry))

const groups = [
  ['unread-short', 'short notes, unread', (writer) => isShort(writer) && isLast(writer)],
  ['unread-longer', 'longer notes, unread', (writer) => !isShort(writer) && isLast(writer)],
  ['unread-hard', 'longest notes, unread', (writer) => isUnread(writer) && !isLast(writer)],
  ['read-short', 'short notes, read', (writer) => isShort(writer) && !isUnread(writer)],
  ['read-longer', 'longer notes, read', (writer) => !isShort(writer) && !isUnread(writer)],
]
const folder = 'dist/evaluation'
await mkdir(folder, { recursive: true })
const rows = []
for (const [name, title, isOf] of groups) rows.push(await evaluate(name, title, isOf))
await writeReadme(rows)
console.log(`\nThe protocols, with every code: ${folder}/*.json`)

/** Scores a group by the command itself, and gives what it says. */
async function evaluate(name, title, isOf) {
  const own = notes.map((note, at) => ({ ...note, record: records[at] })).filter(({ writer }) => isOf(writer))
  const lines = (items) => `${items.map((item) => JSON.stringify(item)).join('\n')}\n`
  const [gold, coded, out] = ['gold.ndjson', 'coded.ndjson', 'json'].map((end) =>
    join(folder, `${name}.${end}`),
  )
  await writeFile(gold, lines(own.map((note) => note.gold)))
  await writeFile(coded, lines(own.map(({ record }) => ({ ...record, taxonomy: records[0].taxonomy }))))
  const writers = [...new Set(own.map(({ writer }) => writer))].sort()
  console.log(`\n${'━'.repeat(80)}\n${title}: ${writers.join(' ')}\n`)
  const isOpen = !own.some(({ writer }) => isUnread(writer))
  jotcode('evaluate', gold, coded, ...(isOpen ? process.argv.slice(2) : []))
  jotcode('evaluate', gold, coded, '-o', out)
  return { title: `${title} (${shortened(writers)})`, ...JSON.parse(await readFile(out, 'utf8')) }
}

function jotcode(...args) {
  const { status } = spawnSync(process.execPath, ['dist/cli/main.js', ...args], {
    stdio: ['ignore', 'inherit', args.includes('-o') ? 'ignore' : 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
}

/** A1 A2 A3 B1 → A1–3 B1. */
function shortened(writers) {
  return [...new Set(writers.map((writer) => writer[0]))]
    .map((letter) => {
      const own = writers.filter((writer) => writer[0] === letter)
      const numbers = own.map((writer) => Number(writer.slice(1)))
      const isRow = numbers.length > 2 && numbers.at(-1) - numbers[0] === numbers.length - 1
      return isRow ? `${own[0]}–${numbers.at(-1)}` : own.join(' ')
    })
    .join(' ')
}

async function writeReadme(rows) {
  const names = {
    reasons: 'reasons',
    outcomeItems: 'outcome items',
    outcomeCategories: 'outcome categories',
    targets: 'targets',
    medications: 'medications',
    referralSource: 'referral source',
  }
  const cells = (list) => `| ${list.join(' | ')} |`
  const percent = (share) => `${(100 * share).toFixed(1)} %`
  const two = (value) => value.toFixed(2)
  const f1 = ({ micro: { f1, f1Interval } }) => `${two(f1)} (${two(f1Interval.low)}–${two(f1Interval.high)})`
  const block = [
    cells(['F1 (95 % interval)', ...Object.values(names)]),
    cells(['---', ...Object.keys(names).map(() => '--:')]),
    ...rows.map(({ title, measures }) =>
      cells([title, ...Object.keys(names).map((key) => f1(measures[key]))]),
    ),
    '',
    cells([
      '',
      'notes',
      'all right',
      'risk said without cause',
      'risk overlooked',
      'calibration error',
      'accepted at 95 %',
    ]),
    cells(['---', '--:', '--:', '--:', '--:', '--:', '--:']),
    ...rows.map(({ title, notes, exact, risk, calibration: { all } }) =>
      cells([
        title.replace(/ \(.*/, ''),
        notes,
        percent(exact.share),
        `${risk.falseAlarms.hits} of ${risk.falseAlarms.cases}`,
        `${risk.overlooked.hits} of ${risk.overlooked.cases}`,
        percent(all.calibrationError),
        percent(all.acceptable[0].share),
      ]),
    ),
  ].join('\n')
  const marks = /<!-- accuracy -->[\s\S]*?<!-- \/accuracy -->/
  const readme = await readFile('README.md', 'utf8')
  await writeFile(
    'README.md',
    readme.replace(marks, () => `<!-- accuracy -->\n${block}\n<!-- /accuracy -->`),
  )
  console.log(`\n${block}`)
}
