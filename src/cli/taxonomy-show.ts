/** `jotcode taxonomy show [ID]`: browses a taxonomy. */
import { Command } from 'commander'
import { type Coder, createCoder } from '../index.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import { usage } from './failure.ts'
import { isFolder, openTaxonomy } from './open-taxonomy.ts'
import { categoryText, serviceText } from './taxonomy-entry.ts'
import { overviewText } from './taxonomy-overview.ts'
import type { Terminal } from './terminal.ts'

const examples = `
Examples:
  jotcode taxonomy show                  every category and service
  jotcode taxonomy show ID               one of them: definition, examples, wordings
  jotcode taxonomy show "low in mood"    what these words are read as`

export function showCommand(terminal: Terminal): Command {
  return new Command('show')
    .summary('categories, services, wordings')
    .description(
      'Shows all that can be coded, one category or service by its id, or what some words are read as.',
    )
    .argument('[what]', 'an id, some words, or a taxonomy folder')
    .option('--taxonomy <folder|id>', 'the taxonomy to show')
    .option('--json', 'as JSON')
    .addHelpText('after', examples)
    .action(async (what: string | undefined, options: { taxonomy?: string; json?: true }) => {
      const folder = what !== undefined && options.taxonomy === undefined && (await isFolder(what))
      const taxonomy = await openTaxonomy(folder ? what : options.taxonomy)
      const wanted = folder ? undefined : what
      const text = options.json ? jsonText(taxonomy, wanted) : shownText(taxonomy, wanted, terminal)
      terminal.stdout.write(`${text}\n`)
    })
}

const inTaxonomy = ({ reasons, outcomes }: Taxonomy, id: string) =>
  [...reasons, ...outcomes].filter((category) => category.id === id)

function jsonText(taxonomy: Taxonomy, wanted: string | undefined): string {
  const { id, version, title, digest, reasons, outcomes, services } = taxonomy
  if (wanted === undefined)
    return JSON.stringify({ id, version, title, digest, reasons, outcomes, services }, null, 2)
  const found = [...inTaxonomy(taxonomy, wanted), ...services.filter((service) => service.id === wanted)]
  if (found.length === 0) throw unknownId(wanted)
  return JSON.stringify(found, null, 2)
}

function shownText(taxonomy: Taxonomy, wanted: string | undefined, terminal: Terminal): string {
  if (wanted === undefined) return overviewText(taxonomy, terminal)
  const parts = [
    ...taxonomy.reasons
      .filter(({ id }) => id === wanted)
      .map((category) => categoryText(category, 'reason', taxonomy, terminal)),
    ...taxonomy.outcomes
      .filter(({ id }) => id === wanted)
      .map((category) => categoryText(category, 'outcome', taxonomy, terminal)),
    ...taxonomy.services
      .filter(({ id }) => id === wanted)
      .map((service) => serviceText(service, taxonomy, terminal)),
  ]
  return parts.length > 0 ? parts.join('\n\n') : wordsText(wanted, createCoder({ taxonomy }), terminal)
}

/** What the coder makes of some words, in each field. */
function wordsText(words: string, coder: Coder, { out }: Terminal): string {
  const lines = (['reason', 'outcome'] as const).flatMap((field) => {
    const mentions = coder.explain({ [field]: words }).fields.flatMap((trail) => trail.mentions)
    return mentions.flatMap(({ text, readings }) =>
      readings.map(
        ({ kind, id, term }) =>
          `  ${out.dim(`as ${field}:`)} “${text}” is ${kind} ${out.bold(id)} ${out.dim(`(“${term}”)`)}`,
      ),
    )
  })
  if (lines.length === 0) throw unknownId(words)
  return [...new Set(lines)].join('\n')
}

const unknownId = (what: string) =>
  usage(`nothing is called "${what}", and no wording matches it`, 'jotcode taxonomy show lists all ids')
