/** Text in pieces → its lines, by the handful. */

/** Splits at line feeds alone; what follows the last one is a line, too, if there is any of it. */
export async function* linesIn(
  text: AsyncIterable<string>,
): AsyncGenerator<readonly string[], void, undefined> {
  // A long line comes in many pieces: they are joined once, when it ends.
  let pieces: string[] = []
  for await (const piece of text) {
    const lines = piece.split('\n')
    const open = lines.pop() ?? ''
    if (lines.length === 0) {
      pieces.push(open)
      continue
    }
    lines[0] = pieces.join('') + (lines[0] ?? '')
    pieces = [open]
    yield lines
  }
  const last = pieces.join('')
  if (last !== '') yield [last]
}
