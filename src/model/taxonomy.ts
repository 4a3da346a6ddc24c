/** The shape of a taxonomy, as `taxonomy/README.md` describes it: of one YAML file, and of the checked whole. */
import { z } from 'zod'
import { reportSchema } from './report-settings.ts'

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens')
const text = z.string().min(1)
const count = z.number().int().min(0)

/** One wording: a pattern, perhaps with what it needs around it. */
export const termSchema = z.union([
  text,
  z.strictObject({
    term: text,
    company: z.array(text).min(1).optional(),
    unless: z.array(text).min(1).optional(),
    alone: z.boolean().optional(),
    heading: z.boolean().optional(),
    whole: z.boolean().optional(),
    opens: z.boolean().optional(),
    status: z.enum(['uncertain']).optional(),
  }),
])
/** Wordings by the source they come from. */
const termsSchema = z.record(z.string(), z.array(termSchema).min(1))
const worded = { terms: termsSchema.default({}), shorthand: termsSchema.default({}) }

export const statuses = [
  'affirmed',
  'negated',
  'historical',
  'family',
  'other-person',
  'hypothetical',
  'uncertain',
  'none',
] as const
const fieldSchema = z.enum(['reason', 'outcome'])

export const officialCodeSchema = z.strictObject({
  system: text,
  code: text,
  display: text,
  source: text.optional(),
  note: text.optional(),
})
export const exampleSchema = z.strictObject({ note: z.string(), codes: z.array(text) })

