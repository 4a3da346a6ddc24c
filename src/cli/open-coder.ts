/** The coder that the options of a command ask for. */
import type { Coder } from '../coder.ts'
import { createCoder } from '../index.ts'
import { openTaxonomy } from './open-taxonomy.ts'

export interface CoderChoice {
  /** A folder, a YAML file or a packaged id; left out, the bundled one. */
  readonly taxonomy?: string
  readonly learned: boolean
  readonly redact?: true
}

/** @throws JotcodeError when there is no such taxonomy, or it has errors */
export async function openCoder({ taxonomy, learned, redact }: CoderChoice): Promise<Coder> {
  return createCoder({
    ...(taxonomy !== undefined && { taxonomy: await openTaxonomy(taxonomy) }),
    learned,
    redact: redact === true,
  })
}
