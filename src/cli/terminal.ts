/** The streams that a command talks to, and how they may be talked to. */
import type { Readable, Writable } from 'node:stream'
import pc from 'picocolors'

export type Colours = ReturnType<typeof pc.createColors>

export interface Terminal {
  readonly stdin: Readable
  /** Only what was asked for. */
  readonly stdout: Writable
  /** Everything else. */
  readonly stderr: Writable
  /** Colours for each of the two, which do nothing where colours are not wanted. */
  readonly out: Colours
  readonly err: Colours
  /** Is somebody watching stderr? Then progress is shown. */
  readonly watched: boolean
  /** Columns of the screen. */
  readonly width: number
}

const widest = 110

/** The terminal of this process. `NO_COLOR` and pipes give no colours, `FORCE_COLOR` gives them anyway. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  return {
    stdin,
    stdout,
    stderr,
    out: pc.createColors(wantsColour(stdout.isTTY)),
    err: pc.createColors(wantsColour(stderr.isTTY)),
    watched: stderr.isTTY === true && process.env.TERM !== 'dumb',
    width: Math.min(stdout.columns ?? 100, widest),
  }
}

function wantsColour(isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0'
  return isTerminal === true && TERM !== 'dumb'
}

/** Control characters of a text, shown instead of obeyed: a note must not drive the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (char) => {
    if (char === '\t' || char === '\n') return char
    const code = char.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd'
  })
}
