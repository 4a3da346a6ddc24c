/** Logistic regression with an L2 penalty, by gradient steps of a fixed number: the same data give the same weights. */

export interface Example {
  readonly features: readonly (readonly [name: string, value: number])[]
  readonly right: boolean
}

export interface LogisticModel {
  readonly intercept: number
  readonly weights: Readonly<Record<string, number>>
}

export interface FitOptions {
  /** Strength of the pull of every weight towards 0, or towards the prior; without a prior the intercept is free. */
  readonly penalty?: number
  /** A model of other data, which holds as far as these examples do not speak against it. */
  readonly prior?: LogisticModel
  readonly steps?: number
}

/**
 * Fits the log-odds that an example is right. Without examples of both kinds, and without a prior, the weights are 0. A
 * weight that the prior has is always in the model, so that the model replaces the prior in full.
 */
export function fitLogistic(examples: readonly Example[], options: FitOptions = {}): LogisticModel {
  const { penalty = 3, steps = 600, prior } = options
  const index = new Map<string, number>()
  for (const name of Object.keys(prior?.weights ?? {})) index.set(name, index.size)
  for (const { features } of examples)
    for (const [name] of features) if (!index.has(name)) index.set(name, index.size)
  const rows = examples.map(({ features }) =>
    features.map(([name, value]) => [index.get(name) as number, value] as const),
  )
  const expected = Float64Array.from(index.keys(), (name) => prior?.weights[name] ?? 0)
  const weights = expected.slice()
  // Squared gradients so far: features that are rare take larger steps (AdaGrad).
  const seen = new Float64Array(index.size).fill(1e-6)
  let intercept = prior?.intercept ?? 0
  let seenIntercept = 1e-6
  for (let step = 0; step < steps; step++) {
    const gradient = new Float64Array(index.size)
    let gradientIntercept = prior ? penalty * (intercept - prior.intercept) : 0
    rows.forEach((row, at) => {
      let sum = intercept
      for (const [feature, value] of row) sum += (weights[feature] as number) * value
      const error = 1 / (1 + Math.exp(-sum)) - Number((examples[at] as Example).right)
      gradientIntercept += error
      for (const [feature, value] of row) gradient[feature] = (gradient[feature] as number) + error * value
    })
    seenIntercept += gradientIntercept ** 2
    intercept -= (0.5 * gradientIntercept) / Math.sqrt(seenIntercept)
    for (let i = 0; i < weights.length; i++) {
      const slope = (gradient[i] as number) + penalty * ((weights[i] as number) - (expected[i] as number))
      seen[i] = (seen[i] as number) + slope ** 2
      weights[i] = (weights[i] as number) - (0.5 * slope) / Math.sqrt(seen[i] as number)
    }
  }
  const named = [...index].map(([name, i]): [string, number] => [name, round(weights[i] as number)])
  named.sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    intercept: round(intercept),
    weights: Object.fromEntries(
      named.filter(([name, weight]) => weight !== 0 || (prior && name in prior.weights)),
    ),
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000
