/** Fitted weights as a file of a taxonomy. */
import type { Calibration } from '../model/taxonomy.ts'
import type { ConfidenceFit } from './fit-confidence.ts'
import type { Reliability } from './reliability.ts'

export interface CalibrationHead {
  /** The taxonomy that the file makes, where it is to be one by itself. */
  readonly id: string
  readonly version: string
  readonly title: string
  /** The taxonomy that it takes everything else from. */
  readonly extends: string
}

/**
 * The YAML of fitted weights: with a head, a taxonomy by itself that extends another; without, a file of one.
 * @param by what wrote it, for whoever opens it: "Fitted by `jotcode calibrate`"
 */
export function calibrationYaml(fit: ConfidenceFit, by: string, head?: CalibrationHead): string {
  const calibration: Calibration = { ...fit.model, fitted: fittedOn(fit) }
  const lines = [
    `# ${by}: do not edit by hand.`,
    ...(fit.after ? [`# ${leftOutText(fit)}, tenths of the codes from the least to the most sure:`] : []),
    ...(fit.after?.bins ?? []).map(
      ({ said, right, codes }) => `#   said ${said.toFixed(2)}  right ${right.toFixed(2)}  of ${codes}`,
    ),
    ...(head
      ? [
          'taxonomy:',
          `  id: ${scalar(head.id)}`,
          `  version: ${JSON.stringify(head.version)}`,
          `  title: ${JSON.stringify(head.title)}`,
          `extends: [${scalar(head.extends)}]`,
        ]
      : []),
    'calibration:',
    `  intercept: ${calibration.intercept}`,
    ...(Object.keys(calibration.weights).length === 0 ? ['  weights: {}'] : ['  weights:']),
    ...Object.entries(calibration.weights).map(([name, weight]) => `    ${scalar(name)}: ${weight}`),
    `  fitted: ${JSON.stringify(calibration.fitted)}`,
  ]
  return `${lines.join('\n')}\n`
}

/** Words that YAML reads as nothing but text stand bare; a JSON string is one of YAML, too. */
const scalar = (text: string) =>
  /^[a-z][a-z0-9-]*(:[a-z0-9-]+)*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/.test(text)
    ? text
    : JSON.stringify(text)

function fittedOn(fit: ConfidenceFit): string {
  const writers = fit.writers > 0 ? ` of ${fit.writers} writers` : ''
  const held = fit.after ? `; ${leftOutText(fit).toLowerCase()}: ${heldText(fit.after)}` : ''
  return `${fit.notes} notes${writers}${held}`
}

const leftOutText = ({ leftOut }: ConfidenceFit) =>
  leftOut === 'writer' ? 'Leave-one-writer-out' : 'Leaving out a tenth of the notes at a time'

function heldText({ calibrationError, brier, acceptable, codes }: Reliability): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`
  const at95 = acceptable.find(({ wanted }) => wanted === 0.95)
  return `calibration error ${percent(calibrationError)}, Brier ${brier.toFixed(3)}, ${percent(at95?.share ?? 0)} of ${codes} codes acceptable at 95% precision`
}
