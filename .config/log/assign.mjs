/** Which entry has which codes, so that the sums by PCN are the published ones and every entry could be one. */
import { likeliness, settle } from './likeliness.mjs'
import { column } from './margins.mjs'

const never = 1000
const stepsPerEntry = 900

/** Entries as lists of features, by PCN: `reason:…`, `outcome:…` (categories), `gp:…`, `cmht:…`. */
export function assignCategories({ pcns, entries, ...tables }, practice, random) {
  const kinds = { reason: tables.reasons, outcome: tables.outcomes, gp: tables.gp, cmht: tables.cmht }
  const features = Object.entries(kinds).flatMap(([kind, table]) =>
    table.get(pcns[0]).map(([id]) => `${kind}:${id}`),
  )
  const likely = likeliness(features, { ...practice, again: (feature) => practice.again[feature] ?? never })
  return pcns.flatMap((pcn) => {
    const count = entries.get(pcn)
    const list = Array.from({ length: count }, () => [])
    for (const [kind, table] of Object.entries(kinds)) {
      const tokens = table
        .get(pcn)
        .flatMap(([id, n]) => Array.from({ length: n }, () => likely.place.get(`${kind}:${id}`)))
      // Dealt out one after the other, so that equal ones never meet in an entry to begin with.
      for (const [at, token] of tokens.entries()) list[at % count].push(token)
    }
    settle(list, likely.of, () => moved(list, likely.kinds, random), random, count * stepsPerEntry)
    return list.map((entry) => ({ pcn, features: entry.map((one) => features[one]) }))
  })
}

/** One thing goes to another entry, or changes places with one of its kind. */
function moved(list, kinds, random) {
  const [i, j] = [random.below(list.length), random.below(list.length)]
  if (i === j) return undefined
  const at = random.below(list[i].length)
  const token = list[i][at]
  if (token === undefined) return undefined
  const kind = kinds[token]
  const places = list[j].flatMap((one, place) => (kinds[one] === kind ? [place] : []))
  const isAnswer = kind === 'gp' || kind === 'cmht'
  const goes = !isAnswer && (places.length === 0 || random.chance(50))
  const one = [...list[i]]
  const other = [...list[j]]
  if (goes) other.push(...one.splice(at, 1))
  else {
    const place = random.one(places)
    one[at] = list[j][place]
    other[place] = token
  }
  return { i, j, one, other }
}

/** Outcome categories of which tables tell the services, by the kind that a table is of. */
const tableOf = [
  ['follow-up', '-', 'follow-up-with'],
  ['signposting', '-', 'signposted-to'],
  ['self-referral', '-', 'self-referred-to'],
  ['contacting-service', 'liaison', 'liaised-with'],
  ['contacting-service', 'letter', 'letter-to'],
  ['contacting-service', 'referral', 'referred-to'],
  ['awaiting-service', '-', 'awaiting'],
  ['continuing-service', '-', 'continuing-with'],
]

/** Every outcome item there must be, `code|kind|target`, by category. */
function itemsByCategory({ others }) {
  const items = new Map()
  const add = (category, kind, target, n) => {
    const list = items.get(category) ?? []
    items.set(category, list)
    for (let i = 0; i < n; i++) list.push(`outcome:${category}|${kind}|${target}`)
  }
  for (const [category, kind, table] of tableOf)
    for (const { id, n } of column(table)) {
      if (id !== 'rest') add(category, kind, id, n)
      else
        for (const [target, count] of shared(others[kind === '-' ? category : kind], n))
          add(category, kind, target, count)
    }
  for (const [target, n] of Object.entries(others['joint-appointment']))
    add('joint-appointment', '-', target, n)
  return items
}

/** So many things spread by weights, the largest remainders first. */
export function shared(weights, n) {
  const list = Object.entries(weights)
  const sum = list.reduce((all, [, weight]) => all + weight, 0)
  const parts = list.map(([name, weight]) => ({ name, exact: (n * weight) / sum }))
  const floors = parts.map(({ name, exact }) => ({ name, count: Math.floor(exact), left: exact % 1 }))
  let missing = n - floors.reduce((all, { count }) => all + count, 0)
  for (const part of [...floors].sort((a, b) => b.left - a.left)) if (missing-- > 0) part.count++
  return floors.map(({ name, count }) => [name, count])
}

/** Puts kinds and services to the categories, each table's sums kept. */
export function assignServices(entries, services, practice, random) {
  const items = itemsByCategory(services)
  for (const [category, list] of items) items.set(category, random.shuffled(list))
  const dealt = entries.map(({ features }) =>
    features.map((feature) => {
      const list = items.get(feature.replace(/^outcome:/, ''))
      if (!feature.startsWith('outcome:')) return feature
      return list ? list.pop() : `${feature}|-|-`
    }),
  )
  const left = [...items].filter(([, list]) => list.length > 0)
  if (left.length > 0) throw new Error(`services are left over: ${left.map(([category]) => category)}`)
  const features = [...new Set(dealt.flat())]
  const parts = features.map((feature) => feature.split('|'))
  const { pairs, twice, unspecified } = practice.targets
  const clashes = []
  for (const [a, [one, , target]] of parts.entries())
    for (const [b, [other, , otherTarget]] of parts.entries()) {
      if (a >= b || target === undefined || otherTarget === undefined) continue
      if (target === otherTarget && !['-', 'unspecified'].includes(target))
        clashes.push([features[a], features[b], twice])
      if (one === other && (target === 'unspecified') !== (otherTarget === 'unspecified'))
        clashes.push([features[a], features[b], unspecified])
    }
  const likely = likeliness(features, { pairs: [...pairs, ...clashes], again: () => never })
  const categories = parts.map(([category]) => category)
  const list = dealt.map((entry) => entry.map((feature) => likely.place.get(feature)))
  const places = new Map()
  for (const [at, entry] of list.entries())
    for (const [slot, one] of entry.entries())
      if (parts[one].length === 3 && items.has(categories[one].replace('outcome:', '')))
        places.set(categories[one], [...(places.get(categories[one]) ?? []), [at, slot]])
  const slots = [...places.values()].flat()
  const propose = () => {
    const [i, at] = random.one(slots)
    const [j, other] = random.one(places.get(categories[list[i][at]]))
    if (i === j) return undefined
    const swapped = { i, j, one: [...list[i]], other: [...list[j]] }
    swapped.one[at] = list[j][other]
    swapped.other[other] = list[i][at]
    return swapped
  }
  settle(list, likely.of, propose, random, slots.length * 400)
  return entries.map(({ pcn }, at) => ({ pcn, features: list[at].map((one) => features[one]) }))
}
