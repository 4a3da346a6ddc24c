/** A workbook is a zip of XML parts; they are read one by one, each as a stream. */
import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'

/** A part held as a whole (strings, styles) may not be larger than this, in bytes. */
const largestHeld = 1 << 30

export class Parts {
  private readonly zip: ZipFile
  private readonly entries: ReadonlyMap<string, Entry>

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.zip = zip
    this.entries = entries
  }

  /** @throws Error when the file is no zip */
  static async open(path: string): Promise<Parts> {
    const zip = await yauzl.openPromise(path, { autoClose: false })
    try {
      const entries = new Map<string, Entry>()
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
      return new Parts(zip, entries)
    } catch (error) {
      zip.close()
      throw error
    }
  }

  has(name: string): boolean {
    return this.entries.has(name)
  }

  /** Bytes that a part takes in the file, and that it comes to. */
  sizes(name: string): { packed: number; whole: number } {
    const entry = this.entries.get(name)
    return { packed: entry?.compressedSize ?? 0, whole: entry?.uncompressedSize ?? 0 }
  }

  /**
   * A part as it streams by; one that is not there is empty. What it comes to is checked against what the zip says,
   * so that no part is endless.
   */
  async *read(name: string): AsyncGenerator<Uint8Array, void, undefined> {
    const entry = this.entries.get(name)
    if (entry === undefined) return
    const stream: Readable = await this.zip.openReadStreamPromise(entry)
    try {
      for await (const piece of stream) yield piece
    } finally {
      stream.destroy()
    }
  }

  /** The same for a part that will be held in memory. */
  readHeld(name: string): AsyncIterable<Uint8Array> {
    if (this.sizes(name).whole > largestHeld) throw new Error(`its part ${name} is too large`)
    return this.read(name)
  }

  close(): void {
    this.zip.close()
  }
}
