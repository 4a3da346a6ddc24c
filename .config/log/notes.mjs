/** Codes put into words, as each of the voices would type them. */

const registers = ['brief', 'plain', 'phrase']
const risks = ['suicidality', 'self-harm', 'crisis-urgent', 'did-not-attend', 'administrative']

/**
 * @param words the YAML of corpus/dorset/log by file
 * @returns what an entry's voice writes: `reason`, `outcome`
 */
export function noteWriter(words, random) {
  const { reasons, outcomes, services, further, medications, sources, voices } = words

  /** One wording of a list by register, as the voice likes it. */
  function wording(lists, voice, extra = []) {
    const full = { ...lists, phrase: [...(lists.phrase ?? []), ...extra] }
    const at = random.place(voice.register.map((weight, i) => (full[registers[i]]?.length ? weight : 0)))
    return random.one(full[registers[at]] ?? lists.plain ?? lists.brief)
  }

  const nameOf = (target, voice) => {
    const [brief, full] = services.names[target] ?? raise(`no name for ${target}`)
    return voice.register[0] > voice.register[2] || random.chance(20) ? brief : full
  }
  const interval = (voice) => random.one([voices.intervals[voice.when]])[random.place(voices.weights)]
  const filled = (pattern, { target, voice, drug }) =>
    pattern
      .replace('{s}', () => nameOf(target, voice))
      .replace('{when}', () => interval(voice))
      .replace('{drug}', () => drug)

  function drugText({ names, doses }) {
    const name = random.one(names)
    return doses && random.chance(60) ? `${name} ${random.one(doses)}` : name
  }

  function reasonItems(entry, voice) {
    return entry.reasons.map((code) => {
      if (code === 'requested-by-service') return sourceText(sources.requests, entry.source, voice)
      if (code === 'medication-seeking') {
        const { names } = entry.requested
        const pattern = wording(medications.requests[names ? 'named' : 'unspecified'], voice)
        return filled(pattern, { voice, drug: names && drugText({ names }) })
      }
      return wording(reasons[code], voice, further.reasons[code])
    })
  }

  const sourceText = (lists, source, voice) =>
    wording(lists, voice).replace('{who}', () => random.one(sources.who[source]))

  function outcomeItem(item, entry, voice) {
    const [code, kind, target] = item.split('|')
    const lists = outcomes[code]
    const fill = { target, voice }
    if (code === 'follow-up')
      return filled(
        wording(lists[target] ?? lists.other, voice, further.outcomes[`${code}|-|${target}`]),
        fill,
      )
    if (code === 'signposting') {
      const isSaidBare = target === 'self-help' || target === 'unspecified'
      const text = filled(wording(lists[isSaidBare ? target : 'service'], voice), fill)
      return target === 'crisis-services' ? crisisText(text, voice) : text
    }
    if (code === 'contacting-service') {
      const special = `${kind}-${target}`
      return filled(wording(lists[special] ?? lists[kind], voice), fill)
    }
    if (code === 'medication-prescribed') {
      const { names, doses } = entry.prescribed
      const pattern = wording(lists[names ? 'named' : 'unspecified'], voice)
      return filled(pattern, { ...fill, drug: names && drugText({ names, doses }) })
    }
    if (code === 'medication-review' && entry.reviewed)
      return filled(wording(lists.drug, voice), { ...fill, drug: drugText(entry.reviewed) })
    if (lists[target]) return wording(lists[target], voice)
    return filled(wording(lists, voice, further.outcomes[code]), fill)
  }

  /** "Signposted to crisis numbers" is what nobody writes. */
  const crisisText = (_, voice) =>
    random.one(
      voice.register[0] > 3 ? ['crisis numbers given', 'crisis nos given'] : ['crisis contacts given'],
    )

  function outcomeItems(entry, voice) {
    const lasts = (item) => (voice.last !== undefined && item.startsWith(voice.last) ? 1 : 0)
    const ordered = random.shuffled(entry.outcomes).sort((a, b) => lasts(a) - lasts(b))
    return ordered.map((item) => outcomeItem(item, entry, voice))
  }

  function cased(items, { case: style }) {
    const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1)
    if (style === 'lower') return items.map((text) => text.toLowerCase())
    if (style === 'each') return items.map(capital)
    if (style === 'sentence') return items.map((text, at) => (at === 0 ? capital(text) : text))
    return items
  }

  /** A slip of the finger: two letters inside a long word change places, or one is left out. */
  function mistyped(text, { slips }) {
    return text.replace(/[a-z]{6,}/g, (word) => {
      if (!random.chance(slips)) return word
      const at = 1 + random.below(word.length - 3)
      return random.chance(50)
        ? word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
        : word.slice(0, at) + word.slice(at + 1)
    })
  }

  function joined(items, voice, field) {
    if (items.length === 0) return ''
    return mistyped(cased(items, voice).join(voice.between[field]), voice) + (voice.end ?? '')
  }

  function score() {
    const numbers = { '{phq}': 6 + random.below(18), '{gad}': 5 + random.below(15) }
    return random.one(voices.scores).replace(/\{\w+\}/, (name) => numbers[name])
  }

  return (entry, voice) => {
    const said = reasonItems(entry, voice)
    if (entry.source && !entry.reasons.includes('requested-by-service'))
      said.push(sourceText(sources.booked, entry.source, voice))
    const isSeen = said.length > 0 && !entry.reasons.some((code) => risks.includes(code))
    if (isSeen && random.chance(voice.scores)) said.push(score())
    const [denial, often] = voice.denies
    if (isSeen && random.chance(often)) said.push(denial)
    return {
      reason: joined(said, voice, 'reason'),
      outcome: joined(outcomeItems(entry, voice), voice, 'outcome'),
    }
  }
}

function raise(message) {
  throw new Error(message)
}
