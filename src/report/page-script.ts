/**
 * What the page does for those whose browser runs scripts: sorts tables, copies them, recomputes the economic model.
 * It makes elements from text only and reads nothing but the page.
 */
export const pageScript = `'use strict'
const button = (text, label, action) => {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = text
  if (label) made.setAttribute('aria-label', label)
  made.addEventListener('click', () => action(made))
  return made
}
const valueOf = (row, at) => {
  const cell = row.cells[at]
  if (!cell) return ''
  if (cell.dataset.value !== undefined) return Number(cell.dataset.value)
  return cell.tagName === 'TH' ? cell.textContent : Number.NEGATIVE_INFINITY
}
// A row and those that are part of it move together.
const groupsOf = (rows) => {
  const groups = []
  for (const row of rows) {
    if (row.classList.contains('inside') && groups.length > 0) groups.at(-1).push(row)
    else groups.push([row])
  }
  return groups
}
const sort = (table, at, head) => {
  const up = head.getAttribute('aria-sort') === 'descending' || (at === 0 && head.getAttribute('aria-sort') !== 'ascending')
  const body = table.tBodies[0]
  const compare = (a, b) => {
    const one = valueOf(a[0], at)
    const other = valueOf(b[0], at)
    const order = typeof one === 'number' && typeof other === 'number' ? one - other || 0 : String(one).localeCompare(String(other), 'en')
    return up ? order : -order
  }
  const more = [...body.rows].map((row) => row.classList.contains('more'))
  const sorted = groupsOf(body.rows).sort(compare).flat()
  for (const [i, row] of sorted.entries()) row.classList.toggle('more', more[i])
  body.append(...sorted)
  for (const one of head.parentElement.cells) one.removeAttribute('aria-sort')
  head.setAttribute('aria-sort', up ? 'ascending' : 'descending')
}
const textOf = (cell) => {
  const copy = cell.cloneNode(true)
  for (const part of copy.querySelectorAll('.interval, .words')) part.remove()
  return copy.textContent.trim().replace(/\\s+/g, ' ')
}
const textOfTable = (table) => [...table.rows].filter((row) => !row.classList.contains('rest')).map((row) => [...row.cells].map(textOf).join('\\t')).join('\\n')
const copy = async (text, made) => {
  const before = made.textContent
  try {
    await navigator.clipboard.writeText(text)
    made.textContent = 'Copied'
  } catch {
    // Pages opened from a disk may have no clipboard: the old way works there.
    const area = document.createElement('textarea')
    area.value = text
    document.body.append(area)
    area.select()
    made.textContent = document.execCommand('copy') ? 'Copied' : 'Cannot copy here'
    area.remove()
  }
  setTimeout(() => { made.textContent = before }, 1500)
}
for (const table of document.querySelectorAll('table[id]')) {
  for (const [at, head] of [...table.tHead.rows[0].cells].entries()) {
    const made = button(head.textContent, '', () => sort(table, at, head))
    made.className = 'sort'
    head.replaceChildren(made)
  }
  const made = button('Copy table', '', (own) => copy(textOfTable(table), own))
  made.className = 'copy'
  made.setAttribute('aria-describedby', table.caption.id)
  table.closest('.table').prepend(made)
}
const paste = document.querySelector('.paste')
if (paste) {
  const made = button('Copy paragraphs', '', (own) => copy([...paste.children].map((p) => p.textContent).join('\\n\\n'), own))
  made.className = 'copy'
  paste.before(made)
}
for (const box of document.querySelectorAll('.economics')) {
  const inputs = [...box.querySelectorAll('input')]
  for (const span of box.querySelectorAll('.given')) span.hidden = true
  for (const span of box.querySelectorAll('.change')) span.hidden = false
  const money = (amount, digits) => (amount < 0 ? '\\u2212' : '') + box.dataset.currency + plain(Math.abs(amount), digits)
  const plain = (amount, digits) => amount.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const show = (name, text) => { box.querySelector('[data-result="' + name + '"]').textContent = text }
  box.addEventListener('input', () => {
    const given = {}
    for (const input of inputs) {
      const same = input.value === input.defaultValue
      const typed = Number(input.value)
      given[input.dataset.name] = same ? Number(input.dataset.exact) : input.dataset.name === 'avoidedShare' ? typed / 100 : typed
    }
    const avoided = Math.round(given.appointments * given.avoidedShare)
    const cost = (given.hourlyCost * given.minutes) / 60
    show('avoided', plain(avoided, 0))
    show('appointmentCost', money(cost, 2))
    show('saving', money(avoided * (given.avoidedCost - cost), 0))
    show('net', money(avoided * given.avoidedCost - given.appointments * cost, 0))
    const changed = inputs.some((input) => input.value !== input.defaultValue)
    box.querySelector('[role=status]').hidden = !changed
    const range = box.querySelector('.range')
    if (range) range.hidden = changed
  })
}
`
