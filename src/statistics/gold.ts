/** Gold codes as they are written down. */

/** One line of a gold file. Outcome items are written `code|kind|target`, medications `drug|class|role`, `-` for none. */
export interface Gold {
  readonly id: string | number
  readonly reasons: readonly string[]
  readonly outcomes: readonly string[]
  /** What is left out is not scored; `null` and `[]` say that there is none. */
  readonly medications?: readonly string[]
  readonly referral_source?: string | null
  readonly avoided_gp?: string
  readonly avoided_cmht?: string
}
