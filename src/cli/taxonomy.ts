/** `jotcode taxonomy ...` */
import { Command } from 'commander'
import { checkCommand } from './taxonomy-check.ts'
import { showCommand } from './taxonomy-show.ts'
import { trainCommand } from './taxonomy-train.ts'
import type { Terminal } from './terminal.ts'

export function taxonomyCommand(terminal: Terminal, end: (status: number) => void): Command {
  return new Command('taxonomy')
    .summary('look at a taxonomy, check one, train its second reader')
    .description('What can be coded, and the words for it.')
    .addCommand(showCommand(terminal))
    .addCommand(checkCommand(terminal, end))
    .addCommand(trainCommand(terminal))
}
