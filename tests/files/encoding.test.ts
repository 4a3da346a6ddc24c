import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, decoded } from './stream.ts'

test('Windows-1252 is read when bytes are no UTF-8, and said', async () => {
  const { text, notices, marked } = await decoded(await bytesOf('windows-1252.csv'))
  expect(text).toContain('anx – can’t sleep')
  expect(text).toContain('£20')
  expect(notices).toEqual(['not UTF-8: read as Windows-1252'])
  expect(marked).toBe(true)
})

test('a foreign byte far into the stream is read right, and so is everything before and after it', async () => {
  const early = Buffer.from(`${'plain ascii '.repeat(20_000)}café “x” `)
  const late = Buffer.from([0x93, 0x79, 0x94, 0xa3])
  const { text, notices } = await decoded(Buffer.concat([early, late, Buffer.from(' – done')]), 1009)
  expect(text.endsWith('café “x” “y”£ – done')).toBe(true)
  expect(notices).toEqual(['mostly UTF-8, with some bytes that were read as Windows-1252'])
})

test('byte order marks decide and do not stay in the text', async () => {
  for (const name of ['utf-16le.csv', 'utf-16be.csv', 'utf-8-bom.csv']) {
    const { text, marked } = await decoded(await bytesOf(name), 3)
    expect(text.startsWith('id'), name).toBe(true)
    expect(text).toContain('anx – café')
    expect(marked).toBe(true)
  }
})

test('UTF-16 without a mark is told by its zero bytes', async () => {
  const { text, notices } = await decoded(Buffer.from('id,note\n1,anx\n', 'utf16le'))
  expect(text).toBe('id,note\n1,anx\n')
  expect(notices).toEqual(['read as UTF-16 LE'])
})

test('what the caller says is done', async () => {
  expect((await decoded(Buffer.from('é'), 1, 'windows-1252')).text).toBe('Ã©')
  expect((await decoded(Uint8Array.of(0x80, 0x99), 1, 'windows-1252')).text).toBe('€™')
})

test('UTF-8 comes out as it went in, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 7 }), async (string, size) => {
      const bytes = Buffer.from(`text: ${string.replaceAll('\0', '')}`)
      expect((await decoded(bytes, size)).text).toBe(bytes.toString())
    }),
  )
})

test('any bytes give the same text, however they are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1 }), fc.integer({ min: 1, max: 5 }), async (bytes, size) => {
      expect((await decoded(bytes, size)).text).toBe((await decoded(bytes)).text)
    }),
  )
})