export const categorySchema = z.strictObject({
  id,
  label: text,
  count: count.optional(),
  definition: text,
  includes: z.array(text).default([]),
  excludes: z.array(text).default([]),
  alike: id.optional(),
  past: z.enum(['drops', 'keeps']).default('drops'),
  codes: z.array(officialCodeSchema).default([]),
  examples: z.array(exampleSchema).default([]),
  ...worded,
})
export const conceptSchema = z.strictObject({
  id,
  alike: id.optional(),
  definition: text.optional(),
  ...worded,
})
export const serviceSchema = z.strictObject({
  id,
  label: text,
  group: z.enum(['service', 'resource', 'clinician', 'team']),
  published: text.optional(),
  /** The action that is meant where it stands under none, and where it is all of its list item; else that of its group. */
  standing: id.optional(),
  standingAlone: id.optional(),
  /** A kind of help rather than a body that gives it: beside a named body ("Cruse counselling") it is part of that. */
  generic: z.boolean().optional(),
  /** Stands for many bodies: two of them in a note are two items. */
  several: z.boolean().optional(),
  codes: z.array(officialCodeSchema).default([]),
  ...worded,
})
export const referralSourcesSchema = z.strictObject({
  patterns: z.array(z.strictObject({ terms: termsSchema, implies: z.array(id).default([]) })).default([]),
  list: z
    .array(
      z.strictObject({
        id,
        label: text,
        count: count.optional(),
        senders: termsSchema.default({}),
        ...worded,
      }),
    )
    .default([]),
})
export const answerSchema = z.strictObject({
  id,
  label: text,
  count: count.optional(),
  /** Marks that mean it where they are all that was typed: + and ✓. */
  signs: z.array(text).default([]),
  ...worded,
})
export const medicationClassSchema = z.strictObject({ id, label: text, ...worded })
export const medicationSchema = z.strictObject({
  drug: text,
  class: id,
  codes: z.array(officialCodeSchema).default([]),
  ...worded,
})
export const frequencySchema = z.strictObject({
  id: text,
  /** It says in what form a drug comes ("XL", "caps"), and nothing of how often. */
  form: z.boolean().optional(),
  ...worded,
})
export const scaleSchema = z.strictObject({
  id,
  label: text,
  max: z.number().positive(),
  /** Beside the highest score, what a score may be written out of: "ASRS 5/6". */
  outOf: z.array(z.number().positive()).default([]),
  bands: z.array(z.strictObject({ upTo: z.number(), label: text })).default([]),
  ...worded,
})
/** Words beside a scale: how it came out ("+ve"), and what leads to an earlier score ("was 21"). */
export const scoreWordsSchema = z.strictObject({
  results: z.array(z.strictObject({ id, words: z.array(text).min(1) })).default([]),
  before: z.array(text).default([]),
})
export const intervalSchema = z.strictObject({
  unit: z.enum(['D', 'W', 'M', 'Y']).optional(),
  value: z
    .string()
    .regex(/^P\d+[DWMY]$/)
    .optional(),
  ...worded,
})
export const cueSchema = z.strictObject({
  id,
  status: z.enum(statuses),
  before: termsSchema.default({}),
  after: termsSchema.default({}),
  reach: z.number().int().min(0).max(12).default(3),
  over: z.array(z.enum(['finding', 'action', 'service', 'medication'])).default(['finding']),
  /** How far it goes on through a list of what is alike: over commas too, or only where and, or, a slash joins it. */
  list: z.enum(['commas', 'joined']).default('commas'),
  /** Only where it begins an item: "in 2015 OD". */
  opens: z.boolean().optional(),
  /** It ends an item of its own behind what it governs: "thoughts last month, none now". */
  across: z.boolean().optional(),
  /**
   * Where it counts although words of something longer take its place. `beside`: by those of its words that are free, or as the
   * end of the longer words ("carer for wife [who has]"). `own`: over the longer words themselves ("[query] EUPD", "autistic [traits]").
   */
  inside: z.enum(['beside', 'own']).optional(),
})
const turnSchema = z.strictObject({ code: id.optional(), target: id.optional() })
export const actionSchema = z.strictObject({
  id,
  code: id.optional(),
  reasonCode: id.optional(),
  kind: id.optional(),
  /** Of a medication: its role, and the role in a reason text where that is another ("GP started sert" is current there). */
  role: id.optional(),
  reasonRole: id.optional(),
  /** The role of a class where that is another than a drug's: "disc SSRI vs SNRI". */
  classRole: id.optional(),
  /** What becomes of a medication: started, increased, reduced ... */
  direction: id.optional(),
  /** With no medication in its text it is said of the only one that the entry names: "upped to 100". */
  unnamed: z.boolean().optional(),
  target: id.optional(),
  over: z.array(z.enum(['service', 'resource', 'clinician', 'team', 'medication'])).min(1),
  reach: z.enum(['list', 'next']).default('list'),
  bare: id.optional(),
  /** Services it can govern, by id; all of its groups when left out. */
  only: z.array(id).min(1).optional(),
  /** It is an item by itself (its `bare` one), and what it governs is none: "GP to refer CMHT". */
  itself: z.boolean().optional(),
  /** The service is taken up, and is no target: "declined CMHT". */
  untargeted: z.boolean().optional(),
  /** Where it governs nothing it reaches back to the last service of the sentence: "given S2W number, will ring them herself". */
  lookBack: z.boolean().optional(),
  /** Actions from which it takes a service over when it reaches back, by id. */
  beats: z.array(id).min(1).optional(),
  /** Where two actions could govern the same service, the stronger does. */
  strength: z.number().int().min(0).max(9).default(1),
  before: termsSchema.default({}),
  after: termsSchema.default({}),
  /** What the action turns into under a cue: "no f/u", "f/u if needed". */
  negated: turnSchema.optional(),
  hypothetical: turnSchema.optional(),
})
/** What a medication's words say of it: its role, the code that follows, what becomes of it. */
const useSchema = z.strictObject({ role: id, code: id.optional(), direction: id.optional() })
export const rulesSchema = z.strictObject({
  /** The target that stands for "no service named". */
  unspecified: id.optional(),
  /** What a service standing under no action means, by group: an action id. */
  standing: z.record(z.string(), id).default({}),
  /** Words between a generic service and the body that gives it ("counselling via Relate"), within such a name, and before what a body is for. */
  givers: z
    .strictObject({
      before: z.array(text).default([]),
      within: z.array(text).default([]),
      purposes: z.array(text).default([]),
    })
    .optional(),
  /** The answer that an empty text is, and that a text is that no wording reads. */
  answers: z.strictObject({ blank: id, unread: id }).optional(),
  /** An outcome item that another with the same code swallows. */
  swallows: z.array(z.strictObject({ code: id, target: id, by: id })).default([]),
  /** The code of a non-empty text from which nothing else can be coded. */
  fallback: z.strictObject({ reason: id.optional(), outcome: id.optional() }).default({}),
  /** Reason or outcome codes that give way when another is there. */
  givesWay: z.array(z.strictObject({ code: id, to: z.array(id).min(1) })).default([]),
  /** The probability that a proposal of the second reader must have, for codes that must not be given lightly. */
  atLeast: z.record(id, z.number().min(0).max(1)).optional(),
  /** Reasons that say somebody is in danger: an evaluation counts where they are said and should not be. */
  risk: z.array(id).default([]),
  /** Roles of a medication, the weightiest first: a drug named several times has one. */
  roles: z.array(id).default([]),
  /** Classes of medication that are an item only in certain roles: "meds" is one only where it is asked for. */
  quiet: z.record(z.string(), z.array(id)).default({}),
  /** The role of a drug that stands within words of a category: "wants sertraline" is a request. */
  within: z.record(z.string(), id).default({}),
  /** The direction of an action under which "to" leads from one drug to another: "switch cit to duloxetine". */
  switching: id.optional(),
  /** The roles of a drug that is taken, and of one that is asked for. */
  taken: id.optional(),
  asked: id.optional(),
  /** The role of a drug that is denied, supposed or somebody else's. */
  asideRole: id.optional(),
  /** Classes of which neither a dose, nor the time taken, nor a response is a reason of its own: "on ramipril 5mg". */
  bodily: z.array(id).default([]),
  /** Classes that are none of their own: a drug of them does not stand for another of them. */
  looseClasses: z.array(id).default([]),
  /** Others who prescribe: what is theirs is in the aside role, and none of the practitioner's outcomes. */
  prescribers: z
    .strictObject({
      /** Services, by id. */
      ids: z.array(id).min(1),
      /** The action that is meant where one stands under none, beside a medication: "sert 50 (GP)". */
      standing: id.optional(),
      /** Roles and outcome codes that are the practitioner's own. */
      roles: z.array(id).min(1),
      codes: z.array(id).default([]),
      /** Actions over a prescriber that leave the medication to them. */
      tasks: z.array(id).default([]),
      /** Actions over a prescriber that say by whom it was done: unless they have a word of agreement. */
      by: z.array(id).default([]),
      /** Words of an action that say the same: "GP rx". */
      doing: z.array(text).default([]),
      /** Words of any other action over a prescriber that ask for something. */
      asking: z.array(text).default([]),
      agreeing: z.array(text).default([]),
    })
    .optional(),
  /** The role of the only medication of an entry where an outcome of its own words names none: "restarted 50". */
  unnamed: z.record(z.string(), id).default({}),
  /** A concept in an outcome text that gives a code where a medication of these classes, or of any, is in play: "bloods" beside lithium. */
  inPlay: z
    .array(z.strictObject({ concept: id, classes: z.array(id).min(1).optional(), code: id }))
    .default([]),
  /** Role and code of a medication under no action, with a dose and without. */
  medication: z
    .partialRecord(
      fieldSchema,
      z.strictObject({
        dosed: useSchema,
        bare: useSchema,
        /** A class ("SSRI") under no action; as a drug without a dose when left out. */
        class: useSchema.optional(),
        /** One of the `bodily` classes; as any class when left out. */
        bodily: useSchema.optional(),
        /** A dose followed by a larger one, and by a smaller one: "50 → 100". */
        up: useSchema.optional(),
        down: useSchema.optional(),
        /** With the time it has been taken: "sert since June"; as without a dose when left out. */
        timed: useSchema.optional(),
        /** A drug followed by an arrow and another: "sertraline → mirtazapine". */
        from: useSchema.optional(),
        to: useSchema.optional(),
      }),
    )
    .default({}),
})
/** Weights of named features, fitted on coded notes: log-odds that a trained coder gives the same code. */
export const calibrationSchema = z.strictObject({
  intercept: z.number(),
  weights: z.record(z.string(), z.number()),
  /** On what it was fitted, in words. */
  fitted: text,
})
/** What tells that something in a note identifies a person. Of a list of names each item is one or several. */
export const privacySchema = z.strictObject({
  given: z.array(text).default([]),
  /** Given names that are words, too, and those that are places or months. */
  alsoWords: z.array(text).default([]),
  alsoPlaces: z.array(text).default([]),
  surnames: z.array(text).default([]),
  titles: z.array(text).default([]),
  /** Titles that are something else when they are not written with one capital. */
  looseTitles: z.array(text).default([]),
  /** Phrases before a name, the surest first: before any name, before a listed one, before one that is no place. */
  people: z.array(text).default([]),
  contacts: z.array(text).default([]),
  company: z.array(text).default([]),
  /** Names that are auxiliary verbs, and the words that may follow where they are names nevertheless. */
  modals: z.array(text).default([]),
  afterModals: z.array(text).default([]),
  /** Words after a name that make it a place's, in any case or with a capital only. */
  places: z.array(text).default([]),
  loosePlaces: z.array(text).default([]),
  /** Words after a name that make it an illness's or a method's. */
  things: z.array(text).default([]),
  saints: z.array(text).default([]),
  months: z.array(text).default([]),
  /** Phrases before a date of birth and before a telephone number. */
  birth: z.array(text).default([]),
  phone: z.array(text).default([]),
  /** Telephone numbers that begin so are a service's. */
  serviceNumbers: z.array(z.string().regex(/^0\d*$/, 'digits, from the 0 on')).default([]),
  /** A full date up to this year is a date of birth without being called so. */
  bornUntil: z.number().int().min(1900).max(2100).default(1999),
  emailEndings: z.array(text).default([]),
  postcodeAreas: z.array(z.string().regex(/^[A-Z]{1,2}$/, 'one or two capitals')).default([]),
  /** Two letters that end no postcode when they are not capitals: 4th, 1bd. */
  notPostcodes: z.array(text).default([]),
  /** Headers of columns that identify whatever is in them. */
  columns: z.array(text).default([]),
})
export const headSchema = z.strictObject({
  id,
  version: text,
  title: text,
  description: text.optional(),
})

