/** A report → one HTML file that needs nothing else: no network, and no script to be read. */
import { createHash } from 'node:crypto'
import { Html, html } from '../text/html.ts'
import type { Chart } from './chart.ts'
import { drawChart, sizeOf } from './draw.ts'
import { economicsHtml } from './page-economics.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { tableHtml } from './page-table.ts'
import type { Part, Report, Section } from './report.ts'

/** @returns the whole file, ready to be written as UTF-8 */
export function reportPage(report: Report): string {
  const { title, date, sections, facts } = report
  return `<!doctype html>\n${
    html`<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="jotcode ${report.coder}">
<title>${title}: report</title>
<style>${new Html(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#main">To the report</a>
<header>
<h1>${title}</h1>
<p class="lead">Report on coded entries, ${longDate(date)}</p>
<ul class="facts">${facts.map(({ label, value }) => html`<li><strong>${value}</strong> <span>${label}</span></li>`)}</ul>
${hint(report)}
</header>
<nav aria-label="Contents"><ul>${[...sections, methodsLink].map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main id="main">
<p class="switch"><label><input type="checkbox" id="intervals" checked> Show 95% intervals</label></p>
${sections.map((section) => sectionHtml(section))}
${methodsHtml(report)}
</main>
<script>${new Html(pageScript)}</script>
</body>
</html>
`.markup
  }`
}

/** Nothing may be loaded from anywhere, and no script runs but the page's own. */
const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash('sha256').update(pageScript).digest('base64')}'; base-uri 'none'; form-action 'none'`

const methodsLink = { id: 'methods', title: 'How it was coded' }

function hint({ suppress }: Report): Html {
  return suppress < 2
    ? html`<p class="hint"><strong>Small counts are shown.</strong> They may point at single patients: make the report with suppression before it leaves the team.</p>`
    : html`<p class="hint">Counts under ${suppress} are not shown, nor what would give them away: – stands for them.</p>`
}

function sectionHtml({ id, title, parts }: Section): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${parts.map((part, i) => partHtml(part, `${id}-${i + 1}`))}</section>
`
}

function partHtml(part: Part, id: string): Html {
  switch (part.kind) {
    case 'table':
      return tableHtml(part.table)
    case 'chart':
      return chartHtml(part.chart, id)
    case 'economics':
      return economicsHtml(part.economics)
  }
}

const wide = 860
const narrow = 350

/** Drawn twice where it can be narrow, and the page shows one of the two; else it scrolls inside its box. */
function chartHtml(chart: Chart, id: string): Html {
  const large = sizeOf(chart, wide)
  const small = sizeOf(chart, narrow)
  const drawings =
    small.width > narrow
      ? html`<div class="scroll" role="group" aria-label="${chart.title}" tabindex="0">${drawChart(chart, id, large)}</div>`
      : html`<div class="wide">${drawChart(chart, id, large)}</div><div class="narrow">${drawChart(chart, `${id}-narrow`, small)}</div>`
  return html`<figure class="chart"><figcaption>${chart.title}</figcaption>${drawings}</figure>
`
}

function methodsHtml({ methods, taxonomy, coder, suppress, provenance }: Report): Html {
  const { taxonomies, sources } = provenance
  const used = taxonomies.length > 0 ? taxonomies : [taxonomy]
  return html`<section aria-labelledby="methods"><h2 id="methods">How it was coded</h2>
<dl>
<dt>Taxonomy</dt>${used.map((one) => html`<dd>${one.id} ${one.version}<br><code>${one.digest}</code></dd>`)}
<dt>Coder</dt><dd>jotcode ${provenance.coders.length > 0 ? provenance.coders.join(', ') : coder}</dd>
<dt>Report</dt><dd>jotcode ${coder}, ${suppress < 2 ? 'nothing suppressed' : `counts under ${suppress} suppressed`}</dd>
${sources.length > 0 && html`<dt>Files</dt>${sources.map(({ name, entries }) => html`<dd>${name}: ${entries.toLocaleString('en-GB')} entries</dd>`)}`}
</dl>
<h3>Methods, to paste</h3>
<div class="paste">${methods.map((paragraph) => html`<p>${paragraph}</p>`)}</div>
</section>`
}

function longDate(date: string): string {
  const day = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(day.getTime())) return date
  return day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}
