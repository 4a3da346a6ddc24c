/** What training came to, as people read it. */
import type { ReaderFit } from '../statistics/index.ts'
import type { Terminal } from './terminal.ts'
import { counted, padded } from './words.ts'

export function reportText(fit: ReaderFit, { out }: Terminal): string {
  const { before, after, proposals, reliability, file } = fit
  const row = (name: string, list: 'reason' | 'outcome') =>
    `  ${padded(name, 14)}  ${figures(before[list])}   ${figures(after[list])}`
  const proposing = file.classes.filter(({ from }) => from !== undefined)
  const tried = [...proposals].sort(([, a], [, b]) => b.said - a.said)
  return [
    out.bold('The rules alone, and with the second reader'),
    out.dim(`  leave-one-writer-out, ${counted(fit.notes, 'note')} of ${counted(fit.writers, 'writer')}`),
    out.dim(`  ${padded('', 14)}  precision recall F1      precision recall F1`),
    row('reasons', 'reason'),
    row('outcome items', 'outcome'),
    '',
    out.bold('Proposals to writers that were left out'),
    ...(tried.length === 0
      ? ['  none: no code gained by proposals']
      : tried.map(([name, { said, right }]) => `  ${padded(name, 44)}  ${right} of ${said} right`)),
    '',
    out.bold('What it proposes from now on'),
    ...(proposing.length === 0
      ? ['  nothing: it only feeds the confidence']
      : proposing.map(({ code, kind, target, from }) => {
          const name = [code, kind, target].filter((part) => part !== undefined).join(' ')
          return `  ${padded(name, 44)}  from a probability of ${from?.toFixed(2)}`
        })),
    '',
    reliability === null
      ? 'Confidence: too few codes to tell'
      : `Confidence: calibration error ${(100 * reliability.calibrationError).toFixed(1)}%, Brier ${reliability.brier.toFixed(3)}, ${(100 * (reliability.acceptable[0]?.share ?? 0)).toFixed(1)}% of ${reliability.codes} codes acceptable at 95% precision`,
  ].join('\n')
}

function figures({ right, said, wanted }: ReaderFit['before']['reason']): string {
  const precision = said === 0 ? 1 : right / said
  const recall = wanted === 0 ? 1 : right / wanted
  const f1 = said + wanted === 0 ? 1 : (2 * right) / (said + wanted)
  return `${precision.toFixed(3)}     ${recall.toFixed(3)}  ${f1.toFixed(3)}`
}
