/** A record with something in every part, as a coder might give it. */
import type { Entry } from '../../src/model/entry.ts'
import type { Evidence, JotRecord } from '../../src/model/record.ts'

const evidence = (text: string): Evidence => ({
  field: 'reason',
  start: 0,
  end: text.length,
  text,
  term: 'term',
  how: 'exact',
})

export function recordOf(entry: Entry, row = 1): JotRecord {
  return {
    id: entry.id ?? row,
    entry,
    reasons: [{ code: 'worry', confidence: 0.9, status: 'affirmed', evidence: [evidence('secret one')] }],
    outcomes: [
      {
        code: 'contact',
        kind: 'referral',
        target: 'steps',
        confidence: 0.8,
        evidence: [evidence('secret two')],
      },
      { code: 'contact', kind: 'letter', target: 'other', confidence: 0.7, evidence: [] },
      { code: 'again', target: 'mhp', interval: 'P2W', confidence: 0.95, evidence: [] },
      { code: 'advice', confidence: 0.6, evidence: [] },
    ],
    referralSource: { code: 'practice', confidence: 0.9, evidence: [evidence('secret three')] },
    medications: [
      {
        drug: 'drug',
        class: 'class',
        role: 'reviewed',
        dose: '5 mg',
        confidence: 0.9,
        evidence: [evidence('secret four')],
      },
      { class: 'class', role: 'stopped', confidence: 0.9, evidence: [] },
    ],
    measures: [{ scale: 'scale', score: 5, evidence: [evidence('secret five')] }],
    avoidedGp: { answer: 'yes' },
    avoidedCmht: { answer: 'blank' },
    setAside: [
      {
        code: 'risk',
        status: 'negated',
        evidence: [evidence('secret six')],
        because: { field: 'reason', start: 0, end: 3, text: 'secret seven' },
      },
    ],
    unexplained: [{ field: 'reason', start: 4, end: 9, text: 'secret eight' }],
    privacy: [],
    review: { needed: true, why: ['one', 'two'] },
    taxonomy: { id: 'small', version: '1', digest: 'sha256:0' },
    coder: { version: '0' },
  }
}
