/** Other people's engines, on what they can do of the same work: finding the same phrases, and negation. */
export interface Peer {
  readonly name: string
  /** So many notes are enough for a figure. */
  readonly notes: number
  /** Loads the engine, too, so that its memory is counted. */
  prepare(phrases: readonly string[]): Promise<(text: string) => number>
}

function wink(pipe: readonly string[]) {
  return async (phrases: readonly string[]) => {
    const { default: winkNlp } = await import('wink-nlp')
    const { default: model } = await import('wink-eng-lite-web-model')
    const nlp = winkNlp(model, [...pipe])
    // In wink's patterns brackets, bars and carets mean something.
    const patterns = phrases.filter((phrase) => /^[a-z0-9 ]+$/.test(phrase))
    nlp.learnCustomEntities([{ name: 'phrase', patterns }], { matchValue: false, usePOS: false })
    const { its } = nlp
    return (text: string) => {
      const doc = nlp.readDoc(text)
      if (pipe.includes('negation')) doc.tokens().out(its.negationFlag)
      return doc.customEntities().out(its.detail).length
    }
  }
}

/** Its types do not tell of `lookup` over a trie. */
type Lookup = (text: string) => { lookup(trie: unknown): { readonly length: number } }

export const peers: readonly Peer[] = [
  { name: 'wink-nlp: entities', notes: 100_000, prepare: wink(['cer']) },
  { name: 'wink-nlp: entities and negation', notes: 100_000, prepare: wink(['sbd', 'negation', 'cer']) },
  {
    name: 'compromise (one): lookup',
    notes: 20_000,
    async prepare(phrases) {
      const { default: compromiseOne } = await import('compromise/one')
      const trie = compromiseOne.buildTrie([...phrases])
      return (text) => (compromiseOne as unknown as Lookup)(text).lookup(trie).length
    },
  },
  {
    name: 'compromise: full parse and lookup',
    notes: 3_000,
    async prepare(phrases) {
      const { default: compromise } = await import('compromise')
      const trie = compromise.buildTrie([...phrases])
      return (text) => (compromise as unknown as Lookup)(text).lookup(trie).length
    },
  },
]
