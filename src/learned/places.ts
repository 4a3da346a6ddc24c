/** The places of classes, found without a string made for a code: this is asked for every code of every note. */
import type { LearnedItem } from '../model/learned.ts'

export class Places {
  private readonly lists = { reason: new Map<string, number[]>(), outcome: new Map<string, number[]>() }
  private readonly items: readonly LearnedItem[]

  constructor(items: readonly LearnedItem[]) {
    this.items = items
    items.forEach(({ list, code }, at) => {
      const own = this.lists[list].get(code)
      if (own) own.push(at)
      else this.lists[list].set(code, [at])
    })
  }

  of({ list, code, kind, target }: LearnedItem): number | undefined {
    const own = this.lists[list].get(code)
    if (own === undefined) return undefined
    for (let i = 0; i < own.length; i++) {
      const at = own[i] as number
      const item = this.items[at] as LearnedItem
      if (item.kind === kind && item.target === target) return at
    }
    return undefined
  }
}
