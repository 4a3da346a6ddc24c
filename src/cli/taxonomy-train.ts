/** `jotcode taxonomy train GOLD...`: trains the second reader of a taxonomy on coded notes of one's own. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { fileFailure } from '../files/failure.ts'
import { learnedFile, loadTaxonomy, readVectors } from '../files/load-taxonomy.ts'
import { readGold } from '../files/read-gold.ts'
import { digestOf } from '../learned/open.ts'
import { Vectors } from '../learned/vectors.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import { type CodedEntry, compile, fitReader, type Phrase, readPhrases } from '../statistics/index.ts'
import { usage } from './failure.ts'
import { isFolder } from './open-taxonomy.ts'
import type { Terminal } from './terminal.ts'
import { reportText } from './training-text.ts'
import { counted } from './words.ts'

interface TrainOptions {
  readonly taxonomy: string
  readonly phrases?: string
  readonly judges?: string
  readonly without?: string
  readonly output?: string
}

const help = `
GOLD has the notes, who wrote them (writer or practitioner) and what trained coders gave them, as jotcode evaluate reads it:
  {"id": "A1", "writer": "R.B.", "reason": "...", "outcome": "...", "reasons": ["..."], "outcomes": ["code|kind|target"]}
Where NAME.gold.ndjson has codes alone, the texts are in NAME.csv or NAME.entries.ndjson beside it.

Examples:
  jotcode taxonomy train log.gold.ndjson --taxonomy my-taxonomy
  jotcode taxonomy train *.gold.ndjson --taxonomy my-taxonomy --judges "AB,CD"`

export function trainCommand(terminal: Terminal): Command {
  return new Command('train')
    .summary('train the second reader on coded notes')
    .description(
      'Trains the second reader, which proposes codes for words that no rule reads, and tells what it gains on writers that it has not read.',
    )
    .argument('<gold...>', 'gold codes: NDJSON or CSV')
    .requiredOption('--taxonomy <folder>', `the taxonomy; the weights go into it as ${learnedFile}`)
    .option('--phrases <folder>', 'phrases to learn from, too: files of "phrase ==> codes"')
    .option(
      '--judges <writers>',
      'judge the gain by these writers alone, e.g. those that no rule was written from',
    )
    .option('--without <writers>', 'leave the notes of these writers out altogether')
    .option('-o, --output <file>', 'where to write the weights')
    .addHelpText('after', help)
    .action(async (files: readonly string[], options: TrainOptions) => {
      if (!(await isFolder(options.taxonomy)))
        throw usage(
          `there is no folder ${options.taxonomy}`,
          'name the folder of the taxonomy: the weights go into it',
        )
      const taxonomy = await loadTaxonomy(options.taxonomy)
      const without = new Set(listed(options.without))
      const all = (await Promise.all(files.map((file) => readGold(file, taxonomy)))).flat()
      const notes = all.filter(({ writer }) => writer === undefined || !without.has(writer))
      const isJudge = judging(notes, options.judges)
      const phrases = options.phrases === undefined ? [] : await phrasesIn(options.phrases, taxonomy)
      const text = await readVectors()
      const fit = fitReader(notes, compile(taxonomy), new Vectors(text), digestOf(text), {
        phrases,
        isJudge,
        progress: (done, of) => {
          if (terminal.watched) terminal.stderr.write(terminal.err.dim(`training ${done + 1} of ${of}\n`))
        },
      })
      const output = options.output ?? join(options.taxonomy, learnedFile)
      await writeFile(output, `${JSON.stringify(fit.file, null, 1)}\n`)
      terminal.stdout.write(`${reportText(fit, terminal)}\n`)
      terminal.stderr.write(`${terminal.err.green('done')}  ${terminal.err.bold(output)}\n`)
    })
}

/** The writers who judge; two at least, so that one can be left out. */
function judging(notes: readonly CodedEntry[], asked: string | undefined): (writer: string) => boolean {
  const writers = new Set(notes.flatMap(({ writer }) => (writer === undefined ? [] : [writer])))
  const judges = new Set(asked === undefined ? writers : listed(asked))
  for (const judge of judges)
    if (!writers.has(judge))
      throw usage(`no note is of the writer "${judge}"`, `there are ${[...writers].join(', ')}`)
  if (judges.size < 2)
    throw usage(
      `${counted(notes.length, 'note')} of ${counted(judges.size, 'writer')}: the gain is judged by leaving one out`,
      'give notes of two writers or more, with a column that names them (practitioner)',
    )
  return (writer) => judges.has(writer)
}

/** "AB, CD" → AB and CD. */
function listed(names = ''): string[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

async function phrasesIn(folder: string, taxonomy: Taxonomy): Promise<Phrase[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.txt')).sort()
  if (names.length === 0)
    throw fileFailure('file-missing', 'there are no phrases here', 'name a folder of .txt files', {
      file: folder,
    })
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return texts.flatMap((text, at) => readPhrases(names[at] as string, text, taxonomy))
}