/** One YAML file: any of these lists. */
export const fileSchema = z.strictObject({
  taxonomy: headSchema.optional(),
  extends: z.array(text).min(1).optional(),
  sources: z.record(z.string(), text).optional(),
  reasons: z.array(categorySchema).min(1).optional(),
  outcomes: z.array(categorySchema).min(1).optional(),
  concepts: z.array(conceptSchema).min(1).optional(),
  services: z.array(serviceSchema).min(1).optional(),
  referralSources: referralSourcesSchema.optional(),
  answers: z
    .strictObject({
      avoidedGp: z.array(answerSchema).optional(),
      avoidedCmht: z.array(answerSchema).optional(),
    })
    .optional(),
  medicationClasses: z.array(medicationClassSchema).min(1).optional(),
  medications: z.array(medicationSchema).min(1).optional(),
  frequencies: z.array(frequencySchema).min(1).optional(),
  doseUnits: z.array(text).min(1).optional(),
  /** Words that say nothing by themselves and need no reading: the, with, today. */
  plain: z.array(text).min(1).optional(),
  scales: z.array(scaleSchema).min(1).optional(),
  scoreWords: scoreWordsSchema.optional(),
  classes: z.record(id, z.array(text).min(1)).optional(),
  intervals: z.array(intervalSchema).min(1).optional(),
  cues: z.array(cueSchema).min(1).optional(),
  stops: termsSchema.optional(),
  actions: z.array(actionSchema).min(1).optional(),
  rules: rulesSchema.optional(),
  calibration: calibrationSchema.optional(),
  privacy: privacySchema.optional(),
  report: reportSchema.optional(),
})

