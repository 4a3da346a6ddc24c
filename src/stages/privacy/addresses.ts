/** Addresses that are told by their form: of mail, and postcodes. */
import type { Identifiers } from '../../lexicon/identifiers.ts'
import type { Found, Line } from './line.ts'

/** The longest that each part of an address may be (RFC 5321). */
const longestName = 64
const longestDomain = 255

/** From each @ to both sides, never back over the address before: linear in the length. */
export function findEmails({ folded, hasAt }: Line, { emailEndings }: Identifiers): Found[] {
  const found: Found[] = []
  let done = 0
  for (let at = hasAt ? folded.indexOf('@') : -1; at >= 0; at = folded.indexOf('@', at + 1)) {
    let start = at
    while (start > done && at - start < longestName && isNamePart(folded.charCodeAt(start - 1))) start--
    let end = at + 1
    while (end < folded.length && end - at < longestDomain && isDomainPart(folded.charCodeAt(end))) end++
    // A full stop or a hyphen around it is the sentence's.
    while (start < at && !isAlphanumeric(folded.charCodeAt(start))) start++
    while (end > at && !isAlphanumeric(folded.charCodeAt(end - 1))) end--
    const domain = folded.slice(at + 1, end)
    const ending = domain.slice(domain.lastIndexOf('.') + 1)
    if (start === at || !domain.includes('.') || domain.includes('..') || domain.startsWith('.')) continue
    if (!/^[a-z]{2,}$/.test(ending) || (emailEndings.size > 0 && !emailEndings.has(ending))) continue
    found.push({ kind: 'email', start, end })
    done = end
  }
  return found
}

const isAlphanumeric = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
/** Of ! # $ % & * + - / = ? ^ _ ` { | } ~ those that stand in addresses in practice; a slash parts items of a note. */
const isNamePart = (code: number) => isAlphanumeric(code) || ".+-_'&".includes(String.fromCharCode(code))
const isDomainPart = (code: number) => isAlphanumeric(code) || code === 46 || code === 45

/**
 * Postcodes: an area, a district, perhaps a space, a digit and two letters. Their last two letters are none of
 * C I K M O V, and what looks like a frequency or an ordinal ("B12 1bd", "w2 4th") is one only in capitals.
 */
export function findPostcodes(line: Line, { postcodeAreas, notPostcodes }: Identifiers): Found[] {
  const { folded, digitStarts, digitEnds } = line
  const found: Found[] = []
  for (let run = 0; run < digitStarts.length; run++) {
    // The last digit of a run begins the inward half: 1 in "BH1 1AA", 2 in "bh152jb".
    const inward = (digitEnds[run] as number) - 1
    const end = inward + 3
    if (!isInward(folded, inward) || isWordPart(folded.charCodeAt(end))) continue
    const start = outwardStart(folded, inward)
    if (start < 0) continue
    const outward = /^[a-z]+/.exec(folded.slice(start, inward))?.[0] ?? ''
    if (postcodeAreas.size > 0 && !postcodeAreas.has(outward)) continue
    const written = line.original(start, end)
    const isLikeDose = notPostcodes.has(folded.slice(inward + 1, end))
    if (isLikeDose && (written !== written.toUpperCase() || /^b12 /i.test(written))) continue
    found.push({ kind: 'postcode', start, end })
  }
  return found
}

const isInward = (folded: string, at: number) => /^[0-9][abd-hjlnp-uw-z]{2}$/.test(folded.slice(at, at + 3))
const isWordPart = (code: number) => isAlphanumeric(code) || code > 127

/** Where the outward half before an offset begins: A9, A99, AA9, AA99, A9A or AA9A; -1 where there is none. */
function outwardStart(folded: string, inward: number): number {
  let end = inward
  while (end > 0 && inward - end < 2 && folded.charCodeAt(end - 1) === 32) end--
  let start = end
  while (start > 0 && end - start < 5 && isWordPart(folded.charCodeAt(start - 1))) start--
  return /^[a-z]{1,2}[0-9]([0-9]|[a-z])?$/.test(folded.slice(start, end)) ? start : -1
}
