/** What a taxonomy carries → a reader. */
import { JotcodeError } from '../model/issue.ts'
import { type Carrier, type Learned, type LearnedFile, learnedKey, learnedSchema } from '../model/learned.ts'
import type { Taxonomy } from '../model/taxonomy.ts'
import { hashOf } from '../text/hash.ts'
import { Reader } from './reader.ts'
import { Vectors } from './vectors.ts'

/** The second reader of a taxonomy, made when it is first asked for; null where nothing was learned for it. */
export function readerOf(taxonomy: Taxonomy): () => Reader | null {
  let reader: Reader | null | undefined
  return () => {
    if (reader === undefined) {
      const learned = (taxonomy as Carrier)[learnedKey]?.()
      reader = learned ? openReader(learned) : null
    }
    return reader
  }
}

/** @throws JotcodeError when the weights are not such, or were trained with other vectors */
export function openReader({ weights, vectors, isOverruled = false }: Learned): Reader {
  const file = readWeights(weights)
  if (file.vectors !== digestOf(vectors))
    throw broken('its weights were trained with other word vectors', 'train it again: jotcode taxonomy train')
  return new Reader(isOverruled ? withoutCalibration(file) : file, new Vectors(vectors))
}

function withoutCalibration({ calibration: _, ...rest }: LearnedFile): LearnedFile {
  return rest
}

function readWeights(text: string): LearnedFile {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw broken('its weights are no JSON', 'train it again: jotcode taxonomy train')
  }
  const { success, data: file, error } = learnedSchema.safeParse(data)
  if (success) return file
  const [issue] = error.issues
  throw broken(
    `its weights cannot be used: ${issue?.path.join('.')}: ${issue?.message}`,
    'train it again: jotcode taxonomy train',
  )
}

/** Tells vectors apart: a mix-up is no attack, and hashing millions of characters must not take long. */
export function digestOf(vectors: string): string {
  let sample = ''
  for (let at = 0; at < vectors.length; at += 997) sample += vectors.charAt(at)
  return `${vectors.length}:${(hashOf(sample) >>> 0).toString(16)}`
}

function broken(what: string, hint: string): JotcodeError {
  return new JotcodeError([
    {
      code: 'file-unreadable',
      severity: 'error',
      message: `the second reader cannot be used: ${what}`,
      hint,
    },
  ])
}
