/** What stands beside the codes: drugs, who sent the patient, minutes, practitioner and day. */
import { shared } from './assign.mjs'
import { column } from './margins.mjs'

const has = (entry, id) =>
  entry.reasons.includes(id) || entry.outcomes.some((item) => item.split('|')[0] === id)

/** A drug for everybody who asks for medication or is prescribed some, by the printed tables. */
export function addMedications(entries, { rows, others, reviewed }, random) {
  const drugsOf = (id, n, role) => {
    const list = id === 'rest' ? others[role] : rows[id]
    const byWeight = Object.fromEntries(list.map(({ weight = 1 }, at) => [at, weight]))
    return shared(byWeight, n).flatMap(([at, count]) => Array.from({ length: count }, () => list[at]))
  }
  const deal = (table, role, takers) => {
    const drugs = random.shuffled(column(table).flatMap(({ id, n }) => drugsOf(id, n, role)))
    if (drugs.length !== takers.length) throw new Error(`${drugs.length} drugs, ${takers.length} ${role}`)
    for (const [at, entry] of takers.entries()) entry[role] = drugs[at]
  }
  deal(
    'medication-requested',
    'requested',
    entries.filter((one) => has(one, 'medication-seeking')),
  )
  const prescribed = entries.filter((one) => has(one, 'medication-prescribed'))
  deal('medication-prescribed', 'prescribed', prescribed)
  // Who asks for a drug and is prescribed one gets that drug, as far as the sums allow.
  for (const entry of prescribed.filter(
    ({ requested, prescribed: drug }) => requested?.names && requested !== drug,
  )) {
    const other = prescribed.find(
      (one) => one.prescribed.code === entry.requested.code && one.requested?.code !== one.prescribed.code,
    )
    if (other) [entry.prescribed, other.prescribed] = [other.prescribed, entry.prescribed]
  }
  for (const entry of entries) {
    const isReviewed =
      entry.outcomes.includes('medication-review|-|-') && !entry.prescribed && !entry.requested
    if (isReviewed && random.chance(reviewed.percent))
      entry.reviewed = random.one(rows[random.one(reviewed.rows)])
  }
}

/** Who sent the patient: everybody who was requested by a service, and the few more there are, booked by somebody. */
export function addSources(entries, random) {
  const pool = random.shuffled(
    column('referral-sources').flatMap(({ id, n }) => Array.from({ length: n }, () => id)),
  )
  for (const entry of entries.filter((one) => has(one, 'requested-by-service'))) entry.source = pool.pop()
  const others = random.shuffled(
    entries.filter(
      ({ source, reasons }) =>
        !source && reasons.length === 1 && !['did-not-attend', 'administrative'].includes(reasons[0]),
    ),
  )
  while (pool.length > 0) others.pop().source = pool.pop()
}

const longest = 210
const shortest = 5
const entriesWithMinutes = 2809
const step = 5

/**
 * Lengths in steps of five minutes, with the printed mean of each PCN; most of those not held have none.
 * @param means by PCN; null where none was recorded
 */
export function addMinutes(entries, means, random) {
  const isAbsent = (entry) => has(entry, 'did-not-attend') || has(entry, 'did-not-attend-or-declined')
  const unrecorded = entries.filter(({ pcn }) => means.get(pcn) === null)
  const missing = entries.length - entriesWithMinutes - unrecorded.length
  const rest = random.shuffled(entries.filter(({ pcn }) => means.get(pcn) !== null))
  const timed = rest.sort((a, b) => isAbsent(b) - isAbsent(a)).slice(missing)
  for (const [pcn, mean] of means) {
    if (mean === null) continue
    const own = timed.filter((entry) => entry.pcn === pcn)
    for (const entry of own) entry.minutes = drawnLength(mean, isAbsent(entry), random)
    // All means lie a little below the printed ones, which were rounded: so does their own mean, 35.
    const wanted = Math.round(((mean - 0.3) * own.length) / step) * step
    for (let sum = own.reduce((all, { minutes }) => all + minutes, 0); sum !== wanted; ) {
      const entry = random.one(own)
      const change = sum < wanted ? step : -step
      if (entry.minutes + change < shortest || entry.minutes + change > 90) continue
      entry.minutes += change
      sum += change
    }
  }
  // The two ends of the printed range, taken from and given to neighbours.
  const own = timed.filter(({ pcn, minutes }) => pcn === timed[0].pcn && minutes >= 20)
  const [long, ...others] = own
  for (let i = 0; long.minutes < longest; i++) {
    others[i % others.length].minutes -= step
    long.minutes += step
  }
  if (!timed.some(({ minutes }) => minutes === shortest)) throw new Error('nobody was quick')
}

function drawnLength(mean, isAbsent, random) {
  if (isAbsent) return step * (1 + random.below(3))
  const spread = [0.5, 0.65, 0.8, 1, 1, 1.2, 1.35, 1.7][random.below(8)]
  return Math.max(10, step * Math.round((mean * spread) / step))
}

/** Weekdays of the three months, without Christmas and Boxing Day. */
function workingDays() {
  const days = []
  for (let day = Date.UTC(2024, 9, 1); day < Date.UTC(2025, 0, 1); day += 86_400_000) {
    const date = new Date(day)
    const isOff =
      [0, 6].includes(date.getUTCDay()) ||
      ['2024-12-25', '2024-12-26'].includes(date.toISOString().slice(0, 10))
    if (!isOff) days.push(date.toISOString().slice(0, 10))
  }
  return days
}

/** A voice of the PCN and a day for every entry; entries in order of days. */
export function addPlaces(entries, { voices }, random) {
  const days = workingDays()
  for (const entry of entries) {
    entry.voice = random.one(voices.filter(({ pcn }) => pcn === entry.pcn))
    entry.date = random.one(days)
  }
  return random.shuffled(entries).sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1))
}
