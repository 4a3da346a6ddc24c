/** `jotcode taxonomy check [FOLDER]`: is it well written, and do its own examples code as it says? */
import { Command } from 'commander'
import { inspectTaxonomy } from '../files/load-taxonomy.ts'
import { type Coder, createCoder } from '../index.ts'
import type { Issue } from '../model/issue.ts'
import type { Category, Taxonomy } from '../model/taxonomy.ts'
import { Exit, issueText } from './failure.ts'
import { isFolder, openTaxonomy } from './open-taxonomy.ts'
import type { Terminal } from './terminal.ts'
import { counted } from './words.ts'

/** An example that does not give the codes that it says. */
export interface Miss {
  readonly category: string
  /** Which example of the category, from one. */
  readonly number: number
  readonly note: string
  readonly missing: readonly string[]
  readonly extra: readonly string[]
}

export function checkCommand(terminal: Terminal, end: (status: number) => void): Command {
  return new Command('check')
    .summary('check the files of a taxonomy, and its examples')
    .description(
      'Checks a taxonomy: every issue with its place, and every example that does not code as it says.',
    )
    .argument('[folder|id]', 'a folder of YAML files, or a taxonomy that comes with jotcode')
    .action(async (name: string | undefined) => {
      const { out, stdout, stderr, err } = terminal
      const { taxonomy, issues } = await inspect(name)
      for (const issue of issues) stdout.write(`${issueText(issue, out)}\n\n`)
      const examples = taxonomy ? misses(taxonomy, createCoder({ taxonomy })) : []
      for (const miss of examples) stdout.write(`${missText(miss, terminal)}\n\n`)
      const errors = issues.filter(({ severity }) => severity === 'error').length
      const warnings = issues.length - errors
      const bad = errors + examples.length
      const facts = [
        counted(errors, 'error'),
        counted(warnings, 'warning'),
        `${counted(examples.length, 'example')} off`,
      ]
      const mark = bad > 0 ? err.red('not right') : err.green('all right')
      stderr.write(`${mark}  ${taxonomy ? `${taxonomy.id} ${taxonomy.version}: ` : ''}${facts.join(', ')}\n`)
      end(bad > 0 ? Exit.failed : Exit.done)
    })
}

async function inspect(name: string | undefined): Promise<{ taxonomy?: Taxonomy; issues: readonly Issue[] }> {
  if (name !== undefined && ((await isFolder(name)) || !/^[a-z0-9-]+$/.test(name)))
    return inspectTaxonomy(name)
  return { taxonomy: await openTaxonomy(name), issues: [] }
}

/** All examples of all categories that do not code as they say. */
export function misses(taxonomy: Taxonomy, coder: Coder): Miss[] {
  return [
    ...taxonomy.reasons.flatMap((category) => missesOf(category, 'reason', coder)),
    ...taxonomy.outcomes.flatMap((category) => missesOf(category, 'outcome', coder)),
  ]
}

function missesOf({ id, examples }: Category, field: 'reason' | 'outcome', coder: Coder): Miss[] {
  // What a text gets from which nothing is coded need not be said of an example that gives nothing.
  const fallback = coder.taxonomy.rules.fallback[field]
  return examples.flatMap(({ note, codes }, i) => {
    const record = coder.code({ [field]: note })
    const given =
      field === 'reason'
        ? record.reasons.map(({ code }) => [code])
        : record.outcomes.map(({ code, kind, target }) => [
            code,
            [code, kind ?? '-', target ?? '-'].join('|'),
          ])
    // An example may say the category alone, or the whole item.
    const missing = codes.filter((code) => !given.some((names) => names.includes(code)))
    const extra = given
      .filter((names) => !names.some((name) => codes.includes(name)))
      .filter(([code]) => codes.length > 0 || code !== fallback)
      .map((names) => names.at(-1) ?? '')
    return missing.length + extra.length === 0
      ? []
      : [{ category: id, number: i + 1, note, missing, extra: [...new Set(extra)] }]
  })
}

function missText({ category, number, note, missing, extra }: Miss, { out }: Terminal): string {
  const lines = [
    `${out.bold(category)}  ${out.red('example:')} number ${number} does not code as it says`,
    `    ${note}`,
    ...(missing.length > 0 ? [`    missing: ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`    not asked for: ${extra.join(', ')}`] : []),
    out.dim('  → see why with: jotcode explain'),
  ]
  return lines.join('\n')
}
