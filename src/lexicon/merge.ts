/** Files put together: lists after one another, and an entry named again added to the one before. */
import type { z } from 'zod'
import { fileSchema, headSchema, type Taxonomy, type TaxonomyFile } from '../model/taxonomy.ts'
import { sha256 } from '../text/sha256.ts'
import { idOf } from './source.ts'

/** Lists that say how an entry behaves: said again, they are said anew. All others grow. */
const saidAnew = new Set(['over', 'bands', 'outOf'])

/**
 * The checked files of a taxonomy, those of extended taxonomies first, as one. Only its own files may name it:
 * `head` comes from there.
 */
export function mergeFiles(
  files: readonly TaxonomyFile[],
  head: z.input<typeof headSchema>,
  words: readonly string[],
): Taxonomy {
  const merged = files.reduce<unknown>(merge, {}) as TaxonomyFile
  const { taxonomy: _head, extends: _extends, ...lists } = fileSchema.parse(merged)
  const whole = {
    ...headSchema.parse(head),
    sources: lists.sources ?? {},
    reasons: lists.reasons ?? [],
    outcomes: lists.outcomes ?? [],
    concepts: lists.concepts ?? [],
    services: lists.services ?? [],
    referralSources: lists.referralSources ?? { patterns: [], list: [] },
    answers: { avoidedGp: lists.answers?.avoidedGp ?? [], avoidedCmht: lists.answers?.avoidedCmht ?? [] },
    medicationClasses: lists.medicationClasses ?? [],
    medications: lists.medications ?? [],
    frequencies: lists.frequencies ?? [],
    doseUnits: lists.doseUnits ?? [],
    scales: lists.scales ?? [],
    scoreWords: lists.scoreWords ?? { results: [], before: [] },
    classes: lists.classes ?? {},
    intervals: lists.intervals ?? [],
    cues: lists.cues ?? [],
    stops: lists.stops ?? {},
    actions: lists.actions ?? [],
    rules: fileSchema.shape.rules.unwrap().parse(lists.rules ?? {}),
    plain: lists.plain ?? [],
    privacy: fileSchema.shape.privacy.unwrap().parse(lists.privacy ?? {}),
    ...(lists.calibration && { calibration: lists.calibration }),
    ...(lists.report && { report: lists.report }),
    words: [...new Set(words)],
  }
  return { ...whole, digest: `sha256:${sha256(canonical(whole))}` } as Taxonomy
}

/** JSON with sorted keys: equal content, equal text, whatever file it stood in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isMap(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}

function merge(before: unknown, after: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(after)) return mergeLists(before, after)
  return isMap(before) && isMap(after) ? mergeMaps(before, after) : after
}

function mergeMaps(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): unknown {
  const merged = new Map(Object.entries(before))
  for (const [key, value] of Object.entries(after)) {
    if (value === undefined) continue
    merged.set(key, merged.has(key) && !saidAnew.has(key) ? merge(merged.get(key), value) : value)
  }
  return Object.fromEntries(merged)
}

function mergeLists(before: readonly unknown[], after: readonly unknown[]): unknown[] {
  const merged = [...before]
  for (const item of after) {
    const id = idOf(item)
    const known = id === undefined ? merged.indexOf(item) : merged.findIndex((entry) => idOf(entry) === id)
    if (known < 0) merged.push(item)
    else merged[known] = merge(merged[known], item)
  }
  return merged
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
