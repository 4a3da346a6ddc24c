/** The library in a real browser: bundled as an app would bundle it, in headless Chromium. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { root } from './taxonomies.ts'

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--virtual-time-budget=10000',
]

/** The second outcome is learned. */
const entry = {
  reason: 'anxeity, nil SI',
  outcome: 'ref S2W, REC. f/u 2/52. rest and one enjoyable thing each day',
}

const app = `
  import { createCoder } from 'jotcode'
  const record = createCoder().code(${JSON.stringify(entry)})
  document.body.textContent = JSON.stringify(record)
`

// On a machine without Chromium the other tests still run; CI installs it.
test.runIf(existsSync(chromium))(
  'codes a note in Chromium, as Node does',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jotcode-browser-'))
    try {
      const { outputFiles } = await build({
        stdin: { contents: app, resolveDir: root },
        bundle: true,
        write: false,
        format: 'iife',
        platform: 'browser',
        conditions: ['browser'],
      })
      const script = outputFiles[0]?.text.replaceAll('</script', '<\\/script') ?? ''
      const page = join(folder, 'page.html')
      writeFileSync(page, `<!doctype html><meta charset="utf-8"><body></body><script>${script}</script>`)
      const arguments_ = [
        ...flags,
        `--user-data-dir=${join(folder, 'profile')}`,
        '--dump-dom',
        `file://${page}`,
      ]
      const dom = execFileSync(chromium, arguments_, {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const body = /<body>(\{.*\})/s.exec(dom)?.[1] ?? ''
      const { createCoder } = await import(join(root, 'dist', 'index.js'))
      const expected = createCoder().code(entry)
      expect(JSON.stringify(expected)).toContain('"how":"learned"')
      const plain = (html: string) =>
        html.replaceAll('&amp;', '&').replaceAll('&gt;', '>').replaceAll('&lt;', '<')
      expect(JSON.parse(plain(body.slice(0, body.lastIndexOf('}') + 1)))).toEqual(
        JSON.parse(JSON.stringify(expected)),
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  60_000,
)
