/** `jotcode explain "TEXT"`: one note, and how it was read. */
import { Command, Option } from 'commander'
import { decodeText } from '../files/encoding.ts'
import { createCoder, type Entry } from '../index.ts'
import { explainText } from './explain-text.ts'
import { usage } from './failure.ts'
import { openTaxonomy } from './open-taxonomy.ts'
import { oneOf } from './options.ts'
import type { Terminal } from './terminal.ts'

interface ExplainOptions {
  readonly field: 'reason' | 'outcome' | 'note'
  readonly reason?: string
  readonly outcome?: string
  readonly taxonomy?: string
  readonly learned: boolean
  readonly json?: true
  readonly redact?: true
}

const examples = `
Examples:
  jotcode explain "anx, low mood, nil SI. ref S2W, f/u 2/52"
  jotcode explain --reason "anx, nil SI" --outcome "ref S2W, s/p REC"
  pbpaste | jotcode explain -
A text that begins with a dash goes after --: jotcode explain -- "-ve SI"`

export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .summary('one note: what was read, what was set aside and why')
    .description(
      'Codes one note and shows how: the words each code rests on, what was set aside and why, and what was not read.',
    )
    .argument('[text]', 'the note; - reads it from the standard input')
    .addOption(
      new Option('--field <field>', 'what the text is: reason, outcome or note')
        .default('note')
        .argParser(oneOf(['reason', 'outcome', 'note'] as const)),
    )
    .option('--reason <text>', 'the reason text of an entry')
    .option('--outcome <text>', 'the outcome text of an entry')
    .option('--taxonomy <folder|id>', 'the taxonomy to code with')
    .option('--no-learned', 'leave out the second reader, which proposes codes for words that no rule read')
    .option('--json', 'the whole trail as JSON')
    .option('--redact', 'mask what looks identifying: pt ████, low mood')
    .addHelpText('after', examples)
    .action(async (text: string | undefined, options: ExplainOptions) => {
      const entry = await entryOf(text, options, terminal)
      const { redact = false, learned } = options
      const taxonomy = options.taxonomy === undefined ? undefined : await openTaxonomy(options.taxonomy)
      const coder = createCoder({ ...(taxonomy !== undefined && { taxonomy }), learned, redact })
      const trail = coder.explain(entry)
      terminal.stdout.write(
        options.json ? `${JSON.stringify(trail, null, 2)}\n` : explainText(trail, coder.taxonomy, terminal),
      )
    })
}

async function entryOf(
  text: string | undefined,
  options: ExplainOptions,
  terminal: Terminal,
): Promise<Entry> {
  const { reason, outcome, field } = options
  const entry = { ...(reason !== undefined && { reason }), ...(outcome !== undefined && { outcome }) }
  if (text === undefined) {
    if (Object.keys(entry).length > 0) return entry
    throw usage(
      'there is no text to explain',
      'jotcode explain "anx, nil SI", or - to read it from the standard input',
    )
  }
  if (field in entry) throw usage(`the ${field} is given twice`, 'give it once')
  return { ...entry, [field]: text === '-' ? await readAll(terminal) : text }
}

async function readAll(terminal: Terminal): Promise<string> {
  const notice = (text: string) =>
    terminal.stderr.write(`${terminal.err.dim(`note: standard input: ${text}`)}\n`)
  const { text } = await decodeText(terminal.stdin, { notice })
  let all = ''
  for await (const piece of text) all += piece
  return all.replace(/\r?\n$/, '')
}
