/** The command line as a whole. */
import { Command, CommanderError } from 'commander'
import { version } from '../index.ts'
import { calibrateCommand } from './calibrate.ts'
import { codeCommand } from './code.ts'
import { compareCommand } from './compare.ts'
import { evaluateCommand } from './evaluate.ts'
import { explainCommand } from './explain.ts'
import { Exit, reportFailure } from './failure.ts'
import { reportCommand } from './report.ts'
import { taxonomyCommand } from './taxonomy.ts'
import type { Terminal } from './terminal.ts'

const about =
  'Turns the shorthand notes of mental health practitioners in GP practices into coded records, by a taxonomy.'

/**
 * Runs a command line.
 * @param args what stands after the name of the program
 * @returns the exit status: 0 done, 1 some rows not read, 2 wrong use or nothing done, 130 interrupted
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let status: number = Exit.done
  const end = (ended: number) => {
    status = ended
  }
  // A reader that goes away (`| head`) is no failure; the write itself has ended what was going on.
  terminal.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  const program = new Command('jotcode')
    .description(about)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
  for (const command of [
    codeCommand(terminal, end),
    explainCommand(terminal),
    evaluateCommand(terminal),
    compareCommand(terminal),
    calibrateCommand(terminal),
    reportCommand(terminal, end),
    taxonomyCommand(terminal, end),
  ])
    program.addCommand(command)
  settle(program, terminal)
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true })
      return Exit.failed
    }
    await program.parseAsync([...args], { from: 'user' })
    return status
  } catch (error) {
    // Commander has said it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? Exit.done : Exit.failed
    reportFailure(error, terminal)
    return Exit.failed
  }
}

/** Commander's own output goes where ours goes, at every depth; nothing exits the process. */
function settle(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      getOutHasColors: () => terminal.out.isColorSupported,
      getErrHasColors: () => terminal.err.isColorSupported,
      outputError: (text, write) => write(text.replace(/^error:/, terminal.err.red('error:'))),
    })
    .configureHelp({
      styleTitle: (text) => terminal.out.bold(text),
      styleCommandText: (text) => terminal.out.cyan(text),
      styleOptionTerm: (text) => terminal.out.cyan(text),
      styleSubcommandTerm: (text) => terminal.out.cyan(text),
    })
  const dash = command.name() === 'explain' ? 'a text that begins with a dash goes after --; ' : ''
  const hint = `${dash}${commandLine(command)} --help tells how it is used`
  command.showSuggestionAfterError(true).showHelpAfterError(`  → ${hint}`)
  for (const child of command.commands) settle(child, terminal)
}

/** `jotcode taxonomy show`: a command with those that it belongs to. */
function commandLine(command: Command): string {
  return command.parent === null ? command.name() : `${commandLine(command.parent)} ${command.name()}`
}
