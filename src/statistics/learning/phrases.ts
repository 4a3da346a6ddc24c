/** The phrase bank: `phrase ==> codes`, one a line (corpus/phrases/README.md). */
import type { LearnedItem } from '../../model/learned.ts'
import type { Taxonomy } from '../../model/taxonomy.ts'

export interface Phrase {
  readonly list: LearnedItem['list']
  readonly text: string
  /** Names of items (`itemOf`); none where the phrase means nothing. */
  readonly items: readonly string[]
  /** Kept from those who write rules, and from whoever learns. */
  readonly isHeldOut: boolean
}

/**
 * The phrases of one file. All of them are of one list: of outcomes where its name says so (`outcome-...`), where one has
 * `code|kind|target`, or where more of the codes are outcomes of the taxonomy than reasons.
 */
export function readPhrases(name: string, text: string, { reasons, outcomes }: Taxonomy): Phrase[] {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#') && line.includes('==>'))
    .map((line) => {
      const at = line.lastIndexOf('==>')
      return { phrase: line.slice(0, at).trim(), codes: codesOf(line.slice(at + 3)) }
    })
  const codes = lines.flatMap((line) => line.codes)
  const among = (categories: readonly { readonly id: string }[]) => {
    const ids = new Set(categories.map(({ id }) => id))
    return codes.filter((code) => ids.has(code)).length
  }
  const isOutcome =
    name.startsWith('outcome-') ||
    codes.some((code) => code.includes('|')) ||
    among(outcomes) > among(reasons)
  return lines.map(({ phrase, codes }) => ({
    list: isOutcome ? 'outcome' : 'reason',
    text: phrase.replace(/^~\s*/, ''),
    items: codes.map((code) =>
      isOutcome ? `outcome:${code.includes('|') ? code : `${code}|-|-`}` : `reason:${code}`,
    ),
    isHeldOut: phrase.startsWith('~'),
  }))
}

function codesOf(text: string): string[] {
  return text
    .split(';')
    .map((code) => code.trim().replace(/\?$/, ''))
    .filter((code) => code !== '' && code !== '-' && !code.startsWith('source:'))
}