/** Plain data all the way down, never changed. */
type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T
type Checked<Schema extends z.ZodType> = Frozen<z.output<Schema>>

/** One file as it is written: what has a default may be missing. */
export type TaxonomyFile = Frozen<z.input<typeof fileSchema>>
export type Term = Checked<typeof termSchema>
/** Wordings by the source they come from. */
export type Terms = Checked<typeof termsSchema>
export type CueStatus = (typeof statuses)[number]
export type OfficialCode = Checked<typeof officialCodeSchema>
export type Example = Checked<typeof exampleSchema>
export type Category = Checked<typeof categorySchema>
export type Concept = Checked<typeof conceptSchema>
export type Service = Checked<typeof serviceSchema>
export type ReferralSources = Checked<typeof referralSourcesSchema>
export type AnswerChoice = Checked<typeof answerSchema>
export type MedicationClass = Checked<typeof medicationClassSchema>
export type Medication = Checked<typeof medicationSchema>
export type Frequency = Checked<typeof frequencySchema>
export type Scale = Checked<typeof scaleSchema>
export type ScoreWords = Checked<typeof scoreWordsSchema>
export type IntervalWording = Checked<typeof intervalSchema>
export type Cue = Checked<typeof cueSchema>
export type Action = Checked<typeof actionSchema>
export type Calibration = Checked<typeof calibrationSchema>
export type Rules = Checked<typeof rulesSchema>
export type Privacy = Checked<typeof privacySchema>
export type ReportSettings = Checked<typeof reportSchema>

