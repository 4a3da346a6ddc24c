/** A few invented notes, coded and explained. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const notes = [
  'anx ++, low mood, nil SI. ref S2W, REC. f/u 2/52',
  '?ADHD, mum has bipolar. sert 50 → 100mg, DNA x2 prev',
]
for (const note of notes) {
  const { status } = spawnSync(process.execPath, [cli, 'explain', note], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
