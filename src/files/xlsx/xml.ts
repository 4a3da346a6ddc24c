/** XML as it streams by: what opens, what closes, and the text between. */
import { Parser } from 'saxen'

export interface XmlHandlers {
  /** Names come without their prefix; attributes are asked for, decoded, by their name as it stands. */
  readonly open?: (name: string, attribute: (name: string) => string | undefined) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** A single text longer than this is no cell but an attack on the memory. In UTF-16 units. */
const longestText = 1 << 24

/**
 * Reads XML piece by piece, and stops after each so that what was found can be given on.
 * What is empty has nothing in it, and is no error.
 * @throws Error when it is not well-formed
 */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
): AsyncGenerator<void, void, undefined> {
  const decoder = new TextDecoder()
  const parser = new Parser()
  let failure: Error | undefined
  let sinceEvent = 0
  parser.on('error', (error) => {
    failure ??= error
  })
  parser.on('openTag', (name, attributes, decode) => {
    sinceEvent = 0
    let all: Readonly<Record<string, string>> | undefined
    handlers.open?.(localName(name), (wanted) => {
      all ??= attributes()
      const value = all[wanted]
      return value === undefined ? undefined : decode(value)
    })
  })
  parser.on('closeTag', (name) => {
    sinceEvent = 0
    handlers.close?.(localName(name))
  })
  parser.on('text', (text, decode) => handlers.text?.(decode(text)))
  parser.on('cdata', (text) => handlers.text?.(text))
  let isEmpty = true
  for await (const piece of bytes) {
    isEmpty = false
    sinceEvent += piece.length
    parser.write(decoder.decode(piece, { stream: true }))
    if (failure) throw failure
    if (sinceEvent > longestText) throw new Error('a text in it never ends')
    yield
  }
  if (isEmpty) return
  parser.write(decoder.decode())
  parser.end()
  if (failure) throw failure
  yield
}

/** Reads XML to its end. */
export async function readWholeXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(bytes, handlers));
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
