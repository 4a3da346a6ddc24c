/** What avoided appointments are worth: the sum that the evaluation printed, with inputs that can be changed. */

import type { Context } from './context.ts'
import type { Interval } from './intervals.ts'
import { wilson } from './intervals.ts'

/** In the currency of the taxonomy; a share is 0 to 1. */
export interface EconomicInputs {
  /** Appointments of the practitioners in a year. */
  readonly appointments: number
  /** Of these, how many avoided another appointment. */
  readonly avoidedShare: number
  /** What an avoided appointment costs. */
  readonly avoidedCost: number
  /** What an hour of the practitioner costs. */
  readonly hourlyCost: number
  /** Length of a practitioner's appointment. */
  readonly minutes: number
}

export interface EconomicResults {
  readonly avoided: number
  readonly appointmentCost: number
  /** As printed: each avoided appointment saves the difference of the two costs. */
  readonly saving: number
  /** What the avoided appointments would have cost, less all the practitioners' appointments, also those that avoided nothing. */
  readonly net: number
}

export interface Economics {
  readonly currency: string
  readonly inputs: EconomicInputs
  readonly labels: Readonly<Record<keyof EconomicInputs, string>>
  /** Where each input comes from. */
  readonly origins: Readonly<Record<keyof EconomicInputs, string>>
  readonly results: EconomicResults
  /** The saving at either end of the interval of the share, where that was counted. */
  readonly range?: Interval
  readonly notes: readonly string[]
}

export function economicResults(inputs: EconomicInputs): EconomicResults {
  const { appointments, avoidedShare, avoidedCost, hourlyCost, minutes } = inputs
  const avoided = Math.round(appointments * avoidedShare)
  const appointmentCost = (hourlyCost * minutes) / 60
  return {
    avoided,
    appointmentCost,
    saving: avoided * (avoidedCost - appointmentCost),
    net: avoided * avoidedCost - appointments * appointmentCost,
  }
}

/**
 * The model of a report. What is given wins, then what the log says, then what the taxonomy says.
 * @returns undefined where the taxonomy has no model, or nothing says how many appointments were avoided
 */
export function economicsOf(context: Context, given: Partial<EconomicInputs> = {}): Economics | undefined {
  const settings = context.taxonomy.report?.economics
  if (settings === undefined) return undefined
  const counted = avoidedIn(context)
  const avoidedShare = given.avoidedShare ?? (counted && counted.n / counted.of)
  if (avoidedShare === undefined) return undefined
  const mean =
    context.tally.minutes.n < Math.max(1, context.threshold) ? undefined : context.tally.minutes.mean
  const inputs: EconomicInputs = {
    appointments: given.appointments ?? settings.appointments.value,
    avoidedShare,
    avoidedCost: given.avoidedCost ?? settings.avoidedCost.value,
    hourlyCost: given.hourlyCost ?? settings.hourlyCost.value,
    minutes: given.minutes ?? (mean === undefined ? settings.minutes.value : Math.round(mean)),
  }
  const source = settings.printed?.source ?? 'the taxonomy'
  const origin = (input: keyof EconomicInputs, otherwise: string) =>
    given[input] === undefined ? otherwise : 'given'
  const results = economicResults(inputs)
  const interval = given.avoidedShare === undefined && counted ? wilson(counted.n, counted.of) : undefined
  const savingAt = (share: number) => economicResults({ ...inputs, avoidedShare: share }).saving
  return {
    currency: settings.currency,
    inputs,
    labels: {
      appointments: settings.appointments.label,
      avoidedShare: 'Share that avoided one',
      avoidedCost: settings.avoidedCost.label,
      hourlyCost: settings.hourlyCost.label,
      minutes: settings.minutes.label,
    },
    origins: {
      appointments: origin('appointments', source),
      avoidedShare: origin(
        'avoidedShare',
        counted ? `this log: ${number(counted.n)} of ${number(counted.of)} entries` : source,
      ),
      avoidedCost: origin('avoidedCost', source),
      hourlyCost: origin('hourlyCost', source),
      minutes: origin('minutes', mean === undefined ? source : 'this log: the mean, to the minute'),
    },
    results,
    ...(interval && { range: { low: savingAt(interval.low), high: savingAt(interval.high) } }),
    notes: printedNotes(context),
  }
}

/** Entries that say an appointment was avoided, of all; undefined where that must not be shown. */
function avoidedIn({ taxonomy, tally, threshold }: Context): { n: number; of: number } | undefined {
  const settings = taxonomy.report?.economics
  if (settings === undefined || tally.entries === 0) return undefined
  const counted = tally.answers[settings.question]
  const n = counted.rowTotal(settings.answer)
  const answered = counted.rowIds.some((id) => id !== '' && counted.rowTotal(id) > 0)
  const small = (count: number) => count > 0 && count < threshold
  return !answered || small(n) || small(tally.entries - n) ? undefined : { n, of: tally.entries }
}

/** The printed figures held against their own inputs. */
function printedNotes({ taxonomy }: Context): readonly string[] {
  const settings = taxonomy.report?.economics
  const printed = settings?.printed
  if (settings === undefined || printed === undefined) return []
  const { currency, appointments, hourlyCost, minutes, avoidedCost } = settings
  const all = appointments.value
  const said = percent(printed.share)
  const really = percent(printed.avoided / all)
  const ought = Math.round(all * printed.share)
  const cost = (hourlyCost.value * minutes.value) / 60
  const money = (amount: number, digits = 2) => `${currency}${number(amount, digits)}`
  const notes = [
    `Printed in ${printed.source}: ${number(printed.avoided)} avoided × (${money(avoidedCost.value)} − ${money(printed.appointmentCost)}) = ${money(printed.saving, 0)}; recomputed from these: ${money(printed.avoided * (avoidedCost.value - printed.appointmentCost), 0)}.`,
  ]
  if (Math.abs(ought - printed.avoided) > 1)
    notes.push(
      `${number(printed.avoided)} is printed as ${said} of ${number(all)}, but is ${really} of it; ${said} is ${number(ought)}. With that, the printed costs give ${money(ought * (avoidedCost.value - printed.appointmentCost), 0)}.`,
    )
  if (Math.abs(cost - printed.appointmentCost) >= 0.01)
    notes.push(
      `${money(hourlyCost.value)} an hour for ${minutes.value} minutes is ${money(cost)}; ${money(printed.appointmentCost)} is printed.`,
    )
  return notes
}

const percent = (share: number) => `${Math.round(100 * share)}%`
const number = (value: number, digits = 0) =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
