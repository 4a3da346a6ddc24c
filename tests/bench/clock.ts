/** How long, and how much. */
export function seconds(work: () => void): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}

/** Megabytes on the heap once the rubbish is out. */
export function heapMegabytes(): number {
  const { gc } = globalThis as { readonly gc?: () => void }
  if (!gc) throw new Error('run Node with --expose-gc')
  gc()
  gc()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 2 ** 20
}
