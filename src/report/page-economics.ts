/** The economic model on the page: its inputs can be changed there, by those whose browser runs the script. */
import { type Html, html } from '../text/html.ts'
import type { EconomicInputs, Economics } from './economics.ts'

const steps: Readonly<
  Record<keyof EconomicInputs, { readonly step: string; readonly percent?: true; readonly money?: true }>
> = {
  appointments: { step: '1' },
  avoidedShare: { step: '0.1', percent: true },
  avoidedCost: { step: '0.01', money: true },
  hourlyCost: { step: '0.01', money: true },
  minutes: { step: '0.1' },
}

export function economicsHtml({ currency, inputs, labels, origins, results, range, notes }: Economics): Html {
  const money = (amount: number, digits = 0) => `${currency}${amountText(amount, digits)}`
  const names = Object.keys(steps) as (keyof EconomicInputs)[]
  const input = (name: keyof EconomicInputs) => {
    const { step, percent, money } = steps[name]
    const value = percent ? Math.round(1000 * inputs[name]) / 10 : inputs[name]
    const unit = percent ? '%' : money ? currency : ''
    return html`<tr><th scope="row"><label for="in-${name}">${labels[name]}</label></th><td><span class="given">${percent ? `${value}%` : money ? `${currency}${amountText(value, 2)}` : amountText(value, Number.isInteger(value) ? 0 : 1)}</span><span class="change" hidden>${money && unit}<input id="in-${name}" type="number" min="0" step="${step}" value="${value}" data-exact="${inputs[name]}" data-name="${name}">${percent && unit}</span></td><td class="origin">${origins[name]}</td></tr>`
  }
  const result = (name: string, label: string, value: string, how: string) =>
    html`<tr><th scope="row">${label}</th><td><output data-result="${name}">${value}</output></td><td class="origin">${how}</td></tr>`
  return html`<div class="table economics" data-currency="${currency}">
<div class="scroll" role="region" aria-labelledby="t-inputs" tabindex="0"><table>
<caption id="t-inputs">Inputs</caption>
<thead><tr><th scope="col">What</th><th scope="col">Value</th><th scope="col">From</th></tr></thead>
<tbody>${names.map(input)}</tbody></table></div>
<div class="scroll" role="region" aria-labelledby="t-results" tabindex="0"><table>
<caption id="t-results">Result, a year</caption>
<thead><tr><th scope="col">What</th><th scope="col">Value</th><th scope="col">How</th></tr></thead>
<tbody>
${result('avoided', 'Avoided appointments', amountText(results.avoided), 'appointments × share')}
${result('appointmentCost', 'Cost of a practitioner’s appointment', money(results.appointmentCost, 2), 'cost of an hour × minutes ÷ 60')}
${result('saving', 'Saving on the avoided appointments', money(results.saving), 'avoided × (cost of the avoided one − cost of the practitioner’s)')}
${range && html`<tr class="range"><th scope="row">Saving at the 95% interval of the share</th><td>${money(range.low)} to ${money(range.high)}</td><td class="origin">chance in the share alone</td></tr>`}
${result('net', 'The same, less all the other appointments of the practitioners', money(results.net), 'avoided × its cost − all appointments × their cost')}
</tbody></table></div>
<p class="note" role="status" hidden>Changed here: these figures are no longer those of the log.</p>
${notes.map((note) => html`<p class="note">${note}</p>`)}
</div>
`
}

function amountText(amount: number, digits = 0): string {
  return amount.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
