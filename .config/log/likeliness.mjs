/** What an entry costs: how unlikely it is that these things stand together in one. */

/** For each thing more than the numbers of practice.yaml speak of. */
const tooMany = 10

/**
 * @param features all ids there are, `kind:id`
 * @param practice groups, pairs, numbers, again, alone and wants, as in practice.yaml
 */
export function likeliness(features, { groups = {}, numbers = {}, again, pairs, alone = [], wants = [] }) {
  const place = new Map(features.map((feature, at) => [feature, at]))
  const members = (name) => (groups[name] ?? [name]).flatMap((one) => place.get(one) ?? [])
  const kinds = features.map((feature) => feature.slice(0, feature.indexOf(':')))
  const size = features.length
  const cost = new Float64Array(size * size)
  const add = (a, b, value) => {
    cost[a * size + b] += value
    if (a !== b) cost[b * size + a] += value
  }
  for (const [one, other, value] of pairs)
    for (const a of members(one)) for (const b of members(other)) add(a, b, value)
  for (const { of, with: others, among, cost: value } of alone) {
    const allowed = new Set([of, ...others].flatMap(members))
    for (const a of members(of))
      for (let b = 0; b < size; b++) if (kinds[b] === among && !allowed.has(b)) add(a, b, value)
  }
  for (const [at, feature] of features.entries()) add(at, at, again(feature))
  const wanted = new Map(
    wants.flatMap(({ of, any, cost: value }) =>
      members(of).map((a) => [a, { any: new Set(any.flatMap(members)), value }]),
    ),
  )
  const counted = Object.entries(numbers)
  return {
    place,
    kinds,
    of(entry) {
      let sum = 0
      for (let i = 0; i < entry.length; i++) {
        const row = entry[i] * size
        for (let j = i + 1; j < entry.length; j++) sum += cost[row + entry[j]]
        const want = wanted.get(entry[i])
        if (want && !entry.some((one) => want.any.has(one))) sum += want.value
      }
      for (const [kind, costs] of counted) {
        let count = 0
        for (const one of entry) if (kinds[one] === kind) count++
        const last = costs.length - 1
        sum += costs[Math.min(count, last)] + Math.max(0, count - last) * tooMany
      }
      return sum
    },
  }
}

/**
 * Moves things between entries until they stand together as they would, by simulated annealing: what is unlikely is
 * taken back the more often the longer it goes on. No move changes what a sum over all entries is.
 * @param propose gives places of two entries and what they would be then, or nothing
 */
export function settle(entries, costOf, propose, random, steps) {
  const costs = entries.map(costOf)
  for (let step = 0; step < steps; step++) {
    const heat = 2.5 * 0.08 ** (step / steps)
    const proposal = propose()
    if (!proposal) continue
    const { i, j, one, other } = proposal
    const [a, b] = [costOf(one), costOf(other)]
    const change = a + b - costs[i] - costs[j]
    if (change > 0 && random.next() >= Math.exp(-change / heat)) continue
    entries[i] = one
    entries[j] = other
    costs[i] = a
    costs[j] = b
  }
  return costs.reduce((sum, one) => sum + one, 0)
}
