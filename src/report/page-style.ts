/** How the page looks: on a desk, on a phone, in the dark and on paper. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1c2430; --quiet: #55606e; --faint: #c3cad3; --ground: #ffffff; --raised: #f4f6f9; --accent: #0b5394; --shade: #1f77b4;
  --series-1: #2a6fb0; --series-2: #b8570b; --series-3: #2b7a4b; --series-4: #8b3f8f; --series-5: #a83232; --series-6: #6a6a2a; --series-7: #2f8790; --series-8: #7a5a3a;
  --heat-1: #f3f6fa; --heat-2: #dbe8f4; --heat-3: #bdd7ec; --heat-4: #97c0e0; --heat-5: #70a8d3; --heat-6: #5394c6; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --quiet: #a5b0bd; --faint: #3d4854; --ground: #14181d; --raised: #1d232a; --accent: #7db7ee; --shade: #4f9fe0;
  --series-1: #5fa3e0; --series-2: #e49850; --series-3: #62b884; --series-4: #c887cc; --series-5: #e57f7f; --series-6: #b9b96a; --series-7: #5fc0c9; --series-8: #c2a17c;
  --heat-1: #1b2128; --heat-2: #1d2f41; --heat-3: #20405c; --heat-4: #235176; --heat-5: #266290; --heat-6: #2973aa; } }
* { box-sizing: border-box; }
html { font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; color: var(--ink); background: var(--ground); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.35rem; margin: 3rem 0 1rem; padding-top: .75rem; border-top: 2px solid var(--faint); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p { max-width: 46rem; }
a { color: var(--accent); }
code { font-size: .85em; overflow-wrap: anywhere; }
.lead { color: var(--quiet); margin: .25rem 0 1rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--ground); padding: .25rem .5rem; }
.facts { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; margin: 0; padding: 0; }
.facts li { background: var(--raised); border-radius: .5rem; padding: .6rem 1rem; min-width: 7rem; }
.facts strong { display: block; font-size: 1.4rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.facts span { color: var(--quiet); font-size: .9rem; }
.hint { background: var(--raised); border-left: 4px solid var(--accent); padding: .6rem 1rem; border-radius: 0 .4rem .4rem 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .35rem 1.1rem; list-style: none; margin: 1.25rem 0 0; padding: 0; }
.switch { margin: .75rem 0; font-size: .95rem; }
.table { margin: 1.5rem 0 2rem; position: relative; }
.table:not(.many) { max-width: 46rem; }
.scroll { overflow-x: auto; max-width: 100%; }
.scroll.tall { max-height: 80vh; overflow-y: auto; }
.scroll:focus-visible, button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { border-collapse: separate; border-spacing: 0; font-size: .9rem; font-variant-numeric: tabular-nums; }
.table:not(.many) table { width: 100%; }
caption { text-align: left; font-weight: 600; font-size: 1rem; padding: 0 8rem .5rem 0; }
/* A table wider than the screen scrolls in its box: what it is called stays in sight. */
caption span { display: inline-block; position: sticky; left: 0; max-width: min(100%, calc(100vw - 2.5rem)); }
caption small { font-weight: 400; color: var(--quiet); display: block; }
th, td { padding: .3rem .55rem; text-align: right; vertical-align: top; border-bottom: 1px solid var(--faint); white-space: nowrap; }
th { font-weight: 500; }
thead th { vertical-align: bottom; border-bottom: 2px solid var(--quiet); font-weight: 600; background: var(--ground); }
.many thead th { white-space: normal; min-width: 5.2rem; }
th[scope=row], thead th:first-child { text-align: left; }
th[scope=row] { white-space: normal; min-width: 10rem; max-width: 22rem; }
.many th:first-child { position: sticky; left: 0; background: var(--ground); z-index: 1; min-width: 14rem; }
.tall thead th { position: sticky; top: 0; z-index: 2; }
.tall thead th:first-child { z-index: 3; }
tr.total th, tr.total td, tfoot th, tfoot td { font-weight: 600; border-top: 2px solid var(--quiet); border-bottom: 0; }
tr.inside th { padding-left: 1.8rem; color: var(--quiet); font-weight: 400; }
td { background: color-mix(in srgb, var(--shade) calc(var(--share, 0%) * .5), transparent); }
td.hidden, td.none { color: var(--quiet); }
td.none { white-space: normal; }
.words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.interval { color: inherit; opacity: .82; font-size: .78rem; margin-left: .35em; }
.many .interval { display: block; margin: 0; line-height: 1.15; }
body:has(#intervals:not(:checked)) .interval { display: none; }
tr.more { display: none; }
.table:has(.all:checked) tr.more { display: table-row; }
.table:has(.all:checked) tr.rest { display: none; }
.note { color: var(--quiet); font-size: .88rem; margin: .4rem 0; }
button { font: inherit; color: inherit; }
button.sort { background: none; border: 0; padding: 0; text-align: inherit; cursor: pointer; font-weight: inherit; }
button.sort::after { content: ' ↕'; color: var(--quiet); font-weight: 400; }
[aria-sort=ascending] button.sort::after { content: ' ↑'; color: inherit; }
[aria-sort=descending] button.sort::after { content: ' ↓'; color: inherit; }
button.copy { float: right; font-size: .85rem; background: var(--raised); border: 1px solid var(--faint); border-radius: .35rem; padding: .15rem .6rem; cursor: pointer; position: relative; z-index: 1; }
h3 + button.copy { float: none; display: block; margin-bottom: .5rem; }
.table > button.copy { position: absolute; right: 0; top: 0; float: none; }
.chart { margin: 1.5rem 0; }
.chart figcaption { font-weight: 600; margin-bottom: .25rem; }
.chart svg { display: block; }
.wide svg { max-width: 100%; height: auto; }
.narrow { display: none; }
.economics table { width: 100%; }
.economics caption { padding-top: 1rem; }
.economics td { white-space: normal; min-width: 7rem; }
.economics input { font: inherit; width: 7.5rem; text-align: right; color: var(--ink); background: var(--ground); border: 1px solid var(--quiet); border-radius: .3rem; padding: .1rem .35rem; }
.economics .origin, .economics thead th:last-child { text-align: left; }
.economics .origin { color: var(--quiet); }
.economics .change { white-space: nowrap; }
tfoot tr.rest th, tfoot tr.rest td { font-weight: 400; color: var(--quiet); border-top: 0; }
.economics output { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; }
dt { font-weight: 600; grid-column: 1; } dd { margin: 0; grid-column: 2; min-width: 0; }
.paste { background: var(--raised); border-radius: .5rem; padding: .25rem 1.1rem; max-width: 50rem; overflow-wrap: anywhere; }
@media (max-width: 700px) {
  body { padding: 1rem .9rem 3rem; }
  h1 { font-size: 1.4rem; }
  .wide { display: none; }
  .narrow { display: block; }
  .narrow svg { max-width: 100%; height: auto; }
  .facts li { flex: 1 1 40%; }
  .many th:first-child { min-width: 8.5rem; max-width: 8.5rem; overflow-wrap: anywhere; }
  th[scope=row] { min-width: 8rem; }
  caption { padding-right: 0; }
  .table > button.copy { position: static; display: block; margin: 0 0 .4rem; }
  dl { grid-template-columns: 1fr; } dd { grid-column: 1; }
}
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root { color-scheme: light; --ink: #000; --quiet: #444; --faint: #bbb; --ground: #fff; --raised: #f4f4f4; }
  html { font-size: 11px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; }
  nav, .switch, button.copy, .skip { display: none !important; }
  button.sort::after { content: '' !important; }
  .economics .given { display: inline !important; } .economics .change { display: none !important; }
  .scroll, .scroll.tall { overflow: visible; max-height: none; }
  .many table { font-size: 9px; } .vast table { font-size: 6.6px; } .many th, .many td { padding: 1px 2px; } .many thead th { min-width: 0; } .many th:first-child { min-width: 9rem; position: static; } .vast th:first-child { min-width: 6rem; }
  .tall thead th { position: static; }
  .interval { font-size: .85em; }
  tr.more { display: table-row; } tr.rest { display: none; }
  tr, figure { break-inside: avoid; } h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; } tfoot { display: table-row-group; }
  .wide svg, .scroll svg { max-width: 100%; height: auto; max-height: 170mm; }
  .hint { border-color: #000; }
}
`
