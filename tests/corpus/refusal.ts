/** What is wrong with a file of the corpus, and where. */
export class Refusal extends Error {
  constructor(file: string, line: number, message: string) {
    super(`${file}:${line}: ${message}`)
    this.name = 'Refusal'
  }
}
