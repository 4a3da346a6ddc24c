/** Files that are no text at all, told by their first bytes whatever they are called. */
import { fileFailure } from './failure.ts'
import { whatIsRead } from './format.ts'

const signatures: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['an Excel workbook or another zip file', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a gzip file', [0x1f, 0x8b, 0x08]],
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
        throw fileFailure('file-unreadable', `this is ${found[0]}, not text`, whatIsRead, { file: name })
    }
    yield chunk
  }
}
