import type { Entry, Field } from '../model/entry.ts'
import { fields } from '../model/entry.ts'
import type { Text } from '../model/reading.ts'
import { fold } from '../text/fold.ts'

/** Entry → the texts to be read, folded. Whatever is no string or number is an empty text. */
export function normalise(entry: Entry): Text[] {
  const texts: Text[] = []
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as Field
    const original = textOf(entry, field)
    if (original === '') continue
    const { text, map } = fold(original)
    texts.push({ field, original, folded: text, map })
  }
  return texts
}

function textOf(entry: Entry, field: Field): string {
  const value: unknown = entry[field]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
