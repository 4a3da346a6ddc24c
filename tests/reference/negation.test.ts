/**
 * Negation on text that is none of ours: sentences of hospital reports with one phrase each, labelled by hand Affirmed or
 * Negated. They are no part of the project; where they are not beside it, nothing is tested.
 *
 * A taxonomy made of those phrases alone, under the cues that ship for all taxonomies: no term of ours is in it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Coder, coderOf } from '../../src/coder.ts'
import { readTaxonomy, type TaxonomyTexts } from '../../src/lexicon/read.ts'
import { root } from '../taxonomies.ts'

const file = join(root, '..', 'shared', 'reference', 'negex-half.tsv')

interface Sentence {
  readonly id: string
  readonly target: string
  readonly text: string
  readonly isNegated: boolean
  readonly temporality: string
}

test.skipIf(!existsSync(file))('negation in hospital reports: F1 of Negated is at least 0.95', () => {
  const sentences = read(file)
  const coder = coderFor(sentences)
  const statuses = sentences.map((sentence) => statusOf(sentence, coder))
  const isFound = (at: number) => statuses[at] === 'negated'
  const wrong = sentences.filter(({ isNegated }, at) => isNegated !== isFound(at))
  const right = sentences.filter(({ isNegated }, at) => isNegated && isFound(at)).length
  const missed = wrong.filter(({ isNegated }) => isNegated).length
  const spurious = wrong.length - missed
  const f1 = (2 * right) / (2 * right + missed + spurious)
  const historical = sentences.filter(({ temporality }) => temporality === 'Historical').length
  const past = sentences.filter(
    ({ temporality }, at) => temporality === 'Historical' && statuses[at] === 'historical',
  )
  const notPast = sentences.filter(
    ({ temporality }, at) => temporality !== 'Historical' && statuses[at] === 'historical',
  )
  console.log(
    [
      `negation: ${sentences.length} sentences, precision ${share(right, right + spurious)}, ` +
        `recall ${share(right, right + missed)}, F1 ${f1.toFixed(3)}`,
      `history: of ${historical} phrases ${past.length} found, ${notPast.length} too many`,
      `phrases not found in their sentence: ${statuses.filter((status) => status === undefined).length}`,
    ].join('\n'),
  )
  const list = wrong.map(({ id, isNegated, text }) => `${id} ${isNegated ? 'missed' : 'spurious'}: ${text}`)
  expect(f1, list.join('\n')).toBeGreaterThanOrEqual(0.95)
})

const share = (part: number, whole: number) => (part / whole).toFixed(3)

function read(path: string): Sentence[] {
  const [, ...lines] = readFileSync(path, 'utf8').split(/\r?\n/)
  return lines.filter(Boolean).map((line) => {
    const [id, target, text, negation, temporality] = line.split('\t') as [
      string,
      string,
      string,
      string,
      string,
    ]
    return { id, target, text, isNegated: negation === 'Negated', temporality }
  })
}

/** One finding for each phrase, all of them alike: what stands in one list of a report is. */
function coderFor(sentences: readonly Sentence[]): Coder {
  const phrases = [...new Set(sentences.map(({ target }) => wordsOf(target)))]
  const reasons = phrases.map((phrase, at) => ({
    id: `phrase-${at}`,
    label: phrase,
    definition: phrase,
    alike: 'report',
    past: 'drops',
    terms: { reports: [phrase] },
  }))
  const own = {
    taxonomy: { id: 'reports', version: '1', title: 'Phrases of hospital reports' },
    extends: ['general'],
    sources: { reports: 'the sentences themselves' },
    reasons,
  }
  const { taxonomy, issues } = readTaxonomy(
    { 'taxonomy.yaml': JSON.stringify(own) },
    { library: { general: textsIn(join(root, 'taxonomy', 'general')) } },
  )
  if (!taxonomy) throw new Error(issues.map(({ message }) => message).join('\n'))
  return coderOf(taxonomy)
}

/** A phrase as a wording: marks that mean something in one are left out. */
const wordsOf = (phrase: string) =>
  phrase
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.']+|\.{2,}|\.(?=\s|$)/gu, ' ')
    .trim()

function textsIn(folder: string): TaxonomyTexts {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )
}

/** What was said of the phrase where the sentence marks it; undefined when nothing was found there. */
function statusOf({ target, text }: Sentence, coder: Coder): string | undefined {
  const marked = text.indexOf(target.toUpperCase())
  const start = marked < 0 ? text.toLowerCase().indexOf(target.toLowerCase()) : marked
  const end = start + target.length
  const { reasons, setAside } = coder.code({ reason: text })
  return [...setAside, ...reasons].find(({ evidence }) =>
    evidence.some((span) => span.start < end && span.end > start),
  )?.status
}
