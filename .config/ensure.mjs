/** Makes a fresh clone ready, so that `npm test` and `npm run demo` are all one has to type: installs, then builds. */
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** npm keeps a copy of the lock file as it was when it last installed. */
const installed = changed('node_modules/.package-lock.json')
if (installed === undefined || installed < changed('package-lock.json')) run(npm(), ['ci'])
run([process.execPath], [join(root, '.config', 'build.mjs')])

function changed(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs
}

/** How to start npm: through the Node that runs this, as `npm.cmd` cannot be started without a shell. */
function npm() {
  const script = process.env.npm_execpath ?? ''
  return script.endsWith('npm-cli.js') ? [process.execPath, script] : ['npm']
}

function run([command, ...first], rest) {
  // What is installed and built is no part of the output that was asked for: it goes to stderr.
  const { status } = spawnSync(command, [...first, ...rest], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 1)
}