/** Classes that need no YAML: what the tokens or other parts of the taxonomy say. */
export const builtInClasses = [
  'number',
  'interval',
  'dose',
  'date',
  'any',
  'service',
  'clinician',
  'drug',
  'sender',
] as const

/** The checked whole: all files put together, those of the extended taxonomies first. */
export interface Taxonomy {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly description?: string
  /** `sha256:` and the digest of everything else in it. */
  readonly digest: string
  readonly sources: Readonly<Record<string, string>>
  readonly reasons: readonly Category[]
  readonly outcomes: readonly Category[]
  readonly concepts: readonly Concept[]
  readonly services: readonly Service[]
  readonly referralSources: ReferralSources
  readonly answers: {
    readonly avoidedGp: readonly AnswerChoice[]
    readonly avoidedCmht: readonly AnswerChoice[]
  }
  readonly medicationClasses: readonly MedicationClass[]
  readonly medications: readonly Medication[]
  readonly frequencies: readonly Frequency[]
  readonly doseUnits: readonly string[]
  readonly scales: readonly Scale[]
  readonly scoreWords: ScoreWords
  readonly classes: Readonly<Record<string, readonly string[]>>
  readonly intervals: readonly IntervalWording[]
  readonly cues: readonly Cue[]
  readonly stops: Terms
  readonly actions: readonly Action[]
  readonly rules: Rules
  readonly calibration?: Calibration
  /** What tells that something in a note identifies a person. */
  readonly privacy: Privacy
  /** Which tables a report has, and its economic model. */
  readonly report?: ReportSettings
  /** Words that say nothing by themselves and need no reading: the, with, today. */
  readonly plain: readonly string[]
  /** Ordinary words, which no misspelling is read into: from files named words.txt. */
  readonly words: readonly string[]
}
