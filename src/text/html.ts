/** The one way by which text reaches HTML: nothing stands in a page that has not been escaped. */

/** Markup that is safe as it stands. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

type Part = string | number | Html | undefined | false | readonly Part[]

/** A text as it may stand between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** html`<p>${text}</p>`: every value is escaped but markup that was made so; lists are joined, nothing is nothing. */
export function html(pieces: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(pieces.map((piece, i) => piece + (i < values.length ? markupOf(values[i]) : '')).join(''))
}

function markupOf(value: Part): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Html) return value.markup
  return typeof value === 'object' ? value.map(markupOf).join('') : escapeHtml(String(value))
}
