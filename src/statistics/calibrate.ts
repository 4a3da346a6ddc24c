/** Fits the confidence anew for a place that has some gold notes of its own, though not enough to fit from nothing. */
import type { Lexicon } from '../lexicon/compile.ts'
import { JotcodeError } from '../model/issue.ts'
import { type CodedEntry, type ConfidenceFit, fitConfidence } from './fit-confidence.ts'

/** Fewer gold notes would spoil the weights rather than improve them. */
export const fewestNotes = 50

/** How strongly the weights are drawn to those of the taxonomy: as so many squared units of log-odds, against one for each code. */
export const calibrationStrength = 10

/**
 * Fits the confidence on the notes of one place, drawn towards the weights that the taxonomy comes with: what the notes
 * do not speak of stays as it was. A taxonomy without weights is fitted from nothing.
 * @throws JotcodeError for fewer than 50 notes
 */
export function calibrate(notes: readonly CodedEntry[], lexicon: Lexicon): ConfidenceFit {
  if (notes.length < fewestNotes)
    throw new JotcodeError([
      {
        code: 'too-little-gold',
        severity: 'error',
        message: `${notes.length} gold notes are too few to fit the confidence: ${fewestNotes} are the least`,
        hint: 'code more notes by hand; about 200 of several writers serve well',
      },
    ])
  const { calibration } = lexicon.taxonomy
  return fitConfidence(
    notes,
    lexicon,
    calibration ? { prior: calibration, penalty: calibrationStrength } : {},
  )
}
