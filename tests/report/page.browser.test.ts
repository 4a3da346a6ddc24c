/** The report in a real browser: fetched nothing, ran without an error, fits a phone, and can be read by everybody. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entryOfRecord } from '../../src/report/entry.ts'
import { reportPage } from '../../src/report/page.ts'
import { unknownProvenance } from '../../src/report/provenance.ts'
import { createReport } from '../../src/report/report.ts'
import { Tally } from '../../src/report/tally.ts'
import { coderFor, taxonomyOf } from '../taxonomies.ts'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
interface Axe {
  readonly run: (
    context: Document,
    options: object,
  ) => Promise<{
    violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[]
  }>
}

/** A made-up log with a place whose name is markup. */
async function page(suppress: number): Promise<string> {
  const coder = await coderFor('dorset')
  const tally = new Tally()
  const places = ['North', 'South', '<img src=x onerror=alert(1)>', 'East & West']
  const notes = [
    ['anx, low mood', 'ref S2W, f/u 2/52'],
    ['stress, phq-9 18', 's/p self-help, fit note'],
    ['med rev, sertraline 50mg', 'increased to 100mg, GP informed'],
    ['low mood, poor sleep', 'advice, f/u 1/12'],
    ['requested by GP, ?ADHD', 'ADHD form, d/c'],
  ]
  for (let i = 0; i < 240; i++) {
    const [reason = '', outcome = ''] = notes[(i * 7) % notes.length] ?? []
    tally.add(
      entryOfRecord(
        coder.code({
          reason,
          outcome,
          pcn: places[[0, 0, 0, 1, 1, 2, 3][i % 7] ?? 0] ?? '',
          practitioner: `P${i % 3}`,
          minutes: 20 + (i % 4) * 10,
          date: `2024-1${i % 3}-05`,
          avoidedGp: i % 5 ? 'y' : 'n',
          avoidedCmht: 'n/a',
        }),
      ),
    )
  }
  const options = { suppress, byPractitioner: true, date: '2024-12-31' }
  return reportPage(createReport(tally, await taxonomyOf('dorset'), unknownProvenance, options))
}

// On a machine without Chromium the other tests still run; CI installs it.
describe.runIf(existsSync(executablePath))('in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jotcode-report-'))
  let browser: Browser
  beforeAll(async () => {
    for (const suppress of [0, 5]) writeFileSync(join(folder, `${suppress}.html`), await page(suppress))
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The page, and all that went wrong while it was open. */
  async function opened(options: Parameters<Browser['newPage']>[0] = {}, suppress = 0) {
    const open = await browser.newPage(options)
    const troubles: string[] = []
    const url = pathToFileURL(join(folder, `${suppress}.html`)).href
    open.on('request', (request) => {
      if (request.url() !== url) troubles.push(`request: ${request.url()}`)
    })
    open.on('pageerror', (error) => troubles.push(`error: ${error.message}`))
    open.on('console', (message) => troubles.push(`console: ${message.text()}`))
    await open.goto(url)
    return { open, troubles }
  }

  const overflow = (open: Page) =>
    open.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

  test('nothing is fetched, nothing fails, and markup in the data is text', async () => {
    const { open, troubles } = await opened()
    expect(await open.locator('svg[role=img]').count()).toBeGreaterThan(8)
    expect(await open.locator('img').count()).toBe(0)
    expect(await open.getByText('<img src=x onerror=alert(1)>').count()).toBeGreaterThan(3)
    expect(troubles).toEqual([])
  })

  test.each([
    ['on a phone', 390],
    ['on a small phone', 320],
    ['on a desk', 1280],
  ])('%s nothing but tables and charts scrolls sideways', async (_, width) => {
    const { open } = await opened({ viewport: { width, height: 800 } })
    expect(await overflow(open)).toBe(0)
  })

  test.each([
    ['light', 1280, 0],
    ['dark', 1280, 0],
    ['light', 390, 5],
  ] as const)(
    'axe finds nothing serious: %s, %i pixels, counts under %i suppressed',
    async (colorScheme, width, suppress) => {
      // The page's own policy would keep the audit out.
      const { open } = await opened(
        { colorScheme, viewport: { width, height: 900 }, bypassCSP: true },
        suppress,
      )
      await open.addScriptTag({ content: axe })
      const { violations } = await open.evaluate(async () => {
        const { axe } = globalThis as unknown as { readonly axe: Axe }
        return axe.run(document, { resultTypes: ['violations'] })
      })
      const said = violations.map(
        ({ id, impact, nodes }) =>
          `${impact}: ${id} ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`,
      )
      expect(said).toEqual([])
    },
    60_000,
  )

  test('a click on a head sorts, parts of a row staying with it; another turns it round', async () => {
    const { open } = await opened()
    const first = () => open.locator('#table-entries-by-place tbody tr:first-child td').innerText()
    const head = open.locator('#table-entries-by-place thead th').nth(1)
    await head.getByRole('button').click()
    expect(await head.getAttribute('aria-sort')).toBe('descending')
    const most = await first()
    await head.getByRole('button').click()
    expect(await head.getAttribute('aria-sort')).toBe('ascending')
    expect(await first()).not.toBe(most)
  })

  test('a table is copied as cells between tabs, without its intervals', async () => {
    const { open } = await opened({ permissions: ['clipboard-read', 'clipboard-write'] })
    await open.locator('.table:has(#table-entries-by-place) button.copy').click()
    const text = await open.evaluate(() => navigator.clipboard.readText())
    expect(text).toMatch(/^PCN\tEntries\n/)
    expect(text).toMatch(/\nTotal\t240$/)
  })

  test('the economic model is recomputed in the page, as the library computes it', async () => {
    const { open, troubles } = await opened()
    const saving = open.locator('[data-result=saving]')
    await open.getByLabel('Share that avoided one').fill('80')
    await open.getByLabel("Minutes of a practitioner's appointment").fill('34.6875')
    // 18.50 an appointment, as printed.
    expect(await saving.innerText()).toBe('£448,380')
    expect(await open.locator('.economics [role=status]').isVisible()).toBe(true)
    expect(troubles).toEqual([])
  })

  test('it is all there without script', async () => {
    const { open } = await opened({ javaScriptEnabled: false })
    expect(await open.locator('[data-result=saving]').innerText()).toMatch(/^£\d/)
    expect(await open.getByLabel('Share that avoided one').isVisible()).toBe(false)
    expect(await open.locator('#table-reasons-by-place').isVisible()).toBe(true)
    expect(await open.locator('button').count()).toBe(0)
  })

  test('printed, it keeps its heads, has no buttons, and fits a page of A4', async () => {
    const { open } = await opened({ viewport: { width: 1032, height: 730 } })
    await open.emulateMedia({ media: 'print' })
    expect(await open.locator('#table-reasons-by-place thead th').nth(2).innerText()).toBe('North')
    expect(await open.locator('button.copy').first().isVisible()).toBe(false)
    expect(await overflow(open)).toBe(0)
  })

  test('intervals can be left out', async () => {
    const { open } = await opened()
    await open.getByLabel('Show 95% intervals').uncheck()
    expect(await open.locator('.interval').first().isVisible()).toBe(false)
  })
})
