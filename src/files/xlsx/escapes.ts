/**
 * XML cannot hold every character; workbooks write those it cannot as `_x000D_`, and a text that looks like that
 * with its underscore written so:
 *
 *     a ⏎ b (a carriage return)  →  a_x000D_b          a_x000D_b  →  a_x005F_x000D_b
 */
const unwritable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|_(?=x[0-9A-Fa-f]{4}_)/g

/** A text as the content of an XML element of a workbook. */
export function toXml(text: string): string {
  return text
    .replace(unwritable, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (char) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt' }[char] ?? 'quot'};`)
}

/** A decoded text of a workbook as it was meant. */
export function fromXml(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
