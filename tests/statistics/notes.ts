/** Codes of notes written short: `a b` are reasons, what stands behind a stroke are outcome items. */
import { codesOfGold, codesOfRecord, type NoteCodes } from '../../src/statistics/codes.ts'

/** `N1: a b / c|-|x d|-|-` → the codes of note N1. */
export function gold(line: string): NoteCodes {
  const [id = '', reasons = '', outcomes = ''] = line.split(/:|\//)
  const words = (text: string) => text.split(' ').filter((word) => word !== '')
  return codesOfGold({ id: id.trim(), reasons: words(reasons), outcomes: words(outcomes) })
}

/** The same of a record: `a=0.9 b=0.7`, 0.5 where nothing is said. */
export function record(line: string): NoteCodes {
  const { id, codes } = gold(line)
  const sure = (item: string): [string, number] => {
    const [code = '', confidence = '0.5'] = item.split('=')
    return [code, Number(confidence)]
  }
  return codesOfRecord({
    id,
    reasons: (codes.reasons ?? []).map((item) => {
      const [code, confidence] = sure(item)
      return { code, confidence }
    }),
    outcomes: (codes.outcomeItems ?? []).map((item) => {
      const [whole, confidence] = sure(item)
      const [code = '', kind = '-', target = '-'] = whole.split('|')
      return { code, confidence, ...(kind !== '-' && { kind }), ...(target !== '-' && { target }) }
    }),
  })
}
