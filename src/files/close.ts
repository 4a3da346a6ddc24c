/** Rows of an open file, which must be closed also where nobody reads them. */

/**
 * A generator that closes what it reads from when it ends, is left or fails. A generator that was never begun does
 * not run its own `finally`.
 */
export function closing<T>(items: AsyncGenerator<T>, close: () => void | Promise<void>): AsyncIterable<T> {
  let closed = false
  const closeOnce = async () => {
    if (closed) return
    closed = true
    await close()
  }
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        try {
          const next = await items.next()
          if (next.done === true) await closeOnce()
          return next
        } catch (error) {
          await closeOnce()
          throw error
        }
      },
      async return() {
        await items.return(undefined)
        await closeOnce()
        return { done: true, value: undefined }
      },
    }),
  }
}
