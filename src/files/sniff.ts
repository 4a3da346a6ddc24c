/** Files that are no text at all, told by their first bytes whatever they are called. */
import { fileFailure } from './failure.ts'

const save = 'save it as CSV (UTF-8) or .xlsx and give that file'
const signatures: readonly (readonly [name: string, bytes: readonly number[], hint: string])[] = [
  ['an Excel workbook or another zip file', [0x50, 0x4b, 0x03, 0x04], 'say --format xlsx, or call it .xlsx'],
  ['an old or a protected Excel workbook', [0xd0, 0xcf, 0x11, 0xe0], `without a password, ${save}`],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31], 'say --format parquet, or call it .parquet'],
  ['a PDF', [0x25, 0x50, 0x44, 0x46], save],
  ['a gzip file', [0x1f, 0x8b, 0x08], 'unpack it first'],
]

/**
 * Lets text through and stops anything else before it is read as text.
 * @param name the file, for the message
 * @throws JotcodeError (while iterating) when the first bytes are those of a workbook or the like
 */
export async function* onlyText(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let first = true
  for await (const chunk of bytes) {
    if (first && chunk.length > 0) {
      first = false
      const found = signatures.find(([, signature]) => signature.every((byte, i) => chunk[i] === byte))
      if (found)
        throw fileFailure('file-unreadable', `this is ${found[0]}, not text`, found[2], { file: name })
    }
    yield chunk
  }
}
