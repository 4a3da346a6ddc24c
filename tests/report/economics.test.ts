/** The economic model: the printed sum, its slip, and what changes it. */
import { beforeAll, expect, test } from 'vitest'
import type { EconomicInputs } from '../../src/report/economics.ts'
import { type Economics, economicResults } from '../../src/report/economics.ts'
import type { Report } from '../../src/report/report.ts'
import { entryWith, reportOn } from './entries.ts'

const printed: EconomicInputs = {
  appointments: 23850,
  avoidedShare: 19080 / 23850,
  avoidedCost: 42,
  hourlyCost: 32,
  // What £18.50 are at £32 an hour.
  minutes: (18.5 / 32) * 60,
}

test('the printed saving comes out of the printed figures', () => {
  const { avoided, appointmentCost, saving } = economicResults(printed)
  expect(avoided).toBe(19080)
  expect(appointmentCost).toBeCloseTo(18.5)
  expect(saving).toBeCloseTo(448380)
})

test('19,080 is 80% of the appointments, not 83%', () => {
  expect(printed.avoidedShare).toBeCloseTo(0.8)
  expect(economicResults({ ...printed, avoidedShare: 0.83 }).avoided).toBe(19796)
})

test('net, all appointments of the practitioners are paid for', () => {
  const { net } = economicResults({
    appointments: 100,
    avoidedShare: 0.5,
    avoidedCost: 40,
    hourlyCost: 30,
    minutes: 30,
  })
  expect(net).toBe(50 * 40 - 100 * 15)
})

const log = [
  ...Array.from({ length: 80 }, () => entryWith({ avoidedGp: 'yes', minutes: 30 })),
  ...Array.from({ length: 20 }, () => entryWith({ avoidedGp: 'no', minutes: 50 })),
]
const economicsIn = ({ sections }: Report): Economics => {
  const part = sections.flatMap(({ parts }) => parts).find(({ kind }) => kind === 'economics')
  if (part?.kind !== 'economics') throw new Error('no economic model')
  return part.economics
}
let own: Economics
beforeAll(async () => {
  own = economicsIn(await reportOn(log))
})

test('share and minutes are the log’s, unless they are given', async () => {
  expect(own.inputs).toMatchObject({ avoidedShare: 0.8, minutes: 34, appointments: 23850 })
  expect(own.origins.avoidedShare).toBe('this log: 80 of 100 entries')
  const given = economicsIn(await reportOn(log, { economics: { avoidedShare: 0.5, appointments: 1000 } }))
  expect(given.results.avoided).toBe(500)
  expect(given.origins.avoidedShare).toBe('given')
  expect(given.range).toBeUndefined()
})

test('the notes say what the print got wrong', () => {
  expect(own.notes.join('\n')).toContain(
    '19,080 is printed as 83% of 23,850, but is 80% of it; 83% is 19,796',
  )
  expect(own.notes.join('\n')).toContain('£32.00 an hour for 35 minutes is £18.67; £18.50 is printed')
})

test('a share that must not be seen makes no model', async () => {
  const few = [...log.slice(0, 80), ...log.slice(-2)]
  const report = await reportOn(few, { suppress: 5 })
  expect(report.sections.map(({ id }) => id)).not.toContain('economics')
})

test('a taxonomy without a model has none', async () => {
  const report = await reportOn(log, {}, 'kent-medway')
  expect(report.sections.map(({ id }) => id)).not.toContain('economics')
})
